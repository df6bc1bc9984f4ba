#!/usr/bin/env python3
# latex.t: what teitransform latex writes compiles, and the page says what the text says; TAP
#
# `make latex` runs it: TeX is too heavy for `make check`. LATEX=all tries the texts of the corpus too.
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "laws"))
import laws
from laws import Failure, output

folder = laws.work / "latex"
folder.mkdir()
NOT_LATIN = ("arabic", "chinese")


def letters(text):
    """ASCII letters and digits: fonts have ligatures and composed forms of others."""
    return "".join(c for c in text if c.isascii() and c.isalnum())


def compiles(case):
    engine, path = case
    name = f"{engine}-{path.parent.name}-{path.stem}"
    (folder / f"{name}.tex").write_bytes(output("teitransform", "latex", path))
    for _ in range(2):
        done = subprocess.run([engine, "-interaction=nonstopmode", "-halt-on-error", f"{name}.tex"], cwd=folder,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=600)
        if done.returncode != 0:
            told = done.stdout.decode("utf-8", "replace")
            raise Failure(told[told.find("\n!"):][:600])
    done = subprocess.run(["pdftotext", "-raw", f"{name}.pdf", "-"], cwd=folder, stdout=subprocess.PIPE, check=True)
    page = letters(done.stdout.decode("utf-8", "replace").replace("-\n", ""))
    root = ElementTree.parse(path).getroot()
    for p in root.iter("{http://www.tei-c.org/ns/1.0}l"):
        line = letters("".join(p.itertext()))
        if line not in page and not list(p):
            raise Failure(f"the pages lack the line {line!r}")
    wanted = sum(len(letters(t)) for t in root.find("{http://www.tei-c.org/ns/1.0}text").itertext())
    if len(page) < 0.97 * wanted:
        raise Failure(f"{len(page)} letters on the pages, {wanted} in the text")


tap = laws.Tap()
documents = sorted(Path("samples").glob("*.xml"))
documents += [Path("tests/transform") / f"{n}.in" for n in ("signs-markdown", "marks-html", "arabic-html", "chinese-html")]
if os.environ.get("LATEX") == "all":
    for text in laws.documents():
        done = laws.run("teiconvert", text)
        if done.out:
            path = folder / (str(text).replace("/", "_").replace(".", "_") + ".xml")
            path.write_bytes(done.out)
            documents.append(path)
for engine in ("pdflatex", "lualatex", "xelatex"):
    if shutil.which(engine) and shutil.which("pdftotext"):
        able = [d for d in documents if engine != "pdflatex" or d.parent.name != "latex" and not d.name.startswith(NOT_LATIN)]
        tap.each(engine, compiles, [(engine, d) for d in able])
    else:
        tap.skip(engine, f"no {engine} here, or no pdftotext")
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
