#!/usr/bin/env python3
# fix.t: --fix changes what it ought to and no other byte, --diff shows the same, and no file is ever lost
import os
import re
import resource
import shutil
import signal
import stat
import subprocess
import sys
import time
import unicodedata

import laws

sys.path.insert(0, str(laws.ROOT / "tests/validate"))
import damage  # noqa: E402

tap = laws.Tap()
COUNT = 40 if laws.WRAP or laws.BIN != laws.ROOT / "build/bin" else 1000
SCHEMA = str(laws.ROOT / "tests/validate/mini.rng")
HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title>Talks</title></teiHeader><text>\n'
PEOPLE = '<sp xml:id="deng"><p>a</p></sp><sp xml:id="peng-zhen"><p>b</p></sp>\n'
TAIL = "</text></TEI>\n"


# ---- damaged documents ------------------------------------------------------------------------------

def fill(name, documents, what):
    folder = laws.work / name
    folder.mkdir()
    for one in documents:
        (folder / one.name).write_bytes(what(one))
    return folder


def differing(folder, documents, what):
    return [f"{one.name} {one.kinds}" for one in documents
            if damage.content(one, (folder / one.name).read_bytes()) != damage.content(one, what(one))]


def mended_lines(told):
    return [line for line in told.decode("utf-8", "replace").splitlines() if ": info: mended: " in line]


def try_damaged():
    texts = {name: damage.numbered(text) for name, text in damage.documents().items()}
    (laws.work / "sound").mkdir()
    texts, left = damage.sound(texts, laws.work / "sound")
    documents = damage.make(COUNT, 7, texts)
    names = [one.name for one in documents]
    kinds = sum(len(one.kinds) for one in documents)
    tap.note(f"{len(texts)} documents without anything to mend ({left} have something), "
             f"{len(documents)} damaged with {kinds} faults")
    if not damage.validators.tei_archive():
        tap.note("no folder ../shared with perf here: the documents are those of samples/ alone")
    tap.ok(len(documents) == COUNT, f"{COUNT} documents are damaged", f"only {len(documents)}")
    kept = fill("kept", documents, lambda one: one.good)
    told, _, _ = damage.validate(kept, ["--fix"], names)
    wrong = differing(kept, documents, lambda one: one.good)
    tap.ok(not wrong and not mended_lines(told), f"{len(names)} sound documents stay as they are",
           "\n".join(wrong + mended_lines(told)))
    mended = fill("mended", documents, lambda one: one.bad)
    told, _, _ = damage.validate(mended, ["--fix"], names)
    wrong = differing(mended, documents, lambda one: one.good)
    tap.ok(not wrong, f"{len(names)} damaged documents have their bytes back", "\n".join(wrong))
    tap.ok(len(mended_lines(told)) == kinds, f"{kinds} faults are told as mended",
           f"told {len(mended_lines(told))}")
    before = {name: (mended / name).read_bytes() for name in names}
    told, _, _ = damage.validate(mended, ["--fix"], names)
    changed = [name for name in names if (mended / name).read_bytes() != before[name]]
    tap.ok(not changed and not mended_lines(told), "a second run changes nothing",
           "\n".join(changed + mended_lines(told)))
    try_diffs(documents)


def try_diffs(documents):
    plain = [one for one in documents if one.form != "gzip"]
    names = [one.name for one in plain]
    patched = fill("patched", plain, lambda one: one.bad)
    diff, told, _ = damage.validate(patched, ["--diff"], names)
    wrong = differing(patched, plain, lambda one: one.bad)
    tap.ok(not wrong and not mended_lines(told), "--diff changes nothing", "\n".join(wrong))
    lines = diff.splitlines()
    count = sum(line[:1] == b"+" and line[:4] != b"+++ " for line in lines)
    tap.note(f"the diff of {len(names)} documents has {count} new lines")
    if shutil.which("patch"):
        done = subprocess.run(["patch", "-p0", "-s", "--binary"], input=diff, cwd=patched, check=False,
                              capture_output=True)
        wrong = differing(patched, plain, lambda one: one.good)
        tap.ok(done.returncode == 0 and not wrong, "--diff | patch -p0 mends as --fix",
               done.stdout.decode("utf-8", "replace") + "\n".join(wrong))
    else:
        tap.skip("--diff | patch -p0 mends as --fix", "patch is not installed")
    if shutil.which("git"):
        applied = fill("applied", plain, lambda one: one.bad)
        done = subprocess.run(["git", "apply", "-p0", "--whitespace=nowarn"], input=diff, cwd=applied,
                              check=False, capture_output=True,
                              env={**os.environ, "GIT_CEILING_DIRECTORIES": str(laws.work)})
        wrong = differing(applied, plain, lambda one: one.good)
        tap.ok(done.returncode == 0 and not wrong, "--diff | git apply -p0, too",
               done.stderr.decode("utf-8", "replace") + "\n".join(wrong))
    else:
        tap.skip("--diff | git apply -p0, too", "git is not installed")


# ---- one document at a time -------------------------------------------------------------------------

def fix(data, *options, name="talks.xml"):
    """--fix on one document: what it becomes, what is told, the status."""
    path = laws.work / name
    path.write_bytes(data if isinstance(data, bytes) else data.encode("utf-8"))
    done = laws.run("teivalidate", "-s", SCHEMA, *(options or ["--fix"]), path)
    return path.read_bytes(), done.out.decode("utf-8", "replace"), done.status


def expect(name, body, becomes, *options, status=0):
    """A body of speeches becomes another."""
    now, told, got = fix(HEAD + body + TAIL, *options)
    good = now == (HEAD + becomes + TAIL).encode("utf-8") and got == status
    tap.ok(good, name, f"status {got}\n{now.decode('utf-8', 'replace')}\n{told}")


def try_kinds():
    accent = unicodedata.normalize("NFD", "é")
    expect("a pointer without its sign", PEOPLE + '<sp who="deng"><p/></sp>\n',
           PEOPLE + '<sp who="#deng"><p/></sp>\n')
    expect("a pointer as the name is printed", PEOPLE + '<sp who="#Peng Zhen"><p>x</p></sp>\n',
           PEOPLE + '<sp who="#peng-zhen"><p>x</p></sp>\n')
    expect("no pointer that may be another", PEOPLE + '<sp who="#peng zheng"><p>x</p></sp>\n',
           PEOPLE + '<sp who="#peng zheng"><p>x</p></sp>\n', status=1)
    expect("an id with a blank", '<sp xml:id="1 a"><p>x</p></sp><sp who="#1 a"><p>x</p></sp>\n',
           '<sp xml:id="x1-a"><p>x</p></sp><sp who="#x1-a"><p>x</p></sp>\n')
    expect("an id that another has already",
           '<sp xml:id="a-b"><p>x</p></sp><sp xml:id="a b" who="#a-b"><p>x</p></sp>\n',
           '<sp xml:id="a-b"><p>x</p></sp><sp xml:id="a-b-2" who="#a-b"><p>x</p></sp>\n')
    expect("a faulty id that two have stays",
           '<sp xml:id="a b"><p>x</p></sp><sp xml:id="a b" who="#a b"><p>x</p></sp>\n',
           '<sp xml:id="a b"><p>x</p></sp><sp xml:id="a b" who="#a b"><p>x</p></sp>\n', status=1)
    expect("letters and accents in text and values", f'<sp n="caf{accent}"><p>caf{accent} th{accent}</p></sp>\n',
           '<sp n="café"><p>café thé</p></sp>\n')
    expect("brackets and compatibility ideographs stay", "<sp><p>\u2329 \ufa19 \u212bngstrom</p></sp>\n",
           "<sp><p>\u2329 \ufa19 \u00c5ngstrom</p></sp>\n")
    expect("what is written with references stays", "<sp><p>cafe&#x301;</p></sp>\n",
           "<sp><p>cafe&#x301;</p></sp>\n")
    numbers = "".join(f'<sp n="{n}"><p>x</p></sp>' for n in (1, 2, 4, 4, 5, 6))
    expect("a number between two", numbers + "\n", numbers.replace('"4"', '"3"', 1) + "\n")
    lost = "".join(f'<sp n="{n}"><p>x</p></sp>' for n in (1, 2, 4, 5, 6, 7))
    expect("a gap stays", lost + "\n", lost + "\n")
    head = ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><extent>'
            '<measure unit="speeches" quantity="{}">{} speeches</measure></extent></fileDesc>'
            '<encodingDesc><tagsDecl><namespace name="http://www.tei-c.org/ns/1.0">'
            '<tagUsage gi="sp" occurs="{}" withId="{}"/></namespace></tagsDecl></encodingDesc>'
            "</teiHeader><text>")
    speeches = "<sp><p>x</p></sp>" * 1040 + '<sp xml:id="a"><p>y</p></sp>' + TAIL
    for name, wrong, right in (
            ("counts", ("21", "21", "1", "0"), ("1041", "1041", "1041", "1")),
            ("a printed count alone", ("1041", "999", "1041", "1"), ("1041", "1041", "1041", "1")),
            ("thousands stay parted", ("1041", "1,040", "1041", "1"), ("1041", "1,041", "1041", "1"))):
        now, told, _ = fix(head.format(*wrong) + speeches)
        tap.ok(now.decode("utf-8") == head.format(*right) + speeches, name, now[:500].decode() + told[:3000])
    expect("no other rule than those named", PEOPLE + '<sp who="deng"><p>' + accent + "</p></sp>\n",
           PEOPLE + '<sp who="#deng"><p>' + accent + "</p></sp>\n", "--fix=link-not-a-pointer")
    expect("a rule that is off mends nothing", f"<sp><p>{accent}</p></sp>\n",
           f"<sp><p>{accent}</p></sp>\n", "--fix", "--rules=-text-nfc")
    held = '<?stenogram ignore="text-nfc" reason="as in the manuscript"?>'
    expect("what is suppressed is not mended", f"{held}<sp><p>{accent}</p></sp>\n",
           f"{held}<sp><p>{accent}</p></sp>\n")
    many = "".join(f"<sp><p>{accent}</p></sp>\n" for _ in range(450))
    expect("more than are told", many, many.replace(accent, "é"))
    broken = f"<sp><p>{accent}</sp>\n"
    expect("a document that is no XML stays", broken, broken, status=1)


def try_forms():
    accent = unicodedata.normalize("NFD", "é")
    entity = ('<!DOCTYPE TEI [<!ENTITY e "<sp who=\'deng\'><p>caf' + accent + "</p></sp>\">]>"
              + HEAD + PEOPLE + "&e;" + TAIL)
    now, told, _ = fix(entity)
    tap.ok(now == entity.encode("utf-8"), "what an entity holds stays", told)
    # KS X 1001 has the sign of Angstrom, and not the letter.
    korean = '<?xml version="1.0" encoding="EUC-KR"?>' + HEAD + "<sp><p>{}</p></sp>" + TAIL
    now, told, _ = fix(korean.format("\uac00 \u212bngstrom").encode("euc_kr"))
    tap.ok(now == korean.format("\uac00 &#xC5;ngstrom").encode("euc_kr"),
           "a character that the encoding lacks is a reference", f"{now!r}\n{told}")
    for data in ("<![CDATA[a\u212b]]>", "<![CDATA[<a\u212b>]]>"):
        data = korean.format(data).encode("euc_kr")
        now, told, _ = fix(data)
        tap.ok(now == data, "where references are none it stays", f"{now!r}\n{told}")
    text = HEAD.replace("</teiHeader>", "<person xml:id=\"deng\">Deng</person></teiHeader>") + '<sp who="deng"><p>x</p></sp>' + TAIL
    good = text.replace('who="deng"', 'who="#deng"').encode("utf-8")
    done = laws.run("teivalidate", "-s", SCHEMA, "--fix", given=text.encode("utf-8"))
    tap.ok(done.out == good and b"mended" in done.err and done.status == 0,
           "standard input goes to standard output", done.told())
    done = laws.run("teivalidate", "-s", SCHEMA, "--fix", given=good)
    tap.ok(done.out == good and not done.err and done.status == 0, "also what needs no mending", done.told())
    path = laws.work / "gate.xml"
    path.write_text(text, encoding="utf-8")
    done = laws.run("teivalidate", "-s", SCHEMA, "--fix", "--gate", path)
    tap.ok(done.out == good and path.read_text(encoding="utf-8") == text and done.status == 0,
           "with --gate the mended document passes and the file stays", done.told())
    done = laws.run("teivalidate", "-s", SCHEMA, "--diff", path)
    tap.ok(done.status == 1 and b"link-not-a-pointer" in done.err and done.out.startswith(b"--- "),
           "--diff tells what is in the file as it is", done.told())
    for options in (["--fix=nothing"], ["--fix="], ["--gate", "--diff"]):
        done = laws.run("teivalidate", *options, path)
        tap.ok(done.status == 2 and not done.out and path.read_text(encoding="utf-8") == text,
               f"{' '.join(options)} is refused", done.told())


# ---- files ------------------------------------------------------------------------------------------

BAD = (HEAD + PEOPLE + '<sp who="deng"><p>x</p></sp>' + TAIL).encode("utf-8")
GOOD = BAD.replace(b'who="deng"', b'who="#deng"')


def fresh(name):
    folder = laws.work / name
    folder.mkdir()
    path = folder / "talks.xml"
    path.write_bytes(BAD)
    return folder, path


def run_fix(path, **more):
    return laws.run("teivalidate", "-s", SCHEMA, "--fix", path, **more)


def try_interruption():
    """Each file is the old one or the new one whenever the run is stopped, and none is left beside them."""
    names = {f"{i}.xml" for i in range(200)}
    wrong, stopped = [], 0
    for delay in range(12):
        folder = laws.work / f"stopped{delay}"
        folder.mkdir()
        for name in names:
            (folder / name).write_bytes(BAD)
        run = subprocess.Popen([*laws.WRAP, str(laws.BIN / "teivalidate"), "--fix", str(folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        end = time.monotonic() + laws.TIMEOUT
        while run.poll() is None and time.monotonic() < end and not any((folder / name).read_bytes() == GOOD for name in names):
            pass
        time.sleep(delay / 1000)
        run.send_signal(signal.SIGINT)
        stopped += run.wait(laws.TIMEOUT) == -signal.SIGINT
        wrong += sorted(set(os.listdir(folder)) - names)
        wrong += [name for name in names if (folder / name).read_bytes() not in (BAD, GOOD)]
    tap.ok(stopped and not wrong, f"interrupted {stopped} times, no half file and none beside it", f"{stopped} stopped, {wrong}")


def try_files():
    folder, path = fresh("mode")
    path.chmod(0o640)
    if os.geteuid() == 0:
        os.chown(path, 12345, 54321)
    was = path.stat()
    link = folder / "link.xml"
    link.symlink_to("talks.xml")
    run_fix(link)
    now = path.stat()
    tap.ok(link.is_symlink() and path.read_bytes() == GOOD, "a symbolic link is followed and stays")
    tap.ok(stat.S_IMODE(now.st_mode) == 0o640 and (now.st_uid, now.st_gid) == (was.st_uid, was.st_gid),
           "mode and owner stay" if os.geteuid() == 0 else "the mode stays (no other owner without root)")
    folder, path = fresh("hard")
    os.link(path, folder / "other.xml")
    done = run_fix(path)
    tap.ok(path.read_bytes() == GOOD and (folder / "other.xml").read_bytes() == BAD
           and b"hard link" in done.out, "another name keeps the old text, and that is told", done.told())
    try_interruption()
    folder, path = fresh("limit")

    def small_files():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))

    done = run_fix(path, preexec_fn=small_files)
    tap.ok(path.read_bytes() == BAD and done.status == 2 and os.listdir(folder) == ["talks.xml"],
           "where the file may not grow so large the old one stays whole", done.told())
    try_full_disk()
    if os.geteuid() == 0:
        tap.skip("a file that may not be written", "root may write all")
    else:
        folder, path = fresh("protected")
        path.chmod(0o444)
        done = run_fix(path)
        tap.ok(path.read_bytes() == BAD and done.status == 2, "a file that may not be written stays")
    same = laws.work / "same"
    same.mkdir()
    for i in range(8):
        (same / f"{i}.xml").write_bytes(BAD)
    done = laws.run("teivalidate", "-s", SCHEMA, "--fix", "-j", "4", *sorted(same.iterdir()))
    lines = re.findall(r"(\d)\.xml:\d+:\d+: info: mended", done.out.decode())
    tap.ok(all(p.read_bytes() == GOOD for p in same.iterdir()) and lines == list("01234567"),
           "several processes mend, and tell it in order", done.out.decode())


def try_full_disk():
    name = "on a full disk the old file stays whole"
    disk = laws.work / "disk"
    disk.mkdir()
    mounted = os.geteuid() == 0 and subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)], check=False,
        capture_output=True).returncode == 0
    if not mounted:
        tap.skip(name, "no small disk can be mounted here")
        return
    try:
        path = disk / "talks.xml"
        path.write_bytes(BAD)
        with (disk / "filler").open("wb", buffering=0) as filler:
            try:
                while True:
                    filler.write(b"x" * 1024)
            except OSError:
                pass
        done = run_fix(path)
        tap.ok(path.read_bytes() == BAD and done.status == 2 and len(os.listdir(disk)) == 2, name,
               done.told() + str(os.listdir(disk)))
    finally:
        subprocess.run(["umount", str(disk)], check=False)


try_kinds()
try_forms()
try_files()
try_damaged()
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
