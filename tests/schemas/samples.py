# samples.py: values for the datatypes and regular expressions of a schema

import re

# What stands for a class of characters: a few of its members.
CLASSES = {
    "\\p{L}": "abcxyzABZäßéжЯ中あ",
    "\\p{N}": "0123456789",
    "\\p{P}": ".,;:!?-_'()«»。",
    "\\p{S}": "+=$€~^|",
    "\\p{M}": "",
    "\\p{Z}": " ",
    "\\p{C}": "",
    "\\S": "abcXYZ019-._~é中",
    "\\s": " ",
}
OTHER = "abcXYZäжЯ中あé019-._~"  # what a class of the form [^…] is chosen from

DATES = {
    "date": ("1960-09-17", "2024-02-29", "0044-03-15", "1999-12-31Z", "2011-11-20+02:00"),
    "gYearMonth": ("1960-09", "2024-02", "0800-12"),
    "gYear": ("1960", "0044", "2100", "-0043"),
    "gMonthDay": ("--09-17", "--02-29"),
    "dateTime": ("1960-09-17T13:00:00", "2011-11-20T23:59:59.5", "2011-11-20T00:00:00Z",
                 "1999-12-31T12:00:00-05:00"),
    "time": ("13:00:00", "00:00:00", "23:59:59.999", "11:17:00+01:00", "11:17:00Z"),
    "duration": ("PT1H30M", "P1D", "PT0.5S", "P1Y2M3DT4H5M6S", "-PT3S"),
    "boolean": ("true", "false", "1", "0"),
}

TEXT = (
    "words", " ", "Who will pay for the oil? ", "a < b & c > d", "«Нет!» ", "中文 ", "\n  ", "...",
    "[sic] ", "\u00a0", "It's \"so\".", "e\u0301", "\U0001f600",
)


class Samples:
    def __init__(self, random):
        self.random = random
        self.expressions = {}
        self.used = set()

    def start_document(self):
        self.used = set()

    def text(self):
        return self.random.choice(TEXT)

    def data(self, datatype, params):
        """A value of an XSD datatype with its facets."""
        if datatype in DATES:
            return self.random.choice(DATES[datatype])
        if "pattern" in params:
            value = sample(self.expression(params["pattern"]), self.random)
            while datatype == "ID" and value in self.used:
                value += self.random.choice("abcdefghijklmnopqrstuvwxyz0123456789")
            self.used.add(value)
            return value
        if datatype == "token" and params.keys() <= {"minLength"}:
            return self.random.choice(("1", "II", "H 6118", "§ 3, <a>", "ä", "中"))
        return self.number(datatype, params)

    def expression(self, text):
        if text not in self.expressions:
            self.expressions[text] = Expression(text).node
        return self.expressions[text]

    def number(self, datatype, params):
        top = int(params.get("maxInclusive", "100000"))
        if datatype == "decimal":
            low = self.random.choice((0, 1, 723)) if "minInclusive" in params else -5
            return self.random.choice((str(low), "0", "723", "3.25", "007", ".5", "+1"))
        if datatype == "nonNegativeInteger":
            return str(self.random.choice((0, 1, 7, top)))
        if datatype == "positiveInteger":
            return str(self.random.choice((1, 2, top)))
        raise ValueError(f"no values for the datatype {datatype} with {params}")


def sample(node, random):
    """A string that a regular expression matches. The expression is a string of characters to
    choose from, or a tuple: ("or", node …), ("then", node …), ("times", node, least, most)."""
    if isinstance(node, str):
        return random.choice(node)
    if node[0] == "or":
        return sample(random.choice(node[1:]), random)
    if node[0] == "then":
        return "".join(sample(part, random) for part in node[1:])
    return "".join(sample(node[1], random) for _ in range(random.randint(node[2], node[3])))


class Expression:
    """Reads a regular expression of XML Schema, as far as the schema uses them."""

    def __init__(self, text):
        self.text = text
        self.at = 0
        self.node = self.choice()
        if self.at != len(text):
            raise ValueError(f"cannot read {text} at {self.at}")

    def peek(self):
        return self.text[self.at:self.at + 1]

    def choice(self):
        branches = [self.sequence()]
        while self.peek() == "|":
            self.at += 1
            branches.append(self.sequence())
        return ("or", *branches)

    def sequence(self):
        parts = []
        while self.peek() not in ("", "|", ")"):
            parts.append(self.repeated())
        return ("then", *parts)

    def repeated(self):
        atom = self.atom()
        sign = self.peek()
        if sign and sign in "?*+":
            self.at += 1
            return ("times", atom, *{"?": (0, 1), "*": (0, 4), "+": (1, 5)}[sign])
        found = re.compile(r"\{(\d+)(?:,(\d+))?\}").match(self.text, self.at)
        if not found:
            return atom
        self.at = found.end()
        return ("times", atom, int(found[1]), int(found[2] or found[1]))

    def atom(self):
        sign = self.peek()
        if sign == "[":
            return self.bracket()
        if sign != "(":
            return self.character()
        self.at += 1
        node = self.choice()
        if self.peek() != ")":
            raise ValueError(f"no ) in {self.text}")
        self.at += 1
        return node

    def character(self):
        """The characters that one letter, escape or class may be."""
        for name, members in CLASSES.items():
            if self.text.startswith(name, self.at):
                self.at += len(name)
                return members
        self.at += 2 if self.peek() == "\\" else 1
        return self.text[self.at - 1]

    def bracket(self):
        self.at += 1
        negated = self.peek() == "^"
        self.at += negated
        members = ""
        while self.peek() != "]":
            first = self.character()
            if self.peek() == "-" and self.text[self.at + 1] != "]":
                self.at += 1
                last = self.character()
                first = "".join(chr(c) for c in range(ord(first), ord(last) + 1))
            members += first
        self.at += 1
        return "".join(c for c in OTHER if c not in members) if negated else members
