#!/usr/bin/env python3
# formats.t: what the derived formats have in common: one document, the same speeches, people and words
#
# Tried on every sample, on the TEI that teiconvert makes of each text of the corpus, and on a sample, always
# the same, of the archive of TEI in ../shared/perf. All plays of DraCor in that archive are counted by
# tests/transform/dracor.py, which knows DraCor's rules and none of our stylesheets.
import csv
import html
import html.parser
import io
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
ARCHIVE = laws.SHARED / "perf" / "tei.tar.gz"
SAMPLED = 24


# ---- Each format is made once, of all documents in one process; what is asked of it is read there ----

RAW = {"csv", "people", "spoken-text", "network", "parlamint-meta"}
made, refused = {}, {}


def arguments(form):
    return ["-p", "raw=yes"] if form in RAW else []


def listed(paths):
    """A list of documents for --files0-from."""
    names = folder / "names"
    names.write_bytes(b"".join(bytes(path) + b"\0" for path in paths))
    return f"--files0-from={names}"


def make(form, paths, name=""):
    """The format of all documents, in a folder; what is told of those of which there is none."""
    target = folder / f"made-{name or form}"
    done = laws.run("teitransform", form, *arguments(form), f"-j{laws.JOBS}", "-o", f"{target}/", listed(paths),
                    timeout=20 * laws.TIMEOUT)
    results = {path.stem: path for path in target.glob("*")} if target.is_dir() else {}
    for path in paths:
        if path.stem in results:
            made[form, path] = results[path.stem]
        else:
            refused[form, path] = "\n".join(line for line in done.err.decode("utf-8", "replace").splitlines()
                                            if line.startswith(f"{path}:")) or f"nothing is made, and nothing told: {done.told()}"


def result(form, path):
    """The bytes of a format of a document."""
    if (form, path) in refused:
        raise Failure(f"{form}: {refused[form, path]}")
    return made[form, path].read_bytes()


def table(form, path):
    """The rows of a table, every cell as it was before it was made safe for spreadsheets."""
    return rows_of(form, result(form, path))


def rows_of(form, data):
    text = data.decode("utf-8")
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
        nodes, edges = read(ElementTree.fromstring(result(form, path)))
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
    done = result("markdown", path).decode("utf-8")
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


class Speeches(html.parser.HTMLParser):
    """Who holds each speech of a page."""

    def __init__(self, page):
        super().__init__()
        self.who = []
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        attributes = dict(attributes)
        if tag == "div" and attributes.get("class", "").split()[:1] == ["sp"]:
            self.who.append(attributes["data-who"])


def pages_agree(path):
    """The page counts the speeches and words that the table does, of each speaker and in all; the text has them."""
    rows = table("csv", path)
    page = result("html", path).decode("utf-8")
    expect("speeches of the page", [row["who"].split() for row in rows],
           [[one.rpartition("#")[2] for one in who.split() if one != "#"] for who in Speeches(page).who])
    chart = [[html.unescape(re.sub("<[^>]*>", "", cell)) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row, re.S)]
             for row in re.findall(r"<tr>(.*?)</tr>", page.partition('id="page.words"')[2], re.S)]
    words = sum(int(row["words"]) for row in rows)
    expect("the chart's sums", [[str(words), str(len(rows))]] if words else [],
           [[row[2], row[4]] for row in chart if row[0] == "All" and len(row) == 5][-1:])
    people = sorted(by_person(rows).values())
    named = [row for row in chart if len(row) == 5 and row[0] != "Not identified"][1:-1]  # its head, its sums
    if words and not any(" " in row["who"] or row["who"] == "#" for row in rows):
        expect("speeches and words of each speaker", [(n, w) for n, w in people],
               sorted((int(row[4]), int(row[2])) for row in named))
    text, at = letters(result("text", path).decode("utf-8")), 0
    for row in rows:
        for word in re.findall(r"[^\W_]+", row["text"]):  # directions and notes stand between them
            at = text.find(word, at) + len(word)
            if at < len(word):
                raise Failure(f"text: {word!r} is not there, or not in its place: {row['text'][:80]!r}")


# ---- Other people's TEI, subtitles, graphs ----


def judged(schema, paths):
    """{path: the first error} of those that are not valid, by one process."""
    done = laws.run("teivalidate", "--rules=none", "--no-config", f"--schema={schema}", "--max-errors=1", f"-j{laws.JOBS}",
                    listed(paths), timeout=20 * laws.TIMEOUT)
    errors = {}
    for line in done.out.decode("utf-8", "replace").splitlines():
        found = re.match(r"(.*?):(?:\d+:)*(?:\d+:)? (?:error|fatal)", line)
        if found:
            errors.setdefault(Path(found[1]), line)
    if done.status != (1 if errors else 0):
        raise Failure(f"{schema}: status {done.status}, {len(errors)} errors: {done.told()}")
    return errors


def judge(schema, form, paths):
    """Validates what was made."""
    of = {made[form, path]: path for path in paths if (form, path) in made}
    for result_path, error in judged(schema, list(of)).items():
        invalid[form, of[result_path]] = error


def valid(form, path):
    if (form, path) in invalid:
        raise Failure(f"{form} is not valid: {invalid[form, path]}")


def parlamint_holds(path):
    """Valid by ParlaMint's schema; the words, the speeches and who holds them are the document's."""
    data = result("parlamint", path)
    valid("parlamint", path)
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
    meta = result("parlamint-meta", path).decode("utf-8").split("\n")
    expect("lines of the table", len(rows) + 2, len(meta))
    expect("columns of the table", {23}, {len(line.split("\t")) for line in meta[:-1]})
    expect("ids of the table", [s.get("{http://www.w3.org/XML/1998/namespace}id", "-") for *_, s in said],
           [line.split("\t")[1] for line in meta[1:-1]])
    if "" in [cell for line in meta[:-1] for cell in line.split("\t")]:
        raise Failure("an empty cell in the table")


def dracor_holds(path):
    """Valid by DraCor's schema where the document is a play valid by ours; its speeches are the document's."""
    result("dracor", path)
    rows, kept = table("csv", path), table("csv", made["dracor", path])
    expect("speeches and words", [(r["who"], r["words"], r["speaker"]) for r in rows],
           [(r["who"], r["words"], r["speaker"]) for r in kept])
    if path not in not_ours:
        valid("dracor", path)


def subtitles_hold(path):
    """A document without times is refused; else a parser of WebVTT finds all that was said, and by whom."""
    root = ElementTree.parse(path).getroot()
    moments = {w.get("{http://www.w3.org/XML/1998/namespace}id") for w in root.iter(TEI + "when")}
    body = root.find(f".//{TEI}body")
    timed = any(e.get(a, "")[1:] in moments for e in body.iter() for a in ("synch", "start")) if moments else False
    if not timed:
        if "there are no times in it" not in refused.get(("webvtt", path), ""):
            raise Failure(f"a document without times is not refused: {refused.get(('webvtt', path))}")
        return
    text = result("webvtt", path).decode("utf-8")
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
    gexf, graphml = result("gexf", path), result("graphml", path)
    valid("gexf", path)
    valid("graphml", path)
    if networkx:
        a, b = networkx.read_gexf(io.BytesIO(gexf)), networkx.read_graphml(io.BytesIO(graphml))
        weights = lambda g: {frozenset(map(token, e[:2])): e[2]["weight"] for e in g.edges(data=True)}
        words = lambda g, key: {n: d.get(key, d.get("Number of spoken words")) for n, d in g.nodes(data=True)}
        expect("nodes by networkx", {token(n): w for n, w in words(a, "number-of-words").items()}, words(b, "Number of spoken words"))
        expect("edges by networkx", weights(a), weights(b))
        expect("edges and the table", len(table("network", path)), b.number_of_edges())


def twice(path):
    """The same document gives the same bytes, alone and among others."""
    for form in FORMS:
        laws.same(form, result(form, path), output("teitransform", form, *arguments(form), path))


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
    return named_apart(documents), [p for p in archive if p.name.startswith(("ger-", "fre-", "rus-"))]


def named_apart(documents):
    """All of them in one folder, under names of their own: so their results are."""
    names = set()
    for n, path in enumerate(documents):
        if path.parent != folder or path.stem in names:
            documents[n] = folder / f"{path.stem}.{n}.xml"
            documents[n].write_bytes(path.read_bytes())
        names.add(documents[n].stem)
    return documents


def well_formed(path):
    try:
        return ElementTree.parse(path).getroot().tag == TEI + "TEI"
    except ElementTree.ParseError:
        return False


folder = laws.work / "formats"
folder.mkdir()
tap = laws.Tap()
documents, plays = prepare()
speaking = [d for d in documents if b"<sp" in d.read_bytes()]
invalid, not_ours = {}, set()
FORMS = ["csv", "html", "text", "people", "gexf", "graphml", "markdown", "latex", "parlamint", "parlamint-meta", "network", "spoken-text",
         "dracor"]
for one in FORMS:
    make(one, speaking if one == "dracor" else list(dict.fromkeys(documents + plays)) if one in ("network", "spoken-text")
         else documents)
make("webvtt", documents)
make("csv", [made["dracor", d] for d in speaking if ("dracor", d) in made], "csv-of-dracor")
judge("tests/transform/gexf.rnc", "gexf", documents)
judge("tests/transform/graphml.rnc", "graphml", documents)
with_schemas = (laws.SHARED / "schemas").is_dir()
if with_schemas:
    judge(laws.SHARED / "schemas/ParlaMint-TEI.rng", "parlamint", documents)
    judge(laws.SHARED / "schemas/dracor_1.6.0.rng", "dracor", speaking)
    not_ours = set(judged("transcript", speaking))
tap.each("tables and networks agree with the TEI", agree, documents, forked=True)
if MarkdownIt:
    tap.each("markdown gives the words back", markdown_reads, documents, forked=True)
else:
    tap.skip("markdown gives the words back", "no markdown_it for python3")
tap.each("the page and the text have all speeches and words", pages_agree, documents, forked=True)
tap.each("subtitles", subtitles_hold, documents, forked=True)
tap.each("graphs", graphs_hold, documents, forked=True)
for module, name in ((networkx, "networkx"), (webvtt, "webvtt")):
    if not module:
        tap.skip(f"graphs and subtitles, read by {name}", f"no {name} for python3")
if with_schemas:
    tap.each("ParlaMint's TEI and table", parlamint_holds, documents, forked=True)
    tap.each("DraCor's TEI", dracor_holds, speaking, forked=True)
else:
    tap.skip("ParlaMint's and DraCor's TEI", f"no {laws.SHARED}/schemas here")
tap.each("the same bytes again", twice, documents[:6])
if plays:
    tap.each("DraCor's network and spoken text", plays_agree, plays, forked=True)
else:
    tap.skip("DraCor's network and spoken text", f"no {ARCHIVE} here")
tap.end()
