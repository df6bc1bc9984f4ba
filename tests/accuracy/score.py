#!/usr/bin/env python3
"""Measure the TEI made from a transcript by the list of its speeches.

  score.py TEI GOLD.tsv

The list has a speech a line: ordinal, label, first 60 characters, words, characters. A <sp> or <u>
answers to a speech when both begin alike (letters and digits only, case and accents put aside);
the longest run of answers in order counts.

  F1      the harmonic mean of how many <sp> answer to a speech and how many speeches are answered
  who     of the answered, how many bear the id that stands for their label: an id stands for one
          person only, and a person has one id; who is said to be unidentified may have none
  extent  of the answered, how many are as long as they should be: within a tenth, or ten characters
"""
import re
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections import Counter

TEI = "{http://www.tei-c.org/ns/1.0}"
UNSPOKEN = {TEI + name for name in ("speaker", "stage", "note", "pb", "fw", "vocal", "kinesic",
                                    "incident", "gap", "ref")}
OPENING = 20
NOBODY = re.compile(r"unidentified|unknown|unattributed|voice", re.I)
FORMS = re.compile(r"\b(mr|mrs|ms|miss|dr|sir|hon|prof|professor|the|senator|justice|chief)\b\.?")


def letters(text):
    """What is left of a text for comparing: its letters and digits without case and accents."""
    bare = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c for c in bare if c.isalnum())


def person(label):
    """The name in a label, without what stands in parentheses and without forms of address."""
    bare = re.sub(r"\(.*?\)", " ", label).casefold()
    return letters(FORMS.sub(" ", bare)) or letters(label)


def spoken(element):
    text = element.text or ""
    for child in element:
        if isinstance(child.tag, str) and child.tag not in UNSPOKEN:
            text += spoken(child) + " "
        text += child.tail or ""
    return text


def found(tei):
    """The speeches of a TEI document: (who, letters, length without white space)."""
    speeches = []
    for element in ET.fromstring(tei).iter():
        if element.tag in (TEI + "sp", TEI + "u"):
            text = spoken(element)
            if letters(text):
                speeches.append((element.get("who", ""), letters(text), len("".join(text.split()))))
    return speeches


def expected(path):
    """The speeches of a list: (person, letters of the opening, length without white space)."""
    speeches = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            field = line.rstrip("\n").split("\t")
            if field[0].isdigit() and letters(field[2]):
                speeches.append((person(field[1]), letters(field[2])[:OPENING], int(field[4])))
    return speeches


def answers(wanted, got):
    """The longest common subsequence, as pairs of indices."""
    n, m = len(wanted), len(got)
    longest = [[0] * (m + 1) for _ in range(n + 1)]
    alike = lambda i, j: got[j][1].startswith(wanted[i][1])
    for i in range(n - 1, -1, -1):
        for j in range(m - 1, -1, -1):
            if alike(i, j):
                longest[i][j] = 1 + longest[i + 1][j + 1]
            else:
                longest[i][j] = max(longest[i + 1][j], longest[i][j + 1])
    pairs, i, j = [], 0, 0
    while i < n and j < m:
        if alike(i, j):
            pairs.append((i, j))
            i, j = i + 1, j + 1
        elif longest[i + 1][j] >= longest[i][j + 1]:
            i += 1
        else:
            j += 1
    return pairs


def rightly_named(wanted, got, pairs):
    """How many pairs bear the id of their person; short and full forms of a name may share one."""
    votes = Counter((wanted[i][0], got[j][0]) for i, j in pairs)
    id_of, person_of = {}, {}
    for (name, who), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        owner = person_of.setdefault(who, name) if who and name not in id_of else None
        if owner and owner[:3] == name[:3]:
            id_of[name] = who
    return sum(id_of.get(wanted[i][0]) == got[j][0] if got[j][0] else bool(NOBODY.search(wanted[i][0]))
               for i, j in pairs)


def measure(tei, gold):
    """The measures of a TEI document (bytes) by the list at a path."""
    wanted, got = expected(gold), found(tei)
    pairs = answers(wanted, got)
    if not wanted or not pairs:
        right = float(len(wanted) == len(got))
        return {"speeches": len(wanted), "found": len(got), "F1": right, "who": right, "extent": right}
    long_enough = sum(abs(wanted[i][2] - got[j][2]) <= max(10, wanted[i][2] / 10) for i, j in pairs)
    return {
        "speeches": len(wanted),
        "found": len(got),
        "F1": 2 * len(pairs) / (len(wanted) + len(got)),
        "who": rightly_named(wanted, got, pairs) / len(pairs),
        "extent": long_enough / len(pairs),
    }


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    with open(sys.argv[1], "rb") as tei:
        for name, figure in measure(tei.read(), sys.argv[2]).items():
            print(f"{name}\t{figure:.3f}" if isinstance(figure, float) else f"{name}\t{figure}")


if __name__ == "__main__":
    main()
