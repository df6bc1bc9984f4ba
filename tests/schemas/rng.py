# rng.py: reads a RELAX NG grammar (XML syntax) into patterns that the tests of this folder walk
#
# A pattern is a tuple whose first item is its kind:
#   ("empty",)  ("notAllowed",)  ("text",)
#   ("choice", a, b)  ("group", a, b)  ("oneOrMore", a)
#   ("ref", name)  ("list", a)
#   ("value", type, text)  ("data", type, ((param, text), …), except or None)
#   ("attribute", name, a)  ("element", name, key)
# Names are plain: every name of TEI is in one namespace, and names in that of xml: are written
# "xml:id". A name of None is a wildcard. The content of an element is grammar.content[key], so that
# patterns stay finite. Interleave is not read: neither our schema nor tei_all uses it.

import xml.etree.ElementTree as ET

RNG = "{http://relaxng.org/ns/structure/1.0}"
NOTES = "{http://relaxng.org/ns/compatibility/annotations/1.0}documentation"
XML_NS = "http://www.w3.org/XML/1998/namespace"

EMPTY = ("empty",)
NONE = ("notAllowed",)
TEXT = ("text",)


def choice(a, b):
    if a == NONE or a == b:
        return b
    if b == NONE:
        return a
    # Flat and without twins, so that equal sets of alternatives are equal patterns.
    items = sorted(alternatives(a) | alternatives(b), key=repr)
    pattern = items[-1]
    for item in reversed(items[:-1]):
        pattern = ("choice", item, pattern)
    return pattern


def alternatives(p):
    found = set()
    while p[0] == "choice":
        found.add(p[1])
        p = p[2]
    found.add(p)
    return found


def group(a, b):
    if NONE in (a, b):
        return NONE
    if a == EMPTY:
        return b
    if b == EMPTY:
        return a
    if a[0] == "group":
        return ("group", a[1], group(a[2], b))
    return ("group", a, b)


def one_or_more(a):
    return a if a in (EMPTY, NONE, TEXT) or a[0] == "oneOrMore" else ("oneOrMore", a)


class Grammar:
    def __init__(self, path):
        self.defines = {}    # name of a define: its pattern
        self.content = {}    # key of an element: its pattern
        self.names = {}      # key of an element: its name
        self.home = {}       # key of an element: the define it stands in
        self.start = NONE
        root = ET.parse(path).getroot()
        self.read_grammar(root, root.get("datatypeLibrary", ""))

    def read_grammar(self, node, library):
        for child in node:
            library_here = child.get("datatypeLibrary", library)
            if child.tag == RNG + "div":
                self.read_grammar(child, library_here)
            elif child.tag == RNG + "start":
                self.start = choice(self.start, self.read_all(child, "start"))
            elif child.tag == RNG + "define":
                name = child.get("name")
                if name in self.defines:
                    raise ValueError(f"two definitions of {name}")
                self.defines[name] = self.read_all(child, name)

    def read_all(self, node, home):
        pattern = EMPTY
        for child in node:
            if child.tag.startswith(RNG):
                pattern = group(pattern, self.read(child, home))
        return pattern

    def read_choice(self, node, home):
        pattern = NONE
        for child in node:
            if child.tag.startswith(RNG):
                pattern = choice(pattern, self.read(child, home))
        return pattern

    def read(self, node, home):
        kind = node.tag[len(RNG):]
        if kind in ("element", "attribute"):
            return self.read_named(kind, node, home)
        if kind in ("empty", "notAllowed", "text"):
            return (kind,)
        if kind == "ref":
            return ("ref", node.get("name"))
        if kind == "value":
            return ("value", node.get("type", "token"), node.text or "")
        if kind == "data":
            params = tuple((p.get("name"), p.text or "") for p in node.findall(RNG + "param"))
            but = node.find(RNG + "except")
            return ("data", node.get("type"), params,
                    None if but is None else self.read_choice(but, home))
        if kind == "choice":
            return self.read_choice(node, home)
        inside = self.read_all(node, home)
        if kind == "group":
            return inside
        if kind == "optional":
            return choice(inside, EMPTY)
        if kind == "oneOrMore":
            return one_or_more(inside)
        if kind == "zeroOrMore":
            return choice(one_or_more(inside), EMPTY)
        if kind == "mixed":
            raise ValueError("mixed is not read")
        if kind == "list":
            return ("list", inside)
        raise ValueError(f"{kind} is not read")

    def read_named(self, kind, node, home):
        children = [c for c in node if c.tag.startswith(RNG)]
        name = node.get("name")
        if name is None:
            name = self.read_name(children.pop(0))
        elif node.get("ns") == XML_NS:
            name = "xml:" + name
        body = ET.Element("body")
        body.extend(children)
        inside = self.read_all(body, home)
        if kind == "attribute":
            return ("attribute", name, inside if children else TEXT)
        key = len(self.content)
        self.content[key] = inside
        self.names[key] = name
        self.home[key] = home
        return ("element", name, key)

    @staticmethod
    def read_name(node):
        if node.tag == RNG + "name":
            return node.text.strip()
        return None

    def resolve(self, pattern):
        while pattern[0] == "ref":
            pattern = self.defines[pattern[1]]
        return pattern

    def parts(self, pattern):
        """The patterns directly inside one, within the same element or attribute."""
        pattern = self.resolve(pattern)
        if pattern[0] in ("choice", "group"):
            return pattern[1:]
        if pattern[0] in ("oneOrMore", "list"):
            return pattern[1:]
        return ()

    def atoms(self, pattern):
        """Every attribute, element, text, data and value that the pattern may begin or contain,
        without going into elements and attributes."""
        found, seen, todo = [], set(), [pattern]
        while todo:
            p = todo.pop()
            if p[0] == "ref":
                if p[1] in seen:
                    continue
                seen.add(p[1])
            inside = self.parts(p)
            if inside:
                todo.extend(reversed(inside))
            else:
                found.append(self.resolve(p))
        return found

    def reachable(self):
        """The keys of all elements that a document may have."""
        found, todo = [], [self.start]
        while todo:
            for atom in self.atoms(todo.pop()):
                if atom[0] == "element" and atom[2] not in found:
                    found.append(atom[2])
                    todo.append(self.content[atom[2]])
        return found
