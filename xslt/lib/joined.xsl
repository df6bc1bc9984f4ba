<?xml version="1.0" encoding="UTF-8"?>
<!--
  joined.xsl: the column that tells the documents of a joined table apart

  Parameters:
    document  the name of the document; by default that of its file
    joined    "yes": with the column document; teitransform says so when it joins documents
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:import href="strings.xsl"/>

  <xsl:param name="document" select="''"/>
  <xsl:param name="joined" select="'no'"/>

  <!-- Before the names of the columns; before the cells of a row. -->
  <xsl:template name="joined-head"><xsl:if test="$joined = 'yes'">document,</xsl:if></xsl:template>

  <xsl:template name="joined-cell">
    <xsl:if test="$joined = 'yes'">
      <xsl:call-template name="csv-cell">
        <xsl:with-param name="text" select="string($document)"/>
        <xsl:with-param name="raw" select="$raw = 'yes'"/>
      </xsl:call-template>
      <xsl:text>,</xsl:text>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
