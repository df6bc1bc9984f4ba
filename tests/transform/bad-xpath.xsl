<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="/">
    <a>ä <xsl:value-of
        select="count(("/></a>
    <xsl:valu-of select="1"/>
  </xsl:template>
</xsl:stylesheet>
