<?xml version="1.0" encoding="UTF-8"?>
<!--
  runs.xsl: what stands between divisions, in time that grows as the document does

  Where divisions and other blocks lie side by side, template "runs" gives the children of the context as
  text: a run is a bar, the id (generate-id()) of the division with which it begins, or a hyphen, and the
  ids of the blocks up to the next division, separated by blanks: "|- a b|D c|E". Asking each block how
  many divisions come before it would take quadratic time. Mode "ends-run" says of a child, by any text,
  that it is a division.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:key name="child-that-is" match="tei:text/* | tei:group/* | tei:front/* | tei:body/* | tei:back/*
      | tei:div/* | tei:div1/* | tei:div2/* | tei:div3/* | tei:div4/* | tei:div5/* | tei:div6/* | tei:div7/*"
      use="generate-id()"/>

  <xsl:template match="*" mode="ends-run"/>

  <!-- The elements keep the result from being one text, which libxslt would copy for each piece. -->
  <xsl:template name="runs">
    <run>|-</run>
    <xsl:for-each select="*">
      <xsl:variable name="ends"><xsl:apply-templates select="." mode="ends-run"/></xsl:variable>
      <run><xsl:value-of select="concat(substring(' |', 1 + boolean(string($ends)), 1), generate-id())"/></run>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
