"""warcs.py: WARC files made byte by byte, and what warc_items tells of one"""

import base64
import gzip
import hashlib
import json
import os
import subprocess
import sys
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "laws"))
from laws import BIN, ROOT, TIMEOUT, WRAP, Failure  # noqa: E402

ITEMS = Path(os.environ.get("BUILD") or BIN.parent) / "tests" / "warc_items"
DATE = "2024-05-06T07:08:09Z"


def digest(content):
    return "sha1:" + base64.b32encode(hashlib.sha1(content).digest()).decode()


def record(kind, content=b"", uri=None, version="1.0", length=None, end=b"\r\n\r\n", **fields):
    """One record. Names of fields are written with "_" for "-"; None leaves one out."""
    head = {"WARC-Type": kind, "WARC-Date": DATE, "WARC-Record-ID": "<urn:uuid:0-1-2>"}
    if uri is not None:
        head["WARC-Target-URI"] = uri
    for name, value in fields.items():
        head[name.replace("_", "-")] = value
    head["Content-Length"] = len(content) if length is None else length
    lines = [f"{n}: {v}" for n, v in head.items() if v is not None and v is not False]
    return ("\r\n".join([f"WARC/{version}"] + lines) + "\r\n\r\n").encode() + content + end


def http(body=b"", kind="text/plain", status="200 OK", first="HTTP/1.1", **fields):
    """An answer of HTTP."""
    head = [f"{first} {status}"]
    if kind is not None:
        head.append(f"Content-Type: {kind}")
    head += [f"{n.replace('_', '-')}: {v}" for n, v in fields.items()]
    return ("\r\n".join(head) + "\r\n\r\n").encode() + body


def response(uri, answer, **fields):
    fields = {"Content_Type": "application/http; msgtype=response", **fields}
    return record("response", answer, uri, **fields)


def resource(uri, content, kind="text/plain", **fields):
    return record("resource", content, uri, Content_Type=kind, **fields)


def chunked(*chunks, last=b"0\r\n\r\n"):
    return b"".join(b"%x\r\n%s\r\n" % (len(c), c) for c in chunks) + last


def raw_deflate(content):
    z = zlib.compressobj(wbits=-15)
    return z.compress(content) + z.flush()


def by_record(records):
    return b"".join(gzip.compress(r, mtime=0) for r in records)


def as_whole(records):
    return gzip.compress(b"".join(records), mtime=0)


def items(data, *options):
    """The calls that warc_read makes, as dicts."""
    try:
        p = subprocess.run(
            WRAP + [str(ITEMS if ITEMS.is_absolute() else ROOT / ITEMS), *options],
            input=data, stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=TIMEOUT,
        )
    except subprocess.TimeoutExpired:
        raise Failure(f"{len(data)} bytes take longer than {TIMEOUT} s") from None
    if p.returncode != 0:
        raise Failure(f"warc_items ended with {p.returncode}\n{p.stderr.decode(errors='replace')[:1500]}")
    return [json.loads(line) for line in p.stdout.splitlines()]


def content(item):
    return item["content"].encode("latin-1")


def told(events):
    """What a case expects: short, without what is named before."""
    short = []
    for e in events:
        if e["event"] == "take":
            short.append(("take", e["path"], content(e)))
        elif e["event"] == "pass":
            short.append(("pass", e["kind"], e["detail"]))
        elif e["event"] == "fail":
            short.append(("fail", e["path"], e["why"]))
        elif e["event"] == "broken":
            short.append(("broken", e["why"]))
        elif e["event"] == "disorder":
            raise Failure("calls of the receiver are out of order")
    return short


def compare(expected, found):
    """Sentences need only have the words that are expected."""
    def fits(a, b):
        if a[0] != b[0] or len(a) != len(b):
            return False
        if a[0] in ("fail", "broken"):
            return a[1:-1] == b[1:-1] and a[-1] in b[-1]
        return a == b

    if len(expected) != len(found) or not all(map(fits, expected, found)):
        shown = "\n".join(f"  {str(f)[:200]}" for f in found)
        wanted = "\n".join(f"  {str(f)[:200]}" for f in expected)
        raise Failure(f"expected\n{wanted}\nfound\n{shown}")
