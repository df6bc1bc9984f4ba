#!/usr/bin/env python3
"""costs.py: writes the table of costs in docs/scale.md from the rates in the table above it

    tests/scale/costs.py        after a rate was measured anew and written there
"""

import math
import re
from pathlib import Path

PAGE = Path(__file__).resolve().parents[2] / "docs/scale.md"
BEGIN, END = "<!-- costs -->\n", "<!-- end of costs -->\n"
MILLION = 1e6

# Documents, parts, cores, whether each part reads sources of its own.
PLANS = [(10**4, 1, 4, False), (10**6, 1, 16, False), (10**6, 8, 64, False), (10**9, 50_000, 2000, True)]


def rates(text):
    """`name` | value |"""
    return {m[1]: float(m[2].replace(",", "")) for m in re.finditer(r"^\| `(\w+)` \| ([\d.,]+) \|", text, re.M)}


def round_to(value, digits=2):
    if value == 0:
        return 0
    return round(value, digits - 1 - math.floor(math.log10(abs(value))))


def number(value):
    value = round_to(value)
    return f"{value:,.0f}" if value >= 10 else f"{value:g}"


def span(hours):
    return f"{number(hours * 60)} min" if hours < 2 else f"{number(hours)} h" if hours < 96 else f"{number(hours / 24)} days"


def space(million):
    for unit, size in (("MB", 1), ("GB", 1e3), ("TB", 1e6), ("PB", 1e9)):
        if million < 1000 * size or unit == "PB":
            return f"{number(million / size)} {unit}"


def costs(r):
    """The formulas of the page, a row a plan."""
    rows = []
    for documents, parts, cores, own in PLANS:
        text = documents * r["text"] / 1000  # MB
        readings = 1 if own else parts
        convert = documents / r["convert"] / 3600
        passing = readings * text / r["read"] / 3600
        known = documents / parts if own else documents
        one = 10**-3 * documents
        rows.append([
            f"10^{round(math.log10(documents))}", f"{parts:,}" + (" lists" if own else ""), f"{cores:,}",
            number(convert + passing), span((convert + passing) / cores),
            f"{100 * passing / (convert + passing):.0f} %",
            space(r["memory"] * max(1, cores // parts) + (known * r["id"] + documents / parts * r["own"]) / MILLION),
            space(one * (r["tei"] + r["line"])) if not own else space(one * r["lines"]),
            f"{parts:,}" if own else f"{documents:,}",
            "none" if own else span(one * r["tei"] / r["verify"] / 3600),
            space(one * r["database"]),
        ])
    head = ["documents", "parts", "cores", "core hours", "time", "of it reading", "memory of a part", "disk for results",
            "files", "verifying", "database"]
    return "".join(f"| {' | '.join(row)} |\n" for row in [head, ["---:"] * len(head), *rows])


def with_costs(text):
    before, rest = text.split(BEGIN)
    return before + BEGIN + "\n" + costs(rates(text)) + "\n" + END + rest.split(END)[1]


if __name__ == "__main__":
    PAGE.write_text(with_costs(PAGE.read_text()))
