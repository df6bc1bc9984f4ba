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
MANY = '<sp xml:id="q" who="#q"><p>Well.</p></sp>\n' + "".join(f'<sp who="#n{i}"><p>Well.</p></sp>\n' for i in range(30))
status, said, _ = validate(MANY, f"--write-baseline={KNOWN}", "--max-errors=10")
tap.ok(status == 1 and said.count("error:") == 9 and "21 more findings" in said
       and len(KNOWN.read_text(encoding="utf-8").splitlines()) == 32, "all are written, not only those that are told", said)
status, said, _ = validate(MANY, f"--baseline={KNOWN}", "--max-errors=10")
tap.ok((status, said) == (0, ""), "and all are known", said)
status, said, _ = validate(MANY + MANY[MANY.index("\n") + 1:].replace("#n", "#m"), f"--baseline={KNOWN}", "--max-errors=10")
tap.ok(status == 1 and said.count("error:") == 10 and "#m9" in said and "20 more findings" in said, "what is new behind them is told", said)
MARKS = "".join(f'<sp><p>Well [illegible] {"x" * (i % 7)} [sic] [?]</p></sp>\n' for i in range(300))
status, said, _ = validate(MARKS, f"--write-baseline={KNOWN}")
lines = KNOWN.read_text(encoding="utf-8")
tap.ok(lines.count("text-mark") == 900 and "more of this" not in lines, "a rule that is told often is known all the same", lines[-300:])
status, said, _ = validate(MARKS.split("\n", 20)[20], f"--baseline={KNOWN}", "--fail-level=warning")
tap.ok((status, said) == (0, ""), "and what is left of it when some is mended", said)
KNOWN.write_text("what is this\n", encoding="utf-8")
status, _, said = validate(OLD, f"--baseline={KNOWN}")
tap.ok(status == 2 and "bad-baseline" in said, "another file is trouble", said)
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
