<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output method="text"/>
  <xsl:template match="/">
    <xsl:message>Hello,
      reader</xsl:message>
    <xsl:text>done&#10;</xsl:text>
  </xsl:template>
</xsl:stylesheet>
