<?xml version="1.0" encoding="UTF-8"?>
<!--
  shares.xsl: which speeches are whose, in time that grows as the document does

  libxslt makes a key in quadratic time where one value has many nodes, and somebody may hold half of a
  hundred thousand speeches. So speeches are taken by stretches of 256: a table of turns says who holds
  what in which stretch, and one of shares sums up each one's turns in each stretch.

    <turn who="deng" in="0 deng" of="generate-id() of the speech" words="12" alone="yes"/>
    <share who="deng" in="0 deng" speeches="7" words="345" first="generate-id() of its first" alone="of its
      first that nobody holds with him"/>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:key name="turn" match="turn" use="@in"/>
  <xsl:key name="share" match="share" use="@who"/>
  <xsl:key name="speech-that-is" match="tei:sp | tei:u" use="generate-id()"/>

  <!-- How many speeches are one stretch. -->
  <xsl:variable name="stretch" select="256"/>

  <!-- The shares of a table of turns. -->
  <xsl:template name="shares">
    <xsl:param name="turns"/>
    <xsl:for-each select="$turns/turn[generate-id() = generate-id(key('turn', @in)[1])]">
      <xsl:variable name="all" select="key('turn', @in)"/>
      <share speeches="{count($all)}" words="{sum($all/@words)}" first="{@of}" alone="{$all[@alone][1]/@of}">
        <xsl:copy-of select="@who | @in | @body"/>
      </share>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
