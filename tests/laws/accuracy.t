#!/usr/bin/env python3
# accuracy.t: what docs/accuracy.md publishes is true: no genre is told apart worse than it says
#
# A genre fails when one of its measures is more than 0.02 below the page, a mean when it is more than
# 0.01 below. `make accuracy` writes the page anew, for a change that is meant.
import sys

sys.path.insert(0, "tests/accuracy")
import accuracy
import laws

GENRE, MEAN = 0.02, 0.01


def fallen(row, floor, slack):
    """In words, the measures of a row that lie too far below those of the page."""
    # The page rounds to three places: half of the last one is no fall.
    return [f"{m} is {row.means[m]:.3f}, and the page says {floor.means[m]:.3f}"
            for m in accuracy.MEASURES if row.means[m] < floor.means[m] - slack - 0.0005]


def same_documents(row, floor):
    return floor is not None and (row.documents, row.speeches) == (floor.documents, floor.speeches)


def judge(tap, name, row, floor, slack):
    """One test: a genre or a mean stands on what the page says of it."""
    why = fallen(row, floor, slack)
    tap.ok(not why, name, "\n".join(why))


def stands(tap, name, measured, refuse):
    """Judges a table by the page; what the two do not share goes to `refuse` with a reason."""
    floor, mean = accuracy.published(name)
    for line in accuracy.markdown(measured, averaged=True).splitlines():
        tap.note(line)
    for genre, row in measured.items():
        if same_documents(row, floor.get(genre)):
            judge(tap, f"{name}: {genre}", row, floor[genre], GENRE)
        else:
            refuse(f"{name}: {genre}", "the page does not tell of just these documents: make accuracy")
    for genre in sorted(set(floor) - set(measured)):
        refuse(f"{name}: {genre}", "the page tells of it, but there is no document")
    average = accuracy.mean(measured)
    if same_documents(average, mean):
        judge(tap, f"{name}: the mean over genres", average, mean, MEAN)
    else:
        refuse(f"{name}: the mean over genres", "the page's is of other documents: make accuracy")


def main():
    tap = laws.Tap()
    # The zoo comes with the page. The corpus may be another than the one that the page was made with.
    tap.attempt("the zoo is measured", lambda: stands(
        tap, "zoo", accuracy.zoo(), lambda name, why: tap.ok(False, name, why)))
    if accuracy.corpus_golds():
        tap.attempt("the corpus is measured", lambda: stands(
            tap, "corpus", accuracy.corpus()[0], tap.skip))
    else:
        tap.skip("the corpus", f"no lists of speeches in {laws.CORPUS} here")
    print(f"1..{tap.number}")
    sys.exit(1 if tap.failed else 0)


main()
