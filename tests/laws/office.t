#!/usr/bin/env python3
# office.t: files of word processors say what the TEI says, and nothing in them leads nowhere
#
# Tried on the samples, on the TEI of the cases of teitransform, and on the TEI that teiconvert makes of texts of
# the corpus: of each ninth, with OFFICE=all of every one. Word processors themselves: tests/office/ (`make office`).
import os
import re
import sys
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parent))
import laws
import office
from laws import Failure, output

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"
DIVISIONS = {"div"} | {f"div{n}" for n in range(1, 8)}
SILENT = {"fw", "figure", "graphic", "timeline", "standOff", "index", "media", "link", "linkGrp", "teiHeader"}
EDITION = Path("tests/office/edition.xml")
TITLES = {"titlePart", "docDate", "docAuthor"}
BARE = {"hi", "persName", "placeName", "orgName", "name", "rs", "date", "time", "emph", "foreign", "supplied", "stage"}
tap = laws.Tap()
folder = laws.work / "office"
folder.mkdir()


def letters(text):
    return "".join(c for c in text if c.isalnum())


def name_of(element):
    return element.tag.removeprefix(TEI)


def shown(element):
    """What is printed of an element, in its order, by the rules of teitransform(1); "\\1" where a title page may
    repeat the title."""
    name = name_of(element)
    if name in SILENT and not (name == "figure" and "".join(element.itertext()).strip()):
        return ""
    if name in TITLES:
        return "\1"
    if name == "choice":
        kinds = [name_of(c) for c in element]
        if "sic" in kinds and "corr" in kinds:
            return "".join(shown(element.find(TEI + k)) for k in ("sic", "corr"))
        first = [c for c in element if name_of(c) in ("orig", "abbr", "unclear", "seg")] or list(element)
        return shown(first[0]) if first else ""
    text = element.text or ""
    if name in ("ref", "ptr") and not "".join(element.itertext()).strip() and \
            element.get("target", "").startswith(("http://", "https://")):
        return element.get("target")
    for child in element:
        text += shown(child) + (child.tail or "")
    return text


def is_same(what, pieces, got):
    """All pieces, one behind the other, with nothing of ours between them but what a title page may say."""
    at = 0
    for n, piece in enumerate(pieces):
        found = got.find(piece, at)
        if found < 0 or (n == 0 and found):
            end = next(i for i in range(len(piece), -1, -1) if got.find(piece[:i], at) >= 0)
            raise Failure(f"{what}: behind {piece[max(0, end - 40):end]!r} comes no {piece[end:end + 40]!r}")
        at = found + len(piece)
    if len(pieces) == 1 and at != len(got):
        raise Failure(f"{what}: at its end {got[at:at + 80]!r}, which the TEI has not")


def says_the_same(path):
    root = ElementTree.parse(path).getroot()
    text = root.find(TEI + "text")
    wanted = [letters(piece) for piece in shown(text).split("\1")]
    made = {form: folder / f"{path.stem}-{path.parent.name}.{form}" for form in ("docx", "odt")}
    read = {}
    for form, goal in made.items():
        goal.write_bytes(output("teitransform", form, path))
        read[form] = document = getattr(office, form)(goal)
        if text.find(f".//{TEI}u") is None and "{" not in {e.tag[:1] for e in text.iter() if not e.tag.startswith(TEI)}:
            is_same(form, wanted, letters(document.text()))
        words_stay_apart(form, text, document)
        counts_agree(form, text, document)
    docx, odt = ([(s, t.strip()) for s, t in read[form].paragraphs if t.strip()] for form in made)
    if docx != odt or read["docx"].headings != read["odt"].headings or \
            sorted(read["docx"].pages) != sorted(read["odt"].pages):
        raise Failure("docx and odt differ: " + repr(next((p for p in zip(docx, odt) if p[0] != p[1]), "in their number"))[:500])


def words_stay_apart(form, text, document):
    """A plain paragraph or line stands there with all its blanks and no others."""
    there = set(document.text(()).replace("\0", "\n").split("\n"))
    there |= {re.sub(r"\s+", " ", t).strip() for _, t in document.paragraphs}
    joined = "\n".join(there)
    for p in text.iter():
        if p.tag in (TEI + "p", TEI + "l") and all(name_of(e) in BARE for e in p.iter() if e is not p) and \
                not any(name_of(e) == "stage" and list(e) for e in p.iter()):
            line = re.sub(r"[ \t\r\n]+", " ", "".join(p.itertext())).strip()
            if line.isprintable() and line not in joined and "[" + line not in joined:
                raise Failure(f"{form}: no paragraph says {line!r:.300}")


def counts_agree(form, text, document):
    labels = sum(1 for e in text.iter(TEI + "speaker") if "".join(shown(e)).strip())
    if text.find(f".//{TEI}u") is None and labels != document.labels:
        raise Failure(f"{form}: {document.labels} labels, {labels} in the TEI")
    ids = [e.get(XML + "id") for e in text.iter(TEI + "sp") if e.get(XML + "id") and letters("".join(e.itertext()))]
    lost = [i for i in ids if i not in document.marks]
    if form == "odt" and lost:
        raise Failure(f"speeches without a bookmark: {lost[:5]}")
    heads = [letters(shown(d.find(TEI + "head"))) for d in text.iter() if name_of(d) in DIVISIONS
             and d.find(TEI + "head") is not None]
    told = [letters(h) for _, h in document.headings if not h.startswith("[")]
    if not all(any(h.startswith(t) for h in heads) for t in told):
        raise Failure(f"{form}: headings {told[:5]} are not {heads[:5]}")


def read_back(path):
    """teiclean reads the words of the file, as the text format has them where both print the same."""
    for form in ("docx", "odt"):
        done = output("teitransform", form, "-p", "headings=no", "-p", "pagebreaks=no", "-p", "notes=no", path)
        goal = folder / f"back-{path.stem}-{path.parent.name}.{form}"
        goal.write_bytes(done)
        document = getattr(office, form)(goal)
        back = output("teiclean", f"--from={form}", goal).decode("utf-8")
        lines = [re.sub(r"^(\{[^\t]*\})+\t", "", line) for line in back.split("\n") if not re.match(r"(\{from=\w+\})?\{meta=", line)]
        laws.same(form, letters(document.text(())).encode(), letters("".join(lines)).encode())
        if document.notes or document.pages:
            raise Failure(f"{form}: notes or pages, though none were wanted")


def edition():
    """One document with everything: what each thing has become, by name."""
    for form in ("docx", "odt"):
        goal = folder / f"edition.{form}"
        goal.write_bytes(output("teitransform", form, EDITION))
        document = getattr(office, form)(goal)
        expect = lambda what, wanted, got: laws.same(f"{form}: {what}", repr(wanted).encode(), repr(got).encode())
        expect("begins", [("Title", 'Talks <b> & "ends" here ]]>'), ("Subtitle", "A second line"), ("Author", "A. Clerk"),
                          ("Author", "B. Clerk"), ("TitlePage", "Volume One")], document.paragraphs[:5])
        if form == "docx":
            expect("headings", [(1, "[Session 1]"), (2, "A head")], document.headings)
        expect("pages", ["1", "2", "3", "4", "5", "6"], sorted(document.pages))
        expect("notes and labels", (2, 3), (document.notes, document.labels))
        styles = dict((text.strip(), style) for style, text in document.paragraphs)
        for style, text in (("Stage", "(Applause.)"), ("Speaker", "SMITH"), ("Verse", "One line of verse,"), ("Stage", "rising"),
                            ("Speech", "Loose words"), ("SmallHeading", "Points"), ("Item", "one"), ("Item", "two"),
                            ("ItemMore", "more of it"), ("Item", "deeper"), ("Speech", "after the list."),
                            ("BodyText", "recieve [receive] struck put in […] [filled]"), ("Quotation", "Quoted words."),
                            ("TableHeading", "B"), ("TableText", "inner"), ("BodyText", "שלום shalom"),
                            ("Speech", "Smith: First bold slanted, then سلام and on.\0A note of two\nparagraphs.\0 See below, "
                             "outside and nowhere.")):
            expect(text, style, styles.get(text))
        if "Furniture" in document.text(()) or any("no kind" in h for _, h in document.headings):
            raise Failure("page furniture, or a heading for a division of no kind")
        marks = [m for m in document.marks if not m.startswith(("_id_", "a-very"))]
        wanted = ["session-1", "sp-1", "n-1", "SP-1", "sp-2"]
        expect("bookmarks", sorted(w for w in wanted if form == "odt" or w != "SP-1"), sorted(marks))


def sees_damage():
    """The law that reads the files fails on each of these."""
    whole = folder / "whole.docx"
    whole.write_bytes(output("teitransform", "docx", EDITION))
    parts, _ = office.parts_of(whole)
    for part, old, new in (("word/document.xml", 'w:anchor="sp-2"', 'w:anchor="sp-9"'),
                           ("word/document.xml", 'w:val="ItemMore"', 'w:val="ItemMost"'),
                           ("word/document.xml", '<w:b/><w:bCs/>', '<w:bCs/><w:b/>'),
                           ("word/document.xml", 'w:name="sp-2"', 'w:name="SP-1"'),
                           ("word/document.xml", '<w:footnoteReference w:id="2"/>', ''),
                           ("word/document.xml", 'w:gridSpan w:val="2"', 'w:gridSpan w:val="3"'),
                           ("word/document.xml", 'w:bookmarkEnd w:id="2"', 'w:bookmarkEnd w:id="3"'),
                           ("word/document.xml", 'r:id="link-1"', 'r:id="link-7"'),
                           ("word/styles.xml", '<w:name w:val="Speech"/>', '<w:name w:val="Speaker"/>'),
                           ("[Content_Types].xml", "/word/numbering.xml", "/word/numbers.xml")):
        damaged = parts[part].decode("utf-8").replace(old, new, 1).encode("utf-8")
        if damaged == parts[part]:
            raise Failure(f"{part} has no {old}")
        goal = folder / "damaged.docx"
        with office.zipfile.ZipFile(goal, "w") as archive:
            for name, data in parts.items():
                archive.writestr(office.zipfile.ZipInfo(name), damaged if name == part else data)
        try:
            office.docx(goal)
        except Failure:
            continue
        raise Failure(f"{old} made {new} is not seen")
    root = ElementTree.parse(EDITION).getroot().find(TEI + "text")
    right = letters(office.docx(whole).text())
    pieces = [letters(piece) for piece in shown(root).split("\1")]
    is_same("whole", pieces, right)
    for wrong in (right.replace("slanted", "slated"), right.replace("Loosewords", "wordsLoose"), right[:-1]):
        try:
            is_same("damaged", pieces, wrong)
        except Failure:
            continue
        raise Failure("words that are missing or in another order are not seen")


def refuses(words, *options):
    for form in ("docx", "odt"):
        done = laws.run("teitransform", form, *options, "samples/play.xml")
        if done.status != 2 or words.encode() not in done.err or done.out:
            raise Failure(f"status {done.status}: {done.told()}")


def is_tei(path):
    try:
        return ElementTree.parse(path).getroot().tag == TEI + "TEI"
    except ElementTree.ParseError:
        return False


def converted(path):
    done = laws.run("teiconvert", path)
    goal = folder / (re.sub("[^A-Za-z0-9]", "_", str(path)) + ".xml")
    goal.write_bytes(done.out)
    return goal if done.out else None


def documents():
    yield EDITION
    yield from sorted(Path("samples").glob("*.xml"))
    yield from sorted(p for p in Path("tests/transform").glob("*.in") if not p.is_symlink() and is_tei(p))
    texts = [d for d in laws.documents() if Path("samples") not in d.parents]
    with laws.ThreadPoolExecutor(laws.JOBS) as pool:
        yield from (p for p in pool.map(converted, texts[:: 1 if os.environ.get("OFFICE") == "all" else 9]) if p)


if __name__ == "__main__":
    tried = list(documents())
    tap.each("docx and odt say what the TEI says", says_the_same, tried)
    tap.each("teiclean reads them back", read_back, tried)
    tap.attempt("an edition with everything", edition)
    tap.attempt("damage is seen", sees_damage)
    tap.attempt("a paper that nobody makes is refused", refuses, "it is a4, a5 or letter", "-p", "paper=a99")
    tap.attempt("a size that nobody reads is refused", refuses, "a number of points", "-p", "size=big")
    tap.end()
