<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:template match="/" name="again">
    <a><xsl:call-template name="again"/></a>
  </xsl:template>
</xsl:stylesheet>
