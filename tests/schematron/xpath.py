#!/usr/bin/env python3
"""xpath.py: expressions of XPath 1.0, invented, mean to Schematron what they mean to xmllint

  xpath.py [N [SEED]]
"""
import json, os, random, re, subprocess, sys, tempfile
from xml.sax.saxutils import quoteattr

BIN = os.path.abspath(os.environ.get('BIN', 'build/bin'))
DOCUMENT = '''<?xml version="1.0"?>
<?pi one?><!-- before -->
<a xml:lang="en" n="1"><b x="1" y="two">one<c x="2"/>two<!--in--></b>
<b x="3"><c y="a b">3</c><c>4</c><d z="-1.5"><b>deep <c x="2">5</c></b></d></b><?pi two?>
<d xml:lang="de-AT"><c/><b y="two"> ä ö </b></d><e>1</e><e>2.50</e><e>x</e></a>
'''
AXES = ['child', 'descendant', 'descendant-or-self', 'self', 'following-sibling', 'following', 'parent', 'ancestor',
        'ancestor-or-self', 'preceding-sibling', 'preceding']


class Maker:
    def __init__(self, seed):
        self.r = random.Random(seed)

    def test(self):
        return self.r.choice(['a', 'b', 'c', 'd', 'e', '*', 'node()', 'text()', 'comment()', 'processing-instruction()',
                              "processing-instruction('pi')"])

    def step(self, depth):
        r = self.r.random()
        if r < .15:
            return self.r.choice(['@x', '@y', '@z', '@*', '@n'])
        if r < .25:
            return self.r.choice(['.', '..'])
        step = self.test() if r < .6 else f'{self.r.choice(AXES)}::{self.test()}'
        while depth > 0 and self.r.random() < .35:
            step += f'[{self.predicate(depth - 1)}]'
        return step

    def path(self, depth):
        path = self.r.choice(['', '', '/', '//', '/a/', './/'])
        steps = [self.step(depth) for _ in range(self.r.randint(1, 3))]
        out = path + steps[0]
        for s in steps[1:]:
            out += self.r.choice(['/', '/', '//']) + s
        return out

    def nodes(self, depth):
        r = self.r.random()
        if depth > 0 and r < .12:
            return f'({self.nodes(depth - 1)} | {self.nodes(depth - 1)})'
        if depth > 0 and r < .2:
            return f'({self.nodes(depth - 1)})[{self.predicate(depth - 1)}]'
        return self.path(depth)

    def predicate(self, depth):
        return self.r.choice([str(self.r.randint(1, 3)), 'last()', 'position() > 1', 'last() - 1', self.truth(depth),
                              self.truth(depth), self.nodes(depth)])

    def truth(self, depth):
        if depth <= 0:
            return self.r.choice(['true()', '@x', "@y = 'two'", 'c', "lang('de')"])
        d = depth - 1
        return self.r.choice([
            lambda: f'{self.any(d)} {self.r.choice(["=", "!=", "<", "<=", ">", ">="])} {self.any(d)}',
            lambda: f'not({self.any(d)})', lambda: f'boolean({self.any(d)})',
            lambda: f'({self.truth(d)} and {self.truth(d)})', lambda: f'({self.truth(d)} or {self.truth(d)})',
            lambda: f'contains({self.text(d)}, {self.text(d)})', lambda: f'starts-with({self.text(d)}, {self.text(d)})',
        ])()

    def number(self, depth):
        if depth <= 0:
            return self.r.choice(['1', '2.5', '.5', '0', '-3', '1000000', 'position()', 'last()', 'number(@x)'])
        d = depth - 1
        return self.r.choice([
            lambda: f'({self.number(d)} {self.r.choice(["+", "-", "*", "div", "mod"])} {self.number(d)})',
            lambda: f'count({self.nodes(d)})', lambda: f'sum({self.nodes(d)})', lambda: f'number({self.any(d)})',
            lambda: f'string-length({self.text(d)})', lambda: f'- {self.number(d)}',
            lambda: f'{self.r.choice(["floor", "ceiling", "round"])}({self.number(d)})',
        ])()

    def text(self, depth):
        if depth <= 0:
            return self.r.choice(["'two'", "''", "'o'", '"ä"', 'string(@x)', 'name()', 'string()', 'local-name(..)'])
        d = depth - 1
        return self.r.choice([
            lambda: f'concat({self.text(d)}, {self.text(d)})', lambda: f'string({self.any(d)})',
            lambda: f'substring({self.text(d)}, {self.number(d)})',
            lambda: f'substring({self.text(d)}, {self.number(d)}, {self.number(d)})',
            lambda: f'substring-before({self.text(d)}, {self.text(d)})',
            lambda: f'substring-after({self.text(d)}, {self.text(d)})',
            lambda: f'translate({self.text(d)}, {self.text(d)}, {self.text(d)})',
            lambda: f'normalize-space({self.text(d)})', lambda: f'name({self.nodes(d)})',
        ])()

    def any(self, depth):
        return self.r.choice([self.truth, self.number, self.text, self.nodes, self.nodes])(depth)


def expressions(n, seed):
    maker = Maker(seed)
    made = [maker.any(3) for _ in range(n)]
    return [e for e in made if len(e) < 600]


def ours(document, made, folder):
    schema = os.path.join(folder, 'x.sch')
    checks = ''.join(f'<assert id="e{i}" test="false()">[<value-of select={quoteattr(f"string({e})")}/>]</assert>'
                     for i, e in enumerate(made))
    with open(schema, 'w', encoding='utf-8') as f:
        f.write('<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt"><pattern><rule context="/">'
                f'{checks}</rule></pattern></schema>')
    done = subprocess.run([f'{BIN}/teivalidate', '--rules=none', '--max-errors=0', '--format=jsonl', '-s', schema, document],
                          capture_output=True, text=True)
    found = {}
    for line in done.stdout.splitlines():
        f = json.loads(line)
        found[f['rule']] = f['message']
    return [found.get(f'e{i}', '(nothing)') for i in range(len(made))]


def theirs(document, expression):
    done = subprocess.run(['xmllint', '--xpath', f'concat("[", string({expression}), "]")', document],
                          capture_output=True, text=True)
    return ' '.join(done.stdout.split()) if done.returncode == 0 else None


def compare(n, seed=1, tell=print):
    """(alike, different)"""
    with tempfile.TemporaryDirectory() as folder:
        document = os.path.join(folder, 'x.xml')
        with open(document, 'w', encoding='utf-8') as f:
            f.write(DOCUMENT)
        made = expressions(n, seed)
        alike = different = 0
        # Equal messages at one place are told once, so that each is asked for by itself where it is missing.
        mine = ours(document, made, folder)
        for e, said in zip(made, mine):
            wanted = theirs(document, e)
            if wanted is None:
                continue
            if said == '(nothing)':
                said = ours(document, [e], folder)[0]
            # libxml2 writes 15 digits of a number, and XPath as many as tell it from others.
            short = re.sub(r'\d+\.\d{12,}', lambda m: f'{float(m[0]):.12g}', ' '.join(said.split()))
            if short == re.sub(r'\d+\.\d{12,}', lambda m: f'{float(m[0]):.12g}', wanted):
                alike += 1
            else:
                different += 1
                tell(f'{e}: {said}, xmllint: {wanted}')
        return alike, different


if __name__ == '__main__':
    result = compare(int(sys.argv[1]) if len(sys.argv) > 1 else 300, int(sys.argv[2]) if len(sys.argv) > 2 else 1)
    print('%d expressions alike, %d different' % result)
    sys.exit(result[1] > 0)
