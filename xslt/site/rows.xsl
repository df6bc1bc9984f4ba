<?xml version="1.0" encoding="UTF-8"?>
<!--
  rows.xsl: what the site of a corpus has to know of one document

  Lines of cells parted by tabs, each with its kind first:

    D  title  ISO date  printed date  language  speeches  words
    V  who    name      speeches  words  id of the first speech  reference  (a voice, see lib/html-voices.xsl)
    S  id     number    speaker   text                               (a speech)

  The reference says who a person is beyond the document: @sameAs, the @ref of a name, or an idno,
  the first of these; else the pointer itself, where it leads to another file.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="tei steno">

  <xsl:import href="stenogram:lib/speech.xsl"/>
  <xsl:import href="stenogram:lib/html-voices.xsl"/>
  <steno:format extension="txt">Rows for the site of a corpus</steno:format>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/">
    <row>
      <xsl:text>D&#9;</xsl:text>
      <!-- One that has no title is known by its file here. -->
      <xsl:if test="$header/tei:fileDesc/tei:titleStmt/tei:title[normalize-space()]"><xsl:value-of select="$title"/></xsl:if>
      <xsl:value-of select="concat('&#9;', normalize-space(($date/@when | $date/@from
          | $date/@notBefore | $date/@to)[1]), '&#9;')"/>
      <xsl:for-each select="$date[1]"><xsl:call-template name="date-text"/></xsl:for-each>
      <xsl:value-of select="concat('&#9;', normalize-space($language), '&#9;', count($told/speech),
          '&#9;', sum($told/speech/@words), '&#10;')"/>
    </row>
    <xsl:for-each select="$voices/voice[@who != '']">
      <row>
        <xsl:value-of select="concat('V&#9;', @who, '&#9;', normalize-space(@name), '&#9;', @speeches,
            '&#9;', @words, '&#9;', @first, '&#9;')"/>
        <xsl:call-template name="reference"><xsl:with-param name="who" select="string(@who)"/></xsl:call-template>
        <xsl:text>&#10;</xsl:text>
      </row>
    </xsl:for-each>
    <xsl:for-each select="$speeches">
      <xsl:variable name="speaker"><xsl:call-template name="speaker-names"/></xsl:variable>
      <xsl:variable name="text"><xsl:call-template name="speech-text"/></xsl:variable>
      <xsl:variable name="this" select="generate-id()"/>
      <row>
        <xsl:text>S&#9;</xsl:text>
        <xsl:for-each select="$told">
          <xsl:variable name="speech" select="key('speech', $this)"/>
          <xsl:value-of select="concat($speech/@id, '&#9;', normalize-space($speech/@n))"/>
        </xsl:for-each>
        <xsl:value-of select="concat('&#9;', normalize-space($speaker), '&#9;', $text, '&#10;')"/>
      </row>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="reference">
    <xsl:param name="who"/>
    <xsl:for-each select="$header"> <!-- the tree in which keys are looked up -->
      <xsl:variable name="person" select="key('person', substring-after($who, '#'))[1]"/>
      <xsl:variable name="pointer" select="normalize-space(($person/@sameAs | $person/tei:persName/@ref)
          [not(starts-with(normalize-space(), '#'))][1])"/>
      <xsl:variable name="number" select="$person/tei:idno[normalize-space()][1]"/>
      <xsl:choose>
        <xsl:when test="not($person)">
          <xsl:if test="not(starts-with($who, '#'))"><xsl:value-of select="$who"/></xsl:if>
        </xsl:when>
        <xsl:when test="$pointer != ''"><xsl:value-of select="substring-before(concat($pointer, ' '), ' ')"/></xsl:when>
        <xsl:when test="contains($number, ':') or ($number and not($number/@type))">
          <xsl:value-of select="normalize-space($number)"/>
        </xsl:when>
        <xsl:when test="$number"><xsl:value-of select="concat($number/@type, ':', normalize-space($number))"/></xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
