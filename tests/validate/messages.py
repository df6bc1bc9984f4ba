#!/usr/bin/env python3
"""messages.py: the planted mistakes of messages/: what validators say, and how much of it helps

    tests/validate/messages.py --oracles          write NAME.jing and NAME.libxml2 anew
    tests/validate/messages.py --outputs          write NAME.out anew: what teivalidate says
    tests/validate/messages.py [--engine=E] [--list]   how many messages have the words that they must

messages/NAME.xml is one of the three base-*.xml with one mistake in it; messages.tsv says which, the line
that a scholar would like to read, and the words without which a message does not count. They are separated
by |, a word may have others for it (` or `), and all must stand in the first message on the
document; capitals and small letters differ only in words that have both. The schema is tei_all 4.12.0.

Exit status: 0 well, 1 a mistake was not found (or a base document found wrong), 2 nothing could be tried.
"""

import argparse
import re
import sys
from pathlib import Path

import validators

FOLDER = Path(__file__).resolve().parent / "messages"
SCHEMA = validators.SCHEMAS / "tei_all_4.12.0.rng"


class Mistake:
    """A row of the table."""

    def __init__(self, name, what, ideal, words):
        self.name, self.what, self.ideal = name, what, ideal
        self.words = [group.split(" or ") for group in words.split("|")]
        self.path = FOLDER / f"{name}.xml"

    def lacks(self, message):
        """The words that a message has not."""
        return [" or ".join(group) for group in self.words
                if not any(has_word(message, word) for word in group)]


def has_word(message, word):
    """Is a word in a message? It may be part of a longer one, unless it is very short."""
    pattern = re.escape(word)
    if len(word) <= 3 and word.isalnum():
        pattern = rf"(?<!\w){pattern}(?!\w)"
    mixed = word != word.lower()
    return re.search(pattern, message, 0 if mixed else re.I) is not None


def read_table():
    rows = (FOLDER / "messages.tsv").read_text(encoding="utf-8").splitlines()[1:]
    return [Mistake(*row.split("\t")) for row in rows if row]


def bases():
    return sorted(FOLDER.glob("base-*.xml"))


def without_folder(text):
    """What was printed, without the paths of this machine."""
    return text.replace(f"{FOLDER}/", "").replace(f"{SCHEMA}", SCHEMA.name)


def lines_by_file(printed, files):
    """The lines that name each file, and those indented below them, as printed."""
    told = {f.name: [] for f in files}
    last = None
    for line in without_folder(printed).splitlines():
        name = line.split(":", 1)[0]
        if name in told:
            last = told[name]
        elif not line.startswith((" ", "\t")):
            last = None
        if last is not None:
            last.append(line)
    return told


def write_outputs(files, words, suffix, one_by_one=False):
    """Runs a command on the documents; writes what it says of each beside it."""
    printed = ""
    for group in [[f] for f in files] if one_by_one else [files]:
        status, said, _ = validators.spawn(words + [str(f) for f in group], 900)
        if status is None:
            said += "".join(f"{f.name}: the time was up\n" for f in group)
        printed += said + "\n"
    for name, lines in lines_by_file(printed, files).items():
        path = (FOLDER / name).with_suffix(suffix)
        path.write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def write_oracles(files):
    """jing leaves at a document that is no XML: those are run one by one."""
    broken = {f for f in files if not validators.is_xml(f)}
    write_outputs([f for f in files if f not in broken], ["jing", str(SCHEMA)], ".jing")
    write_outputs(sorted(broken), ["jing", str(SCHEMA)], ".jing", one_by_one=True)
    xmllint = ["xmllint", "--noout", "--relaxng", str(SCHEMA)]
    write_outputs(files, xmllint, ".libxml2")
    for path in files:
        if not path.with_suffix(".libxml2").read_text():
            write_nameless(path, xmllint)


def write_nameless(path, words):
    """Some messages of libxml2 name neither file nor line."""
    _, said, _ = validators.spawn(words + [str(path)], 120)
    lines = [line for line in without_folder(said).splitlines() if not line.startswith(path.name)]
    path.with_suffix(".libxml2").write_text("".join(line + "\n" for line in lines), encoding="utf-8")


def score(mistakes, engine, show_all):
    """Counts the mistakes that were found, and the messages that have their words."""
    files = [m.path for m in mistakes] + bases()
    outcome = validators.run(engine, SCHEMA, files, keep=20)
    found = worded = 0
    for mistake in mistakes:
        first = outcome.first(mistake.path)
        lacking = mistake.lacks(first.message) if first else []
        found += first is not None
        worded += first is not None and not lacking
        if not first or lacking or show_all:
            print(f"{'not found' if not first else 'lacks ' + ', '.join(lacking) if lacking else 'good'}"
                  f": {mistake.name}: {mistake.what}")
            print(f"    said:  {first.message[:300] if first else 'nothing'}")
            print(f"    ideal: {mistake.ideal}")
    wrong = [b.name for b in bases() if not outcome.valid(b)]
    for name in wrong:
        print(f"found wrong, and is not: {name}")
    print(f"mistakes: {len(mistakes)}, found: {found}, said with the words: {worded}")
    return 1 if wrong or found < len(mistakes) else 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--engine", choices=validators.ENGINES, default="native")
    parser.add_argument("--list", action="store_true", help="show the good messages, too")
    parser.add_argument("--oracles", action="store_true", help="write NAME.jing and NAME.libxml2")
    parser.add_argument("--outputs", action="store_true", help="write NAME.out")
    arguments = parser.parse_args()
    why = None if arguments.oracles else validators.missing(arguments.engine)
    if why or not SCHEMA.exists():
        print(why or f"no schema {SCHEMA.name} in ../shared/schemas", file=sys.stderr)
        return 2
    mistakes = read_table()
    files = [m.path for m in mistakes]
    if arguments.oracles:
        write_oracles(files)
    elif arguments.outputs:
        write_outputs(files, validators.command(arguments.engine, SCHEMA), ".out")
    else:
        return score(mistakes, arguments.engine, arguments.list)
    return 0


if __name__ == "__main__":
    sys.exit(main())
