#!/usr/bin/env python3
# faults.t: whatever happens to a run, --resume ends with each document once, as if nothing had been
#
#   FAULTS=20      how many faults; `make faults` has 200
#   FAULT_SEED=1   others
#   FAULT_KIND=K   of this kind alone
#
# A fault happens to a run in a folder of its own. What is left must be true; then --resume runs until it ends, and
# all is compared with a run that nothing happened to.
import base64
import collections
import os
import random
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path[:0] = [str(Path(__file__).resolve().parent), str(Path(__file__).resolve().parents[1] / "dump")]
from dumps import Results, documents, laws, same, want, write_folder, write_lines, write_tar, write_zip  # noqa: E402
from hostile import BOMBS, HOSTILE  # noqa: E402
from warcs import by_record, resource as record  # noqa: E402

N = int(os.environ.get("FAULTS", "20"))
SEED = int(os.environ.get("FAULT_SEED", "1"))
tap = laws.Tap()
HOME = laws.work
COUNT = 40
FILES = {**documents(COUNT), "d/0055.txt": b"", "d/0077.txt": b"\0\1\2" * 99,
         "d/0088.xml": Path("samples/play.xml").read_bytes().replace(b"</teiHeader>", b"</teiHeader><x/>")}
FILES = dict(sorted(FILES.items()))
SANITIZED = "asan" in str(laws.BIN) or laws.WRAP

# ---- carriers ------------------------------------------------------------------------------------


def seven_zip(path):
    folder = write_folder(HOME / "for-7z", FILES)
    done = subprocess.run(["7z", "a", "-bd", "-y", path, "d"], cwd=folder, capture_output=True)
    return path if done.returncode == 0 else None


DUMPS = HOME / "dumps"
DUMPS.mkdir()
CARRIERS = {
    "tar": write_tar(DUMPS / "dump.tar", FILES),
    "tar.gz": write_tar(DUMPS / "dump.tar.gz", FILES, "w:gz"),
    "zip": write_zip(DUMPS / "dump.zip", FILES),
    "7z": seven_zip(DUMPS / "dump.7z") if shutil.which("7z") else None,
    "jsonl": write_lines(DUMPS / "dump.jsonl", [{"id": n, "b64": base64.b64encode(c).decode()}
                                                for n, c in FILES.items()]),
    "folder": write_folder(DUMPS / "dump", FILES),
}
PAGES = DUMPS / "dump.warc.gz"
PAGES.write_bytes(by_record([record(f"http://example.org/{n}", c) for n, c in FILES.items()]))


def shim():
    target = HOME / "failing.so"
    done = subprocess.run(["cc", "-shared", "-fPIC", "-O1", "-o", target, "tests/batch/shim/failing.c", "-ldl"],
                          capture_output=True)
    return target if done.returncode == 0 and not SANITIZED else None


SHIM = shim()


# ---- a run ---------------------------------------------------------------------------------------


class Case:
    """One fault: a folder with a dump, and what was chosen for it."""

    def __init__(self, number, kind):
        self.kind, self.some = kind, random.Random(f"{SEED} {number}")
        self.home = HOME / f"case-{number}"
        self.home.mkdir()
        self.out = self.home / "out"
        self.to = self.some.choice(["tei", "tei,csv"])
        self.db = self.home / "corpus.db" if self.some.random() < 0.5 else None
        self.jobs = self.some.choice([1, 2, 3])
        self.dumps = []
        self.more = []
        self.mounted = None

    def take(self, *names):
        name = self.some.choice([n for n in names or CARRIERS if CARRIERS.get(n)])
        self.source = CARRIERS[name]
        self.dumps = [self.source]
        return name

    def copied(self, source):
        """A copy that may be damaged, as the dump."""
        self.dumps = [self.home / source.name]
        shutil.copy(source, self.dumps[0])
        return self.dumps[0]

    def command(self, *more):
        return [*map(str, laws.WRAP), str(laws.BIN / "teibatch"), "-o", str(self.out), f"--to={self.to}",
                f"-j{self.jobs}", *([f"--sqlite={self.db}"] if self.db else []), *self.more, *more,
                *map(str, self.dumps)]

    def start(self, *more, **other):
        return subprocess.Popen(self.command(*more), stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, **other)

    def end(self, run, timeout=120):
        try:
            self.err = run.communicate(timeout=timeout)[1].decode("utf-8", "replace")
        except subprocess.TimeoutExpired:
            run.kill()
            run.communicate()
            raise laws.Failure(f"{self.command()}: no end within {timeout} s") from None
        want(run.returncode in (0, 1, 2, -signal.SIGKILL, -signal.SIGINT, -signal.SIGTERM, -signal.SIGHUP),
             f"ended with {run.returncode}: {self.err}")
        return run.returncode

    def run(self, *more, **other):
        return self.end(self.start(*more, **other))

    def resume(self):
        for _ in range(5):
            status = self.run("--resume")
            if status != 2:
                return status
        raise laws.Failure(f"--resume does not end: {self.err}")


def true_so_far(case, whole=False):
    """What the manifest says is so, also in the middle of a run that was killed."""
    if not (case.out / "manifest.jsonl").exists():
        return
    text = (case.out / "manifest.jsonl").read_bytes()
    cut = case.home / "cut"
    cut.mkdir()
    (cut / "manifest.jsonl").write_bytes(text[:text.rfind(b"\n") + 1])
    r = Results(cut)
    shutil.rmtree(cut)
    files = Results.files(Results(case.out)) if whole else None
    for row in r.last.values():
        for output in row.get("outputs", []):
            want((case.out / output["path"]).exists(), f"{row['id']}: {output['path']} is told and not there")
            want((case.out / output["path"]).stat().st_size == output["bytes"], f"{output['path']} is cut")
    del files
    if case.db and case.db.exists() and case.db.stat().st_size:
        database(case.db)


def database(path):
    connection = sqlite3.connect(path)
    try:
        same("integrity", [("ok",)], connection.execute("PRAGMA integrity_check").fetchall())
        if not connection.execute("SELECT count(*) FROM sqlite_master").fetchall()[0][0]:
            return {}
        connection.execute("INSERT INTO speeches_fts (speeches_fts, rank) VALUES ('integrity-check', 1)")
        rows = {}
        for row in connection.execute("SELECT id, status, sha256, path, words, (SELECT count(*) FROM speeches s WHERE "
                                      "s.document = d.id), (SELECT count(*) FROM people p WHERE p.document = d.id) "
                                      "FROM documents d"):
            want(row[0] not in rows, f"{row[0]} is twice in the database")
            rows[row[0]] = row
        return rows
    except sqlite3.Error as e:
        raise laws.Failure(f"the database: {e}") from None
    finally:
        connection.close()


def told(results):
    return {n: {k: v for k, v in row.items() if k not in ("source", "seconds", "same_as", "uri", "captured")}
            for n, row in results.last.items() if row["status"] != "gone"}


BASES = {}
LOCK = threading.Lock()


def base(case):
    """The same run, to which nothing happens."""
    key = (case.to, case.source == PAGES)
    with LOCK:
        if key not in BASES:
            other = Case(f"base-{len(BASES)}", "base")
            other.to, other.jobs, other.dumps, other.db = case.to, 2, [case.source], other.home / "corpus.db"
            begin = time.monotonic()
            same("the base's status", 1, other.run())
            BASES[key] = Results(other.out).check(), database(other.db), time.monotonic() - begin
    return BASES[key]


def compare(case, others=False):
    """As in an undisturbed run. `others`: there may be documents besides."""
    expected, rows, _ = base(case)
    r = Results(case.out).check()
    wanted, got = told(expected), told(r)
    for name in wanted:
        want(name in got, f"{name} is missing")
        same(name, wanted[name], got[name])
    want(others or len(wanted) == len(got), f"documents from nowhere: {sorted(set(got) - set(wanted))[:5]}")
    files, theirs = r.files(), expected.files()
    for path, content in theirs.items():
        same(path, content, files[path])
    want(others or len(files) == len(theirs), "files from nowhere")
    want((case.out / "report.html").exists(), "no report.html")
    want(r.lines and r.ends, "no end in the manifest")
    if case.db:
        have = database(case.db)
        for name, row in rows.items():
            same(f"database: {name}", row, have.get(name))
        want(others or len(have) == len(rows), "the database has others")
    own = {"out", "small"} | {p.name for p in case.dumps} | {f"corpus.db{e}" for e in ("", "-wal", "-shm")}
    for path in case.home.iterdir():
        want(path.name in own, f"written outside: {path.name}")


def children(pid):
    try:
        return [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


# ---- faults --------------------------------------------------------------------------------------


def at_a_time(case):
    return case.some.uniform(0, 1.1) * base(case)[2]


def kill_run(case):
    case.take()
    for i in range(case.some.choice([1, 1, 3])):
        run = case.start("--resume")
        time.sleep(at_a_time(case))
        run.kill()
        case.end(run)
        true_so_far(case)


def kill_worker(case):
    case.take()
    run = case.start()
    for _ in range(case.some.randint(1, 6)):
        time.sleep(at_a_time(case) / 4)
        workers = children(run.pid)
        if workers:
            try:
                os.kill(case.some.choice(workers), signal.SIGKILL)
            except ProcessLookupError:
                pass
    same("the run goes on", 1, case.end(run))
    true_so_far(case)


def kill_all_workers(case):
    case.take()
    run = case.start()
    until = time.monotonic() + at_a_time(case)
    while time.monotonic() < until:
        for worker in children(run.pid):
            try:
                os.kill(worker, signal.SIGKILL)
            except ProcessLookupError:
                pass
        time.sleep(0.002)
    same("the run goes on", 1, case.end(run))
    true_so_far(case)


def interrupt(case):
    case.take()
    which = case.some.choice([signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
    run = case.start(start_new_session=True)
    time.sleep(at_a_time(case))
    if case.some.random() < 0.5:
        run.send_signal(which)
    else:
        os.killpg(run.pid, which)  # as a terminal does
    status = case.end(run)
    want(status in (1, 2, -which), f"status {status}: {case.err}")
    want(status != 2 or "--resume" in case.err, f"how to go on is not told: {case.err}")
    want(status < 0 or not list(case.out.glob(".partial*")), "something is left")
    true_so_far(case)


def interrupt_twice(case):
    case.take()
    run = case.start()
    time.sleep(at_a_time(case))
    for _ in range(2):
        run.send_signal(signal.SIGINT)
        time.sleep(0.005 * case.some.random())
    case.end(run)
    true_so_far(case)


def small_disk(case):
    case.take()
    small = case.home / "small"
    small.mkdir()
    size = case.some.randint(40, 700)
    done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={size}k", "none", small], capture_output=True)
    if done.returncode:
        raise Skipped("a disk of its own needs more rights")
    case.mounted = small
    case.out = small / "out"
    if case.db:
        case.db = small / "corpus.db"
    status = case.run()
    want(status == 1 or (status == 2 and re.search("No space|full", case.err)
                           and ("--resume" in case.err or "documents in" not in case.err)), f"status {status}: {case.err}")
    # A database wants room also from who reads it.
    subprocess.run(["mount", "-o", "remount,size=100m", small], check=True)
    true_so_far(case)


def small_files(case):
    """A limit on the size of files, which the manifest or the database meets."""
    case.take()
    limit = case.some.randint(1000, 60000)
    status = case.run(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)))
    want(status == 1 or (status == 2 and "fatal" in case.err), f"status {status}: {case.err}")
    true_so_far(case)


def little_memory(case):
    case.take()
    limit = case.some.randint(110, 400) << 20
    case.run(preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (limit, limit)))
    true_so_far(case)
    case.more = ["--retry-failed"]


CALLS = ["write", "pwrite", "fdatasync", "fsync", "syncfs", "rename", "open", "mkdir", "fork", "ftruncate"]


def call_fails(case):
    if not SHIM:
        raise Skipped("nothing to load before a program here")
    case.take()
    env = {"FAIL_CALL": case.some.choice(CALLS), "FAIL_AT": str(case.some.randint(1, 60)),
           "FAIL_WHY": str(case.some.choice([5, 12, 28, 122]))}
    if case.some.random() < 0.5:
        env["FAIL_ONCE"] = "1"
    status = case.run(env={**os.environ, "LD_PRELOAD": str(SHIM), **env})
    want(status == 1 or (status == 2 and "fatal" in case.err), f"{env}: status {status}: {case.err}")
    true_so_far(case)


def read_error(case):
    if not SHIM:
        raise Skipped("nothing to load before a program here")
    name = case.take()
    source = case.source
    if name == "folder":
        source = case.source / case.some.choice(list(FILES))
    size = source.stat().st_size
    env = {"FAIL_FILE": str(source.resolve()), "FAIL_FROM": str(case.some.randrange(size) if size else 0)}
    status = case.run(env={**os.environ, "LD_PRELOAD": str(SHIM), **env})
    r = Results(case.out)
    bad = [row for row in r.last.values() if row["status"] == "unreadable"]
    # Of a zip archive, or an empty file, the bytes that cannot be read may be such that nobody needs.
    want(status == 2 or bad or name in ("zip", "7z", "folder", "tar"), f"{env}: nothing is told: {case.err}")
    want(status == 2 or not bad or r.ends, "no end")
    true_so_far(case)


def cut(case):
    source = case.source = CARRIERS[case.take("tar", "tar.gz", "zip", "7z", "jsonl")]
    copy = case.copied(source)
    content = source.read_bytes()
    copy.write_bytes(content[:case.some.randrange(len(content))])
    damaged(case, source, copy)


def cut_web(case):
    case.source = PAGES
    copy = case.copied(PAGES)
    content = PAGES.read_bytes()
    copy.write_bytes(content[:case.some.randrange(len(content))])
    damaged(case, PAGES, copy)


def corrupt(case):
    source = case.source = case.some.choice([CARRIERS[case.take("tar", "tar.gz", "zip", "7z", "jsonl")], PAGES])
    copy = case.copied(source)
    content = bytearray(source.read_bytes())
    for _ in range(case.some.choice([1, 3, 30])):
        at = case.some.randrange(len(content))
        content[at:at + case.some.choice([1, 1, 100])] = case.some.randbytes(case.some.choice([1, 100]))
    copy.write_bytes(content)
    damaged(case, source, copy)


def damaged(case, source, copy):
    case.run()
    true_so_far(case)
    shutil.copy(source, copy)
    case.others = True


def power_cut(case):
    """What was not made sure of is gone: the manifest ends somewhere, results are empty or not there."""
    case.take()
    run = case.start()
    time.sleep(at_a_time(case))
    run.kill()
    case.end(run)
    results = [p for p in case.out.glob("*/*") if p.is_file() and p.parent.name[0] != "."]
    for path in case.some.sample(results, min(len(results), 5)):
        if case.some.random() < 0.5:
            path.unlink()
        else:
            path.write_bytes(b"\0" * case.some.randrange(100))
    manifest = case.out / "manifest.jsonl"
    if manifest.exists() and manifest.stat().st_size:
        size = case.some.randrange(manifest.stat().st_size)
        with manifest.open("r+b") as f:
            f.truncate(size)
            if case.some.random() < 0.3:
                f.seek(size)
                f.write(b"\0" * 500)


def with_others(case, others):
    folder = case.home / "dump"
    write_folder(folder, {**FILES, **others})
    case.source, case.dumps, case.others = CARRIERS["folder"], [folder], True
    begin = time.monotonic()
    run = case.start("--max-seconds=10", "--max-size=32", preexec_fn=lambda: resource.setrlimit(
        resource.RLIMIT_FSIZE, (1 << 30, 1 << 30)))
    same("status", 1, case.end(run))
    want(time.monotonic() - begin < 100, "it takes too long")
    true_so_far(case)
    case.more = ["--max-seconds=10", "--max-size=32"]
    r = Results(case.out).check()
    for name in others:
        mine = [row for n, row in r.last.items() if n == name or n.startswith(name + "/")
                or n.startswith(re.sub(r"\.gz$", "", name))]
        want(mine, f"{name} is told nowhere")


def hostile(case):
    with_others(case, {f"d/{n}": make() for n, make in case.some.sample(list(HOSTILE.items()), 6)})


def bomb(case):
    name, make = case.some.choice(list(BOMBS.items()))
    with_others(case, {f"d/{name}": make()})


class Skipped(Exception):
    pass


KINDS = {
    "kill -9 of the run": kill_run, "kill -9 of workers": kill_worker, "kill -9 of all workers": kill_all_workers,
    "interrupt": interrupt, "interrupt twice": interrupt_twice, "full disk": small_disk, "file size limit": small_files,
    "little memory": little_memory, "system call fails": call_fails, "read error": read_error, "cut archive": cut,
    "cut web archive": cut_web, "corrupt archive": corrupt, "power cut": power_cut, "hostile documents": hostile,
    "bomb": bomb,
}
if SANITIZED:
    del KINDS["little memory"]
counts = collections.defaultdict(collections.Counter)


def fault(number):
    names = [n for n in KINDS if n == os.environ.get("FAULT_KIND", n)]
    kind = names[number % len(names)]
    case = Case(number, kind)
    case.others = False
    name = f"{number}: {kind}"
    begin = time.monotonic()
    try:
        KINDS[kind](case)
        case.resume()
        compare(case, case.others)
    except Skipped as e:
        counts[kind]["skipped"] += 1
        return tap.skip(name, str(e))
    except laws.Failure as e:
        counts[kind]["failed"] += 1
        return tap.ok(False, name, f"{' '.join(case.command())}\n{e}\n{getattr(case, 'err', '')}")
    except Exception as e:  # what is left cannot even be read
        counts[kind]["failed"] += 1
        return tap.ok(False, name, f"{' '.join(case.command())}\n{type(e).__name__}: {e}")
    finally:
        if case.mounted:
            subprocess.run(["umount", "-l", case.mounted], capture_output=True)
        if os.environ.get("FAULT_KEEP") is None:
            shutil.rmtree(case.home, ignore_errors=True)
    counts[kind]["held"] += 1
    counts[kind]["seconds"] += round(time.monotonic() - begin)
    tap.ok(True, name)


with ThreadPoolExecutor(laws.JOBS) as pool:
    list(pool.map(fault, range(N)))
for kind in KINDS:
    tap.note(f"{kind}: " + ", ".join(f"{n} {what}" for what, n in sorted(counts[kind].items())))
tap.end()
