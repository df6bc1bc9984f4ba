<?xml version="1.0" encoding="UTF-8"?>
<!--
  parlamint.xsl: what ParlaMint's TEI and its table of metadata both ask of a document

  Roles of speakers, the date of the sitting, the meeting by term, session, meeting, sitting and agenda.

  Parameters:
    id     the id of the document, such as ParlaMint-XX_1911-03-14; else its own, else made of the date
    date   the day of the sitting, where the document does not say it
    chair  ids of those who preside, separated by blanks; else those whose role says so
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:import href="speech.xsl"/>
  <xsl:import href="escape.xsl"/>

  <xsl:param name="id" select="''"/>
  <xsl:param name="date" select="''"/>
  <xsl:param name="chair" select="''"/>

  <!-- The days of the document: of its settings, its creation, else of its headings. -->
  <xsl:variable name="days" select="$settings/tei:date/@when | $settings/tei:date/@from
      | $header/tei:profileDesc/tei:creation/tei:date/@when"/>
  <xsl:variable name="head-days" select="/tei:TEI/tei:text//tei:head//tei:date/@when
      | /tei:TEI/tei:text/tei:front//tei:date/@when | $header/tei:fileDesc/tei:sourceDesc//tei:date/@when"/>

  <xsl:variable name="day">
    <xsl:choose>
      <xsl:when test="$date != ''"><xsl:value-of select="$date"/></xsl:when>
      <xsl:when test="$days"><xsl:value-of select="$days[1]"/></xsl:when>
      <xsl:when test="$head-days"><xsl:value-of select="$head-days[1]"/></xsl:when>
      <xsl:otherwise>0001-01-01</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:variable name="document-id">
    <xsl:choose>
      <xsl:when test="$id != ''"><xsl:value-of select="$id"/></xsl:when>
      <xsl:when test="/tei:TEI/@xml:id"><xsl:value-of select="translate(/tei:TEI/@xml:id, ' ', '_')"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="concat('ParlaMint-XX_', $day)"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <!-- "chair", "guest" or "regular": what the speech says in @ana, else what is known of who holds it. -->
  <xsl:template name="speaker-role">
    <xsl:variable name="who">
      <xsl:call-template name="id-of-pointer">
        <xsl:with-param name="pointer" select="substring-before(concat(normalize-space(@who), ' '), ' ')"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="person" select="key('person', string($who))[1]"/>
    <xsl:variable name="ana" select="concat(' ', normalize-space(@ana), ' ')"/>
    <xsl:choose>
      <xsl:when test="contains($ana, ' #chair ') or $who != '' and contains(concat(' ', normalize-space($chair), ' '), concat(' ', $who, ' '))">chair</xsl:when>
      <xsl:when test="contains($ana, ' #guest ')">guest</xsl:when>
      <xsl:when test="contains($ana, ' #regular ') or $chair != ''">regular</xsl:when>
      <xsl:when test="$person[@role = 'chair' or @role = 'president' or @role = 'speaker'
          or tei:affiliation/@role = 'chair' or tei:affiliation/@role = 'president']">chair</xsl:when>
      <xsl:otherwise>regular</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- One line: white space folded, without control characters. -->
  <xsl:template name="one-line">
    <xsl:param name="text" select="."/>
    <xsl:variable name="plain">
      <xsl:call-template name="plain"><xsl:with-param name="text" select="string($text)"/></xsl:call-template>
    </xsl:variable>
    <xsl:value-of select="normalize-space($plain)"/>
  </xsl:template>

</xsl:stylesheet>
