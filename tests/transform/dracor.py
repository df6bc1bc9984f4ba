"""dracor.py: who speaks with whom and what, counted from the facts of DraCor's API, without our stylesheets.

Cast: whom @who of a speech in the body names, by first speech. Segments: a body without divisions; where a
div2 is a scene, those and each div1 that has speeches but no div2; else each div1 where there are any; else
each div with speeches as its children. Two share a segment when both speak somewhere in it. Spoken text: the
p and l of someone's speeches, without stage directions and notes; a line within a line once. (DraCor's own query also takes the lines that
stand within a stage direction, a song behind the scene: two plays of 513 have such.)
"""
import re
import xml.etree.ElementTree as ElementTree

TEI = "{http://www.tei-c.org/ns/1.0}"
ID = "{http://www.w3.org/XML/1998/namespace}id"


def local(element):
    return element.tag.replace(TEI, "") if isinstance(element.tag, str) else ""


def ids(speech):
    return [who[1:] for who in speech.get("who", "").split() if len(who) > 1]


def speakers(element):
    return list(dict.fromkeys(who for speech in element.iter(TEI + "sp") for who in ids(speech)))


def has_child(element, name):
    return element.find(TEI + name) is not None


def segments(body):
    if body.find(f".//{TEI}div") is None and body.find(f".//{TEI}div1") is None:
        return [body]
    inside = list(body.iter())[1:]
    if any(local(e) == "div2" and e.get("type") == "scene" for e in inside):
        return [e for e in inside if local(e) == "div2" and e.get("type") == "scene"
                or local(e) == "div1" and has_child(e, "sp") and not has_child(e, "div2")]
    if any(local(e) == "div1" for e in inside):
        return [e for e in inside if local(e) == "div1"]
    return [e for e in inside if local(e) == "div" and has_child(e, "sp")]


def bare(element):
    """The text of a line without what is a stage direction or a note."""
    text = element.text or ""
    for child in element:
        text += ("" if local(child) in ("stage", "note", "") else bare(child)) + (child.tail or "")
    return text


def folded(text):
    """White space as XML has it: a no-break space is none."""
    return re.sub("[ \t\r\n]+", " ", text).strip(" ")


def lines(element, parts=("p", "l")):
    for child in element:
        if local(child) in parts:
            yield folded(bare(child))
        elif local(child) not in ("stage", "note"):
            yield from lines(child, parts)


class Play:
    def __init__(self, path):
        self.root = ElementTree.parse(path).getroot()
        self.body = self.root.find(f".//{TEI}body")
        self.cast = speakers(self.body)
        self.segments = segments(self.body)
        self.people = {e.get(ID): e for e in self.root.iter()
                       if local(e) in ("person", "personGrp") and e.get(ID)}

    def network(self):
        place = {who: n for n, who in enumerate(self.cast)}
        weights = {}
        for segment in self.segments:
            here = speakers(segment)
            for a in here:
                for b in here:
                    if place[a] < place[b]:
                        weights[a, b] = weights.get((a, b), 0) + 1
        return weights

    def spoken(self):
        said = {who: [] for who in self.cast}
        for speech in self.body.iter(TEI + "sp"):
            for who in dict.fromkeys(ids(speech)):
                said[who] += [line for line in lines(speech) if line]
        return said

    def facts(self, who):
        """Label, type and sex, as the header has them."""
        person = self.people.get(who)
        if person is None:
            return None
        name = person.find(TEI + "persName")
        name = person.find(TEI + "name") if name is None else name
        return (folded("".join(name.itertext())) if name is not None else who,
                local(person), person.get("sex", ""))
