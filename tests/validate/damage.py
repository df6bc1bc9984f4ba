#!/usr/bin/env python3
"""damage.py: TEI files with faults that have one right mending each, made by a seed

    tests/validate/damage.py [-n FILES] [--seed=N] [--keep=FOLDER]     figures of --fix on so many files

What tests/laws/fix.t tries on 1,000 files. Each fault is put into a document that --fix leaves as it is, so
that mending must give the bytes of the document back: in UTF-8 with and without a byte order mark, with
CRLF line ends, in Latin-1, in UTF-16 of both orders, and compressed. The documents are those of
../shared/perf/tei.tar.gz, or those of samples/ where that is not there.

Exit status: 0 all came back, 1 some did not.
"""

import argparse
import collections
import gzip
import random
import re
import sys
import tarfile
import unicodedata
from pathlib import Path

import validators

SMALL = 150_000  # bytes of a document: a thousand are read several times
FORMS = ("utf-8", "bom", "crlf", "latin-1", "utf-16-le", "utf-16-be", "gzip")
DATE = re.compile(r' (?:when|from|to|notBefore|notAfter)="((\d{4})-(\d\d)-(\d\d))"')
ID = re.compile(r' xml:id="([^"]*)"')
WHO = re.compile(r' who="#([^"#/: ]+)"')  # those of another fault are left
TEXT = re.compile(r">([^<>&]+)<")


def ids_of(text):
    return ID.findall(text)


def squash(name):
    return re.sub(r"[-_. #]", "", name).casefold()


def in_comment(text, at):
    return text.rfind("<!--", 0, at) > text.rfind("-->", 0, at)


def picks(rng, pattern, text):
    """The places of a pattern outside comments, in any order."""
    found = [m for m in pattern.finditer(text) if not in_comment(text, m.start())]
    rng.shuffle(found)
    return found


def put(text, span, new):
    return text[:span[0]] + new + text[span[1]:]


def wrong_number(rng, text):
    """A number of a speech, or of a scene, between two that leave room for one."""
    numbered = list(re.finditer(r'<sp n="(\d+)"', text))
    for _ in range(50 if len(numbered) > 8 else 0):
        i = rng.randrange(2, len(numbered) - 2)
        before, one, after = numbered[i - 1:i + 2]
        between = text[before.start():after.start()]
        numbers = [int(m[1]) for m in numbered[i - 2:i + 3]]
        if re.search(r"</?(?:div|lg|body)\b", text[numbered[i - 2].start():numbered[i + 2].end()]):
            continue
        if numbers == list(range(numbers[0], numbers[0] + 5)) and "<!--" not in between:
            new = rng.choice([numbers[1], numbers[3], numbers[2] + 10, numbers[2] * 10])
            return put(text, one.span(1), str(new)), int(one[1])
    return None


def decomposed(rng, text, pattern=TEXT):
    """A letter of the text whose accent is another character."""
    for m in picks(rng, pattern, text)[:200]:
        places = [i for i, c in enumerate(m[1]) if c.isalpha() and is_composed(c)
                  and not unicodedata.combining(m[1][i + 1:i + 2] or " ")]
        if places:
            at = m.start(1) + rng.choice(places)
            return put(text, (at, at + 1), unicodedata.normalize("NFD", text[at])), text[at]
    return None


def is_composed(c):
    apart = unicodedata.normalize("NFD", c)
    return len(apart) > 1 and unicodedata.normalize("NFC", apart) == c


def decomposed_value(rng, text):
    return decomposed(rng, text, re.compile(r' (?:n|type|subtype|rend|reason|key|role)="([^"#:/&]+)"'))


def faulty_id(rng, text):
    """An id with blanks or colons, and all that points to it."""
    ids = ids_of(text)
    known = set(ids)
    for m in picks(rng, ID, text)[:50]:
        name = m[1]
        words = name.split("-")
        pointer = re.compile(rf"#{re.escape(name)}(?=[\"' ])")
        if not re.fullmatch(r"[a-z]+(-[a-z0-9]+)+", name) or known & set(words) or ids.count(name) > 1:
            continue
        if len(pointer.findall(text)) != len(re.findall(rf' who="[^"]*#{re.escape(name)}(?=[" ])', text)):
            continue
        new = rng.choice([" ", ":", "/"]).join(words)
        return pointer.sub("#" + new, put(text, m.span(1), new)), name
    return None


def bare(rng, text):
    """A pointer without its sign."""
    known = set(ids_of(text))
    for m in picks(rng, WHO, text)[:50]:
        if m[1] in known:
            return put(text, (m.start(1) - 1, m.start(1)), ""), m[1]
    return None


def half_bare(rng, text):
    """The second of two pointers without its sign."""
    known = set(ids_of(text))
    for m in picks(rng, re.compile(r' who="#([^"#/: ]+) #([^"#/: ]+)"'), text)[:50]:
        if m[1] in known and m[2] in known:
            return put(text, (m.start(2) - 1, m.start(2)), ""), m[1], m[2]
    return None


def as_printed(rng, text):
    """A pointer as the name would be printed."""
    known = ids_of(text)
    for m in picks(rng, WHO, text)[:50]:
        words = m[1].split("-")
        alike = sum(squash(i) == squash(m[1]) for i in known)
        if m[1] in known and alike == 1 and len(words) > 1 and not set(words) & set(known):
            return put(text, m.span(1), " ".join(w.capitalize() for w in words)), m[1]
    return None


def capitals(rng, text):
    known = ids_of(text)
    for m in picks(rng, WHO, text)[:50]:
        new = m[1].upper()
        if m[1] in known and new not in known and sum(i.casefold() == m[1].casefold() for i in known) == 1 \
                and m[1].isascii():
            return put(text, m.span(1), new), m[1]
    return None


def short_date(rng, text):
    """1960-9-7 and 1960/09/07."""
    for m in picks(rng, DATE, text):
        plain = f"{m[2]}-{int(m[3])}-{int(m[4])}"
        new = rng.choice([plain, f"{m[2]}/{m[3]}/{m[4]}", f"{m[2]}.{int(m[3])}.{int(m[4])}"])
        if new != m[1] and m[2] >= "1000" and "00" not in (m[3], m[4]):
            return put(text, m.span(1), new), m[1]
    return None


def wrong_measure(rng, text):
    """The number of speeches in the header: in the attribute, in print, or in both."""
    m = re.search(r'<measure unit="speeches" quantity="(\d+)">(\d+) speeches<', text)
    if not m:
        return None
    new = str(int(m[1]) + rng.randrange(1, 200))
    return rng.choice([put(text, m.span(1), new), put(text, m.span(2), new),
                       put(put(text, m.span(2), new), m.span(1), new)]), "measure"


def wrong_usage(rng, text):
    usages = picks(rng, re.compile(r'<tagUsage gi="\w+" occurs="(\d+)"'), text)
    return (put(text, usages[0].span(1), str(int(usages[0][1]) + 3)), "usage") if usages else None


KINDS = (wrong_measure, wrong_usage, wrong_number, decomposed, decomposed_value, faulty_id, bare, half_bare, as_printed, capitals,
         short_date)


def documents():
    """The texts of the documents, by name."""
    archive = validators.tei_archive()
    found = {}
    if not archive:
        for path in sorted((validators.ROOT / "samples").glob("*.xml")):
            found[path.name] = path.read_text(encoding="utf-8")
        return found
    with tarfile.open(archive) as tar:
        for member in tar:
            if member.isfile() and member.name.endswith(".xml") and member.size < SMALL:
                found[Path(member.name).name] = tar.extractfile(member).read().decode("utf-8-sig")
    return dict(sorted(found.items()))


def numbered(text):
    """The document with its speeches numbered and counted, unless they are."""
    speeches = [m for m in re.finditer(r"<(?:sp|u)[ >]", text) if not in_comment(text, m.start())]
    head, tail = text.split("</titleStmt>", 1) if text.count("</titleStmt>") == 1 else (text, "")
    if speeches and tail and not re.match(r"\s*<(?:editionStmt|extent)", tail):
        text = (f'{head}</titleStmt><extent><measure unit="speeches" quantity="{len(speeches)}">'
                f"{len(speeches)} speeches</measure></extent>{tail}")
    if re.search(r"<sp [^>]*\bn=", text):
        return text
    count = iter(range(1, 1_000_000))
    return re.sub(r"<sp(?=[ >])", lambda _: f'<sp n="{next(count)}"', text)


def declared(text, encoding):
    text = re.sub(r"\A\s*<\?xml[^>]*\?>", "", text)
    return f'<?xml version="1.0" encoding="{encoding}"?>' + text


def written(text, form):
    """The bytes of a text in a form; None: it cannot be written so."""
    if form == "latin-1":
        try:
            return declared(text, "ISO-8859-1").encode("latin-1")
        except UnicodeEncodeError:
            return None
    if form.startswith("utf-16"):
        return ("\ufeff" + declared(text, "UTF-16")).encode(form)
    text = declared(text, "UTF-8")
    if form == "crlf":
        text = text.replace("\n", "\r\n")
    data = text.encode("utf-8")
    if form == "gzip":
        return gzip.compress(data, mtime=0)
    return b"\xef\xbb\xbf" + data if form == "bom" else data


class Damaged:
    """A document with faults: `good` and `bad` are its bytes without and with them."""

    def __init__(self, name, form, good, bad, kinds):
        self.name, self.form, self.good, self.bad, self.kinds = name, form, good, bad, kinds


def damage(rng, name, text, form):
    """Puts one to four faults into a document; None: there is no place for any."""
    bad, kinds, touched = text, [], set()
    for kind in rng.sample(KINDS, len(KINDS)):
        made = kind(rng, bad)
        if not made or touched & set(made[1:]) or len(kinds) == 4:
            continue
        if written(made[0], form) is None:
            continue
        touched |= set(made[1:])
        bad = made[0]
        kinds.append(kind.__name__)
        if rng.random() < 0.4:
            break
    good = written(text, form)
    return Damaged(f"{form}-{name}", form, good, written(bad, form), kinds) if kinds and good else None


def schema_options():
    schema = validators.SCHEMAS / "tei_all_4.12.0.rng"
    return ["-s", str(schema.resolve())] if validators.tei_archive() and schema.exists() else []


def validate(folder, options, paths):
    """Runs teivalidate in a folder on all the paths, a thousand at a time."""
    told = status = b"", b"", 0
    for i in range(0, len(paths), 1000):
        done = validators.subprocess.run(
            [*validators.WRAP, str(validators.BIN / "teivalidate"), *schema_options(), "-j",
             str(validators.JOBS), "--max-errors=0", *options, *paths[i:i + 1000]],
            cwd=folder, capture_output=True, check=False)
        told = (told[0] + done.stdout, told[1] + done.stderr, max(told[2], done.returncode))
    del status
    return told


def sound(texts, folder):
    """The documents that --fix would leave as they are."""
    for name, text in texts.items():
        (folder / name).write_bytes(written(text, "utf-8"))
    diff, _, _ = validate(folder, ["--diff"], list(texts))
    touched = set(re.findall(rb"^\+\+\+ ([^\t\n]+)", diff, re.M))
    return {name: text for name, text in texts.items() if name.encode() not in touched}, len(touched)


def make(count, seed, texts):
    """So many damaged documents, in all forms in turn."""
    rng = random.Random(seed)
    names, made = sorted(texts), {}
    for i in range(count * 20):
        if len(made) == count:
            break
        name = rng.choice(names)
        one = damage(rng, f"{i}-{name}", texts[name], FORMS[i % len(FORMS)])
        if one:
            made[one.name] = one
    return list(made.values())


def content(one, data):
    return gzip.decompress(data) if one.form == "gzip" else data


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("-n", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--keep", type=Path, required=True)
    given = parser.parse_args()
    given.keep.mkdir(parents=True, exist_ok=True)
    texts, left = sound({n: numbered(t) for n, t in documents().items()}, given.keep)
    print(f"{len(texts)} documents to damage, {left} that have something to mend themselves")
    made = make(given.n, given.seed, texts)
    for one in made:
        (given.keep / one.name).write_bytes(one.bad)
    validate(given.keep, ["--fix"], [one.name for one in made])
    bad = [one for one in made
           if content(one, (given.keep / one.name).read_bytes()) != content(one, one.good)]
    print(dict(collections.Counter(k for one in made for k in one.kinds)),
          dict(collections.Counter(one.form for one in made)))
    for one in bad[:50]:
        print("not as before:", one.name, one.kinds)
    print(f"{len(made)} damaged, {len(made) - len(bad)} as before")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
