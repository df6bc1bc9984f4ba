#!/usr/bin/env python3
"""pipe.t: teibatch --jsonl as engines start it that pipe lines through programs, Spark and Hadoop Streaming; TAP

The contract: a line out for each line in, in their order, whatever is in it, and status 0.
"""

import json
import os
import random
import subprocess
import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parent / "standin")]
import pyspark  # noqa: E402
import scale  # noqa: E402
from scale import TEIBATCH, TOOLS, Failure, Tap, work  # noqa: E402

# None, but for builds in another folder where their data is, and for sanitizers their settings.
BARE = {k: v for k, v in os.environ.items() if k in ("TEIPATH", "ASAN_OPTIONS", "UBSAN_OPTIONS")}
COMMAND = f"{TEIBATCH} --jsonl --exit-zero"
chance = random.Random(7)


def document(n, turns=4):
    return json.dumps({"id": f"{n}.txt", "text": scale.talk(n, turns, chance)})


def through(lines, command=COMMAND):
    try:
        out = list(pyspark.piped(command, BARE, True, lines))
    except RuntimeError as e:
        raise Failure(str(e)) from None
    if len(out) != len(lines):
        raise Failure(f"{len(lines)} lines in, {len(out)} out")
    try:
        return [json.loads(line) for line in out]
    except ValueError as e:
        raise Failure(f"a line that is no JSON: {e}") from None


def many():
    """More than any pipe holds, both ways."""
    answers = through([document(n) for n in range(1500)])
    wrong = [n for n, a in enumerate(answers) if a["id"] != f"{n}.txt" or a["status"] != "valid"]
    if wrong:
        raise Failure(f"wrong answers: {wrong[:9]}")


def any_order():
    """Jobs within the process keep the order, also when lines differ in length."""
    lines = [document(n, 400 if n % 7 == 0 else 1) for n in range(80)]
    one, two = through(lines), through(lines, COMMAND + " -j 3")
    for a, b in zip(one, two):
        a.pop("seconds"), b.pop("seconds")
        if a != b:
            raise Failure(f"other answers: {a['id']}, {b['id']}")


BAD = ["", " ", "no json", "[]", "{}", '{"id":"x"}', '{"id":"y","b64":"!"}', '{"id":"z","text":""}', '"text"', "\0",
       '{"id":"t","text":"a\\u0000b\\u2028c\\td\\u0085"}', '{"text":"CHAIR: no id"}', '{"id":1,"text":"CHAIR: one"}',
       '{"id":"../../etc/x","text":"CHAIR: out"}', '{"id":"same","text":"A: b"}', '{"id":"same","text":"A: b"}',
       '{"id":"cr","text":"CHAIR: x"}\r', "{" * 100000, "x" * 300000, document(1)[:-9],
       '{"id":"entities","text":"<!DOCTYPE x [<!ENTITY a SYSTEM \'/etc/passwd\'>]><TEI>&a;</TEI>"}']


def bad_lines():
    for n, (line, answer) in enumerate(zip(BAD, through(BAD))):
        if "id" not in answer or "status" not in answer:
            raise Failure(f"line {n + 1}, {line[:50]!r}: {answer}")
    answers = through([x for bad in BAD for x in (bad, document(5))])
    if any(a["status"] != "valid" for a in answers[1::2]):
        raise Failure("a good line among bad ones is not valid")


def empty_partition():
    through([])


def last_line_without_end():
    done = subprocess.run(COMMAND.split(), input=document(1).encode(), stdout=subprocess.PIPE, env=BARE, timeout=60)
    if done.returncode or done.stdout.count(b"\n") != 1:
        raise Failure(f"status {done.returncode}: {done.stdout[:200]}")


def each_at_once():
    """A line is answered before the next one comes: engines may wait for it."""
    process = subprocess.Popen(COMMAND.split(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=BARE)
    try:
        for n in range(3):
            process.stdin.write(document(n).encode() + b"\n")
            process.stdin.flush()
            ready = scale.select([process.stdout], 20)
            if not ready:
                raise Failure(f"no answer to line {n + 1} within 20 s")
            if json.loads(process.stdout.readline())["id"] != f"{n}.txt":
                raise Failure("another line's answer")
    finally:
        process.stdin.close()
        process.wait()


def reader_leaves():
    """An engine that stops reading, as `take` does: the program ends soon, and says nothing of a crash."""
    process = subprocess.Popen(COMMAND.split(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               env=BARE)
    process.stdin.write(document(1).encode() + b"\n")
    process.stdin.flush()
    process.stdout.readline()
    process.stdout.close()
    try:
        for n in range(20):
            process.stdin.write(document(n, 200).encode() + b"\n")
            process.stdin.flush()
        process.stdin.close()
    except BrokenPipeError:
        pass
    process.stderr.read()
    if process.wait(30) not in (0, 2):
        raise Failure(f"status {process.returncode}")


def status_without_exit_zero():
    """Without it Spark and Hadoop would take one bad document for a bad task."""
    done = subprocess.run([str(TEIBATCH), "--jsonl"], input=b"{}\n", stdout=subprocess.PIPE, env=BARE, timeout=60)
    if done.returncode != 1 or done.stdout.count(b"\n") != 1:
        raise Failure(f"status {done.returncode}: {done.stdout[:200]}")


def spark(*arguments):
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).resolve().parent / "standin")}
    status, said = scale.call([sys.executable, TOOLS / "spark.py", f"--teibatch={TEIBATCH}", *arguments],
                              env=environment)
    if status:
        raise Failure(said[-600:])


def saved(folder):
    return [json.loads(line) for p in sorted(folder.glob("part-*")) for line in p.read_text().splitlines()]


def spark_lines():
    """The program for Spark, whatever the partitions: what one process answers, and what a run writes."""
    (work / "in.jsonl").write_text("".join(document(n) + "\n" for n in range(60)))
    spark("--partitions=5", work / "in.jsonl", work / "lines", "--to=tei,csv")
    answers = saved(work / "lines")
    if [a["id"] for a in answers] != [f"{n}.txt" for n in range(60)]:
        raise Failure(f"{len(answers)} answers: {[a['id'] for a in answers][:9]}")
    done = scale.run("teibatch", "-o", work / "run", "--to=tei,csv", work / "in.jsonl")
    if done.status:
        raise Failure(done.told())
    told = {a["id"]: a for a in map(json.loads, (work / "run/manifest.jsonl").read_text().splitlines()) if "id" in a}
    for answer in answers:
        for result, of_run in zip(answer["outputs"], told[answer["id"]]["outputs"], strict=True):
            if result["text"].encode() != (work / "run" / of_run["path"]).read_bytes():
                raise Failure(f"{answer['id']}: {result['format']} has other bytes than a run writes")


def spark_files():
    folder = work / "files"
    for n in range(9):
        (folder / f"{n % 2}").mkdir(parents=True, exist_ok=True)
        (folder / f"{n % 2}/talk{n}.txt").write_bytes(scale.talk(n, 3, chance).encode("utf-16"))
    spark("--files", folder, work / "answers")
    answers = saved(work / "answers")
    if len(answers) != 9 or any(a["status"] != "valid" or not a["id"].endswith(".txt") for a in answers):
        raise Failure(f"{[(a['id'], a['status']) for a in answers]}")


tap = Tap()
tap.attempt("lines in, lines out: 1500 documents, written while the answers are read", many)
tap.attempt("several jobs in the process: the same lines in the same order", any_order)
tap.attempt("bad lines are answered by one line each", bad_lines)
tap.attempt("no line in, no line out", empty_partition)
tap.attempt("the last line may lack its end", last_line_without_end)
tap.attempt("a line is answered before the next one comes", each_at_once)
tap.attempt("a reader that leaves", reader_leaves)
tap.attempt("without --exit-zero bad documents have a status", status_without_exit_zero)
tap.attempt("spark.py with a stand-in for PySpark: lines", spark_lines)
tap.attempt("spark.py with a stand-in for PySpark: files", spark_files)
tap.end()
