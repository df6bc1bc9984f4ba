#!/usr/bin/env python3
# corpusdb.t: the database of a run has what the manifest and the results say, and the manual's queries work
import csv
import io
import re
import sqlite3
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from dumps import Results, batch, documents, laws, same, transcript, want, write_folder  # noqa: E402

tap = laws.Tap()
HOME = laws.work
CHINESE = "\u5f20\u4e09\uff1a\u79d1\u6280\u53d1\u5c55\u5f88\u91cd\u8981\u3002\n\n\u674e\u56db\uff1a\u6280\u79d1\u4e0d\u91cd\u8981\u3002\n\n" * 3
FILES = {**documents(6), "d/bad.txt": b"", "d/chinese.txt": CHINESE.encode(), "d/twin.txt": transcript(3),
         "d/it's \"odd\"\t%.txt": transcript(77), "d/play.txt": Path("samples/play.txt").read_bytes()}
DUMP = write_folder(HOME / "dump", FILES)
DB, OUT = HOME / "corpus.db", HOME / "out"
PAGE = (laws.ROOT / "docs/teicorpusdb.5").read_text(encoding="utf-8")


def ask(query, *values, db=DB):
    connection = sqlite3.connect(f"file:{db}?mode=ro", uri=True)
    try:
        return connection.execute(query, values).fetchall()
    except sqlite3.Error as e:
        raise laws.Failure(f"{e}: {query}") from None
    finally:
        connection.close()


def sound(db=DB):
    same("integrity", [("ok",)], ask("PRAGMA integrity_check", db=db))
    connection = sqlite3.connect(db)
    try:
        connection.execute("INSERT INTO speeches_fts (speeches_fts, rank) VALUES ('integrity-check', 1)")
        same("foreign keys", [], connection.execute("PRAGMA foreign_key_check").fetchall())
    except sqlite3.Error as e:
        raise laws.Failure(f"full text: {e}") from None
    finally:
        connection.close()


def everything(db=DB):
    """All there is, without the numbers of speeches."""
    return [ask(q, db=db) for q in (
        "SELECT * FROM documents ORDER BY id", "SELECT * FROM people ORDER BY document, id",
        "SELECT document, n, id, speaker, division, date, words, text, parted FROM speeches ORDER BY document, n",
        "SELECT document, n, person FROM speakers JOIN speeches USING (speech) ORDER BY document, n, person")]


def counts():
    batch("-o", OUT, "--to=tei,csv", "-j2", f"--sqlite={DB}", DUMP, status=1)
    r = Results(OUT).check()
    sound()
    columns = "id status convention language turns speakers words doubts errors warnings same_as settings".split()
    for row in r.lines:
        got = ask(f"SELECT {', '.join(columns)}, sha256, path, score FROM documents WHERE id = ?", row["id"])
        numbers = ("turns", "speakers", "words", "doubts", "errors", "warnings")
        tei = row["outputs"][0]["path"] if row.get("outputs") else None
        same(row["id"], [(*(row.get(c, 0 if c in numbers else None) for c in columns), row["source"]["sha256"], tei,
                          row.get("score"))], got)
        table = list(csv.DictReader(io.StringIO((OUT / (tei[:-4] + ".csv")).read_text("utf-8-sig")))) if tei else []
        speeches = ask("SELECT n, text FROM speeches WHERE document = ? ORDER BY n", row["id"])
        same(f"{row['id']}: speeches", list(range(1, len(table) + 1)), [n for n, _ in speeches])
    same("documents", len(FILES), ask("SELECT count(*) FROM documents")[0][0])
    same("full text", ask("SELECT count(*) FROM speeches"), ask("SELECT count(*) FROM speeches_fts"))
    want(ask("SELECT count(*) FROM people")[0][0] > 10, "nobody speaks")
    same("speakers without a person", [], ask(
        "SELECT * FROM speakers JOIN speeches s USING (speech) LEFT JOIN people p ON p.document = s.document "
        "AND p.id = person WHERE p.id IS NULL"))


def queries():
    examples = PAGE[PAGE.index("tested as they stand"):]
    found = [re.sub(r"\\&", "", q) for q in re.findall(r"^\.Bd.*?\n(.*?)^\.Ed", examples, re.M | re.S)]
    same("queries", 6, len(found))
    for query in found[:5]:
        want(ask(query), f"no row: {query}")
    same("what to look at", "d/bad.txt", ask(found[5])[0][0])
    said = {}
    for document, speaker, words in ask("SELECT document, speaker, words FROM speeches"):
        said[speaker] = said.get(speaker, 0) + words
    same("who says most", max(said.values()), ask(found[0])[0][2])
    years = {year for year, _ in ask(found[2])}
    want("1903" in years, f"the years are {years}")


def phrases():
    def hits(words):
        return sum(n for n, in ask("SELECT count(*) FROM speeches_fts WHERE speeches_fts MATCH ?", words))

    same("a phrase", 3, hits('"\u79d1 \u6280"'))
    same("the other way round", 3, hits('"\u6280 \u79d1"'))
    same("one character", 6, hits("\u8981"))
    same("no phrase", 0, hits('"\u5c55 \u79d1"'))
    want(hits("WATER") == hits("w\u00e4ter") > 0, "case and diacritics")


def again():
    before = everything()
    for more in ["--resume"], ["--resume", "-j3"]:
        batch("-o", OUT, "--to=tei,csv", *more, f"--sqlite={DB}", DUMP, status=(0, 1))
        same("a run that changes nothing", before, everything())
    batch("-o", HOME / "other", "--to=tei,csv", "-j2", f"--sqlite={DB}", DUMP, status=1)
    same("all of it again", before, everything())
    (DUMP / "d/001.txt").write_bytes(transcript(500, 5))
    (DUMP / "d/002.txt").write_bytes(b"\0\1\2" * 99)
    batch("-o", OUT, "--to=tei,csv", "--resume", f"--sqlite={DB}", DUMP, status=1)
    sound()
    same("shorter now", [(5,)], ask("SELECT count(*) FROM speeches WHERE document = 'd/001.txt'"))
    same("empty now", [("not-convertible", None, 0)], ask(
        "SELECT status, path, (SELECT count(*) FROM speeches s WHERE s.document = d.id) FROM documents d "
        "WHERE id = 'd/002.txt'"))
    batch("-o", HOME / "new", "--to=tei,csv", f"--sqlite={HOME / 'new.db'}", DUMP, status=1)
    same("as if it were new", everything(HOME / "new.db"), everything())


def behind():
    """A database that is not there, or has lost a document, gets it by --resume."""
    DB.rename(HOME / "away.db")
    batch("-o", OUT, "--to=tei,csv", "--resume", f"--sqlite={DB}", DUMP, status=1)
    same("made anew", everything(HOME / "away.db"), everything())
    connection = sqlite3.connect(DB)
    connection.execute("DELETE FROM documents WHERE id = 'd/003.txt'")
    connection.execute("DELETE FROM speeches WHERE document = 'd/003.txt'")
    connection.commit()
    connection.close()
    batch("-o", OUT, "--to=tei,csv", "--resume", f"--sqlite={DB}", DUMP, status=(0, 1))
    same("mended", everything(HOME / "away.db"), everything())


def shards_share():
    db = HOME / "shards.db"
    for i in 1, 2, 3:
        batch("-o", HOME / "shards", "--to=tei,csv", f"--shard={i}/3", f"--sqlite={db}", DUMP, status=(0, 1))
    sound(db)
    # same_as is told within a shard.
    same("speeches", everything()[2], everything(db)[2])
    # At once, and the first ones there make the tables.
    for n in range(5):
        db = HOME / f"at-once-{n}.db"
        runs = [subprocess.Popen([*laws.WRAP, laws.BIN / "teibatch", "-o", HOME / f"at-once-{n}", "--to=tei,csv",
                                  f"--shard={i}/4", f"--sqlite={db}", DUMP], stderr=subprocess.PIPE)
                for i in range(1, 5)]
        told = [run.communicate()[1].decode() for run in runs]
        want(all(run.returncode in (0, 1) for run in runs), told)
        same("at once", everything()[2], everything(db)[2])


def other_files():
    other = HOME / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE mine (a)")
    connection.commit()
    connection.close()
    for path in other, write_folder(HOME, {"some.txt": b"My notes"}) / "some.txt":
        before = path.read_bytes()
        done = batch("-o", HOME / "refused", f"--sqlite={path}", DUMP, status=2)
        want("--sqlite" in done.told(), done.told())
        same(path.name, before, path.read_bytes())


if tap.attempt("counts are the manifest's, speeches are the table's", counts):
    tap.attempt("the queries of the manual, as they stand", queries)
    tap.attempt("phrases of Chinese, words in any case", phrases)
    tap.attempt("a run again changes nothing but what changed", again)
    tap.attempt("--resume mends the database", behind)
tap.attempt("shards into one database", shards_share)
tap.attempt("no other file is taken for a database", other_files)
tap.end()
