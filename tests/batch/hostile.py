"""hostile.py: documents and archives that mean harm, made when they are wanted"""

import gzip
import io
import os
import tarfile
import zipfile
import zlib

MANY = 100000 if int(os.environ.get("FAULTS", "20")) >= 100 else 10000  # each is a document: that takes its time
MEGA = 1 << 20
HEAD = (b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>x</title></titleStmt>'
        b'<publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader><text><body>')
TAIL = b"</body></text></TEI>"


def entities():
    lines = [b'<!DOCTYPE TEI [<!ENTITY a "aaaaaaaaaaaaaaaaaaaa">']
    for i in range(1, 30):
        before = b"a" if i == 1 else b"e%d" % (i - 1)
        lines.append(b'<!ENTITY e%d "%s">' % (i, b"&%s;" % before * 10))
    return b"\n".join(lines) + b"]>" + HEAD + b"<p>&e29;</p>" + TAIL


def outside():
    return (b'<!DOCTYPE TEI [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY % y SYSTEM "http://127.0.0.1:1/x"> %y;]>'
            + HEAD + b'<p>&x;</p><xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/>' + TAIL)


def compressed(content, times=1):
    for _ in range(times):
        content = gzip.compress(content, 9, mtime=0)
    return content


def zipped(name, content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
        z.writestr(name, content)
    return out.getvalue()


def nested(depth):
    content = b"MR A: Yes.\n\nMRS B: No.\n"
    for i in range(depth):
        content = zipped(f"level-{i}.zip" if i else "talk.txt", content)
    return content


def many(n):
    """A tar of entries without content."""
    block = tarfile.TarInfo("x.png").tobuf()
    return block * n + b"\0" * 1024


def overlapping():
    """Entries that share one content: small in the file, large out of it."""
    content = zipped("a.txt", b"\0" * (8 * MEGA))
    start = content.index(b"PK\1\2")
    end = content.index(b"PK\5\6")
    entry = content[start:end]
    count = 500
    entries = b"".join(entry[:-5] + b"%05d" % i for i in range(count))
    local = content[:start]
    tail = (b"PK\5\6\0\0\0\0" + count.to_bytes(2, "little") * 2 + len(entries).to_bytes(4, "little")
            + len(local).to_bytes(4, "little") + b"\0\0")
    return local + entries + tail


def deep_paths():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w:gz", format=tarfile.PAX_FORMAT) as t:
        for i in range(3):
            entry = tarfile.TarInfo("a/" * (3000 * (i + 1)) + f"{i}.txt")
            content = b"MR A: Yes.\n\nMRS B: No.\n\nMR A: Well.\n"
            entry.size = len(content)
            t.addfile(entry, io.BytesIO(content))
    return out.getvalue()


HOSTILE = {
    "entities.xml": entities,
    "outside.xml": outside,
    "deep.xml": lambda: HEAD + b"<div>" * 100000 + b"</div>" * 100000 + TAIL,
    "deep.html": lambda: b"<html><body>" + b"<div><p>" * 100000,
    "attributes.xml": lambda: HEAD + b"<p " + b" ".join(b"a%d='1'" % i for i in range(50000)) + b"/>" + TAIL,
    "half.xml": lambda: HEAD + b"<p>",
    "large.txt": lambda: b"A" * (33 * MEGA),
    "nul.txt": lambda: b"\0" * MEGA,
    "some-nul.txt": lambda: b"MR A: Y\0es.\n\nMRS B: N\0o.\n\n" * 50,
    "invalid.txt": lambda: b"MR A: \xff\xfe\xc0\xaf\xed\xa0\x80.\n\nMRS B: \xf5\x80\x80\x80.\n\n" * 500,
    "endless.txt": lambda: b"MR A: " + b"yes " * (MEGA // 2),
    "endless-word.txt": lambda: b"a" * (2 * MEGA),
    "lines.txt": lambda: b"a\n" * MEGA,
    "empty-lines.txt": lambda: b"\n" * (4 * MEGA),
    "speeches.txt": lambda: b"".join(b"MR A%d: Yes.\n\nMRS B: No.\n\n" % (i % 50) for i in range(20000)),
    "labels.txt": lambda: b"".join(b"MR A%d: Yes.\n\n" % i for i in range(20000)),
    "colons.txt": lambda: b":" * MEGA,
    "brackets.txt": lambda: b"[(" * (MEGA // 4),
    "half.docx": lambda: zipped("word/document.xml", b"<w:document><w:body>")[:-30],
    "bomb.docx": lambda: zipped("word/document.xml", b"<w>" + b" " * (64 * MEGA)),
    "escapes.txt": lambda: b"\x1b]0;x\x07\x1b[2J MR A: \x9b31m\n" * 500,
    "marks.txt": lambda: ("MR A: e" + "\u0301" * 200000).encode(),
    "bidi.txt": lambda: ("MR A: \u202e\u2066" * 2000 + "\n").encode(),
    "half.html": lambda: b"<!--" + b"x" * MEGA,
    "subtitles.vtt": lambda: b"WEBVTT\n\n" + b"99:99:99.999 --> 00:00:00.000\n<v A>x\n\n" * 20000,
}

BOMBS = {
    "zip-bomb.zip": lambda: zipped("a.txt", b"\0" * (200 * MEGA)),
    "gzip-bomb.txt.gz": lambda: compressed(b"\0" * (200 * MEGA)),
    "gzip-in-gzip.txt.gz": lambda: compressed(b"\0" * (200 * MEGA), 3),
    "nested.zip": lambda: nested(12),
    "overlapping.zip": overlapping,
    "many.tar": lambda: many(MANY),
    "many.tar.gz": lambda: compressed(many(MANY)),
    "deep-paths.tar.gz": deep_paths,
    "tar-bomb.tar.gz": lambda: compressed(tarfile.TarInfo("a.txt").tobuf()[:124] + b"77777777777\0"
                                          + tarfile.TarInfo("a.txt").tobuf()[136:] + b"\0" * (200 * MEGA)),
    "web-bomb.warc.gz": lambda: compressed(b"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: http://a/\r\n"
                                           b"WARC-Date: 2024-01-01T00:00:00Z\r\nContent-Type: text/plain\r\n"
                                           b"Content-Length: 999999999999\r\n\r\n" + b"\0" * (200 * MEGA)),
    "lines.jsonl": lambda: b'{"id": "a", "text": "MR A: Yes."}\n' * 3000,
    "one-line.jsonl": lambda: b'{"id": "a", "text": "' + b"x" * (70 * MEGA),
    "deep.jsonl": lambda: b'{"text": ' + b"[" * MEGA,
    "deflated.zip": lambda: zipped("a.txt", zlib.compress(b"\0" * (200 * MEGA), 9)),
}
