#!/usr/bin/env python3
# generated.t: random documents that have everything in every place, and all validators accept them
#
#     DOCUMENTS   how many (100), and up to three times as many until everything has come
#     SEED        of which chance (1)
import os
import re
import xml.etree.ElementTree as ET

import judges
import rng
from generate import Generator

laws = judges.laws
tap = laws.Tap()
DOCUMENTS = int(os.environ.get("DOCUMENTS", "100"))
SEED = int(os.environ.get("SEED", "1"))


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


def found_places(file):
    places = set()
    for node in ET.parse(file).getroot().iter():
        parent = node.tag.split("}")[1]
        if node.text or any(child.tail for child in node):
            places.add(f"{parent}/text()")
        places |= {f"{parent}/{child.tag.split('}')[1]}" for child in node}
        for name, value in node.attrib.items():
            name = re.sub(r"\{.*\}", "xml:", name)
            places |= {f"{parent}/@{name}", f"{parent}/@{name}={value}"}
    return places


grammar = rng.Grammar(judges.OURS)
generator = Generator(grammar, SEED)
wanted = wanted_places(grammar)
missing, files = set(wanted), []
while len(files) < DOCUMENTS or (missing and len(files) < 3 * DOCUMENTS):
    files.append(laws.work / f"{len(files) + 1:05}.xml")
    files[-1].write_text(generator.document(), encoding="utf-8")
    missing -= found_places(files[-1])

size = sum(file.stat().st_size for file in files)
tap.note(f"{len(files)} documents of seed {SEED}, {size / 1e6:.1f} MB")
tap.ok(not missing, f"they have each of {len(wanted)} things in its place",
       "\n".join(sorted(missing)))
judges.accepted_by_all(tap, files, f"{len(files)} documents")
judges.end(tap)
