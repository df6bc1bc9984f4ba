#!/usr/bin/env python3
"""spectest.py: runs James Clark's test suite of RELAX NG on an engine

    tests/validate/spectest.py [--engine=native|libxml2|jing] [--rnc] [--scratch=DIR] [--list] [FILE]

FILE is spectest.xml (../shared/schemas/spectest.xml). Each case has one schema, correct or not, with
what it includes, and documents that are valid or not. The cases are written as files, each schema is
tried with all its documents in one process, and what comes out wrong is listed with the sections of
the specification. With --rnc the correct schemas are converted by trang first, so that the reader of the
compact syntax is tried on them; what trang cannot convert is listed and left out.

Exit status: 0 all right, 1 something was wrong, 2 nothing could be tried.
"""

import argparse
import os
import sys
import xml.parsers.expat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import validators

SUITE = validators.SCHEMAS / "spectest.xml"
# The schema, its documents, and one that tells nothing, for schemas without documents.
SCHEMA, EMPTY = "schema.rng", "empty.xml"


class Case:
    """One schema with its resources and documents, all as bytes of the suite."""

    def __init__(self, number, line):
        self.number, self.line = number, line
        self.sections = []
        self.schema, self.correct = b"", False
        self.resources = []  # (path, content)
        self.documents = []  # (is valid, content)

    def name(self):
        return f"{self.number:03d}"

    def __str__(self):
        return f"case {self.name()} (line {self.line}, section {', '.join(self.sections) or 'none'})"


class Reader:
    """Cuts the suite into cases; what stands in them is taken byte for byte."""

    CUT = ("correct", "incorrect", "valid", "invalid", "resource", "section")

    def __init__(self, data):
        self.data = data
        self.cases, self.sections, self.folders = [], [], []
        self.path = []
        self.start = self.inside = 0
        self.entities = {}
        parser = self.parser = xml.parsers.expat.ParserCreate()
        parser.StartElementHandler = self.on_start
        parser.EndElementHandler = self.on_end
        parser.EntityDeclHandler = self.on_entity
        parser.Parse(data, True)

    def on_entity(self, name, is_parameter, value, *_):
        self.entities[name] = value

    def on_start(self, name, attributes):
        if self.inside:
            self.inside += 1
            return
        self.path.append(name)
        if name == "testSuite":
            self.sections.append([])
        elif name == "testCase":
            self.cases.append(Case(len(self.cases) + 1, self.parser.CurrentLineNumber))
            self.folders = []
        elif name == "dir":
            self.folders.append(attributes["name"])
        elif name in self.CUT:
            self.resource = attributes.get("name", "")
            self.start = self.data.index(b">", self.parser.CurrentByteIndex) + 1
            self.inside = 1

    def on_end(self, name):
        if self.inside:
            self.inside -= 1
            if not self.inside:
                self.path.pop()
                self.take(name, self.data[self.start : self.parser.CurrentByteIndex])
            return
        self.path.pop()
        if name == "testSuite":
            self.sections.pop()
        elif name == "dir":
            self.folders.pop()
        elif name == "testCase" and not self.cases[-1].sections:
            self.cases[-1].sections = [s for group in self.sections for s in group][-1:]

    def take(self, name, content):
        """One part of a case: its entities of the suite's DTD are replaced."""
        for entity, value in self.entities.items():
            content = content.replace(b"&%s;" % entity.encode(), value.encode())
        content = content.strip(b" \t\r\n")
        if name == "section":
            owner = self.cases[-1].sections if self.path[-1] == "testCase" else self.sections[-1]
            owner.append(content.decode())
            return
        case = self.cases[-1]
        if name in ("correct", "incorrect"):
            case.schema, case.correct = content, name == "correct"
        elif name == "resource":
            case.resources.append(("/".join([*self.folders, self.resource]), content))
        else:
            case.documents.append((name == "valid", content))


def write_case(case, folder):
    """Writes the files of a case; gives its documents as {path: is valid}."""
    folder = folder / case.name()
    for path, content in [(SCHEMA, case.schema), (EMPTY, b"<nothing/>"), *case.resources]:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content + b"\n")
    made = {}
    for i, (valid, content) in enumerate(case.documents, 1):
        path = folder / f"{i:02d}.{'valid' if valid else 'invalid'}.xml"
        path.write_bytes(content + b"\n")
        made[str(path)] = valid
    return made


def convert(schema):
    """Has trang write a schema in the compact syntax; gives its path, or what trang said."""
    compact = schema.parent / "rnc" / "schema.rnc"
    compact.parent.mkdir()
    status, told, _ = validators.spawn(["trang", str(schema), str(compact)], 60)
    if status == 0 and compact.exists():
        return compact, ""
    lines = [line for line in told.splitlines() if not line.startswith("[warning]")]
    return None, (lines or ["no words"])[0].replace(str(schema.parent) + "/", "")


class Verdict:
    """How one case came out."""

    def __init__(self, case):
        self.case = case
        self.unconverted = ""  # why trang left it out
        self.schema_right = False
        self.right = {True: 0, False: 0}  # documents by what they are
        self.wrong = []  # in words


def try_case(case, folder, engine, rnc):
    """Writes a case and tries it."""
    verdict = Verdict(case)
    documents = write_case(case, folder)
    schema = folder / case.name() / SCHEMA
    if rnc:
        schema, verdict.unconverted = convert(schema)
        if not schema:
            return verdict
    files = list(documents) or [str(schema.parent / EMPTY)]
    if rnc and not documents:
        files = [str(folder / case.name() / EMPTY)]
    outcome = validators.run_batch(engine, schema, files, timeout=60)
    judge(verdict, documents, outcome, refusal(engine, schema, outcome))
    return verdict


def refusal(engine, schema, outcome):
    """Why the schema was refused, or None.

    teivalidate ends with 2; jing names files of the schema instead of documents.
    """
    words = " / ".join(outcome.strays)[:300].replace(str(schema.parent) + "/", "")
    if outcome.timed_out:
        return "the time was up"
    if engine == "jing":
        return words if any(": error: " in s or ": fatal: " in s for s in outcome.strays) else None
    return words or "no words" if outcome.status == 2 else None


def judge(verdict, documents, outcome, refused):
    """Compares what came out with what the suite says."""
    case = verdict.case
    if outcome.status not in (0, 1, 2):
        verdict.wrong.append(f"ended with {outcome.status}: {' / '.join(outcome.strays)[:300]}")
    verdict.schema_right = case.correct == (refused is None) and not outcome.timed_out
    if not verdict.schema_right:
        verdict.wrong.append(f"correct schema refused: {refused}" if case.correct
                             else "incorrect schema accepted" if refused is None else refused)
    for path, valid in documents.items():
        said = outcome.valid(path)
        if refused is None and said == valid:
            verdict.right[valid] += 1
        elif refused is None:
            told = outcome.first(path)
            verdict.wrong.append(f"{Path(path).name}: found {'valid' if said else 'invalid'}"
                                 + (f": {told.message}" if told else ""))
        else:
            verdict.wrong.append(f"{Path(path).name}: not tried")


def count(verdicts):
    """The figures: {what: (right, of all)}."""
    tried = [v for v in verdicts if not v.unconverted]
    correct = [v for v in tried if v.case.correct]
    wrong = [v for v in tried if not v.case.correct]
    documents = {valid: sum(d[0] == valid for v in tried for d in v.case.documents)
                 for valid in (True, False)}
    return {
        "correct schemas accepted": (sum(v.schema_right for v in correct), len(correct)),
        "incorrect schemas refused": (sum(v.schema_right for v in wrong), len(wrong)),
        "valid documents right": (sum(v.right[True] for v in tried), documents[True]),
        "invalid documents right": (sum(v.right[False] for v in tried), documents[False]),
    }


def run(suite, engine="native", rnc=False, scratch=None):
    """Tries the whole suite; gives the verdicts, in the order of the suite."""
    cases = Reader(Path(suite).read_bytes()).cases
    if rnc:
        cases = [c for c in cases if c.correct]
    with validators.Scratch(scratch) as folder, ThreadPoolExecutor(validators.JOBS) as pool:
        return list(pool.map(lambda c: try_case(c, folder, engine, rnc), cases))


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("suite", nargs="?", default=SUITE)
    parser.add_argument("--engine", choices=validators.ENGINES, default="native")
    parser.add_argument("--rnc", action="store_true", help="the correct schemas in compact syntax")
    parser.add_argument("--scratch", help="write the cases here, and leave them")
    arguments = parser.parse_args()
    why = validators.missing(arguments.engine)
    if why or not Path(arguments.suite).exists():
        print(why or f"no file {os.path.relpath(arguments.suite)}", file=sys.stderr)
        return 2
    verdicts = run(arguments.suite, arguments.engine, arguments.rnc, arguments.scratch)
    for verdict in verdicts:
        if verdict.unconverted:
            print(f"{verdict.case}: trang: {verdict.unconverted}")
        for line in verdict.wrong:
            print(f"{verdict.case}: {line}")
    left_out = sum(bool(v.unconverted) for v in verdicts)
    print(f"cases: {len(verdicts)}" + (f", left out by trang: {left_out}" if left_out else ""))
    for what, (right, total) in count(verdicts).items():
        if total:
            print(f"{what}: {right} of {total}")
    return 1 if any(v.wrong for v in verdicts) else 0


if __name__ == "__main__":
    sys.exit(main())
