# judges.py: other people's validators, for the tests of this folder

import re
import shutil
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "laws"))
import laws  # noqa: E402

OURS = Path("schemas/transcript.rng")
TEI_ALL = sorted((laws.SHARED / "schemas").glob("tei_all_*.rng"))
TOLD = re.compile(r"(.*?):\d+:\d+: (?:fatal|error|warning)")


def jing(schema, files):
    """The files that jing finds fault with, each with what it says."""
    done = subprocess.run(["jing", str(schema), *map(str, files)], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True, encoding="utf-8", timeout=1200)
    faults = {}
    for line in done.stdout.splitlines():
        found = TOLD.match(line)
        faults.setdefault(Path(found[1]).resolve() if found else schema, []).append(line)
    if done.returncode != (1 if faults else 0):
        faults.setdefault(schema, []).append(f"jing: status {done.returncode}\n{done.stdout[:500]}")
    return faults


def xmllint(schema, files):
    """The files that libxml2 does not accept, each with what it says."""
    done = subprocess.run(["xmllint", "--noout", "--relaxng", str(schema), *map(str, files)],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          encoding="utf-8", timeout=1200)
    lines = done.stdout.splitlines()
    accepted = {line.removesuffix(" validates") for line in lines if line.endswith(" validates")}
    return {f.resolve(): [line for line in lines if line.startswith(f"{f}:")][:5]
            for f in files if str(f) not in accepted}


JUDGES = {"jing": jing, "xmllint": xmllint}


def lacking(tap, program, what):
    """Says that `what` is skipped when the program is not there."""
    if shutil.which(program):
        return False
    tap.skip(what, f"{program} is not installed (tools/deps check)")
    return True


def accepted(tap, judge, schema, files, what):
    """One test: the judge accepts all the files."""
    faults = JUDGES[judge](schema, files)
    lines = [line for told in faults.values() for line in told] or [str(f) for f in faults]
    tap.ok(not faults, f"{what}: accepted by {judge} with {Path(schema).name}", "\n".join(lines[:8]))


def accepted_by_all(tap, files, what):
    """jing and libxml2 accept the files with our schema, and jing with TEI's of every release."""
    for judge in JUDGES:
        if not lacking(tap, judge, f"{what}: accepted by {judge}"):
            accepted(tap, judge, OURS, files, what)
    if not TEI_ALL:
        tap.skip(f"{what}: accepted by tei_all", "no folder ../shared/schemas here")
    elif shutil.which("jing"):
        for schema in TEI_ALL:
            accepted(tap, "jing", schema, files, what)


def end(tap):
    print(f"1..{tap.number}")
    sys.exit(1 if tap.failed else 0)
