#!/usr/bin/env python3
"""Marked lines at random, and the laws that teiencode keeps whatever they say.

  random_marked.py SEED                        one file of marked lines on standard output
  random_marked.py --check TEIENCODE N [SEED] [-o DIR]
        N files: each is encoded, each edition is well-formed, has the text of the rows, has ids
        that are unique and pointers that lead somewhere, and comes out the same twice. Editions
        are kept in DIR for a validator to look at.
"""
import os
import random
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

TEI = '{http://www.tei-c.org/ns/1.0}'
XML = '{http://www.w3.org/XML/1998/namespace}'

WORDS = '''the of and we they said harbour lamp oil keeper Brandt Moreau Port Almar & < > " ' ]]>
answer — “never” naïve Привет мир 港口 灯塔 (aside) (open close) [sic] [sic?] [?] [the] the[se]
[Lamp] [Port Almar] 1955 [1953?] [1953] [unclosed closed] [[Page 12]] [a [b] c] [...] […] [1]
[Translator's note: see above] [The delegation leaves the room.] ... .... … ....[x] 17 September
1960 September 17, 1960 4 March 1958 1960-09-17 30 February 1960 17. März 1848 1er mai 1890
from 1300 to 1500 from 10:00 to 12:30 10 a.m. 10:30 p.m. 99:99 12 3.15 1:2:3 a,b; c: x'''.split()
PHRASES = ['17 September 1960', 'on 4 March 1958 from 1300 to 1500', 'from 10:00 to 12:30', 'September 17, 1960',
           '17 de septiembre de 1960', '17 сентября 1960 года', '1er mai 1890', 'in 1955 [1953?], we', 'Port Almar [Almarin] and',
           'whether he came [?] We', 'the[se] lamps', '... and so on', 'it ended....', '(Applause.)', '[Laughter]',
           '20 June 1959 [1958?]', '10.30 a.m. and 11 p.m.', '1955 [1953?] [1952?]', 'a & b < c > d "e"', '2009年10月27日',
           '[[[[', ']]]]', '[[x]', '(((', ')))']
IDS = ['brandt', 'moreau', 'okafor', 'sp-1', 'session-1', 't1', 't0', 'note-1', 'all', 'Lio_Tamm', 'x', 'sp-2', 'Ж', '9', 'a--b',
       'harbour', 'question', 'div', 'sp--1']
KEYS = ('title subtitle date place author editor obtained-by translated-by funder publisher series volume repository shelfmark '
        'idno source url rights licence language classification copy provenance origin-date publication-date recording '
        'subject nonsense').split()
ISO = ['1960', '1960-09', '1960-09-17', '1960-02-30', '1960-09-17/1960-09-20', 'soon', '2011-11-20', '0000', '1960-9-1', '12']
TYPES = ['session', 'act', 'scene', 'debate', 'sp', 'note', 't', 'naïve', 'a"b', 'x&y', '<z>', '9']
NUMBERS = ['1', '2', '3', 'IV', '2a', '*', '†', '&', '1.2']
TIMES = ['11:17', '11:17:00', '24:00', '1:02', '13:00:00.5', 'noon', '11:17:']
SECONDS = ['0', '0.5', '12', '12.75', '723', '7.', 'x', '999999999', '1e9', '-1', '12.7500001']
MARKS = ('- fw pb title meta key front body back div end cast item sp more cont p said l stage note ref time cue quote list table '
         'date supplied gloss plain').split()
INLINE = 'said date supplied gloss plain ref cont stage note pb fw time cue'.split()


def text(r, most=9):
    words = [r.choice(PHRASES) if r.random() < .2 else r.choice(WORDS) for _ in range(r.randint(0, most))]
    s = r.choice([' ', ' ', '  ']).join(words)
    return (' ' * r.choice([0, 0, 0, 1, 3]) + s).rstrip()


def doubt(r):
    return '?' if r.random() < .15 else ''


def arguments(r, mark):
    a = []
    some = lambda xs, n=1: [r.choice(xs) + doubt(r) for _ in range(r.randint(0, n))]
    if mark in ('sp', 'said'):
        a = some(IDS, 2)
    elif mark in ('item', 'cast'):
        a = some(IDS)
    elif mark == 'div':
        a = some(TYPES) + some(NUMBERS) + some(ISO)
    elif mark == 'meta':
        a = [r.choice(KEYS)] + some(ISO + ['en', 'English', 'de'])
    elif mark in ('fw', 'stage', 'list', 'table', 'quote'):
        a = some(TYPES + ['applause', 'pageNum', 'label'])
    elif mark in ('pb', 'ref', 'note'):
        a = some(NUMBERS) + some(TYPES) * (r.random() < .1)
    elif mark == 'time':
        a = some(TIMES)
    elif mark == 'cue':
        a = some(SECONDS, 2)
    elif mark == 'date':
        a = some(ISO)
    elif mark == 'l':
        a = some(['I', 'M', 'F', 'X'])
    elif mark == 'cont':
        a = some(['p', 'stage', 'note', 'nothing']) * (r.random() < .1)
    if mark in ('sp', 'item') and r.random() < .3:
        a += r.sample(['name=A_B', 'party=Blue', 'party=Blue_Party', 'office=Head_of_X', 'country=Moreavia', 'n=12', 'ana=question',
                       'ana=answer', 'kind=group', 'role=leader', 'role=head_of_it', 'language=French', 'odd=1', 'ref=wikidata:Q1',
                       'ref=https://x.org/a', 'sex=FEMALE', 'name=', 'ana=<&>'], 2)
    return a


def row(r, mark, joined):
    head = ('&' if joined else '') + mark
    if mark in ('div', 'end') and r.random() < .6:
        head += str(r.randint(1, 9 if r.random() < .2 else 3))
    head = ' '.join([head + doubt(r)] + arguments(r, mark))
    if mark in ('-', 'front', 'body', 'back', 'end') and r.random() < .95:
        return head
    if mark in ('pb', 'cue', 'div', 'list') and r.random() < .4:
        return head
    if mark in ('sp', 'cast') and r.random() < .75 or r.random() < .08:
        label = r.choice(['Brandt: ', ' Mr. Moreau (France) (in French): ', 'ALL. ', '', 'Q. ', 'Harbour Delegation: ', '12. X: '])
        return head + '\t' + label + '\t' + r.choice([text(r), text(r), '', 'Brandt (leader), Moreau; Okafor (head of it, too), '])
    return head + '\t' + text(r)


def marked(seed):
    r = random.Random(seed)
    rows = []
    if r.random() < .7:
        rows += ['&meta profile play 0.9', '&meta lang ' + r.choice(['en', 'de', 'zh-Hant', 'English']),
                 '&meta brackets ' + r.choice(['editorial', 'stage', 'plain', 'odd']), '&meta ellipsis omission']
        rows = rows[:r.randint(0, 4)]
    marks = MARKS if r.random() < .5 else r.sample(MARKS, r.randint(3, 12)) + ['sp', 'p', 'cont']
    if r.random() < .3:
        marks = [m for m in marks if m not in ('front', 'body', 'back')]
    for _ in range(r.choice([1, 3, 10, 40, 120])):
        joined = r.random() < .3
        mark = r.choice(INLINE) if joined and r.random() < .7 else r.choice(marks)
        rows.append(row(r, mark, joined))
    return '\n'.join(rows) + '\n'


def source_text(s):
    """The cleaned text, as the rows have it."""
    out, started = [], False
    for line in s.rstrip('\n').split('\n'):
        head, _, rest = line.partition('\t')
        if not line.startswith('&') and started:
            out.append('\n')
        started = True
        out.append(rest.replace('\t', ''))
    return ''.join(out)


def pieces(element, out):
    """Texts, and None where the pretty-printer parted blocks."""
    def add(s):
        if s:
            out.append(None if re.fullmatch(r'\n {4,}', s) else s)
    add(element.text)
    for child in element:
        pieces(child, out)
        add(child.tail)


def text_law(source, root):
    """The words of <text> are the source's, blocks to the letter; None if so."""
    fold = lambda s: re.sub(r'[ \t\r\n]+', ' ', s).strip(' ')
    source, at, found, block = fold(source), 0, [], []
    pieces(root.find(TEI + 'text'), found)
    for piece in found + [None]:
        if piece is not None:
            block.append(piece)
            continue
        words, block = fold(''.join(block)), []
        at += source.startswith(' ', at) and words != ''
        if not source.startswith(words, at):
            return 'expected %r, found %r' % (source[at:at + 60], words[:60])
        at += len(words)
    return 'lost %r' % source[at:at + 60] if source[at:].strip() else None


def link_law(root):
    ids = [e.get(XML + 'id') for e in root.iter() if e.get(XML + 'id')]
    if len(ids) != len(set(ids)):
        return 'an id stands twice'
    for e in root.iter():
        for name in ('who', 'corresp', 'synch', 'target', 'ref', 'ana', 'since', 'origin'):
            for pointer in e.get(name, '').split():
                if pointer.startswith('#') and pointer[1:] not in ids:
                    return '@%s="%s" leads nowhere' % (name, pointer)
    return None


def check(program, n, seed, folder):
    failures = refused = 0
    for i in range(seed, seed + n):
        source = marked(i)
        path = os.path.join(folder, '%d.marked' % i)
        with open(path, 'w', encoding='utf-8') as f:
            f.write(source)
        run = subprocess.run([program, path], capture_output=True)
        again = subprocess.run([program, path], capture_output=True)
        fault = None
        if run.returncode == 1 and not run.stdout and not source_text(source).strip():
            refused += 1
            continue
        if run.returncode != 0:
            fault = 'status %d: %s' % (run.returncode, run.stderr.decode(errors='replace')[-300:])
        elif run.stdout != again.stdout:
            fault = 'another edition the second time'
        else:
            try:
                root = ET.fromstring(run.stdout)
                fault = text_law(source_text(source), root) or link_law(root)
            except ET.ParseError as e:
                fault = str(e)
        with open(os.path.join(folder, '%d.xml' % i), 'wb') as f:
            f.write(run.stdout)
        if fault:
            failures += 1
            print('seed %d: %s' % (i, fault))
    print('%d files: %d hold, %d without text refused, %d do not hold' % (n, n - failures - refused, refused, failures))
    return 1 if failures else 0


def main(args):
    folder = None
    if '-o' in args:
        at = args.index('-o')
        folder = args[at + 1]
        del args[at:at + 2]
        os.makedirs(folder, exist_ok=True)
    if args and args[0] == '--check' and len(args) >= 3:
        seed = int(args[3]) if len(args) > 3 else 1
        if folder:
            return check(args[1], int(args[2]), seed, folder)
        with tempfile.TemporaryDirectory() as folder:
            return check(args[1], int(args[2]), seed, folder)
    if len(args) != 1 or not args[0].isdigit():
        sys.exit(__doc__)
    sys.stdout.write(marked(int(args[0])))
    return 0


if __name__ == '__main__':
    sys.exit(main(sys.argv[1:]))
