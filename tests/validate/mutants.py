#!/usr/bin/env python3
"""mutants.py: does teivalidate judge damaged TEI files as jing does, and at the same place?

    tests/validate/mutants.py [--n=1000] [--seed=1] [--schema=tei_all_4.12.0] [--engine=native|libxml2|jing]
                              [--pieces=120] [--size=24] [--show=40] [--scratch=DIR] [FILE...]

Takes FILEs, or files of ../shared/perf/tei.tar.gz, of each kind the same number; cuts what is long down
to some `size` kB, keeps what is valid against the schema, and makes `n` mutants by one change each, the
same ones for the same seed. Both validators judge them all. Compared are the verdict on each file and the
place of its first error: jing points behind the '>' of a tag, or into text, we at the '<' of the tag or
at an attribute. Both are taken to the tag that they mean:

    same tag        both mean the same start or end tag (or the text before it)
    same element    one means the start tag, the other the end tag of one element
    elsewhere       everything else

Exit status: 0 all verdicts agree, 1 some do not, 2 nothing could be tried.
"""

import argparse
import collections
import random
import re
import sys
import tarfile
from pathlib import Path

import validators

TAG = re.compile(
    r"<!--.*?-->|<\?.*?\?>|<!\[CDATA\[.*?\]\]>|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>"
    r"|<(?P<end>/?)(?P<name>[\w:.-]+)(?P<attributes>(?:[^<>\"'/]|/(?!>)|\"[^\"]*\"|'[^']*')*)(?P<empty>/?)>",
    re.S)
ATTRIBUTE = re.compile(r"\s+([\w:.-]+)\s*=\s*(\"[^\"]*\"|'[^']*')")
NAMES = ["p", "div", "head", "lb", "pb", "note", "l", "lg", "sp", "speaker", "stage", "list", "item", "ref",
         "hi", "seg", "date", "name", "title", "bibl", "figure", "table", "row", "cell", "body", "text", "u",
         "choice", "gap", "ab", "castItem", "desc", "teiHeader", "fileDesc", "b", "br", "sic"]
VALUES = ["", " ", "x y", "1960-13-01", "1960-02-30", "60", "-1", "0", "1.5", "#", "ä", "true", "http://[",
          "a:b", "1a", "+99999999999999999999", "99999", "\N{NO-BREAK SPACE}", "english language", "2024-05-02", "%"]
ATTRIBUTES = ["when", "who", "type", "n", "xml:id", "xml:lang", "target", "ref", "id", "rend", "unit", "cert",
              "url", "ana", "class", "part", "corresp", "from", "xml:space", "xml:base"]
SPACES = ["http://www.w3.org/1999/xhtml", "", "http://www.tei-c.org/ns/1.0/"]


class Element:
    """Where one element stands in a text; an empty tag has no inside."""

    def __init__(self, tag, parent):
        self.name, self.parent = tag["name"], parent
        self.start, self.inside = tag.start(), tag.end()
        self.outside, self.end = tag.end(), tag.end()
        self.empty = bool(tag["empty"])
        self.attributes = [(a.start(), a.end(), a[1]) for a in
                           ATTRIBUTE.finditer(tag.string, tag.start("attributes"), tag.end("attributes"))]
        self.children = []

    def gaps(self):
        """Places between its children."""
        return [] if self.empty else [self.inside] + [c.end for c in self.children]


class Piece:
    """A small document, and its elements."""

    def __init__(self, name, text):
        self.name, self.text = name, text
        self.elements = read_elements(text)
        self.by_name = collections.defaultdict(list)
        for element in self.elements:
            self.by_name[element.name].append(element)
        self.names = sorted(self.by_name)

    def any(self, rng):
        """Any element; rare names are as likely as frequent ones."""
        return rng.choice(self.by_name[rng.choice(self.names)])


def read_elements(text):
    elements, last = [], None
    for tag in TAG.finditer(text):
        if not tag["name"]:
            continue
        if tag["end"]:
            last.outside, last.end = tag.start(), tag.end()
            last = last.parent
            continue
        element = Element(tag, last)
        elements.append(element)
        if last:
            last.children.append(element)
        if not element.empty:
            last = element
    return elements


# ---- pieces ------------------------------------------------------------------------------------------


def cut(text, size):
    """Cuts a document down: what begins in <text> behind `size` characters is left out, from the first
    child on that does so; elements that are open there are kept, with what they have before."""
    elements = read_elements(text)
    body = next((e for e in elements if e.name == "text"), elements[0])
    limit = max(size, body.inside + size // 2)
    gone, behind = [], 0
    for e in elements:
        if e.start > limit and e.start >= behind and e.parent and e.parent.start <= limit:
            if body.inside <= e.start < body.outside and e.parent.children[0] is not e:
                gone.append((e.start, e.parent.outside))
                behind = e.parent.outside
    for start, end in reversed(gone):
        text = text[:start] + text[end:]
    return text


def kinds(names):
    """Names by their kind, the letters before the first '-' of the file."""
    groups = collections.defaultdict(list)
    for name in sorted(names):
        groups[Path(name).name.split("-")[0]].append(name)
    return groups


def spread(names, count):
    """`count` names, from all kinds in turn, from the whole of each."""
    groups = [g for _, g in sorted(kinds(names).items())]
    each = -(-count // max(1, len(groups)))
    chosen = [g[i * len(g) // min(each, len(g))] for g in groups for i in range(min(each, len(g)))]
    return set(chosen)


def read_sources(files, count):
    """Names and texts of the sources."""
    if files:
        for path in files:
            yield Path(path).name, Path(path).read_bytes()
        return
    with tarfile.open(validators.tei_archive()) as archive:
        names = [m.name for m in archive.getmembers() if m.isfile() and m.name.endswith(".xml")]
        chosen = spread(names, count)
        for member in archive.getmembers():
            if member.name in chosen:
                yield Path(member.name).name, archive.extractfile(member).read()


def make_pieces(folder, schema, files, count, size):
    """Pieces that jing finds valid; all of them where it finds none."""
    folder.mkdir(parents=True)
    texts = {}
    for name, data in read_sources(files, count):
        text = data.decode("utf-8-sig").replace("\r\n", "\n")
        path = folder / name
        texts[path] = cut(text, size)
        path.write_text(texts[path], encoding="utf-8", newline="")
    outcome = validators.run("jing", schema, list(texts), keep=1)
    valid = [p for p in texts if outcome.valid(p)]
    return [Piece(p.name, texts[p]) for p in valid or texts], len(texts)


# ---- changes: each gives edits [(start, end, new)] and words, or None where it cannot be made ---------


def quoted(value):
    return '"' + value.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;") + '"'


def misspelt(rng, name):
    """A name with a letter left out, doubled, swapped with the next, or in the other case."""
    prefix, _, local = name.rpartition(":")
    at = rng.randrange(len(local))
    made = rng.choice([local[:at] + local[at + 1 :], local[: at + 1] + local[at:],
                       local[:at] + local[at:][:2][::-1] + local[at + 2 :],
                       local[:at] + local[at].swapcase() + local[at + 1 :]])
    if not re.match(r"[^\W\d]", made):
        made = "x" + made
    return f"{prefix}:{made}" if prefix else made


def renamed(piece, element, name):
    """Edits that give an element another name."""
    edits = [(element.start + 1, element.start + 1 + len(element.name), name)]
    if not element.empty:
        edits.append((element.outside + 2, element.outside + 2 + len(element.name), name))
    return edits


def misspell_element(rng, piece):
    e = piece.any(rng)
    name = misspelt(rng, e.name)
    return renamed(piece, e, name), f"<{e.name}> is called <{name}>"


def rename_element(rng, piece):
    e = piece.any(rng)
    name = rng.choice(piece.names + NAMES)
    return renamed(piece, e, name), f"<{e.name}> becomes <{name}>"


def drop_element(rng, piece):
    e = piece.any(rng)
    return e.parent and ([(e.start, e.end, "")], f"<{e.name}> in <{e.parent.name}> is dropped")


def double_element(rng, piece):
    e = piece.any(rng)
    return e.parent and ([(e.end, e.end, piece.text[e.start : e.end])], f"<{e.name}> is doubled")


def unwrap_element(rng, piece):
    e = piece.any(rng)
    if not e.parent or e.empty:
        return None
    return [(e.start, e.inside, ""), (e.outside, e.end, "")], f"<{e.name}> is unwrapped"


def wrap_element(rng, piece):
    e = piece.any(rng)
    name = rng.choice(piece.names + NAMES)
    if not e.parent:
        return None
    return [(e.start, e.start, f"<{name}>"), (e.end, e.end, f"</{name}>")], f"<{e.name}> is put into <{name}>"


def move_element(rng, piece):
    e, to = piece.any(rng), piece.any(rng)
    gaps = [g for g in to.gaps() if not e.start <= g <= e.end]
    if not e.parent or not gaps:
        return None
    at = rng.choice(gaps)
    return [(e.start, e.end, ""), (at, at, piece.text[e.start : e.end])], f"<{e.name}> moves into <{to.name}>"


def swap_siblings(rng, piece):
    e = piece.any(rng)
    if not e.parent or e.parent.children[-1] is e:
        return None
    other = next(c for c in e.parent.children if c.start >= e.end)
    return [(e.start, e.end, piece.text[other.start : other.end]),
            (other.start, other.end, piece.text[e.start : e.end])], f"<{e.name}> and <{other.name}> are swapped"


def empty_element(rng, piece):
    e = piece.any(rng)
    if e.empty or e.inside == e.outside:
        return None
    return [(e.inside, e.outside, "")], f"<{e.name}> is emptied"


def drop_child(rng, piece):
    e = piece.any(rng)
    if not e.children:
        return None
    child = rng.choice([e.children[0], e.children[-1]])
    return [(child.start, child.end, "")], f"<{e.name}> loses its <{child.name}>"


def insert_element(rng, piece):
    e = piece.any(rng)
    name = rng.choice(piece.names + NAMES)
    if e.empty:
        return None
    at = rng.choice(e.gaps())
    return [(at, at, f"<{name}/>")], f"<{name}/> comes into <{e.name}>"


def insert_text(rng, piece):
    e = piece.any(rng)
    if e.empty:
        return [(e.inside - 2, e.inside, f">stray</{e.name}>")], f"<{e.name}/> gets text"
    at = rng.choice(e.gaps())
    return [(at, at, rng.choice(["stray words", "x", "0", "stray\n words", "&#xA0;", "<![CDATA[stray]]>"]))], \
        f"text comes into <{e.name}>"


def insert_noise(rng, piece):
    """What changes nothing."""
    e = piece.any(rng)
    if e.empty:
        return None
    at = rng.choice(e.gaps())
    return [(at, at, rng.choice(["<!-- x -->", "<?x y?>", "<![CDATA[]]>", "&#32;", "\n\t", "<![CDATA[ ]]>"]))], \
        f"a comment or the like comes into <{e.name}>"


def with_attributes(rng, piece):
    """An element that has attributes, and one of them."""
    for _ in range(20):
        e = piece.any(rng)
        if e.attributes:
            return e, rng.choice(e.attributes)
    return None, None


def drop_attribute(rng, piece):
    e, a = with_attributes(rng, piece)
    return a and ([(a[0], a[1], "")], f"<{e.name}> loses {a[2]}")


def misspell_attribute(rng, piece):
    e, a = with_attributes(rng, piece)
    if not a:
        return None
    at, name = piece.text.index(a[2], a[0]), misspelt(rng, a[2])
    return [(at, at + len(a[2]), name)], f"{a[2]} on <{e.name}> is called {name}"


def rename_attribute(rng, piece):
    e, a = with_attributes(rng, piece)
    if not a:
        return None
    at, name = piece.text.index(a[2], a[0]), rng.choice(ATTRIBUTES)
    return [(at, at + len(a[2]), name)], f"{a[2]} on <{e.name}> becomes {name}"


def change_value(rng, piece):
    e, a = with_attributes(rng, piece)
    if not a:
        return None
    value = rng.choice(VALUES)
    return [(a[0], a[1], f" {a[2]}={quoted(value)}")], f"{a[2]} on <{e.name}> becomes {value!r}"


def add_attribute(rng, piece):
    e = piece.any(rng)
    name = rng.choice(ATTRIBUTES)
    value = rng.choice(VALUES + ["x", "y", "#x"] * 5)
    at = e.start + 1 + len(e.name)
    return [(at, at, f" {name}={quoted(value)}")], f"<{e.name}> gets {name}={value!r}"


def double_attribute(rng, piece):
    """No XML any more."""
    e, a = with_attributes(rng, piece)
    return a and ([(a[1], a[1], piece.text[a[0] : a[1]])], f"{a[2]} on <{e.name}> is doubled")


def change_namespace(rng, piece):
    e = piece.any(rng)
    at = e.start + 1 + len(e.name)
    if any(name == "xmlns" for _, _, name in e.attributes):
        return None
    space = rng.choice(SPACES)
    return [(at, at, f' xmlns="{space}"')], f"<{e.name}> goes into namespace {space!r}"


CHANGES = [misspell_element, rename_element, drop_element, double_element, unwrap_element, wrap_element,
           move_element, swap_siblings, empty_element, drop_child, insert_element, insert_text, drop_attribute,
           misspell_attribute, rename_attribute, change_value, change_value, add_attribute]
RARE = [insert_noise, double_attribute, change_namespace]


class Mutant:
    """One damaged document."""

    def __init__(self, path, piece, change, words):
        self.path, self.piece, self.change, self.words = path, piece.name, change, words

    def text(self):
        return self.path.read_bytes().decode("utf-8")

    def __str__(self):
        return f"{self.path.name} ({self.piece}: {self.words})"


def apply(text, edits):
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def make_mutant(rng, pieces, path):
    while True:
        piece = rng.choice(pieces)
        change = rng.choice(RARE if rng.random() < 0.05 else CHANGES)
        made = change(rng, piece)
        if not made:
            continue
        text = apply(piece.text, made[0])
        if text != piece.text:
            path.write_text(text, encoding="utf-8", newline="")
            return Mutant(path, piece, change.__name__, made[1])


# ---- places --------------------------------------------------------------------------------------------


def offset_of(text, line, column, wide):
    """The offset of a place; with `wide`, columns count units of UTF-16."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
        if not start:
            return None
    if wide:
        row = text[start : start + column]
        column -= sum(ord(c) > 0xFFFF for c in row[: column - 1])
    return start + column - 1


def tag_at(text, offset, behind):
    """The start of the tag that a place means: the one that ends there (`behind`), or that it is in; in
    text, the next one."""
    start = text.rfind("<", 0, offset if behind else offset + 1)
    tag = TAG.match(text, start) if start >= 0 else None
    if tag and tag["name"] and (tag.end() == offset if behind else offset < tag.end()):
        return start
    for tag in TAG.finditer(text, tag.end() if tag else offset):
        if tag["name"] and tag.start() >= offset - 1:
            return tag.start()
    return None


def element_of(text, start):
    """Start of the start tag of the element that the tag at `start` belongs to."""
    if not text.startswith("</", start):
        return start
    depth = []
    for tag in TAG.finditer(text, 0, start):
        if tag["name"] and tag["end"]:
            depth.pop()
        elif tag["name"] and not tag["empty"]:
            depth.append(tag.start())
    return depth[-1] if depth else None


def compare_places(text, theirs, ours, ours_behind):
    """same tag, same element, or elsewhere."""
    places = []
    for finding, behind in ((theirs, True), (ours, ours_behind)):
        offset = offset_of(text, finding.line, finding.column, behind)
        places.append(None if offset is None else tag_at(text, offset, behind))
    if None in places:
        return "elsewhere"
    if places[0] == places[1]:
        return "same tag"
    return "same element" if element_of(text, places[0]) == element_of(text, places[1]) else "elsewhere"


# ---- the comparison --------------------------------------------------------------------------------------


class Comparison:
    """What two validators said of all mutants."""

    def __init__(self, mutants, theirs, ours, engine):
        self.mutants = len(mutants)
        self.count = collections.Counter()
        self.verdicts, self.places = [], []  # differences, as (kind, words)
        for mutant in mutants:
            self.compare(mutant, theirs.first(mutant.path), ours.first(mutant.path), engine)

    def compare(self, mutant, theirs, ours, engine):
        self.count["invalid" if theirs else "valid"] += 1
        if bool(theirs) != bool(ours):
            self.verdicts.append((kind(theirs, ours), told(mutant, theirs, ours)))
            return
        self.count["verdicts agree"] += 1
        if not theirs:
            return
        if theirs.level == "fatal":
            self.count["no XML"] += 1
            return
        place = compare_places(mutant.text(), theirs, ours, engine == "jing")
        self.count[place] += 1
        if place == "elsewhere":
            self.places.append((kind(theirs, ours), told(mutant, theirs, ours)))


def kind(theirs, ours):
    """What sort of messages these are: without the names in them."""
    def sort(finding):
        if not finding:
            return "valid"
        rule = re.search(r"\[([\w-]+)\]$", finding.message)
        return rule[1] if rule else re.sub(r"\"[^\"]*\"|;.*", "…", finding.message)[:60]
    return f"jing: {sort(theirs)} / ours: {sort(ours)}"


def told(mutant, theirs, ours):
    def words(finding):
        return f"{finding.line}:{finding.column}: {finding.message[:240]}" if finding else "valid"
    return f"{mutant}\n    jing: {words(theirs)}\n    ours: {words(ours)}"


def judge_by_jing(schema, mutants):
    """jing's word on all; what is no XML is not shown to it, since it leaves there."""
    broken = {m.path for m in mutants if m.change == "double_attribute" or not validators.is_xml(m.path)}
    outcome = validators.run("jing", schema, [m.path for m in mutants if m.path not in broken], keep=1)
    for path in broken:
        outcome.findings[str(path)] = [validators.Finding(0, 0, "fatal", "no XML")]
    return outcome


def run(schema, n=1000, seed=1, engine="native", files=(), pieces=120, size=24, scratch=None):
    """Makes and compares mutants; gives the comparison, and words on what was used."""
    rng = random.Random(seed)
    with validators.Scratch(scratch) as folder:
        sources, tried = make_pieces(folder / "pieces", schema, files, pieces, size * 1000)
        (folder / "mutants").mkdir()
        mutants = [make_mutant(rng, sources, folder / "mutants" / f"{i:05d}.xml") for i in range(n)]
        theirs = judge_by_jing(schema, mutants)
        ours = validators.run(engine, schema, [m.path for m in mutants], keep=1)
        words = (f"schema: {schema.name}, seed {seed}\npieces: {len(sources)} valid ones of {tried}\n"
                 f"seconds: jing {theirs.seconds:.1f}, {engine} {ours.seconds:.1f}")
        if ours.status not in (0, 1) or ours.timed_out:
            words += f"\n{engine} ended with {ours.status}: {' / '.join(ours.strays[:5])[:600]}"
        return Comparison(mutants, theirs, ours, engine), words


def show(differences, title, most):
    """Differences by kind, the most frequent first, with some of each."""
    groups = collections.defaultdict(list)
    for sort, words in differences:
        groups[sort].append(words)
    if groups:
        print(f"\n{title}:")
    each = max(1, most // max(1, len(groups)))
    for sort, all_words in sorted(groups.items(), key=lambda g: -len(g[1]))[:most]:
        print(f"  {len(all_words)} × {sort}")
        for words in all_words[:each]:
            print("  " + words.replace("\n", "\n  "))


def figures(comparison):
    """The lines of figures."""
    c = comparison.count
    placed = c["same tag"] + c["same element"] + c["elsewhere"]
    return [f"mutants: {comparison.mutants} ({c['valid']} valid, {c['invalid']} invalid, by jing)",
            f"verdicts agree: {c['verdicts agree']} of {comparison.mutants}",
            f"first place: same tag {c['same tag']}, same element {c['same element']}, "
            f"elsewhere {c['elsewhere']}, of {placed} (and {c['no XML']} that are no XML)"]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("files", nargs="*")
    parser.add_argument("--n", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--schema", default="tei_all_4.12.0")
    parser.add_argument("--engine", choices=validators.ENGINES, default="native")
    parser.add_argument("--pieces", type=int, default=120, help="sources that are taken from the archive")
    parser.add_argument("--size", type=int, default=24, help="kB that a piece has at most, about")
    parser.add_argument("--show", type=int, default=40, help="differences that are shown")
    parser.add_argument("--scratch", help="a new folder for the mutants, which stay")
    a = parser.parse_args()
    why = validators.missing("jing") or validators.missing(a.engine)
    if not a.files and not validators.tei_archive():
        why = "no folder ../shared/perf here: name files"
    if why:
        print(why, file=sys.stderr)
        return 2
    comparison, words = run(validators.schema_path(a.schema), a.n, a.seed, a.engine, a.files, a.pieces,
                            a.size, a.scratch)
    show(comparison.verdicts, "verdicts that differ", a.show)
    show(comparison.places, "first errors that stand elsewhere", a.show)
    print()
    print(words)
    print("\n".join(figures(comparison)))
    return 1 if comparison.verdicts else 0


if __name__ == "__main__":
    sys.exit(main())
