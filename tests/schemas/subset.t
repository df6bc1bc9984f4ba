#!/usr/bin/env python3
# subset.t: whatever transcript.rng accepts, tei_all accepts: proved for its structure (subset.py)
import judges
import rng
import subset

laws = judges.laws
tap = laws.Tap()


def grammar(text):
    path = laws.work / "small.rng"
    path.write_text('<grammar xmlns="http://relaxng.org/ns/structure/1.0"><start><element name="a">'
                    + text + "</element></start></grammar>")
    return rng.Grammar(path)


def optional(*names):
    return "".join(f'<optional><attribute name="{n}"/></optional>' for n in names)


def child(name):
    return f'<element name="{name}"><empty/></element>'


# What the proof is worth: pairs of small grammars, and whether the first is a part of the second.
b, c = child("b"), child("c")
SMALL = (
    (b + c, f"<oneOrMore><choice>{b}{c}</choice></oneOrMore>", True),
    (f"<oneOrMore>{b}</oneOrMore>", f"<zeroOrMore>{b}</zeroOrMore>", True),
    (f"<zeroOrMore>{b}</zeroOrMore>", f"<oneOrMore>{b}</oneOrMore>", False),
    (c + b, b + c, False),
    (f"<choice>{b}{c}</choice>", b, False),
    ("<text/>", b, False),
    ("<empty/>", "<text/>", True),
    (f"<optional>{b}</optional>{c}", f"<zeroOrMore>{b}</zeroOrMore><optional>{c}</optional>", True),
    (optional("x"), optional("x", "y"), True),
    (optional("x", "z"), optional("x", "y"), False),
    (optional("x"), '<attribute name="x"/>', False),
    ('<attribute name="x"/>', optional("x"), True),
    (f'<choice><attribute name="x"/><attribute name="y"/></choice>{b}', optional("y", "x") + b, True),
    (optional("x", "y"), '<optional><choice><attribute name="x"/><attribute name="y"/></choice></optional>',
     False),
    ('<attribute name="x"><value>1</value></attribute>',
     '<attribute name="x"><choice><value>1</value><value>2</value></choice></attribute>', True),
    ('<attribute name="x"><value>3</value></attribute>',
     '<attribute name="x"><choice><value>1</value><value>2</value></choice></attribute>', False),
)

for number, (ours, theirs, is_part) in enumerate(SMALL, 1):
    found = subset.misfits(grammar(ours), grammar(theirs))
    tap.ok((not found) == is_part, f"the proof sees what is a part, pair {number}", "\n".join(found))

if not judges.TEI_ALL:
    tap.skip("a part of tei_all", "no folder ../shared/schemas here")
for schema in judges.TEI_ALL:
    found = subset.misfits(rng.Grammar(judges.OURS), rng.Grammar(schema))
    tap.ok(not found, f"a part of {schema.name}", "\n".join(found))
judges.end(tap)
