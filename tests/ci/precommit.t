#!/usr/bin/env python3
# precommit.t: the hooks of .pre-commit-hooks.yaml, in a repository of an edition
#
# pre-commit clones this tree, which for that becomes a repository of its own; nothing comes from a network.
import os
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import edition  # noqa: E402
from edition import BAD, GOOD, HOSTILE, holds, laws  # noqa: E402

for needed in ("pre-commit", "git"):
    if not shutil.which(needed):
        print(f"1..0 # SKIP no {needed}")
        sys.exit(0)
if not (edition.BUILD / "obj").is_dir():
    print(f"1..0 # SKIP no objects in {edition.BUILD}")
    sys.exit(0)

tap = laws.Tap()
tools, work, home = laws.work / "stenogram", laws.work / "edition", laws.work / "pre-commit"
ENV = {"PRE_COMMIT_HOME": str(home), "PATH": f"{laws.BIN}:{os.environ['PATH']}"}
CONFIG = """\
repos:
  - repo: {repo}
    rev: {rev}
    hooks:
      - id: {hook}
        args: {args}
        files: {files}
"""


def git(*arguments, **more):
    return edition.git(work, *arguments, env=ENV, **more)


def prepare():
    """Our tree as a repository, and an edition whose commits it checks."""
    edition.repository(tools)
    edition.make(work, {"old.xml": BAD, "note.txt": "no XML"})
    git("init", "-q")
    git("add", ".")
    git("commit", "-q", "-m", "before")
    configure("teivalidate")
    git("commit", "-q", "-m", "hooks")
    done = subprocess.run(["pre-commit", "install", "--install-hooks"], cwd=work, capture_output=True,
                          env={**os.environ, **ENV, "HOME": str(laws.work)}, timeout=300)
    holds(done.returncode == 0, (done.stdout + done.stderr).decode())


def configure(hook, args=f"[-s, mini.rng, '--rules={edition.RULES}', --]", files="''"):
    rev = edition.git(tools, "rev-parse", "HEAD").stdout.decode().strip()
    (work / ".pre-commit-config.yaml").write_text(
        CONFIG.format(repo=tools, rev=rev, hook=hook, args=args, files=files))
    git("add", ".pre-commit-config.yaml")


def commit(*names, status):
    """Commits files; what pre-commit said."""
    git("--literal-pathspecs", "add", "--", *names)
    done = git("commit", "-m", "x", check=False)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    holds((done.returncode == 0) == (status == 0), f"status {done.returncode}\n{said}")
    return said


def clone():
    return next(p for p in home.glob("repo*") if (p / "tools/ci/pre-commit").is_file())


def could_not_be_built():
    """Where something is missing, the reader is told what to do."""
    edition.make(work, {"first.xml": GOOD})
    makefile = clone() / "Makefile"
    kept = makefile.read_text()
    makefile.write_text("build/bin/teivalidate:\n\t@echo no compiler; exit 1\n")
    said = commit("first.xml", status=1)
    makefile.write_text(kept)
    holds("could not be built" in said and "no compiler" in said and "deps" in said, said)


def built_once():
    edition.nearly_built(clone() / "build")
    said = commit("first.xml", status=0)
    holds("Passed" in said, said)
    holds((clone() / "build/bin/teivalidate").is_file(), "no program in the clone")
    edition.make(work, {"second.xml": GOOD})
    commit("second.xml", status=0)


def refused():
    edition.make(work, {"bad.xml": BAD})
    said = commit("bad.xml", status=1)
    holds('bad.xml:3:10: error: who="#e" points to no xml:id' in said and "[link-target-missing]" in said, said)
    holds("old.xml" not in said, "a file that is not in the commit was checked")
    edition.make(work, {"bad.xml": GOOD})
    commit("bad.xml", status=0)


def staged():
    """What is committed is checked, not what lies in the folder."""
    edition.make(work, {"staged.xml": BAD})
    git("add", "staged.xml")
    edition.make(work, {"staged.xml": GOOD})
    done = git("commit", "-m", "x", check=False)
    holds(done.returncode and b"staged.xml:3:10" in done.stdout + done.stderr, done.stdout + done.stderr)
    commit("staged.xml", status=0)


def other_files():
    edition.make(work, {"note.txt": "still no XML", "picture.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"})
    said = commit("note.txt", "picture.svg", status=0)
    holds("Skipped" in said, said)


def hostile_names():
    names = [n for n in edition.make(work, {n: GOOD for n in HOSTILE}) if "\n" not in n and "\udcff" not in n]
    commit(*names, status=0)
    edition.make(work, {n: BAD for n in names})
    said = commit(*names, status=1)
    holds(all(f"{n}:3:10: error" in said for n in names), said)
    holds(not (work / "pwned").exists(), "a name was run")
    git("reset", "-q", "--hard")


def installed():
    """The hook for those who have the program."""
    configure("teivalidate-system")
    commit(".pre-commit-config.yaml", status=0)
    edition.make(work, {"bad.xml": BAD})
    holds("bad.xml:3:10: error" in commit("bad.xml", status=1), "refused")


def as_it_comes():
    """Without arguments a document's own schema holds, or ours; a name is never an option."""
    git("reset", "-q", "--hard")
    configure("teivalidate", args="[--]", files="^sub/")
    commit(".pre-commit-config.yaml", status=0)
    (work / "sub").mkdir()
    shutil.copy(laws.ROOT / "samples/negotiation.xml", work / "sub/-a.xml")
    commit("sub/-a.xml", status=0)


try:
    prepare()
except laws.Failure as e:
    tap.ok(False, "a repository with our hooks", str(e))
else:
    tap.ok(True, "a repository with our hooks")
    tap.attempt("a build that fails is told", could_not_be_built)
    tap.attempt("built once, in the clone", built_once)
    tap.attempt("a bad file is refused, an old one is not looked at", refused)
    tap.attempt("what is staged counts", staged)
    tap.attempt("other files are passed over", other_files)
    tap.attempt("hostile names", hostile_names)
    tap.attempt("the installed program", installed)
    tap.attempt("without arguments", as_it_comes)
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
