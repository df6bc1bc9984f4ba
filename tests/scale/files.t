#!/usr/bin/env python3
"""files.t: the scripts of tools/scale that need no engine: lines.sh and database.sh; the costs in docs/scale.md; TAP"""

import gzip
import json
import random
import shutil
import sqlite3
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import costs  # noqa: E402
import scale  # noqa: E402
from scale import TEIBATCH, TOOLS, Failure, Tap, call, work  # noqa: E402

SHARDS = 3
place = work / "place"
place.mkdir()


def lines(*arguments, **more):
    return call([TOOLS / "lines.sh", f"--teibatch={TEIBATCH}", *arguments], cwd=place, **more)


def answers(folder):
    found = {}
    for path in folder.glob("*.jsonl.gz"):
        for line in gzip.open(path):
            answer = json.loads(line)
            found[answer["id"]] = answer
    return found


def by_lines(dump, expected):
    """A file of the dump into a file of lines: the bytes of a run; done once; fetched by a command."""
    # What comes through a pipe has no name, and so its one folder stands in the ids.
    scale.run("teibatch", "-o", work / "piped", "--exit-zero", "-", given=dump.read_bytes())
    for out, settings, expected in (("plain", (), expected), ("fetched", ('--fetch=cat "$1"',), work / "piped")):
        status, said = lines(f"--out={out}", *settings, dump)
        if status:
            raise Failure(said)
        found = answers(place / out)
        texts = {o["text"].encode() for a in found.values() for o in a.get("outputs", ())}
        if texts != set(scale.results(expected).values()):
            raise Failure(f"{out}: {len(texts)} results, other than a run's")
        before = [(p, p.stat().st_mtime_ns) for p in (place / out).iterdir()]
        if lines(f"--out={out}", *settings, dump)[0] or before != [(p, p.stat().st_mtime_ns) for p in (place / out).iterdir()]:
            raise Failure("done twice")


def nothing_by_halves(dump):
    """Whatever fails in the pipe: no result, status 2, nothing left over."""
    cut = f"{place}/cut"
    Path(cut).write_text('#!/bin/sh\nhead -c 20000 "$1"; exit 3\n')
    Path(cut).chmod(0o755)
    for settings, options in (((f'--fetch={cut} "$1"',), ()), (("--fetch=false",), ()), (("--pack=false",), ()),
                              (("--teibatch=/nowhere/teibatch",), ()), ((), ("--to=no-such-format",))):
        status, said = lines("--out=halves", *settings, dump, *options)
        left = list((place / "halves").iterdir())
        if status != 2 or left or "nothing is kept" not in said:
            raise Failure(f"{settings}: status {status}, left {left}: {said}")
    status, said = lines("--out=halves", "absent.tar")
    if status != 2 or list((place / "halves").iterdir()):
        raise Failure(f"a source that is absent: status {status}: {said}")


def names():
    """Two sources of one name in two folders, and a name that shells read."""
    for folder in ("a", "b $x"):
        (place / folder).mkdir()
        (place / folder / "it's.txt").write_text(scale.talk(1, 3, random.Random(1)))
        if lines("--out=names", f"{folder}/it's.txt")[0]:
            raise Failure(folder)
    if len(list((place / "names").iterdir())) != 2:
        raise Failure("one file is in place of the other")


TABLES = ("SELECT id, status, title, language, turns, words, path, sha256 FROM documents ORDER BY id",
          "SELECT * FROM people ORDER BY document, id",
          "SELECT document, n, id, speaker, division, date, words, text, parted FROM speeches ORDER BY document, n",
          "SELECT s.document, s.n, k.person FROM speakers k JOIN speeches s USING (speech) ORDER BY 1, 2, 3",
          "SELECT s.document, s.n FROM speeches_fts f JOIN speeches s ON s.speech = f.rowid "
          "WHERE speeches_fts MATCH 'water' ORDER BY 1, 2")


def rows(path):
    with sqlite3.connect(path) as db:
        db.execute("INSERT INTO speeches_fts (speeches_fts) VALUES ('integrity-check')")
        return [db.execute(query).fetchall() for query in TABLES]


def database(dump):
    """The databases of parts in one: the rows of a run without parts; twice is once."""
    parts = []
    for i in range(1, SHARDS + 1):
        parts.append(place / f"it's {i}.db")
        scale.run("teibatch", "-o", place / "parts", "--exit-zero", f"--shard={i}/{SHARDS}", f"--sqlite={parts[-1]}", dump)
    scale.run("teibatch", "-o", place / "whole", "--exit-zero", f"--sqlite={place}/whole.db", dump)
    for _ in range(2):
        status, said = call([TOOLS / "database.sh", place / "corpus.db", *parts])
        if status:
            raise Failure(said)
        for query, a, b in zip(TABLES, rows(place / "whole.db"), rows(place / "corpus.db")):
            if a != b or not a:
                raise Failure(f"{len(a)} and {len(b)} rows, or others: {query}")
    sqlite3.connect(place / "other.db").execute("CREATE TABLE x (y)")
    for arguments, word in (([place / "c.db"], "name"), ([place / "c.db", place / "absent"], "cannot be read"),
                            ([place / "c.db", place / "other.db"], "another kind"),
                            ([place / "other.db", parts[0]], "another kind"), ([place / "c.db", dump], "database")):
        status, said = call([TOOLS / "database.sh", *arguments])
        if status != 2 or word not in said:
            raise Failure(f"{arguments}: status {status}: {said}")


def page():
    """The costs on the page are what its rates give."""
    told = costs.PAGE.read_text()
    if told != costs.with_costs(told):
        raise Failure("docs/scale.md: the costs are not those of its rates; run tests/scale/costs.py")


tap = Tap()
dump = scale.make_dump(120, 12)
expected = scale.alone(dump)
tap.attempt("lines.sh: a file into a file, once", by_lines, dump, expected)
tap.attempt("lines.sh: nothing by halves", nothing_by_halves, dump)
tap.attempt("lines.sh: names", names)
if shutil.which("sqlite3"):
    tap.attempt("database.sh: the databases of the parts in one", database, dump)
else:
    tap.skip("database.sh", "no program sqlite3 here")
tap.attempt("docs/scale.md: the costs are those of its rates", page)
tap.end()
