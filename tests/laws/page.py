"""page.py: pages of docs/ whose commands are run, and show what comes out

A block of the page that begins with ```sh is run, all of them in one shell and a home of their own. A block
without a language behind it is what the reader sees: its lines must stand in what the commands since
the last such block wrote or said, in this order; "…" stands for anything.
"""

import os
import re
import subprocess
from pathlib import Path

import laws

BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
END = "---- end of block"


def blocks(page):
    """[(language, text)]"""
    return BLOCK.findall(Path(page).read_text())


def run_all(commands):
    """Runs the blocks in one shell; what each wrote, in order."""
    home = laws.work / "home"
    home.mkdir()
    script = "set -e -o pipefail\n"
    for block in commands:
        # The page's first block puts build/bin on the path; here it may be built elsewhere.
        script += block.replace("$PWD/build/bin", str(laws.BIN)) + f"echo '{END}'\n"
    env = {**os.environ, "HOME": str(home), "LC_ALL": "C.UTF-8"}
    env.pop("TEIPATH", None)
    env.pop("MAKEFLAGS", None)
    if laws.BIN != laws.ROOT / "build/bin":
        env["TEIPATH"] = str(laws.ROOT)
        script = script.replace("TEIPATH=$PWD/own", f"TEIPATH=$PWD/own:{laws.ROOT}")
    done = subprocess.run(["bash", "-c", script], stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                          stdin=subprocess.DEVNULL, cwd=laws.ROOT, env=env, timeout=600)
    return done.returncode, done.stdout.decode("utf-8", "replace").split(END + "\n")


def check(expected, written):
    """Every line that the page shows was written, in this order."""
    lines, at = written.splitlines(), 0
    for line in expected.splitlines():
        pattern = re.compile(".*".join(map(re.escape, line.split("…"))))
        found = next((i for i in range(at, len(lines)) if pattern.fullmatch(lines[i])), None)
        if found is None:
            raise laws.Failure(f"the page shows\n{line!r}\nand the commands wrote\n{written[-1500:]}")
        at = found + 1


def attempt(tap, page, least):
    """Runs a page; `least`: so many blocks show something. Its commands."""
    found = blocks(page)
    commands = [text for language, text in found if language == "sh"]
    status, outputs = run_all(commands)
    ran = len(outputs) - 1
    tap.ok(status == 0 and ran == len(commands), f"{len(commands)} blocks of commands ran",
           f"block {ran + 1} ended with {status}:\n{commands[min(ran, len(commands) - 1)]}\n{outputs[-1]}")
    number, shown, since = 0, 0, ""
    for language, text in found:
        if language == "sh":
            since += outputs[number] if number < ran else ""
            number += 1
        elif not language:
            shown += 1
            tap.attempt(f"shown: {text.splitlines()[0][:50]}", check, text, since)
            since = ""
    tap.ok(shown >= least, "blocks that are shown", f"only {shown}")
    return commands
