#!/usr/bin/env python3
# manual.py: writes the lists of elements, attributes and values into the manual page teischema(5)
#
#     tests/schemas/manual.py            brings docs/teischema.5 up to date
#
# The lists are the documentation inside transcript.rng; they stand between comments in the page that
# say where they begin and end. manual.t sees to it that the page is up to date.

import re
import sys
import xml.etree.ElementTree as ET

import judges
import rng

PAGE = judges.laws.ROOT / "docs" / "teischema.5"
COMMON = ("att.passage", "att.statement", "att.global")


def documentation(node):
    note = node.find(rng.NOTES)
    return "" if note is None else " ".join(note.text.split())


def roff(text):
    """Text as mdoc: a sentence a line, nothing taken for a macro."""
    text = text.replace("\\", "\\e")
    text = re.sub(r"[^\x00-\x7f]", lambda m: f"\\[u{ord(m[0]):04X}]", text)
    lines = re.sub(r"(?<=[a-z0-9)\"]\.) (?=[A-Za-z])", "\n", text).split("\n")
    return "\n".join(("\\&" + line) if line[:1] in (".", "'") else line for line in lines)


def name_of(node):
    """The name of an attribute or element, as a literal in mdoc."""
    return node.get("name").replace(".", "\\&.")


class Schema:
    def __init__(self):
        self.root = ET.parse(judges.OURS).getroot()
        self.grammar = rng.Grammar(judges.OURS)
        self.common = {c: self.attributes(self.grammar.defines[c]) for c in COMMON}

    def attributes(self, pattern):
        names = []
        for atom in self.grammar.atoms(pattern):
            if atom[0] == "attribute" and atom[1] not in names:
                names.append(atom[1])
        return names

    def own(self, element):
        """The attributes of an element beside the common ones, and which of these it has."""
        names = self.attributes(self.grammar.content[self.key(element)])
        for mark, common in zip("tsg", COMMON):
            if set(self.common[common]) <= set(names):
                return mark, [n for n in names if n not in self.common[common]]
        raise ValueError(f"{element} lacks the global attributes")

    def key(self, element):
        return next(key for key, name in self.grammar.names.items() if name == element)

    def elements(self):
        lines = []
        for place in [None, *self.root.findall(rng.RNG + "div")]:
            found = (self.root.findall(f"{rng.RNG}define/{rng.RNG}element") if place is None
                     else place.findall(f"{rng.RNG}define/{rng.RNG}element"))
            if not found:
                continue
            lines += [f".Ss {documentation(place)}" if place is not None else ".Ss The document"]
            lines += [".Bl -tag -width \"normalization\" -compact"]
            for node in found:
                mark, own = self.own(node.get("name"))
                told = f"({mark}" + "".join(f" {n}" for n in own) + ")"
                lines += [f".It Li {name_of(node)}", roff(documentation(node)), roff(told)]
            lines += [".El"]
        return "\n".join(lines)

    def attribute_list(self):
        told = {}
        for node in self.root.iter(rng.RNG + "attribute"):
            sentences = told.setdefault(name_of(node), [])
            if documentation(node) not in sentences:
                sentences.append(documentation(node))
        lines = [".Bl -tag -width \"notBefore\" -compact"]
        for name in sorted(told, key=str.lower):
            lines += [f".It Li {name}", "\n".join(map(roff, told[name]))]
        return "\n".join(lines + [".El"])

    def values(self):
        lines = [".Bl -tag -width \"versionNumber\" -compact"]
        for node in self.root.iter(rng.RNG + "define"):
            if node.get("name").startswith("teidata."):
                lines += [f".It Li {node.get('name').removeprefix('teidata.')}",
                          roff(documentation(node))]
        return "\n".join(lines + [".El"])


def up_to_date(page):
    """The text of the page with its lists as the schema has them."""
    schema = Schema()
    lists = {"elements": schema.elements, "attributes": schema.attribute_list,
             "values": schema.values}
    for what, make in lists.items():
        begin, end = f'.\\" {what}: begin\n', f'.\\" {what}: end\n'
        before, rest = page.split(begin)
        page = before + begin + make() + "\n" + end + rest.split(end)[1]
    return page


if __name__ == "__main__":
    PAGE.write_text(up_to_date(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    sys.exit(0)
