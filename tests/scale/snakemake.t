#!/usr/bin/env python3
"""snakemake.t: tools/scale/Snakefile by the real Snakemake, killed in the middle and begun again; TAP

`make scale` runs it.
"""

import atexit
import os
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import scale  # noqa: E402
from scale import TEIBATCH, TOOLS, Failure, Tap, show, wait_for, work  # noqa: E402

missing = scale.absent("snakemake")
if missing:
    scale.skip_all("no snakemake here (make deps scale)")

DOCUMENTS, TURNS, SHARDS = 1000, 100, 6
place = work / "place"
place.mkdir()
os.environ["XDG_CACHE_HOME"] = str(place / "cache")
running = []


def begin(*more, sources=None):
    run = subprocess.Popen(
        ["snakemake", "-s", str(TOOLS / "Snakefile"), "--cores", "2", "--rerun-incomplete", "--nolock", *more,
         "--config", "out=results", f"shards={SHARDS}", f"teibatch={TEIBATCH}",
         *([f"sources={sources}"] if sources else [])],
        cwd=place, stdin=subprocess.DEVNULL, stdout=open(place / "said", "ab"), stderr=subprocess.STDOUT,
        start_new_session=True)
    running.append(run)
    return run


def stop_all():
    for run in running:
        if run.poll() is None:
            scale.kill(scale.below(run.pid))
            run.wait()


def killed(dump, expected):
    out = place / "results"
    run = begin(sources=dump)
    wait_for("parts in the middle", lambda: out.exists() and scale.lines_written(out) > DOCUMENTS // 4, 200,
             lambda: run.poll() is None)
    before = scale.lines_written(out)
    stop_all()
    tap.note(f"killed when {before} of {DOCUMENTS} documents were done")
    began = time.monotonic()
    if begin(sources=dump).wait(400):
        raise Failure(show(place / "said", 30))
    tap.note(f"the rest took {time.monotonic() - began:.0f} s")
    scale.compare(expected, out, DOCUMENTS)
    if not any("done before" in p.read_text() for p in (out / "log").glob("part-*.log")):
        raise Failure("no part was gone on with")


def nothing_to_do(dump):
    if begin(sources=dump).wait(100) or "Nothing to be done" not in show(place / "said", 8):
        raise Failure(show(place / "said"))


def missing_part(dump):
    """A result that went away is told, and no manifest says that all is well."""
    out = place / "results"
    victim = next(iter(sorted(out.rglob("*.xml"))))
    victim.unlink()
    if not begin("--forcerun", "merge", sources=dump).wait(100) or "a result is not there" not in show(place / "said", 60):
        raise Failure(show(place / "said"))
    if (out / "manifest.jsonl").exists():
        raise Failure("there is a manifest")


def no_sources():
    if not begin().wait(60) or "name the sources" not in show(place / "said"):
        raise Failure(show(place / "said"))


atexit.register(stop_all)
tap = Tap()
dump = scale.make_dump(DOCUMENTS, TURNS)
expected = scale.alone(dump)
tap.attempt("killed in the middle: complete, unique, the same bytes", killed, dump, expected)
tap.attempt("begun again when all is done: nothing to do", nothing_to_do, dump)
tap.attempt("what is missing is told", missing_part, dump)
tap.attempt("without sources it says so", no_sources)
tap.end()
