"""count.py TEI CSV: an independent count of speeches and words, by the rules of teitransform(1)."""
import csv
import re
import sys
import unicodedata
import xml.etree.ElementTree as ElementTree

TEI = '{http://www.tei-c.org/ns/1.0}'
LANG = '{http://www.w3.org/XML/1998/namespace}lang'
UNSAID = {'speaker', 'stage', 'note', 'fw', 'head', 'trailer', 'gap', 'desc', 'vocal', 'kinesic',
          'incident', 'del', 'surplus', 'figure', 'graphic'}
BLOCKS = {'p', 'ab', 'l', 'lg', 'seg', 'list', 'item', 'label', 'table', 'row', 'cell', 'quote'}
CJK = {'zh', 'ja', 'yue', 'lzh', 'cmn', 'wuu', 'nan', 'hak'}


def said(element, parent=''):
    name = element.tag.replace(TEI, '')
    target = element.get('target', '')
    if name in UNSAID or name == 'ref' and (target.startswith('#') or element.get('type') == 'note') \
            or parent == 'choice' and name in ('corr', 'reg', 'expan'):
        return ''
    if name == 'lb':
        return '' if element.get('break') == 'no' else ' '
    text = element.text or '' if name != 'choice' else ''
    for child in element:
        text += said(child, name) + ((child.tail or '') if name != 'choice' else '')
    if name == 'supplied':
        text = text.replace('[', '').replace(']', '')
    return ' ' + text + ' ' if name in BLOCKS else text


def is_word(token):
    return any(unicodedata.category(c)[0] in 'LNM' for c in token)


def count(text, language):
    if language.split('-')[0] not in CJK:
        return sum(is_word(token) for token in text.split())
    runs = re.findall('[0-9A-Za-z]+', text)
    rest = re.sub('[0-9A-Za-z]', '', text)
    return len(runs) + sum(is_word(c) for c in rest)


def speeches(element, language):
    language = element.get(LANG, language)
    if element.tag in (TEI + 'sp', TEI + 'u'):
        yield said(element), language
    for child in element:
        yield from speeches(child, language)


expected = [(re.sub('[ \t\r\n]+', ' ', text).strip(' '), count(text, language))
            for text, language in speeches(ElementTree.parse(sys.argv[1]).getroot(), '')]
with open(sys.argv[2], encoding='utf-8', newline='') as table:
    rows = [(row['text'], int(row['words'])) for row in csv.DictReader(table)]
fold = lambda text: re.sub(r'\s+(?=[.,;:?!)])', '', text)
for want, got in zip(expected, rows):
    if fold(want[0]) != fold(got[0]) or want[1] != got[1]:
        sys.exit(f'expected {want}, got {got}')
if len(expected) != len(rows):
    sys.exit(f'{len(expected)} speeches, {len(rows)} rows')
