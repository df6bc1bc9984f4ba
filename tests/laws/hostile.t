#!/usr/bin/env python3
# hostile.t: what nobody vouches for: each program gives the right status, a message, no document
import gzip
import os
import random
import resource
import subprocess

import laws

FILTERS = ["teiclean", "teimark", "teiencode", "teiconvert"]
OPERANDS = {  # what each program needs before its file
    **{name: [] for name in FILTERS},
    "teivalidate": [],
    "teitransform": ["text"],
}
MEGABYTE = 1 << 20
# 20 MB in one line take their time under valgrind.
LINE = 20 * MEGABYTE if not laws.WRAP else MEGABYTE // 4

tap = laws.Tap()


def want(name, arguments, statuses, given=None, quiet=False, document=False, **more):
    """Runs a program and wants one of the statuses, a message (or none), a document (or none)."""
    done = laws.run(name, *arguments, given=given, **more)
    if done.status not in statuses:
        raise laws.Failure(f"status {done.status}, not {statuses}: {done.told()}")
    if quiet != (not done.err) and name != "teivalidate":
        raise laws.Failure(f"said {done.told()!r}" if done.err else "said nothing")
    if name == "teivalidate" and not (done.err or done.out) and done.status:
        raise laws.Failure("said nothing")
    if name != "teivalidate" and bool(done.out) != document:
        raise laws.Failure(f"wrote {len(done.out)} bytes")
    if b"\x1b" in done.err or b"\0" in done.err:
        raise laws.Failure(f"control characters in the message: {done.err[:200]!r}")
    return done


def check(title, name, arguments, statuses, **more):
    """As want, with what the program needs before its file."""
    arguments = OPERANDS[name] + arguments
    tap.attempt(f"{name}: {title}", lambda: want(name, arguments, statuses, **more))


def file(name, content):
    path = laws.work / name
    path.write_bytes(content)
    return path


negotiation = "samples/negotiation.txt"
truncated = file("truncated.gz", gzip.compress(random.Random(1).randbytes(20000))[:9000])
damaged = bytearray(gzip.compress(open(negotiation, "rb").read()))
damaged[len(damaged) // 2] ^= 0xFF
damaged = file("damaged.gz", bytes(damaged))
binary = file("binary", random.Random(2).randbytes(30000))
nuls = file("nuls", b"Ann: One.\n\nBen: T\0wo.\n\n" + b"Ann: And three of them.\n\nBen: Four.\n\n" * 9)
tei = file("sound.xml", b'<TEI xmlns="http://www.tei-c.org/ns/1.0"/>')

for name in OPERANDS:
    if not (laws.BIN / name).exists():
        tap.ok(False, name, f"no program {laws.BIN / name}")
        continue
    check("a missing file", name, ["/nonexistent/file.txt"], [2])
    # To teivalidate a folder stands for the XML in it; this one has none.
    check("a directory", name, ["convert"], [2])
    check("a truncated gzip", name, [truncated], [2])
    check("a damaged gzip", name, [damaged], [2])
    tap.attempt(f"{name}: an unknown option", want, name, ["--no-such-option"], [2])
    tap.attempt(f"{name}: an unknown letter", want, name, ["-Z"], [2])
    check("an empty file", name, ["/dev/null"], [1])
    check("no operand and an empty standard input", name, [], [1, 2], given=b"")
    if name not in ("teivalidate", "teitransform"):
        check("two files", name, [negotiation, negotiation], [2])
    check("a file named like an option, behind --", name, ["--", "-no-such-file"], [2])
    for length in (1, 2, 3, 100, 5000):
        noise = random.Random(length).randbytes(length)
        tap.attempt(f"{name}: {length} bytes of noise",
                    lambda: laws.run(name, *OPERANDS[name], given=noise))

# What cannot be written is told; nobody takes half a document for a whole one.
marked = laws.output("teimark", given=laws.output("teiclean", negotiation))
inputs = {"teiclean": open(negotiation, "rb").read(), "teimark": laws.output("teiclean", negotiation),
          "teiencode": marked, "teiconvert": open(negotiation, "rb").read()}
for name in FILTERS:
    with open("/dev/full", "wb") as full:
        check("a full disk", name, [], [2], given=inputs[name], stdout=full)
    check("a closed standard output", name, [], [2], given=inputs[name],
          stdout=None, preexec_fn=lambda: os.close(1))
    for option in ("--help", "--version"):
        with open("/dev/full", "wb") as full:
            check(f"{option} onto a full disk", name, [option], [2], stdout=full)

# Binary, NUL, one endless line.
for name in ("teiclean", "teiconvert"):
    check("binary input", name, [binary], [1])
    check("a NUL here and there", name, [nuls], [0], document=True)
    check("an unknown encoding", name, ["--encoding=klingon-8", negotiation], [2])
for name in ("teimark", "teiconvert"):
    check("an unknown profile", name, ["--profile=no-such-profile", negotiation], [2])
check("a line that is no row", "teiencode", [], [1], given=b"nosuchmark\ttext\n")
check("a row with three TABs", "teiencode", [], [1], given=b"sp a\tA: \tb\tc\n")
check("a row without its mark", "teiencode", [], [1], given=b"\ttext\n")

LINES = {
    "one endless line of words": b"word " * (LINE // 5),
    "one endless word": b"x" * LINE,
    "endless brackets": b"[" * MEGABYTE,
    "endless parentheses": b"(" * MEGABYTE + b")" * MEGABYTE,
    "endless colons": b"A: " * (MEGABYTE // 3),
    "endless dots": b"." * MEGABYTE,
    "endless capitals": b"A B " * (MEGABYTE // 4),
    "endless commas": b"On the side: " + b"a (b), " * (MEGABYTE // 7),
    "endless dates": b"3 May 1927, from 0930 to 1215, " * (MEGABYTE // 31),
    "endless blanks": b"a" + b" " * MEGABYTE + b"b",
    "200,000 speeches of one line": b"Ann: Yes.\nBen: No.\n" * 100000,
    "20,000 directions in a line": b"# Play\n\n## ACT 1\n\n" + b"ANN: Yes.\n\nBEN: No.\n\n" * 5
        + b"ANN: " + b"word _He goes._ " * 20000 + b"\n",
    "100,000 headings": b"ANN: Yes.\n\nBEN: No.\n\n" * 5 + b"".join(
        b"Heading %d\n\n" % i for i in range(100000)),
    "100,000 open brackets": b"ANN: Yes.\n\nBEN: No.\n\n" * 5 + b"ANN: " + b"(x. " * 100000,
    "one line of 100,000 turns": b"ANN: Yes. BEN: No. " * 50000,
    "100,000 numbered questions": b"".join(
        b"%d. Did he?--He did.\n" % i for i in range(100000)),
    "100,000 people": b"".join(b"P%d: Yes.\n\n" % i for i in range(100000)),
    "500,000 blank lines": b"Ann: Yes.\n" + b"\n" * 500000 + b"Ben: No.\n",
    "hints that are none": b"{b0-18446744073709551616}\tx\n{h" + b"9" * 1000 + b"}\ty\n" * 1000,
}


# Markup that is written to take time or memory. Cleaned within the time limit, or refused.
PAGE = b"<html><body>"
MARKUP = {
    "a tag with 100,000 attributes": PAGE + b"<p " + b" ".join(
        b"a%d=1" % i for i in range(100000)) + b">Ann: Yes.</p>",
    "tags that never close": PAGE + b"<p>Ann: Yes.</p>" + b'<p a="x ' * 200000,
    "100,000 elements deep": PAGE + b"<div><nav><header><b>" * 25000 + b"Ann: Yes.",
    "100,000 tables deep": PAGE + b"<table><tr><td>x" * 33000,
    "100,000 footnotes": PAGE + b"".join(b'<p>x<a href="#f%d">[%d]</a><p id="f%d">y' % (i, i % 999, i)
                                         for i in range(50000)),
    "200,000 classes": b"<html><style>" + b"".join(b".c%d{font-weight:700}" % (i % 5000)
                                                   for i in range(200000))
                       + b"</style><body>" + b'<p class="c1 c2 c3">Ann: Yes.' * 50000,
    "600,000 conditions of Word": PAGE + b"<![if x]>" * 300000 + b"<![if " * 300000,
    "JSON that nests": b'<html><script type="application/ld+json">' + b"[" * MEGABYTE
                       + b"</script><body><p>Ann: Yes.",
    "a style sheet without an end": b"<html><style>" + b".a{b:c;" * 200000,
    "a page of links": PAGE + b"<a href=x>y</a> " * 200000,
    "stars of Markdown": b"# Head\n\n**Ann:** yes\n\n**Ben:** no\n\n" + b"*a **b " * 200000,
    "brackets of Markdown": b"# Head\n\n**Ann:** yes\n\n**Ben:** no\n\n[a]: http://x\n\n" + b"[" * MEGABYTE,
    "emphasis over 100,000 lines": b"# Head\n\n**Ann:** yes\n\n" + b"*a\n" * 100000,
    "cues without words": b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\n" * 100000,
    "tags in a cue": b"WEBVTT\n\n00:01.000 --> 00:02.000\n" + b"<i <b> &amp" * 200000,
}


def law_of(line):
    """Converted within the time limit, and what was marked can be unmarked."""
    source = line + b"\n"
    cleaned = laws.output("teiclean", given=source)
    laws.same("unmarked", cleaned,
              laws.output("teimark", "-u", given=laws.output("teimark", given=cleaned)))
    laws.output("teiconvert", given=source)




def cleaned_or_refused(given):
    done = laws.run("teiclean", given=given)
    if done.status not in (0, 1) or bool(done.out) == bool(done.status):
        raise laws.Failure(f"status {done.status}, {len(done.out)} bytes: {done.told()}")


for title, given in MARKUP.items():
    tap.attempt(f"teiclean: {title} ({len(given)} bytes)", cleaned_or_refused, given)
for title, line in LINES.items():
    if laws.WRAP and len(line) > MEGABYTE // 4:
        line = line[: MEGABYTE // 4]
    tap.attempt(f"teiconvert: {title} ({len(line)} bytes)", law_of, line)

# Uncleaned text and broken UTF-8 where cleaned text was promised: any status, no crash.
for name in ("teimark", "teiencode"):
    for title, bad in {"broken UTF-8": b"Ann: \xff\xc3 yes \xed\xa0\x80\n",
                       "controls": b"Ann:\t\x01\x02\x7f\r\n\0\x0b\n",
                       "half a character at the end": b"Ann: \xe2\x82"}.items():
        tap.attempt(f"{name}: {title}", lambda: laws.run(name, given=bad))

# XML that nobody vouches for.
NS = b'xmlns="http://www.tei-c.org/ns/1.0"'
secret = file("secret", b"the-secret-word")
DOCUMENTS = {
    "deep nesting": b"<TEI " + NS + b">" + b"<p>" * 200000 + b"</p>" * 200000 + b"</TEI>",
    "deep nesting without end": b"<a>" * 300000,
    "entities that multiply": b'<!DOCTYPE a [<!ENTITY b "' + b"b" * 1000 + b'">'
    + b"".join(b'<!ENTITY b%d "%s">' % (i, b"&b%s;" % (b"%d" % (i - 1) if i else b"") * 20)
               for i in range(8)) + b"]><a>&b7;</a>",
    "an entity of itself": b'<!DOCTYPE a [<!ENTITY b "&b;">]><a>&b;</a>',
    "an external entity": b'<!DOCTYPE TEI [<!ENTITY b SYSTEM "' + str(secret).encode()
    + b'">]><TEI ' + NS + b"><text><body><p>&b;</p></body></text></TEI>",
    "an external DTD": b'<!DOCTYPE TEI SYSTEM "' + str(secret).encode() + b'"><TEI ' + NS + b"/>",
    "one endless attribute": b'<TEI n="' + b"x" * (15 * MEGABYTE) + b'"/>',
    "20,000 attributes": b"<TEI " + b" ".join(b'a%d="1"' % i for i in range(20000)) + b"/>",
    "half a document": b"<TEI " + NS + b"><teiHeader>",
    "controls in a name": b"<TEI\x1b[31m/>",
}


def hostile_xml(name, content):
    done = laws.run(name, *OPERANDS[name], given=content)
    if done.status == 0 and name == "teivalidate":
        raise laws.Failure("found valid")
    if name == "teitransform" and done.status and done.out:
        raise laws.Failure(f"status {done.status} and yet {len(done.out)} bytes")
    if done.status and not (done.err or done.out):
        raise laws.Failure("said nothing")
    both = done.out + done.err
    if b"the-secret-word" in both:
        raise laws.Failure("told what another file holds")
    if b"\x1b" in both:
        raise laws.Failure("an escape sequence reached the terminal")
    if len(done.err) > MEGABYTE:
        raise laws.Failure(f"a message of {len(done.err)} bytes")


for name in ("teivalidate", "teitransform"):
    for title, content in DOCUMENTS.items():
        if (laws.BIN / name).exists():
            tap.attempt(f"{name}: {title}", hostile_xml, name, content)
        else:
            tap.ok(False, f"{name}: {title}", "no such program")
if (laws.BIN / "teivalidate").exists():
    check("an unknown schema", "teivalidate", ["-s", "no-such-schema", tei], [2])
    check("a schema that is none", "teivalidate", ["-s", "./samples/play.txt", tei], [2])
if (laws.BIN / "teitransform").exists():
    tap.attempt("teitransform: an unknown format", want, "teitransform", ["no-such-format", tei], [2])
    tap.attempt("teitransform: no format", want, "teitransform", [], [2])

# Little memory: told, or done; never a crash.
if not laws.WRAP and b"asan" not in subprocess.run(["nm", "-D", laws.BIN / "teiclean"],
                                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout:
    # Below some 60 MB not even the shared libraries can be loaded.
    for limit in (100, 150, 250):
        def limited():
            resource.setrlimit(resource.RLIMIT_AS, (limit * MEGABYTE,) * 2)
        tap.attempt(f"teiconvert: {limit} MB of memory", lambda: laws.run(
            "teiconvert", given=b"Ann: Yes, and no.\n\nBen: No.\n\n" * 300000, preexec_fn=limited))

tap.note(f"hostile inputs tried {tap.number}, held {tap.number - tap.failed}")
print(f"1..{tap.number}")
raise SystemExit(1 if tap.failed else 0)
