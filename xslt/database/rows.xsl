<?xml version="1.0" encoding="UTF-8"?>
<!--
  rows.xsl: what the database of a batch has to know of one document

  Lines of cells parted by tabs, each with its kind first:

    D  title  ISO date  language
    P  id     name      kind     sex  role  affiliation        (a person, or a group of people)
    S  number id        who      speaker  division  ISO date  words  text   (a speech)
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="tei steno">

  <xsl:import href="stenogram:lib/speech.xsl"/>
  <steno:format extension="txt">Rows for the database of a batch</steno:format>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:template match="/">
    <row>
      <xsl:value-of select="concat('D&#9;', $title, '&#9;', normalize-space(($date/@when | $date/@from
          | $date/@notBefore | $date/@to)[1]), '&#9;', normalize-space($language), '&#10;')"/>
    </row>
    <xsl:for-each select="tei:TEI/*[self::tei:teiHeader or self::tei:standOff]
        //*[self::tei:person or self::tei:personGrp][@xml:id]">
      <row><xsl:call-template name="person-row"/></row>
    </xsl:for-each>
    <xsl:for-each select="$speeches">
      <row>
        <xsl:call-template name="speech-row">
          <xsl:with-param name="n" select="position()"/>
        </xsl:call-template>
      </row>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="person-row">
    <xsl:variable name="name"><xsl:call-template name="person-name"/></xsl:variable>
    <xsl:variable name="sex"><xsl:call-template name="person-sex"/></xsl:variable>
    <xsl:variable name="affiliation">
      <xsl:for-each select="tei:affiliation">
        <xsl:if test="position() != 1"><xsl:text>; </xsl:text></xsl:if>
        <xsl:call-template name="affiliation-name"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:value-of select="concat('P&#9;', @xml:id, '&#9;', normalize-space($name), '&#9;', local-name(),
        '&#9;', normalize-space($sex), '&#9;', normalize-space(@role), '&#9;',
        normalize-space($affiliation), '&#10;')"/>
  </xsl:template>

  <xsl:template name="speech-row">
    <xsl:param name="n"/>
    <xsl:variable name="text"><xsl:call-template name="speech-text"/></xsl:variable>
    <xsl:variable name="speaker"><xsl:call-template name="speaker-names"/></xsl:variable>
    <xsl:variable name="who"><xsl:call-template name="speaker-ids"/></xsl:variable>
    <xsl:variable name="division"><xsl:call-template name="speech-session"/></xsl:variable>
    <xsl:variable name="when"><xsl:call-template name="speech-date"/></xsl:variable>
    <xsl:variable name="words">
      <xsl:call-template name="speech-words"><xsl:with-param name="text" select="string($text)"/></xsl:call-template>
    </xsl:variable>
    <xsl:value-of select="concat('S&#9;', $n, '&#9;', @xml:id, '&#9;',
        $who, '&#9;', normalize-space($speaker), '&#9;',
        normalize-space($division), '&#9;', normalize-space($when), '&#9;', $words, '&#9;')"/>
    <xsl:value-of select="concat(translate($text, '&#9;&#10;&#13;', '   '), '&#10;')"/>
  </xsl:template>

</xsl:stylesheet>
