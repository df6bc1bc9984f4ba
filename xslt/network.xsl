<?xml version="1.0" encoding="UTF-8"?>
<!--
  network.xsl: who speaks in the same scenes with whom, as a table of links

  DraCor's networkdata as CSV: Source,Type,Target,Weight. Source and target are ids of people, the
  type is Undirected, the weight is the number of segments in which both speak (lib/cast.xsl).

  Parameters:
    raw  "yes": cells that a spreadsheet would run as a formula are left as they are
    bom  "yes": begins with a byte order mark, by which some spreadsheets know UTF-8
    document, joined: see lib/joined.xsl
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="steno">

  <xsl:import href="lib/cast.xsl"/>
  <xsl:import href="lib/joined.xsl"/>
  <steno:format extension="csv" kind="table">The same as a table of pairs, as DraCor has it</steno:format>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:variable name="counts-words" select="false()"/>

  <xsl:param name="raw" select="'no'"/>
  <xsl:param name="bom" select="'no'"/>

  <xsl:template match="/">
    <xsl:if test="$bom = 'yes'">&#xFEFF;</xsl:if>
    <xsl:call-template name="joined-head"/>
    <xsl:text>Source,Type,Target,Weight&#10;</xsl:text>
    <xsl:call-template name="edges"/>
  </xsl:template>

  <xsl:template name="edge">
    <xsl:param name="from"/>
    <xsl:param name="to"/>
    <xsl:param name="weight"/>
    <row>
      <xsl:call-template name="joined-cell"/>
      <xsl:call-template name="csv-cell">
        <xsl:with-param name="text" select="$from"/>
        <xsl:with-param name="raw" select="$raw = 'yes'"/>
      </xsl:call-template>
      <xsl:text>,Undirected,</xsl:text>
      <xsl:call-template name="csv-cell">
        <xsl:with-param name="text" select="$to"/>
        <xsl:with-param name="raw" select="$raw = 'yes'"/>
      </xsl:call-template>
      <xsl:value-of select="concat(',', $weight, '&#10;')"/>
    </row>
  </xsl:template>

</xsl:stylesheet>
