#!/usr/bin/env python3
# mutants.t: damaged TEI files are judged as jing judges them, and the first error is at the same tag
#
# A short run of tests/validate/mutants.py, which makes thousands when it is called by hand. It needs jing
# and ../shared; without them this is told as skipped.
import shutil
import sys

import laws

sys.path.insert(0, str(laws.ROOT / "tests/validate"))
import mutants  # noqa: E402
import validators  # noqa: E402

SCHEMA = laws.SHARED / "schemas/tei_all_4.12.0.rng"
tap = laws.Tap()


def try_mutants(count, seed):
    """Makes mutants: all verdicts and all places must agree."""
    comparison, words = mutants.run(SCHEMA.resolve(), n=count, seed=seed, pieces=36, size=16)
    for line in words.splitlines() + mutants.figures(comparison):
        tap.note(line)
    tap.ok("ended with" not in words, f"{count} mutants: teivalidate ends well", words)
    tap.ok(not comparison.verdicts, f"{count} mutants: the verdicts are jing's",
           "\n".join(told for _, told in comparison.verdicts))
    tap.ok(not comparison.places, f"{count} mutants: the first errors are at the same tags",
           "\n".join(told for _, told in comparison.places))
    tap.ok(comparison.count["same tag"] > count // 3, f"{count} mutants: enough of them are invalid",
           "\n".join(mutants.figures(comparison)))


if not shutil.which("jing"):
    tap.skip("mutants", "jing is not installed (tools/deps check)")
elif not SCHEMA.exists() or not validators.tei_archive():
    tap.skip("mutants", "no folder ../shared with schemas and perf here")
else:
    try_mutants(40 if laws.WRAP else 300, seed=7)
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
