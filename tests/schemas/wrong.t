#!/usr/bin/env python3
# wrong.t: documents with one typical mistake each are rejected, and their right twins accepted
#
# A document of wrong/ says in a comment what its mistake is; the document of the same name in right/
# has it mended and nothing else changed.
import re

import judges

laws = judges.laws
tap = laws.Tap()
wrong = sorted((judges.HERE / "wrong").glob("*.xml"))
right = sorted((judges.HERE / "right").glob("*.xml"))

tap.ok(len(wrong) >= 30, f"{len(wrong)} mistakes")
tap.ok([p.name for p in wrong] == [p.name for p in right], "each has a right twin")
unnamed = [p.name for p in wrong if not re.search(r"<!-- Mistake: .*\. -->", p.read_text())]
tap.ok(not unnamed, "each says what its mistake is", "\n".join(unnamed))

for name, judge in judges.JUDGES.items():
    if judges.lacking(tap, name, f"mistakes are rejected by {name}"):
        continue
    faults = judge(judges.OURS, wrong)
    for path in wrong:
        tap.ok(path.resolve() in faults, f"{path.stem}: rejected by {name}")
judges.accepted_by_all(tap, right, "right twins")
judges.end(tap)
