#!/usr/bin/env python3
# sources.t: the documents of a dump are the same whatever carries them, and what is wrong with it is told
#
#   SOURCES_EVERY=1 tests/batch/sources.t     cuts and damages every byte of the small dumps, not every tenth
import base64
import bz2
import gzip
import hashlib
import io
import json
import lzma
import mailbox
import os
import random
import resource
import shutil
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
from email.message import EmailMessage
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "laws"))
import laws  # noqa: E402

LIST = laws.BIN.parent / "tests/source_items"
EVERY = int(os.environ.get("SOURCES_EVERY", "10"))
tap = laws.Tap()
HOME = laws.work


class Listed:
    """What was given: documents and failures in order."""

    def __init__(self, text):
        rows = [json.loads(line) for line in text.splitlines()]
        self.end = rows.pop()
        self.documents = [r for r in rows if "sum" in r]
        self.failures = [r for r in rows if "why" in r]
        self.passed = [(r["path"], r["pass"]) for r in rows if "pass" in r]
        self.whole = [r for r in self.failures if r["whole"]]

    def contents(self):
        return sorted((r["path"], r["sum"]) for r in self.documents)

    def paths(self):
        return [r["path"] for r in self.documents]

    def whys(self):
        return " | ".join(f"{r['path']}: {r['why']}" for r in self.failures)


def listed(*arguments, given=None, timeout=60, memory=None, **env):
    """Bounded in time and, without sanitizers, in memory; nothing but an answer is an answer."""

    def limit():
        if memory and "asan" not in str(laws.BIN):
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    command = [*laws.WRAP, str(LIST), *map(str, arguments)]
    try:
        done = subprocess.run(command, cwd=HOME, input=given, capture_output=True, timeout=timeout,
                              env={**os.environ, **env}, preexec_fn=limit)
    except subprocess.TimeoutExpired:
        raise laws.Failure(f"{command}: longer than {timeout} s") from None
    if done.returncode:
        raise laws.Failure(f"{command}: {done.returncode}\n{done.stderr.decode()[-1500:]}{done.stdout[-500:]}")
    return Listed(done.stdout.decode("utf-8"))


def want(good, why):
    if not good:
        raise laws.Failure(str(why))


def digest(content):
    return hashlib.sha256(content).hexdigest()


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


def tar(name, form=tarfile.PAX_FORMAT, top="dump", mode="w", base=DUMP):
    with tarfile.open(HOME / name, mode, format=form) as t:
        t.add(base, arcname=top)
    return name


def zipped(name, top="dump/", compression=zipfile.ZIP_DEFLATED, base=DUMP):
    with zipfile.ZipFile(HOME / name, "w", compression) as z:
        for path in sorted(base.rglob("*")):
            z.write(path, top + str(path.relative_to(base)))
    return name


def packed(name, pack, source):
    (HOME / name).write_bytes(pack((HOME / source).read_bytes()))
    return name


def tool(*command):
    """A dump made by a program that need not be here."""
    if not shutil.which(command[0]):
        return False
    subprocess.run(command, cwd=HOME, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return True


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


# ---- hostile -------------------------------------------------------------------------------------


def member(t, name, content=b"", **more):
    info = tarfile.TarInfo(name)
    info.size = len(content)
    for key, value in more.items():
        setattr(info, key, value)
    t.addfile(info, io.BytesIO(content))


def hostile_names():
    before = {p for p in HOME.rglob("*")}
    with tarfile.open(HOME / "names.tar", "w", format=tarfile.GNU_FORMAT) as t:
        for name in "../../out.txt", "/abs.txt", "./././d.txt", "a/../b.txt", "x" * 10000 + ".txt", "a//b.txt":
            member(t, name, b"A: x\n")
        member(t, "/".join(["d"] * 3000) + "/x.txt", b"A: x\n")
        member(t, "new\nline.txt", b"A: x\n")
        member(t, ".hidden/x.txt", b"A: x\n")
        member(t, "y/.hidden.txt", b"A: x\n")
        member(t, "link.txt", type=tarfile.SYMTYPE, linkname="/etc/passwd")
        member(t, "hard.txt", type=tarfile.LNKTYPE, linkname="/abs.txt")
        member(t, "fifo.txt", type=tarfile.FIFOTYPE)
        member(t, "null.txt", type=tarfile.CHRTYPE, devmajor=1, devminor=3)
        member(t, b"caf\xe9.txt".decode("utf-8", "surrogateescape"), b"A: x\n")
    got = listed("-p", "names.tar")
    want(got.paths() == ["../../out.txt", "/abs.txt", "d.txt", "a/../b.txt", "x" * 10000 + ".txt", "a//b.txt",
                         "d/" * 3000 + "x.txt", "new%0Aline.txt", "caf%E9.txt"], [p[:60] for p in got.paths()])
    want(got.passed == [(".hidden/x.txt", "hidden"), ("y/.hidden.txt", "hidden"), ("link.txt", "link"),
                        ("fifo.txt", "special"), ("null.txt", "special")], got.passed)
    want([f["path"] for f in got.failures] == ["hard.txt"] and "hard link" in got.whys(), got.whys())
    want({p for p in HOME.rglob("*")} - before == {HOME / "names.tar"}, "nothing is extracted")


tap.attempt("names that lead out, links, devices: nothing is extracted", hostile_names)


def legacy_names():
    # Bytes of another encoding, the same from zip, tar and a folder.
    name, raw = b"caf\x82.txt", "caf%82.txt"
    (HOME / "old").mkdir()
    (HOME / "old" / os.fsdecode(name)).write_bytes(b"A: x\n")
    with zipfile.ZipFile(HOME / "old.zip", "w") as z:
        z.writestr("cafX.txt", b"A: x\n")
    data = (HOME / "old.zip").read_bytes()
    (HOME / "old.zip").write_bytes(data.replace(b"cafX.txt", name))
    tar("old.tar", tarfile.GNU_FORMAT, base=HOME / "old", top="old")
    tar("pax/old.tar", tarfile.PAX_FORMAT, base=HOME / "old", top="old") if not (HOME / "pax").mkdir() else None
    for carrier in "old", "old.zip", "old.tar", "pax/old.tar":
        for locale in "C", "C.UTF-8":
            got = listed(carrier, LC_ALL=locale)
            want(got.paths() == [raw], (carrier, locale, got.paths()))


tap.attempt("names in legacy encodings keep their bytes", legacy_names)


def folder():
    top = HOME / "odd"
    (top / "sub").mkdir(parents=True)
    (top / "a.txt").write_bytes(b"A: x\n")
    os.mkfifo(top / "fifo.txt")
    (top / "loop").symlink_to("..")
    (top / "self").symlink_to("self")
    (top / "gone.txt").symlink_to("nowhere")
    (top / "linked.txt").symlink_to("a.txt")
    (top / "tofifo.txt").symlink_to("fifo.txt")
    (top / ".hidden.txt").write_bytes(b"")
    (top / ".git").mkdir()
    (top / "sub/closed.txt").write_bytes(b"")
    (top / "sub/closed.txt").chmod(0)
    (top / "old").mkdir()
    deep = os.open(top, os.O_RDONLY)
    for _ in range(300):
        os.mkdir("d" * 50, dir_fd=deep)
        deeper = os.open("d" * 50, os.O_RDONLY, dir_fd=deep)
        os.close(deep)
        deep = deeper
    os.close(deep)
    got = listed("-p", "odd")
    names = ["a.txt", "linked.txt"] + (["sub/closed.txt"] if os.geteuid() == 0 else [])
    want(got.paths() == names, got.paths())
    want(sorted(got.passed) == [(".git", "hidden"), (".hidden.txt", "hidden"), ("fifo.txt", "special"),
                                ("loop", "link"), ("tofifo.txt", "link")], got.passed)
    failed = {f["path"][-10:] for f in got.failures}
    want({"gone.txt", "self"} <= failed and "256 folders" in got.whys() and len(got.failures) == 6 - len(names),
         sorted(failed))
    subprocess.run(["rm", "-rf", str(top)], check=True)


tap.attempt("a folder with pipes, loops, dead links, 300 folders in each other", folder)


def bombs():
    zeros = bytes(1 << 20)
    with gzip.open(HOME / "bomb.txt.gz", "wb") as f:
        for _ in range(300):
            f.write(zeros)
    with tarfile.open(HOME / "bomb.tar.xz", "w:xz") as t:
        member(t, "a.txt", b"A: x\n")
        info = tarfile.TarInfo("big")
        info.size = 400 << 20
        t.addfile(info, open("/dev/zero", "rb"))
        member(t, "b.txt", b"A: x\n")
    with zipfile.ZipFile(HOME / "bomb.zip", "w", zipfile.ZIP_DEFLATED) as z:
        for i in range(8):
            z.writestr(f"{i}.txt", bytes(50 << 20))
    inner = (HOME / "bomb.zip").read_bytes()
    with zipfile.ZipFile(HOME / "bombs.zip", "w", zipfile.ZIP_DEFLATED) as z:
        for i in range(20):
            z.writestr(f"{i}.zip", inner)
    with tarfile.open(HOME / "sparse.tar", "w", format=tarfile.PAX_FORMAT) as t:
        for i in range(10):
            info = tarfile.TarInfo(f"hole{i}.txt")
            info.pax_headers = {"GNU.sparse.major": "0", "GNU.sparse.minor": "1", "GNU.sparse.name": f"hole{i}.txt",
                                "GNU.sparse.size": str(200 << 20), "GNU.sparse.numblocks": "1",
                                "GNU.sparse.map": "0,5"}
            info.size = 5
            t.addfile(info, io.BytesIO(b"A: x\n"))
    for name, told in ("bomb.txt.gz", "made to fill"), ("bomb.tar.xz", "made to fill"), \
            ("bomb.zip", "made to fill"), ("bombs.zip", "made to fill"), ("sparse.tar", "made to fill"):
        got = listed(name, memory=1 << 30)
        want(told in got.whys(), (name, got.whys()))
        want(sum(r["n"] for r in got.documents) < 512 << 20, name)
    got = listed("-i", "1000000", "-r", "100000", "bomb.txt.gz", memory=1 << 29)
    want("has more than 0 MiB" in got.whys(), got.whys())
    # A file that unpacks to itself has no end; one that is packed eight times is not looked into.
    data = b"A: x\n"
    for _ in range(8):
        data = gzip.compress(data)
    got = listed("-", given=data)
    want(len(got.documents) == 1, got.whys())
    # What is honest is not taken for a bomb.
    (HOME / "plain.txt.gz").write_bytes(gzip.compress(b"A: yes, the same again.\n" * (2 << 20)))
    want(not listed("plain.txt.gz").failures, "48 MiB of the same line")


tap.attempt("bombs are told, in bounded time and memory", bombs)


def many():
    with zipfile.ZipFile(HOME / "many.zip", "w") as z:
        for i in range(100000):
            z.writestr(zipfile.ZipInfo(f"{i}.txt"), b"")
    with tarfile.open(HOME / "many.tar", "w", format=tarfile.USTAR_FORMAT) as t:
        for i in range(100000):
            t.addfile(tarfile.TarInfo(f"{i}.txt"))
    for name in "many.zip", "many.tar":
        got = listed(name, memory=1 << 28)
        want(len(got.documents) == 100000 and not got.failures, (name, got.whys()))
        got = listed("-e", "1000", name)
        want(len(got.documents) == 1000 and "more than 1000 entries" in got.whys(), got.whys())


tap.attempt("100,000 empty entries, and a limit on them", many)


def odd_archives():
    (HOME / "empty.tar").write_bytes(bytes(10240))
    zipfile.ZipFile(HOME / "empty.zip", "w").close()
    for name in "empty.tar", "empty.zip":
        got = listed(name)
        want(not got.documents and not got.failures and got.end["status"], (name, got.whys()))
    for name in "not.zip", "not.tar", "not.7z", "not.warc", "none.tar.gz":
        (HOME / name).write_bytes(b"" if name.startswith("none") else b"this is no archive\n")
        got = listed(name)
        want(len(got.whole) == 1 and not got.documents and "its name is that of an archive" in got.whys(), got.whys())
    # zip64, and a name of the archive's own that it does not begin with.
    with zipfile.ZipFile(HOME / "64.zip", "w") as z:
        with z.open("a.txt", "w", force_zip64=True) as f:
            f.write(b"A: x\n")
    want(listed("64.zip").paths() == ["a.txt"], "zip64")
    # A second archive behind the first.
    (HOME / "two.tar").write_bytes((HOME / "old.tar").read_bytes() + (HOME / "old.tar").read_bytes())
    want(len(listed("two.tar").documents) == 2, "cat a.tar b.tar")
    (HOME / "no end.tar").write_bytes((HOME / "old.tar").read_bytes().rstrip(b"\0") + bytes(100))
    # Encrypted: Python writes none, so that the bit is set by hand.
    data = bytearray((HOME / "64.zip").read_bytes())
    data[6] |= 1
    data[data.rindex(b"PK\1\2") + 8] |= 1
    (HOME / "locked.zip").write_bytes(data)
    got = listed("locked.zip")
    want("encrypted" in got.whys() and not got.documents, got.whys())
    if shutil.which("7z"):
        tool("7z", "a", "-psecret", "-mhe=on", "locked.7z", "inner/talk.txt")
        got = listed("locked.7z")
        want("encrypted" in got.whys() and not got.documents, got.whys())
        got = listed("-", given=(HOME / "locked.7z").read_bytes())
        want("pipe" in got.whys(), got.whys())


tap.attempt("empty, misnamed, encrypted, zip64, one behind the other", odd_archives)


# Sums of the documents of a small dump, to be damaged.
WHEN = 1_000_000_000
SMALL = {f"{i}.txt": f"SPEAKER {i}: {random.Random(i).random()}\n".encode() * 9 for i in range(6)}


def small():
    top = HOME / "small"
    top.mkdir()
    for path, content in SMALL.items():
        (top / path).write_bytes(content)
        os.utime(top / path, (WHEN, WHEN))
    os.utime(top, (WHEN, WHEN))
    names = [tar("small.tar", tarfile.USTAR_FORMAT, top="", base=top), zipped("small.zip", "", base=top),
             packed("small.tar.gz", lambda b: gzip.compress(b, mtime=0), "small.tar"), packed("small.tar.xz", lzma.compress, "small.tar"),
             packed("small.tar.bz2", bz2.compress, "small.tar")]
    names += ["small.7z"] if tool("7z", "a", "small.7z", "small") else []
    names += ["small.tar.zst"] if tool("zstd", "-q", "small.tar") else []
    return names


def judge(what, got, complete):
    """Each document is there as it was or its loss is told; nothing else is given."""
    for row in got.documents:
        good = digest(SMALL.get(row["path"], b"")) == row["sum"]
        want(good, f"{what}: {row['path']} is given, but is not what it was: {got.whys()}")
    if len(got.documents) < len(SMALL) or not complete:
        want(got.failures, f"{what}: {len(got.documents)} documents, and nothing is told")


def cut(name):
    data = (HOME / name).read_bytes()
    target = HOME / "cut" / name
    target.parent.mkdir(exist_ok=True)
    for n in range(1, len(data), EVERY if len(data) < 4000 else EVERY * 7 + 1):
        # The zeros behind the mark of a tar archive's end can be missed.
        complete = name.endswith(".tar") and n >= len(data.rstrip(b"\0")) + 1024
        target.write_bytes(data[:n])
        judge(f"{name} cut at {n}", listed(f"cut/{name}"), complete)
        if not name.endswith(".7z") and n % 3 == 1:
            got = listed("-", given=data[:n])
            # So few bytes do not say what they were to be.
            if n >= 512 or got.paths() != ["-"]:
                judge(f"{name} in a pipe, cut at {n}", got, complete)
    target.unlink()


def damage(name):
    """A flipped bit costs what it is in, and is told where the format has a checksum for it."""
    data = (HOME / name).read_bytes()
    target = HOME / "cut" / name
    target.parent.mkdir(exist_ok=True)
    luck = random.Random(name)
    lost = 0
    for _ in range(40 if EVERY > 1 else 2000):
        at, bit = luck.randrange(len(data)), 1 << luck.randrange(8)
        target.write_bytes(data[:at] + bytes([data[at] ^ bit]) + data[at + 1:])
        got = listed(f"cut/{name}")
        if name.endswith(".tar"):  # no checksum on content
            continue
        for row in got.documents:
            # A name has no checksum of its own in zip; that of a compressed tar archive is behind its documents.
            if row["sum"] not in map(digest, SMALL.values()) and "what was read of it may be, too" not in got.whys():
                raise laws.Failure(f"{name} damaged at {at}: {row['path']} is not what it was, and is given")
        if len(got.documents) < len(SMALL) and not got.failures:
            lost += 1
            tap.note(f"{name} damaged at {at} by {bit}: {len(got.documents)} documents, nothing told")
    want(lost == 0, f"{name}: {lost} silent losses")


names = small()
tap.each(f"cut off at every {EVERY}th byte or so", cut, names)
tap.each("one bit is wrong", damage, names)
tap.end()
