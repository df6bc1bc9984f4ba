#!/usr/bin/env python3
# formats.t: what the derived formats have in common: one document, the same speeches, people and words
#
# Tried on every sample, on the TEI that teiconvert makes of each text of the corpus, and on a sample, always
# the same, of the archive of TEI in ../shared/perf. All plays of DraCor in that archive are counted by
# tests/transform/dracor.py, which knows DraCor's rules and none of our stylesheets.
import csv
import html
import io
import itertools
import re
import random
import sys
import tarfile
import xml.etree.ElementTree as ElementTree
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "transform"))
import dracor
import laws
from laws import Failure, output
from words import count, ids, speeches

sys.path.append("/usr/lib/python3/dist-packages")
try:
    from markdown_it import MarkdownIt
except ImportError:
    MarkdownIt = None
try:
    import networkx
except ImportError:
    networkx = None
try:
    import webvtt
except ImportError:
    webvtt = None

csv.field_size_limit(1 << 30)
TEI = "{http://www.tei-c.org/ns/1.0}"
numbers = itertools.count()
ARCHIVE = laws.SHARED / "perf" / "tei.tar.gz"
SAMPLED = 24


def table(form, path, *more):
    """The rows of a table, every cell as it was before it was made safe for spreadsheets."""
    text = output("teitransform", form, "-p", "raw=yes", *more, path).decode("utf-8")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    if any(len(row) != len(rows[0]) for row in rows):
        raise Failure(f"{form}: rows of different lengths")
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def expect(what, wanted, got):
    if wanted != got:
        raise Failure(f"{what}: expected {wanted!r:.400}, got {got!r:.400}")


def by_person(rows):
    """{id: (speeches, words)} of the table of speeches."""
    people = {}
    for row in rows:
        for who in dict.fromkeys(row["who"].split()):
            n, words = people.get(who, (0, 0))
            people[who] = n + 1, words + int(row["words"])
    return people


def agree(path):
    """The tables and the networks of one document."""
    root = ElementTree.parse(path).getroot()
    rows = table("csv", path)
    said = list(speeches(root))
    expect("speeches", len(said), len(rows))
    for n, ((text, words, _), row) in enumerate(zip(said, rows), 1):
        expect(f"words of speech {n}", words, int(row["words"]))
    people = by_person(rows)
    listed = {row["id"]: (int(row["speeches"]), int(row["words"])) for row in table("people", path)}
    expect("people who speak", people, {who: n for who, n in listed.items() if n[0]})
    in_body = {}
    for text, words, speech in said:
        if speech.get("in-body"):
            for who in dict.fromkeys(ids(speech)):
                in_body[who] = in_body.get(who, 0) + words
    spoken = table("spoken-text", path)
    expect("those with spoken text", list(in_body), [row["ID"] for row in spoken])
    language = root.get("{http://www.w3.org/XML/1998/namespace}lang", "")
    if all(language == lang for *_, lang in speeches(root, with_language=True)):
        expect("words of the spoken text", list(in_body.values()),
               [count(row["Text"], language) for row in spoken])
    links = {(r["Source"], r["Target"]): int(r["Weight"]) for r in table("network", path)}
    for form, read in (("gexf", read_gexf), ("graphml", read_graphml)):
        nodes, edges = read(ElementTree.fromstring(output("teitransform", form, path)))
        name = token if form == "graphml" else str
        expect(f"{form}: nodes", {name(r["ID"]): (r["Label"], r["Type"] == "personGrp", r["Sex"], in_body[r["ID"]])
                                  for r in spoken}, nodes)
        expect(f"{form}: edges", {(name(a), name(b)): n for (a, b), n in links.items()}, edges)


def token(id):
    """An id as GraphML can have it."""
    return re.sub(r"[ !\"#$%&'()*+,/;<=>?@\[\\\]^`{|}~\xa0]", "_", id)


def read_gexf(root):
    ns = "{http://www.gexf.net/1.2draft}"
    nodes, edges = {}, {}
    for node in root.iter(ns + "node"):
        values = {v.get("for"): v.get("value") for v in node.iter(ns + "attvalue")}
        nodes[node.get("id")] = (node.get("label"), values["person-group"] == "true", values.get("sex", ""),
                                 int(values["number-of-words"]))
    for edge in root.iter(ns + "edge"):
        expect("id of an edge", edge.get("source") + "|" + edge.get("target"), edge.get("id"))
        edges[edge.get("source"), edge.get("target")] = int(edge.get("weight"))
    return nodes, edges


def read_graphml(root):
    ns = "{http://graphml.graphdrawing.org/xmlns}"
    nodes, edges = {}, {}
    for node in root.iter(ns + "node"):
        values = {v.get("key"): v.text or "" for v in node.iter(ns + "data")}
        nodes[node.get("id")] = (values["label"], values["person-group"] == "true", values.get("sex", ""),
                                 int(values["number-of-words"]))
    for edge in root.iter(ns + "edge"):
        edges[edge.get("source"), edge.get("target")] = int(edge.find(ns + "data").text)
    return nodes, edges


def plays_agree(path):
    """A play of DraCor, by the independent count."""
    play = dracor.Play(path)
    network = table("network", path)
    links = {(row["Source"], row["Target"]): int(row["Weight"]) for row in network}
    expect("links that are told twice", len(network), len(links))
    expect("types", {"Undirected"} if network else set(), {row["Type"] for row in network})
    expect("network", play.network(), links)
    rows = table("spoken-text", path)
    expect("cast", play.cast, [row["ID"] for row in rows])
    spoken = play.spoken()
    for row in rows:
        expect(f"text of {row['ID']}", spoken[row["ID"]], row["Text"].split("\n") if row["Text"] else [])
        facts = play.facts(row["ID"])
        if facts:
            expect(f"facts of {row['ID']}", facts, (row["Label"], row["Type"], row["Sex"]))


# ---- Formats that are read: what stands in them ----

LEFT_OUT = {"teiHeader", "del", "fw", "gap", "timeline", "pb", "cb", "standOff", "figure"}
TITLES = {"titlePart", "docDate", "docAuthor"}


def letters(text):
    return "".join(c for c in text if c.isalnum())


def reading(element, notes, inside=False, parent=""):
    """All letters of the text in their order, and those of its footnotes apart."""
    name = dracor.local(element)
    if name in LEFT_OUT:
        return ""
    if name in TITLES:  # may repeat the title, and is left out then
        return "\0"
    if parent == "choice" and name in ("reg", "expan") or \
            parent == "choice" and name == "corr" and not "".join(element.itertext()).strip().startswith("["):
        return ""
    blocks = name in ("p", "ab", "l", "head", "item", "cell", "seg", "speaker", "stage", "quote", "castItem",
                      "label", "byline", "trailer", "signed", "salute", "dateline")
    text = (element.text or "") if name != "choice" else ""
    for child in element if name != "app" else element.findall(TEI + "lem")[:1] or list(element)[:1]:
        text += reading(child, notes, inside or blocks, name)
        text += (child.tail or "") if name != "choice" else ""
    printed = text.strip()[:1] in ("(", "[", "{", "（", "［", "【") or element.get("type") in ("time", "interpretation")
    if name == "note" and inside and not printed:
        notes.append(letters(text))
        return ""
    return text


def is_there(what, wanted, got):
    """Everything that is wanted stands in it, in one piece and in its order."""
    if wanted not in got:
        at = next(n for n in range(len(wanted) + 1) if wanted[:n] not in got)
        raise Failure(f"{what}: what follows {wanted[max(0, at - 40):at]!r} is not there: {wanted[at:at + 60]!r}")


def judged_letters(what, path, shown, feet):
    """`shown` and `feet` are the letters of the text and of the notes that a program of others reads."""
    root = ElementTree.parse(path).getroot()
    notes = []
    text = root.find(TEI + "text")
    utterances = next(text.iter(TEI + "u"), None) is not None
    for part in [text] if not utterances else text.iter():
        if not utterances or dracor.local(part) in ("seg", "head"):
            for piece in reading(part, notes if not utterances else []).split("\0"):
                is_there(what, letters(piece), shown)
    if not utterances:
        expect(f"{what}: notes", notes, feet)


def markdown_reads(path):
    """CommonMark's own parser gives the text back: nothing in it has become markup."""
    done = output("teitransform", "markdown", path).decode("utf-8")
    shown = [""]
    for token in MarkdownIt("commonmark").parse(done):
        if token.type == "html_block":
            raise Failure(f"HTML: {token.content[:100]}")
        if token.type in ("code_block", "fence"):
            raise Failure(f"code: {token.content[:100]}")
        if token.type == "inline":
            for child in token.children:
                if child.type in ("html_inline", "code_inline", "link_open", "image"):
                    raise Failure(f"{child.type}: {token.content[:200]}")
            shown.append("".join(" " if c.type in ("softbreak", "hardbreak") else c.content
                                 for c in token.children))
    feet = [letters(re.sub(r"^\[\^\d+\]: ", "", line)) for line in shown if re.match(r"\[\^\d+\]: ", line)]
    text = letters(re.sub(r"\[\^\d+\]", "", "".join(shown)))
    judged_letters("markdown", path, text, feet)
    for mark in "*`":
        source = sum(t.count(mark) for t in ElementTree.parse(path).getroot().itertext())
        if sum(line.count(mark) for line in shown) > 2 * source:
            raise Failure(f"marks that a reader sees: {mark}")


# ---- Other people's TEI, subtitles, graphs ----


def valid(schema, data, what):
    path = folder / f"{what}-{next(numbers)}.xml"
    path.write_bytes(data)
    done = laws.run("teivalidate", "--rules=none", "--no-config", f"--schema={schema}", path)
    path.unlink()
    if done.status != 0:
        raise Failure(f"{what} is not valid: " + next(
            (line for line in done.out.decode("utf-8", "replace").splitlines() if ": error:" in line or "fatal" in line),
            done.out.decode("utf-8", "replace")[:300] + done.told()))


def parlamint_holds(path):
    """Valid by ParlaMint's schema; the words, the speeches and who holds them are the document's."""
    data = output("teitransform", "parlamint", path)
    valid(laws.SHARED / "schemas/ParlaMint-TEI.rng", data, "parlamint")
    rows = table("csv", path)
    root = ElementTree.fromstring(data)
    said = list(speeches(root))
    expect("speeches", len(rows), len(said))
    for n, (row, (text, words, speech)) in enumerate(zip(rows, said), 1):
        expect(f"words of speech {n}", int(row["words"]), words)
        expect(f"who of speech {n}", row["who"].split()[:1], ids(speech))
    count_of = {}
    for element in root.find(TEI + "text").iter():
        count_of[dracor.local(element)] = count_of.get(dracor.local(element), 0) + 1
    expect("usage of tags", count_of, {t.get("gi"): int(t.get("occurs")) for t in root.iter(TEI + "tagUsage")})
    meta = output("teitransform", "parlamint-meta", "-p", "raw=yes", path).decode("utf-8").split("\n")
    expect("lines of the table", len(rows) + 2, len(meta))
    expect("columns of the table", {23}, {len(line.split("\t")) for line in meta[:-1]})
    expect("ids of the table", [s.get("{http://www.w3.org/XML/1998/namespace}id", "-") for *_, s in said],
           [line.split("\t")[1] for line in meta[1:-1]])
    if "" in [cell for line in meta[:-1] for cell in line.split("\t")]:
        raise Failure("an empty cell in the table")


def dracor_holds(path):
    """Valid by DraCor's schema where the document is a play valid by ours; its speeches are the document's."""
    data = output("teitransform", "dracor", path)
    copy = folder / f"dracor-{next(numbers)}.xml"
    copy.write_bytes(data)
    rows, kept = table("csv", path), table("csv", copy)
    copy.unlink()
    expect("speeches and words", [(r["who"], r["words"], r["speaker"]) for r in rows],
           [(r["who"], r["words"], r["speaker"]) for r in kept])
    if ours_is_valid(path):
        valid(laws.SHARED / "schemas/dracor_1.6.0.rng", data, "dracor")


def ours_is_valid(path):
    return laws.run("teivalidate", "--rules=none", "--no-config", "--schema=transcript", path).status == 0


def subtitles_hold(path):
    """A document without times is refused; else a parser of WebVTT finds all that was said, and by whom."""
    root = ElementTree.parse(path).getroot()
    moments = {w.get("{http://www.w3.org/XML/1998/namespace}id") for w in root.iter(TEI + "when")}
    body = root.find(f".//{TEI}body")
    timed = any(e.get(a, "")[1:] in moments for e in body.iter() for a in ("synch", "start")) if moments else False
    done = laws.run("teitransform", "webvtt", path)
    if not timed:
        expect("status without times", (1, b""), (done.status, done.out))
        return
    expect("status", 0, done.status)
    text = done.out.decode("utf-8")
    lines = [line for cue in cues(text) for line in cue]
    voices = [re.fullmatch(r"<v ([^>]+)>([^<>]*)</v>", line) for line in lines]
    for line, voice in zip(lines, voices):
        if not voice and ("<" in line or ">" in line):
            raise Failure(f"not a line of a cue: {line}")
    rows = table("csv", path)
    said = letters("".join(row["text"] for row in rows))
    expect("what was said", said, letters("".join(html.unescape(v[2]) for v in voices if v)) if
           all(row["speaker"] for row in rows) else said)
    expect("voices", {row["speaker"] for row in rows if letters(row["text"]) and row["speaker"]},
           {html.unescape(v[1]) for v in voices if v})


CUE = re.compile(r"(\d+)\n(\d\d+:\d\d:\d\d\.\d{3}) --> (\d\d+:\d\d:\d\d\.\d{3})\n((?:[^\n]+\n)+)")


def cues(text):
    """The lines of each cue, by the grammar of WebVTT."""
    blocks = text.split("\n\n")
    expect("first line", "WEBVTT", blocks[0])
    for n, block in enumerate(blocks[1:], 1):
        cue = CUE.fullmatch(block.rstrip("\n") + "\n")
        if not cue or int(cue[1]) != n or "-->" in cue[4] or cue[2] > cue[3]:
            raise Failure(f"cue {n} is none: {block[:200]}")
        yield cue[4].rstrip("\n").split("\n")
    if webvtt:
        expect("cues, by a parser of WebVTT", len(blocks) - 1, len(webvtt.read_buffer(io.StringIO(text))))


def graphs_hold(path):
    """Valid by the schemas of the two formats, and networkx reads the same graph from both."""
    gexf, graphml = output("teitransform", "gexf", path), output("teitransform", "graphml", path)
    valid("tests/transform/gexf.rnc", gexf, "gexf")
    valid("tests/transform/graphml.rnc", graphml, "graphml")
    if networkx:
        a, b = networkx.read_gexf(io.BytesIO(gexf)), networkx.read_graphml(io.BytesIO(graphml))
        weights = lambda g: {frozenset(map(token, e[:2])): e[2]["weight"] for e in g.edges(data=True)}
        words = lambda g, key: {n: d.get(key, d.get("Number of spoken words")) for n, d in g.nodes(data=True)}
        expect("nodes by networkx", {token(n): w for n, w in words(a, "number-of-words").items()}, words(b, "Number of spoken words"))
        expect("edges by networkx", weights(a), weights(b))
        expect("edges and the table", len(table("network", path)), b.number_of_edges())


def twice(path):
    """The same document gives the same bytes."""
    for form in ("markdown", "latex", "people", "network", "spoken-text", "gexf", "graphml", "dracor", "parlamint",
                 "parlamint-meta"):
        laws.same(form, output("teitransform", form, path), output("teitransform", form, path))


def converted(text):
    """What teiconvert makes of a text, in a file; None when it is refused."""
    done = laws.run("teiconvert", text)
    if not done.out:
        return None
    path = folder / (re.sub("[^A-Za-z0-9.]", "_", str(text)) + ".xml")
    path.write_bytes(done.out)
    return path


def unpacked():
    with tarfile.open(ARCHIVE) as archive:
        for member in archive:
            if member.isfile() and member.name.endswith(".xml"):
                path = folder / Path(member.name).name
                path.write_bytes(archive.extractfile(member).read())
                yield path


def prepare():
    """The documents to try, and the plays of DraCor."""
    documents = sorted(Path("samples").glob("*.xml"))
    documents += sorted(p for p in Path("tests/transform").glob("*.in")
                        if not p.is_symlink() and b"<text" in p.read_bytes() and well_formed(p))
    texts = [d for d in laws.documents() if Path("samples") not in d.parents]
    with laws.ThreadPoolExecutor(laws.JOBS) as pool:
        documents += [p for p in pool.map(converted, texts) if p]
    archive = sorted(unpacked()) if ARCHIVE.exists() else []
    documents += random.Random(6).sample(archive, min(SAMPLED, len(archive)))
    return documents, [p for p in archive if p.name.startswith(("ger-", "fre-", "rus-"))]


def well_formed(path):
    try:
        return ElementTree.parse(path).getroot().tag == TEI + "TEI"
    except ElementTree.ParseError:
        return False


folder = laws.work / "formats"
folder.mkdir()
tap = laws.Tap()
documents, plays = prepare()
tap.each("tables and networks agree with the TEI", agree, documents)
if MarkdownIt:
    tap.each("markdown gives the words back", markdown_reads, documents)
else:
    tap.skip("markdown gives the words back", "no markdown_it for python3")
tap.each("subtitles", subtitles_hold, documents)
tap.each("graphs", graphs_hold, documents)
for module, name in ((networkx, "networkx"), (webvtt, "webvtt")):
    if not module:
        tap.skip(f"graphs and subtitles, read by {name}", f"no {name} for python3")
if (laws.SHARED / "schemas").is_dir():
    tap.each("ParlaMint's TEI and table", parlamint_holds, documents)
    tap.each("DraCor's TEI", dracor_holds, [d for d in documents if b"<sp" in d.read_bytes()])
else:
    tap.skip("ParlaMint's and DraCor's TEI", f"no {laws.SHARED}/schemas here")
tap.each("the same bytes again", twice, documents[:6])
if plays:
    tap.each("DraCor's network and spoken text", plays_agree, plays)
else:
    tap.skip("DraCor's network and spoken text", f"no {ARCHIVE} here")
tap.end()
