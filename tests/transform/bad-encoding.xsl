<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:output encoding="UTF-9"/>
  <xsl:template match="/"><x>é</x></xsl:template>
</xsl:stylesheet>
