#!/usr/bin/env python3
"""text_law.py: the text of <text> is the cleaned source, white space folded

    text_law.py CLEANED TEI      status 0: the law holds; 1: it does not, and where; 2: trouble
    text_law.py --self-test      shows that each kind of damage is seen

Inside a block (a paragraph, a speaker's label, a head, a line of verse, a stage direction …) every
run of white space of the source is a run of white space in the TEI and no other is, and every other
character is there, in order. Where blocks meet, white space may come or go, and nothing else. What
is a block does not depend on how the document happens to be printed: a block is whatever stands in
one of the elements of CONTAINERS, which hold elements alone, or in one of SOMETIMES when that holds
blocks and no text of its own.
"""

import re
import sys
import xml.etree.ElementTree as ET

TEI = "{http://www.tei-c.org/ns/1.0}"

# Elements without text of their own, pretty-printed.
CONTAINERS = {
    "text", "front", "body", "back", "group", "div", "lg", "sp", "spGrp", "list", "table", "row",
    "castList", "castGroup", "docTitle", "titlePage", "timeline", "listBibl",
}
# Elements that hold either text or blocks.
SOMETIMES = {"item", "note", "quote", "cit", "q", "cell", "epigraph", "argument", "postscript"}
BLOCKS = {"p", "ab", "l", "lg", "sp", "list", "table", "quote", "head", "stage", "castList", "div"}

HINTS = re.compile(r"^(?:\{[a-z]+(?:[0-9=][^{}\t]*)?\})+\t")
SPACE = re.compile(r"[ \t\r\n]+")
# Stands where blocks meet while texts are compared; no XML document can contain it.
SEAM = "\x00"


class LawBroken(Exception):
    pass


def fold(text):
    return SPACE.sub(" ", text)


def without_hints(cleaned):
    """The cleaned text (a str) as it is to be found again."""
    lines = []
    for number, line in enumerate(cleaned.split("\n"), 1):
        line = HINTS.sub("", line)
        if "\t" in line:
            raise LawBroken(f"line {number} of the cleaned text has a TAB")
        lines.append(line)
    return "\n".join(lines)


def is_container(element):
    name = element.tag.removeprefix(TEI)
    if name in CONTAINERS:
        return True
    if name not in SOMETIMES or not any(
        isinstance(c.tag, str) and c.tag.removeprefix(TEI) in BLOCKS for c in element
    ):
        return False
    texts = [element.text] + [c.tail for c in element]
    return not any(t and t.strip(" \t\r\n") for t in texts)


def collect(element, out):
    """Appends the text of an element to the list `out`, with SEAM where blocks meet."""
    container = is_container(element)
    name = element.tag.removeprefix(TEI)
    if element.text:
        if container and element.text.strip(" \t\r\n"):
            raise LawBroken(f"text directly in <{name}>: {element.text.strip()[:60]!r}")
        out.append(SEAM if container else element.text)
    for child in element:
        if not isinstance(child.tag, str):  # a comment or a processing instruction
            continue
        if not child.tag.startswith(TEI):
            raise LawBroken(f"<{child.tag}> is not of TEI")
        if container:
            out.append(SEAM)
        collect(child, out)
        if container:
            out.append(SEAM)
        if child.tail:
            if container and child.tail.strip(" \t\r\n"):
                raise LawBroken(f"text directly in <{name}>: {child.tail.strip()[:60]!r}")
            if not container:
                out.append(child.tail)


def blocks_of(tei):
    """The texts between two seams, without white space at their ends, in order."""
    root = ET.fromstring(tei)
    texts = root.findall(f"{TEI}text")
    if root.tag != f"{TEI}TEI" or len(texts) != 1:
        raise LawBroken("not one <TEI> with one <text>")
    out = []
    collect(texts[0], out)
    pieces = (p.strip(" \t\r\n") for p in "".join(out).split(SEAM))
    return [p for p in pieces if p]


def first_difference(a, b):
    """The length of the longest common prefix."""
    low, high = 0, min(len(a), len(b))
    while low < high:
        middle = (low + high + 1) // 2
        if a[:middle] == b[:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def show(text, at):
    return repr(text[max(0, at - 30) : at] + "⟨here⟩" + text[at : at + 40])


def check(cleaned, tei):
    """Raises LawBroken, with both sides, where the first difference is."""
    source, at = fold(without_hints(cleaned)).strip(" "), 0
    for block in map(fold, blocks_of(tei)):
        if at < len(source) and source[at] == " ":
            at += 1
        if not source.startswith(block, at):
            n = first_difference(block, source[at : at + len(block)])
            raise LawBroken(
                f"the source has {show(source, at + n)}, the TEI {show(block, n)}"
            )
        at += len(block)
    if at < len(source):
        raise LawBroken(f"the TEI ends before the source does: {show(source, at)}")


def line_ends(text, before):
    """How many characters but white space stand before each line end of the text, as a set."""
    found = set()
    for word in re.finditer(r"[^ \t\r\n]+|[ \t\r\n]*\n[ \t\r\n]*", text):
        if "\n" in word.group():
            found.add(before)
        else:
            before += len(word.group())
    return found


def check_lines(cleaned, tei):
    """For a document for which check() holds: line ends of the source inside a block are line ends
    of the TEI, and there are no others there. Raises LawBroken."""
    source, before = without_hints(cleaned), 0
    ends = line_ends(source, 0)
    for block in blocks_of(tei):
        size = len(SPACE.sub("", block))
        got = line_ends(block, before)
        wanted = {n for n in ends if before < n < before + size}
        if got != wanted:
            n = min(got ^ wanted) - before
            plain = SPACE.sub("", block)
            raise LawBroken(f"a line end was {'made' if n + before in got else 'lost'}: "
                            f"{plain[max(0, n - 30) : n]!r} | {plain[n : n + 30]!r}")
        before += size


def self_tests():
    """Pairs (name, whether the damage is seen) of a small document and its damaged twins."""
    cleaned = (
        "{h1}{src=koi8-r}\tA Title\n\nHarrow: One, [two] and three.\n\n"
        "more to\ncome (Laughter.) so.\n\nWren.   The sea  is <here>\nand {b} not there\n"
        "Key\nFirst, second\n"
    )
    body = (
        "<front><docTitle><titlePart>A Title</titlePart></docTitle></front>\n<body><div>\n"
        "<sp><speaker>Harrow:</speaker>\n<p>One, <supplied>[two]</supplied> and three.</p>\n"
        "<p>more to\ncome <stage>(Laughter.)</stage> so.</p></sp>\n"
        "<sp><speaker>Wren.</speaker>\n<l>The sea is &lt;here&gt;</l>\n<l>and {b} not there</l></sp>\n"
        "<list><label>Key</label><item>\n<p>First,</p>\n<p>second</p>\n</item></list>\n"
        "</div></body>"
    )

    def tei(content):
        ns = TEI.strip("{}")
        return f'<TEI xmlns="{ns}"><teiHeader>Other</teiHeader>\n<text>{content}</text></TEI>'

    def seen(text, content, law=check):
        try:
            law(text, tei(content))
        except LawBroken:
            return True
        return False

    yield "the sound document holds", not seen(cleaned, body)
    yield "also printed on one line", not seen(cleaned, body.replace("\n<", "<"))
    damages = [
        ("a lost word", "and three", "three"),
        ("a lost letter", "three.", "thre."),
        ("a lost full stop", "so.</p>", "so</p>"),
        ("a lost last block", "<p>second</p>", ""),
        ("a lost first block", "<titlePart>A Title</titlePart>", "<titlePart/>"),
        ("a doubled word", "and three", "and and three"),
        ("a doubled block", "<p>First,</p>", "<p>First,</p><p>First,</p>"),
        ("an invented word", "<p>second", "<p>the second"),
        ("words in another order", "more to", "to more"),
        ("blocks in another order", "<p>First,</p>\n<p>second</p>", "<p>second</p>\n<p>First,</p>"),
        ("merged words", "more to", "moreto"),
        ("merged words at an element", "come <stage>", "come<stage>"),
        ("merged words behind an element", "</stage> so", "</stage>so"),
        ("merged words at a line end", "to\ncome", "tocome"),
        ("a parted word", "three", "th ree"),
        ("a word parted by an element", "One, <supplied>[two]", "One, <supplied>[ two]"),
        ("a line end of the printer", "(Laughter.)</stage>", "(Laughter.\n)</stage>"),
        ("another case", "Laughter", "laughter"),
        ("another quote", "[two]", "(two)"),
        ("text between the blocks", "</p></sp>", "</p>x</sp>"),
        ("text in a container", "<list>", "<list>Key"),
        ("a no-break space", "The sea", "The\u00a0sea"),
        ("a foreign element", "<l>and", "<l><x xmlns='urn:x'/>and"),
        ("a second text", "</body>", "</body></text><text><body/>"),
    ]
    for name, old, new in damages:
        assert body.count(old) == 1, name
        yield f"seen: {name}", seen(cleaned, body.replace(old, new))
    yield "line ends are held", not seen(cleaned, body, check_lines)
    yield "seen: a lost line end", seen(cleaned, body.replace("to\ncome", "to come"), check_lines)
    yield "seen: a new line end", seen(cleaned, body.replace("and three", "and\nthree"), check_lines)
    yield "seen: a new line end in a label", seen(
        cleaned.replace("Harrow:", "Mr. Harrow:"), body.replace("Harrow:", "Mr.\nHarrow:"), check_lines)
    yield "seen: a TAB in the cleaned text", seen(cleaned + "a\tb\n", body)
    yield "seen: a source with more", seen(cleaned + "z", body)
    yield "seen: an empty source", seen("", body)
    yield "seen: braces that are no hint", seen(cleaned.replace("{b} ", ""), body)


def main(arguments):
    if arguments == ["--self-test"]:
        results = list(self_tests())
        for name, good in results:
            print("ok" if good else "NOT OK", name)
        return 0 if all(good for _, good in results) else 1
    if len(arguments) != 2:
        print(__doc__, file=sys.stderr)
        return 2
    with open(arguments[0], encoding="utf-8", newline="") as f:
        cleaned = f.read()
    with open(arguments[1], "rb") as f:
        tei = f.read()
    try:
        check(cleaned, tei)
        check_lines(cleaned, tei)
    except (LawBroken, ET.ParseError) as e:
        print(f"{arguments[1]}: {e}")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
