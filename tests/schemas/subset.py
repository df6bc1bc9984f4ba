# subset.py: proves that what one grammar accepts another accepts too, as far as structure goes
#
# For each element of ours that a document may have, its content and attributes are followed through
# the element of the same name in theirs, by derivatives of both patterns (J. Clark, "An algorithm
# for RELAX NG validation"): every step that ours allows theirs must allow, and wherever ours may
# end theirs may end. Elements are named alike everywhere in tei_all, so this is a proof by
# induction over the tree. What it does not look at is the text inside attributes: that is left to
# the generator and to jing, except that a value spelt out in ours must not be absent from a closed
# list of theirs.

import rng


class Walker:
    """The derivatives of one grammar's patterns."""

    def __init__(self, grammar):
        self.grammar = grammar
        self.memo = {}

    def nullable(self, p):
        kind = p[0]
        if kind in ("empty", "text"):
            return True
        if kind == "choice":
            return any(self.nullable(a) for a in p[1:])
        if kind == "group":
            return all(self.nullable(a) for a in p[1:])
        if kind == "oneOrMore":
            return self.nullable(p[1])
        if kind == "ref":
            return self.remember("nullable", p, lambda q: self.nullable(q))
        return False

    def remember(self, what, p, function):
        key = (what, p)
        if key not in self.memo:
            self.memo[key] = function(self.grammar.resolve(p))
        return self.memo[key]

    def after(self, event, p):
        """What remains of p when an attribute ("@", name), a child ("<", name) or text has come."""
        kind = p[0]
        if kind == "ref":
            return self.remember(event, p, lambda q: self.after(event, q))
        if kind == "choice":
            return rng.choice(self.after(event, p[1]), self.after(event, p[2]))
        if kind == "oneOrMore":
            return rng.group(self.after(event, p[1]), rng.choice(p, rng.EMPTY))
        if kind == "group":
            return self.after_in_group(event, p)
        if kind == "text":
            return rng.TEXT if event == "text" else rng.NONE
        if kind == "element":
            return rng.EMPTY if event == ("<", p[1]) else rng.NONE
        if kind == "attribute":
            return rng.EMPTY if event == ("@", p[1]) else rng.NONE
        if kind in ("data", "value", "list"):
            return rng.EMPTY if event == "text" else rng.NONE
        return rng.NONE

    def after_in_group(self, event, p):
        first = rng.group(self.after(event, p[1]), p[2])
        if event[0] == "@":  # attributes come in any order
            return rng.choice(first, rng.group(p[1], self.after(event, p[2])))
        if self.nullable(p[1]):
            return rng.choice(first, self.after(event, p[2]))
        return first

    def closed(self, p):
        """p when the start tag has ended: attributes that have not come will not."""
        kind = p[0]
        if kind == "attribute":
            return rng.NONE
        if kind == "ref":
            if not self.attributes(p):
                return p
            return self.remember("closed", p, lambda q: self.closed(q))
        if kind == "choice":
            return rng.choice(self.closed(p[1]), self.closed(p[2]))
        if kind == "group":
            return rng.group(self.closed(p[1]), self.closed(p[2]))
        if kind == "oneOrMore":
            return rng.one_or_more(self.closed(p[1]))
        return p

    def attributes(self, p):
        return self.events(p, "attribute", "@")

    def events(self, p, kind, sign):
        if p[0] == "ref":
            return self.remember(sign, p, lambda q: self.events(q, kind, sign))
        if p[0] == kind:
            return frozenset([(sign, p[1])])
        if p[0] in ("text", "data", "value", "list") and kind == "element":
            return frozenset(["text"])
        if p[0] in ("choice", "group", "oneOrMore"):
            return frozenset().union(*(self.events(a, kind, sign) for a in p[1:]))
        return frozenset()

    def optional_attributes(self, p):
        """Attributes that may come or not whatever else comes: name → value pattern; and p
        without them."""
        q = self.grammar.resolve(p)
        if q[0] == "group":
            found, first = self.optional_attributes(q[1])
            more, second = self.optional_attributes(q[2])
            return {**found, **more}, rng.group(first, second)
        if q[0] == "choice" and rng.EMPTY in q[1:]:
            other = self.grammar.resolve(q[1] if q[2] == rng.EMPTY else q[2])
            if other[0] == "attribute" and other[1] is not None:
                return {other[1]: other[2]}, rng.EMPTY
        return {}, p


def put_back(p, attributes):
    for name, value in attributes.items():
        p = rng.group(rng.choice(("attribute", name, value), rng.EMPTY), p)
    return p


def counterexample(ours, a, theirs, b):
    """A sequence of events that pattern a allows and b does not; None when there is none."""
    free_a, a = ours.optional_attributes(a)
    free_b, b = theirs.optional_attributes(b)
    a = put_back(a, {n: v for n, v in free_a.items() if n not in free_b})
    left = {name for _, name in ours.attributes(a)}
    b = put_back(b, {n: v for n, v in free_b.items() if n in left})
    path = follow(ours, a, theirs, b, ours.attributes)
    if path is not None:
        return path
    return follow(ours, ours.closed(a), theirs, theirs.closed(b),
                  lambda p: ours.events(p, "element", "<"))


def follow(ours, a, theirs, b, events):
    """As counterexample, for one kind of event."""
    seen, todo = {(a, b)}, [(a, b, ())]
    while todo:
        a, b, path = todo.pop(0)
        if ours.nullable(ours.closed(a)) and not theirs.nullable(theirs.closed(b)):
            return path + ("end",)
        for event in sorted(events(a), key=str):
            next_a, next_b = ours.after(event, a), theirs.after(event, b)
            if next_a == rng.NONE or (next_a, next_b) in seen:
                continue
            if next_b == rng.NONE:
                return path + (event,)
            seen.add((next_a, next_b))
            todo.append((next_a, next_b, path + (event,)))
    return None


def closed_list(grammar, value):
    """The set of words that an attribute may have, None when it is not a closed list."""
    words = set()
    for atom in grammar.atoms(value):
        if atom[0] == "value":
            words.add(atom[2])
        elif atom[0] == "data":
            return None
    return words


def misfits(ours, theirs):
    """What ours allows and theirs does not, as sentences. Both are grammars."""
    walk_ours, walk_theirs = Walker(ours), Walker(theirs)
    by_name = {}
    for key in theirs.reachable():
        by_name.setdefault(theirs.names[key], []).append(key)
    found = []
    for key in ours.reachable():
        name = ours.names[key]
        if len(by_name.get(name, ())) != 1:
            found.append(f"<{name}>: {len(by_name.get(name, ()))} elements of this name")
            continue
        a, b = ours.content[key], theirs.content[by_name[name][0]]
        path = counterexample(walk_ours, a, walk_theirs, b)
        if path is not None:
            found.append(f"<{name}> in {ours.home[key]}: " + " ".join(map(spell, path)))
        found += value_misfits(ours, a, theirs, b, name)
    return found


def value_misfits(ours, a, theirs, b, name):
    lists = {x[1]: closed_list(theirs, x[2]) for x in theirs.atoms(b) if x[0] == "attribute"}
    for atom in ours.atoms(a):
        if atom[0] != "attribute" or not lists.get(atom[1]):
            continue
        words = closed_list(ours, atom[2])
        if words is None or not words <= lists[atom[1]]:
            yield f"<{name} {atom[1]}>: not in {sorted(lists[atom[1]])}"


def spell(event):
    if isinstance(event, str):
        return event
    return f"<{event[1]}>" if event[0] == "<" else f"@{event[1]}"
