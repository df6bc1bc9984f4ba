"""office.py: files of word processors, read by the rules of their formats and none of our stylesheets

docx(path) and odt(path) look at the package, at what refers to what, and at the order of elements that Word
insists on (ECMA-376, part 1, annex A); both give a Document.
"""

import zipfile
from xml.etree import ElementTree

from laws import Failure

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
T = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
S = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
B = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
LINK = "{http://www.w3.org/1999/xlink}href"

# The order of what may stand in these, as far as we write it.
ORDER = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore widowControl numPr pBdr shd tabs bidi spacing ind "
           "contextualSpacing jc textAlignment outlineLvl rPr sectPr",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike vanish color spacing sz szCs highlight u effect "
           "shd vertAlign rtl cs em lang",
    "style": "name aliases basedOn next link uiPriority semiHidden unhideWhenUsed qFormat locked pPr rPr tblPr trPr tcPr",
    "tblPr": "tblStyle bidiVisual tblStyleRowBandSize tblW jc tblInd tblBorders shd tblLayout tblCellMar tblLook",
    "tcPr": "tcW gridSpan vMerge tcBorders shd noWrap tcMar vAlign",
    "tbl": "tblPr tblGrid tr",
    "sectPr": "headerReference footerReference footnotePr type pgSz pgMar pgNumType cols titlePg bidi docGrid",
    "lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlJc pPr rPr",
    "settings": "zoom defaultTabStop footnotePr endnotePr compat themeFontLang",
    "docDefaults": "rPrDefault pPrDefault",
    "tblBorders": "top left bottom right insideH insideV",
}


class Document:
    """Paragraphs as (style, text): notes stand in the text where they are called, marks of pages and what was
    made by us are left out."""

    def __init__(self):
        self.paragraphs, self.marks, self.labels, self.pages, self.notes, self.headings = [], [], 0, [], 0, []

    def text(self, apart=("Title", "Subtitle", "Author", "Date", "SourcePage")):
        return "\n".join(text for style, text in self.paragraphs if style not in apart)


def parts_of(path):
    archive = zipfile.ZipFile(path)
    if archive.testzip() or any(i.date_time[:3] != (1980, 1, 1) or i.extra for i in archive.infolist()):
        raise Failure("the archive is damaged, or has a time")
    parts = {name: archive.read(name) for name in archive.namelist()}
    return parts, {name: ElementTree.fromstring(data) for name, data in parts.items()
                   if name.endswith((".xml", ".rels"))}


def parts_of_any(path):
    """The XML of an archive that somebody else wrote."""
    with zipfile.ZipFile(path) as archive:
        return {name: ElementTree.fromstring(archive.read(name)) for name in archive.namelist() if name == "content.xml"}


def local(element):
    return element.tag.split("}")[-1]


def need(good, told):
    if not good:
        raise Failure(told)


# ---- docx ----


def in_order(root):
    for element in root.iter():
        order = ORDER.get(local(element), "").split()
        names = [local(child) for child in element]
        if order:
            need(set(names) <= set(order), f"<{local(element)}> has {set(names) - set(order)}")
            places = [order.index(n) for n in names]
            need(places == sorted(places), f"<{local(element)}> has {names} in an order that Word refuses")


def docx(path):
    parts, trees = parts_of(path)
    listed = [o.get("PartName")[1:] for o in trees["[Content_Types].xml"] if o.get("PartName")]
    there = {n for n in trees if n != "[Content_Types].xml" and not n.endswith(".rels")}
    need(set(listed) == there and len(listed) == len(there), f"types and parts differ: {set(listed) ^ there}")
    for name in trees:
        if not name.endswith(".rels"):
            in_order(trees[name])
            continue
        folder = name.split("_rels/")[0]
        ids = [r.get("Id") for r in trees[name]]
        need(len(ids) == len(set(ids)), f"{name}: an id twice")
        for r in trees[name]:
            need(r.get("TargetMode") == "External" or folder + r.get("Target") in there, f"{name}: {r.get('Target')}")
    styles = {(s.get(W + "type"), s.get(W + "styleId")) for s in trees["word/styles.xml"].iter(W + "style")}
    names = [s.find(W + "name").get(W + "val").lower() for s in trees["word/styles.xml"].iter(W + "style")]
    need(len(names) == len(set(names)), "two styles of one name")
    need({"heading 1", "heading 2", "title", "footnote text", "speaker", "speech"} <= set(names), "a style is missing")
    done = Document()
    body, notes = trees["word/document.xml"], trees.get("word/footnotes.xml")
    feet = {} if notes is None else {n.get(W + "id"): n for n in notes if n.get(W + "type") is None}
    called = [n.get(W + "id") for n in body.iter(W + "footnoteReference")]
    need(called == list(feet), f"notes called {called[:9]} and there {list(feet)[:9]}")
    done.notes = len(called)
    anchors = []
    for name in ("word/document.xml", "word/footnotes.xml"):
        if name in trees:
            docx_part(done, trees, name, styles, anchors)
    low = [m.lower() for m in done.marks]
    need(len(low) == len(set(low)) and all(len(m) <= 40 for m in low), "bookmarks that Word takes for one, or cuts")
    need(set(anchors) <= set(done.marks), f"links to nothing: {set(anchors) - set(done.marks)}")
    for p in body.iter(W + "p"):
        docx_paragraph(done, p, feet)
    return done


def docx_part(done, trees, name, styles, anchors):
    root = trees[name]
    rels = trees.get(name.replace("word/", "word/_rels/") + ".rels")
    ids = set() if rels is None else {r.get("Id") for r in rels}
    for element in root.iter():
        kind, value = local(element), element.get(W + "val")
        if kind in ("pStyle", "rStyle", "tblStyle"):
            of = {"p": "paragraph", "r": "character", "t": "table"}[kind[0]]
            need((of, value) in styles, f"no style {value} of kind {of}")
        if element.get(R + "id"):
            need(element.get(R + "id") in ids, f"{name}: no relation {element.get(R + 'id')}")
        if kind == "bookmarkStart":
            done.marks.append(element.get(W + "name"))
        if kind == "hyperlink" and element.get(W + "anchor"):
            anchors.append(element.get(W + "anchor"))
        if kind in ("tc", "footnote", "body"):
            last = [local(child) for child in element if local(child) != "sectPr"][-1]
            need(last == "p", f"<{kind}> ends in <{last}>")
        if kind == "tbl":
            columns = len(element.find(W + "tblGrid"))
            need(columns < 64, f"{columns} columns")
            for row in element.findall(W + "tr"):
                spans = [int(c.find(f"{W}tcPr/{W}gridSpan").get(W + "val"))
                         if c.find(f"{W}tcPr/{W}gridSpan") is not None else 1 for c in row.findall(W + "tc")]
                need(spans and sum(spans) <= columns, f"a row of {sum(spans)} squares in {columns} columns")
    starts = [e.get(W + "id") for e in root.iter(W + "bookmarkStart")]
    need(starts == [e.get(W + "id") for e in root.iter(W + "bookmarkEnd")] and len(starts) == len(set(starts)),
         "bookmarks that do not end")


def docx_words(p, feet, done=None):
    text, label = "", False
    for run in p.iter(W + "r"):
        style = run.find(f"{W}rPr/{W}rStyle")
        style = "" if style is None else style.get(W + "val")
        words = "".join(e.text or "" if local(e) == "t" else "\n" if local(e) == "br" else "" for e in run)
        if style == "SourcePageWords" and done:
            done.pages.append(words.strip(" |"))
        elif style != "Made":
            text += words
        label |= style == "SpeakerWords"
        for note in run.iter(W + "footnoteReference"):
            text += "\0" + "\n".join(docx_words(q, {})[0] for q in feet[note.get(W + "id")].iter(W + "p")) + "\0"
    return text, label


def docx_paragraph(done, p, feet):
    style = p.find(f"{W}pPr/{W}pStyle")
    style = "" if style is None else style.get(W + "val").removesuffix("Doubt")
    text, label = docx_words(p, feet, done)
    if style == "SourcePage":
        done.pages.append(text.strip("|"))
    if style.startswith("Heading"):
        done.headings.append((int(style[7:]), "".join(t.text or "" for t in p.iter(W + "t"))))
    done.labels += style == "Speaker" or label
    if style or text:  # what only parts two tables is no paragraph
        done.paragraphs.append((style, text))


# ---- odt ----

ODT_IDS = {"Text_20_body": "BodyText", "Quotations": "Quotation", "Table_20_Contents": "TableText",
           "List_20_Contents": "ItemMore"}


def odt(path):
    parts, trees = parts_of(path)
    with zipfile.ZipFile(path) as archive:
        first = archive.infolist()[0]
    need((first.filename, first.compress_type) == ("mimetype", 0)
         and parts["mimetype"] == b"application/vnd.oasis.opendocument.text", "mimetype is not first, or packed")
    listed = {e.get(k) for e in trees["META-INF/manifest.xml"] for k in e.keys() if k.endswith("full-path")}
    need(listed - {"/"} == set(parts) - {"mimetype", "META-INF/manifest.xml"}, "the manifest is not the archive")
    root = trees["content.xml"]
    named = {(s.get(S + "family"), s.get(S + "name")) for t in (root, trees["styles.xml"]) for s in t.iter(S + "style")}
    parents = {s.get(S + "name"): s.get(S + "parent-style-name") for s in root.iter(S + "style")}
    done = Document()
    done.marks = [e.get(T + "name") for e in root.iter(T + "bookmark")]
    need(len(done.marks) == len(set(done.marks)), "a bookmark twice")
    for element in root.iter():
        family = {"p": "paragraph", "h": "paragraph", "span": "text", "a": "text"}.get(local(element))
        style = element.get(T + "style-name")
        need(not family or (family, style) in named, f"no style {style} of kind {family}")
        link = element.get(LINK, "")
        need(not link.startswith("#") or link[1:] in done.marks, f"a link to nothing: {link}")
        if local(element) == "table":
            squares = {sum(int(c.get(B + "number-columns-repeated", 1)) for c in row) for row in element.findall(B + "table-row")}
            columns = int(element.find(B + "table-column").get(B + "number-columns-repeated"))
            need(max(squares) <= columns, f"rows of {squares} squares in {columns} columns")
    body = [e for e in root.iter() if local(e) == "body"][0]
    done.notes = sum(1 for _ in body.iter(T + "note"))
    need([n.find(T + "note-citation").text for n in body.iter(T + "note")] == [str(n + 1) for n in range(done.notes)],
         "notes are not numbered")
    odt_walk(done, body, parents)
    return done


def odt_walk(done, element, parents):
    for child in element:
        if child.tag not in (T + "p", T + "h"):
            odt_walk(done, child, parents)
            continue
        style = child.get(T + "style-name")
        style = parents.get(style) or style
        style = ODT_IDS.get(style, style.replace("_20_", ""))
        text, label = odt_words(child, done)
        if style == "SourcePage":
            done.pages.append(text.strip("|"))
        if child.tag == T + "h":
            need(style == "Heading" + child.get(T + "outline-level"), f"a heading in style {style}")
            done.headings.append((int(style[7:]), "".join(without_notes(child))))
        done.labels += style == "Speaker" or label
        done.paragraphs.append((style, text))


def without_notes(element):
    yield element.text or ""
    for child in element:
        if child.tag != T + "note":
            yield from without_notes(child)
        yield child.tail or ""


def odt_words(element, done):
    style, text, label = element.get(T + "style-name"), element.text or "", False
    if element.tag == T + "span" and style == "SourcePageWords":
        done.pages.append(text.strip(" |"))
        return "", False
    if element.tag == T + "span" and style == "Made":
        return "", False
    if element.tag == T + "note":
        return "\0" + "\n".join(odt_words(p, done)[0] for p in element.find(T + "note-body").iter(T + "p")) + "\0", False
    if element.tag == T + "line-break":
        return "\n", False
    for child in element:
        words, inner = odt_words(child, done)
        text += words + (child.tail or "")
        label |= inner
    return text, label or style == "SpeakerWords"
