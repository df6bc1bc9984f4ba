<?xml version="1.0" encoding="UTF-8"?>
<!--
  spoken-text.xsl: all that each one says, one row for each who speaks

  DraCor's spoken-text-by-character as CSV: ID,Label,Type,Sex,Text. The type is person or personGrp;
  the text is every paragraph and line of verse that the person says, each on a line, without stage
  directions and notes (lib/speech.xsl), in one quoted cell. What several say together stands with
  each of them.

  Parameters:
    raw  "yes": cells that a spreadsheet would run as a formula are left as they are
    bom  "yes": begins with a byte order mark, by which some spreadsheets know UTF-8
    document, joined: see lib/joined.xsl
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei steno"
    xmlns:steno="stenogram:transform">

  <xsl:import href="lib/cast.xsl"/>
  <xsl:import href="lib/lines.xsl"/>
  <xsl:import href="lib/joined.xsl"/>
  <steno:format extension="csv" kind="table">What each character says, as DraCor has it</steno:format>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:variable name="counts-words" select="false()"/>

  <xsl:param name="raw" select="'no'"/>
  <xsl:param name="bom" select="'no'"/>

  <xsl:template match="/">
    <xsl:variable name="document" select="."/>
    <xsl:if test="$bom = 'yes'">&#xFEFF;</xsl:if>
    <xsl:call-template name="joined-head"/>
    <xsl:text>ID,Label,Type,Sex,Text&#10;</xsl:text>
    <xsl:for-each select="$cast/who">
      <xsl:variable name="who" select="."/>
      <xsl:for-each select="$document">
        <row><xsl:call-template name="row"><xsl:with-param name="who" select="$who"/></xsl:call-template></row>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- The text of each line begins with its line feed: the first is taken off. -->
  <xsl:template name="row">
    <xsl:param name="who"/>
    <xsl:variable name="document" select="."/>
    <xsl:variable name="lines">
      <xsl:for-each select="$shares">
        <xsl:for-each select="key('body-share', concat('yes', $who/@id))">
          <xsl:variable name="in" select="@in"/>
          <xsl:for-each select="$turns">
            <xsl:for-each select="key('turn', $in)">
              <xsl:variable name="of" select="string(@of)"/>
              <xsl:for-each select="$document">
                <xsl:apply-templates select="key('speech-that-is', $of)" mode="said"/>
              </xsl:for-each>
            </xsl:for-each>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="joined-cell"/>
    <xsl:call-template name="csv-cell">
      <xsl:with-param name="text" select="string($who/@id)"/>
      <xsl:with-param name="raw" select="$raw = 'yes'"/>
    </xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$who/@label"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$who/@type"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$who/@sex"/></xsl:call-template>
    <xsl:call-template name="cell">
      <xsl:with-param name="text" select="substring($lines, 2)"/>
    </xsl:call-template>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- The line feeds are told from what the cells hold by their elements, which are not written. -->
  <xsl:template match="tei:sp | tei:u" mode="said">
    <xsl:variable name="lines"><xsl:call-template name="speech-lines"/></xsl:variable>
    <xsl:call-template name="join-lines"><xsl:with-param name="lines" select="$lines"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:param name="text"/>
    <xsl:text>,</xsl:text>
    <xsl:call-template name="csv-cell">
      <xsl:with-param name="text" select="string($text)"/>
      <xsl:with-param name="raw" select="$raw = 'yes'"/>
      <xsl:with-param name="quoted" select="true()"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
