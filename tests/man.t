#!/usr/bin/env python3
# man.t: programs, --help, manual pages, completions and the table of marks say the same
import re
import shutil
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent / "laws"))
import laws  # noqa: E402

DOCS = Path("docs")
OPTION = re.compile(r"(?<![\w-])(--[a-z][a-z0-9-]*|-[A-Za-z])(?!\w)")
tap = laws.Tap()


def help_options(text):
    """Options that --help lists: those before the first gap of a line that begins with one."""
    found = set()
    for line in text.splitlines():
        if re.match(r" +-", line):
            found |= set(OPTION.findall(re.sub(r"  +\S.*$", "", line.strip())))
    return found


def manual_options(text):
    """Options that a manual page has as items: ".It Fl p Ar profile , Fl -profile Ns = …"."""
    found = set()
    for line in re.findall(r"^\.It Fl .*$", text, re.M):
        for word in re.findall(r"\bFl (\S+)", line):
            found.add("-" + word)
    return found


def has_manual(name):
    if not (DOCS / f"{name}.1").exists():
        raise laws.Failure(f"no docs/{name}.1")


def helps(name):
    done = laws.run(name, "--help")
    text = done.out.decode()
    if done.status != 0 or done.err or not text:
        raise laws.Failure(f"status {done.status}, {done.told()}")
    if not text.startswith(f"usage: {name}"):
        raise laws.Failure(f"begins {text[:60]!r}")
    body = text.split("\n\n", 1)[-1]
    if not re.search(rf"^(?:Examples?:?)?.*\b{name} +[^ ].*$", body, re.M):
        raise laws.Failure("no example")
    if any(len(line.expandtabs()) > 100 for line in text.splitlines()):
        raise laws.Failure("a line of more than 100 columns")
    done = laws.run(name, "--version")
    version = re.search(r'STENOGRAM_VERSION "(.*)"', Path("convert/core/program.h").read_text())[1]
    if done.status != 0 or done.out.decode() != f"{name} (Stenogram) {version}\n":
        raise laws.Failure(f"--version: {done.out!r}, status {done.status}")


def options_agree(name):
    has_manual(name)
    told = help_options(laws.output(name, "--help").decode())
    written = manual_options((DOCS / f"{name}.1").read_text())
    if told - written:
        raise laws.Failure(f"in --help alone: {sorted(told - written)}")
    if written - told:
        raise laws.Failure(f"in docs/{name}.1 alone: {sorted(written - told)}")
    if not {"--help", "--version"} <= told:
        raise laws.Failure("--help and --version are not told")


def options_are_known(name):
    """Each option that --help tells is one that getopt knows."""
    for option in sorted(help_options(laws.output(name, "--help").decode())):
        said = laws.run(name, option, given=b"").err.decode("utf-8", "replace")
        if re.search(r"unrecogni[sz]ed option|invalid option|unknown option", said):
            raise laws.Failure(f"{option}: {said.strip()}")


def completed_in_bash(name):
    """What bash offers behind "name --" is what --help tells."""
    script = ('source completions/stenogram.bash; PATH=$1:$PATH; COMP_WORDS=("$2" "$3"); COMP_CWORD=1; '
              '_stenogram "$2" "$3" "$2"; printf "%s\\n" "${COMPREPLY[@]}"')
    offered = set()
    for typed in ("-", "--"):
        done = subprocess.run(["bash", "-c", script, "bash", str(laws.BIN), name, typed],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.stderr:
            raise laws.Failure(done.stderr)
        offered |= {word.rstrip("=") for word in done.stdout.split()}
    told = help_options(laws.output(name, "--help").decode())
    if offered != told:
        raise laws.Failure(f"not offered {sorted(told - offered)}, not told {sorted(offered - told)}")


def completions_name_all(programs):
    bash = Path("completions/stenogram.bash").read_text()
    zsh = Path("completions/_stenogram").read_text()
    for what, names in {
        "stenogram.bash": set(re.search(r"^complete .*?\n?(?:.*\\\n)*.*$", bash, re.M | re.S)[0].split()),
        "_stenogram": set(zsh.split("\n", 1)[0].split()),
    }.items():
        if not set(programs) <= names:
            raise laws.Failure(f"completions/{what} lacks {sorted(set(programs) - names)}")


def table_of_marks():
    header = Path("convert/core/transcript.h").read_text()
    macro = re.search(r"#define MARKS\(X\)(.*?)\n\n", header, re.S)[1]
    marks = re.findall(r'X\(\w+, "([^"]+)", (TEXT|LABEL),', macro)
    page = (DOCS / "teimarked.5").read_text()
    section = re.search(r"^\.Sh MARKS$(.*?)^\.Sh ", page, re.M | re.S)[1]
    items = re.split(r"^\.It Ic ", section, flags=re.M)[1:]
    inline = [word for line in re.findall(r"^\.Ic (.+)$", section, re.M) for word in line.split()]
    described = [re.match(r"\S+", item)[0] for item in items]
    if not marks or [word for word, _ in marks] != described:
        raise laws.Failure(f"the table has {[word for word, _ in marks]}\nthe page has {described}")
    for (word, kind), item in zip(marks, items):
        alone = "label alone" in item
        if alone != (kind == "LABEL"):
            raise laws.Failure(f"'{word}': the page does not say as the table whether a single text "
                               "is a label alone")
    for word in inline:
        if re.fullmatch(r"[a-z]+", word) and word not in described:
            raise laws.Failure(f"the page speaks of a mark '{word}'")


def table_of_hints():
    """Every hint of the manual page is one; other braces are text."""
    page = (DOCS / "teimarked.5").read_text()
    section = re.search(r"^\.Sh HINTS$(.*?)^\.Sh ", page, re.M | re.S)[1]
    hints = re.findall(r"^\.It Li (\{\S+\})$", section, re.M)
    if len(hints) < 10:
        raise laws.Failure(f"only {len(hints)} hints found in the page")
    for hint in hints:
        row = laws.output("teimark", given=f"{hint}\tA word.\n".encode()).decode()
        if not re.search(rf"^&?\S.* {re.escape(hint)}(\t|$)", row, re.M):
            raise laws.Failure(f"{hint} is no hint to teimark: {row!r}")


def section_of(page, name):
    return re.search(rf"^\.Sh {name}$(.*?)(?=^\.Sh |\Z)", page, re.M | re.S)[1]


def settings_of_editions():
    """Every key of stenogram.conf is in its manual page, and no other."""
    header = Path("convert/validate/configfile.h").read_text()
    keys = re.findall(r'\bX\((?!NAME)\w+, "([^"]+)",', header)
    written = re.findall(r"^\.It Cm (\S+)$", section_of((DOCS / "stenogram.conf.5").read_text(), "SETTINGS"), re.M)
    if not keys or keys != written:
        raise laws.Failure(f"the program has {keys}\nthe page has {written}")


def rules_of_editions():
    """Every rule is in the manual page of teivalidate."""
    header = Path("convert/validate/ruleset.h").read_text()
    ids = re.findall(r'\bX\((?!NAME)\w+, "([^"]+)",', header)
    written = re.findall(r"^\.It Cm (\S+)(?: Pq .*)?$", (DOCS / "teivalidate.1").read_text(), re.M)
    if len(ids) < 10 or set(ids) - set(written):
        raise laws.Failure(f"not in the page: {sorted(set(ids) - set(written))}")


def outcomes_of_batches():
    """Every status of the manifest is in its manual page with what it means, and no other."""
    header = Path("convert/batch/record.h").read_text()
    known = set(re.findall(r'X\(\w+,\s*"([^"]+)",', macro(header, "OUTCOMES")))
    page = (DOCS / "teimanifest.5").read_text()
    part = re.search(r"^\.Ss Status$(.*?)^\.Ss ", page, re.M | re.S)[1]
    same_words("status", items_of(part), known)


def members_of_manifests():
    """Every member that a line of the manifest can have is in its manual page, and no other."""
    code = Path("convert/batch/record.c").read_text()
    body = re.search(r"^void record_put\(.*?^}", code, re.M | re.S)[0]
    known = set(re.findall(r'"(\w+)"', re.sub(r'buf_\w+\([^;]*;', "", body)))
    known |= {"source", "uri", "captured", "outputs", "messages"}
    page = (DOCS / "teimanifest.5").read_text()
    part = page[:page.index(".Ss Status")]
    same_words("members", items_of(part), known)


def macro(header, name):
    return re.search(rf"#define {name}\(X\)(.*?)\n\n", header, re.S)[1]


def items_of(part):
    """The words of a list's items: ".It Cm female , male" has two, ".It Cm fw Ar /re/" one."""
    found = set()
    for line in re.findall(r"^\.It (?:Cm|Pa) (.*)$", part, re.M):
        found |= set(re.sub(r" (?:Ar|Ns|Oo) .*?(?= , Cm |$)", "", line).replace(" Cm ", " ").split()) - {","}
    return found


def same_words(what, written, known):
    if not known:
        raise laws.Failure(f"no {what} found in the code")
    if known - written:
        raise laws.Failure(f"{what} that the page does not tell: {sorted(known - written)}")
    if written - known:
        raise laws.Failure(f"{what} that the page alone tells: {sorted(written - known)}")


def statements_of_profiles():
    header = Path("convert/mark/profile.h").read_text()
    code = Path("convert/mark/profile.c").read_text()
    known = set(re.findall(r'X\(\w+, "([^"]+)", \d', macro(header, "RULES")))
    known |= set(re.findall(r'str_is\(word, "(\w+)"\)', code))
    part = section_of((DOCS / "teiprofile.5").read_text(), "STATEMENTS")
    part = re.sub(r"^\.Bl -tag -width \w+ -compact$.*?^\.El$", "", part, flags=re.M | re.S)
    same_words("statements", items_of(part), known)


def settings_of_profiles():
    header = Path("convert/mark/profile.h").read_text()
    known = {f"{key}: {' '.join(values.split())}"
             for key, values in re.findall(r'X\(\w+, "([^"]+)", "([^"]+)"\)', macro(header, "SETTINGS"))}
    part = section_of((DOCS / "teiprofile.5").read_text(), "SETTINGS")
    written = {f"{key}: {' '.join(values.split(' | '))}"
               for key, values in re.findall(r"^\.It Cm (\S+) (.*)$", part, re.M)}
    same_words("settings", written, known)


def conditions_of_labels():
    """The table of conditions is what the page tells, and all that our profiles use."""
    header = Path("convert/mark/profile.h").read_text()
    known = set(re.findall(r'X\(\w+, "(\w+)"\)', macro(header, "CONDITIONS")))
    part = section_of((DOCS / "teiprofile.5").read_text(), "STATEMENTS")
    listed = re.search(r"^Conditions.*?^\.Bl [^\n]*$(.*?)^\.El$", part, re.M | re.S)[1]
    same_words("conditions", items_of(listed), known)
    for profile in sorted(Path("convert/profiles").glob("*.profile")):
        for argument in re.findall(r"^label (\S+)", profile.read_text(), re.M):
            if set(argument.split(",")[1:]) - known:
                raise laws.Failure(f"{profile}: 'label {argument}' has a condition that is none")


def groups_of_patterns():
    """Each group that the code asks for by name stands in the page."""
    known = set()
    for source in Path("convert/mark").glob("*.c"):
        known |= set(re.findall(r'(?:match_group|group_of)\([^;]*?, "(\w+)"\)', source.read_text()))
    part = section_of((DOCS / "teiprofile.5").read_text(), "STATEMENTS")
    written = set()
    for sentence in re.findall(r"\b(?:[Gg]roups?\b)(.*?)(?:\.$|\.\n)", part, re.M | re.S):
        for line in re.findall(r"^\.Cm (.*)$", sentence, re.M):
            written |= set(re.findall(r"[a-z]+", line))
    if known - written:
        raise laws.Failure(f"groups that the page does not tell: {sorted(known - written)}")


def categories_of_words():
    known = set()
    for words in Path("convert/profiles").glob("*.words"):
        known |= set(re.findall(r"^([a-z]+) \S", words.read_text(), re.M))
    part = section_of((DOCS / "teiprofile.5").read_text(), "WORD LISTS")
    same_words("categories of words", items_of(part), known)


def profiles_told():
    known = {p.stem for p in Path("convert/profiles").glob("*.profile")}
    part = section_of((DOCS / "teiprofile.5").read_text(), "PROFILES")
    same_words("profiles", items_of(part), known)


def references():
    for page in sorted(DOCS.glob("*.[157]")):
        for name, section in re.findall(r"^\.Xr (\S+) (\d)", page.read_text(), re.M):
            if name.startswith(("tei", "stenogram")) and not (DOCS / f"{name}.{section}").exists():
                raise laws.Failure(f"{page} refers to {name}({section}), which is not there")


def lint():
    pages = sorted(map(str, DOCS.glob("*.[157]")))
    done = subprocess.run(["mandoc", "-T", "lint", "-W", "warning", *pages],
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode or done.stdout or not pages:
        raise laws.Failure(done.stdout or "no pages")


programs = sorted(p.stem for p in Path("convert").glob("tei*.c"))
for name in programs:
    tap.attempt(f"{name}: --help and --version", helps, name)
    tap.attempt(f"{name}: manual page", has_manual, name)
    tap.attempt(f"{name}: options in --help and in the page", options_agree, name)
    tap.attempt(f"{name}: options are known", options_are_known, name)
    tap.attempt(f"{name}: options completed in bash", completed_in_bash, name)
if len(programs) < 6:
    tap.ok(False, "programs", f"only {programs}")
tap.attempt("completions name every program", completions_name_all, programs)
tap.attempt("teimarked(5) has the table of marks", table_of_marks)
tap.attempt("teimarked(5) has the hints", table_of_hints)
tap.attempt("teiprofile(5) has the statements", statements_of_profiles)
tap.attempt("teiprofile(5) has the settings and their values", settings_of_profiles)
tap.attempt("teiprofile(5) has the conditions of labels", conditions_of_labels)
tap.attempt("teiprofile(5) has the groups of patterns", groups_of_patterns)
tap.attempt("teiprofile(5) has the categories of words", categories_of_words)
tap.attempt("teiprofile(5) has the profiles", profiles_told)
tap.attempt("stenogram.conf(5) has the settings", settings_of_editions)
tap.attempt("teivalidate(1) has the rules", rules_of_editions)
tap.attempt("teimanifest(5) has every status", outcomes_of_batches)
tap.attempt("teimanifest(5) has the members of a line", members_of_manifests)
tap.attempt("pages refer to pages that are there", references)
if shutil.which("mandoc"):
    tap.attempt("mandoc finds nothing to warn of", lint)
else:
    tap.skip("mandoc finds nothing to warn of", "mandoc is not installed (tools/deps check)")
if shutil.which("zsh"):
    done = subprocess.run(["zsh", "-n", "completions/_stenogram"], stderr=subprocess.PIPE, text=True)
    tap.ok(done.returncode == 0, "zsh reads its completions", done.stderr)
else:
    tap.skip("zsh reads its completions", "zsh is not installed")
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
