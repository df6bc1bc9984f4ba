<?xml version="1.0" encoding="UTF-8"?>
<!--
  markdown.xsl: CommonMark

  The title is a heading of the first level, divisions have theirs below it; the label of a speech is
  bold, stage directions are in italics, lines of verse end in hard breaks, notes are footnotes
  ([^1], as GitHub, Pandoc and others know them; a reader of bare CommonMark shows them as text). A
  row of a table is a line. Whatever the text has that could be markup is escaped.

  Parameters:
    labels  "no": speeches without their labels
    notes   "no": without footnotes
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="str steno"
    xmlns:steno="stenogram:transform">

  <xsl:import href="lib/reading.xsl"/>
  <xsl:import href="lib/escape.xsl"/>
  <steno:format extension="md">A text with Markdown (CommonMark)</steno:format>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:param name="labels" select="'yes'"/>
  <xsl:param name="notes" select="'yes'"/>

  <!-- Stands for a hard break until white space has been folded; no text has it then. -->
  <xsl:variable name="break" select="'&#x2028;'"/>

  <xsl:template match="/">
    <xsl:variable name="byline"><xsl:call-template name="byline"/></xsl:variable>
    <block><xsl:text># </xsl:text><xsl:call-template name="text"><xsl:with-param name="text" select="$title"/></xsl:call-template></block>
    <xsl:text>&#10;</xsl:text>
    <xsl:call-template name="front-line"><xsl:with-param name="text" select="$subtitle"/></xsl:call-template>
    <xsl:call-template name="front-line"><xsl:with-param name="text" select="$byline"/></xsl:call-template>
    <xsl:apply-templates select="$reading/*" mode="block"/>
    <xsl:if test="$notes = 'yes'">
      <xsl:apply-templates select="$reading//note" mode="foot"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="front-line">
    <xsl:param name="text"/>
    <xsl:if test="normalize-space($text)">
      <xsl:variable name="line"><xsl:call-template name="text"><xsl:with-param name="text" select="normalize-space($text)"/></xsl:call-template></xsl:variable>
      <xsl:variable name="start"><xsl:call-template name="line-start"><xsl:with-param name="line" select="string($line)"/></xsl:call-template></xsl:variable>
      <block><xsl:value-of select="concat('&#10;', $start, '&#10;')"/></block>
    </xsl:if>
  </xsl:template>

  <!-- ==== Blocks: each begins with an empty line. ==== -->

  <xsl:template match="heading" mode="block">
    <xsl:variable name="line"><xsl:apply-templates mode="inline"/></xsl:variable>
    <xsl:variable name="level">
      <xsl:choose><xsl:when test="@level &gt; 6">6</xsl:when><xsl:otherwise><xsl:value-of select="@level"/></xsl:otherwise></xsl:choose>
    </xsl:variable>
    <block><xsl:value-of select="concat('&#10;', substring('######', 1, $level), ' ',
        normalize-space(translate($line, $break, ' ')), '&#10;')"/></block>
  </xsl:template>

  <xsl:template match="p | aside" mode="block">
    <xsl:variable name="line"><xsl:apply-templates mode="inline"/></xsl:variable>
    <xsl:call-template name="lines">
      <xsl:with-param name="text" select="string($line)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="stage" mode="block">
    <xsl:variable name="line"><xsl:apply-templates select="." mode="inline">
      <xsl:with-param name="alone" select="true()"/></xsl:apply-templates></xsl:variable>
    <xsl:call-template name="lines">
      <xsl:with-param name="text" select="string($line)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="verse" mode="block">
    <xsl:param name="label"/>
    <xsl:variable name="text">
      <xsl:if test="$label != ''"><xsl:value-of select="concat($label, $break)"/></xsl:if>
      <xsl:for-each select="l">
        <xsl:if test="position() != 1"><xsl:value-of select="$break"/></xsl:if>
        <xsl:apply-templates mode="inline"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="lines">
      <xsl:with-param name="text" select="string($text)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="table" mode="block">
    <xsl:variable name="text">
      <xsl:for-each select="row">
        <xsl:if test="position() != 1"><xsl:value-of select="$break"/></xsl:if>
        <xsl:for-each select="cell">
          <xsl:if test="position() != 1"><xsl:text> \| </xsl:text></xsl:if>
          <xsl:apply-templates mode="inline"/>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="lines">
      <xsl:with-param name="text" select="string($text)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="list" mode="block">
    <xsl:text>&#10;</xsl:text>
    <xsl:for-each select="item">
      <xsl:variable name="line"><xsl:apply-templates mode="inline"/></xsl:variable>
      <xsl:variable name="start">
        <xsl:call-template name="line-start">
          <xsl:with-param name="line" select="normalize-space(translate($line, $break, ' '))"/>
        </xsl:call-template>
      </xsl:variable>
      <block><xsl:value-of select="concat('- ', $start, '&#10;')"/></block>
    </xsl:for-each>
    <!-- A list that follows is another one: CommonMark would join them, which does no harm. -->
  </xsl:template>

  <xsl:template match="quote" mode="block">
    <xsl:variable name="blocks"><xsl:apply-templates mode="block"/></xsl:variable>
    <!-- Without the empty line of the first block and the end of the last line. -->
    <xsl:variable name="lines" select="substring($blocks, 2, string-length($blocks) - 2)"/>
    <xsl:if test="$lines != ''">
      <block><xsl:value-of select="concat('&#10;> ', str:replace(str:replace(string($lines), '&#10;', '&#10;> '),
          '> &#10;', '>&#10;'), '&#10;')"/></block>
    </xsl:if>
  </xsl:template>

  <!-- The label stands before the first paragraph, above verse, and alone before all else. -->
  <xsl:template match="speech" mode="block">
    <xsl:variable name="inline"><xsl:apply-templates select="label/node()" mode="inline">
      <xsl:with-param name="plain" select="true()"/></xsl:apply-templates></xsl:variable>
    <xsl:variable name="words" select="normalize-space(translate($inline, $break, ' '))"/>
    <xsl:variable name="label"><xsl:if test="$labels = 'yes' and $words != ''"><xsl:value-of
        select="concat('**', $words, '**')"/></xsl:if></xsl:variable>
    <xsl:variable name="first" select="*[not(self::label)][1]"/>
    <xsl:choose>
      <xsl:when test="$label != '' and $first[self::p]">
        <xsl:variable name="line"><xsl:apply-templates select="$first/node()" mode="inline"/></xsl:variable>
        <xsl:call-template name="lines">
          <xsl:with-param name="text" select="concat($label, ' ', $line)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$label != '' and $first[self::verse]">
        <xsl:apply-templates select="$first" mode="block">
          <xsl:with-param name="label" select="$label"/>
        </xsl:apply-templates>
      </xsl:when>
      <xsl:otherwise>
        <xsl:if test="$label != ''">
          <block><xsl:value-of select="concat('&#10;', $label, '&#10;')"/></block>
        </xsl:if>
        <xsl:apply-templates select="$first" mode="block"></xsl:apply-templates>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:apply-templates select="*[not(self::label)][position() &gt; 1]" mode="block">
    </xsl:apply-templates>
  </xsl:template>

  <!-- A paragraph: its white space folded, its breaks made, the start of each line escaped. -->
  <xsl:template name="lines">
    <xsl:param name="text"/>
    <xsl:if test="normalize-space(translate($text, $break, ' '))">
      <block>
        <xsl:text>&#10;</xsl:text>
        <xsl:for-each select="str:tokenize($text, $break)[normalize-space()]">
          <xsl:if test="position() != 1"><xsl:text>\&#10;</xsl:text></xsl:if>
          <xsl:call-template name="line-start">
            <xsl:with-param name="line" select="normalize-space()"/>
          </xsl:call-template>
        </xsl:for-each>
        <xsl:text>&#10;</xsl:text>
      </block>
    </xsl:if>
  </xsl:template>

  <!-- A line whose start is no mark of a list, a heading, a quotation or a rule. -->
  <xsl:template name="line-start">
    <xsl:param name="line"/>
    <xsl:variable name="digits" select="substring-before(concat(translate($line, '.)', '  '), ' '), ' ')"/>
    <xsl:choose>
      <xsl:when test="$line != '' and contains('+-=:>', substring($line, 1, 1))">
        <xsl:value-of select="concat('\', $line)"/>
      </xsl:when>
      <xsl:when test="$digits != '' and translate($digits, '0123456789', '') = ''
          and contains('.)', substring($line, string-length($digits) + 1, 1))
          and string-length($line) &gt; string-length($digits)">
        <xsl:value-of select="concat($digits, '\', substring($line, string-length($digits) + 1))"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$line"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== Inline ==== -->

  <xsl:template match="text()" mode="inline"><xsl:call-template name="text"/></xsl:template>

  <xsl:template name="text">
    <xsl:param name="text" select="."/>
    <xsl:variable name="plain"><xsl:call-template name="plain"><xsl:with-param name="text" select="$text"/></xsl:call-template></xsl:variable>
    <xsl:call-template name="backslashed">
      <xsl:with-param name="text" select="string($plain)"/>
      <xsl:with-param name="characters" select="'`*_[]&lt;&amp;#~|$^'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="break" mode="inline"><xsl:value-of select="$break"/></xsl:template>

  <!-- Emphasis, where CommonMark would see it: its marks must have no letter outside beside
       punctuation inside; elsewhere the words stand without it. -->
  <xsl:template match="i | stage" mode="inline">
    <xsl:param name="plain" select="false()"/>
    <xsl:param name="alone" select="false()"/>
    <xsl:variable name="content"><xsl:apply-templates mode="inline"><xsl:with-param name="plain" select="true()"/></xsl:apply-templates></xsl:variable>
    <xsl:variable name="words" select="normalize-space(translate($content, $break, ' '))"/>
    <xsl:variable name="before" select="preceding-sibling::node()[1]"/>
    <xsl:variable name="after" select="following-sibling::node()[1]"/>
    <xsl:variable name="blank-before" select="$alone or not($before) or $before[self::text()]
        and not(normalize-space(substring($before, string-length($before))))
        or starts-with($content, ' ') or starts-with($content, '&#10;')"/>
    <xsl:variable name="blank-after" select="$alone or not($after) or $after[self::text()]
        and not(normalize-space(substring($after, 1, 1)))"/>
    <xsl:variable name="marked" select="not($plain) and $words != ''
        and ($blank-before or not(contains(concat($punctuation, $odd-spaces), substring($words, 1, 1))) and not($before[not(self::text())]))
        and ($blank-after or not(contains(concat($punctuation, $odd-spaces), substring($words, string-length($words)))) and not($after[not(self::text())]))
        and translate(substring($words, 1, 1), $odd-spaces, '') != ''
        and translate(substring($words, string-length($words)), $odd-spaces, '') != ''"/>
    <xsl:choose>
      <xsl:when test="$words = ''"><xsl:text> </xsl:text></xsl:when>
      <xsl:when test="$marked">
        <xsl:if test="normalize-space(substring($content, 1, 1)) = ''"><xsl:text> </xsl:text></xsl:if>
        <xsl:value-of select="concat('*', $words, '*')"/>
        <xsl:if test="normalize-space(substring($content, string-length($content))) = ''"><xsl:text> </xsl:text></xsl:if>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$content"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== Footnotes ==== -->

  <xsl:template match="note" mode="inline">
    <xsl:if test="$notes = 'yes'">
      <xsl:text>[^</xsl:text><xsl:call-template name="foot-number"/><xsl:text>]</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- In bare CommonMark "[^1]: word" would be the target of a link and not be seen; something
       that cannot be seen after the word keeps it. -->
  <xsl:template match="note" mode="foot">
    <xsl:variable name="content"><xsl:apply-templates mode="inline"><xsl:with-param name="plain" select="true()"/></xsl:apply-templates></xsl:variable>
    <xsl:variable name="words" select="normalize-space(translate($content, $break, ' '))"/>
    <xsl:variable name="second" select="substring(substring-after($words, ' '), 1, 1)"/>
    <block>
      <xsl:value-of select="concat('&#10;[^', position(), ']: ', $words)"/>
      <xsl:if test="$second = '' or contains('&quot;(', $second) or $second = &quot;'&quot;"> &amp;#8288;</xsl:if>
      <xsl:text>&#10;</xsl:text>
    </block>
  </xsl:template>

</xsl:stylesheet>
