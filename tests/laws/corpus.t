#!/usr/bin/env python3
# corpus.t: pointers between the documents of a run
import os
import subprocess

import laws

tap = laws.Tap()
HOME = laws.work / "corpus"
HOME.mkdir()
TEI = 'xmlns="http://www.tei-c.org/ns/1.0"'
HEAD = f'<TEI {TEI}><teiHeader><title>T</title>%s</teiHeader><text>\n'
ENV = {} if laws.BIN == laws.ROOT / "build/bin" else {"TEIPATH": str(laws.ROOT)}
OPEN = laws.work / "open.rnc"  # anything goes
OPEN.write_text("start = any\nany = element * { (attribute * { text } | text | any)* }\n", encoding="utf-8")


def write(name, body, header=""):
    path = HOME / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(HEAD % header + body + "</text></TEI>\n", encoding="utf-8")


def validate(*args, given=None):
    done = subprocess.run([*laws.WRAP, str(laws.BIN / "teivalidate"), "-s", str(OPEN), "--rules=-element-empty", *args], cwd=HOME, input=given,
                          capture_output=True, timeout=laws.TIMEOUT, env={**os.environ, **ENV})
    return done.returncode, done.stdout.decode("utf-8", "replace"), done.stderr.decode("utf-8", "replace")


def told(text):
    """place, level and rule of each finding, and its message."""
    lines = [line for line in text.splitlines() if line and not line.startswith(" ")]
    return [(line.split(": ")[0], line.split(": ")[1], line.rsplit("[", 1)[1].rstrip("]")) for line in lines]


# ---- pointers into other files
write("people.xml", "", '<person xml:id="deng">Deng</person><person xml:id="suslov">Suslov</person>')
write("talks/a.xml", '<sp who="../people.xml#deng"><p>Yes.</p></sp>\n<sp who="../people.xml#suslow"><p>No.</p></sp>\n')
status, said, _ = validate("talks/a.xml", "people.xml")
tap.ok(status == 1 and told(said) == [("talks/a.xml:3:10", "error", "link-target-missing")]
       and 'no xml:id in people.xml; did you mean "#suslov"?' in said, "an id that another file lacks", said)
one = validate("talks/a.xml", "people.xml", "--format=jsonl")[1]
tap.ok(one == validate("-j2", "talks/a.xml", "people.xml", "--format=jsonl")[1], "-j 2 tells the same", one)
status, said, _ = validate("talks/a.xml")
tap.ok(status == 0 and told(said) == [("talks/a.xml:2:10", "info", "link-unchecked")], "a file that is not checked, told once",
       said)
status, said, _ = validate(given=(HOME / "talks/a.xml").read_bytes())
tap.ok((status, said) == (0, ""), "nothing is said of files beside what comes from a pipe", said)
write("talks/b.xml", '<sp who="../persons.xml#deng"><p>Yes.</p></sp><ref target="c.xml">x</ref><ref target="c.html">y</ref>\n'
                     '<ref target="https://example.org/d.xml#x">z</ref><graphic url="pictures/e.jpg"/>')
status, said, _ = validate("talks/b.xml", "people.xml")
tap.ok(status == 0 and told(said) == [("talks/b.xml:2:10", "warning", "link-file-missing"),
                                      ("talks/b.xml:2:60", "warning", "link-file-missing")], "files that are not there", said)
write("talks/p r.xml", '<p xml:id="é">x</p>')
write("talks/c2.xml", '<ref target="p%20r.xml#%C3%A9">x</ref><ref target="./../talks//p%20r.xml#e">y</ref>')
status, said, _ = validate("talks/c2.xml", "talks/p r.xml")
tap.ok(told(said) == [("talks/c2.xml:2:52", "error", "link-target-missing")], "escapes and roundabout paths", said)
write("based.xml", '<div xml:base="https://example.org/"><ref target="people.xml#nobody">x</ref></div>')
tap.ok(validate("based.xml", "people.xml")[:2] == (0, ""), "xml:base leads elsewhere")
write("quiet.xml", '<?stenogram ignore="link-target-missing" reason="to come"?><sp who="people.xml#none"><p>Yes.</p></sp>')
tap.ok(validate("quiet.xml", "people.xml")[:2] == (0, ""), "suppression holds for them", validate("quiet.xml", "people.xml")[1])
(HOME / "broken.xml").write_text("<TEI", encoding="utf-8")
write("to-broken.xml", '<ref target="broken.xml#x">x</ref>')
status, said, _ = validate("to-broken.xml", "broken.xml")
tap.ok("link" not in said, "nothing is said of the ids of a broken file", said)
status, said, _ = validate("--rules=-link-target-missing,link-unchecked=error", "talks/a.xml")
tap.ok(status == 1 and "link-unchecked" in said, "levels hold", said)
status, said, told_ = validate("--format=junit", "--summary", "talks/a.xml", "people.xml", "-j2")
tap.ok("talks/a.xml (links between documents)" in said and 'tests="3" failures="1"' in said
       and told_.endswith("1 error in 1 of 2 documents\n"), "a test case of its own; a document is counted once", said + told_)

# ---- a corpus with parts
XI = 'xmlns:xi="http://www.w3.org/2001/XInclude"'


def corpus(*parts):
    (HOME / "corpus.xml").write_text(
        f'<teiCorpus {TEI} {XI}><teiHeader><listPrefixDef><prefixDef ident="psn" matchPattern="([a-z]+)" '
        'replacementPattern="#$1"/></listPrefixDef><taxonomy><category xml:id="chair"/></taxonomy>'
        '<xi:include href="list.xml"/></teiHeader>\n'
        + "".join(f'<xi:include href="{p}"/>' for p in parts) + "</teiCorpus>\n", encoding="utf-8")


(HOME / "list.xml").write_text(f'<listPerson {TEI}>' + "".join(f'<person xml:id="p{i}"/>' for i in range(9))
                               + '<person xml:id="anna"/></listPerson>', encoding="utf-8")
write("part1.xml", "".join(f'<u who="#p{i}" ana="#chair"><seg>Yes.</seg></u>\n' for i in range(5)) + '<u who="#p99"><seg>No.</seg></u>'
      + '<p ref="psn:anna"/><p ref="psn:berta"/><p ref="psn:Anna"/><p ref="psm:anna"/>')
write("part2.xml", '<u who="#p6" xml:id="same"><seg>Yes.</seg></u>')
corpus("part1.xml", "part2.xml")
ALL = ["corpus.xml", "list.xml", "part1.xml", "part2.xml"]
status, said, _ = validate(*ALL)
tap.ok(told(said) == [("part1.xml:7:9", "error", "link-target-missing"), ("part1.xml:7:60", "error", "link-target-missing"),
                      ("part1.xml:7:80", "warning", "link-prefix"), ("part1.xml:7:99", "warning", "link-prefix")]
       and "in the corpus of corpus.xml" in said, "parts find the ids and prefixes of the whole", said)
tap.ok(validate(*ALL, "-j2")[1] == said, "-j 2 tells the same")
tap.ok(validate(*reversed(ALL))[1] == said, "in whatever order they come")
status, said, _ = validate("corpus.xml", "part1.xml", "part2.xml")
tap.ok(all(rule in ("link-elsewhere", "link-prefix") for _, _, rule in told(said)) and status == 0, "a whole that is not there as a whole",
       said)
status, said, _ = validate("part1.xml")
tap.ok(told(said) == [("part1.xml:2:9", "warning", "link-elsewhere"), ("part1.xml:2:19", "warning", "link-elsewhere")],
       "a lone part: one finding an attribute", said)
corpus("part1.xml", "part2.xml", "../corpus/corpus.xml")
tap.ok(validate(*ALL)[0] == 1, "a corpus that includes itself")

# ---- prefixes of a document's own
write("prefixed.xml", '<sp who="psn:anna"><p ref="per:berta ext:x">Yes.</p></sp><p ref="psn:9" corresp="pns:anna"/><p ref="bad:x"/>',
      '<prefixDef ident="psn" matchPattern="([a-z]+)" replacementPattern="#$1"/>'
      '<prefixDef ident="per" matchPattern="([a-z]+)" replacementPattern="people.xml#$1"/>'
      '<prefixDef ident="ext" matchPattern="(.+)" replacementPattern="https://example.org/$1"/>'
      '<prefixDef ident="bad" matchPattern="(" replacementPattern="#$1"/><person xml:id="anna"/>')
status, said, _ = validate("prefixed.xml", "people.xml")
tap.ok(told(said) == [("prefixed.xml:2:66", "warning", "link-prefix"), ("prefixed.xml:2:82", "warning", "link-prefix"),
                      ("prefixed.xml:2:101", "warning", "link-prefix"), ("prefixed.xml:2:28", "error", "link-target-missing")]
       and 'did you mean "psn"?' in said, "prefixes: defined, unfit, misspelt, broken, into other files", said)
write("wikidata.xml", '<p ref="wd:Q1" ana="https://x.org/y">x</p>')
tap.ok(validate("wikidata.xml")[:2] == (0, ""), "who defines no prefix has other customs")

# ---- ids of the whole run
write("i1.xml", '<p xml:id="a"/><p xml:id="b"/>')
write("i2.xml", '\n<p xml:id="c"/><p xml:id="a"/>')
tap.ok(validate("i1.xml", "i2.xml")[:2] == (0, ""), "ids of two documents may be the same")
status, said, _ = validate("--rules=id-corpus=error", "i1.xml", "i2.xml", "-j2")
tap.ok(status == 1 and told(said) == [("i2.xml:3:27", "error", "id-corpus")] and "in i1.xml, too" in said, "unless it is asked for",
       said)

# ---- many
MANY = 300
for i in range(MANY):
    write(f"many/{i}.xml", f'<sp who="{(i * 7) % MANY}.xml#x{(i * 7) % MANY} {(i * 7) % MANY}.xml#y"><p xml:id="x{i}">Yes.</p></sp>')
status, said, _ = validate("many", "--format=jsonl")
tap.ok(status == 1 and said.count("link-target-missing") == MANY and said.count("\n") == MANY, "each to another", said[:500])
tap.ok(validate("many", "--format=jsonl", "-j2")[1] == said, "-j 2 tells the same")
for i in range(50):
    write(f"chain/{i}.xml", f'<include xmlns="http://www.w3.org/2001/XInclude" href="{i + 1}.xml"/><sp who="#deng"><p>Yes.</p></sp><sp who="#dneg"><p>No.</p></sp>',
          '<prefixDef ident="p" matchPattern="([a-z]+)" replacementPattern="#$1"/><prefixDef ident="p" matchPattern="([0-9]+)" replacementPattern="#p$1"/>'
          '<prefixDef ident="q" matchPattern="(" replacementPattern="#$1"/><person xml:id="deng"/>' if not i else "")
write("chain/50.xml", '<sp who="#deng"><p>Yes.</p></sp><sp who="p:A"><p>No.</p></sp><sp who="q:A"><p>No.</p></sp>')
status, said, _ = validate("--rules=link-target-missing,link-prefix", "./chain")
tap.ok(said.count("#dneg") == 2 * 50 and said.count('nor in the corpus of chain/0.xml; did you mean "#deng"?') == 49,
       "parts of parts of parts, and the whole told as it lies below the folder", said)
tap.ok('who="p:A" does not fit what prefixDef says of its prefix: behind the colon it wants ([a-z]+) or ([0-9]+)' in said,
       "all patterns of a prefix are told", said)
tap.ok('who="q:A" cannot be looked up: the matchPattern ( ' in said, "a pattern of the corpus that is none", said)
write("volumes/v1.xml", '<ref target="v2#d1">x</ref><ref target="v2#d2">x</ref><ref target="v3#d2">x</ref>')
write("volumes/v2.xml", '<div xml:id="d1"/>')
status, said, _ = validate("volumes")
tap.ok(told(said) == [("volumes/v1.xml:2:41", "error", "link-target-missing"), ("volumes/v1.xml:2:68", "warning", "link-file-missing")],
       "a file named without its extension", said)
write("here.xml", f'<ref target="file://{HOME}/people.xml#deng">x</ref>\n<ref target="file:{HOME}/people.xml#dneg">x</ref>\n'
                  '<ref target="file:///no/such.xml#a">x</ref><ref target="file://host/people.xml#dneg">x</ref>')
status, said, _ = validate("here.xml", "people.xml")
tap.ok(told(said) == [("here.xml:3:14", "error", "link-target-missing"), ("here.xml:4:14", "warning", "link-file-missing")],
       "addresses of files on this machine", said)
write("twice/a.xml", '<p xml:id="a"/><sp who="b.xml#c"><p>Yes.</p></sp>')
write("twice/b.xml", '<p xml:id="b"/>')
once = validate("--rules=all,id-corpus,-element-empty", "twice/a.xml", "twice/b.xml", "--summary")
tap.ok(once[1].count("error") == 1 and once == validate("--rules=all,id-corpus,-element-empty", "twice/a.xml", "twice/", "./twice//a.xml", str(HOME / "twice/x/../b.xml"),
       "--summary"), "a document that is named twice is checked once", once[1])
status, said, told_ = validate("many/0.xml", "many/1.xml", "many/2.xml", "many/7.xml", "many/14.xml", "--summary", "--rules=-link-file-missing")
tap.ok("in 5 of 5 documents" in told_, "the summary counts each document in which something was found", told_)
print(f"1..{tap.number}")
