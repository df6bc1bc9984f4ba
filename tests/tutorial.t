#!/usr/bin/env python3
# tutorial.t: the commands of docs/tutorial.md do what the page says
#
# A block of the page that begins with ```sh is run, all of them in one shell and a home of their own. A block
# without a language behind it is what the reader sees: its lines must stand in what the commands since
# the last such block wrote or said, in this order; "…" stands for anything.
import os
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "laws"))
import laws  # noqa: E402

PAGE = Path("docs/tutorial.md")
BLOCK = re.compile(r"^```(\w*)\n(.*?)^```$", re.M | re.S)
END = "---- end of block"


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


def main():
    tap = laws.Tap()
    blocks = BLOCK.findall(PAGE.read_text())
    commands = [text for language, text in blocks if language == "sh"]
    status, outputs = run_all(commands)
    ran = len(outputs) - 1
    tap.ok(status == 0 and ran == len(commands), f"{len(commands)} blocks of commands ran",
           f"block {ran + 1} ended with {status}:\n{commands[min(ran, len(commands) - 1)]}\n{outputs[-1]}")
    number, shown, since = 0, 0, ""
    for language, text in blocks:
        if language == "sh":
            since += outputs[number] if number < ran else ""
            number += 1
        else:
            shown += 1
            tap.attempt(f"shown: {text.splitlines()[0][:50]}", check, text, since)
            since = ""
    tap.ok(shown >= 10, "blocks that are shown", f"only {shown}")
    valid = [b for b in commands if "teivalidate" in b]
    tap.ok(len(valid) >= 3, "editions are validated")
    print(f"1..{tap.number}")
    sys.exit(1 if tap.failed else 0)


main()
