<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="stenogram:transform">
  <f:format kind="package"/>
  <xsl:template match="/"><f:package><f:part path="x">a</f:part><f:part path="x">b</f:part></f:package></xsl:template>
</xsl:stylesheet>
