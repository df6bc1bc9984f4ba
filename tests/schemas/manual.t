#!/usr/bin/env python3
# manual.t: teischema(5) lists the elements, attributes and values of transcript.rng, no more or less
import difflib
import re
import subprocess

import judges
import manual
import rng

laws = judges.laws
tap = laws.Tap()


def up_to_date():
    page = manual.PAGE.read_text(encoding="utf-8")
    wanted = manual.up_to_date(page)
    if page != wanted:
        changes = list(difflib.unified_diff(page.splitlines(), wanted.splitlines(), lineterm="", n=0))
        raise laws.Failure("run tests/schemas/manual.py\n" + "\n".join(changes[2:22]))


def names_all():
    """Counted again from the page itself, as a reader would."""
    page = manual.PAGE.read_text(encoding="utf-8")
    section = page.split('.\\" elements: begin\n')[1].split('.\\" elements: end\n')[0]
    listed = re.findall(r"^\.It Li (\S+)$", section, re.M)
    grammar = rng.Grammar(judges.OURS)
    elements = [grammar.names[key] for key in grammar.reachable()]
    if sorted(listed) != sorted(elements):
        raise laws.Failure(f"not both: {sorted(set(listed) ^ set(elements))}")


def lint():
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", str(manual.PAGE)],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode or done.stdout:
        raise laws.Failure(done.stdout)


tap.attempt("teischema(5) is up to date", up_to_date)
tap.attempt("teischema(5) lists every element", names_all)
if not judges.lacking(tap, "mandoc", "mandoc finds nothing to warn of"):
    tap.attempt("mandoc finds nothing to warn of", lint)
judges.end(tap)
