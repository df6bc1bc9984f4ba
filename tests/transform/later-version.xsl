<xsl:stylesheet version="7.0"
  xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
<xsl:output method="text"/>
<xsl:template match="/">x&#10;</xsl:template>
</xsl:stylesheet>
