<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text"/>
  <xsl:template match="/">
    <xsl:value-of select="concat(document(&apos;parts/numbers.xml&apos;)/numbers/n[2], &apos; &apos;, count(document(&apos;&apos;)/*/*), &apos;&#10;&apos;)"/>
  </xsl:template>
</xsl:stylesheet>
