#!/usr/bin/env python3
"""planted.py: does teivalidate find the mistakes that somebody has put into real files, and nothing else?

    tests/validate/planted.py [--places=20] [--seed=1] [--kinds=NAME,...] [--size=700] [--show=3] [--scratch=DIR]

Takes files of ../shared/perf/tei.tar.gz of up to `size` kB, and puts one mistake of each kind into `places`
of them, the same ones for the same seed. What teivalidate tells of a damaged file and did not tell of the
file as it was is

    found       of the rule that the mistake breaks, on the lines where it stands
    alarms      of other rules, or elsewhere, and not what follows from the mistake

A kind of mistake is a function with @plant(rules, also): it gets a random generator and a text and gives
the text with the mistake and the place of it, (from, to) in the new text; None where it cannot be made.
`rules` are those of which one must tell it; `also` may tell it besides.

Exit status: 0 all were found without alarms, 1 some were not, 2 nothing could be tried.
"""

import argparse
import collections
import json
import random
import re
import subprocess
import sys
import tarfile
import unicodedata
from pathlib import Path

import validators

SCHEMA = validators.ROOT / "tests/validate/speech.rnc"
KINDS = {}


def plant(rules, also=""):
    """Registers a kind of mistake."""
    def register(function):
        KINDS[function.__name__.replace("_", "-")] = (function, set(rules.split()), set(also.split()))
        return function
    return register


# ---- changing texts ----------------------------------------------------------------------------------


def body_of(text):
    return text.index("<body")


def places(pattern, text, start=0, flags=re.S):
    return list(re.compile(pattern, flags).finditer(text, start))


def any_of(rng, matches):
    return rng.choice(matches) if matches else None


def replaced(text, start, end, new):
    """The text with a part replaced, and where that now is."""
    return text[:start] + new + text[end:], (start, start + len(new))


def any_word(rng, text, pattern):
    """A word of the text of a paragraph, verse or segment."""
    return any_of(rng, places(r"(?<=[ ])" + pattern + r"(?=[ ,.])(?=[^<>]*</(?:p|l|s|seg)>)", text, body_of(text)))


def change_word(rng, text, pattern, change):
    found = any_word(rng, text, pattern)
    return found and replaced(text, found.start(), found.end(), change(found[0]))


def after_word(rng, text, new):
    """Puts something behind a word."""
    return change_word(rng, text, r"[^\W\d_]{3,}", lambda word: f"{word} {new}")


def change_attribute(rng, text, tag, name, change, start=0):
    """Changes the value of an attribute of an element."""
    found = any_of(rng, places(rf"<{tag}\b[^>]*?\s{name}=\"([^\"]+)\"", text, start))
    return found and replaced(text, found.start(1), found.end(1), change(found[1]))


def slip(rng, word):
    """A word with two of its letters swapped."""
    ways = [i for i in range(1, len(word) - 1) if word[i].isalnum() and word[i + 1].isalnum() and
            word[i] != word[i + 1]]
    if not ways:
        return None
    i = rng.choice(ways)
    return word[:i] + word[i + 1] + word[i] + word[i + 2 :]


SPEECH = r"<sp\b[^>]*\bwho=\"(?P<who>#[^\" ]+)\"[^>]*>\s*<speaker>(?P<label>[^<]{3,40})</speaker>(?P<words>(?:(?!<sp\b|</sp>).)*)</sp>"


# ---- links -------------------------------------------------------------------------------------------


def defined_whos(text):
    return [m for m in places(r"<(?:sp|u)\b[^>]*\bwho=\"#([^\" ]{4,})\"", text) if f'xml:id="{m[1]}"' in text]


@plant("link-target-missing", "speaker-label")
def who_misspelt(rng, text):
    found = any_of(rng, defined_whos(text))
    wrong = found and slip(rng, found[1])
    return wrong and replaced(text, found.start(1), found.end(1), wrong)


@plant("link-not-a-pointer", "speaker-label")
def who_without_sign(rng, text):
    found = any_of(rng, defined_whos(text))
    return found and replaced(text, found.start(1) - 1, found.end(1), found[1])


@plant("link-blank link-target-missing", "speaker-label link-target-missing")
def who_with_blank(rng, text):
    found = any_of(rng, [m for m in defined_whos(text) if "-" in m[1] or "_" in m[1]])
    return found and replaced(text, found.start(1), found.end(1), re.sub("[-_]", " ", found[1], count=1))


@plant("id-duplicate", "link-target-missing speaker-label person-twin")
def id_given_twice(rng, text):
    found = places(r"<person\b[^>]*\sxml:id=\"([^\"]+)\"", text)
    if len(found) < 2:
        return None
    one, other = rng.sample(found, 2)
    first, second = sorted([one, other], key=lambda m: m.start())
    return replaced(text, second.start(1), second.end(1), first[1])


@plant("link-file-missing", "speaker-label person-silent")
def who_in_lost_file(rng, text):
    found = any_of(rng, defined_whos(text))
    return found and replaced(text, found.start(1) - 1, found.end(1), f"persons.xml#{found[1]}")


@plant("who-not-a-person", "speaker-label person-silent")
def who_of_division(rng, text):
    found, division = any_of(rng, defined_whos(text)), re.search(r"<div\b", text)
    if not found or not division or "xml:id" in text[division.start():text.index(">", division.start())]:
        return None
    text, _ = replaced(text, found.start(1), found.end(1), "first-part")
    return replaced(text, division.end(), division.end(), ' xml:id="first-part"')[0], (found.start(1) + 20, found.start(1) + 40)


@plant("link-blank")
def address_with_blank(rng, text):
    found = any_of(rng, places(r"\b(?:target|ref|source)=\"(https?://[^\" /]+/)[^\" ]+\"", text))
    return found and replaced(text, found.end(1), found.end(1), "a page ")


@plant("lang-tag")
def language_with_underscore(rng, text):
    return change_attribute(rng, text, "[A-Za-z]+", "xml:lang", lambda tag: tag + "_XX")


@plant("lang-tag")
def language_by_name(rng, text):
    return change_attribute(rng, text, "[A-Za-z]+", "xml:lang", lambda tag: "german")


@plant("link-prefix", "speaker-label person-silent")
def prefix_misspelt(rng, text):
    head, found = text.find("</fileDesc>"), any_of(rng, defined_whos(text))
    if head < 0 or not found or head > found.start() or "<encodingDesc" in text:
        return None
    definition = '<encodingDesc><listPrefixDef><prefixDef ident="psn" matchPattern="(.+)" replacementPattern="#$1"/></listPrefixDef>' \
        "</encodingDesc>"
    text, _ = replaced(text, found.start(1) - 1, found.end(1), f"pns:{found[1]}")
    text = text[:head + 11] + definition + text[head + 11:]
    at = found.start(1) + len(definition)
    return text, (at, at + 3)


# ---- dates -------------------------------------------------------------------------------------------


def change_date(rng, text, change):
    found = any_of(rng, places(r"\s(?:when|notBefore|notAfter)=\"(\d{4}-\d\d-\d\d)\"", text))
    return found and replaced(text, found.start(1), found.end(1), change(found[1]))


@plant("date-real", "date-order date-text")
def day_that_is_none(rng, text):
    return change_date(rng, text, lambda d: d[:5] + rng.choice(["02-30", "04-31", "09-31", "11-31", "06-00"]))


@plant("date-real", "date-order date-text")
def month_that_is_none(rng, text):
    return change_date(rng, text, lambda d: f"{d[:5]}{rng.choice(['13', '00', '21'])}-{d[8:]}")


@plant("date-order")
def dates_reversed(rng, text):
    found = any_of(rng, places(r"\swhen=\"(\d{4})(-\d\d-\d\d)\"", text))
    pair = rng.choice([("from", "to"), ("notBefore", "notAfter"), ("from", "notAfter"), ("notBefore", "to")])
    return found and replaced(text, found.start(), found.end(),
                              f' {pair[0]}="{found[1]}{found[2]}" {pair[1]}="{int(found[1]) - 1}{found[2]}"')


MONTHS = {"fr": "février", "de": "März", "es": "marzo", "gl": "maio", "ru": "мая", "sk": "júna"}


@plant("date-text")
def printed_date_differs(rng, text):
    language = re.search(r"<TEI\b[^>]*xml:lang=\"(\w\w)", text)
    month = MONTHS.get(language and language[1])
    if not month:
        return None
    day, year = rng.randint(3, 9), rng.randint(1800, 1990)
    of = " de " if language[1] in ("es", "gl") else " "
    number = list(MONTHS).index(language[1])
    real = ["02", "03", "03", "05", "05", "06"][number]
    value = rng.choice([f"{year}-{real}-{day + 15:02}", f"{year}-{int(real) + 3:02}-{day:02}",
                        f"{year + 1}-{real}-{day:02}"])
    return after_word(rng, text, f'<date when="{value}">{day}{of}{month}{of}{year}</date>')


def speaks(rng, text):
    """A start tag of a speech, to be repeated."""
    return any_of(rng, places(r"<(sp|u)\b[^>]*\bwho=\"#[^\"]+\"[^>]*?(?<!/)>", text, body_of(text)))


def a_session(tag, kind, date):
    start = re.sub(r"\sxml:id=\"[^\"]*\"", "", tag[0])
    words = "<p>Da.</p>" if tag[1] == "sp" else "<seg>Da.</seg>"
    return f'<div type="{kind}"><head><date when="{date}">{date}</date></head>{start}{words}</{tag[1]}></div>\n'


COUNTED = "count-measure count-tag link-target-missing"  # what else copies change


@plant("date-outside", COUNTED)
def session_outside(rng, text):
    found = re.search(r"<setting>.*?<date when=\"(\d{4})(-\d\d-\d\d)\"", text, re.S)
    tag = speaks(rng, text)
    if not found or not tag:
        return None
    at = text.index("</body>")
    return replaced(text, at, at, a_session(tag, "sitting", f"{int(found[1]) + rng.choice([-10, -1, 1, 9])}{found[2]}"))


@plant("date-sequence", COUNTED + " date-outside")
def sessions_out_of_order(rng, text):
    tag = speaks(rng, text)
    if not tag:
        return None
    at = text.index("</body>")
    days = sorted(rng.sample(range(1, 28), 4))
    wrong = [days[0], days[2], days[1], days[3]]
    return replaced(text, at, at, "".join(a_session(tag, "sitting", f"2015-01-{d:02}") for d in wrong))


# ---- numbers and counts ------------------------------------------------------------------------------


def numbered(text):
    """Scenes that follow the one before them in number."""
    found = places(r"<div type=\"scene\"(?: n=\"(\d+)\")?", text)
    return [b for a, b in zip(found, found[1:]) if a[1] and b[1] and int(b[1]) == int(a[1]) + 1]


@plant("number-order")
def number_left_out(rng, text):
    found = any_of(rng, numbered(text))
    return found and replaced(text, found.start(1), found.end(1), str(int(found[1]) + 1))


@plant("number-order")
def number_twice(rng, text):
    found = any_of(rng, numbered(text))
    return found and replaced(text, found.start(1), found.end(1), str(int(found[1]) - 1))


MEASURE = r"<measure\b[^>]*unit=\"speeches\"[^>]*quantity=\"(\d+)\"|<measure\b[^>]*quantity=\"(\d+)\"[^>]*unit=\"speeches\""


@plant("count-measure")
def speeches_miscounted(rng, text):
    found = any_of(rng, places(MEASURE, text))
    group = found and (1 if found[1] else 2)
    return found and replaced(text, found.start(group), found.end(group), str(int(found[group]) + rng.choice([-1, 1, 10])))


@plant("count-measure")
def printed_number_differs(rng, text):
    found = any_of(rng, places(r"<measure\b[^>]*quantity=\"(\d+)\"[^>]*>(\d+)", text))
    return found and replaced(text, found.start(2), found.end(2), str(int(found[2]) + 1))


@plant("count-measure")
def words_miscounted(rng, text):
    found = any_of(rng, places(r"unit=\"words\"[^>]*quantity=\"(\d+)\"|quantity=\"(\d+)\"[^>]*unit=\"words\"", text))
    group = found and (1 if found[1] else 2)
    return found and replaced(text, found.start(group), found.end(group), found[group] + "0")


@plant("count-tag")
def tags_miscounted(rng, text):
    return change_attribute(rng, text, "tagUsage", "occurs", lambda n: str(int(n) + rng.choice([1, 2, 5])))


@plant("count-measure count-tag", COUNTED + " number-order link-elsewhere person-silent")
def speech_lost(rng, text):
    """Then the counts are wrong: they stand in the header."""
    if "<measure" not in text and "<tagUsage" not in text:
        return None
    found = any_of(rng, places(r"<u\b(?:(?!</u>).)*</u>", text, body_of(text)))
    header = text.index("<teiHeader"), text.index("</teiHeader>")
    return found and (text[: found.start()] + text[found.end() :], header)


@plant("file-name")
def name_misspelt(rng, text):
    found = re.search(r"<TEI\b[^>]*xml:id=\"(ParlaMint[^\" ]{6,})\"", text)
    wrong = found and slip(rng, found[1])
    return wrong and replaced(text, found.start(1), found.end(1), wrong)


# ---- elements and people -----------------------------------------------------------------------------


def emptied(rng, text, names):
    found = any_of(rng, places(rf"<({names})\b([^>]*[^/>])?>(\s*)([^<]+)</\1>", text, body_of(text)))
    new = found and f"<{found[1]}{found[2] or ''}>{rng.choice(['', ' '])}</{found[1]}>"
    return found and replaced(text, found.start(), found.end(), new)


@plant("element-empty", "speech-empty")
def paragraph_emptied(rng, text):
    return emptied(rng, text, "p|l|seg|ab")


@plant("element-empty", "speaker-label")
def speaker_emptied(rng, text):
    return emptied(rng, text, "speaker")


@plant("element-empty")
def heading_emptied(rng, text):
    return emptied(rng, text, "head|stage|note|trailer")


def with_twin(rng, text, change, least):
    found = any_of(rng, [m for m in places(r"<person\b[^>]*xml:id=\"([^\"]+)\"[^>]*>\s*<persName>([^<(]+)</persName>\s*</person>",
                                           text) if len(m[2]) >= least and not re.search(r"\d", m[1] + m[2])])
    name = found and change(found[2])
    other = found and slip(rng, found[1])
    if not name or not other or f'xml:id="{other}"' in text:
        return None
    twin = found[0].replace(found[1], other).replace(found[2], name)
    return replaced(text, found.end(), found.end(), "\n" + twin)


@plant("person-twin", "person-twin person-silent")
def person_twice(rng, text):
    return with_twin(rng, text, lambda n: " ".join(reversed(n.split())).upper(), 5)


@plant("person-twin", "person-twin person-silent")
def person_misspelt(rng, text):
    def change(name):
        words = [w for w in name.split() if len(w) >= 9]
        if not words:
            return None
        word = rng.choice(words)
        at = rng.randrange(2, len(word) - 4)
        return name.replace(word, word[:at] + word[at + 1 :], 1)
    return with_twin(rng, text, change, 13)


# ---- speeches ----------------------------------------------------------------------------------------


@plant("speech-empty", "element-empty speech-twice")
def words_lost(rng, text):
    found = any_of(rng, places(SPEECH, text))
    made = found and replaced(text, found.start("words"), found.end("words"), "")
    return made and (made[0], (found.start(), made[1][1]))


@plant("speech-no-who", "speaker-label")
def who_lost(rng, text):
    found = places(r"<(?:sp|u)\b[^>]*(\swho=\"[^\"]+\")", text)
    if len(found) < 60 or re.search(r"<(?:sp|u)\b(?![^>]*\swho=)", text):
        return None
    found = rng.choice(found)
    return replaced(text, found.start(1), found.end(1), "")


@plant("speech-twice", COUNTED + " id-duplicate number-order")
def speech_twice(rng, text):
    found = any_of(rng, [m for m in places(r"<(?:sp|u)\b[^>]*\swho=(?:(?!<sp\b|<u\b|</sp>|</u>).)*</(?:sp|u)>", text)
                         if len(re.sub(r"<(note|speaker)\b.*?</\1>|<[^>]+>", "", m[0], flags=re.S).strip()) > 120])
    return found and replaced(text, found.end(), found.end(), "\n" + re.sub(r"\sxml:id=\"[^\"]*\"", "", found[0]))


@plant("speech-unsplit")
def speech_unsplit(rng, text):
    """Two speeches as one, of which the second has its speaker in its first paragraph."""
    found = places(SPEECH, text)
    pairs = [(a, b) for a, b in zip(found, found[1:]) if not text[a.end() : b.start()].strip() and
             a["who"] != b["who"] and re.match(r"\s*<p\b[^>]*>\s*[^<\s]", b["words"]) and
             len(re.findall(re.escape(f"<speaker>{b['label']}<"), text)) > 3 and b["label"][0].isupper()
             and len(b["label"].split()) < 5]
    if not pairs:
        return None
    a, b = rng.choice(pairs)
    label = b["label"].strip(" .:,")
    words = re.sub(r"(<p\b[^>]*>\s*)", lambda m: f"{m[1]}{label}: ", b["words"], count=1)
    return replaced(text, a.end() - len("</sp>"), b.end(), words + "</sp>")


@plant("speaker-label")
def who_of_another(rng, text):
    found = places(SPEECH, text)
    often = collections.Counter((m["label"], m["who"]) for m in found)
    whos = sorted({m["who"] for m in found})
    sure = [m for m in found if often[m["label"], m["who"]] > 12 and
            sum(n for (label, _), n in often.items() if label == m["label"]) == often[m["label"], m["who"]]]
    found = any_of(rng, sure)
    other = found and any_of(rng, [w for w in whos if w != found["who"]])
    return other and replaced(text, found.start("who"), found.end("who"), other)


# ---- marks and characters ----------------------------------------------------------------------------


@plant("text-mark")
def mark_sic(rng, text):
    return after_word(rng, text, rng.choice(["[sic]", "[sic!]", "[?]", "[illegible]", "[unclear]"]))


@plant("text-gap")
def mark_gap(rng, text):
    return after_word(rng, text, rng.choice(["[...]", "[…]"]))


@plant("text-mark")
def mark_todo(rng, text):
    return after_word(rng, text, rng.choice(["TODO: check", "FIXME", "{{page}}"]))


@plant("text-mark")
def tag_escaped(rng, text):
    return change_word(rng, text, r"[^\W\d_]{3,}", lambda w: rng.choice(
        ["&lt;i&gt;{}&lt;/i&gt;", "{}&lt;br/&gt;", "&lt;hi rend=\"b\"&gt;{}"]).format(w))


@plant("text-mark")
def entity_escaped(rng, text):
    return change_word(rng, text, r"[^\W\d_]{3,}", lambda w: w[:2] + rng.choice(
        ["&amp;nbsp;", "&amp;#8211;", "&amp;eacute;", "&amp;amp;"]) + w[2:])


@plant("text-bracket")
def bracket_alone(rng, text):
    found = any_of(rng, places(r"(?<=[ ])[^\W\d_]{3,}(?=[ ,.][^<>]{40,}</(?:p|seg)>)", text, body_of(text)))
    return found and replaced(text, found.start(), found.end(), rng.choice(["[{}", "{}]"]).format(found[0]))


@plant("text-mojibake", "text-character text-script")
def read_as_latin(rng, text):
    return change_word(rng, text, r"[a-zà-ÿа-яё]*[ß-ÿа-яё][a-zà-ÿа-яё]+",
                       lambda w: w.encode().decode("cp1252", "replace").replace("\ufffd", ""))


@plant("text-mojibake", "text-character")
def quotes_as_latin(rng, text):
    return change_word(rng, text, r"[^\W\d_]{3,}", lambda w: f"â€œ{w}â€™s")


def with_character(rng, text, character):
    return change_word(rng, text, r"[^\W\d_]{5,}", lambda w: w[:2] + character + w[2:])


@plant("text-character")
def replacement_character(rng, text):
    return with_character(rng, text, "\ufffd")


@plant("text-character")
def control_character(rng, text):
    return with_character(rng, text, rng.choice("\x85\x92\x96"))


@plant("text-character")
def private_character(rng, text):
    return with_character(rng, text, rng.choice("\ue000\uf0b7"))


@plant("text-character")
def invisible_character(rng, text):
    return with_character(rng, text, rng.choice("\u200b\u200d\ufeff\u202e"))


@plant("text-nfc")
def accent_apart(rng, text):
    return change_word(rng, text, r"[^\W\d_]*[äöüéèàñčšžйё][^\W\d_]*", lambda w: unicodedata.normalize("NFD", w))


@plant("text-script")
def latin_in_cyrillic(rng, text):
    return change_word(rng, text, r"[а-я]+[аеосрху][а-я]+", lambda w: re.sub(
        "(?<=.)[аеосрху](?=.)", lambda m: dict(zip("аеосрху", "aeocpxy"))[m[0]], w, count=1))


@plant("text-script")
def other_in_latin(rng, text):
    return change_word(rng, text, r"[a-z]+o[a-z]+", lambda w: w.replace("o", rng.choice("оοｏ"), 1))


# ---- running -----------------------------------------------------------------------------------------


def tell(files):
    """What teivalidate finds: {path: [(rule, line, message)]}."""
    found = collections.defaultdict(list)
    for batch in validators.batches(files, 1):
        command = validators.WRAP + [str(validators.BIN / "teivalidate"), "-s", str(SCHEMA), "--format=jsonl",
                                     "--rules=all,text-gap",
                                     "--max-errors=0", *batch]
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False)
        if done.returncode not in (0, 1) or done.stderr:
            raise SystemExit(f"teivalidate: status {done.returncode}: {done.stderr[:400]!r}")
        for line in done.stdout.decode("utf-8").splitlines():
            one = json.loads(line)
            found[one["file"]].append((one["rule"], one["line"], one["message"]))
    return found


def read_archive(size):
    """The real files, {name: text}; the name is what stands behind the last '__', as the editors have it."""
    texts = {}
    with tarfile.open(validators.tei_archive()) as archive:
        for member in archive:
            if member.isfile() and member.size <= size:
                text = archive.extractfile(member).read().decode("utf-8")
                if "<body" in text and "\r" not in text:
                    texts[Path(member.name).name] = text
    return texts


class Planted:
    """A file with a mistake."""

    def __init__(self, path, source, text, place):
        self.path, self.source = path, source
        self.lines = text.count("\n", 0, place[0]) + 1, text.count("\n", 0, place[1]) + 1

    def judge(self, before, after, rules, also):
        """Whether it was found, and the other things that are new."""
        def key(rule, message):
            return rule, re.sub(r"\d+ other", "other", message)  # how often else, may change

        old = collections.Counter(key(rule, message) for rule, _, message in before)
        found, alarms = False, []
        for rule, line, message in after:
            if old[key(rule, message)] > 0:
                old[key(rule, message)] -= 1
            elif rule in rules and self.lines[0] <= line <= self.lines[1]:
                found = True
            elif rule not in also:
                alarms.append(f"{line}: {message} [{rule}]")
        return found, alarms


def plant_all(name, texts, folder, n, seed):
    """Files with a mistake of a kind, in as many different sources as there are, by turns of their kinds."""
    rng = random.Random(f"{seed} {name}")
    order = sorted(texts)
    rng.shuffle(order)
    made = []
    for again in range(4):
        for source in order:
            if len(made) == n:
                return made
            result = KINDS[name][0](rng, texts[source])
            if not result or result[0] == texts[source]:
                continue
            here = folder / name / str(len(made))
            here.mkdir(parents=True)
            path = here / source.split("__")[-1]
            path.write_text(result[0], encoding="utf-8", newline="")
            made.append(Planted(path, source, *result))
    return made


def run(places=20, seed=1, kinds=(), size=700, scratch=None):
    """{kind: (planted, [those missed], [alarms])}."""
    outcome = {}
    with validators.Scratch(scratch) as folder:
        texts = read_archive(size * 1000)
        planted = {name: plant_all(name, texts, folder, places, seed) for name in kinds or KINDS}
        sources = {}
        for source in {p.source for made in planted.values() for p in made}:
            sources[source] = folder / "before" / source.split("__")[-1]
            sources[source].parent.mkdir(exist_ok=True)
            sources[source].write_text(texts[source], encoding="utf-8", newline="")
        told = tell([*sources.values(), *(p.path for made in planted.values() for p in made)])
        for name, made in planted.items():
            _, rules, also = KINDS[name]
            missed, alarms = [], []
            for p in made:
                found, strange = p.judge(told[str(sources[p.source])], told[str(p.path)], rules, also)
                missed += [] if found else [f"{p.source}:{p.lines[0]}"]
                alarms += [f"{p.source}:{p.lines[0]}: {words}" for words in strange]
            outcome[name] = (len(made), missed, alarms)
    return outcome


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--places", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kinds", type=lambda s: s.split(","), default=[])
    parser.add_argument("--size", type=int, default=700, help="kB of the largest file that is taken")
    parser.add_argument("--show", type=int, default=3, help="of those missed, and of alarms, of each kind")
    parser.add_argument("--scratch", help="a new folder for the files, which stay")
    a = parser.parse_args()
    if not validators.tei_archive():
        print("no folder ../shared/perf here", file=sys.stderr)
        return 2
    outcome = run(a.places, a.seed, a.kinds, a.size, a.scratch)
    print(f"{'kind':26} {'rule':22} planted found missed alarms")
    for name, (n, missed, alarms) in outcome.items():
        rules = " ".join(sorted(KINDS[name][1]))
        print(f"{name:26} {rules:22.22} {n:7} {n - len(missed):5} {len(missed):6} {len(alarms):6}")
        for words in [f"missed {m}" for m in missed[: a.show]] + [f"alarm {m}" for m in alarms[: a.show]]:
            print(f"    {words}")
    total = [sum(n for n, _, _ in outcome.values()), sum(len(m) for _, m, _ in outcome.values()),
             sum(len(f) for _, _, f in outcome.values())]
    print(f"{len(outcome)} kinds: {total[0]} planted, {total[0] - total[1]} found, {total[1]} missed, {total[2]} alarms")
    return 1 if total[1] or total[2] else 0


if __name__ == "__main__":
    sys.exit(main())
