#!/usr/bin/env python3
# negatives.t: what is no transcript is converted without a speech, and is valid
import re
import sys
from pathlib import Path

import laws

SCHEMA = "schemas/transcript.rng"


def no_speech(document):
    tei = laws.output("teiconvert", document)
    found = re.findall(rb"<(?:sp|u)[ >].*?</(?:sp|u)>", tei, re.DOTALL)
    if found:
        first = " ".join(found[0].decode("utf-8").split())[:200]
        raise laws.Failure(f"{len(found)} speeches, and none was expected; the first:\n{first}")
    path = laws.work / (document.name + ".xml")
    path.write_bytes(tei)
    judged = laws.run("teivalidate", path)
    if judged.status != 0:
        raise laws.Failure(f"not valid by {SCHEMA}:\n{judged.out.decode()}{judged.told()}")


tap = laws.Tap()
tap.each("no speech", no_speech, sorted(Path("tests/negatives").glob("*.txt")))
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
