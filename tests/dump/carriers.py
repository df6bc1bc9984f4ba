"""carriers.py: what the laws of sources share: dumps, and what source_items gives of them"""

import json
import os
import resource
import shutil
import subprocess
import sys
import hashlib
import tarfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "laws"))
import laws  # noqa: E402

LIST = laws.BIN.parent / "tests/source_items"
HOME = laws.work


class Listed:
    """What was given: documents and failures in order."""

    def __init__(self, text):
        rows = [json.loads(line) for line in text.splitlines()]
        self.end = rows.pop()
        self.documents = [r for r in rows if "sum" in r]
        self.failures = [r for r in rows if "why" in r]
        self.passed = [(r["path"], r["pass"]) for r in rows if "pass" in r]
        self.whole = [r for r in self.failures if r["whole"]]

    def contents(self):
        return sorted((r["path"], r["sum"]) for r in self.documents)

    def paths(self):
        return [r["path"] for r in self.documents]

    def whys(self):
        return " | ".join(f"{r['path']}: {r['why']}" for r in self.failures)


def listed(*arguments, given=None, timeout=60, memory=None, **env):
    """Bounded in time and, without sanitizers, in memory; nothing but an answer is an answer."""

    def limit():
        if memory and "asan" not in str(laws.BIN):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    command = [*laws.WRAP, str(LIST), *map(str, arguments)]
    try:
        done = subprocess.run(command, cwd=HOME, input=given, capture_output=True, timeout=timeout,
                              env={**os.environ, **env}, preexec_fn=limit)
    except subprocess.TimeoutExpired:
        raise laws.Failure(f"{command}: longer than {timeout} s") from None
    if done.returncode:
        raise laws.Failure(f"{command}: {done.returncode}\n{done.stderr.decode()[-1500:]}{done.stdout[-500:]}")
    return Listed(done.stdout.decode("utf-8"))


def want(good, why):
    if not good:
        raise laws.Failure(str(why))


def digest(content):
    return hashlib.sha256(content).hexdigest()


def tar(name, form=tarfile.PAX_FORMAT, top="dump", mode="w", base=None):
    with tarfile.open(HOME / name, mode, format=form) as t:
        t.add(base or HOME / "dump", arcname=top)
    return name


def zipped(name, top="dump/", compression=zipfile.ZIP_DEFLATED, base=None):
    base = base or HOME / "dump"
    with zipfile.ZipFile(HOME / name, "w", compression) as z:
        for path in sorted(base.rglob("*")):
            z.write(path, top + str(path.relative_to(base)))
    return name


def packed(name, pack, source):
    (HOME / name).write_bytes(pack((HOME / source).read_bytes()))
    return name


def tool(*command):
    """A dump made by a program that need not be here."""
    if not shutil.which(command[0]):
        return False
    subprocess.run(command, cwd=HOME, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return True
