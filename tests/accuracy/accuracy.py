"""accuracy.py: what the zoo and the corpus score, and the tables of docs/accuracy.md

A collection gives a row a genre: documents, speeches of their lists, and the means of the measures over
the documents. A page holds each table between two comments, `<!-- NAME -->` and `<!-- end -->`; what
stands around them is written by hand.
"""
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parents[1] / "laws")]
import laws
import score

PAGE = Path("docs/accuracy.md")
ZOO = Path("tests/zoo")
GOLD = ".gold.tsv"
MEASURES = ("F1", "who", "extent")
COLUMNS = ("genre", "documents", "speeches", *MEASURES)
MEAN = "**mean**"
# A transcript that stands beside its list, the text before what the text was made from.
KINDS = (".txt", ".md", ".vtt", ".srt", ".html", ".htm", ".docx", ".odt", "")


class Row:
    """The figures of a genre."""

    def __init__(self, documents, speeches, *means):
        self.documents, self.speeches = int(documents), int(speeches)
        self.means = dict(zip(MEASURES, map(float, means)))

    def cells(self):
        return [f"{self.documents}", f"{self.speeches:,}", *(f"{self.means[m]:.3f}" for m in MEASURES)]


def document_of(gold):
    """The transcript that a list tells of: it bears the same name."""
    stem = gold.name.removesuffix(GOLD)
    for kind in KINDS:
        if (document := gold.with_name(stem + kind)).is_file():
            return document
    raise laws.Failure(f"{gold}: no transcript {stem}.txt (or .md, .vtt, ...) beside it")


def measure(gold):
    """A list and what its document scores by it."""
    expected = score.Expected(gold)
    return expected, score.measure(laws.output("teiconvert", document_of(gold)), expected)


def rows(results):
    """The rows of [(genre, measures)]."""
    genres = {}
    for genre, measures in results:
        genres.setdefault(genre, []).append(measures)
    return {genre: Row(len(of), sum(m["speeches"] for m in of),
                       *(sum(m[name] for m in of) / len(of) for name in MEASURES))
            for genre, of in sorted(genres.items())}


def mean(table):
    """The mean of a table's rows: every genre weighs the same."""
    of = [row.means for row in table.values()]
    return Row(sum(row.documents for row in table.values()),
               sum(row.speeches for row in table.values()),
               *(sum(means[m] for means in of) / len(of) for m in MEASURES))


def measured(golds, genre):
    """Two tables by the lists: of those that count, and of the indicative ones."""
    with ThreadPoolExecutor(laws.JOBS) as pool:
        results = list(zip(golds, pool.map(measure, golds)))
    counted = [(genre(g), m) for g, (expected, m) in results if not expected.indicative]
    shown = [(genre(g), m) for g, (expected, m) in results if expected.indicative]
    return rows(counted), rows(shown)


def zoo():
    """The table of our own documents: each is a genre."""
    return measured(sorted(ZOO.glob("*" + GOLD)), lambda gold: gold.name.removesuffix(GOLD))[0]


def corpus_golds():
    return sorted(laws.CORPUS.rglob("*" + GOLD)) if laws.CORPUS.is_dir() else []


def corpus():
    """The tables of the corpus, counted and indicative: its folders are the genres."""
    return measured(corpus_golds(), lambda gold: gold.parent.name)


def markdown(table, averaged):
    lines = ["| " + " | ".join(COLUMNS) + " |", "|---|" + "--:|" * (len(COLUMNS) - 1)]
    lines += ["| " + " | ".join([genre, *row.cells()]) + " |" for genre, row in table.items()]
    if averaged:
        lines.append("| " + " | ".join([MEAN, *mean(table).cells()]) + " |")
    return "\n".join(lines) + "\n"


def split(page, name):
    """A page before, in and after the table of a name."""
    before, opened, rest = page.partition(f"<!-- {name} -->\n")
    inside, closed, after = rest.partition("<!-- end -->")
    if not opened or not closed:
        raise laws.Failure(f"{PAGE}: no table between '<!-- {name} -->' and '<!-- end -->'")
    return before + opened, inside, closed + after


def published(name):
    """The table that the page holds, and its mean (None where it has none)."""
    table = {}
    for line in split(PAGE.read_text(encoding="utf-8"), name)[1].splitlines()[2:]:
        genre, *cells = (cell.strip().replace(",", "") for cell in line.strip("|").split("|"))
        table[genre] = Row(*cells)
    return table, table.pop(MEAN, None)


def publish(name, table, averaged=True):
    """Writes a table into the page; True where it was another."""
    page = PAGE.read_text(encoding="utf-8")
    before, inside, after = split(page, name)
    new = markdown(table, averaged)
    PAGE.write_text(before + new + after, encoding="utf-8")
    return new != inside
