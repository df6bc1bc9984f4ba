"""words.py: an independent count of speeches and words, by the rules of teitransform(1)."""
import re
import unicodedata

TEI = '{http://www.tei-c.org/ns/1.0}'
LANG = '{http://www.w3.org/XML/1998/namespace}lang'
ID = '{http://www.w3.org/XML/1998/namespace}id'
UNSAID = {'speaker', 'stage', 'note', 'fw', 'head', 'trailer', 'gap', 'desc', 'vocal', 'kinesic',
          'incident', 'del', 'surplus', 'figure', 'graphic'}
BLOCKS = {'p', 'ab', 'l', 'lg', 'seg', 'list', 'item', 'label', 'table', 'row', 'cell', 'quote'}
CJK = {'zh', 'ja', 'yue', 'lzh', 'cmn', 'wuu', 'nan', 'hak'}


def is_sign(ref, notes):
    """Whether a ref is the sign of a footnote: it says so, points at a note, or is a figure or an asterisk."""
    target = ref.get('target', '')
    return ref.get('type') == 'note' or '#' in target and target.split('#', 1)[1] in notes \
        or target.startswith('#') and not re.sub(r'[0-9*†‡()\[\]. \n]', '', ''.join(ref.itertext()))


def said(element, notes, parent=''):
    name = element.tag.replace(TEI, '')
    if name in UNSAID or name == 'ref' and is_sign(element, notes) \
            or parent == 'choice' and name in ('corr', 'reg', 'expan'):
        return ''
    if name == 'lb':
        return '' if element.get('break') == 'no' else ' '
    text = element.text or '' if name != 'choice' else ''
    readings = list(element) if name != 'app' else element.findall(TEI + 'lem')[:1] or list(element)[:1]
    for child in readings:
        text += said(child, notes, name) + ((child.tail or '') if name != 'choice' else '')
    if name == 'supplied':
        text = text.replace('[', '').replace(']', '')
    return ' ' + text + ' ' if name in BLOCKS else text


def ids(speech):
    """Those who hold it: of each pointer what stands behind the #."""
    return [i for i in (who.split('#', 1)[-1] for who in speech.get('who', '').split()) if i]


def is_word(token):
    """More than punctuation and common symbols; a pictograph and a sign of private use are words."""
    return any(unicodedata.category(c)[0] in 'LNM' or unicodedata.category(c) in ('So', 'Co')
               and c not in '©®°¦♪♫─━' for c in token)


def count(text, language):
    if language.split('-')[0] not in CJK:
        return sum(is_word(token) for token in text.split())
    runs = re.findall('[0-9A-Za-z]+', text)
    rest = re.sub('[0-9A-Za-z]', '', text)
    return len(runs) + sum(is_word(c) for c in rest)


def folded(text):
    """White space as XML has it: a no-break space is none."""
    return re.sub('[ \t\r\n]+', ' ', text).strip(' ')


def speeches(element, language='', in_body=False, with_language=False, notes=None):
    """Each speech in its order: its text, its words, and the element, marked with in-body."""
    if notes is None:
        notes = {note.get(ID) for note in element.iter(TEI + 'note')} - {None}
    language = element.get(LANG, language)
    in_body = in_body or element.tag == TEI + 'body'
    if element.tag in (TEI + 'sp', TEI + 'u'):
        text = said(element, notes)
        if in_body:
            element.set('in-body', 'yes')
        yield (folded(text), count(text, language), element) + ((language,) if with_language else ())
    for child in element:
        if child.tag != TEI + 'teiHeader':
            yield from speeches(child, language, in_body, with_language, notes)
