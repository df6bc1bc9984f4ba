#!/usr/bin/env python3
# action.t: the steps of action.yml, run with the variables that GitHub's runner sets
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote_to_bytes

sys.path.insert(0, str(Path(__file__).resolve().parent))
import edition  # noqa: E402
from edition import BAD, GOOD, HOSTILE, holds, laws  # noqa: E402

if edition.yaml is None:
    print("1..0 # SKIP no yaml for python3")
    sys.exit(0)

ACTION = edition.yaml.safe_load((laws.ROOT / "action.yml").read_text())
tap = laws.Tap()


class Runner:
    """A runner of GitHub Actions, as far as action.yml needs one."""

    def __init__(self, name, documents=None):
        self.folder = laws.work / name
        self.workspace, self.temp = self.folder / "workspace", self.folder / "temp"
        self.temp.mkdir(parents=True)
        self.written = edition.make(self.workspace, documents or {})
        self.outputs, self.log, self.summary, self.status = {}, b"", "", None
        self.cache = lambda folder: self.link(folder)  # what actions/cache brings

    def link(self, folder):
        """A program that was built before."""
        folder.mkdir(parents=True)
        program = folder / "teivalidate"
        program.write_text(f"#!/bin/sh\nexec '{laws.BIN}/teivalidate' \"$@\"\n")
        program.chmod(0o755)

    def value(self, text, inputs):
        def one(match):
            words = match[1].split(".")
            if words[0] == "inputs":
                return inputs[words[1]]
            return self.outputs[words[1]][words[3]]
        return re.sub(r"\$\{\{ *(\S+) *\}\}", one, text)

    def step(self, step, number, inputs, env):
        files = {n: self.temp / f"{n}.{number}" for n in ("output", "summary")}
        for f in files.values():
            f.write_text("")
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
            cwd=self.workspace, capture_output=True, timeout=600, stdin=subprocess.DEVNULL,
            env={**{k: v for k, v in os.environ.items() if not k.startswith(("GITHUB_", "INPUT_", "CI_"))},
                 "GITHUB_ACTIONS": "true", "GITHUB_ACTION_PATH": str(laws.ROOT), "CI": "true",
                 "GITHUB_WORKSPACE": str(self.workspace), "RUNNER_TEMP": str(self.temp),
                 "GITHUB_OUTPUT": str(files["output"]), "GITHUB_STEP_SUMMARY": str(files["summary"]),
                 **{k: self.value(v, inputs) for k, v in step.get("env", {}).items()}, **env})
        lines = files["output"].read_text().splitlines()
        holds(all(re.fullmatch(r"[a-z]+=[\w./-]*", line) for line in lines), f"outputs: {lines}")
        self.outputs[step.get("id", number)] = dict(line.split("=", 1) for line in lines)
        self.log += done.stdout + done.stderr
        self.summary += files["summary"].read_text()
        return done.returncode

    def run(self, env=None, **given):
        """Runs the steps until one fails; the status of the last."""
        inputs = {n: str(i["default"]) for n, i in ACTION["inputs"].items()}
        inputs["rules"] = edition.RULES
        inputs.update({n.replace("_", "-"): v for n, v in given.items()})
        for number, step in enumerate(ACTION["runs"]["steps"]):
            if step.get("uses", "").startswith("actions/cache@"):
                self.cache(Path(self.value(step["with"]["path"], inputs)))
                continue
            self.status = self.step(step, number, inputs, env or {})
            if self.status:
                break
        self.results = {n: self.value(o["value"], inputs) for n, o in ACTION["outputs"].items()}
        return self

    def commands(self):
        """The log's commands, as the runner reads them: [(command, {property: value}, data)]."""
        found, stopped = [], None
        for line in self.log.decode("utf-8").splitlines():
            line = line.lstrip()
            if stopped is not None:
                if line == f"::{stopped}::":
                    stopped = None
                continue
            parts = re.fullmatch(r"::([a-z-]+)(?: ([^\n]*?))?::(.*)", line)
            if not parts:
                holds("##[" not in line, f"a command of the old kind: {line}")
                continue
            if parts[1] == "stop-commands":
                stopped = parts[3]
                continue
            pairs = [p.split("=", 1) for p in (parts[2] or "").split(",") if p]
            found.append((parts[1], {k: self.unescape(v) for k, v in pairs}, self.unescape(parts[3])))
        holds(stopped is None, "commands are not taken any more")
        return found

    @staticmethod
    def unescape(text):
        for escaped, plain in (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%")):
            text = text.replace(escaped, plain)
        return text

    def told(self, why):
        return f"{why}: status {self.status}, {self.outputs}\n{self.log.decode('utf-8', 'replace')}"

    def nothing_was_run(self):
        found = [p for p in self.folder.rglob("pwned*") if p.name in ("pwned", "pwned.xml")]
        holds(not found, f"a name or an input was run: {found}")


def as_written():
    """Inputs come as variables, every input is used, what is run is there."""
    used = ""
    for step in ACTION["runs"]["steps"]:
        holds("${{" not in step.get("run", ""), f"an expression within a command: {step.get('run')}")
        used += "".join(step.get("env", {}).values())
        if "run" in step:
            holds(step["shell"] == "bash", "shell")
            script = re.search(r"\$GITHUB_ACTION_PATH/([\w/-]+)", step["run"])[1]
            holds(os.access(laws.ROOT / script, os.X_OK), f"{script} is no program")
    for name, value in ACTION["inputs"].items():
        holds(f"inputs.{name} " in used, f"{name} is not used")
        holds(value["description"] and isinstance(value["default"], str), f"{name}: description and default")
    holds(ACTION["runs"]["using"] == "composite" and ACTION["name"] and ACTION["description"], "head")


def good():
    r = Runner("good", {"edition/a.xml": GOOD, "edition/deep/er/b c.xml": GOOD}).run(schemas="mini.rng")
    holds(r.status == 0 and r.commands() == [], r.told("good"))
    holds(r.results == {"status": "0", "documents": "2", "errors": "0", "warnings": "0", "infos": "0"}, r.results)
    holds("no findings in 2 documents" in r.summary, r.summary)


def bad():
    documents = {**{f"edition/{n}": BAD for n in HOSTILE}, **{n: BAD for n in HOSTILE}, "good.xml": GOOD}
    r = Runner("bad", documents)
    r.run(schemas="mini.rng\n", formats="sarif:out.sarif\nhtml:f.html")
    holds(r.status == 1, r.told("bad"))
    *errors, total = r.commands()
    holds(total[0] == "notice" and "errors" in total[2], total)
    holds(all(c == "error" and p["title"] == "link-target-missing" and p["line"] == "3" and "#e" in d
              for c, p, d in errors), errors)
    # A name is told as it is, but for what cannot be told at all.
    expected = {n.replace("\udcff", "\\x{FF}") for n in r.written if n != "good.xml"}
    holds({p["file"] for _, p, _ in errors} == expected, f"{[p['file'] for _, p, _ in errors]}\n{expected}")
    holds(r.results["errors"] == str(len(expected)) and r.results["documents"] == str(len(r.written)), r.results)
    holds((r.workspace / "out.sarif").is_file() and (r.workspace / "f.html").is_file(), "reports")
    uris = re.findall(r'"uri":"([^"]+)"', (r.workspace / "out.sarif").read_text())
    names = {unquote_to_bytes(u) for u in uris}
    holds(names == {os.fsencode(n) for n in r.written if n != "good.xml"}, names)
    r.nothing_was_run()


def hostile_inputs():
    hostile = "$(touch pwned)\n`touch pwned`\n; touch pwned\n' ; touch pwned ; '\n\" ; touch pwned ; \"\n-*\n"
    for name in ACTION["inputs"]:
        r = Runner(f"hostile-{name}", {"a.xml": GOOD, "-x.xml": GOOD}).run(
            **{"schemas": "mini.rng", name: hostile})
        r.commands()
        r.nothing_was_run()
        holds(r.status in ((0,) if name in ("files", "changed") else (1, 2)), r.told(name))


def patterns():
    documents = {n: GOOD for n in ("a.xml", "b/a.xml", "b/c/a.xml", "b/c/skip.xml", ".hidden/a.xml", "[ab].xml",
                                   "no.txt")}
    r = Runner("patterns", documents)
    files = laws.ROOT / "tools/ci/files"

    def names(*given, status=0):
        done = subprocess.run([files, *given], cwd=r.workspace, capture_output=True)
        holds(done.returncode == status, f"{given}: {done.returncode}, {done.stderr}")
        return [n.decode() for n in done.stdout.split(b"\0")[:-1]], done.stderr.decode()

    holds(names("**/*.xml")[0] == ["[ab].xml", "a.xml", "b/a.xml", "b/c/a.xml", "b/c/skip.xml"], names("**/*.xml"))
    holds(names("b/**/*.xml", "!b/c/skip.xml", "b/a.xml")[0] == ["b/a.xml", "b/c/a.xml"], "without one")
    holds(names("[ab].xml")[0] == ["[ab].xml"], "a name that looks like a pattern")
    found, said = names("a.xml", "none/*.xml")
    holds(found == ["a.xml"] and "none/" in said, said)
    holds("matches" in names("none/*.xml", status=2)[1], "nothing at all")
    holds(names(status=2)[0] == [], "no pattern")
    (r.workspace / "-d.xml").write_text(GOOD)
    holds(names("-*")[0] == ["./-d.xml"], names("-*"))


def nothing_to_check():
    r = Runner("nothing", {"a.txt": GOOD}).run()
    holds(r.status == 2 and r.results["status"] == "2", r.told("no file"))
    holds(any(c == "error" and "no file" in d for c, _, d in r.commands()), r.told("no file"))


def wrong_inputs():
    r = Runner("wrong", {"a.xml": GOOD}).run(formats="gcc")
    holds(r.status == 2 and any("FORM:PATH" in d for _, _, d in r.commands()), r.told("a format without a file"))
    r = Runner("wrong-schema", {"a.xml": GOOD}).run(schemas="none.rng\n")
    holds(r.status == 2 and r.results["status"] == "2" and any(c == "error" for c, _, _ in r.commands()),
          r.told("no such schema"))
    r = Runner("wrong-level", {"a.xml": GOOD}).run(fail_level="never")
    holds(r.status == 2 and b"--fail-level is error, warning or info" in r.log, r.told("no such level"))


def levels_and_options():
    warned = GOOD.replace("Yes.", "\ufffd")
    r = Runner("warned", {"a.xml": warned}).run(schemas="mini.rng")
    holds(r.status == 0 and r.results["warnings"] == "1", r.told("a warning"))
    r = Runner("failing", {"a.xml": warned}).run(schemas="mini.rng", fail_level="warning")
    holds(r.status == 1 and r.results["status"] == "1", r.told("fail-level"))
    r = Runner("options", {"a.xml": BAD}).run(schemas="mini.rng", options="--rules=none\n--verbose\n")
    holds(r.status == 0, r.told("options"))
    r = Runner("baseline", {"a.xml": BAD})
    laws.run("teivalidate", "-s", "mini.rng", f"--rules={edition.RULES}", "--write-baseline=known.tsv", "a.xml", cwd=r.workspace)
    r.run(schemas="mini.rng", baseline="known.tsv")
    holds(r.status == 0 and r.results["errors"] == "0", r.told("baseline"))


def only_changed():
    r = Runner("changed", {"old.xml": BAD, "same.xml": GOOD, "gone.xml": GOOD})
    edition.git(r.workspace, "init", "-q", "-b", "main")
    edition.git(r.workspace, "add", ".")
    edition.git(r.workspace, "commit", "-q", "-m", "one")
    origin = r.folder / "origin"
    edition.git(r.folder, "clone", "-q", "--bare", str(r.workspace), str(origin))
    edition.git(r.workspace, "remote", "add", "origin", str(origin))
    names = edition.make(r.workspace, {n: GOOD for n in HOSTILE})
    (r.workspace / "gone.xml").unlink()
    edition.git(r.workspace, "add", "-A")
    edition.git(r.workspace, "commit", "-q", "-m", "two")
    r.run(schemas="mini.rng", changed="true", env={"GITHUB_BASE_REF": "main"})
    holds(r.status == 0 and r.results["documents"] == str(len(names)), r.told(f"{len(names)} are changed"))
    r.temp = r.folder / "temp2"
    r.temp.mkdir()
    r.run(schemas="mini.rng", changed="true")
    holds(r.status == 1 and r.results["documents"] == str(len(names) + 2), r.told("no pull request: all"))
    r.temp = r.folder / "temp3"
    r.temp.mkdir()
    r.run(schemas="mini.rng", changed="true", env={"GITHUB_BASE_REF": "no such"})
    holds(r.status == 2, r.told("no such branch"))
    edition.git(r.workspace, "push", "-q", "origin", "HEAD:main")
    r.temp = r.folder / "temp4"
    r.temp.mkdir()
    r.run(schemas="mini.rng", changed="true", env={"GITHUB_BASE_REF": "main"})
    holds(r.status == 0 and r.results["documents"] == "0", r.told("nothing is changed"))


def builds():
    """Without a cache the program is built, and found by the step that needs it."""
    r = Runner("builds", {"a.xml": GOOD})
    r.cache = lambda folder: edition.nearly_built(folder.parent)
    r.run(schemas="mini.rng")
    holds(r.status == 0 and (r.temp / "stenogram/bin/teivalidate").is_file(), r.told("built"))
    r = Runner("broken-cache", {"a.xml": GOOD})

    def broken(folder):
        edition.nearly_built(folder.parent)
        folder.mkdir()
        (folder / "teivalidate").write_text("#!/bin/sh\nexit 127\n")
        (folder / "teivalidate").chmod(0o755)
    r.cache = broken
    r.run(schemas="mini.rng")
    holds(r.status == 0 and r.results["documents"] == "1", r.told("a program that does not run is built anew"))


def key():
    """The key is of what is built: it holds for the same sources."""
    one, two = Runner("key1", {"a.xml": GOOD}).run(schemas="mini.rng"), Runner("key2", {"a.xml": GOOD}).run()
    holds(one.outputs["key"]["key"] == two.outputs["key"]["key"], "keys")
    holds(re.fullmatch(r"stenogram-[0-9a-f]{32}", one.outputs["key"]["key"]), one.outputs["key"])


def checked_scripts():
    scripts = [p for p in (laws.ROOT / "tools/ci").iterdir() if p.suffix == ""]
    done = subprocess.run(["shellcheck", *scripts], capture_output=True, text=True)
    holds(done.returncode == 0, done.stdout)


tap.attempt("action.yml as it is written", as_written)
tap.attempt("a good edition", good)
tap.attempt("a bad edition with hostile names", bad)
tap.attempt("hostile inputs", hostile_inputs)
tap.attempt("patterns", patterns)
tap.attempt("nothing to check is trouble", nothing_to_check)
tap.attempt("wrong inputs", wrong_inputs)
tap.attempt("levels, options and a baseline", levels_and_options)
if shutil.which("git"):
    tap.attempt("only changed files", only_changed)
else:
    tap.skip("only changed files", "no git")
if (edition.BUILD / "obj").is_dir():
    tap.attempt("built where no cache has it", builds)
else:
    tap.skip("built where no cache has it", f"no objects in {edition.BUILD}")
tap.attempt("the key of the cache", key)
if shutil.which("shellcheck"):
    tap.attempt("scripts, by shellcheck", checked_scripts)
else:
    tap.skip("scripts, by shellcheck", "no shellcheck")
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
