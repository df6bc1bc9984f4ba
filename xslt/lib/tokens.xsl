<?xml version="1.0" encoding="UTF-8"?>
<!--
  tokens.xsl: the words and sentences of a speech, for vrt.xsl and conllu.xsl

  The function steno:tokens() is teitransform's own: other XSLT processors do not have it.

  Parameters:
    who       the id of a person: this person's speeches alone
    document  the name of the document; by default that of its file
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="tei steno">

  <xsl:import href="speech.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:param name="who" select="''"/>
  <xsl:param name="document" select="''"/>

  <xsl:variable name="chosen" select="$speeches[$who = ''
      or contains(concat(' ', normalize-space(translate(@who, '#', ' ')), ' '), concat(' ', $who, ' '))]"/>

  <!-- The id of the document: its own, else the name of its file, in which blanks become "_". -->
  <xsl:variable name="document-id">
    <xsl:choose>
      <xsl:when test="/tei:TEI/@xml:id"><xsl:value-of select="/tei:TEI/@xml:id"/></xsl:when>
      <xsl:when test="$document != ''">
        <xsl:value-of select="translate(normalize-space($document), ' ', '_')"/>
      </xsl:when>
      <xsl:otherwise>document</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <!-- No sentence goes on from one paragraph to the next; verse goes on from line to line. -->
  <xsl:template mode="spoken" priority="1" match="tei:p | tei:ab | tei:u/tei:seg | tei:item | tei:cell
      | tei:sp/tei:quote | tei:salute | tei:signed">
    <xsl:text>&#x2029;</xsl:text>
    <xsl:apply-templates mode="spoken"/>
    <xsl:text>&#x2029;</xsl:text>
  </xsl:template>

  <!-- The text of the speech that is the context, for steno:tokens(). -->
  <xsl:template name="text-for-tokens">
    <xsl:variable name="words"><xsl:apply-templates mode="spoken"/></xsl:variable>
    <xsl:value-of select="translate($words, $turning, '')"/>
  </xsl:template>

  <!-- The language of the context, as a tag; empty when nobody says. -->
  <xsl:template name="language-here">
    <xsl:choose>
      <xsl:when test="ancestor-or-self::*[@xml:lang]">
        <xsl:value-of select="ancestor-or-self::*[@xml:lang][1]/@xml:lang"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$language"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
