<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="stenogram:transform">
  <f:format kind="package"/>
  <xsl:template match="/"><x/></xsl:template>
</xsl:stylesheet>
