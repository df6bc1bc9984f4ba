<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="/">
    <half/><xsl:message terminate="yes">This is no debate.</xsl:message>
  </xsl:template>
</xsl:stylesheet>
