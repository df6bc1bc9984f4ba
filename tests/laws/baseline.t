#!/usr/bin/env python3
# baseline.t: what a baseline lists is passed over, what is new is not
import subprocess
import sys

import laws

tap = laws.Tap()
KNOWN = laws.work / "known.tsv"
DOCUMENT = laws.work / "talks.xml"
HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>Talks</title></teiHeader><text>\n'


def validate(body, *options):
    DOCUMENT.write_text(HEAD + body + "</text></TEI>\n", encoding="utf-8")
    done = subprocess.run([*laws.WRAP, str(laws.BIN / "teivalidate"), "-s", "tests/validate/mini.rng",
                           *options, str(DOCUMENT)], capture_output=True, timeout=laws.TIMEOUT)
    return done.returncode, done.stdout.decode(), done.stderr.decode()


OLD = '<sp who="#nobody"><p>Well, <em>yes</em>.</p></sp>\n'
status, said, _ = validate(OLD, f"--write-baseline={KNOWN}")
lines = KNOWN.read_text(encoding="utf-8").splitlines()
tap.ok(status == 1 and said.count("error:") == 2 and len(lines) == 3, "findings are told and written", said)
status, said, _ = validate(OLD, f"--baseline={KNOWN}")
tap.ok((status, said) == (0, ""), "what is known is passed over", said)
status, said, _ = validate("\n<sp><p>First.</p></sp>\n\n" + OLD, f"--baseline={KNOWN}")
tap.ok((status, said) == (0, ""), "also further down", said)
status, said, _ = validate(OLD + OLD, f"--baseline={KNOWN}")
tap.ok(status == 1 and said.count("error:") == 2, "a second one of the same kind is new", said)
status, said, _ = validate(OLD.replace("nobody", "noone"), f"--baseline={KNOWN}")
tap.ok(status == 1 and said.count("error:") == 1 and "#noone" in said, "another is new", said)
status, said, _ = validate(OLD, f"--baseline={KNOWN}", "--gate")
tap.ok(status == 0 and said.startswith("<TEI"), "a gate lets known findings through", said)
status, _, said = validate(OLD, "--baseline=no-such.tsv")
tap.ok(status == 2 and "no-such.tsv" in said, "a missing file is trouble", said)
KNOWN.write_text("what is this\n", encoding="utf-8")
status, _, said = validate(OLD, f"--baseline={KNOWN}")
tap.ok(status == 2 and "bad-baseline" in said, "another file is trouble", said)
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
