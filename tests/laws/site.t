#!/usr/bin/env python3
# site.t: pages and sites: links lead somewhere, nothing comes from outside, all words are found
import csv
import io
import json
import re
import shutil
import sys
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
        todo += [(path.parent / pages.unquote(pages.urlsplit(l).path)).resolve() for l in found[path].links
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
    done = make(folder, "-p", "title=</title><script>alert(1)</script>", source)
    holds(done.status == 0, done.told())
    site_links(folder)
    _, documents = called(folder / "search/documents.js")
    holds(sorted(d[0] for d in documents) == sorted(HOSTILE), documents)
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
tap.attempt("a document that is no TEI is left out", left_out)
tap.attempt("what cannot be is refused", refused)
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
