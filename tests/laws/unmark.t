#!/usr/bin/env python3
# unmark.t: teimark -u gives the cleaned text back byte for byte; no row ends in a blank or a TAB
import laws


def holds(path):
    cleaned = laws.output("teiclean", path)
    marked = laws.output("teimark", given=cleaned)
    laws.same("unmarked", cleaned, laws.output("teimark", "-u", given=marked))
    # Editors trim ends of lines: what they take must mean nothing.
    trimmed = b"".join(line.rstrip(b" \t") + b"\n" for line in marked.split(b"\n")[:-1])
    laws.same("unmarked behind an editor that trims", cleaned,
              laws.output("teimark", "-u", given=trimmed))
    rows = sum(not line.startswith(b"&") for line in marked.split(b"\n")[:-1])
    lines = cleaned.count(b"\n")
    if rows != lines:
        raise laws.Failure(f"{rows} rows without '&', {lines} lines")


laws.law("unmark", holds)
