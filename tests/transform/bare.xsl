<?xml version="1.0" encoding="UTF-8"?>
<!-- bare.xsl: the reading page without its style, so that a change of style changes few tests -->
<xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
  <xsl:import href="stenogram:html.xsl"/>
  <xsl:template name="style"/>
</xsl:stylesheet>
