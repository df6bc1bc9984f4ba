#!/usr/bin/env python3
"""adversarial.py: schemas and documents on which engines blow up or err

    tests/validate/adversarial.py [--engine=native|libxml2|jing] [--timeout=60] [--jing-timeout=30]
                                  [--grow=10000,100000] [FOLDER]

Each NAMEnumber.xml of FOLDER (../shared/schemas/adversarial) is judged with NAME.rng, or with tei_all 4.12.0
where it is TEI, and the verdict compared with jing's, where jing manages. Families of which it is known how
they are made get documents of the sizes --grow, too (0: none). Printed are the seconds of the
processor (of user and system, the best of three where it is quick; without what the smallest
document of the family takes, which is the loading of the schema), the memory at its highest (what is below
that of this script cannot be told), and the growth:
the time at the larger size over that at the smaller, and in parentheses the ratio of the sizes. A growth far
above that ratio is worse than linear.

Exit status: 0 all verdicts agree and nothing was too slow, 1 otherwise, 2 nothing could be tried.
"""

import argparse
import collections
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

import validators

FOLDER = validators.SCHEMAS / "adversarial"
TEI = validators.SCHEMAS / "tei_all_4.12.0.rng"
QUICK = 1.0  # seconds below which a run is repeated
SMALL = 0.004  # seconds below which a time says nothing on growth

HEADER = ("<teiHeader><fileDesc><titleStmt><title>x</title></titleStmt><publicationStmt><p>x</p>"
          "</publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>")
# How the documents of a family are made, by their size.
MADE = {
    "amb": lambda n: "<r>" + "<a>" * n + "<a/><z/>" + "</a>" * n + "</r>",
    "deep": lambda n: f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><body>' + "<div>" * n
    + "<p/>" + "</div>" * n + "</body></text></TEI>",
    "il": lambda n: "<r>" + "<a/>" * (n - 1) + "<e3/></r>",
    "il2": lambda n: "<r>" + "<a/><b/>" * n + "</r>",
    "il3": lambda n: "<r>" + '<a y="1"/><b/>' * n + "</r>",
    "nd": lambda n: "<r>" + "<a/>" * n + "</r>",
}


class Run:
    """One process that judged one document: its verdict in words, seconds and MB."""

    def __init__(self, status, seconds, megabytes, told):
        self.seconds, self.megabytes, self.told = seconds, megabytes, told
        self.verdict = {0: "valid", 1: "invalid", 2: "trouble", None: "too slow"}.get(status, f"died ({status})")


def measure(words, timeout):
    """Runs a command once, with the resources that it took; killed when the time is up."""
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT,
                                   start_new_session=True)
        late = threading.Event()

        def stop():
            late.set()
            os.killpg(process.pid, signal.SIGKILL)

        timer = threading.Timer(timeout, stop)
        timer.start()
        _, wait_status, usage = os.wait4(process.pid, 0)
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(wait_status)
        out.seek(0)
        told = out.read(20000).decode("utf-8", "replace")
    status = None if late.is_set() else process.returncode
    return Run(status, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, told)


def judge(engine, schema, document, timeout):
    """The best of three runs, or the only one if it is slow."""
    words = validators.command(engine, schema) + [str(document)]
    best = measure(words, timeout)
    for _ in range(2 if best.seconds < QUICK and engine != "jing" else 0):
        again = measure(words, timeout)
        best = min(best, again, key=lambda r: r.seconds)
    if engine == "jing" and "StackOverflowError" in best.told:
        best.verdict = "trouble"
    return best


def families(folder):
    """{(name, schema): [(size, path), …]}, small ones first."""
    found = collections.defaultdict(list)
    for path in folder.glob("*.xml"):
        name, number = re.fullmatch(r"(.*?)(\d*)", path.stem).groups()
        schema = folder / f"{name.rstrip('_')}.rng"
        if not schema.exists() and b"http://www.tei-c.org/ns/1.0" in path.read_bytes()[:2000]:
            schema = TEI
        found[name, schema].append((int(number or 0), path))
    return {key: sorted(found[key]) for key in sorted(found)}


def grow(name, documents, sizes, folder):
    """The documents of a family, and those that are made of the sizes asked for and not there."""
    name = name.rstrip("_")
    there = {size for size, _ in documents}
    for size in sizes if name in MADE else []:
        if size and size not in there:
            path = folder / f"{name}-{size}.xml"
            path.write_text(MADE[name](size))
            documents.append((size, path))
    return sorted(documents)


def growth(sizes, seconds):
    """The growth between the two largest sizes whose times say something."""
    told = [(n, s) for n, s in zip(sizes, seconds) if s >= SMALL]
    if len(told) < 2:
        return "too quick to tell"
    (n1, s1), (n2, s2) = told[-2:]
    return f"{s2 / s1:.1f} ({n2 / n1:.1f} the size)"


def told_memory(run, floor):
    """What a run took at its highest; a process inherits the figure of the one that began it."""
    return f"{run.megabytes:7.0f} MB" if run.megabytes > floor + 1 else f" < {floor:4.0f} MB"


def try_family(name, schema, documents, engine, limits):
    """Prints the rows of one family; gives whether all is well."""
    well, times = True, []
    base, floor = None, measure(["true"], 10).megabytes
    for size, path in documents:
        ours = judge(engine, schema, path, limits[0])
        theirs = judge("jing", schema, path, limits[1]) if limits[1] else None
        base = base or ours.seconds
        times.append(max(0.0, ours.seconds - base))
        same = not theirs or theirs.verdict not in ("valid", "invalid") or theirs.verdict == ours.verdict
        well &= same and ours.verdict in ("valid", "invalid")
        print(f"{path.name:20} {ours.verdict:9} {'jing: ' + theirs.verdict if theirs else '':15} "
              f"{'' if same else 'DIFFERS ':8}{ours.seconds:8.3f} s {told_memory(ours, floor)}")
        if ours.verdict not in ("valid", "invalid"):
            print("    " + (ours.told.strip().splitlines() or ["no words"])[0][:300])
    print(f"{name.rstrip('_')} with {schema.name}: loading {base:.3f} s, growth "
          f"{growth([n for n, _ in documents], times)}\n")
    return well


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", default=FOLDER, type=Path)
    parser.add_argument("--engine", choices=validators.ENGINES, default="native")
    parser.add_argument("--timeout", type=float, default=60, help="seconds of a run")
    parser.add_argument("--jing-timeout", type=float, default=30, help="the same for jing; 0: without jing")
    parser.add_argument("--grow", default="10000,100000", help="sizes of documents that are made")
    arguments = parser.parse_args()
    why = validators.missing(arguments.engine)
    if why or not arguments.folder.is_dir():
        print(why or f"no folder {os.path.relpath(arguments.folder)}", file=sys.stderr)
        return 2
    limits = (arguments.timeout, 0 if validators.missing("jing") else arguments.jing_timeout)
    if not limits[1]:
        print("verdicts are not compared: without jing\n")
    well, sizes = True, [int(n) for n in arguments.grow.split(",")]
    with validators.Scratch() as scratch:
        for (name, schema), documents in families(arguments.folder.absolute()).items():
            if not schema.exists():
                print(f"{name}: no schema for it\n")
                well = False
                continue
            documents = grow(name, documents, sizes, scratch)
            well &= try_family(name, schema, documents, arguments.engine, limits)
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
