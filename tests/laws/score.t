#!/usr/bin/env python3
# score.t: every speech of the seed is found, with the right speaker and the right extent
import os
import re
import subprocess
import sys

import laws

SEED = laws.CORPUS / "seed" / "negotiations-1960.txt"
GOLD = SEED.with_suffix(".gold.tsv")
SCORE = laws.SHARED / "score" / "score.py"


def score():
    path = laws.work / "seed.xml"
    path.write_bytes(laws.output("teiconvert", SEED))
    done = subprocess.run([sys.executable, str(SCORE), str(path), str(GOLD)],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    found = dict(re.findall(r"(gold|pred|F1|who|extent) +([0-9.]+)", done.stdout))
    if done.returncode != 0 or len(found) != 5:
        raise laws.Failure(f"score.py: {done.stdout}")
    tap.note(done.stdout.strip())
    for figure in ("F1", "who", "extent"):
        if float(found[figure]) != 1.0:
            raise laws.Failure(f"{figure} is {found[figure]}: {done.stdout}")
    if found["gold"] != "24" or found["pred"] != "24":
        raise laws.Failure(f"24 speeches were expected: {done.stdout}")


tap = laws.Tap()
if all(os.path.exists(p) for p in (SEED, GOLD, SCORE)):
    tap.attempt("the seed's score", score)
else:
    tap.skip("the seed's score", "no ../shared/score or ../shared/corpus here")
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
