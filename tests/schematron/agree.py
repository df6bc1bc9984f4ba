#!/usr/bin/env python3
"""agree.py: whether teivalidate and Saxon find the same

  agree.py [--random=N] SCHEMA [DOCUMENT ...]    a .sch, or a grammar that carries constraints

Findings are compared by id, place and message. With --random, N documents are made of the names and values that the
constraints speak of, so that each of them is met in many ways. A constraint that Saxon could not work out on a node
must be told by teivalidate as one that cannot be decided, or be decided all the same.
"""
import collections, json, os, random, re, subprocess, sys, tempfile
import xml.parsers.expat

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import reference

BIN = os.path.abspath(os.environ.get('BIN', 'build/bin'))
TEI = 'http://www.tei-c.org/ns/1.0'


def elements(path):
    """(line, column) of each start tag, in order."""
    places = []
    parser = xml.parsers.expat.ParserCreate(namespace_separator=' ')
    with open(path, 'rb') as f:
        data = f.read()

    def start(_name, _attributes):
        places.append((parser.CurrentLineNumber, parser.CurrentColumnNumber + 1))

    parser.StartElementHandler = start
    parser.Parse(data, True)
    return places


def ours(schema, documents, ids):
    command = [f'{BIN}/teivalidate', '--format=jsonl', '--max-errors=0', '-s', schema, *documents]
    # Grammars say more than their constraints.
    lines = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
    found = collections.defaultdict(list)
    for line in lines:
        f = json.loads(line)
        if f['rule'] in ids or f['rule'].startswith('schematron-'):
            found[f['file']].append(f)
    return found


def fold(message):
    return re.sub(r' \(see [^()]*\)$', '', ' '.join(message.split()))


def attribute_place(path, place, name):
    """Where an attribute of the start tag at a place is written."""
    with open(path, encoding='utf-8') as f:
        text = f.read()
    lines = text.split('\n')
    at = sum(len(l) + 1 for l in lines[:place[0] - 1]) + place[1] - 1
    m = re.compile(r'\s' + re.escape(name) + r'\s*=').search(text, at)
    at = m.start() + 1
    line = text.count('\n', 0, at) + 1
    return line, at - (text.rfind('\n', 0, at) + 1) + 1


def compare(document, theirs, mine, tell):
    places = elements(document)
    undecided = set()
    want = collections.Counter()
    for rule, element, attribute, message in theirs:
        place = places[int(element)]
        if attribute:
            place = attribute_place(document, place, attribute)
        if message == '!error':
            undecided.add((rule, place))
        else:
            want[rule, place, fold(message)] += 1
    have = collections.Counter()
    for f in mine:
        have[f['rule'], (f['line'], f['column']), fold(f['message'])] += 1
    # The same said twice at one place is told once, under the id that says it first.
    want, have = set(want), set(have)
    said = {(place, message) for _, place, message in have}
    want = {f for f in want if f in have or (f[1], f[2]) not in said}
    bad = 0
    for what, rest in (('only Saxon', want - have), ('only teivalidate', have - want)):
        for rule, place, message in sorted(rest):
            if (rule, place) in undecided:
                continue
            bad += 1
            if bad <= 10:
                tell(f'{what}: {os.path.basename(document)}:{place[0]}:{place[1]} [{rule}] {message}')
    return len(want & have), bad, len(undecided), {r for r, _, _ in want & have}


def vocabulary(schema):
    text = ' '.join(v for p in schema.patterns for e in p.iter() for k, v in e.attrib.items()
                    if k in ('context', 'test', 'value'))
    names = sorted(set(re.findall(r'\btei:([A-Za-z]\w*)', text)))
    attributes = sorted(set(re.findall(r'@((?:xml:)?[A-Za-z]\w*)', text)))
    values = sorted(set(re.findall(r"'([^'<>&]{1,20})'", text))) + ['#a1', '#a2', 'a1', '', '1', '2', '0', 'x y', '1999-01-01',
                                                               '2999-01-01', 'Q42', '1,2 3,4', '1,2 3,4 1,2', 'MALE', 'a-b']
    return names, attributes, values


def random_document(vocabulary_, seed):
    names, attributes, values = vocabulary_
    rng = random.Random(seed)
    chosen = rng.sample(names, min(len(names), rng.randint(4, 14)))
    some = rng.sample(attributes, min(len(attributes), rng.randint(3, 10)))
    ids = 0

    def element(depth):
        nonlocal ids
        name = rng.choice(chosen)
        taken = {}
        for a in some:
            if a.startswith('xml:') and a not in ('xml:id', 'xml:lang', 'xml:base'):
                continue
            if rng.random() < 0.3:
                ids += a == 'xml:id'
                taken[a] = f'a{ids}' if a == 'xml:id' else rng.choice(values)
        head = f'<{name}' + ''.join(f' {k}={reference.quoteattr(v)}' for k, v in taken.items())
        inside = ''
        if depth < 7:
            for _ in range(rng.choice([0, 0, 1, 1, 2, 3, 4])):
                kind = rng.random()
                inside += element(depth + 1) if kind < 0.8 else rng.choice([' ', 'text', 'Q42', '\n', '<!--c-->', 'ä'])
        return f'{head}>{inside}</{name}>' if inside else f'{head}/>'

    root = rng.choice(['TEI', 'TEI', 'teiCorpus', rng.choice(names)])
    return (f'<?xml version="1.0" encoding="UTF-8"?>\n'
            + rng.choice(['', '<?xml-model href="https://dracor.org/schema.rng"?>\n', '<?xml-model href="x"?>\n'])
            + f'<{root} xmlns="{TEI}">\n' + '\n'.join(element(1) for _ in range(rng.randint(1, 8))) + f'\n</{root}>\n')


def agree(schema_path, documents, n_random=0, tell=print):
    """(same, different, undecided, ids met, constraints)."""
    schema = reference.Schema(schema_path)
    ids = {e.get('id') for p in schema.patterns for e in p.iter() if e.get('id')}
    total = [0, 0, 0, set()]
    with tempfile.TemporaryDirectory() as folder:
        xsl = os.path.join(folder, 'schema.xsl')
        with open(xsl, 'w', encoding='utf-8') as f:
            f.write(reference.stylesheet(schema))
        documents = list(documents)
        words = vocabulary(schema)
        for i in range(n_random):
            documents.append(os.path.join(folder, f'random-{i}.xml'))
            with open(documents[-1], 'w', encoding='utf-8') as f:
                f.write(random_document(words, i))
        theirs = reference.run(reference.saxon(), xsl, documents, folder)
        # What a document names itself must not be looked for.
        mine = ours(schema_path, documents, ids)
        for d in documents:
            same, bad, undecided, met = compare(d, theirs[d], mine[d], tell)
            total[0] += same
            total[1] += bad
            total[2] += undecided
            total[3] |= met
            if bad and os.environ.get('KEEP') and d.startswith(folder):
                os.system(f'cp {d} {os.environ["KEEP"]}')
    return (*total, len(schema.checks))


def main():
    arguments = sys.argv[1:]
    n_random = 0
    if arguments and arguments[0].startswith('--random='):
        n_random = int(arguments.pop(0).split('=')[1])
    if not arguments:
        sys.exit(__doc__)
    if not reference.saxon():
        sys.exit('Saxon is not installed (libsaxonhe-java)')
    same, bad, undecided, met, checks = agree(arguments[0], arguments[1:], n_random)
    print(f'{same} findings alike, {bad} different, {undecided} that Saxon could not decide; '
          f'{len(met)} ids met, {checks} constraints')
    sys.exit(bad > 0)


if __name__ == '__main__':
    main()
