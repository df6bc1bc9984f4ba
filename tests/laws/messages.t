#!/usr/bin/env python3
# messages.t: planted mistakes of encoders of TEI: each is found once, and told in words that help
#
# tests/validate/messages/ has the documents, messages.tsv what a scholar would want to be told, and
# NAME.out what we say (`tests/validate/messages.py --outputs` writes it anew). The schema is
# ../shared/schemas/tei_all_4.12.0.rng; without it this is told as skipped.
import sys

import laws

sys.path.insert(0, str(laws.ROOT / "tests/validate"))
import messages  # noqa: E402
import validators  # noqa: E402

HELPFUL = 198  # of 211: how many say the words that the table asks for
ONCE = 205     # and how many are one message alone
tap = laws.Tap()


def say(files):
    """What is said of each file, as NAME.out has it."""
    words = validators.command("native", messages.SCHEMA) + [str(f) for f in files]
    _, printed, _ = validators.spawn(words, 60 * laws.TIMEOUT)
    return {name: "".join(line + "\n" for line in lines)
            for name, lines in messages.lines_by_file(printed, files).items()}


def first_of(said):
    return said.splitlines()[0] if said else ""


def try_all():
    table = messages.read_table()
    said = say([m.path for m in table] + messages.bases())
    texts = [(m, said[m.path.name]) for m in table]
    found = [m for m, text in texts if ": error: " in text]
    helpful = [m for m, text in texts if text and not m.lacks(first_of(text))]
    once = [m for m, text in texts if text.count(": error: ") == 1]
    differ = [m.name for m, text in texts if text != m.path.with_suffix(".out").read_text(encoding="utf-8")]
    tap.ok(len(found) == len(table) > 200, f"all of {len(table)} mistakes are found", f"found {len(found)}")
    tap.ok(len(helpful) >= HELPFUL, f"{len(helpful)} are told in the words asked for")
    tap.ok(len(once) >= ONCE, f"{len(once)} are told once")
    tap.ok(not differ, "the words are those of NAME.out", ", ".join(differ[:20]))
    tap.ok(not any(said[b.name] for b in messages.bases()), "where there is no mistake nothing is said")


if not messages.SCHEMA.exists():
    tap.skip("messages", "no folder ../shared with schemas here")
else:
    try_all()
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
