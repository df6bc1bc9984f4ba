<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xsl:stylesheet [
  <!-- A heading with which a division begins. The near ones are looked at first: most are told by them. -->
  <!ENTITY other "self::*[not(self::tei:head or self::tei:pb or self::tei:fw or self::tei:div)]">
  <!ENTITY leads "not(preceding-sibling::*[1]/&other; or preceding-sibling::*[2]/&other;
    or preceding-sibling::*[3]/&other; or preceding-sibling::*/&other;)">
]>
<!--
  parlamint.xsl: TEI of a parliament's sitting, as ParlaMint's schema for a component wants it

  A speech is a u with who and ana (#chair, #guest, #regular), its paragraphs are seg; its printed label
  stands before it in note type="speaker". Applause, laughter, interruptions and the like are kinesic,
  vocal or incident with desc where the type of the stage direction says so, else a note. Divisions lie
  side by side, in their order: debateSection where somebody speaks, else commentSection with what is
  printed there as notes. Page furniture is left out. A component has no list of people: those are the
  corpus's; parlamint-meta has them by speech.

  The schema wants facts that few documents have. What is missing is told by messages and filled with
  what cannot be taken for a fact.

  Parameters: id, date and chair, see lib/parlamint.xsl, and
    url        the address of the source
    publisher  who publishes the corpus
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei exsl str steno"
    xmlns:steno="stenogram:transform">

  <xsl:import href="lib/parlamint.xsl"/>
  <xsl:import href="lib/runs.xsl"/>
  <xsl:import href="lib/parlamint-header.xsl"/>
  <xsl:import href="lib/parlamint-text.xsl"/>
  <steno:format extension="xml">TEI as ParlaMint wants it</steno:format>
  <xsl:output method="xml" encoding="UTF-8"/>

  <xsl:param name="url" select="''"/>
  <xsl:param name="publisher" select="''"/>

  <xsl:template match="tei:div" mode="ends-run">yes</xsl:template>

  <xsl:template match="/">
    <xsl:variable name="body">
      <xsl:call-template name="section"><xsl:with-param name="nodes" select="/tei:TEI/tei:text/tei:front/*"/></xsl:call-template>
      <xsl:apply-templates select="/tei:TEI/tei:text//tei:body[not(ancestor::tei:body)]" mode="sections"/>
      <xsl:call-template name="section"><xsl:with-param name="nodes" select="/tei:TEI/tei:text/tei:back/*"/></xsl:call-template>
    </xsl:variable>
    <xsl:call-template name="tell"/>
    <TEI xml:id="{$document-id}" ana="#parla.sitting #reference">
      <xsl:attribute name="xml:lang">
        <xsl:choose>
          <xsl:when test="string($language) != ''"><xsl:value-of select="$language"/></xsl:when>
          <xsl:otherwise>und</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:text>&#10;</xsl:text>
      <xsl:call-template name="header"><xsl:with-param name="body" select="exsl:node-set($body)"/></xsl:call-template>
      <xsl:text>&#10;</xsl:text>
      <text ana="#reference"><body><xsl:copy-of select="$body"/></body></text>
    </TEI>
  </xsl:template>

  <!-- ==== Divisions, side by side ==== -->

  <xsl:template match="tei:body | tei:div" mode="sections">
    <xsl:choose>
      <xsl:when test="not(tei:div)">
        <xsl:call-template name="section"><xsl:with-param name="nodes" select="*"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="document" select="/"/>
        <xsl:variable name="runs"><xsl:call-template name="runs"/></xsl:variable>
        <xsl:for-each select="str:tokenize(string($runs), '|')">
          <xsl:variable name="ids" select="str:tokenize(., ' ')"/>
          <xsl:for-each select="$document">
            <xsl:apply-templates select="key('child-that-is', string($ids))" mode="sections"/>
            <xsl:if test="$ids[2]">
              <xsl:call-template name="section-of-run"><xsl:with-param name="ids" select="$ids[position() != 1]"/></xsl:call-template>
            </xsl:if>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- What stands between two divisions, by ids: each block is taken by itself, since a set of many is
       made in quadratic time. -->
  <xsl:template name="section-of-run">
    <xsl:param name="ids"/>
    <xsl:variable name="document" select="/"/>
    <xsl:variable name="inside">
      <xsl:for-each select="$ids">
        <xsl:variable name="id" select="string()"/>
        <xsl:for-each select="$document"><xsl:apply-templates select="key('child-that-is', $id)" mode="part"/></xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="heads">
      <xsl:for-each select="$ids">
        <xsl:variable name="id" select="string()"/>
        <xsl:for-each select="$document">
          <xsl:call-template name="heads"><xsl:with-param name="nodes" select="key('child-that-is', $id)"/></xsl:call-template>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:call-template name="section-of"><xsl:with-param name="inside" select="$inside"/><xsl:with-param name="heads" select="$heads"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="section">
    <xsl:param name="nodes"/>
    <xsl:variable name="inside"><xsl:apply-templates select="$nodes" mode="part"/></xsl:variable>
    <xsl:variable name="heads"><xsl:call-template name="heads"><xsl:with-param name="nodes" select="$nodes"/></xsl:call-template></xsl:variable>
    <xsl:call-template name="section-of"><xsl:with-param name="inside" select="$inside"/><xsl:with-param name="heads" select="$heads"/></xsl:call-template>
  </xsl:template>

  <!-- Where nobody speaks, a heading alone is a comment too, since a section has something in it. -->
  <xsl:template name="section-of">
    <xsl:param name="inside"/>
    <xsl:param name="heads"/>
    <xsl:choose>
      <xsl:when test="exsl:node-set($inside)/*">
        <xsl:text>&#10;</xsl:text>
        <div type="commentSection">
          <xsl:if test="exsl:node-set($inside)/tei:u"><xsl:attribute name="type">debateSection</xsl:attribute></xsl:if>
          <xsl:copy-of select="$heads"/><xsl:copy-of select="$inside"/>
        </div>
      </xsl:when>
      <xsl:when test="exsl:node-set($heads)/*">
        <xsl:text>&#10;</xsl:text>
        <div type="commentSection">
          <xsl:for-each select="exsl:node-set($heads)/*"><note type="head"><xsl:value-of select="."/></note></xsl:for-each>
        </div>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The headings with which a section begins; those within it are notes. -->
  <xsl:template name="heads">
    <xsl:param name="nodes"/>
    <xsl:for-each select="$nodes[self::tei:head][normalize-space()][&leads;]">
      <head><xsl:variable name="words"><xsl:apply-templates mode="words"/></xsl:variable>
      <xsl:call-template name="one-line"><xsl:with-param name="text" select="$words"/></xsl:call-template></head>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
