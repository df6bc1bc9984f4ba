"""dumps.py: small dumps of transcripts, runs of teibatch over them, and what a folder of results has in it"""

import hashlib
import io
import json
import os
import random
import re
import sys
import tarfile
import zipfile
from pathlib import Path

# Runs wait until all is on the disk; what is in memory is there at once.
if os.access("/dev/shm", os.W_OK):
    os.environ.setdefault("TMPDIR", "/dev/shm")

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "laws"))
import laws  # noqa: E402

PEOPLE = ["MR SMITH", "MRS JONES", "DR MBEKI", "MS O'HARA", "THE CHAIR"]
WORDS = "water the road school of taxes and we shall not budget bridge ask for answer minister say coal".split()


def want(good, why):
    if not good:
        raise laws.Failure(str(why))


def same(what, expected, got):
    """As laws.same, of any two things."""
    if expected != got:
        laws.same(what, repr(expected).encode(), repr(got).encode())


def transcript(number, turns=6):
    """A short debate, another one for each number."""
    some = random.Random(number)
    lines = ["House of Commons", "", "Official Report of Debates", "", f"3 May {1900 + number % 100}", ""]
    for i in range(turns):
        words = " ".join(some.choice(WORDS) for _ in range(some.randint(5, 20)))
        lines += [f"{PEOPLE[(number + i) % len(PEOPLE)]}: {words.capitalize()} {number}.", ""]
    return "\n".join(lines).encode()


def documents(n, folder="d"):
    return {f"{folder}/{i:03}.txt": transcript(i) for i in range(n)}


def write_folder(path, files):
    for name, content in files.items():
        (path / name).parent.mkdir(parents=True, exist_ok=True)
        (path / name).write_bytes(content)
    return path


def write_tar(path, files, mode="w"):
    """`files` is a dictionary or pairs; names are text or bytes."""
    with tarfile.open(path, mode, format=tarfile.GNU_FORMAT, encoding="utf-8", errors="surrogateescape") as t:
        for name, content in dict.items(files) if isinstance(files, dict) else files:
            entry = tarfile.TarInfo(os.fsdecode(name))
            entry.size = len(content)
            t.addfile(entry, io.BytesIO(content))
    return path


def write_zip(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as z:
        for name, content in files.items():
            z.writestr(name, content)
    return path


def write_lines(path, rows):
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def batch(*arguments, status=0, **more):
    """A run that must end with this status (or one of these)."""
    done = laws.run("teibatch", *arguments, **more)
    allowed = status if isinstance(status, tuple) else (status,)
    want(done.status in allowed, f"teibatch {arguments}: status {done.status}, not {status}: {done.told()}")
    return done


class Results:
    """A folder of results."""

    def __init__(self, folder):
        self.folder = Path(folder)
        self.lines, self.ends = [], []
        for path in sorted(self.folder.glob("manifest*.jsonl")):
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                (self.ends if "end" in row else self.lines).append(row)
        self.last = {row["id"]: row for row in self.lines}

    def statuses(self):
        return {name: row["status"] for name, row in self.last.items()}

    def files(self):
        """The results that there are, with their bytes."""
        return {
            str(p.relative_to(self.folder)): p.read_bytes()
            for p in sorted(self.folder.rglob("*"))
            if p.is_file() and not re.fullmatch(r"manifest.*\.jsonl|report\.html|.*\.db(-wal|-shm)?", p.name)
        }

    def told(self):
        """What the manifest says of each document, without what belongs to the carrier and to the hour."""
        return {
            name: {k: v for k, v in row.items() if k not in ("source", "seconds")}
            for name, row in self.last.items()
        }

    def check(self):
        """Each result is there as it was written, and nothing else."""
        files = self.files()
        for name, row in self.last.items():
            for output in row.get("outputs", []):
                content = files.pop(output["path"], None)
                want(content is not None, f"{name}: {output['path']} is not there")
                want(hashlib.sha256(content).hexdigest() == output["sha256"], f"{output['path']} is another")
        want(not files, f"nobody explains {sorted(files)[:5]}")
        left = [p.name for p in self.folder.iterdir() if p.name.startswith(".")]
        want(not left, f"left over: {left}")
        return self
