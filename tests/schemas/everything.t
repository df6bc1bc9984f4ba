#!/usr/bin/env python3
# everything.t: everything.xml has every element and every attribute of the schema, and all accept it
import xml.etree.ElementTree as ET

import judges
import rng

laws = judges.laws
tap = laws.Tap()
EVERYTHING = judges.HERE / "everything.xml"


def complete():
    grammar = rng.Grammar(judges.OURS)
    wanted = set()
    for key in grammar.reachable():
        name = grammar.names[key]
        wanted |= {(name,)}
        wanted |= {(name, a[1]) for a in grammar.atoms(grammar.content[key]) if a[0] == "attribute"}
    found = set()
    for node in ET.parse(EVERYTHING).getroot().iter():
        name = node.tag.split("}")[1]
        found |= {(name,)} | {(name, a.replace(f"{{{rng.XML_NS}}}", "xml:")) for a in node.attrib}
    if wanted - found:
        raise laws.Failure("\n".join("/@".join(pair) for pair in sorted(wanted - found)))
    tap.note(f"{sum(len(w) == 1 for w in wanted)} elements, "
             f"{sum(len(w) == 2 for w in wanted)} pairs of an element and an attribute")


tap.attempt("has every element, and every attribute of each", complete)
judges.accepted_by_all(tap, [EVERYTHING], "everything.xml")
judges.end(tap)
