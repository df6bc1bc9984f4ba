#!/usr/bin/env python3
# generated.t: random documents that have everything in every place, and all validators accept them
#
#     DOCUMENTS   how many (120)
#     SEED        of which chance (1)
import os
import re
import xml.etree.ElementTree as ET

import judges
import rng
from generate import Generator

laws = judges.laws
tap = laws.Tap()
DOCUMENTS = int(os.environ.get("DOCUMENTS", "120"))
SEED = int(os.environ.get("SEED", "1"))


def generate():
    generator = Generator(rng.Grammar(judges.OURS), SEED)
    files = []
    for number in range(1, DOCUMENTS + 1):
        files.append(laws.work / f"{number:05}.xml")
        files[-1].write_text(generator.document(), encoding="utf-8")
    return generator.grammar, files


def wanted_places(grammar):
    """Every child in every parent, every attribute on every element, every word of a closed list."""
    places = set()
    for key in grammar.reachable():
        parent = grammar.names[key]
        for atom in grammar.atoms(grammar.content[key]):
            if atom[0] == "element":
                places.add(f"{parent}/{atom[1]}")
            elif atom[0] == "text":
                places.add(f"{parent}/text()")
            elif atom[0] == "attribute":
                places.add(f"{parent}/@{atom[1]}")
                places |= {f"{parent}/@{atom[1]}={value[2]}" for value in grammar.atoms(atom[2])
                           if value[0] == "value"}
    return places


def found_places(files):
    places = set()
    for file in files:
        for node in ET.parse(file).getroot().iter():
            parent = node.tag.split("}")[1]
            if node.text or any(child.tail for child in node):
                places.add(f"{parent}/text()")
            places |= {f"{parent}/{child.tag.split('}')[1]}" for child in node}
            for name, value in node.attrib.items():
                name = re.sub(r"\{.*\}", "xml:", name)
                places |= {f"{parent}/@{name}", f"{parent}/@{name}={value}"}
    return places


grammar, files = generate()
size = sum(file.stat().st_size for file in files)
tap.note(f"{len(files)} documents of seed {SEED}, {size / 1e6:.1f} MB")
missing = wanted_places(grammar) - found_places(files)
tap.ok(not missing, f"they have each of {len(wanted_places(grammar))} things in its place",
       "\n".join(sorted(missing)))
judges.accepted_by_all(tap, files, f"{len(files)} documents")
judges.end(tap)
