#!/usr/bin/env python3
"""table.py: format by format what checks it, on how many documents, and whether it held

  tests/transform/table.py        after `make`, from anywhere; takes minutes

It runs the laws transform.t and formats.t and counts what they tried: a line of the table is a format, a check and
the tests of it. Documents are the samples, the cases, and the TEI of each text of ../shared/corpus.
"""
import os
import re
import subprocess
import sys

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), '..', '..')

# Formats, what checks them, the law, and how its tests of them begin.
CHECKS = (
    ('csv tsv jsonl', 'speeches and words of each by a count of our own from the TEI, and of each other', 'transform', r'\w+: .*: counts agree'),
    ('vrt conllu', 'tokens are the text of the table, sentence by sentence', 'transform', r'\w+: .*: counts agree'),
    ('epub', 'package, links and ids by a reader of our own; speeches are those of the TEI', 'transform', r'\w+: .*: counts agree'),
    ('epub', 'epubcheck', 'transform', 'epubcheck'),
    ('vrt', 'cwb-encode and queries', 'transform', 'the Corpus Workbench'),
    ('csv people spoken-text network gexf graphml', 'one another, and the TEI by a count of our own', 'formats', 'tables and networks'),
    ('html text', 'speeches, their words and their speakers are the table\'s', 'formats', 'the page and the text'),
    ('markdown', 'markdown-it gives all words back, and no markup', 'formats', 'markdown gives'),
    ('webvtt', 'its grammar, a parser of WebVTT; refused without times', 'formats', 'subtitles'),
    ('gexf graphml', 'their schemas, networkx', 'formats', 'graphs'),
    ('parlamint parlamint-meta', 'ParlaMint\'s schema; speeches, words and speakers are the table\'s', 'formats', 'ParlaMint'),
    ('dracor', 'DraCor\'s schema; speeches and words are the table\'s', 'formats', "DraCor's TEI"),
    ('network spoken-text', 'all plays of DraCor in ../shared/perf, by a count of our own of its rules', 'formats', "DraCor's network"),
    ('all of these, latex', 'the same bytes again, alone and among others', 'formats', 'the same bytes'),
)


def outcomes(law):
    done = subprocess.run([os.path.join(ROOT, 'tests/laws', law + '.t')], capture_output=True, text=True)
    found = re.findall(r'^(ok|not ok) \d+ - (.*)$', done.stdout, re.M)
    if not found:
        sys.exit(f'{law}.t: {done.stdout[-500:]}{done.stderr[-500:]}')
    return found


laws = {law: outcomes(law) for law in ('transform', 'formats')}
failed = 0
print('| format | what checked it | tests | held |\n|---|---|---|---|')
for formats, what, law, begins in CHECKS:
    tests = [(result, name) for result, name in laws[law] if re.match(begins, name)]
    skipped = [name for _, name in tests if '# SKIP' in name]
    held = sum(result == 'ok' for result, _ in tests) - len(skipped)
    failed += len(tests) - held
    print(f'| {formats} | {what} | {len(tests)} | {"skipped" if skipped else held} |')
for law, tests in laws.items():
    print(f'\n{law}.t: {len(tests)} tests, {sum(result == "ok" for result, _ in tests)} held')
sys.exit(1 if failed else 0)
