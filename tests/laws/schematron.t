#!/usr/bin/env python3
# schematron.t: constraints say what Saxon and xmllint say, and the table of docs/schematron.md is true
#
# Saxon is Debian's libsaxonhe-java; the schemas and documents are those of ../shared. What is not there is told as
# skipped. tests/schematron/agree.py compares more of it.
import sys
import tarfile
import tempfile
from pathlib import Path

import laws

sys.path.insert(0, str(laws.ROOT / "tests/schematron"))
import agree  # noqa: E402
import reference  # noqa: E402
import table  # noqa: E402
import xpath  # noqa: E402

SCHEMAS = laws.SHARED / "schemas"
PLAYS = laws.SHARED / "perf/tei.tar.gz"
tap = laws.Tap()


def agrees(title, schema, documents=(), n_random=0, ids=1):
    """Findings are the same, and there are enough of them to mean something."""
    said = []
    same, bad, _, met, _ = agree.agree(str(schema), documents, n_random, said.append)
    tap.ok(bad == 0 and same > 0 and len(met) >= ids, f"{title}: {same} findings are Saxon's",
           f"{bad} differ, {len(met)} ids met of at least {ids}\n" + "\n".join(said))


def plays(folder, n):
    with tarfile.open(PLAYS) as archive:
        members = [m for m in archive if m.isfile() and Path(m.name).name.startswith(("ger-", "fre-", "rus-"))]
        for member in members[:: max(1, len(members) // n)]:
            path = Path(folder) / Path(member.name).name
            path.write_bytes(archive.extractfile(member).read())
            yield str(path)


told = []
alike, different = xpath.compare(150, 7, told.append)
tap.ok(different == 0 and alike > 100, f"{alike} invented expressions of XPath 1.0 are xmllint's", "\n".join(told))
if not SCHEMAS.exists():
    tap.skip("Schematron of tei_all and DraCor", "no folder ../shared/schemas here")
else:
    for name, title in table.WHICH:
        left = table.unchecked(name)
        tap.ok(not left, f"{name}: every constraint is checked", "\n".join(left))
    page = Path(table.PAGE).read_text(encoding="utf-8")
    tap.ok(table.table() in page, "the table of docs/schematron.md is true",
           "tests/schematron/table.py --write makes it anew")
    if not reference.saxon():
        tap.skip("agreement with Saxon", "Saxon or java is not installed (libsaxonhe-java)")
    else:
        agrees("tei_all 4.12, random documents", SCHEMAS / "tei_all_4.12.0.rng", n_random=80, ids=45)
        agrees("tei_all 3.6, random documents", SCHEMAS / "tei_all_3.6.0.rng", n_random=30, ids=30)
        agrees("DraCor, random documents", SCHEMAS / "dracor_1.6.0.sch", n_random=80, ids=33)
        if PLAYS.exists():
            with tempfile.TemporaryDirectory() as folder:
                agrees("DraCor, plays", SCHEMAS / "dracor_1.6.0.sch", list(plays(folder, 8)), ids=5)
        else:
            tap.skip("DraCor, plays", "no folder ../shared/perf here")
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
