#!/usr/bin/env python3
# hostile.t: dumps that are hostile, damaged or cut off: what is wrong is told, and what is good is given
#
#   DAMAGE_EVERY=1 tests/dump/hostile.t      cuts small dumps at every byte, not at every tenth, and damages 2,000 bits of each
import bz2
import gzip
import io
import lzma
import os
import random
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
from carriers import HOME, digest, laws, listed, packed, tar, tool, want, zipped  # noqa: E402

EVERY = int(os.environ.get("DAMAGE_EVERY", "10"))
tap = laws.Tap()


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
        tool("7z", "a", "-psecret", "-mhe=on", "locked.7z", "64.zip")
        got = listed("locked.7z")
        want("encrypted" in got.whys() and not got.documents, got.whys())
        got = listed("-", given=(HOME / "locked.7z").read_bytes())
        want("pipe" in got.whys(), got.whys())


def greedy():
    """A link whose target is to have 1.75 GiB ends this archive, not the run."""

    def entry(name, mode, size, content):
        fields = (1, mode, 0, 0, 1, 0, size, 0, 0, 0, 0, len(name) + 1, 0)
        head = b"070701" + b"".join(b"%08X" % n for n in fields) + name + b"\0"
        return head + bytes(-len(head) % 4) + content + bytes(-len(content) % 4)

    (HOME / "greedy.cpio").write_bytes(entry(b"a.txt", 0o100644, 5, b"A: x\n") + entry(b"l", 0o120777, 0x70000000, b"x"))
    got = listed("greedy.cpio", "old.zip")
    want(got.paths() == ["a.txt", "caf%82.txt"] and len(got.whole) == 1 and got.end == {"status": True, "reports": 0},
         (got.whys(), got.end))


tap.attempt("an archive that asks for more memory than there is", greedy)
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
        got = listed("-p", f"cut/{name}")
        if name.endswith(".tar"):  # no checksum on content
            continue
        for row in got.documents:
            # A name has no checksum of its own in zip; that of a compressed tar archive is behind its documents.
            if row["sum"] not in map(digest, SMALL.values()) and "what was read of it may be, too" not in got.whys():
                raise laws.Failure(f"{name} damaged at {at}: {row['path']} is not what it was, and is given: {got.whys()}")
        if len(got.documents) < len(SMALL) and not got.failures and not got.passed:
            lost += 1
            tap.note(f"{name} damaged at {at} by {bit}: {len(got.documents)} documents, nothing told")
    want(lost == 0, f"{name}: {lost} silent losses")


names = small()
tap.each(f"cut off at every {EVERY}th byte or so", cut, names)
tap.each("one bit is wrong", damage, names)
tap.end()
