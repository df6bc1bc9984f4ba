#!/usr/bin/env python3
"""Measure the TEI made from a transcript by the list of its speeches.

  score.py TEI GOLD.tsv           the measures
  score.py --diff TEI GOLD.tsv    what lowers them: - missed, + not in the list, = of another length,
                                  @ of another person

The list has a speech a line: ordinal, label, first 60 characters, words, characters. It may say before
them that it reaches only a part of the document ("# reach=first 60"), then what lies outside of the first
and the last answer is not judged; or that it is "indicative", made by a program and read by nobody. A
<sp> or <u> answers to a speech when both begin alike (letters and digits only, case and accents put aside);
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
from bisect import bisect_left
from collections import Counter, defaultdict

TEI = "{http://www.tei-c.org/ns/1.0}"
UNSPOKEN = {TEI + name for name in ("speaker", "stage", "note", "pb", "fw", "vocal", "kinesic",
                                    "incident", "gap", "ref")}
OPENING, BEGINNING = 20, 400
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


class Speech:
    """A speech of a document or of a list: who, its beginning, its length without white space."""

    def __init__(self, who, text, length=None):
        self.who, self.text = who, " ".join(text.split())
        self.length = len(self.text.replace(" ", "")) if length is None else length
        self.letters = letters(self.text[:BEGINNING])


def found(tei):
    """The speeches of a TEI document; `who` is its @who."""
    speeches = []
    for element in ET.fromstring(tei).iter():
        if element.tag in (TEI + "sp", TEI + "u"):
            speeches.append(Speech(element.get("who", ""), spoken(element)))
    return [speech for speech in speeches if speech.letters]


class Expected:
    """A list of speeches; `who` is the label."""

    def __init__(self, path):
        self.speeches, self.full, self.indicative = [], True, False
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                field = line.rstrip("\n").split("\t")
                if line.startswith("# reach="):
                    self.full = line.startswith("# reach=full")
                elif line.startswith("# method="):
                    self.indicative = "indicative" in line
                elif field[0].isdigit() and letters(field[2]):
                    self.speeches.append(Speech(field[1], field[2], int(field[4])))

    def judged(self, got, pairs):
        """Where what was found can be judged by the list: the first and after the last."""
        if self.full or not pairs:
            return 0, len(got)
        return pairs[0][1] if pairs[0][0] == 0 else 0, pairs[-1][1] + 1


def answers(wanted, got):
    """The longest run of answers in order, as pairs of indices."""
    begin = defaultdict(lambda: defaultdict(list))
    for size in {len(speech.letters[:OPENING]) for speech in wanted}:
        for j, speech in enumerate(got):
            begin[size][speech.letters[:size]].append(j)
    # ends[n]: the first place where a run of n + 1 answers can end, and that run.
    places, ends = [], []
    for i, speech in enumerate(wanted):
        opening = speech.letters[:OPENING]
        for j in reversed(begin[len(opening)].get(opening, [])):
            n = bisect_left(places, j)
            run = (i, j, ends[n - 1] if n else None)
            places[n:n + 1], ends[n:n + 1] = [j], [run]
    pairs, run = [], ends[-1] if ends else None
    while run:
        i, j, run = run
        pairs.append((i, j))
    return pairs[::-1]


def misnamed(wanted, got, pairs):
    """The pairs without the id of their person; short and full forms of a name may share one."""
    name_of = {i: person(wanted[i].who) for i, _ in pairs}
    votes = Counter((name_of[i], got[j].who) for i, j in pairs)
    id_of, person_of = {}, {}
    for (name, who), _ in sorted(votes.items(), key=lambda vote: (-vote[1], vote[0])):
        owner = person_of.setdefault(who, name) if who and name not in id_of else None
        if owner and owner[:3] == name[:3]:
            id_of[name] = who
    return [(i, j) for i, j in pairs
            if (id_of.get(name_of[i]) != got[j].who if got[j].who else not NOBODY.search(wanted[i].who))]


def missized(wanted, got, pairs):
    """The pairs that are not as long as they should be."""
    return [(i, j) for i, j in pairs
            if abs(wanted[i].length - got[j].length) > max(10, wanted[i].length / 10)]


def measure(tei, expected):
    """The measures of a TEI document (bytes) by a list."""
    wanted, got = expected.speeches, found(tei)
    pairs = answers(wanted, got)
    first, after = expected.judged(got, pairs)
    measures = {"speeches": len(wanted), "found": after - first}
    if not wanted or not pairs:
        right = float(len(wanted) == len(got))
        return {**measures, "F1": right, "who": right, "extent": right}
    return {
        **measures,
        "F1": 2 * len(pairs) / (len(wanted) + after - first),
        "who": 1 - len(misnamed(wanted, got, pairs)) / len(pairs),
        "extent": 1 - len(missized(wanted, got, pairs)) / len(pairs),
    }


def differences(tei, expected):
    """Lines that tell what lowers the measures, in the order of the document."""
    wanted, got = expected.speeches, found(tei)
    pairs = answers(wanted, got)
    first, after = expected.judged(got, pairs)
    show = lambda speech: f"[{speech.who}] {speech.text[:60]}"
    place = {i: j for i, j in pairs}
    lines, at = [], first
    for i, speech in enumerate(wanted):
        if i not in place:
            lines.append((at, f"- {show(speech)}"))
        else:
            at = place[i]
    answered = set(place.values())
    lines += [(j, f"+ {show(got[j])}") for j in range(first, after) if j not in answered]
    lines += [(j, f"= {show(wanted[i])}: {wanted[i].length}, found {got[j].length}")
              for i, j in missized(wanted, got, pairs)]
    lines += [(j, f"@ {show(wanted[i])}: found {got[j].who or 'nobody'}")
              for i, j in misnamed(wanted, got, pairs)]
    return [line for _, line in sorted(lines, key=lambda line: line[0])]


def main():
    arguments = sys.argv[1:]
    diff = arguments[:1] == ["--diff"]
    if len(arguments) != 2 + diff:
        sys.exit(__doc__)
    with open(arguments[-2], "rb") as file:
        tei = file.read()
    expected = Expected(arguments[-1])
    if diff:
        print(*differences(tei, expected), sep="\n")
        return
    for name, figure in measure(tei, expected).items():
        print(f"{name}\t{figure:.3f}" if isinstance(figure, float) else f"{name}\t{figure}")


if __name__ == "__main__":
    main()
