"""edition.py: a small edition to be checked, and what the tests of CI share"""

import json  # noqa: F401
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "laws"))
import laws  # noqa: E402

try:
    import yaml
except ImportError:  # another Python than the system's, whose package it is
    sys.path.append("/usr/lib/python3/dist-packages")
    try:
        import yaml
    except ImportError:
        yaml = None

SCHEMA = laws.ROOT / "tests/validate/mini.rng"
BUILD = laws.ROOT / os.environ.get("BUILD", "build")
RULES = "link-target-missing,text-character"  # so that other rules have nothing to say
GOOD = ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title/></teiHeader><text>\n'
        '<sp who="#d" xml:id="d"><speaker>D.</speaker><p>Yes.</p></sp>\n'
        "</text></TEI>\n")
BAD = GOOD.replace("</text>", '<sp who="#e"><speaker>E.</speaker><p>No.</p></sp>\n</text>')
# Names that would be an option, a command, a pattern, two names.
HOSTILE = ["-x.xml", "a b.xml", "$(touch pwned).xml", "`touch pwned`.xml", "a;touch pwned;.xml", "[ab].xml",
           "%0A::error::x.xml", "::stop-commands::x.xml", "##[error]x.xml", "new\nline.xml", "q\"'q.xml",
           "a,b:c=d.xml", "ünï.xml", os.fsdecode(b"n\xff.xml")]


def holds(good, why):
    if not good:
        raise laws.Failure(str(why))


def make(folder, documents):
    """Writes an edition with its schema into a folder. Names that a file system refuses are left out."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(SCHEMA, folder / "mini.rng")
    written = []
    for name, text in documents.items():
        path = folder / name
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        except OSError:
            continue
        written.append(name)
    return written


def git(folder, *arguments, **more):
    """Runs git as somebody who has no settings."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    env.update(HOME=str(laws.work), GIT_CONFIG_NOSYSTEM="1", GIT_AUTHOR_NAME="A", GIT_AUTHOR_EMAIL="a@example.org",
               GIT_COMMITTER_NAME="A", GIT_COMMITTER_EMAIL="a@example.org", **more.pop("env", {}))
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, env=env, timeout=300, **more)
    if more.get("check", True) and done.returncode:
        raise laws.Failure(f"git {' '.join(arguments)}: {done.stderr.decode('utf-8', 'replace')}")
    return done


def repository(folder):
    """This tree, as it lies here, as a repository that can be cloned."""
    folder.mkdir()
    for name in ("convert", "schemas", "tools"):
        shutil.copytree(laws.ROOT / name, folder / name)
    for name in (".pre-commit-hooks.yaml", "Makefile"):
        shutil.copy(laws.ROOT / name, folder / name)
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "all")


def nearly_built(folder):
    """A build as it is before its programs are linked: what a test of building need not compile again."""
    folder.mkdir(parents=True)
    # The older first, as make made them.
    shutil.copy(BUILD / "flags", folder / "flags")
    shutil.copytree(BUILD / "obj", folder / "obj", copy_function=shutil.copy)
    shutil.copy(BUILD / "libstenogram.a", folder / "libstenogram.a")
