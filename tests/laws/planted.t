#!/usr/bin/env python3
# planted.t: mistakes of each kind that are put into real TEI files are found, and nothing else is
#
# A short run of tests/validate/planted.py, which takes more places when it is called by hand. It needs
# ../shared/perf; without it this is told as skipped.
import sys

import laws

sys.path.insert(0, str(laws.ROOT / "tests/validate"))
import planted  # noqa: E402
import validators  # noqa: E402

tap = laws.Tap()
PLACES = 3


def try_kinds():
    outcome = planted.run(places=1 if laws.WRAP else PLACES, seed=11, size=300)
    for name, (n, missed, alarms) in outcome.items():
        tap.ok(n > 0 and not missed and not alarms, f"{name}: found in {n} files, without alarms",
               "\n".join([f"missed {m}" for m in missed] + alarms))
    tap.ok(len(outcome) >= 30, f"{len(outcome)} kinds of mistakes")


if not validators.tei_archive():
    tap.skip("planted", "no folder ../shared with perf here")
else:
    try_kinds()
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
