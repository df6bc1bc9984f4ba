#!/usr/bin/env python3
# same.t: the same bytes again: the pipe, one process, a second run, standard input, gzip
import laws


def holds(path):
    tei = laws.output("teiconvert", path)
    cleaned = laws.output("teiclean", path)
    marked = laws.output("teimark", given=cleaned)
    laws.same("the pipe", tei, laws.output("teiencode", given=marked))
    # In one go: a second run, standard input, and gzip.
    packed = laws.gzipped(path)
    with open(packed, "rb") as f:
        laws.same("again, gzipped, from standard input", tei,
                  laws.output("teiconvert", given=f.read()))
    laws.same("gzipped, cleaned", cleaned, laws.output("teiclean", packed))


laws.law("same bytes", holds)
