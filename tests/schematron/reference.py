"""reference.py: what Saxon says of a document under a Schematron schema

A schema, or what a grammar carries, is made into a stylesheet of XSLT 3.0, a mode a pattern, that writes a line a
finding: id, number of the element, name of the attribute, message. Used by agree.t; it shares nothing with the
program that it judges.
"""
import os, re, subprocess
import xml.etree.ElementTree as ET
from xml.sax.saxutils import quoteattr

SCH = '{http://purl.oclc.org/dsdl/schematron}'
RNG = '{http://relaxng.org/ns/structure/1.0}'
JARS = ['/usr/share/java/Saxon-HE.jar']


def saxon():
    """The jar, or None."""
    import shutil
    jars = [j for j in JARS + [os.environ.get('SAXON', '')] if j and os.path.exists(j)]
    return jars[0] if jars and shutil.which('java') else None


class Schema:
    """The parts of a schema that the stylesheet needs."""

    def __init__(self, path):
        root = ET.parse(path).getroot()
        self.namespaces = {}
        self.patterns = []
        self.lets = []
        for e in root.iter():
            if e.tag == SCH + 'ns':
                self.namespaces[e.get('prefix')] = e.get('uri')
            elif e.tag == SCH + 'pattern' and e.get('abstract') != 'true':
                self.patterns.append(e)
        parents = {c: p for p in root.iter() for c in p}
        self.lets = [e for e in root.iter(SCH + 'let') if parents[e].tag != SCH + 'rule']
        self.checks = [c for p in self.patterns for c in p.iter() if c.tag in (SCH + 'assert', SCH + 'report')]


def message(check):
    """The content of an assert as instructions."""
    out = []

    def text(s):
        if s:
            out.append('<xsl:text>%s</xsl:text>' % s.replace('&', '&amp;').replace('<', '&lt;'))

    def content(e):
        text(e.text)
        for child in e:
            if child.tag == SCH + 'value-of':
                out.append('<xsl:value-of select=%s/>' % quoteattr(child.get('select')))
            elif child.tag == SCH + 'name':
                out.append('<xsl:value-of select="name(%s)"/>' % child.get('path', '.'))
            else:
                content(child)
            text(child.tail)

    content(check)
    return ''.join(out)


def check_template(check, name, lets):
    test = check.get('test')
    when = test if check.tag == SCH + 'report' else 'not(%s)' % test
    return f'''<xsl:try>{lets}<xsl:variable name="m__"><xsl:if test={quoteattr(when)}><m>{message(check)}</m></xsl:if></xsl:variable>
<xsl:if test="$m__/m"><xsl:value-of select="'{name}', local:place(.), normalize-space($m__)" separator="&#9;"/><xsl:text>&#10;</xsl:text></xsl:if>
<xsl:catch><xsl:value-of select="'{name}', local:place(.), '!error'" separator="&#9;"/><xsl:text>&#10;</xsl:text></xsl:catch></xsl:try>'''


def stylesheet(schema):
    out = ['<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" '
           'xmlns:local="urn:local" xmlns:xs="http://www.w3.org/2001/XMLSchema" exclude-result-prefixes="#all" '
           + ' '.join(f'xmlns:{p}={quoteattr(u)}' for p, u in schema.namespaces.items() if p != 'xs') + '>',
           '<xsl:output method="text"/>',
           '''<xsl:function name="local:place"><xsl:param name="n" as="node()"/>
<xsl:variable name="e" select="if ($n/self::document-node()) then $n/* else if ($n/self::*) then $n else $n/.."/>
<xsl:sequence select="concat(count($e/preceding::*) + count($e/ancestor::*), '&#9;',
 if ($n/self::attribute()) then name($n) else '')"/></xsl:function>''']
    for let in schema.lets:
        out.append(f'<xsl:variable name="{let.get("name")}" select={quoteattr(let.get("value"))}/>')
    out.append('<xsl:template match="/" priority="1000000">')
    for i, _ in enumerate(schema.patterns):
        out.append(f'<xsl:apply-templates select=". | //node() | //@*" mode="m{i}"/>')
    out.append('</xsl:template>')
    order = 0
    for i, pattern in enumerate(schema.patterns):
        out.append(f'<xsl:template match="node()|@*|/" mode="m{i}" priority="-10"/>')
        rules = [r for r in pattern.iter(SCH + 'rule') if r.get('abstract') != 'true']
        for j, rule in enumerate(rules):
            out.append(f'<xsl:template match={quoteattr(rule.get("context"))} mode="m{i}" priority="{len(rules) - j}">')
            # In each xsl:try, since a variable that cannot be worked out ends the whole run elsewhere.
            lets = ''.join(f'<xsl:variable name="{let.get("name")}" select={quoteattr(let.get("value"))}/>'
                           for let in rule.findall(SCH + 'let'))
            for check in rule:
                if check.tag in (SCH + 'assert', SCH + 'report'):
                    order += 1
                    name = check.get('id') or rule.get('id') or pattern.get('id') or f'schematron-{order}'
                    out.append(check_template(check, name, lets))
            out.append('</xsl:template>')
    out.append('</xsl:stylesheet>')
    return '\n'.join(out)


def run(jar, xsl, documents, folder):
    """The findings of each document: a list of (id, element, attribute, message)."""
    results = {}
    sources = os.path.join(folder, 'in')
    target = os.path.join(folder, 'out')
    for d in (sources, target):
        os.makedirs(d, exist_ok=True)
        for n in os.listdir(d):
            os.unlink(os.path.join(d, n))
    for i, d in enumerate(documents):
        os.symlink(os.path.abspath(d), os.path.join(sources, f'{i}.xml'))
    done = subprocess.run(['java', '-cp', jar, 'net.sf.saxon.Transform', '-xsl:' + xsl, '-s:' + sources, '-o:' + target,
                           '-warnings:silent'], capture_output=True, text=True)
    for i, d in enumerate(documents):
        path = [os.path.join(target, n) for n in os.listdir(target) if n.split('.')[0] == str(i)]
        if not path:
            raise RuntimeError(f'{d}: {done.stderr[-2000:]}')
        with open(path[0], encoding='utf-8') as f:
            results[d] = [tuple(line.rstrip('\n').split('\t', 3)) for line in f if line.strip()]
    return results
