"""laws.py: what the law tests share: the documents, running our programs, and TAP

A law is tried on every sample and on every text of ../shared/corpus, where that folder is there. A
text is a file in UTF-8, or one that begins with a byte order mark; lists of speeches (*.gold.tsv)
and sources of other projects (*.source-*.xml) are none.

    BIN      the folder of the programs, build/bin
    WRAP     a command before each of them, such as valgrind
    CORPUS   the folder of the texts, ../shared/corpus
    JOBS     programs that run at a time, 2
"""

import atexit
import functools
import gzip
import multiprocessing
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
os.chdir(ROOT)
BIN = Path(os.environ.get("BIN", "build/bin")).absolute()
# Programs in build/bin find their data by themselves; those built elsewhere are told where it is.
if BIN != ROOT / "build/bin":
    os.environ.setdefault("TEIPATH", str(ROOT))
CORPUS = Path(os.environ.get("CORPUS", "../shared/corpus"))
SHARED = Path("../shared")
WRAP = shlex.split(os.environ.get("WRAP", ""))
JOBS = int(os.environ.get("JOBS", "2"))
TIMEOUT = 60 * (20 if WRAP else 1)

# What a sanitizer finds must not look like a finding in the data.
os.environ.setdefault("ASAN_OPTIONS", "exitcode=99")
os.environ.setdefault("UBSAN_OPTIONS", "exitcode=99:print_stacktrace=1")

work = Path(tempfile.mkdtemp(prefix="laws."))
atexit.register(shutil.rmtree, work, ignore_errors=True)


class Failure(Exception):
    """A law that does not hold, in words."""


class Done:
    """A program that ended."""

    def __init__(self, name, status, out, err):
        self.name, self.status, self.out, self.err = name, status, out, err

    def told(self):
        return self.err.decode("utf-8", "replace").strip()[:500]


def is_text(path):
    name = path.name
    if name.endswith(".gold.tsv") or (".source-" in name and name.endswith(".xml")):
        return False
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return data.startswith(b"\xef\xbb\xbf")
    return True


def corpus_files():
    return sorted(p for p in CORPUS.rglob("*") if p.is_file()) if CORPUS.is_dir() else []


def documents():
    """The samples and the texts of the corpus."""
    return sorted(Path("samples").glob("*.txt")) + [p for p in corpus_files() if is_text(p)]


def run(name, *arguments, given=None, timeout=TIMEOUT, wrap=True, **more):
    """Runs one of our programs; `given` is its standard input. It must not crash or hang."""
    command = (WRAP if wrap else []) + [str(BIN / name), *map(str, arguments)]
    try:
        p = subprocess.run(
            command,
            input=given,
            **({} if given is not None else {"stdin": subprocess.DEVNULL}),
            **{"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, **more},
            timeout=timeout,
        )
    except FileNotFoundError:
        raise Failure(f"no program {BIN / name}") from None
    except subprocess.TimeoutExpired:
        raise Failure(f"{name} {shlex.join(map(str, arguments))}: longer than {timeout} s") from None
    if p.returncode not in (0, 1, 2):
        told = (p.stderr or b"").decode("utf-8", "replace").strip()[:1500]
        raise Failure(f"{name} {shlex.join(map(str, arguments))}: ended with {p.returncode}\n{told}")
    return Done(name, p.returncode, p.stdout or b"", p.stderr or b"")


def output(name, *arguments, given=None):
    """The output of a program that must do well: status 0."""
    done = run(name, *arguments, given=given)
    if done.status != 0:
        raise Failure(f"{name}: status {done.status}: {done.told()}")
    return done.out


def same(what, expected, got):
    """Fails, with the first difference, unless two outputs are the same bytes."""
    if expected == got:
        return
    low, high = 0, min(len(expected), len(got))
    while low < high:
        middle = (low + high + 1) // 2
        if expected[:middle] == got[:middle]:
            low = middle
        else:
            high = middle - 1
    line = expected.count(b"\n", 0, low) + 1
    raise Failure(
        f"{what}: {len(expected)} and {len(got)} bytes, first difference at byte {low}, line {line}:\n"
        f"- {expected[max(0, low - 30) : low + 60]!r}\n+ {got[max(0, low - 30) : low + 60]!r}"
    )


def why_not(test, item):
    """None when a test holds, else why it does not."""
    try:
        test(item)
    except Failure as e:
        return str(e)
    return None


class Tap:
    """Writes TAP. Every law ends with a line of figures."""

    def __init__(self):
        self.number = self.failed = 0
        self.lock = threading.Lock()

    def ok(self, good, name, why=""):
        with self.lock:
            self.number += 1
            self.failed += not good
            print(f"{'ok' if good else 'not ok'} {self.number} - {name}".replace("#", "\\#"))
            if not good:
                for line in why.splitlines()[:25]:
                    print("#   " + line[:600])
            sys.stdout.flush()

    def skip(self, name, reason):
        with self.lock:
            self.number += 1
            print(f"ok {self.number} - {name} # SKIP {reason}")

    def note(self, text):
        print(f"# {text}")

    def attempt(self, name, test, *arguments):
        """One test: it holds unless it raises Failure."""
        try:
            test(*arguments)
        except Failure as e:
            self.ok(False, name, str(e))
            return False
        self.ok(True, name)
        return True

    def each(self, law, test, items, forked=False):
        """Tries a law on each document, JOBS at a time; in processes of its own (`forked`) a test that works much
        itself and leaves nothing behind."""
        items = list(items)
        if forked:
            held = self.each_forked(law, test, items)
        else:
            with ThreadPoolExecutor(JOBS) as pool:
                held = list(pool.map(lambda d: self.attempt(f"{law}: {d}", test, d), items))
        self.note(f"law '{law}': documents tried {len(held)}, held {sum(held)}")
        if not items:
            self.ok(False, f"{law}: documents", "there is no document to try the law on")

    def each_forked(self, law, test, items):
        held = []
        sys.stdout.flush()
        with multiprocessing.get_context("fork").Pool(JOBS) as pool:
            for item, why in zip(items, pool.imap(functools.partial(why_not, test), items, chunksize=4)):
                held.append(why is None)
                self.ok(why is None, f"{law}: {item}", why or "")
        return held

    def end(self):
        if not CORPUS.is_dir():
            self.skip("texts of the corpus", f"no folder {CORPUS} here")
        print(f"1..{self.number}")
        sys.exit(1 if self.failed else 0)


def law(name, test):
    """A whole test file: one law over every document."""
    tap = Tap()
    tap.each(name, test, documents())
    tap.end()


def gzipped(path):
    """A gzipped copy whose name tells nothing."""
    with tempfile.NamedTemporaryFile(dir=work, delete=False) as f:
        f.write(gzip.compress(path.read_bytes(), mtime=0))
    return f.name
