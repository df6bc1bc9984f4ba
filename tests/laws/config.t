#!/usr/bin/env python3
# config.t: stenogram.conf, lists of documents, folders, the summary
import os
import subprocess

import laws

tap = laws.Tap()
HOME = laws.work / "edition"
MINI = laws.ROOT / "tests/validate/mini.rng"
SPEECH = laws.ROOT / "tests/validate/speech.rnc"
HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>Talks</title></teiHeader><text>\n'
BODY = '<sp who="#nobody"><p>Well.</p></sp>\n'


def write(name, text=HEAD + BODY + "</text></TEI>\n"):
    path = HOME / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def validate(*args, folder=HOME, given=None):
    done = subprocess.run([*laws.WRAP, str(laws.BIN / "teivalidate"), *args], cwd=folder, input=given,
                          capture_output=True, timeout=laws.TIMEOUT, env={**os.environ, **ENV})
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


ENV = {} if laws.BIN == laws.ROOT / "build/bin" else {"TEIPATH": str(laws.ROOT)}
write("a.xml")
write("drafts/b.xml")
write("deep/er/c.xml")
write("stenogram.conf", f"""# our edition
schema = {MINI}

[drafts/**]
check = no

[deep/**/*.xml other.xml]
rules = -link-target-missing
""")

status, said, _ = validate("a.xml")
tap.ok(status == 1 and "link-target-missing" in said and "schema" not in said, "a schema from the file", said)
status, said, _ = validate("er/c.xml", folder=HOME / "deep")
tap.ok((status, said) == (0, ""), "found upwards, and a section's rules", said)
status, said, told = validate("drafts/b.xml")
tap.ok((status, said) == (0, "") and "check = no" in told, "check = no, told when nothing is left", told)
status, said, _ = validate("drafts/b.xml", "a.xml", "--format=junit")
tap.ok(status == 1 and said.count("<testcase") == 1, "what is not checked is no test case", said)
status, said, _ = validate("--rules=-link-target-missing", "a.xml")
tap.ok((status, said) == (0, ""), "the command line changes the file's rules", said)
status, said, _ = validate("--rules=link-target-missing=warning", "deep/er/c.xml")
tap.ok(status == 0 and "warning:" in said, "and wins", said)
status, said, _ = validate("-s", str(SPEECH), "a.xml", "--rules=none")
tap.ok(status == 0, "-s replaces the schema of the file", said)
status, said, _ = validate("--no-config", "drafts/b.xml", "--rules=none")
tap.ok(status == 1 and "schema-default" in said, "--no-config", said)
write("other.conf", f"schema = {SPEECH}\nrules = none\n")
status, said, _ = validate("--config=other.conf", "drafts/b.xml")
tap.ok((status, said) == (0, ""), "--config", said)
write("sub/stenogram.conf", "schema = local.rnc\n")
write("sub/local.rnc", SPEECH.read_text(encoding="utf-8"))
write("sub/d.xml")
status, said, _ = validate("--rules=none", "sub/d.xml", "a.xml")
tap.ok((status, said) == (0, ""), "the nearest file holds, schemas are from its folder", said)

for text, why in [("shcema = x.rng\n", 'did you mean "schema"'), ("schema\n", "neither"), ("[\n", "a section names"),
                  ("[ ]\n", "a section names"), ("rules = no-such\n", "unknown rule 'no-such'"),
                  ("check = maybe\n", "yes or no"), ("schema =\n", "no value"),
                  ("rules = nfc=fatal", "unknown rule"), ("rules = text-nfc=fatal", "level of a rule"),
                  ("colour = red\n", "there are schema, rules, check")]:
    write("wrong/stenogram.conf", "\n" + text)
    write("wrong/e.xml")
    status, said, told = validate("wrong/e.xml")
    tap.ok(status == 2 and not told and why in said and "stenogram.conf:2:" in said and ": fatal: " in said,
           f"told: {text.strip()}", said + told)
status, said, _ = validate("wrong/e.xml", "--format=sarif")
tap.ok(status == 2 and '"executionSuccessful":false' in said and "bad-config" in said, "forms tell it, too", said)

status, said, told = validate("--print-config", "a.xml", "deep/er/c.xml", "drafts/b.xml")
tap.ok(status == 0 and not told and said.count("[") == 3 and "link-target-missing=off" in said
       and "check = no" in said and f"schema = {MINI}" in said, "--print-config", said + told)
write("printed.conf", said)
again = validate("--config=printed.conf", "--print-config", "a.xml", "deep/er/c.xml", "drafts/b.xml")[1]
same = [[line for line in text.splitlines() if not line.startswith("#")] for text in (said, again)]
tap.ok(same[0] == same[1], "what it prints can be read back", again)

write("odd/a b[1]*.xml")
write("odd/a b1x.xml")
write("odd/deep/a.xml")
ODD = ("odd/a b[1]*.xml", "odd/a b1x.xml", "odd/deep/a.xml", "a.xml", str(HOME / "drafts/b.xml"))
said = validate("--rules=-speech-empty", "--no-config", "--print-config", *ODD[::2])[1]
write("printed.conf", said.replace("check = yes", "check = no"))
again = validate("--config=printed.conf", "--print-config", *ODD)[1]
tap.ok([line for line in again.splitlines() if line.startswith("check")] == ["check = no", "check = yes"] * 2 + ["check = no"],
       "odd names are read back as theirs alone", said + again)
write("anchored.conf", "[./a.xml]\ncheck = no\n")
again = validate("--config=anchored.conf", "--print-config", "a.xml", "odd/deep/a.xml")[1]
tap.ok(again.count("check = no") == 1 and again.index("check = no") < again.index("check = yes"), "./ is the folder of the file", again)
write("gone/a.xml")
os.symlink("nowhere", HOME / "gone/stenogram.conf")
status, said, told = validate("gone/a.xml")
tap.ok(status == 2 and "gone/stenogram.conf: fatal: cannot open" in said + told, "a link to settings that are not there", said + told)
write("piped/a.xml")
os.mkfifo(HOME / "piped/stenogram.conf")
status, said, told = validate("piped/a.xml")
tap.ok(status == 2 and "is a pipe" in said, "settings in a pipe that nobody writes to", said + told)
status, said, told = validate("--rules=text-nfc=", "a.xml")
tap.ok(status == 2 and "off, not ''" in told, "a level that is missing", told)

with open("/dev/full", "wb") as full:
    done = subprocess.run([*laws.WRAP, str(laws.BIN / "teivalidate"), "--print-config", "a.xml"], cwd=HOME, stdout=full, stderr=subprocess.PIPE)
tap.ok(done.returncode == 2 and done.stderr.startswith(b"teivalidate: fatal: cannot write to standard output"), "a full disk", str(done.stderr))

NAMES = "a.xml\0deep/er/c.xml\0".encode()
status, said, _ = validate("--files0-from=-", "--format=junit", given=NAMES)
tap.ok(status == 1 and said.count("<testcase") == 2, "names with NUL from a pipe", said)
(HOME / "list").write_bytes(NAMES)
status, said, _ = validate("--files0-from=list", "--format=junit", "sub/d.xml")
tap.ok(said.count("<testcase") == 3, "and from a file, with operands", said)
status, said, told = validate("--files0-from=-", given=b"")
tap.ok(status == 0 and "list of files is empty" in told, "an empty list is well, and told", told)
status, said, told = validate("--files0-from=-", given=b"a.xml\n")
tap.ok(status == 2 and "NUL" in told, "names without NUL are trouble", told)
status, said, told = validate("--files0-from=none")
tap.ok(status == 2 and "none" in told, "a missing list is trouble", told)
write("odd/é\nb.xml")
status, said, told = validate("--files0-from=-", "--rules=none", given="odd/é\nb.xml\0".encode())
tap.ok((status, said) == (0, ""), "any name", said)

write("f/2.xml"), write("f/1.xml"), write("f/10/x.xml"), write("f/.git/y.xml"), write("f/notes.txt"), write("f/z.tei")
status, said, _ = validate("--format=jsonl", "f/")
files = [line.split('"file":"')[1].split('"')[0] for line in said.splitlines()]
tap.ok(files == ["f/1.xml", "f/10/x.xml", "f/2.xml", "f/z.tei"], "a folder stands for the XML in it, in order", said)
(HOME / "empty").mkdir()
status, said, told = validate("empty")
tap.ok(status == 2 and "no file in this folder" in told, "a folder without any is trouble", told)
status, said, _ = validate("--warn-only", "a.xml")
tap.ok(status == 0 and "error:" in said, "--warn-only tells and does not fail", said)
status, said, _ = validate("--warn-only", "missing.xml")
tap.ok(status == 2, "trouble stays trouble", said)
status, said, told = validate("--summary", "f/1.xml", "f/2.xml", "deep/er/c.xml")
tap.ok(status == 1 and "        2        -        -  link-target-missing" in told
       and "        1        -        -  f/1.xml" in told and told.endswith("2 errors in 2 of 3 documents\n"),
       "--summary", told)
status, said, told = validate("--summary", "deep/er/c.xml")
tap.ok(told == "no findings in 1 document\n", "--summary of nothing", told)
print(f"1..{tap.number}")
