#!/usr/bin/env python3
# office.t: docx and odt in word processors and readers of others; TAP
#
# `make office` runs it: LibreOffice is too heavy for `make check`. LibreOffice opens each file, and what it keeps of
# it (text, notes, headings, bookmarks) is compared with what we wrote, so do its pages; Pandoc and python-docx read
# them; the schema of OpenDocument that comes with Emacs judges the odt. OFFICE=all tries all texts of the corpus.
import collections
import glob
import runpy
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "laws"))
sys.path.append("/usr/lib/python3/dist-packages")
import laws
import office
from laws import Failure, output

law = runpy.run_path(str(Path(__file__).resolve().parents[1] / "laws" / "office.t"), run_name="law")
letters = law["letters"]
folder = laws.work / "files"
folder.mkdir()
SCHEMA = sorted(glob.glob("/usr/share/emacs/*/etc/schema/OpenDocument-schema-v1.3.rnc"))
tap = laws.Tap()


def kept(path):
    """Text with its notes, headings and bookmarks of an odt that LibreOffice wrote."""
    root = office.parts_of_any(path)["content.xml"]
    body = next(e for e in root.iter() if office.local(e) == "body")
    headings = [(int(h.get(office.T + "outline-level")), letters("".join(office.without_notes(h))))
                for h in body.iter(office.T + "h")]
    marks = {e.get(office.T + "name") for e in body.iter() if office.local(e) in ("bookmark", "bookmark-start")}
    for citation in body.iter(office.T + "note-citation"):
        citation.text = ""
    return letters("".join(body.itertext())), headings, marks, sum(1 for _ in body.iter(office.T + "note"))


def convert(form, to):
    goal = laws.work / f"{form}-{to}"
    done = subprocess.run(["soffice", f"-env:UserInstallation=file://{laws.work}/profile", "--headless", "--convert-to", to,
                           "--outdir", str(goal), *map(str, sorted(folder.glob(f"*.{form}")))],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=1800)
    if done.returncode:
        raise Failure(done.stdout.decode("utf-8", "replace")[-500:])
    return goal


def opened(case):
    form, path = case
    ours = getattr(office, form)(folder / f"{path}.{form}")
    text, headings, marks, notes = kept(laws.work / f"{form}-odt" / f"{path}.odt")
    wanted = letters("".join(f"{t}" for t in whole(folder / f"{path}.{form}")))
    laws.same(f"{form}: text", wanted.encode(), text.encode())
    if [(level, letters(h)) for level, h in ours.headings] != headings:
        raise Failure(f"{form}: headings {headings[:4]}, not {ours.headings[:4]}")
    if notes != ours.notes or not set(ours.marks) <= marks:
        raise Failure(f"{form}: {notes} notes of {ours.notes}, bookmarks lost: {sorted(set(ours.marks) - marks)[:4]}")


def whole(path):
    """All text of our file, with what is ours: pages and headings, notes where they are called."""
    trees = office.parts_of(path)[1]
    if path.suffix == ".odt":
        body = next(e for e in trees["content.xml"].iter() if office.local(e) == "body")
        for citation in body.iter(office.T + "note-citation"):
            citation.text = ""
        yield from body.itertext()
        return
    feet = {n.get(office.W + "id"): n for n in trees.get("word/footnotes.xml", [])}
    for e in trees["word/document.xml"].iter():
        if e.tag == office.W + "t":
            yield e.text or ""
        elif e.tag == office.W + "footnoteReference":
            yield from (t.text or "" for t in feet[e.get(office.W + "id")].iter(office.W + "t"))


def pages(case):
    form, path = case
    done = subprocess.run(["pdftotext", "-raw", str(laws.work / f"{form}-pdf" / f"{path}.pdf"), "-"], stdout=subprocess.PIPE, check=True)
    count = lambda text: sum(c.isascii() and c.isalnum() for c in text)
    wanted, there = count("".join(whole(folder / f"{path}.{form}"))), count(done.stdout.decode("utf-8", "replace"))
    if there < 0.97 * wanted:
        raise Failure(f"{there} letters on the pages, {wanted} in the file")


def pandoc(case):
    form, path = case
    done = subprocess.run(["pandoc", "-f", form, "-t", "plain", "--wrap=none", str(folder / f"{path}.{form}")],
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    # Pandoc takes title, author and date out of the text, and numbers the notes.
    ours = getattr(office, form)(folder / f"{path}.{form}")
    wanted = collections.Counter(c for c in letters(ours.text(office_titles)) if not c.isdigit())
    there = collections.Counter(letters(done.stdout.decode("utf-8", "replace")))
    if done.returncode or wanted - there:
        raise Failure(f"{form}: lost {dict(wanted - there)} {done.stderr[:200]}")


office_titles = ("Title", "Subtitle", "Author", "Date", "SourcePage")


def python_docx(path):
    import docx
    document = docx.Document(str(folder / f"{path}.docx"))
    named = {p.style.name for p in document.paragraphs}
    if not named or "Title" not in named or document.core_properties.title.strip() == "":
        raise Failure(f"styles {named}")


def valid(path):
    parts = office.parts_of(folder / f"{path}.odt")[0]
    for name in ("content.xml", "styles.xml", "meta.xml"):
        one = laws.work / f"{path}-{name}"
        one.write_bytes(parts[name])
        done = laws.run("teivalidate", "--rules=none", "--no-config", f"--schema={SCHEMA[-1]}", one)
        if done.status:
            raise Failure(f"{name}: {done.out.decode('utf-8', 'replace')[:500]} {done.told()}")


names = []
for n, document in enumerate(law["documents"]()):
    names.append(f"{n:03}-{document.stem}"[:60].replace(".", "_"))
    for form in ("docx", "odt"):
        (folder / f"{names[-1]}.{form}").write_bytes(output("teitransform", form, document))
cases = [(form, name) for form in ("docx", "odt") for name in names]
if shutil.which("soffice"):
    for form in ("docx", "odt"):
        tap.attempt(f"LibreOffice opens {form}", convert, form, "odt")
        tap.attempt(f"LibreOffice sets pages of {form}", convert, form, "pdf")
    tap.each("LibreOffice keeps text, headings, notes and bookmarks", opened, cases)
    if shutil.which("pdftotext"):
        tap.each("the text is on the pages", pages, cases)
    else:
        tap.skip("the text is on the pages", "no pdftotext here")
else:
    tap.skip("LibreOffice", "no soffice here")
if shutil.which("pandoc"):
    tap.each("Pandoc reads the text", pandoc, cases)
else:
    tap.skip("Pandoc", "no pandoc here")
try:
    import docx  # noqa: F401
    tap.each("python-docx opens them", python_docx, names)
except ImportError:
    tap.skip("python-docx", "no docx for python3")
if SCHEMA:
    tap.each("valid by the schema of OpenDocument 1.3", valid, names)
else:
    tap.skip("the schema of OpenDocument", "no emacs-common here")
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
