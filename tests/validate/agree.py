#!/usr/bin/env python3
"""agree.py: do teivalidate and jing judge real TEI files alike, and how long does each take?

    tests/validate/agree.py [--engine=native|libxml2|jing] [--timeout=600] [--show=20] [SCHEMA...]

Every file of ../shared/perf/tei.tar.gz against each SCHEMA (a path, or a name in ../shared/schemas; all
that are usual there, if none is named): the verdicts compared file by file, and the seconds of each run
over all files. One run is timed at a time, each in one process, jing with its start.

Exit status: 0 all verdicts agree, 1 some do not, 2 nothing could be tried.
"""

import argparse
import collections
import sys
import tarfile

import validators

USUAL = ["tei_all_4.12.0", "tei_all_4.8.0", "tei_all_4.6.0", "tei_all_3.6.0", "dracor_1.6.0", "parla-clarin",
         "ParlaMint-TEI", "ParlaMint-TEI.ana", "ParlaMint-teiCorpus", "ParlaMint"]


def extract(folder):
    """Writes the files of the archive; gives their paths."""
    files = []
    with tarfile.open(validators.tei_archive()) as archive:
        for member in archive.getmembers():
            if member.isfile() and member.name.endswith(".xml"):
                path = folder / member.name.rsplit("/", 1)[-1]
                path.write_bytes(archive.extractfile(member).read())
                files.append(path)
    return sorted(files)


def kinds_of(paths):
    """How many files of each kind, the letters before the first '-'."""
    count = collections.Counter(p.name.split("-")[0] for p in paths)
    return ", ".join(f"{n} {kind}" for kind, n in sorted(count.items()))


def timed(engine, schema, files, timeout):
    """One process for all files; an engine that refused the schema or was too slow says so."""
    outcome = validators.run(engine, schema, files, timeout=timeout, keep=1, jobs=1)
    trouble = "the time was up" if outcome.timed_out else ""
    if not trouble and outcome.status not in (0, 1):
        trouble = f"ended with {outcome.status}: {' / '.join(outcome.strays[:3])[:300]}"
    return outcome, trouble


def compare(schema, files, engine, timeout, most):
    """Prints how two engines judge all files; gives whether they agree."""
    theirs, their_trouble = timed("jing", schema, files, timeout)
    ours, our_trouble = timed(engine, schema, files, timeout)
    differ = [f for f in files if theirs.valid(f) != ours.valid(f)]
    size = sum(f.stat().st_size for f in files) / 1e6
    print(f"{schema.name}: {len(files)} files, {size:.0f} MB: valid by jing "
          f"{sum(map(theirs.valid, files))}, verdicts agree {len(files) - len(differ)}; "
          f"seconds: jing {theirs.seconds:.1f}, {engine} {ours.seconds:.1f} "
          f"({size / max(ours.seconds, 0.01):.0f} MB/s)")
    for name, trouble in (("jing", their_trouble), (engine, our_trouble)):
        if trouble:
            print(f"  {name}: {trouble}")
    if differ:
        print(f"  differ: {kinds_of(differ)}")
    for path in differ[:most]:
        for name, outcome in (("jing", theirs), (engine, ours)):
            first = outcome.first(path)
            words = f"{first.line}:{first.column}: {first.message[:200]}" if first else "valid"
            print(f"  {path.name}: {name}: {words}")
    return not differ and not our_trouble


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("schemas", nargs="*", metavar="SCHEMA")
    parser.add_argument("--engine", choices=validators.ENGINES, default="native")
    parser.add_argument("--timeout", type=float, default=600, help="seconds that one run may take")
    parser.add_argument("--show", type=int, default=20, help="files that are shown where verdicts differ")
    arguments = parser.parse_args()
    why = validators.missing("jing") or validators.missing(arguments.engine)
    if why or not validators.tei_archive():
        print(why or "no folder ../shared/perf here", file=sys.stderr)
        return 2
    schemas = [validators.schema_path(name) for name in arguments.schemas or USUAL]
    with validators.Scratch() as folder:
        files = extract(folder)
        agree = [compare(s, files, arguments.engine, arguments.timeout, arguments.show) for s in schemas]
    return 0 if all(agree) else 1


if __name__ == "__main__":
    sys.exit(main())
