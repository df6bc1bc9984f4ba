#!/usr/bin/env python3
# growth.t: four times the speeches take derived formats about four times the time
#
# Three shapes that have made stylesheets quadratic: all speeches side by side in one division; divisions and
# loose blocks in turn; many headed divisions. What libxslt does to a step as sibling::*[1][…], a pattern that
# ends in *[…], or a key with many nodes to a value is seen here. Processor time of the larger document by that of
# the smaller: 4 is linear, 16 quadratic, and 9 is where it fails.
import os
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import laws
from laws import Failure

SMALL, LARGE, MOST = 1000, 4000, 9.0
FORMATS = ("html text markdown latex epub csv jsonl people spoken-text network dracor parlamint parlamint-meta vrt"
           " webvtt").split()
HEAD = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:lang="en"><teiHeader><fileDesc><titleStmt><title>Growth</title>
</titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc><profileDesc><particDesc>
<listPerson>%s</listPerson></particDesc></profileDesc></teiHeader><text><timeline unit="s"><when xml:id="t0"/>
<when xml:id="t1" interval="1" since="#t0"/></timeline><body>"""
PEOPLE = "".join(f'<person xml:id="p{n}"><persName>Speaker {n}</persName></person>' for n in range(7))


def speech(n):
    return (f'<sp xml:id="sp-{n}" n="{n}" who="#p{n % 7}"><speaker>Speaker {n % 7}.</speaker>'
            f'<p>He says <stage>aside</stage> that “it” goes on.</p></sp>\n')


SHAPES = {
    "side by side": lambda n: '<div><note type="time" synch="#t1">0:01</note>' + "".join(map(speech, range(n))) + "</div>",
    "between divisions": lambda n: '<div><note type="time" synch="#t1">0:01</note></div>' + "".join(
        f"<p>Loose.</p><div>{speech(i)}</div><head>Head</head>{speech(-1 - i)}" for i in range(n // 2)),
    "in divisions": lambda n: '<div><note type="time" synch="#t1">0:01</note></div>' + "".join(
        f"<div><head>Head</head>{speech(i)}</div>" for i in range(n)),
}


def took(form, path, runs=1):
    """Processor seconds, the least of some runs."""
    least = 1e9
    for _ in range(runs):
        before = os.times()
        done = laws.run("teitransform", form, path, wrap=False)
        after = os.times()
        if done.status:
            raise Failure(f"{form}: {done.told()}")
        least = min(least, after.children_user + after.children_system - before.children_user - before.children_system)
    return least


def grows(form):
    """What is quick at the larger size needs no other; what seems to fail is measured again."""
    failed = []
    for name, (small, large) in documents.items():
        for runs in (1, 3):
            large_takes = took(form, large, runs)
            if large_takes < 0.4:
                break
            small_takes = took(form, small, runs)
            if large_takes < MOST * small_takes:
                break
        else:
            failed.append(f"{name}: {small_takes:.2f} s for {SMALL} speeches, {large_takes:.2f} s for {LARGE}")
    if failed:
        raise Failure("; ".join(failed))


documents = {}
for shape, body in SHAPES.items():
    pair = []
    for n in (SMALL, LARGE):
        made = laws.work / f"{shape.replace(' ', '-')}-{n}.xml"
        made.write_text(HEAD % PEOPLE + body(n) + "</body></text></TEI>", encoding="utf-8")
        pair.append(made)
    documents[shape] = pair
tap = laws.Tap()
if os.environ.get("WRAP"):
    tap.skip("time grows as documents do", "a wrapped program's time says nothing")
else:
    for one in FORMATS:
        tap.attempt(one, grows, one)
tap.end()
