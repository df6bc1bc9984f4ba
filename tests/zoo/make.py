#!/usr/bin/env python3
"""Make the documents of the zoo and the lists of their speeches from their marked scripts.

  make.py            every script/NAME.EXT beside this file gives NAME.EXT and NAME.gold.tsv

A script is the document itself with three pairs of marks, which are taken out again:

  ⟪label⟫      the label as printed; ⟪printed=label⟫ where the list should name another,
               so ⟪=label⟫ for a turn that prints none
  ⟦speech⟧     what that person says; it may hold
  ⦃aside⦄      what is printed inside a speech and belongs to no speech: a stage direction, a note,
               a page head

The first lines may ask for a layout: "@wrap 72" breaks lines, "@first 4" indents the first line of
a paragraph and "@hang 8" the others, "@number 25" numbers the lines of pages of so many.
"""
import os
import sys
import unicodedata

HERE = os.path.dirname(os.path.abspath(__file__))
NONE, SPEECH, ASIDE = 0, 1, 2


def read(path):
    """The layout asked for, the document as (character, speech, kind), and the labels."""
    asked, text = {}, open(path, encoding='utf-8').read()
    while text.startswith('@') and text.split(None, 1)[0] in ('@wrap', '@first', '@hang', '@number'):
        line, text = text.split('\n', 1)
        name, value = line[1:].split()
        asked[name] = int(value)
    cells, labels, label, inside, aside, i = [], [], '', False, False, 0
    while i < len(text):
        c = text[i]
        if c == '⟪':
            end = text.index('⟫', i)
            shown, _, other = text[i + 1:end].partition('=')
            label = other or shown
            cells += [(x, -1, NONE) for x in shown]
            i = end
        elif c == '⟦':
            assert not inside, f'{path}: a speech opens within a speech: {text[i:i + 60]}'
            inside = True
            labels.append(label)
        elif c == '⟧':
            assert inside, f'{path}: a speech ends that never began: {text[i - 60:i]}'
            inside = False
        elif c in '⦃⦄':
            assert aside == (c == '⦄'), f'{path}: asides cross: {text[i:i + 60]}'
            aside = not aside
        else:
            at = len(labels) - 1 if inside else -1
            cells.append((c, at, ASIDE if aside else SPEECH if inside else NONE))
        i += 1
    assert not inside and not aside, f'{path}: a speech or an aside is left open'
    return asked, cells, labels


def width(cells):
    return sum(2 if unicodedata.east_asian_width(c[0]) in 'WF' else 1 for c in cells)


def lines_of(cells):
    lines = [[]]
    for c in cells:
        if c[0] == '\n':
            lines.append([])
        else:
            lines[-1].append(c)
    return lines


def plain(s):
    return [(c, -1, NONE) for c in s]


def wrap(line, limit, first, hang):
    """One paragraph broken into lines no wider than the limit."""
    words = [[]]
    for c in line:
        if c[0] == ' ':
            words.append([])
        words[-1].append(c)
    out, now = [], plain(' ' * first) + words[0]
    for w in words[1:]:
        if width(now) + width(w) > limit:
            out.append(now)
            now = plain(' ' * hang) + w[1:]
        else:
            now = now + w
    return out + [now]


def lay(asked, cells):
    lines = lines_of(cells)
    if 'wrap' in asked:
        laid = []
        for line in lines:
            if line and line[0][0] == ' ':
                laid.append(line)
            else:
                laid += wrap(line, asked['wrap'], asked.get('first', 0) if line else 0, asked.get('hang', 0))
        lines = laid
    if 'number' in asked:
        lines = number([x for x in lines if x], asked['number'])
    return lines


def number(lines, page):
    out, leaf = [], 1
    for i, line in enumerate(lines):
        if i % page == 0:
            if i:
                out.append([])
            out.append(plain(f'{"":56}Page {leaf}'))
            leaf += 1
        out.append(plain(f'{i % page + 1:2}   ') + line)
    return out


def make(path, stem, ext):
    asked, cells, labels = read(path)
    lines = lay(asked, cells)
    with open(os.path.join(HERE, stem + ext), 'w', encoding='utf-8') as f:
        f.write('\n'.join(''.join(c[0] for c in line).rstrip() for line in lines).rstrip() + '\n')
    said = [[] for _ in labels]
    for line in lines:
        for c, at, kind in line + [(' ', -2, NONE)]:
            if kind == SPEECH:
                said[at].append(c)
            elif kind == ASIDE:
                said[at].append(' ')
        for s in said:
            s.append(' ') if s and s[-1] != ' ' else None
    with open(os.path.join(HERE, stem + '.gold.tsv'), 'w', encoding='utf-8') as f:
        f.write('# reach=full\n# method=made with the document by make.py\n')
        f.write('ordinal\tlabel\topening\twords\tcharacters\n')
        for n, (label, s) in enumerate(zip(labels, said), 1):
            t = ' '.join(''.join(s).split())
            assert t, f'{path}: speech {n} says nothing'
            f.write(f'{n}\t{label}\t{t[:60]}\t{len(t.split())}\t{len("".join(t.split()))}\n')


def main():
    folder = os.path.join(HERE, 'script')
    for name in sorted(os.listdir(folder)):
        stem, ext = os.path.splitext(name)
        make(os.path.join(folder, name), stem, ext)


if __name__ == '__main__':
    sys.exit(main())
