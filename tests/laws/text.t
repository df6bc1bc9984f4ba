#!/usr/bin/env python3
# text.t: the text of <text> is the cleaned source, white space folded, and line ends inside a block
# are kept; nothing crashes or hangs
import xml.etree.ElementTree as ET

import laws
import text_law


def holds(path):
    cleaned = laws.output("teiclean", path).decode("utf-8")
    tei = laws.output("teiconvert", path)
    try:
        text_law.check(cleaned, tei)
        text_law.check_lines(cleaned, tei)
    except text_law.LawBroken as e:
        raise laws.Failure(str(e)) from None
    except ET.ParseError as e:
        raise laws.Failure(f"not well-formed: {e}") from None


def survives(path):
    """A file that is no text of ours is converted or refused; then there is no document."""
    done = laws.run("teiconvert", path)
    if done.status == 0:
        try:
            ET.fromstring(done.out)
        except ET.ParseError as e:
            raise laws.Failure(f"not well-formed: {e}") from None
    elif done.status == 2:
        raise laws.Failure(f"trouble, where only the document is at fault: {done.told()}")
    elif done.out:
        raise laws.Failure(f"status {done.status} and yet a document of {len(done.out)} bytes")
    elif not done.err:
        raise laws.Failure(f"status {done.status} without a word")


tap = laws.Tap()
for name, good in text_law.self_tests():
    tap.ok(good, f"the checker: {name}")
tap.each("text", holds, laws.documents())
others = [p for p in laws.corpus_files() if not laws.is_text(p)]
if others:
    tap.each("no crash", survives, others)
tap.end()
