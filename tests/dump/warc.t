#!/usr/bin/env python3
"""warc.t: what is in web archives comes out as it was captured, and what does not is told"""

import gzip
import hashlib
import random
import shutil
import subprocess
import sys
import threading
import zlib
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from warcs import (  # noqa: E402
    BIN, DATE, Failure, as_whole, by_record, chunked, compare, content, digest, http, items, raw_deflate,
    record, resource, response, told,
)
from laws import Tap, run, work  # noqa: E402

tap = Tap()
TEXT = "Mr Peng: Who spoke? – Nobody.\r\n".encode() * 3
A = "http://example.org/a"
PATH = "example.org/a"
GOOD = response(A, http(TEXT))
TAKEN = ("take", PATH, TEXT)


def taken(*bodies):
    return [("take", PATH, b) for b in bodies]


# ---- records that are whole: the same however the file is compressed, and read piece by piece ----

def one(answer, expected, **fields):
    return [response(A, answer, **fields)], expected


def packed(body, coding, **more):
    return http(body, Content_Encoding=coding, Content_Length=len(body), **more)


WHOLE = {
    "an answer": one(http(TEXT, Content_Length=len(TEXT)), [TAKEN]),
    "HTTP/1.0, and none but a line feed": one(
        b"HTTP/1.0 200\nContent-Type: text/plain\n\n" + TEXT, [TAKEN]),
    "HTTP/2": one(http(TEXT, first="HTTP/2", status="200"), [TAKEN]),
    "status 203": one(http(TEXT, status="203 Well"), [TAKEN]),
    "an interim answer before it": one(b"HTTP/1.1 100 Continue\r\n\r\n" + http(TEXT), [TAKEN]),
    "an address in brackets": ([response(f"<{A}>", http(TEXT))], [TAKEN]),
    "several, and what belongs to them": (
        [record("warcinfo", b"software: none\r\n", Content_Type="application/warc-fields"),
         record("request", b"GET /a HTTP/1.1\r\n\r\n", A, Content_Type="application/http; msgtype=request"),
         GOOD, record("metadata", b"x: y\r\n", A), response(A + "/b?x=1", http(b"other"))],
        [TAKEN, ("take", PATH + "/b?x=1", b"other")]),
    "names in any case, folded values": (
        [b"WARC/1.0\r\nwarc-type:\r\n response\r\nWARC-TARGET-URI:http://example.org/a\r\n"
         b"content-type: application/http;\r\n\tmsgtype=response\r\nno colon\r\n"
         b"CONTENT-LENGTH: %d\r\n\r\n%s\r\n\r\n" % (len(http(TEXT)), http(TEXT))], [TAKEN]),
    "line feeds alone": ([GOOD.replace(b"\r\n\r\nHTTP", b"\n\nHTTP").replace(b"WARC/1.0\r\n", b"WARC/1.0\n")],
                         [TAKEN]),
    "one line end behind a record, none behind the last": (
        [response(A, http(TEXT), end=b"\r\n"), response(A, http(TEXT), end=b"")], taken(TEXT, TEXT)),
    "status 301": one(http(b"moved", status="301 Moved"), [("pass", "redirect", "301")]),
    "status 304": one(http(b"", status="304 Not Modified"), [("pass", "redirect", "304")]),
    "status 404": one(http(b"<p>not here", "text/html", "404 Not Found"), [("pass", "error", "404")]),
    "status 503": one(http(b"", status="503 No"), [("pass", "error", "503")]),
    "status 204": one(http(b"", status="204 None"), [("pass", "empty", "204")]),
    "an empty body": one(http(b"", Content_Length=0), [("pass", "empty", "text/plain")]),
    "a part": one(http(TEXT, status="206 Partial", Content_Range="bytes 0-9/1000"), [("fail", PATH, "part of it")]),
    "a part that is all": one(
        http(TEXT, status="206 Partial", Content_Range=f"bytes 0-{len(TEXT) - 1}/{len(TEXT)}"), [TAKEN]),
    "chunked": one(http(chunked(TEXT[:10], TEXT[10:]), Transfer_Encoding="chunked"), [TAKEN]),
    "chunks with extensions, trailers, blanks": one(
        http(b"A;x=y\r\n" + TEXT[:10] + b"\r\n" + b"%X  \r\n" % len(TEXT[10:]) + TEXT[10:] +
             b"\r\n00\r\nX-Sum: 1\r\n\r\n", Transfer_Encoding="Chunked"), [TAKEN]),
    "chunks that were joined before": one(http(TEXT, Transfer_Encoding="chunked"), [TAKEN]),
    "chunks that stop": one(
        http(chunked(TEXT, last=b"20\r\nabc"), Transfer_Encoding="chunked"), [("fail", PATH, "stopped")]),
    "chunks without the last": one(
        http(chunked(TEXT, last=b""), Transfer_Encoding="chunked"), [("fail", PATH, "stopped")]),
    "chunks that are damaged": one(
        http(chunked(TEXT, last=b"zz\r\nabc\r\n"), Transfer_Encoding="chunked"), [("fail", PATH, "damaged")]),
    "gzip": one(packed(gzip.compress(TEXT), "gzip"), [TAKEN]),
    "x-gzip in capitals": one(packed(gzip.compress(TEXT), "X-GZIP"), [TAKEN]),
    "gzip in chunks": one(
        http(chunked(gzip.compress(TEXT)), Content_Encoding="gzip", Transfer_Encoding="chunked"), [TAKEN]),
    "gzip as transfer encoding": one(
        http(chunked(gzip.compress(TEXT)), Transfer_Encoding="gzip, chunked"), [TAKEN]),
    "gzip in two members": one(packed(gzip.compress(TEXT) + gzip.compress(b"end"), "gzip"), taken(TEXT + b"end")),
    "gzip and something behind it": one(packed(gzip.compress(TEXT) + b"\r\n", "gzip"), [TAKEN]),
    "gzip that was unpacked before, its length left": one(
        http(TEXT, Content_Encoding="gzip", Content_Length=20), [TAKEN]),
    "gzip that ends early": one(packed(gzip.compress(TEXT)[:-12], "gzip"), [("fail", PATH, "end too early")]),
    "gzip that is damaged": one(
        packed(gzip.compress(TEXT)[:-8] + b"\0" * 8, "gzip"), [("fail", PATH, "are damaged")]),
    "deflate": one(packed(zlib.compress(TEXT), "deflate"), [TAKEN]),
    "deflate, raw": one(packed(raw_deflate(TEXT), "deflate"), [TAKEN]),
    "deflate that was unpacked before": one(packed(TEXT, "deflate"), [TAKEN]),
    "deflate that ends early": one(packed(zlib.compress(TEXT)[:-9], "deflate"), [("fail", PATH, "end too early")]),
    "deflate, then gzip": one(packed(gzip.compress(zlib.compress(TEXT)), "deflate, gzip"), [TAKEN]),
    "identity": one(packed(TEXT, "identity"), [TAKEN]),
    "brotli": one(packed(b"\x1b\x05\0\0\xa4\xb0\xb2\xea\x81\x47", "br"), [("fail", PATH, '"br"')]),
    "brotli that was unpacked before": one(packed(TEXT, "br"), [TAKEN]),
    "a body that is shorter than announced": one(
        http(TEXT, Content_Length=len(TEXT) + 9), [("fail", PATH, f"announced {len(TEXT) + 9} bytes")]),
    "nothing of what was announced": one(http(b"", Content_Length=9), [("fail", PATH, "announced 9 bytes")]),
    "a body that is longer than announced is kept": one(http(TEXT, Content_Length=5), [TAKEN]),
    "a header that does not end": one(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n", [("fail", PATH, "header")]),
    "no answer of HTTP": one(b"<html>no header", [("fail", PATH, "HTTP")]),
    "a record without a type": ([record("response", TEXT, A, WARC_Type=None)], [("fail", PATH, "type")]),
    "an answer with the type of its page": (
        [response(A, http(TEXT), Content_Type="text/html")], [TAKEN]),
    "an answer of which the record has no type": (
        [record("response", http(TEXT), A)], [TAKEN]),
    "resource": ([resource("file:///home/a/talk.txt", TEXT)], [("take", "home/a/talk.txt", TEXT)]),
    "ftp": ([record("response", TEXT, "ftp://example.org/a", Content_Type="text/plain")], [TAKEN]),
    "an answer of DNS": ([record("response", b"20240101\r\nexample.org. 1 IN A 1.2.3.4\r\n", "dns:example.org",
                                 Content_Type="text/dns")], [("pass", "note", "dns:example.org")]),
    "the log of the crawler": ([resource("<metadata://gnu.org/software/wget/warc/wget.log>", b"log")],
                               [("pass", "note", "metadata://gnu.org/software/wget/warc/wget.log")]),
    "conversion": ([record("conversion", TEXT, A, Content_Type="text/plain", WARC_Refers_To="<urn:uuid:1>")],
                   [TAKEN]),
    "revisit": (
        [GOOD, record("revisit", http(b""), A, Content_Type="application/http; msgtype=response",
                      WARC_Refers_To_Target_URI="<http://example.org/first>", WARC_Refers_To_Date=DATE,
                      WARC_Profile="http://netpreserve.org/warc/1.1/revisit/identical-payload-digest")],
        [TAKEN, ("pass", "revisit", f"http://example.org/first {DATE}")]),
    "revisit that knows an id alone": (
        [record("revisit", b"", A, WARC_Refers_To="<urn:uuid:7>")], [("pass", "revisit", "urn:uuid:7")]),
    "segments": (
        [response(A, http(TEXT), WARC_Segment_Number=1),
         record("continuation", b"more", A, WARC_Segment_Number=2, WARC_Segment_Origin_ID="<urn:uuid:0>")],
        [("fail", PATH, "segments"), ("pass", "segment", "2")]),
    "a record of another type": ([record("novelty", b"x", A)], [("pass", "record", "novelty")]),
    "a capture that was cut off": ([response(A, http(TEXT), WARC_Truncated="length")], [("fail", PATH, "length")]),
    "a picture that was cut off": ([response(A, http(b"\x89PNG", "image/png"), WARC_Truncated="length")],
                                   [("pass", "type", "image/png")]),
    "checksums": ([response(A, http(TEXT), WARC_Block_Digest=digest(http(TEXT)), WARC_Payload_Digest=digest(TEXT))],
                  [TAKEN]),
    "a checksum in hexadecimal": (
        [response(A, http(TEXT), WARC_Block_Digest="sha256:" + hashlib.sha256(http(TEXT)).hexdigest())], [TAKEN]),
    "a checksum of a kind that is not known": ([response(A, http(TEXT), WARC_Block_Digest="crc32:1")], [TAKEN]),
    "a wrong checksum of the record": (
        [response(A, http(TEXT), WARC_Block_Digest=digest(b"other"))], [("fail", PATH, "checksum")]),
    "a wrong checksum of the content": (
        [response(A, http(TEXT), WARC_Payload_Digest=digest(b"other"))], [("fail", PATH, "checksum")]),
    "a checksum of unpacked content": (
        [response(A, packed(gzip.compress(TEXT), "gzip"), WARC_Payload_Digest=digest(TEXT))], [TAKEN]),
    "a checksum of content with its chunks": (
        [response(A, http(chunked(TEXT), Transfer_Encoding="chunked"), WARC_Payload_Digest=digest(chunked(TEXT)))],
        [TAKEN]),
    "WARC 1.1 and before 1.0": (
        [response(A, http(TEXT), version=v) for v in ("1.1", "0.17", "0.18")], [TAKEN] * 3),
    "no address": ([record("resource", TEXT, Content_Type="text/plain")], [("take", "uuid:0-1-2", TEXT)]),
    "no address and no id": ([record("resource", TEXT, Content_Type="text/plain", WARC_Record_ID=None)],
                             [("take", "record-1", TEXT)]),
    "a WARC file in a record": (
        [resource(A, GOOD + GOOD, "application/warc"), GOOD], taken(GOOD + GOOD, TEXT)),
    "a text about WARC": ([resource(A, b"x\r\n\r\nWARC/1.0\r\n\r\n"), GOOD], taken(b"x\r\n\r\nWARC/1.0\r\n\r\n", TEXT)),
    "compressed content in a plain record": (
        [resource(A, gzip.compress(GOOD), "application/gzip"), GOOD], taken(gzip.compress(GOOD), TEXT)),
    "an empty file": ([], []),
}

TYPES = {
    "text/html": True, "TEXT/HTML": True, "text/plain": True, "text/markdown": True, "text/vtt": True,
    "application/xhtml+xml": True, "application/xml": True, "application/x-subrip": True,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": True,
    "application/vnd.oasis.opendocument.text": True, "application/zip": True, "application/x-ndjson": True,
    "text/css": False, "text/javascript": False, "application/javascript": False, "application/json": False,
    "image/png": False, "image/svg+xml": False, "font/woff2": False, "video/mp4": False, "audio/ogg": False,
    "application/pdf": False, "application/rss+xml": False,
}
UNSAID = {
    "text": (TEXT, True), "a docx": (b"PK\3\4" + bytes(300), True), "UTF-16": ("Герой".encode("utf-16"), True),
    "UTF-16 without a mark": ("Who spoke? Nobody did.".encode("utf-16-be"), True),
    "windows-1251": ("Кто сказал это?".encode("cp1251"), True), "gzip": (gzip.compress(TEXT), True),
    "a picture": (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + bytes(range(256)), False), "a PDF": (b"%PDF-1.4\nx", False),
    "NULs": (bytes(100) + b"a" * 100, False),
}


def whole(records, expected):
    for name, data in (("plain", b"".join(records)), ("by record", by_record(records)),
                       ("as a whole", as_whole(records) if records else b""),
                       ("in two parts", by_record(records[:1]) + b"".join(records[1:])),
                       ("in two other parts", b"".join(records[:1]) + by_record(records[1:]))):
        for options in ((), ("--piece=1",)) if name != "in two parts" else ((), ("--piece=13",)):
            try:
                compare(expected, told(items(data, *options)))
            except Failure as e:
                raise Failure(f"{name} {' '.join(options)}: {e}") from None


def types():
    for kind, document in TYPES.items():
        expected = taken(TEXT) if document else [("pass", "type", kind)]
        compare(expected, told(items(response(A, http(TEXT, kind + "; charset=x")))))
    for name, (body, document) in UNSAID.items():
        for kind in (None, "application/octet-stream", "html"):
            expected = taken(body) if document else [("pass", "type", kind or "application/octet-stream")]
            try:
                compare(expected, told(items(response(A, http(body, kind)))))
            except Failure as e:
                raise Failure(f"{name}, {kind}: {e}") from None


def facts():
    for value, charset in (("text/html; charset=UTF-8", "UTF-8"), ("text/html;charset='koi8-r'", "koi8-r"),
                           ('text/html; x=y; Charset = "windows-1251" ; z', "windows-1251"), ("text/html", ""),
                           ("text/html; charset=", "")):
        found = items(response(A, http(TEXT, value)))[-1]
        if (found["charset"], found["type"]) != (charset, "text/html"):
            raise Failure(f"{value}: charset {found['charset']}, type {found['type']}")
    for uri, path in (("http://example.org", "example.org/"), ("http://example.org?q", "example.org/?q"),
                      ("https://example.org:8080/a/../b%20c?x=/y#z", "example.org:8080/a/../b%20c?x=/y#z"),
                      ("http://example.org/a//b", "example.org/a//b"), ("urn:nbn:de:1", "nbn:de:1"),
                      ("file:///a", "a"), ("talk.txt", "talk.txt")):
        found = items(resource(uri, TEXT))[-1]
        if (found["path"], found["uri"]) != (path, uri):
            raise Failure(f"{uri}: path {found['path']}, address {found['uri']}")
        found = items(resource(uri, TEXT), "--where=1960/crawl.warc")[-1]
        if found["path"] != "1960/crawl.warc/" + path:
            raise Failure(f"{uri}: in another dump {found['path']}")
    for date, expected in ((DATE, DATE), ("2016-11", "2016-11"), ("2016-11-03T10:20:30.123456Z",) * 2,
                           ("20080430204825", "2008-04-30T20:48:25Z"), ("yesterday", ""), ("2016-11-03 10:20", "")):
        found = items(resource(A, TEXT, WARC_Date=date))[-1]
        if found["captured"] != expected:
            raise Failure(f"{date}: {found['captured']}")


def offsets():
    """Reading can begin at each offset, and the first document is then the same."""
    records = [response(f"{A}/{i}", http(TEXT * i)) for i in range(1, 9)]
    for data in (b"".join(records), by_record(records), by_record(records[:3]) + b"".join(records[3:]),
                 b"".join(records[:3]) + by_record(records[3:])):
        found = [e for e in items(data, "--piece=100") if e["event"] == "take"]
        if len(found) != len(records):
            raise Failure(f"{len(found)} of {len(records)}")
        for e in found:
            again = items(data[e["offset"]:])[1]
            if (again["path"], again["content"]) != (e["path"], e["content"]):
                raise Failure(f"at {e['offset']}: {again['path']} and not {e['path']}")
    if any("offset" in e for e in items(as_whole(records))[2:]):
        raise Failure("offsets in a file that is compressed as a whole")


def unwanted():
    records = [response(A, http(TEXT)), response(A + "/no", http(TEXT, Content_Length=999)), GOOD]
    events = items(b"".join(records), "--skip=/no")
    compare([TAKEN, TAKEN], told(events))
    if [e["event"] for e in events].count("skip") != 1:
        raise Failure("it was not named once")


# ---- damage: told, and no more is lost than what it is in ----------------------------------------

def lengths():
    n = len(http(TEXT))
    for wrong in (0, 1, n - 9, n + 5, n + 60, n + len(GOOD), 10**7, 2**62, 2**64, -1, "12x", ""):
        bad = response(A + "/bad", http(TEXT), length=wrong)
        records = [GOOD, bad, GOOD, GOOD]
        for name, data in (("plain", b"".join(records)), ("by record", by_record(records)),
                           ("as a whole", as_whole(records))):
            if wrong == n + len(GOOD) and name != "by record":
                continue  # just the next record: nothing shows it
            for options in ((), ("--piece=10",), ("--item=1000",)):
                found = told(items(data, *options))
                if found.count(TAKEN) != 3:
                    raise Failure(f"{name}, {wrong}, {options}: {found.count(TAKEN)} of 3 good ones\n{found}")
                if not any(f[0] in ("fail", "broken") and "/bad" in f[1] for f in found):
                    raise Failure(f"{name}, {wrong}, {options}: not told of the bad one\n{found}")
    bad = record("request", b"GET / HTTP/1.1\r\n\r\n", A, length=n + 60)
    found = told(items(bad + GOOD + GOOD))
    compare([("broken", "(request) is damaged"), TAKEN, TAKEN], found)


def strangers():
    compare([TAKEN, ("broken", "12 bytes from byte"), TAKEN], told(items(GOOD + b"no record\r\n\n" + GOOD)))
    compare([TAKEN, ("broken", "are damaged")], told(items(by_record([GOOD]) + b"tail")))
    compare([TAKEN, ("broken", "are damaged"), TAKEN], told(items(by_record([GOOD]) + b"tail" + by_record([GOOD]))))
    compare([TAKEN, ("broken", "no record of WARC")], told(items(GOOD + b"WARC/1.0\r\nWARC-Type: resp")))
    compare([TAKEN], told(items(by_record([GOOD]) + bytes(10000))))
    compare([("broken", "no record of WARC"), TAKEN],
            told(items(b"WARC/1.0\r\nX: " + b"y" * 3000000 + b"\r\n\r\n\r\n" + GOOD)))


def truncated():
    """A file that is cut off anywhere gives what is whole in it, and says so."""
    records = [response(f"{A}/{i}", http(TEXT * i, Content_Length=len(TEXT) * i)) for i in range(1, 4)]
    for name, data in (("plain", b"".join(records)), ("by record", by_record(records)),
                       ("as a whole", as_whole(records))):
        full = told(items(data))
        ends = {len(b"".join(records[:i])) for i in range(4)} | {len(by_record(records[:i])) for i in range(4)}
        for cut in range(1, len(data), 7 if name == "plain" else 5):
            found = told(items(data[:cut]))
            good = [f for f in found if f[0] == "take"]
            bad = [f for f in found if f[0] in ("fail", "broken")]
            if good != full[:len(good)]:
                raise Failure(f"{name}, cut at {cut}: {found}")
            # The line ends behind a record are not missed.
            if not bad and not any(0 <= end - cut <= 4 for end in ends) and cut not in ends:
                raise Failure(f"{name}, cut at {cut}: nothing was told\n{found}")


def damaged():
    """One bad byte in a compressed file costs the record that it is in, and is told."""
    chance = random.Random(7)
    records = [response(f"{A}/{i}", http(chance.randbytes(300).hex().encode() * 3)) for i in range(12)]
    data = by_record(records)
    full = told(items(data))
    lost = 0
    for _ in range(150):
        bad = bytearray(data)
        at = chance.randrange(40, len(bad))
        bad[at] ^= 1 << chance.randrange(8)
        found = told(items(bytes(bad)))
        good = [f for f in found if f[0] == "take"]
        if any(f not in full for f in good):
            raise Failure(f"byte {at}: other content\n{[f for f in good if f not in full]}")
        if len(good) < len(full) and len(good) == len(found):
            raise Failure(f"byte {at}: {len(full) - len(good)} lost without a word")
        lost += len(full) - len(good)
        if len(full) - len(good) > 2:
            raise Failure(f"byte {at}: {len(full) - len(good)} lost\n{found}")
    tap.note(f"one bad byte in 150 files of 12 records: {lost} lost in all, each told")
    bad = bytearray(as_whole(records))
    bad[len(bad) // 2] ^= 16
    found = told(items(bytes(bad)))
    if found[-1][0] != "broken" or len(found) < 3:
        raise Failure(f"compressed as a whole: {found[-1][0]}, {len(found)} told")


def limits():
    large = response(A + "/large", http(b"x" * 3000000))
    film = response(A + "/film", http(b"x" * 3000000, "video/mp4"))
    bomb = response(A + "/bomb", packed(gzip.compress(bytes(10**7)), "gzip"))
    for data in (large + film + bomb + GOOD, by_record([large, film, bomb, GOOD])):
        compare([("fail", PATH + "/large", "limit"), ("pass", "type", "video/mp4"),
                 ("fail", PATH + "/bomb", "limit"), TAKEN], told(items(data, "--item=1000000")))
    compare([("fail", PATH, "limit"), ("pass", "type", "application/octet-stream"), TAKEN], told(items(
        resource(A, b"y" * 1500000) + response(A, http(bytes(1500000) + b"x", None)) + GOOD, "--item=1000000")))
    exact = response(A, http(b"y" * 1000, Content_Length=1000))
    compare(taken(b"y" * 1000), told(items(exact, "--item=1000")))
    compare([("fail", PATH, "limit")], told(items(exact, "--item=999")))
    compare([TAKEN, TAKEN, ("broken", "more than 2 records")], told(items(GOOD * 5, "--entries=2")))
    zeros = gzip.compress(bytes(10**6)) * 200
    found = told(items(by_record([GOOD]) + zeros, "--ratio=10"))
    if found[0] != TAKEN or "limit" not in found[-1][-1]:
        raise Failure(f"200 MB of zeros: {found}")


def hostile():
    """What would take for ever if each record were looked for anew."""
    heads = b"WARC/1.0\r\nX: y\r\n" * 200000
    compare([("broken", f"{len(heads)} bytes from byte 0 on"), TAKEN], told(items(heads + GOOD)))
    n = 0
    bad = [record("response", b"HTTP/1.1 200 OK\r\nX: y\r\n", A, length=50_000_000)] * 20000
    for data in (b"".join(bad), by_record(bad[:5000])):
        n += len(items(data, "--item=60000000"))
    if n != 2 * 25000:
        raise Failure(f"{n} calls for 25,000 records whose length is wrong")


# ---- made by wget, compared with what was served --------------------------------------------------

POLISH = "Zażółć gęślą jaźń. Kto mówił?\n"
SERVED = {
    "/plain.txt": ("text/plain; charset=utf-8", POLISH.encode(), {}),
    "/latin2.html": ("text/html; charset=iso-8859-2", ("<p>" + POLISH).encode("iso-8859-2"), {}),
    "/meta.html": ("text/html", ("<meta charset=windows-1250><p>" + POLISH).encode("cp1250"), {}),
    "/packed.html": ("text/html", b"<p>packed" * 500, {"gzip": True}),
    "/chunks.txt": ("text/plain", b"one two three " * 5000, {"chunks": True}),
    "/packed-chunks.txt": ("text/plain", b"four five six " * 5000, {"gzip": True, "chunks": True}),
    "/a%20b/%C3%A9.txt?x=1&y=2": ("text/plain", b"with an odd address", {}),
    "/unsaid": (None, b"Nobody says what this is.", {}),
    "/large.txt": ("text/plain", b"0123456789abcdef" * 100000, {}),
    "/same.txt": ("text/plain; charset=utf-8", POLISH.encode(), {}),
}
ELSE = {"/picture.png": ("image/png", b"\x89PNG\r\n\x1a\n" + bytes(50), {}), "/style.css": ("text/css", b"p {}", {})}


class Server(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        if self.path == "/moved":
            self.send_response(302)
            self.send_header("Location", "/plain.txt")
            self.send_header("Content-Length", "0")
            self.end_headers()
            return
        if self.path not in SERVED and self.path not in ELSE:
            self.send_error(404)
            return
        kind, body, how = (SERVED | ELSE)[self.path]
        if "gzip" in how:
            body = gzip.compress(body)
        self.send_response(200)
        if kind:
            self.send_header("Content-Type", kind)
        if "gzip" in how:
            self.send_header("Content-Encoding", "gzip")
        if "chunks" in how:
            self.send_header("Transfer-Encoding", "chunked")
            body = chunked(*[body[i:i + 1000] for i in range(0, len(body), 1000)])
        else:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def wget(port, name, *options):
    urls = [f"http://127.0.0.1:{port}{p}" for p in [*SERVED, *ELSE, "/moved", "/missing"]]
    subprocess.run(
        ["wget", "-q", "--no-config", "-O", "/dev/null", "--tries=1", "--timeout=20", f"--warc-file={work / name}",
         *options, *urls], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=120)
    return next(work.glob(name + ".warc*"))


def as_served(port, path):
    host = f"127.0.0.1:{port}"
    found = items(path.read_bytes())
    bad = [e for e in found if e["event"] in ("fail", "broken")]
    if bad:
        raise Failure(f"{bad}")
    got = [(e["path"], content(e), e["type"], e["charset"]) for e in found if e["event"] == "take"]
    served = [*SERVED, "/plain.txt"]  # once more behind the redirect
    expected = []
    for name in served:
        kind, body, _ = SERVED[name]
        media, _, charset = (kind or "").partition("; charset=")
        expected.append((host + name, body, media, charset))
    if got != expected:
        raise Failure(f"{[g[0] for g in got]}\n{[g[0] for g, e in zip(got, expected) if g != e]}")
    kinds = [(e["kind"], e["detail"]) for e in found if e["event"] == "pass" and e["kind"] != "note"]
    if kinds != [("type", "image/png"), ("type", "text/css"), ("redirect", "302"), ("error", "404")]:
        raise Failure(f"passed over: {kinds}")
    return len(got)


def deduplicated(port):
    first = wget(port, "first", "--warc-cdx")
    second = wget(port, "second", f"--warc-dedup={first.parent / 'first.cdx'}")
    found = items(second.read_bytes())
    revisits = [e for e in found if e["event"] == "pass" and e["kind"] == "revisit"]
    again = [e for e in found if e["event"] == "take"]
    if len(again) + len(revisits) < len(SERVED) or not revisits:
        raise Failure(f"{len(revisits)} revisits, {len(again)} documents")
    if not all(e["detail"] for e in revisits):
        raise Failure("a revisit does not say what it refers to")
    tap.note(f"wget --warc-dedup: {len(revisits)} revisits, {len(again)} documents")


def libarchive(path):
    program = BIN.parent / "tests" / "libarchive_items"
    p = subprocess.run([program, path], stdout=subprocess.PIPE, timeout=60)
    return p.returncode, len(p.stdout.splitlines())


def by_wget():
    server = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    port = server.server_port
    plain = wget(port, "plain", "--no-warc-compression", "--compression=none")
    packed_file = wget(port, "packed", "--compression=none")
    whole_file = work / "whole.warc.gz"
    whole_file.write_bytes(gzip.compress(plain.read_bytes()))
    for name, path in (("plain", plain), ("gz", packed_file), ("gz as a whole", whole_file)):
        tap.attempt(f"wget, {name}: read is what was served", as_served, port, path)
    for name, path in (("plain", plain), ("gz", packed_file)):
        status, n = libarchive(path)
        tap.note(f"wget, {name}: {len(SERVED) + 1} documents read by us, {n} entries by libarchive (status {status})")
    tap.attempt("wget --warc-dedup: revisits are no documents", deduplicated, port)
    server.shutdown()


# ---- what a server says of the encoding, to the edition -------------------------------------------

RUSSIAN = "Председатель: Кто сказал это?\nГромыко: Никто этого не говорил, товарищ председатель.\n" * 4
JAPANESE = "議長：だれが言いましたか。\n山田：だれも言いませんでした。\n" * 4


def page(text, head=""):
    return f"<html>{head}<body>" + "".join(f"<p>{line}</p>" for line in text.splitlines()) + "</body></html>"


# What is announced, what the bytes are, the text, and what the header must say of it.
ANNOUNCED = {
    "a page that says nothing": ("text/html; charset=KOI8-R", "koi8-r", page(RUSSIAN), "koi8-r: the server"),
    "a text": ("text/plain; charset=windows-1251", "cp1251", RUSSIAN, "windows-1251: the server"),
    "UTF-8 stays UTF-8": ("text/plain; charset=koi8-r", "utf-8", RUSSIAN, None),
    "a byte order mark wins": ("text/plain; charset=koi8-r", "utf-16", RUSSIAN, "utf-16le: its byte order mark"),
    "what the bytes cannot be": ("text/plain; charset=Shift_JIS", "euc-jp", JAPANESE, "euc-jp: uchardet"),
    "Shift_JIS": ("text/plain; charset=shift_jis", "shift_jis", JAPANESE, "shift_jis: the server"),
    "all ASCII, with escapes": ("text/plain; charset=ISO-2022-JP", "iso-2022-jp", JAPANESE, "iso-2022-jp: the server"),
    "a western one that nobody asked for": (
        "text/html; charset=iso-8859-1", "koi8-r", page(RUSSIAN, "<meta charset=koi8-r>"), "koi8-r: the page itself"),
    "a page that knows better": (
        "text/html; charset=utf-8", "cp1251", page(RUSSIAN, "<meta charset=windows-1251>"),
        "windows-1251: the page itself"),
}


def announced():
    crawl = work / "announced.warc"
    crawl.write_bytes(b"".join(
        response(f"http://example.org/{i}", http(text.encode(encoding), kind))
        for i, (kind, encoding, text, _) in enumerate(ANNOUNCED.values())))
    run("teibatch", "-o", work / "announced", crawl)
    found = {p.name: p.read_text() for p in (work / "announced").rglob("*.xml")}
    for i, (name, (_, _, text, why)) in enumerate(ANNOUNCED.items()):
        tei = found.get(f"example.org_{i}.xml", "")
        words = "Никто этого не говорил" if "Никто" in text else "だれも言いませんでした"
        if words not in tei or (why and f"as {why}" not in tei) or (not why and "the server" in tei):
            raise Failure(f"{name}: {tei[:1500]}")


for name, (records, expected) in WHOLE.items():
    tap.attempt(f"records: {name}", whole, records, expected)
for name, law in (("types of media", types), ("charset, path and date", facts), ("offsets", offsets),
                  ("what nobody wants", unwanted), ("lengths that are wrong", lengths),
                  ("what is no record", strangers), ("files that are cut off", truncated),
                  ("bad bytes", damaged), ("limits", limits), ("hostile files", hostile),
                  ("what a server says of the encoding", announced)):
    tap.attempt(name, law)
if shutil.which("wget"):
    by_wget()
else:
    tap.skip("wget", "there is no wget here")
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
