#!/usr/bin/env python3
# library.t: the program that docs/ shows to users of the library runs, and says what teivalidate says
import os
import subprocess
import sys
from pathlib import Path

import laws

EXAMPLE = laws.ROOT / os.environ.get("BUILD", "build") / "relaxng_example"
tap = laws.Tap()


def run(*args):
    done = subprocess.run([*laws.WRAP, str(EXAMPLE), *args], capture_output=True, timeout=laws.TIMEOUT)
    return done.returncode, done.stdout.decode()


if not EXAMPLE.exists():
    tap.skip("the example", f"{EXAMPLE.name} is not built (make check builds it)")
else:
    samples = [str(p) for p in sorted(Path("samples").glob("*.xml"))]
    status, said = run("schemas/transcript.rng", *samples)
    tap.ok(status == 0 and said.count(" is valid\n") == len(samples) > 0, "samples are valid", said)
    status, said = run("tests/validate/mini.rnc", "tests/validate/schema-element.in")
    tap.ok(status == 1 and "did you mean <speaker>?" in said, "a mistake is told", said)
    status, said = run("tests/validate/broken.rng", *samples)
    tap.ok(status == 2 and "nothing is defined" in said, "a broken schema is told", said)
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
