#!/usr/bin/env python3
# compact.t: schemas in the compact syntax: right ones are read, wrong ones told in the words of the golden
#
# tests/relaxng/compact-right.txt and compact-wrong.txt hold many small schemas, each behind "==== NAME".
# `compact.t -u` writes compact-wrong.out anew.
import subprocess
import sys

import laws

FOLDER = laws.ROOT / "tests/relaxng"
tap = laws.Tap()


def schemas(name):
    for part in (FOLDER / name).read_text(encoding="utf-8").split("==== ")[1:]:
        title, _, text = part.partition("\n")
        yield title, text


def try_schema(title, text):
    """The exit status, and what was said, without the name of the file."""
    path = laws.work / f"{title}.rnc"
    path.write_text(text, encoding="utf-8")
    done = subprocess.run([*laws.WRAP, str(laws.BIN / "teivalidate"), "-s", str(path), "-"],
                          input=b"<x/>", capture_output=True, timeout=laws.TIMEOUT)
    said = (done.stdout + done.stderr).decode("utf-8", "replace")
    return done.returncode, said.replace(str(path), title).replace(str(laws.work), "")


for title, text in schemas("compact-right.txt"):
    status, said = try_schema(title, text)
    tap.ok(status in (0, 1), f"{title} is read", said)

told = ""
for title, text in schemas("compact-wrong.txt"):
    status, said = try_schema(title, text)
    told += said if status == 2 else f"{title}: taken for right\n"
golden = FOLDER / "compact-wrong.out"
if sys.argv[1:] == ["-u"]:
    golden.write_text(told, encoding="utf-8")
expected = golden.read_text(encoding="utf-8")
tap.ok(told == expected and told.count("fatal:") > 100, "wrong schemas are told as in compact-wrong.out",
       "\n".join(line for line in told.splitlines() if line not in expected))
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
