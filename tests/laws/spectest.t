#!/usr/bin/env python3
# spectest.t: the test suite of RELAX NG comes out as it must, in XML and in compact syntax
#
# The suite is ../shared/schemas/spectest.xml; trang converts it for the compact syntax. Without them
# this is told as skipped.
import shutil
import sys

import laws

sys.path.insert(0, str(laws.ROOT / "tests/validate"))
import spectest  # noqa: E402

# What the suite has: it is read as a whole.
TOTALS = {"correct schemas accepted": 172, "incorrect schemas refused": 213,
          "valid documents right": 289, "invalid documents right": 291}
SUITE = laws.SHARED / "schemas/spectest.xml"
tap = laws.Tap()


def try_suite(title, rnc):
    """One run of the suite: each of its figures is a test."""
    verdicts = spectest.run(SUITE, "native", rnc)
    wrong = [f"{v.case}: {line}" for v in verdicts for line in v.wrong]
    left_out = [f"{v.case}: {v.unconverted}" for v in verdicts if v.unconverted]
    for what, (right, total) in spectest.count(verdicts).items():
        expected = 0 if rnc and what.startswith("incorrect") else TOTALS[what]
        if expected:
            tap.ok(right == total == expected, f"{title}: {what}: {expected}",
                   f"right {right} of {total}, wanted {expected}\n" + "\n".join(wrong))
    tap.ok(not wrong, f"{title}: nothing is wrong", "\n".join(wrong))
    if rnc:
        tap.ok(not left_out, f"{title}: trang converts all", "\n".join(left_out))


if not SUITE.exists():
    tap.skip("test suite of RELAX NG", "no folder ../shared/schemas here")
else:
    try_suite("XML syntax", rnc=False)
    if shutil.which("trang"):
        try_suite("compact syntax", rnc=True)
    else:
        tap.skip("test suite in compact syntax", "trang is not installed (tools/deps check)")
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
