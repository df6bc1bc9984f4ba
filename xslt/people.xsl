<?xml version="1.0" encoding="UTF-8"?>
<!--
  people.xsl: a table of people, one a row

  Columns: id, name, type, sex, birth, death, role, occupation, affiliation, idno, speeches, words.
  First those of the header in its order, whether they speak or not; then those whom a speech names
  in @who and the header does not know. A speech of several counts for each of them. The manual page
  teitransform(1) tells what stands in each column.

  Parameters:
    raw  "yes": cells that a spreadsheet would run as a formula are left as they are
    bom  "yes": begins with a byte order mark, by which some spreadsheets know UTF-8
    document, joined: see lib/joined.xsl
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei exsl steno"
    xmlns:steno="stenogram:transform">

  <xsl:import href="lib/cast.xsl"/>
  <xsl:import href="lib/joined.xsl"/>
  <steno:format extension="csv" kind="table">People, who they are and how much they say</steno:format>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:param name="raw" select="'no'"/>
  <xsl:param name="bom" select="'no'"/>

  <xsl:template match="/">
    <xsl:variable name="document" select="."/>
    <xsl:if test="$bom = 'yes'">&#xFEFF;</xsl:if>
    <xsl:call-template name="joined-head"/>
    <xsl:text>id,name,type,sex,birth,death,role,occupation,affiliation,idno,speeches,words&#10;</xsl:text>
    <xsl:for-each select="tei:TEI/*[self::tei:teiHeader or self::tei:standOff]
        //*[self::tei:person or self::tei:personGrp]">
      <row><xsl:call-template name="person"/></row>
    </xsl:for-each>
    <xsl:variable name="ids"><xsl:call-template name="ids-of"/></xsl:variable>
    <xsl:for-each select="exsl:node-set($ids)/id">
      <xsl:variable name="id" select="string()"/>
      <xsl:for-each select="$document">
        <xsl:call-template name="stranger">
          <xsl:with-param name="id" select="$id"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="person">
    <xsl:variable name="name"><xsl:call-template name="person-name"/></xsl:variable>
    <xsl:variable name="sex"><xsl:call-template name="person-sex"/></xsl:variable>
    <xsl:variable name="occupation">
      <xsl:call-template name="list"><xsl:with-param name="items" select="tei:occupation"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="affiliation">
      <xsl:for-each select="tei:affiliation">
        <xsl:if test="position() != 1"><xsl:text>; </xsl:text></xsl:if>
        <xsl:call-template name="affiliation-name"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="idno">
      <xsl:for-each select="tei:idno">
        <xsl:if test="position() != 1"><xsl:text>; </xsl:text></xsl:if>
        <xsl:if test="@type"><xsl:value-of select="concat(@type, ':')"/></xsl:if>
        <xsl:value-of select="normalize-space()"/>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="joined-cell"/>
    <xsl:call-template name="first-cell"><xsl:with-param name="text" select="@xml:id"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$name"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="local-name()"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$sex"/></xsl:call-template>
    <xsl:call-template name="life-date"><xsl:with-param name="event" select="tei:birth[1]"/></xsl:call-template>
    <xsl:call-template name="life-date"><xsl:with-param name="event" select="tei:death[1]"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="normalize-space(@role)"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$occupation"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$affiliation"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$idno"/></xsl:call-template>
    <xsl:call-template name="spoken"><xsl:with-param name="id" select="string(@xml:id)"/></xsl:call-template>
  </xsl:template>

  <!-- Somebody whom the header does not know: the label of a speech names him. -->
  <xsl:template name="stranger">
    <xsl:param name="id"/>
    <xsl:if test="not(key('person', $id))">
      <xsl:variable name="name">
        <xsl:call-template name="speaker-name"><xsl:with-param name="id" select="$id"/></xsl:call-template>
      </xsl:variable>
      <row>
        <xsl:call-template name="joined-cell"/>
        <xsl:call-template name="first-cell"><xsl:with-param name="text" select="$id"/></xsl:call-template>
        <xsl:call-template name="cell"><xsl:with-param name="text" select="$name"/></xsl:call-template>
        <xsl:text>,,,,,,,,</xsl:text>
        <xsl:call-template name="spoken"><xsl:with-param name="id" select="$id"/></xsl:call-template>
      </row>
    </xsl:if>
  </xsl:template>

  <!-- The last two cells. -->
  <xsl:template name="spoken">
    <xsl:param name="id"/>
    <xsl:for-each select="$shares">
      <xsl:variable name="own" select="key('share', $id)[$id != '']"/>
      <xsl:value-of select="concat(',', sum($own/@speeches), ',', sum($own/@words), '&#10;')"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="list">
    <xsl:param name="items"/>
    <xsl:for-each select="$items[normalize-space()]">
      <xsl:if test="position() != 1"><xsl:text>; </xsl:text></xsl:if>
      <xsl:value-of select="normalize-space()"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The date of a birth or death: its normalised value, else its words. -->
  <xsl:template name="life-date">
    <xsl:param name="event"/>
    <xsl:variable name="date" select="($event/@when | $event/tei:date/@when)[1]"/>
    <xsl:choose>
      <xsl:when test="$date">
        <xsl:call-template name="cell"><xsl:with-param name="text" select="$date"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="cell">
          <xsl:with-param name="text" select="normalize-space($event)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:param name="text"/>
    <xsl:text>,</xsl:text>
    <xsl:call-template name="first-cell"><xsl:with-param name="text" select="$text"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="first-cell">
    <xsl:param name="text"/>
    <xsl:call-template name="csv-cell">
      <xsl:with-param name="text" select="string($text)"/>
      <xsl:with-param name="raw" select="$raw = 'yes'"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
