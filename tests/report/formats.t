#!/usr/bin/env python3
# formats.t: findings in each form, read back by real parsers
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote_to_bytes

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "laws"))
import laws  # noqa: E402

FORMS = ["github", "sarif", "junit", "checkstyle", "rdjsonl", "gitlab", "jsonl", "html"]
LINES = {"github", "rdjsonl", "jsonl"}
SCHEMA = str(laws.ROOT / "tests/validate/mini.rng")
RULES = "--rules=link-target-missing,speech-empty"  # forms do not depend on what there is to tell
HEAD = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title/></teiHeader><text>\n'
GOOD = '<sp who="#d" xml:id="d"><speaker>D.</speaker><p>Yes.</p></sp>\n'
TAIL = "</text></TEI>\n"
# A value that tries to end whatever it is put into; U+202E turns the direction of writing.
HOSTILE = "#a%250A,:'&lt;/script&gt;]]&gt;|`\\\u202e\u0085x"
HOSTILE_READ = "#a%0A,:'</script>]]>|`\\\u202e\u0085x"
HOSTILE_SEEN = "#a%0A,:'</script>]]>|`\\\\u{202E}\\u{0085}x"
NAME = "a:b,c%d 'q' \"<&>\n::error::x\u202e\x01é.xml"
tap = laws.Tap()
folder = laws.work / "formats"
folder.mkdir()


def holds(good, why):
    if not good:
        raise laws.Failure(str(why))


def validate(*args, given=None, **env):
    environment = {k: v for k, v in os.environ.items() if k != "GITHUB_STEP_SUMMARY"}
    return subprocess.run([*laws.WRAP, str(laws.BIN / "teivalidate"), "-s", SCHEMA, RULES, *args],
                          cwd=folder, input=given, capture_output=True, timeout=laws.TIMEOUT,
                          env={**environment, **env})


def tell(form, *files, status=1, **env):
    """What the form says of the files, as text: invalid UTF-8 would raise."""
    done = validate(f"--format={form}", *files, **env)
    holds(done.returncode == status and not done.stderr,
          f"status {done.returncode}, {done.stderr.decode('utf-8', 'replace')}")
    return done.stdout.decode("utf-8")


def unescape(text):
    return text.replace("%2C", ",").replace("%3A", ":").replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


class Page(HTMLParser):
    """Elements and attributes of a page; ill-nested ones are told."""

    VOID = {"meta", "input"}

    def __init__(self, text):
        super().__init__()
        self.open, self.tags, self.text, self.wrong = [], [], "", []
        self.feed(text)
        self.close()
        if self.open:
            self.wrong.append(f"not closed: {self.open}")

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))
        if tag not in self.VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            # <option> is closed as any other here
            self.wrong.append(f"</{tag}> at {self.getpos()}")

    def handle_data(self, data):
        self.text += data


# ---- readers: each gives [(file, line, column, level, rule, message)] ----------------------------------

def read_github(text):
    found = []
    for line in text.splitlines():
        parts = re.fullmatch(r"::(error|warning|notice) ((?:[a-z]+=[^,:]*,?)*)::(.*)", line)
        holds(parts, f"no command: {line!r}")
        given = {k: unescape(v) for k, v in (p.split("=", 1) for p in parts[2].split(",") if p)}
        found.append((given.get("file"), int(given.get("line", 0)), int(given.get("col", 0)), parts[1],
                      given["title"], unescape(parts[3])))
    if found:
        total = found.pop()
        holds(total[0] is None and total[4] == "teivalidate", f"no total: {total}")
    return found


def read_sarif(text):
    log = json.loads(text)
    holds(log["version"] == "2.1.0" and len(log["runs"]) == 1, "version, runs")
    run = log["runs"][0]
    driver = run["tool"]["driver"]
    holds(run["columnKind"] == "unicodeCodePoints", "columnKind")
    holds(driver["name"] == "teivalidate" and driver["version"], "driver")
    found, prints = [], []
    for r in run["results"]:
        holds(driver["rules"][r["ruleIndex"]]["id"] == r["ruleId"], "ruleIndex")
        holds(r["level"] in ("error", "warning", "note"), "level")
        where = r["locations"][0]["physicalLocation"]
        uri = where["artifactLocation"]["uri"]
        holds(re.fullmatch(r"(file:///)?[A-Za-z0-9._~/%-]+", uri), f"uri {uri}")
        prints.append(r["partialFingerprints"]["stenogram/v1"])
        found.append((unquote_to_bytes(uri).decode("utf-8", "surrogateescape"), where["region"]["startLine"],
                      where["region"].get("startColumn", 0), r["level"], r["ruleId"], r["message"]["text"]))
    holds(len({(f[0], p) for f, p in zip(found, prints)}) == len(found), "fingerprints repeat")
    return found


def read_junit(text):
    root = ET.fromstring(text.encode())
    holds(root.tag == "testsuites" and [c.tag for c in root] == ["testsuite"], "testsuites")
    suite, found = root[0], []
    cases = suite.findall("testcase")
    for node in (root, suite):
        for name, count in (("tests", len(cases)), ("failures", len(suite.findall("testcase/failure"))),
                            ("errors", len(suite.findall("testcase/error")))):
            holds(node.get(name) == str(count), f"{node.tag} {name}={node.get(name)}, not {count}")
    for case in cases:
        holds(case.get("classname") == "teivalidate" and len(case) <= 1, "testcase")
        for verdict in case:
            holds(verdict.tag == "system-out" or (verdict.get("message") and verdict.get("type")), "failure")
            for line in verdict.text.splitlines():
                parts = re.fullmatch(r"(?:(\d+):(\d+): )?(\w+): (.*?)(?: \[([a-z-]+)\])?", line)
                holds(parts, line)
                found.append((case.get("name"), int(parts[1] or 0), int(parts[2] or 0), parts[3], parts[5],
                              parts[4]))
    return found


def read_checkstyle(text):
    root = ET.fromstring(text.encode())
    holds(root.tag == "checkstyle" and root.get("version"), "checkstyle")
    found = []
    for file in root:
        holds(file.tag == "file", file.tag)
        for error in file:
            holds(error.tag == "error" and error.get("severity") in ("error", "warning", "info"), "severity")
            found.append((file.get("name"), int(error.get("line")), int(error.get("column", 0)),
                          error.get("severity"), error.get("source").split(".", 1)[1], error.get("message")))
    return found


def read_rdjsonl(text):
    found = []
    for line in text.splitlines():
        r = json.loads(line)
        holds(r["severity"] in ("ERROR", "WARNING", "INFO"), "severity")
        start = r["location"].get("range", {"start": {"line": 0}})["start"]
        found.append((r["location"]["path"], start["line"], start.get("column", 0), r["severity"].lower(),
                      r["code"]["value"], r["message"]))
    return found


def read_gitlab(text):
    found, prints = [], set()
    for r in json.loads(text):
        holds(r["severity"] in ("info", "minor", "major", "critical", "blocker"), "severity")
        prints.add((r["location"]["path"], r["fingerprint"]))
        found.append((r["location"]["path"], r["location"]["lines"]["begin"], None, r["severity"],
                      r["check_name"], r["description"]))
    holds(len(prints) == len(found), "fingerprints repeat")
    return found


def read_jsonl(text):
    found = []
    for line in text.splitlines():
        r = json.loads(line)
        holds({"file", "line", "column", "level", "rule", "message", "source"} <= set(r), "members")
        found.append((r["file"], r["line"] or 0, r["column"] or 0, r["level"], r["rule"], r["message"]))
    return found


def read_html(text):
    page = Page(text)
    holds(not page.wrong, page.wrong)
    holds(text.startswith("<!DOCTYPE html>"), "doctype")
    heads = [a.get("scope") for t, a in page.tags if t == "th"]
    holds(all(s in ("row", "col") for s in heads), "a <th> without scope")
    ids = [a["id"] for _, a in page.tags if "id" in a]
    links = [a["href"] for _, a in page.tags if "href" in a]
    holds(len(set(ids)) == len(ids) and {u[1:] for u in links} <= set(ids), "ids and links")
    holds(not any("src" in a for _, a in page.tags) and all(u[0] == "#" for u in links), "another file is needed")
    holds(sum(t == "script" for t, _ in page.tags) <= 1, "a second script")
    holds(sum(t in ("select", "input") for t, _ in page.tags) == sum(t == "label" for t, _ in page.tags), "labels")
    rows, file = [], None
    for tag, given in page.tags:
        if tag == "section":
            file = given["data-file"]
        elif tag == "li":
            rows.append((file, given["data-level"], given["data-rule"]))
    told = re.findall(r'<li data-.*?><p><span class="place">(.*?)</span> <span class="level.*?'
                      r'<bdi class="message">(.*?)</bdi>', text)
    holds(len(told) == len(rows), "rows")
    places = [[int(n) for n in re.findall(r"\d+", re.sub("<.*?>", " ", p))] + [0, 0] for p, _ in told]
    return [(file, place[0], place[1], level, rule, Page(f"<p>{message}</p>").text)
            for (file, level, rule), place, (_, message) in zip(rows, places, told)]


READ = {form: globals()[f"read_{form}"] for form in FORMS}


def write(name, text):
    (folder / name).write_text(text, encoding="utf-8")
    return name


def hidden(text):
    """Characters that no form may let out raw."""
    return re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]", text)


# ---- documents ------------------------------------------------------------------------------------------

good = write("good.xml", HEAD + GOOD + TAIL)
bad = write("bad.xml", HEAD + GOOD + '<sp who="#e"><speaker>E.</speaker><p>No.</p></sp>\n' * 2 + "<q/>\n" + TAIL)
warned = write("warned.xml", HEAD + GOOD + '<sp who="#d"><speaker>D.</speaker><p/></sp>\n' + TAIL)
hostile = write("hostile.xml", HEAD + GOOD +
                f'<sp who="{HOSTILE}"><speaker>E.</speaker><p>No.</p></sp>\n' + TAIL)
broken = write("broken.xml", "<a>\ufffe\x01</b>" + "\u202e")
write(NAME, (folder / bad).read_text())
many = [good, bad, warned, hostile, broken, NAME, "no-such-file.xml", good]


def told_as_lines(form):
    """Each form tells what jsonl tells, in the same order."""
    expected = read_jsonl(tell("jsonl", bad, warned, hostile))
    found = READ[form](tell(form, bad, warned, hostile))
    holds([f[:2] for f in found] == [e[:2] for e in expected], f"{found}\n{expected}")
    if form != "gitlab":
        holds([f[2] for f in found] == [e[2] for e in expected], f"{found}")
    holds([f[4] for f in found] == [e[4] for e in expected], f"{found}")


def empty(form):
    text = tell(form, good, status=0)
    holds(READ[form](text) == [], text)
    holds(form not in LINES or text == "", text)
    if form == "junit":
        cases = ET.fromstring(text.encode()).findall("testsuite/testcase")
        holds([c.get("name") for c in cases] == [good] and len(cases[0]) == 0, text)


def hostile_message(form):
    text = tell(form, hostile)
    holds(not hidden(text), f"hidden characters: {hidden(text)}")
    found = READ[form](text)
    holds(len(found) == 1, found)
    expected = HOSTILE_READ if form == "jsonl" else HOSTILE_SEEN
    holds(f'who="{expected}" points' in found[0][5], f"{found[0][5]!r}\nnot {expected!r}")


def hostile_name(form):
    text = tell(form, NAME)
    holds(not hidden(text), f"hidden characters: {hidden(text)}")
    names = {f[0] for f in READ[form](text)}
    seen = NAME.replace("\u202e", "\\u{202E}").replace("\x01", "\\u{0001}")
    expected = {"github": seen, "checkstyle": NAME.replace("\x01", "\\u{0001}"),
                "junit": NAME.replace("\x01", "\\u{0001}"), "html": seen.replace("\n", "\\u{000A}")}
    holds(names == {expected.get(form, NAME)}, f"{names}\nnot {expected.get(form, NAME)!r}")


def name_without_utf8(form):
    name = b"n\xff\xfe\xc3.xml"
    try:
        (folder / os.fsdecode(name)).write_bytes((folder / bad).read_bytes())
    except OSError:
        return
    names = {f[0] for f in READ[form](tell(form, os.fsdecode(name)))}
    expected = os.fsdecode(name) if form == "sarif" else "n\\x{FF}\\x{FE}\\x{C3}.xml"
    holds(names == {expected}, names)


def broken_document(form):
    text = tell(form, broken)
    holds(not hidden(text), f"hidden characters: {hidden(text)}")
    holds(READ[form](text), text)


def no_file(form):
    """Trouble has no rule of its own."""
    found = READ[form](tell(form, "no-such-file.xml", status=2))
    expected = {"junit": None, "jsonl": None}.get(form, "trouble")
    holds(len(found) == 1 and found[0][4] == expected and "open" in found[0][5], found)


def standard_input(form):
    done = validate(f"--format={form}", given=(folder / bad).read_bytes())
    names = {f[0] for f in READ[form](done.stdout.decode())}
    expected = {"github": None, "jsonl": "-", "junit": "(standard input)", "html": "(standard input)"}
    holds(names == {expected.get(form, "stdin")}, names)


def paths(form):
    """Absolute and dotted paths are told from the current folder, but where people named them."""
    for name in (str(folder / bad), f"./{bad}"):
        found = READ[form](tell(form, name))
        expected = name if form in ("jsonl", "junit", "html") else bad
        holds({f[0] for f in found} == {expected}, found[0])


def one_as_many(form):
    one = validate(f"--format={form}", *many)
    two = validate(f"--format={form}", "-j", "2", *many)
    holds((one.returncode, one.stdout, one.stderr) == (two.returncode, two.stdout, two.stderr),
          "-j 2 says something else")
    READ[form](one.stdout.decode())


def all_at_once():
    files = {form: folder / f"all.{form}" for form in FORMS}
    done = validate("--format=gcc", *(f"--format={f}:{p}" for f, p in files.items()), *many)
    gcc = validate(*many)
    holds(done.stdout == gcc.stdout and not done.stderr and done.returncode == 2, done.stderr)
    for form, path in files.items():
        alone = validate(f"--format={form}", *many)
        holds(path.read_bytes() == alone.stdout, f"{form}: a file has other bytes")
    left = [p.name for p in folder.iterdir() if re.search(r"\.\w{6}$", p.name) and p.name.startswith("all.")
            and p not in files.values()]
    holds(not left, f"left over: {left}")


def junit_verdicts():
    root = ET.fromstring(tell("junit", *many, status=2).encode())
    said = [(c.get("name"), c[0].tag if len(c) else None) for c in root.iter("testcase")]
    name = NAME.replace("\x01", "\\u{0001}")
    holds(said == [(good, None), (bad, "failure"), (warned, "system-out"), (hostile, "failure"),
                   (broken, "failure"), (name, "failure"), ("no-such-file.xml", "error")], said)
    done = validate("--format=junit", "--fail-level=warning", warned)
    case = next(ET.fromstring(done.stdout).iter("testcase"))
    holds(case[0].tag == "failure" and done.returncode == 1, "--fail-level=warning")


def schema_that_is_none():
    for form in FORMS:
        done = validate(f"--format={form}", "-s", str(laws.ROOT / "tests/validate/broken.rng"), good)
        holds(done.returncode == 2 and READ[form](done.stdout.decode()), f"{form}: {done.stdout}")


def fingerprints():
    """They hold when lines are added above, and tell like findings apart."""
    text = (folder / bad).read_text()
    write("moved.xml", text)
    before = validate("--format=gitlab", "--format=sarif:before.sarif", "moved.xml").stdout
    write("moved.xml", text.replace("<text>\n", "<text>\n\n" + GOOD.replace('xml:id="d"', "").replace("#d", "#d") * 3))
    after = validate("--format=gitlab", "--format=sarif:after.sarif", "moved.xml").stdout
    one, two = ([r["fingerprint"] for r in json.loads(t)] for t in (before, after))
    holds(one == two and len(set(one)) == 3, f"{one}\n{two}")
    one, two = ([r["partialFingerprints"] for r in json.loads((folder / f).read_text())["runs"][0]["results"]]
                for f in ("before.sarif", "after.sarif"))
    holds(one == two, f"{one}\n{two}")


def sarif_is_capped():
    write("large.xml", HEAD + GOOD + '<sp who="#e"><speaker>E.</speaker><p>No.</p></sp>\n' * 26000 + TAIL)
    done = validate("--format=sarif", "--max-errors=0", "large.xml")
    run = json.loads(done.stdout)["runs"][0]
    said = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]
    holds(len(run["results"]) == 25000 and said.startswith("1000 of 26000 findings are left out"), said)
    holds(b"1000 of 26000" in done.stderr and done.returncode == 1, done.stderr)
    write("large.xml", HEAD + GOOD + '<sp who="#e"><speaker>E.</speaker><p>No.</p></sp>\n' * 6000 + TAIL)
    done = validate("--format=sarif", "--max-errors=0", "large.xml")
    run = json.loads(done.stdout)["runs"][0]
    holds(len(run["results"]) == 6000 and "GitHub shows 5000" in
          run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"], "6000 results")


def html_is_capped():
    write("large.xml", HEAD + GOOD + '<sp who="#e"><speaker>E.</speaker><p>No.</p></sp>\n' * 11000 + TAIL)
    text = tell("html", "--max-errors=0", "large.xml")
    holds(len(read_html(text)) == 10000 and "The first 10000 of 11000 findings follow" in text, "11000 rows")


def long_lines():
    """A document in one line is not told again with each finding."""
    write("long.xml", HEAD.strip() + "<sp who='#e'><p>ä</p></sp>" * 2000 + TAIL.strip())
    for form in FORMS:
        text = tell(form, "--max-errors=50", "long.xml")
        READ[form](text)
        holds(len(text) < 400_000, f"{form}: {len(text)} characters")
    for line in tell("jsonl", "--max-errors=50", "long.xml").splitlines():
        r = json.loads(line)
        if r["rule"] == "link-target-missing":
            at = r["column"] - r["source_from"]
            holds(r["source"][at:at + 2] == "#e", r)


def step_summary():
    page = folder / "summary.md"
    page.write_text("before\n")
    tell("github", bad, hostile, GITHUB_STEP_SUMMARY=str(page))
    text = page.read_text()
    holds(text.startswith("before\n### teivalidate\n") and "4 errors in 2 of 2 documents" in text, text)
    holds("| link\\-target\\-missing | 3 |" in text and not hidden(text), text)
    holds("</script" not in text and "&lt;/script" in text, text)
    page.unlink()
    tell("github", good, status=0, GITHUB_STEP_SUMMARY=str(page))
    holds("no findings in 1 document" in page.read_text(), page.read_text())
    done = validate("--format=github", bad, GITHUB_STEP_SUMMARY=str(folder / "no" / "where"))
    holds(done.returncode == 2 and b"summary of the step" in done.stderr, done.stderr)


def trouble_with_files():
    done = validate("--format=sarif:/nonexistent/x.sarif", bad)
    holds(done.returncode == 2 and b"/nonexistent/x.sarif" in done.stderr, done.stderr)
    for form in FORMS:
        done = subprocess.run(["sh", "-c", '"$@" > /dev/full', "sh", *laws.WRAP, str(laws.BIN / "teivalidate"),
                               "-s", SCHEMA, f"--format={form}", bad], cwd=folder, capture_output=True)
        holds(done.returncode == 2 and b"No space left" in done.stderr, f"{form}: {done.stderr}")
    done = validate("--format=gcc", f"--format=json{'l'}:/dev/full", bad)
    holds(done.returncode == 2 and b"/dev/full" in done.stderr, done.stderr)
    old = folder / "old.sarif"
    old.write_text("old")
    done = validate(f"--format=sarif:{old}", f"--format=gcc:{folder}/no/where", bad)
    holds(done.returncode == 2 and old.read_text() != "old", "one bad path spoils another")


def one_place():
    done = validate("--format=sarif", "--format=html", good)
    holds(done.returncode == 2 and b"written into each other" in done.stderr, done.stderr)
    done = validate("--format=sarif:x", "--format=html:x", good)
    holds(done.returncode == 2 and b"written into each other" in done.stderr, done.stderr)
    done = validate("--format=gcc", "--format=github", bad)
    holds(done.returncode == 1 and b"::error" in done.stdout and b"bad.xml:3:" in done.stdout, done.stdout)


def gate_keeps_apart():
    done = validate("--gate", "--format=sarif", warned)
    holds(done.stdout == (folder / warned).read_bytes(), "the document is not what came out")
    holds(len(read_sarif(done.stderr.decode())) == 1, done.stderr)


for form in FORMS:
    tap.attempt(f"{form}: the findings of jsonl", told_as_lines, form)
    tap.attempt(f"{form}: no finding, a valid report", empty, form)
    tap.attempt(f"{form}: a hostile message", hostile_message, form)
    tap.attempt(f"{form}: a hostile file name", hostile_name, form)
    tap.attempt(f"{form}: a file name that is no UTF-8", name_without_utf8, form)
    tap.attempt(f"{form}: a document that is broken", broken_document, form)
    tap.attempt(f"{form}: a file that is not there", no_file, form)
    tap.attempt(f"{form}: standard input", standard_input, form)
    tap.attempt(f"{form}: paths", paths, form)
    tap.attempt(f"{form}: -j 2 gives the same bytes", one_as_many, form)
tap.attempt("all forms at once, into files", all_at_once)
tap.attempt("junit: a verdict on each document", junit_verdicts)
tap.attempt("a schema that is broken, in all forms", schema_that_is_none)
tap.attempt("fingerprints survive edits", fingerprints)
tap.attempt("sarif: 25,000 results at most, and said so", sarif_is_capped)
tap.attempt("html: 10,000 rows at most, and said so", html_is_capped)
tap.attempt("long lines are cut", long_lines)
tap.attempt("github: the summary of the step", step_summary)
tap.attempt("files that cannot be written", trouble_with_files)
tap.attempt("two forms in one place", one_place)
tap.attempt("--gate keeps document and findings apart", gate_keeps_apart)
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
