#!/usr/bin/env python3
# page.t: docs/ci.md: its commands do what it says, its settings name what is there
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import edition  # noqa: E402
from edition import holds, laws  # noqa: E402
import page  # noqa: E402

PAGE = laws.ROOT / "docs/ci.md"
tap = laws.Tap()


def settings():
    """The blocks of YAML on the page."""
    return [edition.yaml.safe_load(text) for language, text in page.blocks(PAGE) if language == "yaml"]


def workflows():
    action = edition.yaml.safe_load((laws.ROOT / "action.yml").read_text())
    found = [s for s in settings() if "jobs" in s]
    holds(len(found) == 2, f"{len(found)} workflows")
    for workflow in found:
        steps = workflow["jobs"]["check"]["steps"]
        ours = [s for s in steps if s.get("uses", "").startswith("OWNER/stenogram@")]
        holds(len(ours) == 1 and set(ours[0]["with"]) <= set(action["inputs"]), ours)
    text = PAGE.read_text()
    for name in (*action["inputs"], *action["outputs"]):
        holds(f"`{name}`" in text, f"{name} of action.yml is not told")


def hooks():
    ids = {h["id"] for h in edition.yaml.safe_load((laws.ROOT / ".pre-commit-hooks.yaml").read_text())}
    used = [h["id"] for s in settings() if "repos" in s for r in s["repos"] for h in r["hooks"]]
    holds(used and set(used) <= ids, used)
    holds(all(f": {i}" in PAGE.read_text() for i in ids), f"{ids} are not all told")


def gitlab():
    """The job that is included: its script runs, in a project with findings."""
    job = edition.yaml.safe_load((laws.ROOT / "tools/ci/gitlab.yml").read_text())["teivalidate"]
    ours = next(s for s in settings() if "include" in s)
    holds(ours["include"][0]["remote"].endswith("/tools/ci/gitlab.yml"), ours)
    known = {**job["variables"], "STENOGRAM_REPOSITORY": ""}
    holds(set(ours["variables"]) | set(ours["teivalidate"]["variables"]) <= set(known), ours)
    project = laws.work / "project"
    edition.make(project, {"edition/a.xml": edition.BAD, "b.xml": edition.GOOD})
    (project / ".stenogram").symlink_to(laws.ROOT)
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", "\n".join(job["script"])], cwd=project,
                          capture_output=True, text=True, env={
                              **{k: v for k, v in page.os.environ.items() if not k.startswith("GITHUB_")},
                              **job["variables"], "INPUT_SCHEMAS": "mini.rng",
                              "INPUT_RULES": edition.RULES})
    reports = job["artifacts"]["reports"]
    quality = edition.json.loads((project / reports["codequality"]).read_text())
    holds(done.returncode == 1 and "edition/a.xml:3:10: error" in done.stdout, done.stdout + done.stderr)
    holds([q["location"]["path"] for q in quality] == ["edition/a.xml"], quality)
    holds('tests="2" failures="1"' in (project / reports["junit"]).read_text(), "junit")


def gitlab_prepares():
    """And what it does before: Stenogram is fetched and built."""
    job = edition.yaml.safe_load((laws.ROOT / "tools/ci/gitlab.yml").read_text())["teivalidate"]
    ours, project = laws.work / "stenogram", laws.work / "project2"
    edition.repository(ours)
    edition.git(ours, "branch", "-q", "-M", "main")
    edition.make(project, {})
    edition.nearly_built(project / ".stenogram/build")
    given = {**job["variables"], "STENOGRAM_REPOSITORY": str(ours), "CI_PROJECT_DIR": str(project)}
    environment = {k: v for k, v in page.os.environ.items() if not k.startswith("GIT")}
    # Objects are older than sources that have just been fetched: all get one time, so that nothing is compiled.
    touch = "touch .stenogram/build/flags; find .stenogram/build -exec touch -r .stenogram/build/flags {} +"
    script = "\n".join(job["before_script"]).replace("make -s", f"{touch}\nmake -s")
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=project, capture_output=True, text=True,
                          env={**environment, **given}, timeout=600)
    holds(done.returncode == 0, done.stdout + done.stderr)
    holds((project / ".stenogram/build/bin/teivalidate").is_file(), "no program")
    done = subprocess.run(["bash", "-eo", "pipefail", "-c", "\n".join(job["before_script"])], cwd=project,
                          capture_output=True, text=True, env={**environment, **given, "STENOGRAM_REPOSITORY": ""})
    holds(done.returncode != 0 and "STENOGRAM_REPOSITORY: is not set" in done.stderr, done.stderr)


def make_goals():
    """edition.mk: what changed is checked again, all where a schema changed."""
    folder = laws.work / "made"
    edition.make(folder, {"a.xml": edition.GOOD, "b.xml": edition.BAD})
    (folder / "Makefile").write_text(f"TEI_SCHEMAS = mini.rng\nTEI_OPTIONS = --format=jsonl --rules={edition.RULES}\n"
                                     f"TEIVALIDATE = {laws.BIN}/teivalidate\ninclude {laws.ROOT}/tools/ci/edition.mk\n")

    def make(goal, status):
        env = {k: v for k, v in page.os.environ.items() if k != "MAKEFLAGS"}
        done = subprocess.run(["make", goal], cwd=folder, capture_output=True, text=True, env=env)
        holds(done.returncode == status, f"{goal}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    holds('"file":"b.xml"' in make("check", 2), "b.xml is wrong")
    make("check", 2)  # it fails until it is mended
    make("report", 2)
    holds("b.xml" in (folder / "findings.html").read_text(), "report")
    make("baseline", 0)
    make("check", 0)
    def age():
        """What was done was done a while ago: times of files are coarse."""
        now = time.time()
        for path in folder.iterdir():
            page.os.utime(path, (now - 10, now - 5 if path.name == ".teivalidate" else now - 10))

    age()
    holds("Nothing to be done" in make("check", 0), "nothing has changed")
    (folder / "a.xml").write_text(edition.GOOD)
    said = make("check", 0)
    holds("a.xml" in said and "b.xml" not in said, f"one has changed: {said}")
    age()
    page.os.utime(folder / "mini.rng")
    said = make("check", 0)
    holds("-- a.xml b.xml" in said and not re.search(r"-- .*mini", said), f"a schema has changed: {said}")


def linked():
    holds("docs/ci.md" in (laws.ROOT / "README.md").read_text(), "README.md does not point to docs/ci.md")


if shutil.which("git"):
    page.attempt(tap, PAGE, 6)
else:
    tap.skip("commands of the page", "no git")
tap.attempt("goals for a Makefile", make_goals)
tap.attempt("README points here", linked)
if edition.yaml is None:
    tap.skip("settings on the page", "no yaml for python3")
else:
    tap.attempt("workflows for GitHub", workflows)
    tap.attempt("hooks for pre-commit", hooks)
    tap.attempt("the job for GitLab", gitlab)
    if shutil.which("git") and (edition.BUILD / "obj").is_dir():
        tap.attempt("the job for GitLab: before", gitlab_prepares)
    else:
        tap.skip("the job for GitLab: before", f"no git, or no objects in {edition.BUILD}")
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
