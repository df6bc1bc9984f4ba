#!/usr/bin/env python3
# zoo.t: no document of the zoo is told apart worse than it was
#
# The measures of each are kept in tests/zoo/floor.tsv; a document fails when one of them falls by
# more than 0.02 below. FLOOR=write writes the file anew, for a change that is meant.
import os
import sys
from pathlib import Path

import laws

sys.path.insert(0, "tests/accuracy")
import score

ZOO = Path("tests/zoo")
FLOOR = ZOO / "floor.tsv"
MEASURES = ("F1", "who", "extent")
SLACK = 0.02


def animals():
    """The documents of the zoo: what stands beside a list of speeches."""
    for gold in sorted(ZOO.glob("*.gold.tsv")):
        stem = gold.name.removesuffix(".gold.tsv")
        yield stem, next(p for p in ZOO.glob(stem + ".*") if p != gold), gold


def floors():
    rows = (line.split("\t") for line in FLOOR.read_text().splitlines()[1:])
    return {row[0]: dict(zip(MEASURES, map(float, row[1:]))) for row in rows}


def judge(tap, stem, got, floor):
    """One test: the document has a floor and stands on it."""
    if floor is None:
        tap.ok(False, stem, f"{FLOOR} has no row for it; run with FLOOR=write")
        return
    fallen = [f"{m} is {got[m]:.3f}, and was {floor[m]:.3f}" for m in MEASURES
              if got[m] < floor[m] - SLACK]
    tap.ok(not fallen, stem, "\n".join(fallen))


def table(tap, results):
    tap.note(f"{'':24} speeches found    F1   who extent")
    for stem, got in results.items():
        tap.note(f"{stem:24} {got['speeches']:8} {got['found']:5} "
                 + " ".join(f"{got[m]:5.3f}" for m in MEASURES))
    mean = {m: sum(got[m] for got in results.values()) / len(results) for m in MEASURES}
    tap.note(f"{'mean':24} {'':14} " + " ".join(f"{mean[m]:5.3f}" for m in MEASURES))


def write_floor(results):
    with FLOOR.open("w") as f:
        print("document", *MEASURES, sep="\t", file=f)
        for stem, got in results.items():
            print(stem, *(f"{got[m]:.3f}" for m in MEASURES), sep="\t", file=f)


def main():
    tap = laws.Tap()
    results = {}

    def convert(stem, document, gold):
        results[stem] = score.measure(laws.output("teiconvert", document), gold)

    for animal in animals():
        tap.attempt(f"{animal[0]} is converted", convert, *animal)
    table(tap, results)
    if os.environ.get("FLOOR") == "write":
        write_floor(results)
    floor = floors()
    for stem, got in results.items():
        judge(tap, stem, got, floor.get(stem))
    for stem in sorted(set(floor) - set(results)):
        tap.ok(False, stem, f"{FLOOR} has a row for it, but it was not measured")
    print(f"1..{tap.number}")
    sys.exit(1 if tap.failed else 0)


main()
