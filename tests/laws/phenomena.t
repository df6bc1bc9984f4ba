#!/usr/bin/env python3
# phenomena.t: everything that records of negotiations have, in the TEI of the sample and of the seed
#
# The list is that of the encoding guide. The sample is this project's own and always there; the seed
# is the transcript it was modelled on.
import sys
import xml.etree.ElementTree as ET

import laws

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"

SAMPLE = {
    "title": "Abridged Record of the Talks Between the Uplands and Delta Water Commissions (May 1927)",
    "month": ("1927-05", "May 1927"),
    "funder": "The Ferrand Trust for River History (FTRH)",
    "orgs": {"uplands": ("Uplands Delegation", 7, "harrow"), "delta": ("Delta Delegation", 6, "sabeh")},
    "ids": {"daubrel": "D'Aubrel", "imre-vasko": "Imre Vasko"},
    "sessions": ["1927-05-03", "1927-05-05", "1927-05-06"],
    "hours": ("09:30:00", "12:15:00"),
    "speeches": 24,
    "first": ("tolliver", "Tolliver:"),
    "said": ["harrow", "lio-tamm", "sabeh", "sabeh", "sabeh", "sabeh"],
    "doubtful": ["Then the whole account", "It is with satisfaction"],
    "supplied": ["[signed]", "[ese]", "[at our disposal]", "[to Strand]", "[Lio]"],
    "query": 2,
    "choice": ("1909", "1907"),
    "gloss": ["[Port Gris]", "[Upper Sella]"],
    "gaps": 7,
    "provenance": "From the Diary of P.N. CASTELLANE",
    "classification": "CONFIDENTIAL",
    "origin": ("1928-01-19", "19 January 1928"),
    "repository": "Valley Record Office (former Chancery of Waters [CW] Library)",
    "shelfmark": "OW 7/118-131, Vol.2",
    "resp": {"Obtained by": "Ruth Almond", "Translated by": "Jonas Weir"},
    "rights": 2,
    "uploaded": "2014-02-27",
    "record": "204417",
}
SEED = {
    "title": "The Short Version of the Negotiations Between CPSU and CCP Delegations (September 1960)",
    "month": ("1960-09", "September 1960"),
    "funder": "Carnegie Corporation of New York (CCNY)",
    "orgs": {"cpsu": ("CPSU Delegation", 10, "suslov"), "ccp": ("CCP Delegation", 9, "deng")},
    "ids": {"ilichev": "Il'ichev", "peng-zhen": "Peng Zhen"},
    "sessions": ["1960-09-17", "1960-09-19", "1960-09-20"],
    "hours": ("13:00:00", "15:00:00"),
    "speeches": 24,
    "first": ("ponomarev", "Ponomarev:"),
    "said": ["deng", "kozlov", "deng", "deng", "deng", "deng"],
    "doubtful": ["Then the entire conversation", "With great satisfaction"],
    "supplied": ["[reached]", "[se]", "[available to us]", "[to Khrushchev]", "[Frol]"],
    "query": 2,
    "choice": ("1955", "1953"),
    "gloss": ["[Lushunkou]", "[Dalian]"],
    "gaps": 7,
    "provenance": "From the Diary of S.V. CHERVONENKO",
    "classification": "TOP SECRET",
    "origin": ("1961-10-12", "12 October 1961"),
    "repository": "SAPMO (former Socialist Unity Party [SED] Archive)",
    "shelfmark": "JIV 2/202-280, Bd.3",
    "resp": {"Obtained by": "Tim Trampedach", "Translated by": "Christian Ostermann"},
    "rights": 2,
    "uploaded": "2011-11-20",
    "record": "110391",
}


def path(p):
    return "/".join(TEI + s if s[:1].isalpha() else s for s in p.split("/"))


def all_of(root, p):
    return root.findall(path(p))


def text(element):
    return " ".join("".join(element.itertext()).split())


def texts(root, p):
    return [text(e) for e in all_of(root, p)]


def equal(what, got, expected):
    if got != expected:
        raise laws.Failure(f"{what}: {got!r}, expected {expected!r}")


def furniture(t, x):
    equal("fw", [(e.get("type"), text(e)) for e in all_of(t, "text//fw")],
          [("chrome", "Skip to content")])


def title(t, x):
    equal("titleStmt/title", texts(t, "teiHeader/fileDesc/titleStmt/title"), [x["title"]])
    front = text(t.find(path("text/front")))
    equal("printings in front", front.count(x["title"]), 2)
    dates = [(d.get("when"), text(d)) for d in all_of(t, "text/front/docDate/date")]
    equal("docDate", dates, [x["month"]])


def funder(t, x):
    equal("titleStmt/funder", texts(t, "teiHeader/fileDesc/titleStmt/funder"), [x["funder"]])
    if f"This document was made possible with support from {x['funder']}" not in text(t.find(path("text/front"))):
        raise laws.Failure("the funder's line is not in front")


def rosters(t, x):
    people = {}
    for e in all_of(t, "teiHeader//listPerson/person"):
        people[e.get(XML_ID)] = [(a.get("ref"), a.get("role")) for a in e.findall(TEI + "affiliation")]
    groups = all_of(t, "text/front//castGroup")
    equal("castGroups", len(groups), len(x["orgs"]))
    orgs = {e.get(XML_ID): texts(e, "orgName") for e in all_of(t, "teiHeader//listOrg/org")}
    for group, (org, (name, count, leader)) in zip(groups, x["orgs"].items()):
        equal("head", texts(group, "head"), [name + ":"])
        equal("orgName", orgs.get(org), [name])
        items = [e.get("corresp") for e in group.findall(TEI + "castItem")]
        equal(f"{org}: castItems", len(items), count)
        equal(f"{org}: people of the items", [i for i in items if i[1:] not in people], [])
        members = [i for i, a in people.items() if any(ref == "#" + org for ref, _ in a)]
        equal(f"{org}: members", len(members), count)
        leaders = [i for i, a in people.items() if ("#" + org, "leader") in a]
        equal(f"{org}: leader", leaders, [leader])
    names = {e.get(XML_ID): texts(e, "persName") for e in all_of(t, "teiHeader//person")}
    for i, name in x["ids"].items():
        equal(i, names.get(i), [name])
    equal("people", len(names), sum(count for _, count, _ in x["orgs"].values()))


def sessions(t, x):
    divs = [d for d in all_of(t, "text/body//div") if d.get("type") == "session"]
    equal("sessions", [(d.get("n"), d.get(XML_ID)) for d in divs],
          [(str(n), f"session-{n}") for n in range(1, len(x["sessions"]) + 1)])
    equal("heads", [len(d.findall(TEI + "head")) for d in divs], [0, 1, 1])
    equal("dates of heads", [h.get("when") for d in divs for h in all_of(d, "head/date")], x["sessions"][1:])
    settings = {s.get("corresp"): s for s in all_of(t, "teiHeader//settingDesc/setting")}
    for n, date in enumerate(x["sessions"], 1):
        setting = settings.get(f"#session-{n}")
        if setting is None:
            raise laws.Failure(f"no setting for session {n}")
        equal(f"setting {n}", [d.get("when") for d in setting.findall(TEI + "date")], [date])


def clock(t, x):
    times = [e.get("when") for e in all_of(t, "text/body//p/time")]
    equal("times", times[:2], list(x["hours"]))
    first = all_of(t, "teiHeader//settingDesc/setting")[0]
    equal("hours in the header", [(e.get("from"), e.get("to")) for e in first.findall(TEI + "time")],
          [x["hours"]])


def speeches(t, x):
    found = all_of(t, "text/body//sp")
    equal("speeches", len(found), x["speeches"])
    equal("ids", [s.get(XML_ID) for s in found], [f"sp-{n}" for n in range(1, len(found) + 1)])
    who, label = x["first"]
    equal("the first speech", (found[0].get("who"), texts(found[0], "speaker")), ("#" + who, [label]))
    equal("speeches of nobody", [s.get(XML_ID) for s in found if not s.get("who")], [])


def reported(t, x):
    found = all_of(t, "text/body//said")
    equal("said", [s.get("who") for s in found], ["#" + i for i in x["said"]])
    equal("their certainty", {s.get("cert") for s in found}, {"medium"})
    equal("said in speeches", all_of(t, "text/body//sp//said"), [])


def doubtful(t, x):
    low = [text(p) for p in all_of(t, "text/body//p") if p.get("cert") == "low"]
    equal("doubtful paragraphs", [p[: len(d)] for p, d in zip(low, x["doubtful"])], x["doubtful"])
    equal("doubtful paragraphs", len(low), len(x["doubtful"]))


def supplied(t, x):
    found = texts(t, "text/body//supplied")
    for words in x["supplied"]:
        if words not in found:
            raise laws.Failure(f"{words} is not among {found}")
    queries = [s for s in all_of(t, "text/body//supplied") if text(s) == "[?]"]
    equal("[?]", [s.get("cert") for s in queries], ["medium"] * x["query"])


def correction(t, x):
    found = all_of(t, "text/body//choice")
    equal("choices", len(found), 1)
    sic, corr = x["choice"]
    equal("sic", [d.get("when") for d in all_of(found[0], "sic/date")], [sic])
    equal("corr", [d.get("when") for d in all_of(found[0], "corr/date")], [corr])
    equal("cert", [c.get("cert") for c in all_of(found[0], "corr")], ["low"])


def notes(t, x):
    found = [(n.get("type"), n.get("subtype"), text(n)) for n in all_of(t, "text/body//note")]
    if ("editorial", "sic", "[sic?]") not in found:
        raise laws.Failure(f"no note for [sic?]: {found}")
    equal("glosses", [w for kind, _, w in found if kind == "gloss"], x["gloss"])


def omissions(t, x):
    gaps = all_of(t, "text/body//gap")
    equal("reasons", {g.get("reason") for g in gaps}, {"editorial"})
    equal("gaps", len(gaps), x["gaps"])


def provenance(t, x):
    divs = [d for d in all_of(t, "text/back/div") if d.get("type") == "provenance"]
    equal("div", len(divs), 1)
    equal("stamp", [(s.get("type"), text(s)) for s in all_of(divs[0], "p/stamp")],
          [("classification", x["classification"])])
    ms = t.find(path("teiHeader/fileDesc/sourceDesc/msDesc"))
    equal("origDate", [(d.get("when"), text(d)) for d in all_of(ms, "history/origin/origDate")], [x["origin"]])
    equal("provenance", texts(ms, "history/provenance"), [x["provenance"]])
    dates = {e.get("when") for e in all_of(t, "teiHeader/profileDesc//date")}
    equal("the diary's date is the meeting's", x["origin"][0] in dates, False)
    if not [d for d in all_of(divs[0], "p") if text(d).startswith("Copy No.")]:
        raise laws.Failure("the number of the copy is not in its paragraph")


def trailer(t, x):
    divs = [d for d in all_of(t, "text/back/div") if d.get("type") == "metadata"]
    equal("div", [texts(d, "head") for d in divs], [["Document Information"]])
    labels = texts(divs[0], "list/label")
    equal("labels", labels, ["Source", "Rights", "Original Uploaded Date", "Language", "Record ID", "Donors"])
    items = all_of(divs[0], "list/item")
    equal("the language", text(items[3]), "")
    header = "teiHeader/fileDesc/"
    equal("repository", texts(t, header + "sourceDesc/msDesc/msIdentifier/repository"), [x["repository"]])
    equal("shelfmark", texts(t, header + "sourceDesc/msDesc/msIdentifier/idno"), [x["shelfmark"]])
    resp = {text(r.find(TEI + "resp")): text(r.find(TEI + "persName"))
            for r in all_of(t, header + "titleStmt/respStmt")}
    equal("respStmt", resp, x["resp"])
    equal("rights", len(all_of(t, header + "publicationStmt/availability/p")), x["rights"])
    equal("uploaded", [d.get("when") for d in all_of(t, header + "publicationStmt/date")], [x["uploaded"]])
    equal("record", texts(t, header + "publicationStmt/idno"), [x["record"]])


def making(t, x):
    app = all_of(t, "teiHeader/encodingDesc/appInfo/application")
    equal("application", [a.get("ident") for a in app], ["stenogram"])
    if "negotiation" not in text(app[0]):
        raise laws.Failure("the profile is not named")
    if t.find(path("teiHeader/encodingDesc/editorialDecl")) is None:
        raise laws.Failure("no editorialDecl")


CHECKS = [furniture, title, funder, rosters, sessions, clock, speeches, reported, doubtful, supplied,
          correction, notes, omissions, provenance, trailer, making]

tap = laws.Tap()


def try_all(document, expected):
    try:
        tei = ET.fromstring(laws.output("teiconvert", document))
    except (laws.Failure, ET.ParseError) as e:
        tap.ok(False, f"{document}: converted", str(e))
        return
    for check in CHECKS:
        def one():
            try:
                check(tei, expected)
            except (AttributeError, IndexError, TypeError) as e:
                raise laws.Failure(f"something is not there at all: {e!r}") from None
        tap.attempt(f"{document}: {check.__name__}", one)


try_all("samples/negotiation.txt", SAMPLE)
seed = laws.CORPUS / "seed" / "negotiations-1960.txt"
if seed.exists():
    try_all(seed, SEED)
else:
    tap.skip("the seed", f"no folder {laws.CORPUS} here")
print(f"1..{tap.number}")
sys.exit(1 if tap.failed else 0)
