#!/usr/bin/env python3
"""transform.t: what holds of the derived formats of every document

Each format is made of every sample, and where the folder ../shared/corpus is there of the TEI that
teiconvert makes of each text in it, and read by a real reader: the counts of speeches and words agree
between them all, several processes give the bytes of one, and the same input gives the same bytes.
"""
import csv
import html
import io
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from xml.etree import ElementTree

import laws

tap = laws.Tap()
csv.field_size_limit(1 << 30)
TEI = "{http://www.tei-c.org/ns/1.0}"
STRINGS = Path("xslt/lib/strings.xsl").read_text()
PUNCTUATION = set(html.unescape(re.search(r'name="punctuation">(.*?)</', STRINGS)[1]))
OPTIONS = {"vrt": ("-p", "glue=yes"), "csv": ("-p", "raw=yes"), "tsv": ("-p", "raw=yes")}
CJK = re.compile(r"^(zh|ja|yue|lzh|cmn|wuu|nan|hak)(-|$)", re.I)


def made(form, folder, documents, *options):
    """The results of all documents in a folder, by name."""
    goal = laws.work / folder
    done = laws.run("teitransform", form, *options, "-o", f"{goal}/", *map(str, documents))
    # What a format lacks in a document it may remark on.
    if done.status or any(b": info: " not in line for line in done.err.splitlines() if line[:1] not in (b" ", b"")):
        raise laws.Failure(f"status {done.status}, {done.told()}")
    return {p.name.split(".")[0]: p.read_bytes() for p in goal.iterdir()}


def words_of(text, cjk):
    """The rule of the manual page, written a second time."""
    if not cjk:
        return sum(any(c not in PUNCTUATION for c in run) for run in text.split())
    text = "".join(" " if c in PUNCTUATION else c for c in text)
    return sum(len(re.findall(r"[A-Za-z0-9]+|[^A-Za-z0-9]", run)) for run in text.split())


def rows_of(data, dialect):
    rows = list(csv.reader(io.StringIO(data.decode(), newline=""), dialect))
    if any(len(row) != 8 for row in rows):
        raise laws.Failure(f"rows of {sorted({len(row) for row in rows})} cells")
    return rows[1:]


def speeches_of(document):
    tree = ElementTree.parse(document)
    return [e for e in tree.getroot().iter() if e.tag in (TEI + "sp", TEI + "u")]


def read_vrt(data):
    """[(attributes, [[token, …] of a sentence, …])] of vertical text with glue."""
    root = ElementTree.fromstring("<x>" + data.decode() + "</x>")
    found = []
    for speech in root.iter("speech"):
        sentences = []
        for sentence in speech.iter("s"):
            lines = [sentence.text or ""] + [g.tail or "" for g in sentence.iter("g")]
            pieces = [[t for t in line.split("\n") if t] for line in lines]
            # A glue joins the last token before it and the first behind it.
            runs = pieces[0]
            for piece in pieces[1:]:
                runs = runs[:-1] + [runs[-1] + piece[0]] + piece[1:]
            sentences.append(runs)
        found.append((speech.attrib, sentences))
    return found


def read_conllu(data):
    """[[run of characters, …] of each newpar]; the form of each sentence is looked at."""
    text = data.decode()
    paragraphs, ids = [], set()
    if text and not text.startswith("# newdoc id = "):
        raise laws.Failure("does not begin with newdoc")
    for block in text.split("\n\n")[:-1]:
        lines = block.split("\n")
        notes = dict(l[2:].split(" = ", 1) for l in lines if l.startswith("#"))
        rows = [l.split("\t") for l in lines if not l.startswith("#")]
        if any(len(r) != 10 for r in rows) or [r[0] for r in rows] != [str(i + 1) for i in range(len(rows))]:
            raise laws.Failure(f"not ten columns, or numbers: {block[:200]!r}")
        if notes["sent_id"] in ids or not rows:
            raise laws.Failure(f"sentence {notes['sent_id']}")
        ids.add(notes["sent_id"])
        joined = "".join(r[1] + ("" if r[9] == "SpaceAfter=No" else " ") for r in rows)
        if joined.rstrip(" ") != notes["text"] or any(re.search(r"\s", r[1]) for r in rows):
            raise laws.Failure(f"text is not its tokens: {notes['text']!r}")
        if "newpar id" in notes:
            paragraphs.append([])
        paragraphs[-1] += notes["text"].split(" ")
    return paragraphs


def check_tables(name, forms):
    """csv, tsv and jsonl say the same; the rows."""
    rows, again = rows_of(forms["csv"][name], "excel"), rows_of(forms["tsv"][name], "excel-tab")
    if [[" ".join(c.split()) for c in r] for r in rows] != [[" ".join(c.split()) for c in r] for r in again]:
        raise laws.Failure("csv and tsv differ")
    lines = [json.loads(l) for l in forms["jsonl"][name].decode().splitlines()]
    told = [[str(m["n"]), m["id"] or "", m["session"] or "", m["session-date"] or "", " ".join(m["who"]),
             m["speaker"] or "", str(m["words"]), l["text"]] for l in lines for m in [l["meta"]]]
    if told != rows:
        raise laws.Failure("csv and jsonl differ")
    return rows


def check_tokens(name, forms, rows):
    speeches = read_vrt(forms["vrt"][name])
    if [(a["id"], a["who"], a["words"]) for a, _ in speeches] != [(r[1], r[4], r[6]) for r in rows]:
        raise laws.Failure("csv and vrt differ in speeches or words")
    spoken = [p for _, s in speeches if (p := [run for sentence in s for run in sentence])]
    if read_conllu(forms["conllu"][name]) != spoken:
        raise laws.Failure("vrt and conllu differ in tokens")
    for (attributes, sentences), row in zip(speeches, rows):
        runs = "".join(r for s in sentences for r in s)
        text = "".join(row[7].split())
        if runs != text:
            raise laws.Failure(f"tokens of {row[1]} are not its text")
        counted = words_of(row[7], bool(CJK.match(attributes["lang"])))
        if counted != int(row[6]):
            raise laws.Failure(f"{row[1]}: {row[6]} words, by our own count {counted}")


def check_book(name, forms):
    data = forms["epub"][name]
    book = zipfile.ZipFile(io.BytesIO(data))
    first = book.infolist()[0]
    if (first.filename, first.compress_type, first.extra) != ("mimetype", 0, b"") or \
            book.read(first) != b"application/epub+zip" or data[30:38] != b"mimetype":
        raise laws.Failure("mimetype is not first, or not stored")
    if book.testzip() or any(i.extra or i.date_time[0] != 1980 for i in book.infolist()):
        raise laws.Failure("damaged, or with extra fields or a time")
    package = book.read("EPUB/package.opf").decode()
    listed = {"EPUB/" + h for h in re.findall(r'<item [^>]*href="([^"]*)"', package)}
    there = {n for n in book.namelist() if n.startswith("EPUB/")} - {"EPUB/package.opf"}
    if listed != there:
        raise laws.Failure(f"manifest and archive differ: {sorted(listed ^ there)}")
    ids, links = {}, []
    for path in sorted(there):
        if not path.endswith(".xhtml"):
            continue
        tree = ElementTree.fromstring(book.read(path))
        found = [e.get("id") for e in tree.iter() if e.get("id")]
        if len(found) != len(set(found)):
            raise laws.Failure(f"{path}: an id twice")
        ids[path] = set(found)
        links += [(path, e.get("href")) for e in tree.iter() if e.get("href")]
    for path, link in links:
        if "://" in link or link.endswith(".css"):
            continue
        goal, _, anchor = link.partition("#")
        goal = "EPUB/" + goal if goal else path
        if goal not in there or (anchor and anchor not in ids[goal]):
            raise laws.Failure(f"{path}: a link to nothing, {link}")
    return book


def speeches_in(book):
    return sum(book.read(n).count(b'<div class="speech') for n in book.namelist() if "/text-" in n)


def check_one(name, forms, document):
    rows = check_tables(name, forms)
    speeches = speeches_of(document)
    if len(rows) != len(speeches):
        raise laws.Failure(f"{len(rows)} rows, {len(speeches)} speeches in the TEI")
    check_tokens(name, forms, rows)
    book = check_book(name, forms)
    if speeches_in(book) != len(speeches):
        raise laws.Failure(f"the book has {speeches_in(book)} speeches, the TEI {len(speeches)}")


READ = ("csv", "tsv", "jsonl", "vrt", "conllu", "epub")  # with each other; formats.t reads the others


def formats():
    """All but those that are no file for each document: site.t and formats.t try these."""
    named = [line.split()[0] for line in laws.output("teitransform", "--list").decode().splitlines()]
    if not {"site", "webvtt", *READ} < set(named):
        raise laws.Failure(f"only {named}")
    return [form for form in named if form not in ("site", "webvtt")]


def all_formats(documents, what, twice):
    """Every format, by two processes, and twice by one; those of ours are then read."""
    forms = {}
    for form in formats() if twice else READ:
        def same_bytes(form=form):
            options = OPTIONS.get(form, ())
            forms[form] = made(form, f"{what}-{form}", documents, "-j2", *options)
            if len(forms[form]) != len(documents):
                raise laws.Failure(f"{len(forms[form])} results of {len(documents)}")
            for n in range(2 * twice):
                if made(form, f"{what}-{form}-{n}", documents, *options) != forms[form]:
                    raise laws.Failure("the bytes are not the same again")
        tap.attempt(f"{what}: {form} of {len(documents)} documents, -j 2{', and the same again' * twice}",
                    same_bytes)
    for document in documents:
        name = document.name.split(".")[0]
        if all(name in forms.get(f, {}) for f in READ):
            tap.attempt(f"{what}: {name}: counts agree in all formats", check_one, name, forms, document)


def convert_corpus():
    folder = laws.work / "tei"
    folder.mkdir()
    converted = []
    for n, text in enumerate(p for p in laws.documents() if p.parent.name != "samples"):
        done = laws.run("teiconvert", str(text))
        if done.status == 0:
            goal = folder / f"{n:03}-{text.name.split('.')[0]}.xml"
            goal.write_bytes(done.out)
            converted.append(goal)
    return converted


samples = sorted(Path("samples").glob("*.xml"))
all_formats(samples, "samples", True)
converted = convert_corpus()
if converted:
    all_formats(converted, "corpus", False)
else:
    tap.skip("the corpus", "there is no folder ../shared/corpus")


# ---- Many documents ----

def joins():
    single = [laws.output("teitransform", "csv", str(p)).decode() for p in samples]
    joined = laws.output("teitransform", "csv", *map(str, samples)).decode()
    rows = list(csv.reader(io.StringIO(joined)))
    apart = [[p.stem] + r for p, t in zip(samples, single) for r in list(csv.reader(io.StringIO(t)))[1:]]
    if rows[0][0] != "document" or rows[1:] != apart:
        raise laws.Failure("the table is not the tables")


def goes_on():
    bad = laws.work / "bad.xml"
    bad.write_text("<x/>")
    for jobs in ("1", "2"):
        done = laws.run("teitransform", "csv", "-j", jobs, "samples/play.xml", str(bad), "samples/interview.xml")
        if done.status != 1 or done.err.count(b"\n") != 1 or b"interview,1," not in done.out:
            raise laws.Failure(f"-j {jobs}: status {done.status}, {done.told()}")


def keeps_folders():
    top = laws.work / "in"
    for path in ("a/x.xml", "b/x.xml", "b/y.xml.gz"):
        (top / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy("samples/play.xml", top / path.removesuffix(".gz"))
    subprocess.run(["gzip", "-n", str(top / "b/y.xml")], check=True)
    out = laws.work / "kept"
    done = laws.run("teitransform", "text", "-o", f"{out}/", str(top))
    names = sorted(str(p.relative_to(out)) for p in out.rglob("*") if p.is_file())
    if done.status or names != ["a/x.txt", "b/x.txt", "b/y.txt"]:
        raise laws.Failure(f"{names}, {done.told()}")


def refuses(status, words, *args):
    done = laws.run("teitransform", *args)
    if done.status != status or words.encode() not in done.err or done.out:
        raise laws.Failure(f"status {done.status}, {done.told()}")


def never_replaces_a_document():
    folder = laws.work / "self"
    folder.mkdir()
    shutil.copy("samples/play.xml", folder / "play.xml")
    own = laws.work / "own.xsl"
    own.write_text('<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
                   '<f:format xmlns:f="stenogram:transform" extension="xml"/>'
                   '<xsl:template match="/"><x/></xsl:template></xsl:stylesheet>')
    refuses(2, "would replace", str(own), "-o", f"{folder}/", str(folder / "play.xml"))
    for output in (folder / "play.xml", folder / "link.xml"):
        if output.name == "link.xml":
            output.symlink_to("play.xml")
        refuses(2, "would replace", "text", "-o", str(output), str(folder / "play.xml"))
    if (folder / "play.xml").read_bytes() != Path("samples/play.xml").read_bytes():
        raise laws.Failure("it was replaced")


def hostile_with_many():
    """A stylesheet that never ends is told for each document, and ends."""
    own = laws.work / "deep.xsl"
    own.write_text('<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">'
                   '<xsl:template match="/" name="f"><xsl:call-template name="f"/></xsl:template>'
                   '</xsl:stylesheet>')
    done = laws.run("teitransform", str(own), "-j2", "-o", f"{laws.work}/deep/", *map(str, samples))
    if done.status != 2 or done.err.count(b"fatal") != len(samples) or (laws.work / "deep").exists():
        raise laws.Failure(f"status {done.status}, {done.told()}")


tap.attempt("several documents become one table with their names", joins)
tap.attempt("a document that is no TEI is told, and the others are done", goes_on)
tap.attempt("folders are kept below the one that all have in common, also of compressed files", keeps_folders)
shutil.copy("samples/play.xml", laws.work / "twin.xml")
shutil.copy("samples/play.xml", laws.work / "twin.tei")
tap.attempt("two results of one name are refused", refuses, 2, "would have the name",
            "text", "-o", f"{laws.work}/twice/", str(laws.work / "twin.xml"), str(laws.work / "twin.tei"))
tap.attempt("several pages need a folder", refuses, 2, "name a folder", "html", *map(str, samples))
tap.attempt("a result never replaces a document", never_replaces_a_document)
tap.attempt("a hostile stylesheet with many documents", hostile_with_many)


# ---- Judged by others ----

def epubcheck():
    for path in samples:
        book = laws.work / f"{path.stem}.epub"
        laws.output("teitransform", "epub", "-o", str(book), str(path))
        done = subprocess.run(["java", "-jar", "/usr/bin/epubcheck", str(book)], capture_output=True,
                              timeout=laws.TIMEOUT * 2)
        said = (done.stdout + done.stderr).decode("utf-8", "replace")
        if done.returncode or re.search(r"^(ERROR|WARNING|FATAL|USAGE)", said, re.M):
            raise laws.Failure(f"{path.stem}: {said[:600]}")


def cwb():
    registry, data = laws.work / "registry", laws.work / "data"
    registry.mkdir()
    data.mkdir()
    vrt = laws.work / "all.vrt"
    vrt.write_bytes(laws.output("teitransform", "vrt", *map(str, samples)))
    subprocess.run(["cwb-encode", "-xsB", "-c", "utf8", "-d", str(data), "-R", str(registry / "samples"),
                    "-f", str(vrt), "-S", "text:0+id+title+date+lang", "-S",
                    "speech:0+id+who+speaker+session+date+lang+words", "-S", "s:0"], check=True,
                   capture_output=True)
    done = subprocess.run(["cqp", "-r", str(registry), "-c"], capture_output=True, check=True, timeout=60,
                          input=b"SAMPLES; A = [] expand to speech; size A;\n")
    rows = len(list(csv.reader(io.StringIO(laws.output("teitransform", "csv", *map(str, samples)).decode()))))
    if int(done.stdout.split()[-1]) != rows - 1:
        raise laws.Failure(f"{done.stdout[-200:]!r} speeches, {rows - 1} in the table")


if shutil.which("epubcheck") and shutil.which("java"):
    tap.attempt("epubcheck has nothing to say of the samples", epubcheck)
else:
    tap.skip("epubcheck", "it is not installed")
if shutil.which("cwb-encode") and shutil.which("cqp"):
    tap.attempt("the Corpus Workbench finds the speeches", cwb)
else:
    tap.skip("the Corpus Workbench", "cwb-encode is not installed")
tap.end()
