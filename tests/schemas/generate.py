#!/usr/bin/env python3
# generate.py: writes random documents that a RELAX NG schema accepts
#
#     generate.py SCHEMA FOLDER COUNT SEED
#
# Walks the patterns of the schema and takes, wherever there is a choice, the alternative that this
# element has had least often, chance deciding between equals, or one on the way to an element that
# never had some alternative; so a few hundred documents have everything in every place. Too deep
# inside, the shortest way out is taken. Values are made from the datatypes and the regular
# expressions of the schema. The same seed gives the same documents.

import os
import random
import sys
from xml.sax.saxutils import escape, quoteattr

import rng
from samples import Samples

DEPTH = 9        # elements inside each other, before the shortest way out is taken
SIZE = 400       # elements in a document, before the same


class Generator:
    def __init__(self, grammar, seed):
        self.grammar = grammar
        self.random = random.Random(seed)
        self.samples = Samples(self.random)
        self.taken = {}       # (element, choice): how often which alternative
        self.items = {}       # pattern of a choice: its alternatives
        self.heights = self.all_heights()
        self.choices = {key: self.all_choices(p, key) for key, p in grammar.content.items()}
        self.elements_in = {}  # alternative: keys of the elements in it
        self.children = {key: [a[2] for a in grammar.atoms(grammar.content[key])
                               if a[0] == "element"] for key in grammar.reachable()}
        self.parents = {}
        for key, children in self.children.items():
            for child in children:
                self.parents.setdefault(child, []).append(key)

    def all_heights(self):
        """For every element the depth of the smallest tree it can be."""
        heights = {key: float("inf") for key in self.grammar.content}
        changed = True
        while changed:
            changed = False
            for key in self.grammar.reachable():
                height = 1 + self.height(self.grammar.content[key], heights)
                if height < heights[key]:
                    heights[key], changed = height, True
        return heights

    def height(self, pattern, heights):
        p = self.grammar.resolve(pattern)
        if p[0] == "choice":
            return min(self.height(a, heights) for a in p[1:])
        if p[0] == "group":
            return max(self.height(a, heights) for a in p[1:])
        if p[0] == "oneOrMore":
            return self.height(p[1], heights)
        if p[0] == "element":
            return heights[p[2]]
        return float("inf") if p[0] == "notAllowed" else 0

    def document(self):
        self.samples.start_document()
        self.ways = self.all_ways()
        self.elements = 0
        self.depth = 0
        attributes, content = [], []
        self.walk(self.grammar.start, None, attributes, content)
        return '<?xml version="1.0" encoding="UTF-8"?>\n' + "".join(content) + "\n"

    def walk(self, pattern, key, attributes, content):
        p = self.grammar.resolve(pattern)
        kind = p[0]
        if kind == "group":
            for part in p[1:]:
                self.walk(part, key, attributes, content)
        elif kind == "choice":
            self.walk(self.choose(p, key), key, attributes, content)
        elif kind == "oneOrMore":
            for _ in range(self.times(p[1], key)):
                self.walk(p[1], key, attributes, content)
        elif kind == "text":
            content.append(escape(self.samples.text()))
        elif kind == "attribute":
            attributes.append(f" {p[1]}={quoteattr(self.value(p[2], (key, p[1])))}")
        elif kind == "element":
            content.append(self.element(p))

    def element(self, p):
        self.elements += 1
        self.depth += 1
        attributes, content = [], []
        self.walk(self.grammar.content[p[2]], p[2], attributes, content)
        self.depth -= 1
        if self.depth == 0:
            attributes.insert(0, ' xmlns="http://www.tei-c.org/ns/1.0"')
        inside = "".join(content)
        start = p[1] + "".join(attributes)
        return f"<{start}>{inside}</{p[1]}>" if inside else f"<{start}/>"

    def is_over(self):
        return self.depth > DEPTH or self.elements > SIZE

    def times(self, repeated, key):
        """How often to repeat: more often where something has never been taken."""
        if self.is_over():
            return 1
        new = self.untaken(self.grammar.resolve(repeated), key)
        if new:
            return min(new, 12)
        return self.random.choice((1, 1, 2, 3))

    def choose(self, p, key):
        items = self.alternatives(p)
        if self.is_over():
            low = min(self.height(a, self.heights) for a in items)
            items = [a for a in items if self.height(a, self.heights) == low]
            if rng.EMPTY in items:
                return rng.EMPTY
        taken = self.taken.setdefault((key, id(p)), {})
        least = min(taken.get(id(a), 0) for a in items)
        best = [a for a in items if taken.get(id(a), 0) == least]
        if least and self.random.random() < 0.75:
            ways = [self.way(a) for a in items]
            best = [a for a, way in zip(items, ways) if way == min(ways)]
        item = self.random.choice(best)
        taken[id(item)] = taken.get(id(item), 0) + 1
        return item

    def untaken(self, p, key):
        """How many alternatives of a choice an element has never had."""
        if p[0] != "choice":
            return 0
        return len(self.alternatives(p)) - len(self.taken.get((key, id(p)), ()))

    def all_ways(self):
        """For every element how far below it there is one that never had some alternative."""
        ways = {key: 0 for key in self.children
                if any(self.untaken(c, owner) for c, owner in self.choices[key])}
        reached = list(ways)
        for key in reached:
            for parent in self.parents.get(key, ()):
                if parent not in ways:
                    ways[parent] = ways[key] + 1
                    reached.append(parent)
        return ways

    def way(self, item):
        """The same for an alternative: the nearest of the elements it may begin or contain."""
        if id(item) not in self.elements_in:
            atoms = self.grammar.atoms(item)
            self.elements_in[id(item)] = (item, [a[2] for a in atoms if a[0] == "element"])
        return min((self.ways.get(key, 99) for key in self.elements_in[id(item)][1]), default=99)

    def all_choices(self, pattern, owner):
        """The choices inside an element and its attributes, without those inside its children; each
        with the owner under which choose() knows it."""
        p = self.grammar.resolve(pattern)
        if p[0] == "attribute":
            return self.all_choices(p[2], (owner, p[1]))
        if p[0] == "choice":
            inside = self.alternatives(p)
            return [(p, owner)] + [c for a in inside for c in self.all_choices(a, owner)]
        return [c for a in self.grammar.parts(p) for c in self.all_choices(a, owner)]

    def alternatives(self, p):
        """What a choice offers in the end, classes of elements taken apart; always the same objects
        in the same order. The pattern is kept with them, so that its id stays its own."""
        if id(p) not in self.items:
            found, todo = [], sorted(rng.alternatives(p), key=repr)
            while todo:
                item = todo.pop(0)
                inside = self.grammar.resolve(item)
                if inside[0] == "choice":
                    todo += sorted(rng.alternatives(inside), key=repr)
                elif item not in found:
                    found.append(item)
            self.items[id(p)] = (p, found)
        return self.items[id(p)][1]

    def value(self, pattern, key):
        p = self.grammar.resolve(pattern)
        kind = p[0]
        if kind == "choice":
            return self.value(self.choose(p, key), key)
        if kind == "list":
            return self.value(p[1], key)
        if kind == "oneOrMore":
            words = [self.value(p[1], key) for _ in range(self.random.choice((1, 1, 2)))]
            return " ".join(words)
        if kind == "value":
            return p[2]
        if kind == "data":
            return self.samples.data(p[1], dict(p[2]))
        if kind == "text":
            return self.samples.text()
        raise ValueError(f"{kind} in an attribute")


def main():
    if len(sys.argv) != 5:
        print("usage: generate.py SCHEMA FOLDER COUNT SEED", file=sys.stderr)
        return 2
    folder, count = sys.argv[2], int(sys.argv[3])
    generator = Generator(rng.Grammar(sys.argv[1]), int(sys.argv[4]))
    os.makedirs(folder, exist_ok=True)
    for number in range(1, count + 1):
        with open(os.path.join(folder, f"{number:05}.xml"), "w", encoding="utf-8") as file:
            file.write(generator.document())
    return 0


if __name__ == "__main__":
    sys.exit(main())
