<?xml version="1.0" encoding="UTF-8"?>
<!--
  tsv.xsl: a table of speeches, one a row; cells are separated by tabs

  No cell has a tab or a line end in it. One with a double quote is quoted as in CSV, which is how
  spreadsheets and readers of tables take it. The columns and the parameters are those of
  lib/table.xsl.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:steno="stenogram:transform">

  <xsl:import href="lib/table.xsl"/>

  <steno:format extension="tsv" kind="table">Speeches as a table, tab-separated</steno:format>

  <xsl:variable name="separator" select="'&#9;'"/>

  <xsl:template name="cell-text">
    <xsl:param name="text"/>
    <xsl:variable name="turned">
      <xsl:choose>
        <xsl:when test="$raw = 'yes'"><xsl:value-of select="$text"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="translate($text, $odd-in-cells, '   ')"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="cell" select="normalize-space($turned)"/>
    <xsl:if test="$raw != 'yes' and $cell != ''
        and contains($formula-signs, substring($cell, 1, 1))
        and not(contains($cell, '&quot;'))">'</xsl:if>
    <xsl:choose>
      <xsl:when test="contains($cell, '&quot;')">
        <xsl:call-template name="csv-cell">
          <xsl:with-param name="text" select="$cell"/>
          <xsl:with-param name="raw" select="$raw = 'yes'"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$cell"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
