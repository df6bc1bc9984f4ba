#!/usr/bin/env python3
# clean.t: cleaning twice is cleaning once, and cleaned text is what the design says it is
import re
import unicodedata

import laws
import text_law

# C0 but line feed, DEL, C1, and the blanks that are to become plain ones.
FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u00a0\u2000-\u200a\u202f\u205f\u3000\ufeff]")


def holds(path):
    once = laws.output("teiclean", path)
    laws.same("cleaned twice", once, laws.output("teiclean", given=once))
    text = once.decode("utf-8")
    if not text.endswith("\n"):
        raise laws.Failure("the last line has no end")
    if unicodedata.normalize("NFC", text) != text:
        raise laws.Failure("not in NFC")
    for number, line in enumerate(text[:-1].split("\n"), 1):
        line = text_law.HINTS.sub("", line)
        found = FORBIDDEN.search(line)
        if "\t" in line or found:
            raise laws.Failure(f"line {number} has {(found.group() if found else chr(9))!r}")
        if line.endswith(" "):
            raise laws.Failure(f"line {number} ends in a blank")


laws.law("clean", holds)
