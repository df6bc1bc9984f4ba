#!/usr/bin/env python3
# sources.t: the documents of a dump are the same whatever carries them
import base64
import bz2
import gzip
import io
import json
import lzma
import mailbox
import os
import shutil
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from email.message import EmailMessage
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from carriers import HOME, LIST, digest, laws, listed, packed, tar, tool, want, zipped  # noqa: E402

tap = laws.Tap()

# ---- the same documents in every carrier ---------------------------------------------------------

DOCUMENTS = {
    "a.txt": b"THE CHAIR: Order.\n",
    "1960/b.txt": b"MR SMITH: Yes.\n" * 500,
    "1960/c.html": b"<p>MRS JONES: No.</p>",
    "1960/\u00fcber Stra\u00dfe.txt": "A: \u00fc\n".encode(),
    "1960/cafe\u0301.txt": b"decomposed\n",
    "\u0420\u0435\u0447\u044c.txt": b"R\n",
    "deep/" + "/".join(str(i) for i in range(40)) + "/x.txt": b"deep\n",
    "n" * 200 + ".txt": b"long\n",
    "empty.txt": b"",
    "without": b"JANE: a name that says nothing\n",
    "mtree": b"#mtree\n./a type=file\n",
    "one.docx": None,
}


def docx():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as z:
        z.writestr("[Content_Types].xml", "<Types/>")
        z.writestr("word/document.xml", "<document/>")
    return out.getvalue()


DOCUMENTS["one.docx"] = docx()
DOCUMENTS["an office file by its content"] = docx()
EXPECTED = sorted((unicodedata.normalize("NFC", path), digest(content)) for path, content in DOCUMENTS.items())
DUMP = HOME / "dump"
for path, content in DOCUMENTS.items():
    (DUMP / path).parent.mkdir(parents=True, exist_ok=True)
    (DUMP / path).write_bytes(content)


def same(name, *arguments, given=None):
    for locale in "C", "C.UTF-8":
        got = listed(*arguments, name, given=given, LC_ALL=locale)
        want(not got.failures, got.whys())
        want(got.contents() == EXPECTED,
             f"{locale}: only expected {sorted(set(EXPECTED) - set(got.contents()))}\n"
             f"only given {sorted(set(got.contents()) - set(EXPECTED))}")


carriers = [
    "dump", "dump/",
    tar("dump.tar"), tar("gnu/dump.tar", tarfile.GNU_FORMAT) if (HOME / "gnu").mkdir() is None else "",
    tar("dot.tar", top="."), tar("bare.tar", top=""),
    packed("dump.tar.gz", gzip.compress, "dump.tar"), packed("dump.tgz", gzip.compress, "dump.tar"),
    packed("dump.tar.bz2", bz2.compress, "dump.tar"), packed("dump.tar.xz", lzma.compress, "dump.tar"),
    packed("dump.members.tar.gz", lambda b: gzip.compress(b[:3000]) + gzip.compress(b[3000:]) + bytes(512),
           "dot.tar"),
    packed("called wrongly", gzip.compress, "dot.tar"),
    zipped("dump.zip"), zipped("bare.zip", top=""), zipped("stored.zip", "", zipfile.ZIP_STORED),
    zipped("lzma.zip", "", zipfile.ZIP_LZMA), zipped("bzip2.zip", "", zipfile.ZIP_BZIP2),
    packed("dump.zip.gz", gzip.compress, "bare.zip"),
]
for name, *command in (
    ("dump.tar.zst", "zstd", "-q", "-f", "dump.tar"), ("dump.tar.lz4", "lz4", "-q", "-f", "dump.tar", "dump.tar.lz4"),
    ("dump.7z", "7z", "a", "dump.7z", "dump"), ("info.zip", "sh", "-c", "cd dump && zip -qr ../info.zip ."),
    ("dump.cpio", "sh", "-c", "command -v cpio && find dump | cpio -o -H newc > dump.cpio"),
):
    if shutil.which(command[0]) and (command[0] != "sh" or shutil.which("zip" if "zip" in name else "cpio")) \
            and tool(*command):
        carriers.append(name)
    else:
        tap.skip(f"the same documents: {name}", f"no program that makes it here ({command[0]})")
for name in carriers:
    tap.attempt(f"the same documents: {name}", same, name)
for name in "dot.tar", "dump.zip.gz", "bare.zip", "called wrongly":
    tap.attempt(f"the same documents on standard input: {name}",
                lambda n=name: same("-", given=(HOME / n).read_bytes()))


def line_of(path, content):
    """As text where JSON can hold it so."""
    text = {"text": content.decode()} if path.endswith(".txt") else {"b64": base64.b64encode(content).decode()}
    return json.dumps({"path": path, **text}).encode() + b"\n"


(HOME / "dump.jsonl").write_bytes(b"".join(line_of(*d) for d in DOCUMENTS.items()))
packed("dump.ndjson.gz", gzip.compress, "dump.jsonl")
for name in "dump.jsonl", "dump.ndjson.gz":
    tap.attempt(f"the same documents: {name}", same, name)
tap.attempt("the same documents as lines on standard input",
            lambda: same("-", given=(HOME / "dump.jsonl").read_bytes()))


def nested():
    top = HOME / "nest"
    top.mkdir()
    (HOME / "inner").mkdir()
    (HOME / "inner/talk.txt").write_bytes(b"A: in\n")
    zipped("nest/inner.zip", "", base=HOME / "inner")
    tar("nest/inner.tar.gz", top="inner", mode="w:gz", base=HOME / "inner")
    tar("nest/other.tgz", top=".", mode="w:gz", base=HOME / "inner")
    shutil.copy(HOME / "dump.jsonl", top / "lines.jsonl")
    (top / "talk.txt.gz").write_bytes(gzip.compress(b"A: in\n"))
    (top / "twice.txt.gz.xz").write_bytes(lzma.compress(gzip.compress(b"A: in\n")))
    if tool("7z", "a", "nest/seven.7z", "./inner/talk.txt"):
        pass
    paths = {"inner.zip/talk.txt", "inner.tar.gz/talk.txt", "other.tgz/talk.txt", "talk.txt", "twice.txt"}
    paths |= {"lines.jsonl/" + unicodedata.normalize("NFC", p) for p in DOCUMENTS}
    if (top / "seven.7z").exists():
        paths.add("seven.7z/talk.txt")
    first = listed("nest")
    want(set(first.paths()) == paths and not first.failures, (set(first.paths()) ^ paths, first.whys()))
    for name in zipped("nest.zip", "", base=top), tar("nest.tar", base=top, top="nest"):
        got = listed(name)
        want(got.contents() == first.contents() and not got.failures, (name, got.whys()))
        shallow = listed("-d", "1", name)
        want(set(shallow.paths()) == {"talk.txt", "twice.txt"}, shallow.paths())
        want(all("depth of 1" in f["why"] for f in shallow.failures) and len(shallow.whole) >= 4, shallow.whys())


tap.attempt("archives in archives, to a depth", nested)


def order():
    got = listed("dump").paths()
    want(got == [unicodedata.normalize("NFC", p) for p in sorted(DOCUMENTS, key=lambda p: p.encode().split(b"/"))],
         got)


tap.attempt("a folder is in the order of bytes", order)


def receiver():
    unwanted = listed("-n", "a.txt", "dump.tar.gz")
    want("a.txt" not in unwanted.paths() and len(unwanted.paths()) == len(DOCUMENTS) - 1, unwanted.paths())
    for name in "dump", "dump.tar.gz", "dump.zip", "dump.jsonl":
        got = listed("-s", "3", name)
        want(len(got.documents) == 3 and got.end["status"] is False, (name, got.end))


tap.attempt("what is not wanted is passed over, and an end is an end", receiver)


def not_opened():
    (HOME / "seen").mkdir()
    (HOME / "seen/a.txt").write_bytes(b"A: x\n")
    os.utime(HOME / "seen/a.txt", (1, 1))
    if not shutil.which("strace"):
        tap.note("no strace here: whether what is not wanted is opened was not looked at")
        return
    done = subprocess.run(["strace", "-f", "-e", "trace=openat", str(LIST), "-n", "a.txt", "seen"], cwd=HOME,
                          capture_output=True)
    want(b"seen" in done.stderr and b"a.txt" not in done.stderr.split(b'"seen"')[-1], done.stderr[-500:])


tap.attempt("a file that is not wanted is not opened", not_opened)


def lists():
    names = ["dump/a.txt", "dump/1960/b.txt", "dump.zip", "nix.txt", "seen"]
    results = []
    for separator in "\0", "\n", "\r\n":
        (HOME / "names").write_text(separator.join(names) + separator, newline="")
        got = listed("-l", "names")
        want([f["path"] for f in got.failures] == ["nix.txt"], got.whys())
        want("No such file" in got.whys() and got.paths()[:2] == names[:2] and got.paths()[-1] == "a.txt", got.paths())
        results.append(got.contents())
        want(listed("-l", "-", given=(HOME / "names").read_bytes()).contents() == got.contents(), "from a pipe")
    want(results[0] == results[1] == results[2] and len(results[0]) == len(DOCUMENTS) + 3, results)
    got = listed("-l", "nix")
    want(got.end == {"status": False, "reports": 1}, got.end)
    got = listed("nix")
    want(got.end == {"status": False, "reports": 1}, got.end)


tap.attempt("lists of names, and what is not there", lists)


# ---- lines, mails --------------------------------------------------------------------------------


def lines():
    rows = [
        b'\xef\xbb\xbf{"id": "one", "text": "A: caf\xc3\xa9", "uri": "http://x/", "captured": "2020-01-02", "charset": "latin1",'
        b' "type": "text/html"}\r\n',
        b"\n",
        b"{bad\n",
        b'{"id": 7, "b64": "QTog/w==", "charset": "latin1"}\n',
        b'{"path": "x/y.txt"}\n',
        b'{"path": "both", "text": "", "b64": ""}\n',
        b'{"path": "nul.txt", "text": "A\\u0000"}\n',
        b'{"path": "bad\xff.txt", "text": "A"}\n',
        b'{"path": "no64", "b64": "!!"}\n',
        b'["text"]\n',
        b'{"text": "without a name, and without an end"}',
    ]
    got = listed("-", given=b"".join(rows))
    want([(r["path"], r["n"]) for r in got.documents] == [("one", 8), ("7", 4), ("nul.txt", 2), ("line-11", 34)],
         got.documents)
    first = got.documents[0]
    want((first["uri"], first["captured"], first["charset"], first["type"]) ==
         ("http://x/", "2020-01-02", "utf-8", "text/html"), first)
    want(got.documents[1]["charset"] == "latin1" and got.documents[1]["offset"] == sum(map(len, rows[:3])), got.documents[1])
    want([f["path"] for f in got.failures] == ["line-3", "x/y.txt", "both", "line-8", "no64", "line-10"], got.whys())
    want("line 3 is no JSON" in got.whys() and not got.whole, got.whys())
    long = json.dumps({"id": "long", "text": "x" * 400000}).encode() + b"\n"
    got = listed("-i", "100000", "-", given=rows[0] + long + rows[3])
    want(got.paths() == ["one", "7"] and len(got.failures) == 1, got.whys())


tap.attempt("lines of JSON: a bad one costs itself alone", lines)


def mails():
    box = mailbox.mbox(HOME / "talks.mbox")
    texts = []

    def add(text, charset="utf-8", cte="quoted-printable", **more):
        mail = EmailMessage()
        mail["Date"] = "Tue, 5 Mar 2024 10:11:12 +0100"
        if "id" in more:
            mail["Message-ID"] = more["id"]
        mail.set_content(text, cte=cte, charset=charset, subtype=more.get("subtype", "plain"))
        if "html" in more:
            mail.add_alternative(more["html"], subtype="html")
        if "attached" in more:
            mail.add_attachment(more["attached"], maintype="text", subtype="plain", filename="x.txt")
        box.add(mail)
        texts.append(text.encode(charset))

    add("A: h\u00e9llo =\nFrom the chair\n>From here\nB: yes\n" + "x" * 200 + "\n", id="<one/1@x>")
    add("A: \u043f\u0440\u0438\u0432\u0435\u0442\n", "koi8-r", "base64", id="<two@x>", html="<p>other</p>", attached=b"no")
    add("<p>only \u00fc</p>\n", "iso-8859-1", "8bit", subtype="html")
    # An envelope's line is told by a time and a year.
    add("From me to you\nFrom 1960 on\n", cte="7bit", id="<four@x>")
    box.add(EmailMessage())
    box.flush()
    names = ["one_1@x", "two@x", "mail-3", "four@x", "mail-5"]
    data = (HOME / "talks.mbox").read_bytes()
    # mboxo, which quotes but the one form, cannot be undone without loss: what had ">" keeps none.
    texts[0] = texts[0].replace(b">From here", b"From here")
    for got in listed("talks.mbox"), listed("-", given=data), listed("-", given=lzma.compress(data)):
        want(got.paths() == names and not got.failures, (got.paths(), got.whys()))
        want([r["sum"] for r in got.documents] == [*map(digest, texts), digest(b"")],
             [(r["path"], r["n"]) for r in got.documents])
        want([r.get("charset") for r in got.documents[:3]] == ["utf-8", "koi8-r", "iso-8859-1"], got.documents)
        want([r["type"] for r in got.documents[:3]] == ["text/plain", "text/plain", "text/html"], got.documents)
        want(got.documents[0]["modified"] == "2024-03-05T09:11:12Z", got.documents[0])
    (HOME / "one.eml").write_bytes(data.split(b"\n", 1)[1].split(b"\n\nFrom ", 1)[0].replace(b"\n>From", b"\nFrom") + b"\n")
    got = listed("one.eml")
    want(got.paths() == ["one.eml"] and got.documents[0]["sum"] == digest(texts[0]), got.documents)
    (HOME / "prose.mbox").write_bytes(b"From the chair: nothing.\n")
    want("From" in listed("prose.mbox").whys(), "a mailbox without mails is told")
    got = listed("-", given=b"From the chair: at 10:30 in 1960\nSUBJECT: this is prose\n")
    want(len(got.documents) == 1 and got.paths() == ["-"] or got.paths() == ["mail-1"], got.paths())


tap.attempt("mails: charsets, codings, alternatives, attachments", mails)


tap.end()
