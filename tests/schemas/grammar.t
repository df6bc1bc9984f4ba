#!/usr/bin/env python3
# grammar.t: transcript.rng is documented throughout, has nothing idle, and compiles fast everywhere
import re
import subprocess
import xml.etree.ElementTree as ET

import judges
import rng

laws = judges.laws
tap = laws.Tap()
root = ET.parse(judges.OURS).getroot()
grammar = rng.Grammar(judges.OURS)


def documented(node):
    note = node.find(rng.NOTES)
    return note is not None and (note.text or "").strip().endswith((".", ":"))


def every_part_is_documented():
    """Elements, attributes, named patterns. A pattern that is just an element or an attribute is
    documented there."""
    for node in root.iter():
        kind = node.tag.removeprefix(rng.RNG)
        if kind in ("element", "attribute") and not documented(node):
            raise laws.Failure(f"{kind} {node.get('name')} has no documentation")
        inside = [child.tag.removeprefix(rng.RNG) for child in node]
        if kind == "define" and not documented(node) and inside not in (["element"], ["attribute"]):
            raise laws.Failure(f"define {node.get('name')} has no documentation")


def every_part_is_used():
    used, todo = set(), [grammar.start]
    while todo:
        p = todo.pop()
        if p[0] == "ref" and p[1] not in used:
            used.add(p[1])
            todo.append(grammar.defines[p[1]])
        elif p[0] == "element":
            todo.append(grammar.content[p[2]])
        elif p[0] == "attribute":
            todo.append(p[2])
        elif p[0] != "ref":
            todo += grammar.parts(p)
    idle = set(grammar.defines) - used
    if idle:
        raise laws.Failure(f"never used: {sorted(idle)}")


def no_interleave():
    found = {node.tag for node in root.iter()} & {rng.RNG + "interleave", rng.RNG + "mixed"}
    if found:
        raise laws.Failure("libxml2 is weak with interleave and mixed")


def one_element_a_name():
    names = [grammar.names[key] for key in grammar.reachable()]
    twice = {name for name in names if names.count(name) > 1}
    if twice:
        raise laws.Failure(f"elements with more than one definition: {sorted(twice)}")


def compiles_in_libxml2():
    """The best of five runs, since machines are busy."""
    times = []
    for _ in range(5):
        done = subprocess.run(["xmllint", "--noout", "--timing", "--relaxng", str(judges.OURS),
                               str(judges.HERE / "everything.xml")],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        found = re.search(r"Compiling the schemas took (\d+) ms", done.stdout)
        if done.returncode or not found:
            raise laws.Failure(done.stdout[:500])
        times.append(int(found[1]))
    tap.note(f"libxml2 compiles the schema in {min(times)} ms")
    if min(times) >= 500:
        raise laws.Failure(f"{min(times)} ms; less than 500 was promised")


def compiles_in_trang():
    out = laws.work / "transcript.rnc"
    done = subprocess.run(["trang", str(judges.OURS), str(out)], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    if done.returncode or done.stdout:
        raise laws.Failure(done.stdout)


tap.attempt("every element, attribute and pattern is documented", every_part_is_documented)
tap.attempt("every pattern is used", every_part_is_used)
tap.attempt("no interleave", no_interleave)
tap.attempt("one element a name", one_element_a_name)
if not judges.lacking(tap, "xmllint", "compiles in libxml2 in under 0.5 s"):
    tap.attempt("compiles in libxml2 in under 0.5 s", compiles_in_libxml2)
if not judges.lacking(tap, "trang", "compiles in trang"):
    tap.attempt("compiles in trang", compiles_in_trang)
judges.end(tap)
