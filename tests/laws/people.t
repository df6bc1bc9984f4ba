#!/usr/bin/env python3
# people.t: a drafted table of people decides as the document did
#
# Of a sample, the marked lines are the same to the byte. In texts of the corpus a label may stand that
# the table rightly decides otherwise (a doubt that the table takes away, two people whom it knows where
# the program saw one): at most one document in ten has such a line, and none has many.
from collections import Counter
from pathlib import Path

import laws

LARGEST = 400_000  # bytes of a text of the corpus, for time's sake
tap = laws.Tap()


def marked_twice(path):
    cleaned = laws.output("teiclean", path)
    table = laws.work / f"{abs(hash(str(path)))}.tsv"
    first = laws.output("teimark", f"--people-out={table}", "-", given=cleaned)
    again = laws.run("teimark", f"--people={table}", "-", given=cleaned)
    if again.status:
        raise laws.Failure(f"the draft is no table: {again.told()}")
    return first, again.out, table


def same_marks(path):
    first, again, table = marked_twice(path)
    laws.same("marked with the draft", first, again)
    if table.read_text().count("\n") < 3:
        raise laws.Failure(f"hardly anybody in the draft: {table.read_text()!r}")


def draft_is_stable(path):
    """A draft made with the draft has the same people."""
    cleaned = laws.output("teiclean", path)
    one, two = laws.work / "one.tsv", laws.work / "two.tsv"
    laws.output("teimark", f"--people-out={one}", "-", given=cleaned)
    laws.output("teimark", f"--people={one}", f"--people-out={two}", "-", given=cleaned)
    laws.same("second draft", one.read_bytes(), two.read_bytes())


def written_whole_or_not(path):
    """What stood in the place of the draft stays when nothing can be converted."""
    table = laws.work / "kept.tsv"
    table.write_text("kept\n")
    if laws.run("teimark", f"--people-out={table}", "-", given=b"\x01\x02").status == 0:
        raise laws.Failure("marked what is no text")
    if table.read_text() != "kept\n":
        raise laws.Failure("a failed run changed the table")
    done = laws.run("teimark", "--people-out=/nowhere/at/all.tsv", path)
    if done.status != 2 or done.out:
        raise laws.Failure(f"status {done.status}, {len(done.out)} bytes of output")


samples = sorted(Path("samples").glob("*.txt"))
tap.each("the same marks with the draft", same_marks, samples)
tap.each("the same draft with the draft", draft_is_stable, samples[:1])
tap.attempt("written whole or not at all", written_whole_or_not, samples[0])
texts = [p for p in laws.documents() if p not in samples and p.stat().st_size < LARGEST]
different = []


def compare(path):
    first, again, _ = marked_twice(path)
    if first != again:
        others = Counter(again.splitlines()) - Counter(first.splitlines())
        different.append((str(path), others.total(), first.count(b"\n")))
        laws.same("text", laws.output("teimark", "-u", "-", given=first),
                  laws.output("teimark", "-u", "-", given=again))


if texts:
    tap.each("the draft is a table, the text stays", compare, texts)
    for path, rows, of in sorted(different):
        tap.note(f"{path}: {rows} of {of} rows are others")
    tap.ok(len(different) * 10 <= len(texts) and all(rows <= 20 for _, rows, _ in different),
           f"{len(texts) - len(different)} of {len(texts)} texts have the same marks with their draft")
tap.end()
