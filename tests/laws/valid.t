#!/usr/bin/env python3
# valid.t: what is written is valid, by our schema and by TEI's of every release, and links resolve
#
# teivalidate and jing each judge all documents in one run a schema: a JVM a document would take
# minutes. A schema that is not there (../shared/schemas) or a machine without jing is told as
# skipped.
import re
import shutil
import subprocess
import xml.etree.ElementTree as ET

import laws

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
POINTERS = {"who", "ref", "corresp", "synch", "ana", "since", "origin", "target", "resp", "source"}
OURS = "schemas/transcript.rng"
# Whether a text is numbered well and says something is its own affair; what we write of it is ours.
RULES = ("id-duplicate,link-target-missing,link-blank,link-not-a-pointer,date-order,date-real,date-text,"
         "date-outside,date-sequence,count-measure,count-tag,element-empty")


def convert_all(tap, folder):
    """Converts every document; gives {path of TEI: document} of those that could be."""
    made = {}

    def convert(document):
        tei = laws.output("teiconvert", document)
        path = folder / re.sub(r"[^A-Za-z0-9.-]", "_", str(document))
        path = path.with_name(path.name + ".xml")
        path.write_bytes(tei)
        made[str(path)] = document

    tap.each("converted", convert, laws.documents())
    return made


def judge(tap, law, made, command, wrapped=False):
    """Runs a validator on all documents at once; each that it names in a line has failed."""
    prefix = laws.WRAP if wrapped else []
    done = subprocess.run(prefix + command + list(made), stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, timeout=1200)
    told = {path: [] for path in made}
    strays = []
    for line in done.stdout.decode("utf-8", "replace").splitlines():
        if line.startswith("[warning] "):
            continue  # Debian's wrapper of jing misses jars that jing does not need
        path = line.split(":", 1)[0]
        told.get(path, strays).append(line.removeprefix(path + ":"))
    for path, document in made.items():
        tap.ok(not told[path], f"{law}: {document}", "\n".join(told[path][:5]))
    sound = sum(not lines for lines in told.values())
    tap.note(f"law '{law}': documents tried {len(made)}, held {sound}")
    good = done.returncode == (0 if sound == len(made) else 1) and not strays
    tap.ok(good, f"{law}: the validator's own word",
           f"status {done.returncode}\n" + "\n".join(strays[:10]))


def links(path):
    """Every pointer is one or more '#id' that exist, ids are unique, people's ids as DraCor's."""
    root = ET.parse(path).getroot()
    ids = [e.get(XML_ID) for e in root.iter() if e.get(XML_ID)]
    twice = {i for i in ids if ids.count(i) > 1} if len(ids) != len(set(ids)) else set()
    if twice:
        raise laws.Failure(f"ids more than once: {sorted(twice)[:5]}")
    known = set(ids)
    for e in root.iter():
        if e.tag.endswith(("}person", "}personGrp", "}org")):
            if not re.fullmatch(r"[a-z]([-_a-z0-9]*[a-z0-9])?", e.get(XML_ID, "")):
                raise laws.Failure(f"{e.tag} has xml:id={e.get(XML_ID)!r}")
        for name in POINTERS & set(e.attrib):
            for pointer in e.get(name).split() or [""]:
                if pointer.startswith(("http://", "https://")):
                    continue
                if not pointer.startswith("#") or pointer[1:] not in known:
                    raise laws.Failure(f"{e.tag}/@{name} has '{pointer}', which is nowhere")


tap = laws.Tap()
made = convert_all(tap, laws.work)
by_document = {str(document): path for path, document in made.items()}
tap.each("links", lambda d: links(by_document[d]), sorted(by_document))

if (laws.BIN / "teivalidate").exists():
    judge(tap, "teivalidate, transcript.rng", made,
          [str(laws.BIN / "teivalidate"), "--rules=" + RULES, "-s", OURS], wrapped=True)
else:
    tap.ok(False, "teivalidate", f"no program {laws.BIN / 'teivalidate'}")

schemas = [OURS] + [str(p) for p in sorted((laws.SHARED / "schemas").glob("tei_all_*.rng"))]
if not shutil.which("jing"):
    tap.skip("valid by jing", "jing is not installed (tools/deps check)")
else:
    for schema in schemas:
        judge(tap, f"jing, {schema.rsplit('/', 1)[-1]}", made, ["jing", schema])
    if len(schemas) == 1:
        tap.skip("valid by tei_all", "no folder ../shared/schemas here")
tap.end()
