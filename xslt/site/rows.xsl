<?xml version="1.0" encoding="UTF-8"?>
<!--
  rows.xsl: what the site of a corpus has to know of one document

  Lines of cells parted by tabs, each with its kind first:

    D  title  ISO date  printed date  language  speeches  words
    V  who    name      speeches  words  id of the first speech      (a voice, see lib/html-voices.xsl)
    S  id     number    speaker   text                               (a speech)
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
      <xsl:value-of select="concat('D&#9;', $title, '&#9;', normalize-space(($date/@when | $date/@from
          | $date/@notBefore | $date/@to)[1]), '&#9;')"/>
      <xsl:for-each select="$date[1]"><xsl:call-template name="date-text"/></xsl:for-each>
      <xsl:value-of select="concat('&#9;', normalize-space($language), '&#9;', count($told/speech),
          '&#9;', sum($told/speech/@words), '&#10;')"/>
    </row>
    <xsl:for-each select="$voices/voice[@who != '']">
      <row>
        <xsl:value-of select="concat('V&#9;', @who, '&#9;', normalize-space(@name), '&#9;', @speeches,
            '&#9;', @words, '&#9;', @first, '&#10;')"/>
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

</xsl:stylesheet>
