#!/usr/bin/env python3
# judged.t: each form, of every kind of run, judged by a schema and by tools of others; streams that break
#
# The schemas are ours, written from what the readers of a form ask for. jing and teivalidate judge by
# RELAX NG; schema.py, and python3-jsonschema where it is there, by JSON Schema; Microsoft's SARIF Multitool
# by the rules of SARIF and of GitHub (npm ci in tests/report, or SARIF_MULTITOOL names it).
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent / "laws")]
import laws  # noqa: E402
import schema  # noqa: E402

try:
    import jsonschema
except ImportError:
    jsonschema = None

MINI = str(laws.ROOT / "tests/validate/mini.rng")
XML, JSON = ("junit", "checkstyle"), ("sarif", "gitlab", "rdjsonl", "jsonl")
FORMS = (*XML, *JSON, "github", "html")
LINES = ("rdjsonl", "jsonl")
HEAD = ('<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><title/></teiHeader><text>\n'
        '<sp who="#d" xml:id="d"><speaker>D.</speaker><p>Yes.</p></sp>\n')
TAIL = "</text></TEI>\n"
NAMES = ["-dash.xml", "--format=gcc.xml", "a b.xml", " .xml", "new\nline.xml", "new\r\nline.xml", "tab\t.xml", "100%41.xml",
         "%0A::error::x.xml", "::error::x.xml", "a::b.xml", "c:d,e=f.xml", "[a].xml", "{b}?*.xml", "q\"'`.xml",
         "<a>&amp;]]>.xml", "back\\slash.xml", "\\u{202E}.xml", "\u202eabc.xml", "\x1b[31mred.xml", "\x7f.xml", "\u2028.xml",
         "ünï.xml", "u\u0308.xml", "\U0001d11e.xml", "\ufffe.xml", "#frag?query.xml", "##[error].xml", "~", "é" * 100 + ".xml",
         *map(os.fsdecode, (b"n\xff.xml", b"\xc3.xml", b"\xed\xa0\x80.xml", b"\xf4\x90\x80\x80"))]
VALUES = ["#a&#10;::error::b", "#a&#13;&#10;b", "#100%25%0A", "#]]&gt;--&gt;&lt;/script&gt;", "#&quot;'`\\", "#\u202eabc\u2069",
          "#\u0085\u2028\u2029\u200f", "#{\\u0000}", "#" + "x" * 5000, "#\U0001d11e\ufffd", "#a|b*c_d[e](f)", "#&amp;lt;", "#\u00ad\ufeff"]
tap = laws.Tap()
folder = laws.work / "judged"
folder.mkdir()


def holds(good, why):
    if not good:
        raise laws.Failure(str(why))


def command(*args):
    rules = "--rules=link-target-missing,text-character"  # forms do not depend on what there is to tell
    return [*laws.WRAP, str(laws.BIN / "teivalidate"), rules, *args]


def environment(**more):
    return {**{k: v for k, v in os.environ.items() if k != "GITHUB_STEP_SUMMARY"}, **more}


def write(name, text):
    data = text if isinstance(text, bytes) else text.encode("utf-8", "surrogateescape")
    try:
        (folder / name).write_bytes(data)
    except OSError:
        return None  # a file system that takes no such name
    return name


def speech(who):
    return f'<sp who="{who}"><speaker>E.</speaker><p>No.</p></sp>\n'


# ---- runs: name, arguments, standard input, exit status -----------------------------------------------------

good = write("good.xml", HEAD + TAIL)
bad = HEAD + speech("#e") + "<q/>\n" + TAIL
levels = write("levels.xml", HEAD + speech("#e").replace("No.", "\ufffd") + "<?stenogram ignore='x'?>" + TAIL)
hostile = write("hostile.xml", HEAD + "".join(map(speech, VALUES)) + TAIL)
named = [n for n in (write(n, bad) for n in NAMES) if n]
wild = [write("bytes.xml", HEAD.encode() + speech("#\udcff").encode("utf-8", "surrogateescape") + TAIL.encode()),
        write("nul.xml", HEAD + "\0" + TAIL), write("esc.xml", HEAD + "\x1b[31m" + TAIL), write("empty.xml", ""),
        write("text.xml", "No XML ]]> at all\n"), write("entity.xml", "<!DOCTYPE a SYSTEM 'x\u202e.dtd' [<!ENTITY e '&e;'>]><a>&e;</a>"),
        write("utf16.xml", (HEAD + speech("#e") + TAIL).encode("utf-16"))]
medium = write("medium.xml", HEAD + speech("#e") * 3000 + TAIL)  # more than a pipe holds
(folder / "sub").mkdir()
write("sub/a.xml", bad), write("sub/b\u202e.xml", bad)
long = write("long.xml", HEAD + speech("#e") * 30000 + TAIL)
thirty = [write(f"many{i}.xml", HEAD + speech("#e") * 1000 + TAIL) for i in range(30)]
cramped = write("cramped.xml", HEAD.strip() + "<p/>" * 500 + "ä" * 2000 + speech("#e") + TAIL.strip())
RUNS = {
    "no finding": (["-s", MINI, good], None, 0),
    "every level": (["-s", MINI, levels], None, 1),
    "our own schema": ([good, levels], None, 1),
    "hostile names": (["-s", MINI, "--", *named], None, 1),
    "hostile messages": (["-s", MINI, hostile], None, 1),
    "what is no XML": (["-s", MINI, *wild], None, (1, 2)),
    "a file that is not there": (["-s", MINI, "no\nsuch.xml"], None, 2),
    "a folder": (["-s", MINI, "sub"], None, 1),
    "a schema that is not there": (["-s", "no::such%.rng", good], None, 2),
    "a schema that is nowhere": (["-s", "nowhere", good], None, 2),
    "a schema that is none": (["-s", str(laws.ROOT / "tests/validate/broken.rng"), good], None, 2),
    "standard input": (["-s", MINI], bad.encode(), 1),
    "30,000 findings in a file": (["-s", MINI, "--max-errors=0", long], None, 1),
    "30,000 findings in thirty": (["-s", MINI, *thirty, good], None, 1),
    "lines that are long": (["-s", MINI, cramped], None, 1),
    "two processes": (["-s", MINI, "-j", "2", good, levels, hostile, "nowhere.xml", good], None, 2),
}


def path_of(run, form):
    return folder / f"{list(RUNS).index(run)}.{form}"


def report(run):
    """All forms of a run at once, into files; each is the same as alone."""
    args, given, status = RUNS[run]
    outputs = [f"--format={form}:{path_of(run, form)}" for form in FORMS]
    done = subprocess.run(command(*outputs, *args), cwd=folder, input=given, capture_output=True,
                          timeout=laws.TIMEOUT, env=environment(),
                          **({} if given is not None else {"stdin": None}))
    said = [line for line in done.stderr.decode("utf-8").splitlines() if "sarif: " not in line]
    holds(done.returncode in (status if isinstance(status, tuple) else (status,)) and not said,
          f"status {done.returncode}, {said}")
    numbers = {form: count(form, path_of(run, form).read_text("utf-8")) for form in FORMS}
    most = {"sarif": 25000, "html": 10000}
    told = numbers["jsonl"]
    wrong = {f: n for f, n in numbers.items() if f != "junit" and n != min(told, most.get(f, told))}
    holds(not wrong, f"{told} findings, but {wrong}")
    holds((told > 0) == (run != "no finding"), told)


def count(form, text):
    """How many findings a report tells."""
    if form in LINES:
        return text.count("\n")
    if form == "github":
        return max(0, text.count("\n") - 1)  # a total closes it
    if form == "sarif":
        run = schema.read(text)["runs"][0]
        told = [n for n in run["invocations"][0].get("toolExecutionNotifications", [])
                if not re.search("findings are left out|GitHub shows", n["message"]["text"])]
        return len(run["results"]) + len(told)
    if form == "gitlab":
        return len(schema.read(text))
    if form == "html":
        return text.count("<li data-level")
    return sum(1 for _ in ET.fromstring(text.encode()).iter("error"))


# ---- judges --------------------------------------------------------------------------------------------------

def relaxng(form, files, judge):
    """Whether all files are valid; what the judge says."""
    grammar = str(HERE / f"{form}.rng")
    args = ["jing", grammar] if judge == "jing" else command("-s", grammar, "--rules=none")
    done = subprocess.run([*args, *map(str, files)], capture_output=True, timeout=laws.TIMEOUT)
    return done.returncode == 0, (done.stdout + done.stderr).decode("utf-8", "replace")[:2000]


def thin(items):
    """Of very many that are alike, some."""
    return items if len(items) < 2000 else items[:500] + items[500:-500:100] + items[-500:]


def json_values(form, text):
    if form in LINES:
        return [schema.read(line) for line in thin(text.split("\n")[:-1])]
    value = schema.read(text)
    if form == "sarif":
        value["runs"][0]["results"] = thin(value["runs"][0]["results"])
    return [thin(value) if form == "gitlab" else value]


def json_faults(form, values):
    rules = schema.read((HERE / f"{form}.schema.json").read_text())
    found = [f for value in values for f in schema.faults(value, rules)]
    if jsonschema:
        judge = jsonschema.Draft7Validator(rules)
        theirs = sum(1 for value in values if judge.is_valid(value))
        ours = sum(1 for value in values if not any(schema.faults(value, rules)))
        holds(ours == theirs, f"schema.py finds {ours} valid, jsonschema {theirs}")
    return found


def valid_xml(form):
    files = [path_of(run, form) for run in RUNS]
    for judge in ("teivalidate", *(["jing"] if shutil.which("jing") else [])):
        is_valid, said = relaxng(form, files, judge)
        holds(is_valid, f"{judge}: {said}")


def valid_json(form):
    for run in RUNS:
        found = json_faults(form, json_values(form, path_of(run, form).read_text("utf-8")))
        holds(not found, f"{run}: {found[:5]}")


def valid_github():
    """Lines as the runner reads them: it takes a command's name, then properties up to the next "::"."""
    for run in RUNS:
        for line in path_of(run, "github").read_text("utf-8").split("\n")[:-1]:
            end = line.find("::", 2)
            holds(line.startswith("::") and end > 0, f"{run}: no command: {line!r}")
            name, _, properties = line[2:end].partition(" ")
            known = [p.partition("=")[0] for p in properties.split(",")]
            holds(name in ("error", "warning", "notice") and set(known) <= {"file", "line", "col", "title"} and
                  len(set(known)) == len(known), f"{run}: {line!r}")


def nothing_hidden():
    for run in RUNS:
        for form in FORMS:
            text = path_of(run, form).read_text("utf-8")
            found = re.findall("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]", text)
            holds(not found, f"{run}, {form}: {found[:5]}")


def names_apart():
    """Names that differ differ in every form, as far as a form has names."""
    run = "hostile names"
    text = {form: path_of(run, form).read_text("utf-8") for form in FORMS}
    holds(len(named) >= 25, f"the file system takes {len(named)} of the names")
    found = {
        "junit": [c.get("name") for c in ET.fromstring(text["junit"].encode()).iter("testcase")],
        "checkstyle": [f.get("name") for f in ET.fromstring(text["checkstyle"].encode())],
        "gitlab": [r["location"]["path"] for r in schema.read(text["gitlab"])],
        "sarif": re.findall(r'"uri":"([^"]*)"', text["sarif"]),
        "rdjsonl": re.findall(r'"path":("(?:\\.|[^"\\])*")', text["rdjsonl"]),
        "jsonl": re.findall(r'"file":("(?:\\.|[^"\\])*")', text["jsonl"]),
        "github": re.findall(r"file=([^,\n]*),", text["github"]),
        "html": re.findall(r'data-file="([^"]*)"', text["html"]),
    }
    # Two names: what cannot be seen is told as an escape, which may be a name itself.
    wrong = {f: len(set(n)) for f, n in found.items() if len(set(n)) < len(named) - 2}
    holds(not wrong, f"{len(named)} names, but {wrong}")


def rdjsonl_columns():
    """They count bytes."""
    at = schema.read(path_of("lines that are long", "rdjsonl").read_text().splitlines()[-1])["location"]["range"]["start"]
    source = (folder / cramped).read_bytes().split(b"\n")[at["line"] - 1]
    if "column" in at:
        holds(source[at["column"] - 1:].startswith((b"#e", b"<")), at)
    write("bytes2.xml", HEAD + '<sp n="äöü𝄞" who="#e"><speaker>E.</speaker><p>No.</p></sp>\n' + TAIL)
    done = subprocess.run(command("-s", MINI, "--format=rdjsonl", "bytes2.xml"), cwd=folder, capture_output=True)
    starts = [schema.read(line)["location"]["range"]["start"] for line in done.stdout.decode().splitlines()]
    lines = (folder / "bytes2.xml").read_bytes().split(b"\n")
    holds(any(lines[s["line"] - 1][s["column"] - 1:].startswith(b"#e") for s in starts), starts)


def multitool():
    """Microsoft's own tool, by the rules of SARIF and of GitHub's code scanning."""
    places = [os.environ.get("SARIF_MULTITOOL", "")]
    for root in (HERE, Path("/usr/lib"), Path("/usr/local/lib")):
        places.append(str(root / "node_modules/@microsoft/sarif-multitool-linux/Sarif.Multitool"))
    tool = next((p for p in places if p and Path(p).is_file()), None)
    if tool and not os.access(tool, os.X_OK):  # npm may run no script that makes it a program
        tool = shutil.copy(tool, laws.work / "multitool")
        Path(tool).chmod(0o755)
    return tool


def judged_by_multitool(tool):
    # It takes a minute for 30,000 results, which are as others are.
    logs = [path_of(run, "sarif") for run in RUNS if "30,000" not in run]
    broken = folder / "broken.sarif"
    broken.write_text(logs[1].read_text().replace('"startLine":', '"startLine":-', 1))

    def judge(files):
        done = subprocess.run([tool, "validate", "--rule-kind", "Sarif;Gh;Ghas", "--level", "Error;Warning",
                               "--max-file-size-in-kb", "100000", *map(str, files)], capture_output=True, text=True,
                              timeout=600, env={**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"})
        told = re.findall(r"(?:error|warning) +[A-Z]+\d+.*", done.stdout + done.stderr)
        return done, [t for t in told if "informationUri" not in t]  # we have no address

    done, told = judge(logs)
    holds(done.returncode == 0 and f"{len(logs)} files scanned" in done.stdout and not told,
          f"{done.returncode}, {told[:5]}\n{done.stdout[-500:]}")
    done, told = judge([broken])
    holds(told or done.returncode, "it sees nothing wrong in a report that is")


# ---- the judges see what is wrong ------------------------------------------------------------------------------

def sees_xml(form):
    text = path_of("every level", form).read_text()
    damages = {"junit": [('tests="1"', 'tests="x"'), (' failures="1"', ""), ("<testcase ", "<test "), ('classname="', 'class="'),
                         ('time="0"', 'time="-1"'), (' type="', ' kind="'), ("</testsuite>", "<x/></testsuite>")],
               "checkstyle": [('line="3"', 'line="-3"'), ('column="10"', 'column="0"'), ('severity="error"', 'severity="fatal"'),
                              (' message="', ' text="'), (' version="', ' v="'), ("</file>", "text</file>"), (' source="', ' rule="')]}
    for old, new in damages[form]:
        damaged = folder / f"damaged.{form}"
        holds(old in text, f"{old} is not there")
        damaged.write_text(text.replace(old, new, 1).replace(old.replace("<", "</"), new.replace("<", "</")))
        is_valid, _ = relaxng(form, [damaged], "teivalidate")
        holds(not is_valid, f"{old} → {new} is not seen")


def sees_json(form):
    values = json_values(form, path_of("every level", form).read_text())
    holds(not json_faults(form, values), "valid")
    rules = schema.read((HERE / f"{form}.schema.json").read_text())
    tried = 0

    def damage(value, put):
        """Each member taken away or made another kind must be seen, but where it may be missing."""
        nonlocal tried
        if isinstance(value, dict):
            for name in list(value):
                for other in (None, [], 1.5, {"x": 1}):
                    put(value, name, other)
                damage(value[name], put)
        elif isinstance(value, list):
            for item in value:
                damage(item, put)

    def put(value, name, other):
        nonlocal tried
        kept, value[name] = value[name], other
        if form == "jsonl" and other is None and name in ("file", "line", "column", "rule", "source"):
            value[name] = kept
            return
        if other == [] and isinstance(kept, list) and name in ("results", "rules", "toolExecutionNotifications"):
            value[name] = kept
            return
        seen = [f for v in values for f in schema.faults(v, rules)]
        value[name] = kept
        tried += 1
        holds(seen, f"{name} = {other!r} is not seen")

    damage(values, put)
    holds(tried > 20, tried)
    for text in ('{"a":1,"a":2}', '{"a":NaN}', "[1,]", "{'a':1}"):
        try:
            schema.read(text)
        except ValueError:
            continue
        raise laws.Failure(f"{text} is read")


# ---- streams -----------------------------------------------------------------------------------------------

def closed_pipe(form):
    """Whoever reads may go: the program ends, at once and with words or by the signal."""
    for restore in (True, False):  # a signal, or an error where signals are ignored
        program = subprocess.Popen(command("-s", MINI, "--max-errors=0", f"--format={form}", medium), cwd=folder,
                                   stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment(),
                                   restore_signals=restore)
        program.stdout.close()
        said = program.stderr.read()
        program.stderr.close()
        status = program.wait(timeout=laws.TIMEOUT)
        holds(status == (-13 if restore else 2) or (laws.WRAP and status), f"status {status}, {said}")
        holds(restore or said.count(b"write the findings: Broken pipe") == 1, said)


def no_folder(form):
    for path in (f"{good}/report", "no/where/report"):
        done = subprocess.run(command("-s", MINI, f"--format={form}:{path}", good), cwd=folder, capture_output=True)
        holds(done.returncode == 2 and path.encode() in done.stderr and not done.stdout, done.stderr)
    done = subprocess.run(command("-s", MINI, f"--format={form}:.", good), cwd=folder, capture_output=True)
    holds(done.returncode == 2 and done.stderr, done.stderr)


def forbidden(form):
    closed = folder / "closed"
    closed.mkdir(exist_ok=True)
    (closed / "old").write_text("old")
    closed.chmod(0o555)
    done = subprocess.run(command("-s", MINI, f"--format={form}:closed/old", good), cwd=folder, capture_output=True)
    closed.chmod(0o755)
    holds(done.returncode == 2 and b"closed/old" in done.stderr, done.stderr)
    holds((closed / "old").read_text() == "old" and len(list(closed.iterdir())) == 1, "what was there is spoilt")


def nowhere_to_hold(form):
    """Findings that go into a file are held in a temporary one."""
    done = subprocess.run(command("-s", MINI, f"--format={form}:held", good), cwd=folder, capture_output=True,
                          env=environment(TMPDIR="/nonexistent"))
    holds(done.returncode == 2 and b"temporary file" in done.stderr, done.stderr)


def full_disk(form):
    done = subprocess.run(command("-s", MINI, f"--format={form}:/dev/full", medium), cwd=folder, capture_output=True)
    holds(done.returncode == 2 and b"No space left" in done.stderr and b"/dev/full" in done.stderr, done.stderr)


def same_file():
    """One form at standard output, the others in files; a file that is one of the documents is replaced, whole."""
    one = write("copy.xml", bad)
    done = subprocess.run(command("-s", MINI, f"--format=junit:{one}", one), cwd=folder, capture_output=True)
    holds(done.returncode == 1 and ET.parse(folder / one).getroot().tag == "testsuites", done.stderr)


for run in RUNS:
    tap.attempt(f"all forms: {run}", report, run)
if tap.failed:
    print(f"Bail out! {tap.failed} runs gave no reports to judge")
    sys.exit(1)
for form in XML:
    tap.attempt(f"{form}: valid by {form}.rng", valid_xml, form)
    tap.attempt(f"{form}.rng sees what is wrong", sees_xml, form)
if not shutil.which("jing"):
    tap.skip("junit and checkstyle, by jing", "no jing")
for form in JSON:
    tap.attempt(f"{form}: valid by {form}.schema.json", valid_json, form)
    tap.attempt(f"{form}.schema.json sees what is wrong", sees_json, form)
if not jsonschema:
    tap.skip("JSON, by python3-jsonschema", "no jsonschema for python3")
tap.attempt("github: commands as the runner reads them", valid_github)
tap.attempt("nothing hidden comes out", nothing_hidden)
tap.attempt("names that differ are told apart", names_apart)
tap.attempt("rdjsonl: columns are bytes", rdjsonl_columns)
tool = multitool()
if tool:
    tap.attempt("sarif, by Microsoft's SARIF Multitool", judged_by_multitool, tool)
else:
    tap.skip("sarif, by Microsoft's SARIF Multitool", "it is not there; npm ci in tests/report brings it")
for form in ("gcc", *FORMS):
    tap.attempt(f"{form}: a reader that goes", closed_pipe, form)
    tap.attempt(f"{form}: no such folder", no_folder, form)
    tap.attempt(f"{form}: a full disk", full_disk, form)
    tap.attempt(f"{form}: nowhere to hold findings", nowhere_to_hold, form)
    if os.geteuid() == 0:
        continue
    tap.attempt(f"{form}: a folder that is closed", forbidden, form)
if os.geteuid() == 0:
    tap.skip("a folder that is closed", "root may write everywhere")
tap.attempt("a report in the place of a document", same_file)
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
