#!/usr/bin/env python3
# merge.t: teimark --merge keeps what a person changed, whatever the document
import re
import sys
from collections import Counter

import laws

LARGEST = 120_000  # bytes of a text of the corpus, for time's sake
tap = laws.Tap()


def edit(marked):
    """What a person may do: a person renamed throughout, doubts decided, marks and arguments changed."""
    lines = marked.decode().split("\n")
    ids = Counter(m[1] for line in lines if (m := re.match(r"&?sp ([a-z][-\w]*)(?=[ \t])", line)))
    name = ids.most_common(1)[0][0] if ids else None
    edited, changes = [], 0
    for i, line in enumerate(lines):
        head, tab, rest = line.partition("\t")
        before = head
        if name and re.match(r"&?(sp|said|item)\b", head):
            head = re.sub(rf"(?<= ){re.escape(name)}(?=[ ?]|$)", name + "-renamed", head)
        if i % 3 == 0:
            head = re.sub(r"^(&?[a-z]+\d?)\?", r"\1", head)
        if i % 7 == 0 and "{" not in head:
            head = re.sub(r"^(&?)(more|cont)$", r"\1p", head)
        if i % 5 == 0:
            head = re.sub(r"^(&?)stage \w+$", r"\1stage", head)
        changes += head != before
        edited.append(head + tab + rest)
    return "\n".join(edited).encode(), changes


def groups(marked):
    """The rows of each source line, by the line's text where no other line has it."""
    found, rows = [], []
    for row in marked.decode().split("\n")[:-1]:
        if rows and not row.startswith("&"):
            found.append(rows)
            rows = []
        rows.append(row)
    found.append(rows)
    texts = ["".join("".join(row.split("\t")[1:]) for row in rows) for rows in found]
    count = Counter(texts)
    return {t: rows for t, rows in zip(texts, found) if t and count[t] == 1}


def keep(name, data):
    path = laws.work / name
    path.write_bytes(data)
    return path


def merges(path):
    cleaned = laws.output("teiclean", path)
    tag = abs(hash(str(path)))
    marked = laws.output("teimark", "-", given=cleaned)
    base = keep(f"{tag}.base", marked)
    done = laws.run("teimark", f"--merge={base}", "-", given=cleaned)
    laws.same("nothing corrected", marked, done.out)
    if done.err:
        raise laws.Failure(f"nothing corrected, and yet: {done.told()}")
    edited, changes = edit(marked)
    old = keep(f"{tag}.old", edited)
    laws.same("corrected", edited, laws.output("teimark", f"--merge={old}", "-", given=cleaned))
    laws.same("its own text", edited, laws.output("teimark", f"--merge={old}"))
    done = laws.run("teimark", f"--merge={old}", f"--base={base}", "-", given=cleaned)
    laws.same("corrected, with the base", edited, done.out)
    if done.err:
        raise laws.Failure(f"no conflict, and yet: {done.told()}")
    changed_text(cleaned, old, edited)
    return changes


def changed_text(cleaned, old, edited):
    """Lines of a text that changed a little are as the corrected lines have them, where no doubt was."""
    lines = cleaned.decode().split("\n")
    at = len(lines) // 2
    lines[at:at] = ["", "A line that was not there before.", ""]
    if len(lines) > at + 9:
        del lines[at + 7]
    text = "\n".join(lines).encode()
    merged = laws.output("teimark", f"--merge={old}", "-", given=text)
    laws.same("the text", text, laws.output("teimark", "-u", "-", given=merged))
    now = groups(merged)
    for line, rows in groups(edited).items():
        if "?" in "".join(row.split("\t")[0] for row in rows) or line not in now:
            continue
        if now[line] != rows:
            raise laws.Failure(f"{rows} became {now[line]}")


texts = [p for p in laws.documents() if p.parent.name == "samples" or p.stat().st_size < LARGEST]
tap.each("what a person changed is kept", merges, texts)
tap.end()
