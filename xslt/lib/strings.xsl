<?xml version="1.0" encoding="UTF-8"?>
<!--
  strings.xsl: white space, words, and escaping

  Nothing here knows TEI. Long strings are halved before they are searched, so that recursion stays
  shallow however long a speech is.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- White space that normalize-space() does not know, and a blank for each of its characters. -->
  <xsl:variable name="odd-spaces"
      select="'&#x85;&#xA0;&#x1680;&#x2000;&#x2001;&#x2002;&#x2003;&#x2004;&#x2005;&#x2006;&#x2007;&#x2008;&#x2009;&#x200A;&#x2028;&#x2029;&#x202F;&#x205F;&#x3000;'"/>
  <xsl:variable name="odd-blanks" select="'                   '"/>

  <!-- What stands between words and is none. -->
  <xsl:variable name="punctuation">!"#$%&amp;'()*+,-./:;&lt;=&gt;?@[\]^_`{|}~¡§«¶·»¿‐‑‒–—―‘’‚‛“”„‟†‡•…‹›‽⁃−─、。〃〈〉《》「」『』【】〔〕〖〗〜・！＂＇（），－．／：；？［］｛｝～､｡｢｣،؛؟।॥․‥︰﹐﹑﹒﹔﹕﹖﹗€£¥¢©®™°±×÷№¬¦¨´¯¸♪♫←→&#x202A;&#x202B;&#x202C;&#x202D;&#x202E;&#x2066;&#x2067;&#x2068;&#x2069;</xsl:variable>

  <!-- Signs that turn the direction of what follows, also behind the end of a cell. -->
  <xsl:variable name="turning"
      select="'&#x202A;&#x202B;&#x202C;&#x202D;&#x202E;&#x2066;&#x2067;&#x2068;&#x2069;'"/>

  <!-- What many programs take for the end of a line, though it is none of XML's. -->
  <xsl:variable name="line-ends-of-others" select="'&#x85;&#x2028;&#x2029;'"/>

  <!-- What a cell is better without; the first three become blanks. -->
  <xsl:variable name="odd-in-cells" select="concat($line-ends-of-others, $turning)"/>

  <!-- What a spreadsheet takes for the beginning of a formula. -->
  <xsl:variable name="formula-signs" select="'=+-@＝＋－＠&#9;&#10;&#13;'"/>
  <xsl:variable name="ascii"
      >0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz</xsl:variable>

  <!--
    Letters by how often they come. translate() looks at its second argument from the start for each
    character: with the letters in front, each standing for itself, it finds most at once.
  -->
  <xsl:variable name="letters"> etaoinsrhldcumfpgwybvkxjqzETAOINSRHLDCUMFPGWYBVKXJQZоеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъ0123456789äöüßéèàç</xsl:variable>

  <!-- From what to what a text is translated before its words are counted. -->
  <xsl:variable name="between-words" select="concat($odd-spaces, $punctuation)"/>
  <xsl:variable name="words-from" select="concat($letters, $between-words)"/>
  <xsl:variable name="words-to" select="concat($letters, $odd-blanks)"/>

  <!--
    How many words a text has: runs of characters between white space that are not punctuation
    alone. In Chinese and Japanese (`cjk`), which put no blanks between words, each character
    counts as a word, and a run of ASCII letters and digits as one.
  -->
  <xsl:template name="count-words">
    <xsl:param name="text"/>
    <xsl:param name="cjk" select="false()"/>
    <xsl:choose>
      <xsl:when test="$cjk">
        <xsl:call-template name="count-characters">
          <xsl:with-param name="text"
              select="normalize-space(translate($text, $between-words, $blanks))"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="count-runs">
          <xsl:with-param name="text" select="translate($text, $words-from, $words-to)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="count-runs">
    <xsl:param name="text"/>
    <xsl:variable name="words" select="normalize-space($text)"/>
    <xsl:choose>
      <xsl:when test="$words = ''">0</xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="1 + string-length($words)
            - string-length(translate($words, ' ', ''))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="count-characters">
    <xsl:param name="text"/>
    <xsl:variable name="characters" select="translate($text, concat($ascii, ' '), '')"/>
    <xsl:variable name="runs">
      <xsl:call-template name="count-runs">
        <xsl:with-param name="text" select="translate($text, $characters, $blanks)"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:value-of select="string-length($characters) + $runs"/>
  </xsl:template>

  <!-- Blanks, at least as many as a text has different characters. -->
  <xsl:variable name="blanks-16" select="'                '"/>
  <xsl:variable name="blanks-256" select="concat($blanks-16, $blanks-16, $blanks-16, $blanks-16,
      $blanks-16, $blanks-16, $blanks-16, $blanks-16, $blanks-16, $blanks-16, $blanks-16,
      $blanks-16, $blanks-16, $blanks-16, $blanks-16, $blanks-16)"/>
  <xsl:variable name="blanks-4096" select="concat($blanks-256, $blanks-256, $blanks-256,
      $blanks-256, $blanks-256, $blanks-256, $blanks-256, $blanks-256, $blanks-256, $blanks-256,
      $blanks-256, $blanks-256, $blanks-256, $blanks-256, $blanks-256, $blanks-256)"/>
  <xsl:variable name="blanks" select="concat($blanks-4096, $blanks-4096, $blanks-4096,
      $blanks-4096, $blanks-4096, $blanks-4096, $blanks-4096, $blanks-4096)"/>

  <!-- Each occurrence of one character replaced. -->
  <xsl:template name="replace">
    <xsl:param name="text"/>
    <xsl:param name="character"/>
    <xsl:param name="by"/>
    <xsl:variable name="half" select="floor(string-length($text) div 2)"/>
    <xsl:choose>
      <xsl:when test="not(contains($text, $character))"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="$half &gt; 100">
        <xsl:call-template name="replace">
          <xsl:with-param name="text" select="substring($text, 1, $half)"/>
          <xsl:with-param name="character" select="$character"/>
          <xsl:with-param name="by" select="$by"/>
        </xsl:call-template>
        <xsl:call-template name="replace">
          <xsl:with-param name="text" select="substring($text, $half + 1)"/>
          <xsl:with-param name="character" select="$character"/>
          <xsl:with-param name="by" select="$by"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(substring-before($text, $character), $by)"/>
        <xsl:call-template name="replace">
          <xsl:with-param name="text" select="substring-after($text, $character)"/>
          <xsl:with-param name="character" select="$character"/>
          <xsl:with-param name="by" select="$by"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!--
    A cell of CSV (RFC 4180): quoted where it has to be. A spreadsheet runs a cell that begins with
    one of = + - @ (or their wide forms, a tab, a line end) as a formula; unless `raw` is true, such
    a cell gets an apostrophe in front, which spreadsheets take for "this is text". `quoted`: it is
    quoted whether it has to be or not. Signs that turn the direction of writing are taken out, and odd
    ends of lines are blanks, unless `raw` is true.
  -->
  <xsl:template name="csv-cell">
    <xsl:param name="text"/>
    <xsl:param name="raw" select="false()"/>
    <xsl:param name="quoted" select="false()"/>
    <xsl:variable name="shown" select="translate($text, substring($odd-in-cells, 1, 99 * not($raw)), '   ')"/>
    <xsl:variable name="first" select="substring($shown, 1, 1)"/>
    <!-- The apostrophe, or nothing: a substring, since a tree for each cell would take its time. -->
    <xsl:variable name="sign" select="substring(&quot;'&quot;, 1, number(not($raw) and $first != ''
        and contains($formula-signs, $first)))"/>
    <xsl:choose>
      <xsl:when test="contains($shown, '&quot;')">
        <xsl:value-of select="concat('&quot;', $sign)"/>
        <xsl:call-template name="replace">
          <xsl:with-param name="text" select="$shown"/>
          <xsl:with-param name="character" select="'&quot;'"/>
          <xsl:with-param name="by" select="'&quot;&quot;'"/>
        </xsl:call-template>
        <xsl:text>"</xsl:text>
      </xsl:when>
      <xsl:when test="$quoted or translate($shown, ',;&#9;&#10;&#13;', '') != $shown
          or $first = ' ' and $sign = ''">
        <xsl:value-of select="concat('&quot;', $sign, $shown, '&quot;')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="concat($sign, $shown)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
