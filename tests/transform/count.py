"""count.py TEI CSV: the speeches and words of a table are those of the TEI, counted by words.py."""
import csv
import re
import sys
import xml.etree.ElementTree as ElementTree

from words import speeches

expected = [(text, words)
            for text, words, _ in speeches(ElementTree.parse(sys.argv[1]).getroot())]
with open(sys.argv[2], encoding='utf-8', newline='') as table:
    rows = [(row['text'], int(row['words'])) for row in csv.DictReader(table)]
fold = lambda text: re.sub(r'\s+(?=[.,;:?!)])', '', text)
for want, got in zip(expected, rows):
    if fold(want[0]) != fold(got[0]) or want[1] != got[1]:
        sys.exit(f'expected {want}, got {got}')
if len(expected) != len(rows):
    sys.exit(f'{len(expected)} speeches, {len(rows)} rows')
