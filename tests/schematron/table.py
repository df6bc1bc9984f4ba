#!/usr/bin/env python3
"""table.py: the table of docs/schematron.md: which constraints of tei_all and of DraCor are checked, and how

  table.py            prints it
  table.py --write    puts it into docs/schematron.md
"""
import ctypes, ctypes.util, os, re, subprocess, sys, tempfile

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import reference

ROOT = os.path.abspath(os.path.join(os.path.dirname(__file__), '..', '..'))
SCHEMAS = os.path.join(ROOT, '..', 'shared', 'schemas')
PAGE = os.path.join(ROOT, 'docs', 'schematron.md')
BIN = os.path.abspath(os.environ.get('BIN', os.path.join(ROOT, 'build/bin')))
WHICH = [('tei_all_4.12.0.rng', 'TEI P5 4.12.0, `tei_all.rng`'), ('dracor_1.6.0.sch', 'DraCor 1.6.0, `dracor.sch`')]
BEGIN, END = '<!-- table -->\n', '<!-- end of table -->\n'

FUNCTIONS = set("""last position count id local-name namespace-uri name string concat starts-with contains
substring-before substring-after substring string-length normalize-space translate boolean not true false lang number sum
floor ceiling round current key document generate-id format-number node text comment processing-instruction""".split())


def libxml2():
    """libxml2 itself, which reads XPath 1.0 and nothing later."""
    library = ctypes.CDLL(ctypes.util.find_library('xml2') or 'libxml2.so.2')
    library.xmlXPathCompile.restype = ctypes.c_void_p
    library.xmlXPathCompile.argtypes = [ctypes.c_char_p]
    library.xmlXPathFreeCompExpr.argtypes = [ctypes.c_void_p]
    library.quiet = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.c_void_p)(lambda context, error: None)
    library.xmlSetStructuredErrorFunc(None, library.quiet)
    return library


LIBXML2 = libxml2()


def is_later(expression):
    """Whether it needs more than XPath 1.0."""
    compiled = LIBXML2.xmlXPathCompile(expression.encode())
    if not compiled:
        return True
    LIBXML2.xmlXPathFreeCompExpr(compiled)
    bare = re.sub(r"'[^']*'|\"[^\"]*\"", '""', expression)
    return not set(re.findall(r'([\w:-]+)\s*\(', bare)) - {'and', 'or', 'div', 'mod'} <= FUNCTIONS


def expressions(check, rule):
    """Those that the verdict depends on."""
    lets = {let.get('name'): let.get('value') for let in rule.findall(reference.SCH + 'let')}
    found, todo = [rule.get('context')], [check.get('test')]
    while todo:
        expression = todo.pop()
        found.append(expression)
        todo += [lets.pop(name) for name in re.findall(r'\$([\w.-]+)', expression) if name in lets]
    return found


def constraints(name):
    """(id, how) of each constraint, in order."""
    schema = reference.Schema(os.path.join(SCHEMAS, name))
    rows, order = [], 0
    for pattern in schema.patterns:
        for rule in pattern.iter(reference.SCH + 'rule'):
            for check in rule:
                if check.tag not in (reference.SCH + 'assert', reference.SCH + 'report'):
                    continue
                order += 1
                what = check.get('id') or rule.get('id') or pattern.get('id') or f'schematron-{order}'
                later = any(is_later(e) for e in expressions(check, rule))
                rows.append((what, 'XPath 2.0' if later else 'XPath 1.0'))
    return rows


def unchecked(name):
    """What teivalidate says that it cannot check."""
    with tempfile.NamedTemporaryFile('w', suffix='.xml') as f:
        f.write('<a/>')
        f.flush()
        done = subprocess.run([f'{BIN}/teivalidate', '-s', os.path.join(SCHEMAS, name), f.name],
                              capture_output=True, text=True)
    return [line for line in done.stdout.splitlines() if '[schematron-unsupported]' in line]


def table():
    out = []
    for name, title in WHICH:
        rows = constraints(name)
        later = sum(how == 'XPath 2.0' for _, how in rows)
        missing = unchecked(name)
        out.append(f'### {title}\n\n{len(rows)} constraints: {len(rows) - later} in XPath 1.0, {later} that need more, '
                   f'{len(missing)} that are not checked.\n\n| constraint | runs as |\n|---|---|\n')
        out += [f'| `{what}` | {how} |\n' for what, how in rows] + ['\n']
    return ''.join(out)


def main():
    made = table()
    if '--write' not in sys.argv:
        sys.stdout.write(made)
        return
    with open(PAGE, encoding='utf-8') as f:
        page = f.read()
    before, rest = page.split(BEGIN)
    page = before + BEGIN + '\n' + made + END + rest.split(END)[1]
    with open(PAGE, 'w', encoding='utf-8') as f:
        f.write(page)


if __name__ == '__main__':
    main()
