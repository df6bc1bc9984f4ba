#!/usr/bin/env python3
"""dump.py: a dump of very many documents, each another one, made of real texts

  tests/bench/dump.py FOLDER N TEXTS     FOLDER/dump/ gets N documents, stretches of the texts in the folder TEXTS

A document has some kilobytes. Where the texts are used up, their stretches are taken again, begun elsewhere.
"""
import sys
from pathlib import Path

SIZE = 4000  # bytes of a document, about


def stretches(text):
    """Pieces of a text that end where a paragraph or a line does."""
    begin = 0
    while begin < len(text):
        end = text.find("\n\n", begin + SIZE)
        if end < 0 or end > begin + 4 * SIZE:
            end = text.find("\n", begin + SIZE)
        end = len(text) if end < 0 else end
        yield text[begin:end].strip("\n")
        begin = end


def make(folder, n, texts):
    pieces = [piece for path in sorted(Path(texts).rglob("*.*")) if path.is_file()
              for piece in stretches(path.read_text(errors="replace")) if len(piece) > 300]
    if not pieces:
        sys.exit(f"dump.py: no texts in {texts}")
    for i in range(n):
        turn, at = divmod(i, len(pieces))
        lines = pieces[at].split("\n")
        piece = "\n".join(lines[turn % max(1, len(lines) // 2):])
        where = Path(folder) / "dump" / f"{i // 250:04d}"
        where.mkdir(parents=True, exist_ok=True)
        (where / f"record-{i:06d}.txt").write_text(f"Record {i}\n\n{piece}\n")


if __name__ == "__main__":
    make(sys.argv[1], int(sys.argv[2]), sys.argv[3])
