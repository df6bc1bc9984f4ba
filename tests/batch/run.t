#!/usr/bin/env python3
# run.t: what teibatch(1) and teimanifest(5) promise of a run, held to the letter
import base64
import hashlib
import json
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1] / "dump")]
from dumps import (Results, batch, documents, laws, same, transcript, want, write_folder, write_lines,  # noqa: E402
                   write_tar, write_zip)
from warcs import http, resource, response  # noqa: E402

tap = laws.Tap()
TEI_ALL = laws.SHARED / "schemas/tei_all_4.12.0.rng"
HOME = laws.work
FILES = documents(8)
DUMP = write_folder(HOME / "dump", FILES)
number = 0


def out():
    """A new folder's name."""
    global number
    number += 1
    return HOME / f"out-{number}"


def ran(*arguments, status=0, **more):
    folder = out()
    batch("-o", folder, *arguments, status=status, **more)
    return Results(folder).check()


def told(done, *words):
    text = done.err.decode()
    for word in words:
        want(re.search(word, text), f"'{word}' is not told: {text}")


def seconds(path):
    return [re.sub(r'"seconds":[0-9.]+,', "", line) for line in path.read_text().splitlines()]


# ---- statuses ------------------------------------------------------------------------------------

PNG = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 20
TEI = Path("samples/interview.xml").read_bytes()


def statuses():
    bad = TEI.replace(b"</teiHeader>", b"</teiHeader><nonsense/>")
    mixed = write_folder(HOME / "mixed", {
        "bad.xml": bad, "empty.txt": b"", "good.txt": transcript(1), "picture.txt": PNG, "tei.xml": TEI})
    r = ran(mixed, status=1)
    same("statuses", {"bad.xml": "invalid", "empty.txt": "not-convertible", "good.txt": "valid",
                      "picture.txt": "not-convertible", "tei.xml": "valid"}, r.statuses())
    for name in ("bad.xml", "empty.txt", "picture.txt"):
        want(r.last[name]["messages"], f"{name}: no message")
    want("messages" not in r.last["good.txt"], "a good document has messages")
    want(r.last["bad.xml"]["errors"] and r.last["bad.xml"]["outputs"], "an invalid document has no result")
    same("the end", [(5, 5)], [(e["end"]["documents"], e["end"]["here"]) for e in r.ends])
    ran("--exit-zero", mixed, status=0)
    ran(mixed / "good.txt", status=0)


def trouble_is_two():
    done = batch("-o", out(), DUMP, HOME / "nowhere.tar", status=2)
    told(done, "nowhere.tar", "--resume")


tap.attempt("statuses", statuses)
tap.attempt("a source that is not there is trouble", trouble_is_two)

# ---- ids and places ------------------------------------------------------------------------------

NAMES = ["../../etc/passwd.txt", "/abs/x.txt", "a/../b.txt", "./c.txt", "CON.txt", "nul", "Aux.b.txt", "com1.txt",
         "Talk.txt", "talk.txt", "TALK.TXT", b"caf\xe9.txt", b"\xff\xfe.txt", "caf\u00e9.txt", "Stra\u00dfe.txt",
         "STRASSE.txt", "x" * 255, "y" * 251 + ".txt", "/".join(["z" * 200] * 20) + ".txt", "dup.txt", "dup.txt",
         "dup.txt", "dup~2.txt", "100%.txt", "%2E%2E.txt", "new\nline.txt", "tab\tand\x1b[31mred.txt", "-rf.txt",
         "a b.txt", "a:b?*.txt", "back\\slash.txt", "C:\\x.txt", "\u202egnp.txt", "dots...", "blank .txt", "a/b.txt",
         "a_b.txt", "$(reboot).txt", "`id`.txt", "'\".txt", "\u79d1\u6280.txt", "\U0001f600.txt", "~root.txt", "#1.txt"]


def names():
    r = ran(write_tar(HOME / "names.tar", [(n, transcript(i)) for i, n in enumerate(NAMES)]))
    same("documents", len(NAMES), len(r.lines))
    same("ids", len(NAMES), len(r.last))
    same("contents", {hashlib.sha256(transcript(i)).hexdigest() for i in range(len(NAMES))},
         {row["source"]["sha256"] for row in r.lines})
    places = [o["path"] for row in r.lines for o in row["outputs"]]
    folded = {unicodedata.normalize("NFC", p.casefold()) for p in places}
    same("places that no file system takes for one", len(NAMES), len(folded))
    for place in places:
        want(re.fullmatch(r"[0-9a-f]{3}/[^/]+\.xml", place), f"{place}: not in its folder")
        name = place[4:]
        want(len(name.encode()) <= 255 and not re.search(r"[\\:*?\"<>|%#&'`$!;(){}\[\]\s\x00-\x1f\x7f]", name),
             f"{place}: not what every system takes")
        want(name[0] not in ".-" and not re.match(r"(con|nul|aux|prn|com\d|lpt\d)(\.|$)", name, re.I), place)
    for name in r.last:
        want(not re.search("[\x00-\x1f\x7f\u202e]", name), f"id {name!r} has bytes that mean something")
    for name in ("caf%E9.txt", "new%0Aline.txt", "dup.txt", "dup.txt~2", "dup.txt~3", "../../etc/passwd.txt"):
        want(name in r.last, f"no id {name}: {sorted(r.last)}")
    want(not (HOME / "etc").exists() and not (HOME.parent / "etc/passwd.xml").exists(), "written outside")
    again = ran("-j3", HOME / "names.tar")
    same("the same names again", r.told(), again.told())
    dry = batch("--dry-run", HOME / "names.tar").out.decode("utf-8").splitlines()
    same("--dry-run", [(row["id"], row["outputs"][0]["path"][:-4]) for row in r.lines],
         [tuple(line.split("\t")) for line in dry])
    want(not number or not list(HOME.glob("out-*/.partial*")), "something is left")


def dry_run_does_nothing():
    folder = out()
    lines = batch("--dry-run", "-o", folder, "--limit=3", DUMP).out.splitlines()
    same("--limit with --dry-run", 3, len(lines))
    want(not folder.exists(), "--dry-run made a folder")


def dry_run_into_a_closed_pipe():
    p = subprocess.Popen([*laws.WRAP, laws.BIN / "teibatch", "--dry-run", DUMP], stdout=subprocess.PIPE,
                         stderr=subprocess.PIPE)
    p.stdout.close()
    err = p.stderr.read().decode()
    same("status", 2, p.wait(60))
    same("what is told", 1, err.count("standard output"))


def results_are_a_source():
    """The TEI of an earlier run is read again; what that run said of it is not."""
    home = laws.work / "again"
    source = write_folder(home / "in", {"a.txt": transcript(1), "manifest.jsonl.txt": transcript(2)})
    batch("-o", home / "one", source)
    done = batch("-o", home / "two", home / "one")
    same("documents", 2, len(Results(home / "two").last))
    want(b"2 results" in done.err, done.told())
    # The same names where no run was are documents.
    other = write_folder(home / "other", {"report.html": b"<p>MR SMITH: A word.</p>", "a.txt": transcript(3)})
    batch("-o", home / "three", other)
    same("documents of another folder", 2, len(Results(home / "three").last))


tap.attempt("results of an earlier run are a source", results_are_a_source)
tap.attempt("names that are hostile or alike", names)
tap.attempt("--dry-run makes nothing, and has --limit", dry_run_does_nothing)
tap.attempt("--dry-run into a closed pipe ends", dry_run_into_a_closed_pipe)


def damaged_archives():
    """What cannot be read at all is told by its own name, beside those before it."""
    zipped = write_zip(HOME / "whole.zip", FILES).read_bytes()
    tgz = write_tar(HOME / "whole.tgz", FILES, "w:gz").read_bytes()
    dump = write_folder(HOME / "damaged", {"a.txt": transcript(1), "b.tgz": tgz[:20], "c.zip": zipped[:100],
                                           "d.txt": transcript(2), "e.tgz": tgz[:len(tgz) // 2], "f.txt": transcript(3)})
    r = ran("-j2", dump, status=1)
    for name, status in {"a.txt": "valid", "d.txt": "valid", "f.txt": "valid"}.items():
        same(name, status, r.statuses()[name])
    for name in "b.t", "c.zip", "e.t":
        want([n for n, s in r.statuses().items() if n.startswith(name) and s == "unreadable"], f"{name}: {r.statuses()}")
    same("each line once", len(r.lines), len(r.last))
    same("counted", len(r.lines), r.ends[0]["end"]["documents"])
    same("--dry-run", sorted(r.last), sorted(x.split("\t")[0] for x in
                                             batch("--dry-run", dump).out.decode().splitlines()))
    folder = out()
    for i in 1, 2, 3:
        batch("-o", folder, f"--shard={i}/3", dump, status=(0, 1))
    told(batch("--merge-manifests", folder), f"{len(r.lines)} documents")
    # Mended, they are what they would have been.
    (dump / "b.tgz").write_bytes(tgz)
    (dump / "c.zip").unlink()
    (dump / "e.tgz").write_bytes(tgz)
    new = ran(dump)
    for more in [], ["-j3"]:
        batch("-o", r.folder, "--resume", *more, dump)
        again = Results(r.folder).check()
        same("mended", sorted(new.last), sorted(n for n, s in again.statuses().items() if s != "gone"))
        same("their statuses", {"valid", "gone"}, set(again.statuses().values()))
        want("gone" not in (r.folder / "report.html").read_text(), "report.html tells of what is gone")
    for i in 1, 2, 3:
        batch("-o", folder, f"--shard={i}/3", "--resume", dump)
    (folder / "manifest.jsonl").unlink()
    told(batch("--merge-manifests", folder), f"{len(new.last)} documents")
    same("merged", new.files(), Results(folder).files())


tap.attempt("archives that are damaged", damaged_archives)

# ---- the same whatever carries it ----------------------------------------------------------------


def carriers():
    rows = [{"path": n, "text": c.decode()} for n, c in FILES.items()]
    base = ran(DUMP)
    files = base.files()
    dumps = {
        "tar": write_tar(HOME / "dump.tar", FILES),
        "tar.gz": write_tar(HOME / "dump.tgz", FILES, "w:gz"),
        "zip": write_zip(HOME / "dump.zip", FILES),
        "JSON lines": write_lines(HOME / "dump.jsonl", rows),
        "a folder": DUMP,
    }
    for what, dump in dumps.items():
        for j in "-j1", "-j3":
            r = ran(j, "--to=tei,csv" if what == "none" else "--to=tei", dump)
            same(f"{what} {j}: files", files, r.files())
            same(f"{what} {j}: manifest", base.told(), r.told())
            same(f"{what} {j}: order", [x["id"] for x in base.lines], [x["id"] for x in r.lines])
            same(f"{what} {j}: checksums", [x["source"]["sha256"] for x in base.lines],
                 [x["source"]["sha256"] for x in r.lines])


def repeats():
    r = ran("-j3", write_folder(HOME / "twins", {"a.txt": transcript(1), "b.txt": transcript(2),
                                                "c.txt": transcript(1)}))
    same("same_as", [None, None, "a.txt"], [row.get("same_as") for row in r.lines])


def among_the_documents():
    dump = write_folder(HOME / "among", documents(3))
    folder = dump / "out"
    for more in [], ["--resume"], ["--resume"]:
        batch("-o", folder, f"--sqlite={dump}/corpus.db", *more, dump)
        r = Results(folder).check()
        same("documents", sorted(documents(3)), sorted(r.last))
        same("the end", 3, r.ends[-1]["end"]["documents"])
    told(batch("-o", dump, dump, status=2), "-o")
    want(not list(dump.glob("manifest*")), "a manifest among the documents")


tap.attempt("folder, tar, zip and JSON lines, one and three at a time: the same bytes", carriers)
tap.attempt("contents that are there twice", repeats)
tap.attempt("results below a source are no documents", among_the_documents)


# ---- again ---------------------------------------------------------------------------------------


def done_before(done):
    found = re.search(r"(\d+) done before", done.err.decode())
    return int(found.group(1)) if found else 0


def resume():
    dump = write_folder(HOME / "changing", FILES)
    folder = out()

    def again(expected, *options, status=0):
        r = Results(folder)
        done = batch("-o", folder, "--resume", *options, dump, status=status)
        same(f"done before, {options}", expected, done_before(done))
        new = Results(folder).check()
        same("lines that are new", len(FILES) - expected, len(new.lines) - len(r.lines))
        return new

    again(0)
    told(batch("-o", folder, dump, status=2), "--resume")
    again(8)
    (dump / "d/003.txt").write_bytes(transcript(99))
    r = again(7)
    want(b" 99." in r.files()[r.last["d/003.txt"]["outputs"][0]["path"]], "the new content is not there")
    results = [folder / row["outputs"][0]["path"] for row in r.last.values()]
    results[0].unlink()
    results[1].write_bytes(results[1].read_bytes()[:-1])
    results[2].write_bytes(results[2].read_bytes().replace(b"water", b"wines"))
    again(5)
    again(0, "-l", "en-GB")
    again(8, "-l", "en-GB")
    again(0)
    # A manifest that was cut, has a line of nonsense, or is a line's half.
    manifest = folder / "manifest.jsonl"
    text = manifest.read_bytes()
    manifest.write_bytes(text[:-30] if text.endswith(b"\n") else text)
    want(done_before(batch("-o", folder, "--resume", dump)) == 8, "what is before the cut is forgotten")
    lines = manifest.read_bytes().splitlines(keepends=True)
    last = [line for line in lines if b'"end"' not in line][-1]
    manifest.write_bytes(b"".join(lines) + b"nonsense\n" + last[:50])
    done = batch("-o", folder, "--resume", dump)
    told(done, "not whole", "passed over")
    same("done before", 8, done_before(done))
    # The manifest is lost: all is done anew.
    manifest.unlink()
    again(0)


def other_results_stay_explained():
    """A document that was good and is so no more, or of which less is made, leaves nothing behind."""
    dump = write_folder(HOME / "worse", {"a.txt": transcript(1), "b.txt": transcript(2)})
    folder = out()
    batch("-o", folder, "--to=tei,csv,html", dump)
    (dump / "a.txt").write_bytes(b"")
    batch("-o", folder, "--to=tei,csv,html", "--resume", dump, status=1)
    r = Results(folder).check()
    same("statuses", {"a.txt": "not-convertible", "b.txt": "valid"}, r.statuses())


def retry():
    big = HOME / "slow.txt"
    if not big.exists():
        big.write_bytes(SLOW)
    folder = out()
    batch("-o", folder, "--max-seconds=1", big, DUMP, status=1)
    r = Results(folder).check()
    same("statuses", {**{n: "valid" for n in FILES}, str(big).lstrip("/"): "failed"}, r.statuses())
    want("too long" in r.last[str(big).lstrip("/")]["messages"][0], r.last[str(big).lstrip("/")])
    same("without --retry-failed", 9, done_before(batch("-o", folder, "--resume", "--max-seconds=1", big, DUMP)))


def limits():
    folder = out()
    base = ran(DUMP)
    for i in range(1, 4):
        batch("-o", folder, "--resume", "--limit=2", DUMP)
        same("lines", 2 * i, len(Results(folder).check().lines))
        same("no end yet", [], Results(folder).ends)
    batch("-o", folder, "--resume", DUMP)
    r = Results(folder).check()
    same("as in one run", base.told(), r.told())
    same("as in one run", base.files(), r.files())
    same("the end", [8], [e["end"]["documents"] for e in r.ends])


def at_the_same_time():
    folder = out()
    fifo = HOME / "fifo"
    os.mkfifo(fifo)
    first = subprocess.Popen([*laws.WRAP, laws.BIN / "teibatch", "-o", folder, fifo], stderr=subprocess.PIPE)
    with open(fifo, "wb") as f:
        f.write(b'{"id": "a", "text": "MR A: Yes.\\n\\nMRS B: No.\\n"}\n')
        f.flush()
        for more in [], ["--resume"]:
            told(batch("-o", folder, *more, DUMP, status=2), "another run")
        # Another shard's manifest is its own.
        batch("-o", folder, "--shard=1/2", DUMP)
    same("status", 0, first.wait(60))
    first.stderr.close()
    r = Results(folder)
    want(r.statuses()["a"] == "valid", r.statuses())


def interrupted_while_it_waits():
    line = b'{"id": "a", "text": "MR A: Yes.\\n\\nMRS B: No.\\n"}\n'
    for source, given in (["-"], line), (["--files0-from=-"], f"{DUMP}/d/001.txt\n".encode() * 3000):
        folder = out()
        p = subprocess.Popen([*laws.WRAP, laws.BIN / "teibatch", "-o", folder, *source], stdin=subprocess.PIPE,
                             stderr=subprocess.PIPE)
        p.stdin.write(given)
        p.stdin.flush()
        until = time.monotonic() + 60
        while not folder.exists() and time.monotonic() < until:
            time.sleep(0.02)
        time.sleep(0.5)
        p.send_signal(signal.SIGINT)
        try:
            err = p.communicate(timeout=30)[1].decode()
        except subprocess.TimeoutExpired:
            p.kill()
            raise laws.Failure(f"{source}: it does not end") from None
        same("status", 2, p.returncode)
        want("--resume" in err and "fatal" not in err, err)
        Results(folder).check()


# Takes far longer than a second: very many short speeches.
SLOW = b"".join(b"MR A%d: Yes.\n\nMRS B: No %d.\n\n" % (i % 997, i) for i in range(400000))

tap.attempt("--resume: what changed is done, and nothing else", resume)
tap.attempt("a document that gets worse leaves no results behind", other_results_stay_explained)
tap.attempt("--limit", limits)
tap.attempt("two runs into one folder", at_the_same_time)
tap.attempt("an interruption ends a run that waits for its input", interrupted_while_it_waits)


# ---- limits of a document ------------------------------------------------------------------------


def too_long():
    slow = HOME / "dump-slow"
    write_folder(slow, {**FILES, "d/0015.txt": SLOW})
    for j in "-j1", "-j3":
        folder = out()
        batch("-o", folder, j, "--max-seconds=1", slow, status=1)
        r = Results(folder).check()
        same("statuses", {**{n: "valid" for n in FILES}, "d/0015.txt": "failed"}, r.statuses())
        want("too long" in r.last["d/0015.txt"]["messages"][0], r.last["d/0015.txt"])
    same("failed is done", 9, done_before(batch("-o", folder, "--resume", slow, status=0)))
    (slow / "d/0015.txt").write_bytes(transcript(15))
    batch("-o", folder, "--resume", slow)
    # A failure is tried again when that is asked for.
    manifest = folder / "manifest.jsonl"
    text = manifest.read_text().replace('"id":"d/002.txt","status":"valid"', '"id":"d/002.txt","status":"failed"')
    manifest.write_text(text)
    same("--resume", 9, done_before(batch("-o", folder, "--resume", slow)))
    same("--retry-failed", 8, done_before(batch("-o", folder, "--retry-failed", slow)))
    same("all is well", {"valid"}, set(Results(folder).check().statuses().values()))
    manifest.write_text(manifest.read_text().replace('"status":"valid"', '"status":"lost"'))
    same("lost is done again", 0, done_before(batch("-o", folder, "--resume", slow)))


def too_large():
    dump = write_folder(HOME / "dump-large", {**FILES, "d/0015.txt": SLOW})
    r = ran("-j2", "--max-memory=60", dump, status=1)
    same("statuses", {**{n: "valid" for n in FILES}, "d/0015.txt": "failed"}, r.statuses())
    want("memory" in r.last["d/0015.txt"]["messages"][0], r.last["d/0015.txt"])
    r = ran("-j2", "--max-size=1", dump, status=1)
    same("statuses", {**{n: "valid" for n in FILES}, "d/0015.txt": "unreadable"}, r.statuses())


if "asan" not in str(laws.BIN) and not laws.WRAP:
    tap.attempt("--max-seconds, --retry-failed", too_long)
    tap.attempt("--max-memory, --max-size", too_large)
else:
    tap.skip("--max-seconds, --max-memory", "time and memory are others with sanitizers and valgrind")


# ---- shards --------------------------------------------------------------------------------------


def sharded(*options, n=3, dump=DUMP, **more):
    folder = out()
    for i in range(1, n + 1):
        batch("-o", folder, f"--shard={i}/{n}", *options, dump, **more)
    return folder


def merge(folder, status, *words):
    done = batch("--merge-manifests", folder, status=status)
    told(done, *words)
    want(not list(folder.glob(".partial*")), "something is left")
    want((folder / "manifest.jsonl").exists() == (status == 0), "a manifest of what is not whole, or none")
    return done


def shards():
    base = ran(DUMP)
    folder = sharded()
    r = Results(folder).check()
    same("each once", sorted(FILES), sorted(row["id"] for row in r.lines))
    same("results", base.files(), r.files())
    want(len({p.name for p in folder.glob("manifest-*-of-3.jsonl")}) == 3, "three manifests")
    merge(folder, 0, "8 documents, each once")
    want((folder / "report.html").exists(), "no report.html")
    merged = [json.loads(line) for line in (folder / "manifest.jsonl").read_text().splitlines()]
    same("merged", sorted(FILES), sorted(row["id"] for row in merged[:-1]))
    same("the end", (8, 8, None), tuple(merged[-1]["end"].get(k) for k in ("documents", "here", "shard")))
    merge(folder, 0)
    # In folders of their own, put together afterwards.
    together = out()
    for i in 1, 2:
        folder = out()
        batch("-o", folder, f"--shard={i}/2", DUMP)
        shutil.copytree(folder, together, dirs_exist_ok=True)
    merge(together, 0, "8 documents")
    same("results", base.files(), Results(together).files())


def not_whole():
    whole = sharded()

    def broken(change, *words):
        folder = out()
        shutil.copytree(whole, folder)
        change(folder)
        merge(folder, 1, *words)

    def lines(folder, i):
        path = folder / f"manifest-{i}-of-3.jsonl"
        return path, path.read_text().splitlines(keepends=True)

    def drop(folder):
        path, text = lines(folder, 2)
        path.write_text("".join(text[1:]))

    def double(folder):
        path, text = lines(folder, 1)
        other = lines(folder, 2)[1][0]
        path.write_text(other + "".join(text))

    def unfinished(folder):
        path, text = lines(folder, 3)
        path.write_text("".join(text[:-1]))

    def result(folder):
        next(folder.glob("*/*.xml")).write_text("other")

    def gone(folder):
        next(folder.glob("*/*.xml")).unlink()

    def run_with(*options):
        def change(folder):
            lines(folder, 2)[0].unlink()
            batch("-o", folder, "--shard=2/3", *options)
        return change

    larger = write_folder(HOME / "larger", documents(9))
    broken(lambda f: lines(f, 2)[0].unlink(), "manifest-2-of-3.jsonl", "missing")
    broken(drop, "manifest-2", "--resume")
    broken(double, "belongs to another shard|in two shards")
    broken(unfinished, "manifest-3", "whole dump", "--resume")
    broken(result, "not what was written")
    broken(gone, "not there")
    broken(run_with("-l", "fr", DUMP), "manifest-2", "other options")
    broken(run_with(larger), "manifest-2", "another dump")
    folder = out()
    shutil.copytree(whole, folder)
    batch("-o", folder, "--shard=1/2", DUMP)
    batch("--merge-manifests", folder, status=2)
    for bad in out(), HOME:
        batch("--merge-manifests", bad, status=2)
        want(not (HOME / "manifest.jsonl").exists(), "a manifest of nothing")


tap.attempt("--shard and --merge-manifests", shards)
tap.attempt("--merge-manifests sees what is missing, double or of another run", not_whole)


# ---- lines in, lines out -------------------------------------------------------------------------


def ask(rows, *options, status=0):
    given = b"".join(r if isinstance(r, bytes) else json.dumps(r).encode() + b"\n" for r in rows)
    return [json.loads(x) for x in batch("--jsonl", *options, given=given, status=status).out.splitlines()]


def lines_answered_at_once():
    for options in [], ["-j3"]:
        p = subprocess.Popen([*laws.WRAP, laws.BIN / "teibatch", "--jsonl", *options], stdin=subprocess.PIPE,
                             stdout=subprocess.PIPE, bufsize=0)
        for i in range(5):
            p.stdin.write(json.dumps({"id": f"d{i}", "text": transcript(i).decode()}).encode() + b"\n")
            want(select.select([p.stdout], [], [], 60)[0], "no answer before the next line")
            same("the answer", f"d{i}", json.loads(p.stdout.readline())["id"])
        p.stdin.close()
        same("what follows", b"", p.stdout.read())
        same("status", 0, p.wait(60))
        p.stdout.close()


def lines_in_order():
    rows, ids = [], []
    for i in range(30):
        bad = [b"\n", b"   \n", b"nonsense\n", b'{"id": "x"\n', b"[1]\n", b"{}\n", b"\xff\xfe\n", b"null\n",
               b'{"id": 7, "text": 5}\n', b'{"text": "", "b64": ""}\n', b'{"id": "q", "b64": "!"}\n', b"\0\n"]
        rows += [{"id": f"d{i}", "text": transcript(i, 2 + 40 * (i % 3 == 0)).decode()}, bad[i % len(bad)]]
        ids += [f"d{i}", None]
    answers = ask(rows, "-j3", status=1)
    same("a line for each", len(rows), len(answers))
    for row, wanted, answer in zip(rows, ids, answers):
        same("the order", wanted or answer["id"], answer["id"])
        good = wanted is not None
        same(f"{row!r:.50}", "valid" if good else "unreadable", answer["status"])
        want(good == bool(answer.get("outputs")) and (good or answer["messages"]), answer)
    one = ask(rows, "-j1", "--exit-zero")
    for a in answers + one:
        a.pop("seconds")
    same("one at a time", one, answers)
    same("nothing in", [], ask([]))
    same("no line end", 1, len(ask([b'{"id": "a", "text": "MR A: Yes."}'])))
    same("a mark of bytes, CRLF", ["a", "b"],
         [r["id"] for r in ask([b'\xef\xbb\xbf{"id": "a", "text": "MR A: Yes."}\r\n',
                                b'{"id": "b", "text": "MR A: Yes."}\r\n'])])


def lines_have_results():
    base = ran("--to=tei,csv", DUMP)
    files = base.files()
    rows = [{"path": n, "b64": base64.b64encode(c).decode()} for n, c in FILES.items()]
    for row in ask(rows, "--to=tei,csv,epub"):
        texts = {o["format"]: o for o in row["outputs"]}
        for o in base.last[row["id"]]["outputs"]:
            same(f"{row['id']}: {o['format']}", files[o["path"]], texts[o["format"]]["text"].encode())
        want("path" not in texts["tei"] and "text" not in texts["epub"], texts.keys())
        book = base64.b64decode(texts["epub"]["b64"])
        want(book.startswith(b"PK") and hashlib.sha256(book).hexdigest() == texts["epub"]["sha256"], "no book")


def lines_of_files():
    rows = [{"id": n, "text": c.decode()} for n, c in FILES.items()]
    got = batch("--jsonl", write_lines(HOME / "some.jsonl", rows)).out.splitlines()
    same("from a source", list(FILES), [json.loads(x)["id"] for x in got])


tap.attempt("--jsonl: a line is answered before the next one comes", lines_answered_at_once)
tap.attempt("--jsonl: a line for each line, in their order, whatever they are", lines_in_order)
tap.attempt("--jsonl: the results are those of a run", lines_have_results)
tap.attempt("--jsonl: from a source", lines_of_files)

# ---- what is made --------------------------------------------------------------------------------


def tei_passes():
    r = ran(write_folder(HOME / "tei", {"a.xml": TEI, "b.txt": b"\xef\xbb\xbf<!-- x --><?y z?>\n" + TEI[TEI.index(b"<TEI"):]}))
    same("as it was", TEI, r.files()[r.last["a.xml"]["outputs"][0]["path"]])
    same("its convention", ["tei", "tei"], [row["convention"] for row in r.lines])
    other = TEI.replace(b"</teiHeader>", b"</teiHeader><facsimile><graphic url='x.png'/></facsimile>")
    dump = write_folder(HOME / "other", {"a.xml": other})
    same("by our schema", {"a.xml": "invalid"}, ran(dump, status=1).statuses())
    if TEI_ALL.exists():
        same("by TEI's", {"a.xml": "valid"}, ran("-s", TEI_ALL, dump).statuses())
    same("not at all", {"a.xml": "valid"}, ran("--no-validate", dump).statuses())


def formats():
    r = ran("--to=tei,html,csv,network,tei,", "-j2", DUMP)
    tei = {}
    for row in r.lines:
        stem = row["outputs"][0]["path"][:-4]
        same("places", [stem + e for e in (".xml", ".html", ".csv", ".network.csv")],
             [o["path"] for o in row["outputs"]])
        tei[row["id"]] = stem
    name = "d/003.txt"
    xml = r.folder / (tei[name] + ".xml")
    same("csv", laws.output("teitransform", "csv", xml).split(b"\n", 1)[0],
         (r.folder / (tei[name] + ".csv")).read_bytes().split(b"\n", 1)[0])
    only = ran("--to=csv", DUMP)
    same("without TEI", {"csv"}, {o["format"] for row in only.lines for o in row["outputs"]})
    mbeki = ran("--to=csv,html", "-p", "who=mbeki", DUMP)
    want(mbeki.files() != ran("--to=csv,html", DUMP).files(), "-p changes nothing")


def provenance():
    page = b"<html><body><p>MR SMITH: Water.</p><p>MRS JONES: No.</p></body></html>"
    warc = HOME / "pages.warc"
    warc.write_bytes(response("https://example.org/a?b=<c>&d", http(page, "text/html")) +
                     resource("http://example.org/t", transcript(3)))
    odd = "d/\u00fc & <i>\"'.txt"
    dump = write_tar(HOME / "odd.tar", [(odd, transcript(1)), (b"d/\xff%\n.txt", transcript(2))])
    r = ran(warc, dump)
    for row in r.lines:
        path = r.folder / row["outputs"][0]["path"]
        text = path.read_text()
        source = text[text.index("<sourceDesc"):text.index("</sourceDesc>")]
        want(row["source"]["sha256"] in source, f"{row['id']}: no checksum in {source}")
        known = row.get("uri") or row["id"]
        escaped = known.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        want(escaped in source.replace("&quot;", '"').replace("&apos;", "'"), f"{known} not in {source}")
        want(not row.get("uri") or row["captured"][:10] in source, f"no date of capture in {source}")
        for schema in ["transcript"] + [TEI_ALL] * TEI_ALL.exists():
            laws.output("teivalidate", "--rules=none", "-s", schema, path)
    again = ran(DUMP)
    same("nothing of the carrier", again.files(), ran("-j2", write_tar(HOME / "other-name.tar", FILES)).files())


def charsets():
    russian = "\u0413-\u043d \u0418\u0412\u0410\u041d\u041e\u0412: \u0414\u0430, \u0432\u043e\u0434\u0430.\n\n" * 3
    koi = russian.encode("koi8-r")
    warc = HOME / "koi.warc"
    warc.write_bytes(response("http://example.org/koi", http(koi, "text/plain; charset=koi8-r")))
    lines = write_lines(HOME / "koi.jsonl", [{"id": "koi", "b64": base64.b64encode(koi).decode(), "charset": "KOI8-R"}])
    r = ran(warc, lines, status=(0, 1))
    same("documents", 2, len(r.lines))
    for row in r.lines:
        want("\u0432\u043e\u0434\u0430" in (r.folder / row["outputs"][0]["path"]).read_text(), row["id"])
    r = ran("-e", "latin1", lines, status=(0, 1))
    want("\u0432\u043e\u0434\u0430" not in (r.folder / r.lines[0]["outputs"][0]["path"]).read_text(), "-e says nothing")


if not TEI_ALL.exists():
    tap.skip("by TEI's own schema", "no folder ../shared/schemas here")
tap.attempt("TEI passes through, judged by the schema that is named", tei_passes)
tap.attempt("--to with several formats, -p", formats)
tap.attempt("the header says where a document is from, and stays valid", provenance)
tap.attempt("encodings that a carrier tells", charsets)


# ---- wrong commands ------------------------------------------------------------------------------

A_FILE = HOME / "file"
A_FILE.write_text("x")
WRONG = [
    ([], "no source"), (["-o", "x"], "no source"), ([DUMP], "-o"), (["-o", "x", "-j0", DUMP], "-j"),
    (["-o", "x", "--shard=4/3", DUMP], "--shard"), (["-o", "x", "--shard=0/3", DUMP], "--shard"),
    (["-o", "x", "--shard=a", DUMP], "--shard"), (["-o", "x", "--limit=0", DUMP], "--limit"),
    (["-o", "x", "--limit=-1", DUMP], "--limit"), (["-o", "x", "--max-seconds=1.5", DUMP], "--max-seconds"),
    (["-o", "x", "--to=nonsense", DUMP], "nonsense"), (["-o", "x", "--to=../x", DUMP], r"\.\./x"),
    (["-o", "x", "-s", "nonsense", DUMP], "nonsense"), (["-o", "x", "--profile=nonsense", DUMP], "nonsense"),
    (["-o", "x", "-e", "nonsense", DUMP], "nonsense"), (["-o", "x", "-f", "nonsense", DUMP], "nonsense"),
    (["-o", "x", "--rules=nonsense", DUMP], "nonsense"), (["-o", "x", "-l", "no tag", DUMP], "no tag"),
    (["-o", "x", "-p", "nonsense=1", "--to=html", DUMP], "nonsense"), (["-o", "x", "-p", "a", "--to=html", DUMP], "'a'"),
    (["-o", "x", "--people=nowhere.tsv", DUMP], "nowhere.tsv"), (["-o", "x", "-H", "nowhere.xml", DUMP], "nowhere.xml"),
    (["-o", A_FILE, DUMP], "file"), (["-o", A_FILE / "x", DUMP], "file"),
    (["-o", "x", "--sqlite=nowhere/c.db", DUMP], "nowhere"), (["-o", "x", f"--sqlite={A_FILE}", DUMP], "file"),
    (["-o", "x", "--files0-from=nowhere.list"], "nowhere.list"), (["-o", "x", "nowhere"], "nowhere"),
    (["--merge-manifests"], "--merge-manifests"), (["--merge-manifests", "x", "y"], "--merge-manifests"),
    (["--jsonl", "-o", "x"], "--jsonl"), (["--jsonl", "--sqlite=x.db"], "--jsonl"), (["--jsonl", "--resume"], "--jsonl"),
    (["--jsonl", "--shard=1/2"], "--jsonl"), (["--jsonl", "--dry-run"], "--jsonl"), (["-o", "x", "--to=site", DUMP], "site"),
    (["--nonsense"], "nonsense"),
]


def wrong(arguments, word):
    folder = out()
    arguments = [folder if a == "x" and i and arguments[i - 1] == "-o" else a for i, a in enumerate(arguments)]
    told(batch(*arguments, status=2, given=b"", timeout=60), re.escape(word) if word.startswith("-") else word)
    manifest = folder / "manifest.jsonl"
    want(not manifest.exists() or "nowhere" in str(arguments[-1]) or not manifest.stat().st_size, "something was done")
    # The same command put right needs no other folder.
    if folder.exists():
        batch("-o", folder, DUMP, "--limit=1", "--resume")


for arguments, word in WRONG:
    tap.attempt("wrong: " + " ".join(map(str, arguments)).replace(str(HOME), ""), wrong, arguments, word)


# ---- lists ---------------------------------------------------------------------------------------


def lists():
    names = sorted(str(DUMP / n) for n in FILES)
    for end, more in ("\0", []), ("\n", []), ("\0", ["-j3"]):
        listed = HOME / "list"
        listed.write_text("".join(n + end for n in names) + str(HOME / "gone.txt") + end)
        r = ran(f"--files0-from={listed}", *more, status=1)
        same("documents", 9, len(r.lines))
        want(r.statuses()[str(HOME / "gone.txt").lstrip("/")] == "unreadable", r.statuses())


tap.attempt("sources by a list", lists)

tap.end()
