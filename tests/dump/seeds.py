#!/usr/bin/env python3
"""seeds.py FOLDER: writes small web archives for the fuzzer of the WARC reader to begin with"""

import gzip
import sys
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from warcs import by_record, chunked, digest, http, record, resource, response  # noqa: E402

A = "http://example.org/a"
TEXT = b"Mr Peng: Who spoke?\r\n"
RECORDS = [
    response(f"<{A}>", http(TEXT, "text/html; charset=koi8-r", Content_Length=len(TEXT)),
             WARC_Block_Digest=digest(TEXT)),
    response(A, http(chunked(TEXT, TEXT), Transfer_Encoding="chunked")),
    response(A, http(gzip.compress(TEXT, mtime=0), Content_Encoding="gzip")),
    response(A, http(zlib.compress(TEXT), None, Content_Encoding="deflate"), WARC_Payload_Digest=digest(TEXT)),
    response(A, http(b"", status="302 Found")),
    resource("file:///a", TEXT, "text/plain", WARC_Truncated="length", version="1.1"),
    record("revisit", b"", A, WARC_Refers_To_Target_URI=A),
    record("request", b"GET / HTTP/1.1\r\n\r\n", A, length=100),
]
folder = Path(sys.argv[1])
for i, one in enumerate(RECORDS):
    (folder / f"seed-{i}").write_bytes(one + RECORDS[0])
    (folder / f"seed-{i}.gz").write_bytes(by_record([one, RECORDS[0]]))
(folder / "seed-all").write_bytes(b"".join(RECORDS))
(folder / "seed-all.gz").write_bytes(by_record(RECORDS))
(folder / "seed-whole.gz").write_bytes(gzip.compress(b"".join(RECORDS), mtime=0))
