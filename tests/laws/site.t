#!/usr/bin/env python3
# site.t: pages and sites: links lead somewhere, nothing comes from outside, all words are found
import csv
import io
import json
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import laws  # noqa: E402
from laws import Failure  # noqa: E402
import pages  # noqa: E402

tap = laws.Tap()
CASES = sorted(Path("tests/transform").glob("*-html.in"))
SAMPLES = sorted(Path("samples").glob("*.xml"))
PERSON = ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{0}</title></titleStmt>'
          "<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><creation>"
          '<date when="{1}"/></creation><particDesc><listPerson><person xml:id="d"><persName>{2}</persName></person>'
          '</listPerson></particDesc></profileDesc></teiHeader><text><body><sp who="#d" xml:id="s"><p>{3}</p></sp>'
          "</body></text></TEI>")
# Names that a page, an address or a script could take for something else.
HOSTILE = ["a b", "-x", "100%", "q\"'q", "a#b?c=d&e", "<script>", "ünï", "日本", "a;b,c"]


def holds(good, why):
    if not good:
        raise Failure(str(why))


def table(document):
    return list(csv.DictReader(io.StringIO(laws.output("teitransform", "csv", "-p", "raw=yes", document).decode())))


def one_page(document):
    """A page by itself: its links, and its numbers against the table's."""
    path = (laws.work / (document.name + ".html")).resolve()
    path.write_bytes(laws.output("teitransform", "html", document))
    page = pages.read(path)
    holds(not page.loads, page.loads)
    pages.check_links({path: page}, path)
    rows = table(document)
    foot = [row for row in page.rows if row[:1] == ["All"] and len(row) == 5]
    words, speeches = sum(int(r["words"]) for r in rows), len(rows)
    if words:
        holds(len(foot) == 1 and foot[0][2:] == [str(words), "", str(speeches)], f"{foot}, not {words}, {speeches}")
    rects = len(re.findall(r"<rect class=\"k\d\" x=", path.read_text()))
    holds(rects == (len(rows) if words and len(rows) > 1 else 0), f"{rects} pieces of the bar, {len(rows)} speeches")


def fold(text):
    bare = "".join(c for c in unicodedata.normalize("NFKD", text) if unicodedata.category(c)[0] != "M")
    bare = unicodedata.normalize("NFKD", bare.casefold())
    return unicodedata.normalize("NFC", "".join(c for c in bare if unicodedata.category(c)[0] != "M"))


def words(text):
    """Words of scripts with blanks between them."""
    return {w for w in re.findall(r"[^\W_]+", fold(text)) if not re.search(r"[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]", w)
            and len(w.encode()) <= 60}


def shard(word, n):
    value = 2166136261
    for byte in word[:3].encode():
        value = (value ^ byte) * 16777619 & 0xFFFFFFFF
    return value % n


def called(path):
    """The arguments of the call that a script of the site is."""
    text = path.read_text(encoding="utf-8")
    return json.loads("[" + text[text.index("(") + 1:text.rindex(")")] + "]")


def make(folder, *arguments):
    done = laws.run("teitransform", "site", "-o", folder, *arguments)
    return done


def site_links(folder):
    found = {p.resolve(): pages.read(p) for p in folder.rglob("*.html")}
    tried = pages.check_links(found, folder)
    holds(tried > 50, f"{tried} links")
    reached, todo = set(), [(folder / "index.html").resolve()]
    while todo:
        path = todo.pop()
        if path in reached or path not in found:
            continue
        reached.add(path)
        todo += [(path.parent / pages.unquote(pages.urlsplit(l).path, errors="surrogateescape")).resolve() for l in found[path].links
                 if not pages.urlsplit(l).scheme and pages.urlsplit(l).path]
    holds(reached == set(found), f"not to be reached: {sorted(set(found) - reached)[:3]}")
    holds(not list(folder.rglob("*.part")) and not list(folder.rglob(".*")), "something half done is left")


def site_words(folder, sources):
    """Each word of each speech is in the index with its document, and no other document has it there."""
    shards, documents = called(folder / "search/documents.js")
    index = {}
    for path in folder.glob("search/*.js"):
        if path.name == "documents.js":
            continue
        number, part = called(path)
        holds(int(path.stem, 16) == number, path)
        for word, list_ in part.items():
            holds(shard(word, shards) == number, f"{word} is in the wrong part")
            at = 0
            for one in list_.split():
                at += int(one.split(".")[0], 36)
                index.setdefault(word, {})[at] = int(one.split(".")[1], 36) if "." in one else 1
    expected = {}
    for i, document in enumerate(documents):
        rows = table(sources[i])
        holds(sum(int(r["words"]) for r in rows) == document[3], f"{document}: words")
        _, said = called(folder / f"search/text/{i}.js")
        holds([s[3] for s in said] == [r["text"] for r in rows], f"{document}: the speeches")
        for row in rows:
            for word in words(row["text"]):
                expected.setdefault(word, set()).add(i)
    holds(len(expected) > 500, len(expected))
    got = {w: set(d) for w, d in index.items() if words(w) == {w}}
    for word in {**expected, **got}:
        holds(expected.get(word) == got.get(word), f"{word}: in {expected.get(word)}, index {got.get(word)}")


def whole_site():
    source, folder = laws.work / "source", laws.work / "site"
    for i, path in enumerate(CASES + SAMPLES):
        target = source / ("cases" if path in CASES else "samples/deep") / (path.name.split(".")[0] + ".xml")
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(path, target)
    done = make(folder, source)
    holds(done.status == 0, done.told())
    site_links(folder)
    site_words(folder, sorted(source.rglob("*.xml"), key=lambda p: bytes(p)))
    again = laws.work / "again"
    holds(make(again, "-j", "2", source).status == 0, "-j 2")
    holds(make(again, "-j", "2", source).status == 0, "over an older one")
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        laws.same(path.name, path.read_bytes(), (again / path.relative_to(folder)).read_bytes())
    holds(len(list(folder.rglob("*"))) == len(list(again.rglob("*"))), "other files")


def hostile_names():
    source, folder = laws.work / "hostile", laws.work / "hostile-site"
    source.mkdir()
    for name in HOSTILE:
        text = PERSON.format(*(name.replace("&", "&amp;").replace("<", "&lt;"),) * 1, "1960-01-02",
                             name.replace("&", "&amp;").replace("<", "&lt;"), "Yes &lt;/script> no.")
        (source / f"{name}.xml").write_text(text, encoding="utf-8")
    ill = os.fsdecode(b"no \xff\xfe UTF-8")
    shutil.copy(source / "a b.xml", source / f"{ill}.xml")
    done = make(folder, "-p", "title=</title><script>alert(1)</script>", source)
    holds(done.status == 0, done.told())
    site_links(folder)
    _, documents = called(folder / "search/documents.js")
    names = [pages.unquote(d[0], errors="surrogateescape") for d in documents]
    holds(sorted(names) == sorted([*HOSTILE, ill]), documents)
    holds("<script>alert" not in (folder / "index.html").read_text(), "the title is markup")


def many():
    """More than fit on a page: groups, and pages of a group; everything is listed once."""
    source, folder = laws.work / "many", laws.work / "many-site"
    source.mkdir()
    for i in range(1300):
        date = "1911-05-04" if i < 1100 else f"{1800 + i % 150}-01-01" if i < 1290 else ""
        text = PERSON.format(f"Talk {i}", date, f"Speaker {i % 700}", f"word{i} shared")
        (source / f"t{i:04}.xml").write_text(text if date else text.replace('<date when=""/>', ""))
    done = make(folder, "-j", str(laws.JOBS), "-p", "formats=none", source)
    holds(done.status == 0, done.told())
    site_links(folder)
    for name, n in (("dates", 1300), ("titles", 1300), ("people", 700)):
        listed = [row for p in (folder / name).glob("*.html") for row in pages.read(p).rows
                  if len(row) == 4 and (re.fullmatch(r"Talk \d+", row[1]) or re.fullmatch(r"Speaker \d+", row[0]))]
        if name == "people":
            listed = [row for row in listed if row[0].startswith("Speaker")]
        holds(len(listed) == n, f"{name}: {len(listed)} rows, not {n}")
    holds((folder / "dates/1911-3.html").is_file() and (folder / "dates/none.html").is_file(), "pages of a year")


def tree(folder):
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def write(folder, documents):
    """Documents by their names: title, date, speaker, what is said."""
    folder.mkdir(exist_ok=True)
    for name, fields in documents.items():
        (folder / f"{name}.xml").write_text(PERSON.format(*fields), encoding="utf-8")


THREE = {n: (f"Talk {n}", f"196{i}-01-01", f"Speaker {n}", f"word{n} of the talk") for i, n in enumerate("abc")}


def again():
    """A second run takes away what is no more, leaves what is a person's, and writes only what is new."""
    source, folder, fresh = (laws.work / n for n in ("again-source", "again-site", "again-fresh"))
    write(source, THREE)
    holds(make(folder, source).status == 0, "the first run")
    before = {p: os.stat(folder / p).st_mtime_ns for p in tree(folder)}
    holds(make(folder, source).status == 0, "the same again")
    holds(before == {p: os.stat(folder / p).st_mtime_ns for p in tree(folder)}, "it was written again")
    mine = {"documents/notes.txt": b"mine", "documents/b.pdf": b"mine", "people/.me": b"mine", "CNAME": b"mine"}
    for name, content in mine.items():
        (folder / name).write_bytes(content)
    (source / "b.xml").unlink()
    write(source, {"new": ("Talk d", "1970-01-01", "Speaker d", "new words")})
    holds(make(folder, "-p", "formats=csv", source).status == 0, "the second run")
    holds(make(fresh, "-p", "formats=csv", source).status == 0, "a fresh one")
    laws.same("the list of files", (fresh / "files.txt").read_bytes(), (folder / "files.txt").read_bytes())
    holds(tree(folder) == {**tree(fresh), **mine}, set(tree(folder)) ^ {*tree(fresh), *mine})
    holds(os.stat(folder / "documents/a.csv").st_mtime_ns == before["documents/a.csv"], "a.csv was written again")
    # A name with a blank and one that is no UTF-8 are found again in the list.
    for name in ("x y", os.fsdecode(b"z\xff")):
        shutil.copy(source / "a.xml", source / f"{name}.xml")
    holds(make(folder, source).status == 0, "odd names")
    for name in ("x y", os.fsdecode(b"z\xff")):
        holds((folder / f"documents/{name}.html").is_file(), name)
        (source / f"{name}.xml").unlink()
    holds(make(folder, "-p", "formats=csv", source).status == 0, "without odd names")
    holds(tree(folder) == {**tree(fresh), **mine}, set(tree(folder)) ^ {*tree(fresh), *mine})
    # What the last run could not finish, this one does.
    (folder / "index.html").unlink()
    shutil.rmtree(folder / "titles")
    (folder / "documents/a.csv").write_bytes(b"half")
    (folder / "documents/old").mkdir()
    (folder / "documents/old/gone.csv").write_bytes(b"old")
    with open(folder / "files.txt", "a", encoding="utf-8") as f:
        f.write("documents/old/gone.csv\ndocuments/never.csv\n../again-source/a.xml\n/etc/passwd\n")
    holds(make(folder, "-p", "formats=csv", source).status == 0, "after a run that was broken off")
    holds(tree(folder) == {**tree(fresh), **mine}, set(tree(folder)) ^ {*tree(fresh), *mine})
    holds((source / "a.xml").is_file() and not (folder / "documents/old").exists(), "what the list may lead to")


def not_ours():
    """Files that no site of ours has written are not replaced, and nothing is made then."""
    source = laws.work / "kept-source"
    write(source, THREE)
    for name in ("index.html", "documents/b.csv", "site.css", "files.txt", "documents/c.html"):
        folder = laws.work / "kept-site"
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_bytes(b"mine")
        done = make(folder, source)
        holds(done.status == 2 and name.encode() in done.err, f"{name}: {done.told()}")
        holds(tree(folder) == {name: b"mine"}, f"{name}: {tree(folder).keys()}")
        shutil.rmtree(folder)
    # Nor is a document that is read, though it lies where an earlier site has one.
    folder = laws.work / "kept-site"
    holds(make(folder, source).status == 0, "a site")
    before = tree(folder)
    done = make(folder, folder / "documents")
    holds(done.status == 2 and b"replace" in done.err, done.told())
    holds(tree(folder) == before, "a site of itself")


SLOW = """<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
xmlns:t="http://www.tei-c.org/ns/1.0"><xsl:import href="stenogram:html.xsl"/><xsl:template name="head-extra">
<xsl:variable name="text" select="string(/t:TEI/t:text)"/><xsl:variable name="other" select="translate($text, 'a', 'b')"/>
<xsl:if test="translate($text, concat($other, $other), '') = '-'">never</xsl:if></xsl:template></xsl:stylesheet>"""


def too_long():
    """A step that never ends takes its document with it and no other."""
    source, folder, page = laws.work / "long-source", laws.work / "long-site", laws.work / "slow.xsl"
    page.write_text(SLOW, encoding="utf-8")
    seconds = 60 if laws.WRAP else 4
    for number, slow in ((1, "a"), (2, "b"), (1, "c")):
        write(source, {**THREE, slow: ("Long", "1969-01-01", "Nobody", "a" * 1000000)})
        done = laws.run("teitransform", "site", "-j", number, "-p", f"page={page}", "-o", folder, source,
                        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds)))
        holds(done.status == 2 and f"{slow}.xml: fatal: ".encode() in done.err and b"too long" in done.err, done.told())
        site_links(folder)
        _, documents = called(folder / "search/documents.js")
        expected = [f"Talk {n}" if n != slow else 0 for n in "abc"]
        holds([d and d[1] for d in documents] == expected, f"{documents}")
        holds(not list(folder.rglob(f"documents/{slow}.*")), "half of the document is there")


def make_after(folder, source):
    """A run after one that was ended: its other process goes a moment later."""
    for _ in range(200):
        done = make(folder, source)
        if b"another run" not in done.err:
            break
        time.sleep(0.05)
    holds(done.status == 0, done.told())


def interrupted():
    """Who ends a run by force finds the site as it was; where there was none, no start."""
    source, folder, page = laws.work / "cut-source", laws.work / "cut-site", laws.work / "slow.xsl"
    page.write_text(SLOW, encoding="utf-8")
    write(source, THREE)
    for old in (False, True):
        if old:
            (source / "b.xml").unlink()
            make_after(folder, source)
            site_links(folder)
        before = tree(folder) if old else {}
        write(source, {"a": ("Changed", "1960-01-01", "Deng", "Changed."), "b": ("Long", "", "N", "a" * 1000000)})
        command = [laws.BIN / "teitransform", "site", "-p", f"page={page}", "-o", folder, source]
        run = subprocess.Popen([*map(str, command)], start_new_session=True, stderr=subprocess.DEVNULL)
        for _ in range(1000):
            if (folder / ".unfinished/documents/b.csv").is_file() or run.poll() is not None:
                break
            time.sleep(0.02)
        second = make(folder, source)
        os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        holds(second.status == 2 and b"another run" in second.err, second.told())
        left = {n: b for n, b in tree(folder).items() if not n.startswith(".unfinished/")}
        holds(left == before, f"{left.keys() ^ before.keys()}")
    (source / "b.xml").unlink()
    make_after(folder, source)
    site_links(folder)


def who(name, more="", pointer="#d"):
    return (PERSON.replace("{0}", f"Of {name}").replace("{1}", "1960").replace("{3}", "Yes.")
            .replace('<person xml:id="d">', f'<person xml:id="d"{more if more.startswith(" ") else ""}>')
            .replace("<persName>{2}</persName>", f"<persName>{name}</persName>{'' if more.startswith(' ') else more}")
            .replace('who="#d"', f'who="{pointer}"'))


def same_people():
    """A reference tells who is one; a name alone does so among those that have none."""
    source, folder = laws.work / "who", laws.work / "who-site"
    documents = {"a/1": who("Deng", "<idno type='wikidata'>Q16397</idno>"),
                 "a/2": who("Deng Xiaoping", " sameAs='wikidata:Q16397'"),
                 "b/3": who("Deng", " sameAs='https://example.org/?a=1&amp;b=2'"), "b/4": who("Deng"), "b/5": who("deng"),
                 "a/6": who("X", pointer="../people.xml#kozlov"), "b/7": who("Y", pointer="../people.xml#kozlov"),
                 "c/11": who("Deng Xiaoping"), "8": who("Z", pointer="people.xml#kozlov"), "9": who("Z", " sameAs='#other'"), "10": who("Z")}
    for name, text in documents.items():
        (source / name).parent.mkdir(parents=True, exist_ok=True)
        (source / f"{name}.xml").write_text(text, encoding="utf-8")
    holds(make(folder, "-p", "formats=none", source).status == 0, "the site")
    site_links(folder)
    got = sorted(sorted(re.findall(r"documents/([^.\"]+)\.html#", p.read_text(encoding="utf-8")))
                 for p in (folder / "people").glob("*.html") if p.name != "index.html")
    holds(got == [["10", "9"], ["8", "a/6", "b/7"], ["a/1", "a/2"], ["b/3"], ["b/4", "b/5"], ["c/11"]], got)
    page = next((folder / "people").glob("*q16397-*")).read_text(encoding="utf-8")
    holds("Also as <bdi>Deng Xiaoping</bdi>" in page and "Others of this name" in page, page)
    holds(page.count('<li dir="auto"') == 3, "three others are of one of these names")
    holds(page.count("?speaker=") == 2, "the search is told both names")
    listed = pages.read(folder / "people/index.html").rows
    holds(len([r for r in listed if re.match("[Dd]eng", r[0])]) == 4, listed)
    holds(any(r[0] == "Z" for r in listed), "a name that nobody shares stands alone")


def own_words():
    """The site's own name, what it says of itself, and the map for search engines."""
    source, folder = laws.work / "own", laws.work / "own-site"
    write(source, {"a & b": ("Gespräch", "1960", "Deng", "Ja."), "c": ("Gespräch", "1961", "Deng", "Nein."),
                   "d": ("", "1961", "", "Alone.")})
    text = (source / "c.xml").read_text(encoding="utf-8").replace("<profileDesc>", '<profileDesc><langUsage>'
            '<language ident="de"/></langUsage>', 1).replace("<TEI ", '<TEI xml:lang="de" ', 1)
    (source / "c.xml").write_text(text, encoding="utf-8")
    done = make(folder, "-p", "title=The <talks>", "-p", "about=One & two.\n\nThree.", "-p",
                "url=https://example.org/talks", source)
    holds(done.status == 0, done.told())
    site_links(folder)
    start = (folder / "index.html").read_text(encoding="utf-8")
    holds("<title>The &lt;talks&gt;</title>" in start, "the title")
    holds(re.findall(r'<p class="about" dir="auto">([^<]*?)\s*</p>', start) == ["One &amp; two.", "Three."], start)
    addresses = re.findall(r"<loc>(.*?)</loc>", (folder / "sitemap.xml").read_text(encoding="utf-8"))
    expected = {"https://example.org/talks/" + pages.unquote(str(p.relative_to(folder))) for p in folder.rglob("*.html")}
    holds({pages.unquote(a) for a in addresses} == expected and len(addresses) == len(expected), addresses)
    titles = (folder / "titles/index.html").read_text(encoding="utf-8")
    holds('dir="auto" lang="de"><a href="../documents/c.html">Gespräch</a>' in titles, "the language of a title")
    rows = [r[1] for r in pages.read(folder / "titles/index.html").rows if len(r) == 4]
    holds("Gespräch a & b" in rows and "Gespräch c" in rows, f"documents of one title are told apart: {rows}")
    holds("1 word<" not in titles and "1 documents" not in start, "one is one")
    for bad in ("url=talks", "url=ftp://example.org/", "url=https://example.org/a b"):
        done = make(laws.work / "x", "-p", bad, source)
        holds(done.status == 2 and b"url" in done.err, done.told())
    holds(not (make(folder, source), (folder / "sitemap.xml").exists())[1], "a map that nobody asks for")


def order():
    """Signs in front of a title do not count, letters stand under their capitals, years before our era come first."""
    source, folder = laws.work / "order", laws.work / "order-site"
    titles = ["\u201cYes\u201d", "yard", "Ärger", "aha", "ψήφος", "Ψ", "1848", "\u0663", "\u00abNon\u00bb", "{x", "???", "ъ", "\U00010428"]
    dates = ["-0430", "-0044-03-15", "-0044-01", "0099", "1848", "12345", "-43", "1848-02", "99", "1848-02-22", "", "", ""]
    write(source, {f"d{i:02}": (title, date, "N", "w") for i, (title, date) in enumerate(zip(titles, dates))})
    write(source, {"untitled": ("", "2000", "N", "w")})
    holds(make(folder, "-p", "formats=none", source).status == 0, "the site")
    site_links(folder)
    rows = pages.read(folder / "titles/index.html").rows
    got = [row[0] if len(row) == 1 else row[1] for row in rows[1:]]
    expected = ["0-9", "1848", "???", "\u0663", "A", "aha", "Ärger", "N", "\u00abNon\u00bb", "U", "untitled", "X", "{x", "Y",
                "yard", "\u201cYes\u201d", "Ψ", "Ψ", "ψήφος", "Ъ", "ъ", "\U00010400", "\U00010428"]
    holds(got == expected, f"{got}\n{expected}")
    rows = pages.read(folder / "dates/index.html").rows
    got = [row[0] for row in rows[1:] if len(row) == 1]
    holds(got == ["-0430", "-0044", "0099", "1848", "2000", "12345", "Not known"], got)
    got = [row[0] for row in rows[1:] if len(row) == 4]
    holds(got[:8] == ["-0430", "-0044-01", "-0044-03-15", "0099", "1848", "1848-02", "1848-02-22", "2000"], got)
    start = (folder / "index.html").read_text(encoding="utf-8")
    holds("<figcaption><span>−430</span> <span>12345</span>" in start, "the ends of the timeline")


def shared_style():
    """Within a site the style and the script are files; a page alone, or one by a stylesheet without them, has its own."""
    folder, page = laws.work / "style-site", laws.work / "own.xsl"
    holds(make(folder, "samples").status == 0, "the site")
    text = (folder / "documents/play.html").read_text(encoding="utf-8")
    alone = laws.output("teitransform", "html", "samples/play.xml").decode()
    holds("<style" not in text and "<script>" not in text and len(text) < len(alone) - 25000, len(text))
    css = (folder / "style.css").read_text(encoding="utf-8")
    js = (folder / "script.js").read_text(encoding="utf-8")
    holds("".join(re.findall(r"<style>(.*?)</style>", alone, re.S)) == css, "the style")
    holds("".join(re.findall(r"<script>(.*?)</script>", alone, re.S)) == js, "the script")
    page.write_text('<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:import '
                    'href="stenogram:html.xsl"/><xsl:template name="style"><style media="all">p > b { color: red }</style>'
                    "</xsl:template></xsl:stylesheet>", encoding="utf-8")
    holds(make(folder, "-p", f"page={page}", "samples").status == 0, "a stylesheet that overrides the style")
    holds((folder / "style.css").read_text(encoding="utf-8").startswith("p > b { color: red }"), "its style")
    page.write_text('<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"><xsl:template '
                    'match="/"><p>x</p></xsl:template></xsl:stylesheet>', encoding="utf-8")
    holds(make(folder, "-p", f"page={page}", "samples").status == 0, "a stylesheet of one's own")
    holds(not (folder / "style.css").exists(), "a style that no page has")


def left_out():
    source, folder = laws.work / "mixed", laws.work / "mixed-site"
    source.mkdir()
    (source / "a.xml").write_text(PERSON.format("A", "1960", "Deng", "Yes."))
    (source / "b.xml").write_text("<TEI>")
    (source / "c.xml").write_text(PERSON.format("C", "1961", "Deng", "No."))
    done = make(folder, source)
    holds(done.status == 1 and b"b.xml" in done.err, done.told())
    site_links(folder)
    _, documents = called(folder / "search/documents.js")
    holds([d and d[1] for d in documents] == ["A", 0, "C"], documents)
    person = next(p for p in (folder / "people").glob("deng-*.html"))
    holds([r[1] for r in pages.read(person).rows[1:]] == ["A", "C"], "the page of Deng")


def refused():
    done = laws.run("teitransform", "site", SAMPLES[0])
    holds(done.status == 2 and b"-o" in done.err, done.told())
    done = laws.run("teitransform", "site", "-o", laws.work / "x", "-p", "nonsense=1", SAMPLES[0])
    holds(done.status == 2 and b"nonsense" in done.err, done.told())
    done = laws.run("teitransform", "site", "-o", laws.work / "x", "-p", "formats=nonsense", SAMPLES[0])
    holds(done.status == 2 and b"nonsense" in done.err, done.told())
    (laws.work / "file").write_text("")
    done = laws.run("teitransform", "site", "-o", laws.work / "file", SAMPLES[0])
    holds(done.status == 2 and (laws.work / "file").read_text() == "", done.told())


def sees():
    """The checks see each kind of fault."""
    for bad in ("<p id=a><b id=a></b></p>", "<p><b></p></b>", '<a onclick="x">y</a>', "<div>",
                '<a href="javascript:x">y</a>', "<style>a{background:url(x)}</style>"):
        holds(pages.Page(bad).faults, bad)
    path = (laws.work / "seen.html").resolve()
    path.write_text("<p id=a></p>")
    for bad in ("<a href='#b'>x</a>", "<a href='seen2.html'>x</a>", "<img src='https://example.org/x'>",
                "<a href='seen.html#b'>x</a>"):
        try:
            pages.check_links({path: pages.Page(bad)}, path.parent)
        except Failure:
            continue
        raise Failure(f"not seen: {bad}")


tap.attempt("the checks see what is wrong", sees)
tap.each("a page is whole, its numbers are the table's", one_page, CASES + SAMPLES)
tap.attempt("a site is whole, and all its words are found", whole_site)
tap.attempt("names that are hostile", hostile_names)
tap.attempt("a site of many documents", many)
tap.attempt("the order of lists", order)
tap.attempt("style and script are shared", shared_style)
tap.attempt("a second run", again)
tap.attempt("files of others stay", not_ours)
tap.attempt("a run that is ended by force", interrupted)
tap.attempt("a document that takes too long is left out", too_long)
tap.attempt("who is who", same_people)
tap.attempt("a site's own words", own_words)
tap.attempt("a document that is no TEI is left out", left_out)
tap.attempt("what cannot be is refused", refused)
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
