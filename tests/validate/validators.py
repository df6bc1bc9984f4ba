"""validators.py: teivalidate, jing and xmllint, each run on many files and read in the same way

What spectest.py, mutants.py, agree.py, adversarial.py and messages.py share. An engine is `native` or
`libxml2` (those of teivalidate), or `jing`. Paths given to an engine must be absolute: jing makes them so.

    BIN      the folder of the programs, build/bin
    WRAP     a command before each of them, such as valgrind
    JOBS     processes at a time, 2
"""

import os
import re
import shlex
import shutil
import subprocess
import tempfile
import time
import xml.parsers.expat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
BIN = Path(os.path.join(ROOT, os.environ.get("BIN", "build/bin")))
SHARED = ROOT.parent / "shared"
SCHEMAS = SHARED / "schemas"
WRAP = shlex.split(os.environ.get("WRAP", ""))
JOBS = int(os.environ.get("JOBS", "2"))
ENGINES = ("native", "libxml2", "jing")
# Programs in build/bin find their data by themselves; those built elsewhere are told where it is.
if BIN != ROOT / "build/bin":
    os.environ.setdefault("TEIPATH", str(ROOT))

FINDING = re.compile(r"(.*?):(?:(\d+):)?(?:(\d+):)? (error|fatal|warning|info): (.*)")
# The system takes some 2 MB of command line.
MOST_FILES, MOST_LETTERS = 4000, 1_000_000


class Finding(NamedTuple):
    """One message of a validator; line and column count from 1, 0 where it names none."""

    line: int
    column: int
    level: str
    message: str


class Outcome:
    """What a validator said: `findings` of each file, `strays` that belong to none of them."""

    def __init__(self, files=()):
        self.findings = {str(f): [] for f in files}
        self.strays = []
        self.status = 0
        self.seconds = 0.0
        self.timed_out = False

    def valid(self, path):
        return not self.findings[str(path)]

    def first(self, path):
        found = self.findings[str(path)]
        return found[0] if found else None

    def read(self, text, keep):
        """Takes the findings out of what was printed; at most `keep` of each file (0: all)."""
        for line in text.splitlines():
            match = FINDING.fullmatch(line)
            found = self.findings.get(match[1]) if match else None
            if found is not None:
                if match[4] in ("error", "fatal") and not (keep and len(found) >= keep):
                    found.append(Finding(int(match[2] or 0), int(match[3] or 0), match[4], match[5]))
            elif line and not line.startswith((" ", "\t", "[warning] ")):
                self.strays.append(line)

    def add(self, other):
        """Takes in the outcome of another run on other files."""
        self.findings.update(other.findings)
        self.strays += other.strays
        self.status = max(self.status, other.status)
        self.seconds += other.seconds
        self.timed_out |= other.timed_out


def command(engine, schema):
    """The command line of an engine, without files."""
    if engine == "jing":
        return ["jing", *(["-c"] if str(schema).endswith(".rnc") else []), str(schema)]
    return WRAP + [str(BIN / "teivalidate"), f"--engine={engine}", "--rules=none", "-s", str(schema)]


def missing(engine):
    """Why an engine cannot be used here, or None."""
    if engine == "jing":
        return None if shutil.which("jing") else "jing is not installed (tools/deps check)"
    if not (BIN / "teivalidate").exists():
        return f"no program {BIN / 'teivalidate'}"
    probe = subprocess.run([BIN / "teivalidate", f"--engine={engine}", "/dev/null"],
                           stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    told = probe.stderr.decode("utf-8", "replace")
    return f"teivalidate has no engine {engine}" if f"engine {engine} is not" in told else None


def spawn(words, timeout):
    """Runs a command; gives its status (None: it was too slow), what it printed, and seconds."""
    start = time.monotonic()
    try:
        done = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, timeout=timeout)
        status, printed = done.returncode, done.stdout
    except subprocess.TimeoutExpired as e:
        status, printed = None, e.stdout or b""
    return status, printed.decode("utf-8", "replace"), time.monotonic() - start


def run_batch(engine, schema, files, timeout=600, keep=0):
    """Runs an engine once on all files: one schema, one process.

    jing leaves at a file that is no XML, without a word on those behind it: then it is run again on
    these.
    """
    outcome = Outcome(files)
    waiting = list(map(str, files))
    while True:
        status, printed, seconds = spawn(command(engine, schema) + waiting, timeout)
        outcome.read(printed, keep)
        outcome.seconds += seconds
        outcome.timed_out |= status is None
        outcome.status = max(outcome.status, 2 if status is None else abs(status))
        broken = [i for i, f in enumerate(waiting) if is_fatal(printed, f)] if engine == "jing" else []
        if not broken or broken[0] + 1 == len(waiting):
            return outcome
        waiting = waiting[broken[0] + 1 :]


def is_fatal(printed, path):
    """Did jing find that a file is no XML?"""
    return ": fatal: " in printed and re.search(
        rf"^{re.escape(path)}:[\d:]* fatal: ", printed, re.M) is not None


def is_xml(path):
    """Is a file well-formed, with its namespaces?"""
    try:
        xml.parsers.expat.ParserCreate(namespace_separator=" ").Parse(path.read_bytes(), True)
    except xml.parsers.expat.ExpatError:
        return False
    return True


def batches(files, jobs):
    """Cuts a list of paths into lists that a command line can take, at least `jobs` of them."""
    most = max(1, min(MOST_FILES, -(-len(files) // jobs)))
    batch, letters = [], 0
    for path in map(str, files):
        if len(batch) == most or letters + len(path) > MOST_LETTERS:
            yield batch
            batch, letters = [], 0
        batch.append(path)
        letters += len(path) + 1
    if batch:
        yield batch


def run(engine, schema, files, timeout=600, keep=0, jobs=JOBS):
    """Runs an engine on all files in few processes, `jobs` at a time."""
    whole = Outcome()
    with ThreadPoolExecutor(jobs) as pool:
        for part in pool.map(lambda b: run_batch(engine, schema, b, timeout, keep),
                             batches(files, jobs)):
            whole.add(part)
    return whole


class Scratch:
    """A folder of scratch: a new one that goes away, or one that was asked for and stays."""

    def __init__(self, asked=None):
        self.asked = asked
        self.path = Path(asked).absolute() if asked else Path(tempfile.mkdtemp(prefix="validate."))
        self.path.mkdir(parents=True, exist_ok=True)

    def __enter__(self):
        return self.path

    def __exit__(self, *_):
        if not self.asked:
            shutil.rmtree(self.path, ignore_errors=True)


def tei_archive():
    """The archive of real TEI files, or None where the shared folder is not."""
    path = SHARED / "perf/tei.tar.gz"
    return path if path.exists() else None


def schema_path(name):
    """A schema: a path, or the name of one in the shared folder."""
    for path in (Path(name), SCHEMAS / name, SCHEMAS / f"{name}.rng"):
        if path.exists():
            return path.resolve()
    raise SystemExit(f"no schema '{name}', neither here nor in {SCHEMAS.relative_to(ROOT.parent)}")
