"""scale.py: what the tests of many machines share: a dump, what one machine makes of it, processes to kill"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tarfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "laws"))
import laws  # noqa: E402
from laws import BIN, Failure, Tap, run, work  # noqa: E402,F401

TOOLS = laws.ROOT / "tools/scale"
TEIBATCH = BIN / "teibatch"
WORDS = ("water land council item budget road school vote tax report minister house motion order time "
         "river people city bridge light").split()


def absent(*programs):
    """Which of these are not here; daemons are where users do not look."""
    os.environ["PATH"] += ":/usr/sbin:/sbin"
    return [p for p in programs if not shutil.which(p)]


def skip_all(why):
    print(f"1..0 # SKIP {why}")
    sys.exit(0)


def talk(n, turns, chance):
    names = ["MR. SMITH", "MS. JONES", "MR. BROWN"]
    return "\n".join(
        f"{'CHAIR' if i % 3 == 0 else chance.choice(names)}: "
        f"{' '.join(chance.choice(WORDS) for _ in range(12)).capitalize()} {n}.\n" for i in range(turns))


def make_dump(documents, turns):
    """A tar of distinct transcripts, some of which are no good."""
    chance = random.Random(documents)
    folder = work / "dump"
    for n in range(documents):
        path = folder / f"{n % 10}" / f"sitting-{n:05}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("" if n % 100 == 7 else talk(n, turns, chance))
    with tarfile.open(work / "dump.tar", "w") as tar:
        tar.add(folder, "dump")
    return work / "dump.tar"


def results(folder):
    """All files of a run but its manifests, reports, logs and databases."""
    found = {}
    for path in sorted(folder.rglob("*.xml")):
        found[str(path.relative_to(folder))] = path.read_bytes()
    return found


def alone(dump, *options):
    """What one machine makes of it: the folder."""
    done = run("teibatch", "-o", work / "alone", "--exit-zero", *options, dump, timeout=600)
    if done.status:
        raise Failure(done.told())
    return work / "alone"


def last_lines(folder):
    import json
    lines = {}
    for line in (folder / "manifest.jsonl").read_text().splitlines():
        line = json.loads(line)
        if "id" in line:
            if line["id"] in lines:
                raise Failure(f"{line['id']} is twice in the manifest")
            lines[line["id"]] = {k: v for k, v in line.items() if k not in ("seconds", "source", "same_as")}
        else:
            lines["end"] = {k: v for k, v in line["end"].items()}
    return lines


def compare(expected, got, documents):
    """Complete, unique, and the same bytes as one machine makes."""
    if not (got / "manifest.jsonl").exists():
        raise Failure("there is no manifest of all parts")
    a, b = results(expected), results(got)
    if sorted(a) != sorted(b):
        raise Failure(f"{len(a)} and {len(b)} results; differ: {sorted(set(a) ^ set(b))[:5]}")
    differ = [name for name in a if a[name] != b[name]]
    if differ:
        raise Failure(f"other bytes in {len(differ)} results: {differ[:5]}")
    a, b = last_lines(expected), last_lines(got)
    if a != b:
        ids = [k for k in set(a) | set(b) if a.get(k) != b.get(k)]
        raise Failure(f"the manifests differ in {len(ids)}: {[(a.get(k), b.get(k)) for k in ids[:2]]}")
    if len(b) != documents + 1:
        raise Failure(f"{len(b) - 1} documents in the manifest, not {documents}")


def lines_written(folder):
    return sum(p.read_bytes().count(b"\n") for p in folder.glob("manifest-*.jsonl"))


def wait_for(what, test, seconds=120, alive=lambda: True):
    """Waits until the test gives something true, and gives that."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found = test()
        if found:
            return found
        if not alive():
            raise Failure(f"ended before {what}")
        time.sleep(0.05)
    raise Failure(f"waited {seconds} s in vain: {what}")


def refuses(script, *more):
    """What is wrong with the settings of a script is told, with status 2; `more` of them are its own."""
    for arguments, word in ((["--", "x"], "--out"), (["--out=o", "--"], "sources"), (["--out=o", "x"], "behind --"),
                            (["--out=o", "--shards=x", "--", "x"], "number"), (["--out=o", "--what", "--"], "--what"),
                            *more):
        status, said = call([TOOLS / script, *arguments], cwd=work)
        if status != 2 or word not in said:
            raise Failure(f"{arguments}: status {status}: {said}")


# ---- Processes ----


def processes():
    """Of all processes: number, parent's number, environment."""
    for entry in Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            parent = int((entry / "stat").read_text().rpartition(")")[2].split()[1])
            environment = (entry / "environ").read_bytes().split(b"\0")
        except (OSError, ValueError):
            continue
        yield int(entry.name), parent, environment


def kill(pids):
    for pid in pids:
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            pass


def below(pid):
    """A process and all that it has started."""
    children = {}
    for p, parent, _ in processes():
        children.setdefault(parent, []).append(p)
    found = [pid]
    for p in found:
        found += children.get(p, [])
    return found


def with_environment(*settings):
    """Processes that have all these in their environment."""
    wanted = {s.encode() for s in settings}
    return [p for p, _, environment in processes() if wanted <= set(environment) and p != os.getpid()]


def show(path, lines=15):
    try:
        return "\n".join(path.read_text(errors="replace").splitlines()[-lines:])
    except OSError:
        return f"no {path}"


def call(command, **more):
    done = subprocess.run([str(c) for c in command], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, **more)
    return done.returncode, done.stdout.decode("utf-8", "replace")


def select(streams, seconds):
    import select as system
    return system.select(streams, [], [], seconds)[0]
