#!/usr/bin/env python3
# jobs.t: many processes say what one says, in the same order
import subprocess
import sys
from pathlib import Path

import laws

tap = laws.Tap()


def validate(*args):
    done = subprocess.run([*laws.WRAP, str(laws.BIN / "teivalidate"), *args], capture_output=True,
                          timeout=laws.TIMEOUT)
    return done.returncode, done.stdout, done.stderr


FILES = [str(p) for p in sorted(Path("tests/validate/messages").glob("*.xml"))][:60]
FILES += ["samples/negotiation.xml", "no-such-file.xml"] + FILES[:5]
one = validate("-s", "transcript", "--max-errors=2", *FILES)
tap.ok(one[0] == 2 and one[1].count(b"error:") > 60, "one process finds mistakes, and a missing file")
for jobs in ("2", "7", "1000"):
    many = validate("-s", "transcript", "--max-errors=2", "-j", jobs, *FILES)
    tap.ok(many == one, f"-j {jobs}: the same status, and the same words in the same order")
status, _, said = validate("-j", "0", FILES[0])
tap.ok(status == 2 and b"-j takes a number" in said, "-j 0 is told")
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
