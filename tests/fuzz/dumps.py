#!/usr/bin/env python3
"""dumps.py: small dumps of every kind, as source_fuzz.c reads them

    tests/fuzz/dumps.py FOLDER
"""

import bz2
import gzip
import io
import lzma
import sys
import tarfile
import zipfile
from pathlib import Path

DOCUMENTS = {"a.txt": b"A: yes\n" * 9, "b/c": b"B: no\n", "d.jsonl": b'{"id": 1, "text": "A: x"}\n{bad\n'}
MAIL = (b"Message-ID: <1@x>\nDate: Tue, 5 Mar 2024 10:11:12 +0100\nContent-Type: multipart/mixed; boundary=q\n\n"
        b"--q\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: quoted-printable\n\nA: =C3=A9\n"
        b"--q\nContent-Type: text/html\nContent-Transfer-Encoding: base64\n\nPHA+eDwvcD4=\n--q--\n")


def tar(form):
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w", format=form) as t:
        for name, content in DOCUMENTS.items():
            info = tarfile.TarInfo("./" + name)
            info.size = len(content)
            t.addfile(info, io.BytesIO(content))
    return out.getvalue()[:4096]


def zipped(compression, documents):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as z:
        for name, content in documents.items():
            z.writestr(name, content)
    return out.getvalue()


def cpio():
    def entry(name, content):
        head = b"070701" + b"".join(b"%08X" % n for n in (
            1, 0o100644, 0, 0, 1, 0, len(content), 0, 0, 0, 0, len(name) + 1, 0)) + name + b"\0"
        return head + bytes(-len(head) % 4) + content + bytes(-len(content) % 4)
    return entry(b"a.txt", b"A: x\n") + entry(b"TRAILER!!!", b"")


plain = tar(tarfile.PAX_FORMAT)
deflated = zipped(zipfile.ZIP_DEFLATED, DOCUMENTS)
SEEDS = {
    "pax": plain, "ustar": tar(tarfile.USTAR_FORMAT), "gz": gzip.compress(plain), "xz": lzma.compress(plain),
    "bz2": bz2.compress(plain), "zip": deflated, "stored": zipped(zipfile.ZIP_STORED, DOCUMENTS),
    "nested": zipped(zipfile.ZIP_STORED, {"in.zip": deflated, "in.tgz": gzip.compress(plain)}),
    "lzma": zipped(zipfile.ZIP_LZMA, DOCUMENTS), "cpio": cpio(), "jsonl": DOCUMENTS["d.jsonl"],
    "mbox": b"From a@b Tue Mar  5 10:11:12 2024\n" + MAIL + b"\nFrom a@b Tue Mar  5 10:11:12 2024\n" + MAIL,
    "eml": MAIL, "warc": b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://x/\r\nContent-Length: 4\r\n\r\nA: x\r\n\r\n",
}
for name, content in SEEDS.items():
    for choice in 0x00, 0x41, 0x81, 0xC6 if name == "eml" else 0xC1:
        (Path(sys.argv[1]) / f"seed-{name}-{choice:02x}").write_bytes(bytes([choice]) + content)
