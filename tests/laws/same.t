#!/usr/bin/env python3
# same.t: the same bytes again: the pipe, one process, a second run, standard input, gzip
import laws


def holds(path):
    tei = laws.output("teiconvert", path)
    cleaned = laws.output("teiclean", path)
    marked = laws.output("teimark", given=cleaned)
    laws.same("the pipe", tei, laws.output("teiencode", given=marked))
    laws.same("a second run, from standard input", tei,
              laws.output("teiconvert", given=path.read_bytes()))
    laws.same("gzipped", tei, laws.output("teiconvert", laws.gzipped(path)))


laws.law("same bytes", holds)
