<?xml version="1.0" encoding="UTF-8"?>
<!--
  html.xsl: a reading page

  One file that loads nothing and needs no script: who speaks when, contents and speakers at the side,
  the text, the people, the signs of the editor explained, words by speaker, and where the text comes
  from. Each speech has a permanent anchor (its xml:id, e.g. #sp-12). A script in the page adds what
  only a script can: search, highlighting, a citation to copy, a switch for light and dark.

  Parameters:
    home       where the list of all documents is; the page gets a link to it
    downloads  "csv talks.csv text talks.txt": formats of this document and where they are
    people-links  "#deng people/deng.html": pages of people, by who they are in this document
    bar-max    see lib/html-voices.xsl
    style-link, script-link  where the style and the script of the page are, if not in it
    part       "style" or "script": nothing but these, for pages that share them

  A style sheet of one's own imports this one and overrides what it likes; the named templates
  "head-extra" (in <head>) and "about-extra" (rows of "About this edition") are there to be filled:

    <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
      <xsl:import href="stenogram:html.xsl"/>
      <xsl:template name="head-extra"><style>.speaker { color: green }</style></xsl:template>
    </xsl:stylesheet>
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="tei exsl steno">

  <xsl:import href="lib/speech.xsl"/>
  <xsl:import href="lib/html-style.xsl"/>
  <xsl:import href="lib/html-tools.xsl"/>
  <xsl:import href="lib/html-script.xsl"/>
  <xsl:import href="lib/html-voices.xsl"/>
  <xsl:import href="lib/html-text.xsl"/>
  <xsl:import href="lib/html-parts.xsl"/>
  <steno:format extension="html">A page to read</steno:format>
  <xsl:output method="html" encoding="UTF-8" indent="no"/>

  <xsl:param name="home" select="''"/>
  <xsl:param name="downloads" select="''"/>
  <xsl:param name="people-links" select="''"/>
  <xsl:param name="style-link" select="''"/>
  <xsl:param name="script-link" select="''"/>
  <xsl:param name="part" select="''"/>

  <xsl:variable name="tag" select="normalize-space($language)"/>
  <xsl:variable name="primary" select="substring-before(concat(translate($tag,
      'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), '-'), '-')"/>
  <xsl:variable name="right-to-left" select="contains(
      ' ar he fa ur yi ps sd ug dv ckb syr arc ', concat(' ', $primary, ' '))
      or contains($tag, '-Arab') or contains($tag, '-Hebr')"/>

  <xsl:template match="/">
    <xsl:choose>
      <xsl:when test="$part = 'style'">
        <xsl:call-template name="style"/>
        <xsl:call-template name="tools-style"/>
      </xsl:when>
      <xsl:when test="$part = 'script'"><xsl:call-template name="script"/></xsl:when>
      <xsl:otherwise><xsl:call-template name="page"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="page">
    <xsl:text disable-output-escaping="yes">&lt;!DOCTYPE html&gt;&#10;</xsl:text>
    <html lang="{$tag}">
      <xsl:if test="$tag = '' or translate($tag, concat($ascii, '-'), '') != ''"><xsl:attribute name="lang">und</xsl:attribute></xsl:if>
      <xsl:if test="$right-to-left"><xsl:attribute name="dir">rtl</xsl:attribute></xsl:if>
      <xsl:call-template name="head"/>
      <body>
        <xsl:text>&#10;</xsl:text>
        <a class="skip" href="#page.text" lang="en">Skip to the text</a>
        <xsl:call-template name="masthead"/>
        <xsl:call-template name="tools"/>
        <div class="columns">
          <xsl:call-template name="contents"/>
          <main id="page.text" tabindex="-1">
            <article>
              <xsl:text>&#10;</xsl:text>
              <xsl:apply-templates select="tei:TEI/tei:text"/>
            </article>
          </main>
          <xsl:call-template name="apparatus"/>
        </div>
        <xsl:call-template name="chart"/>
        <xsl:call-template name="about"/>
        <xsl:call-template name="citation-dialog"/>
        <xsl:choose>
          <xsl:when test="$script-link != ''"><script src="{$script-link}"/></xsl:when>
          <xsl:otherwise><xsl:call-template name="script"/></xsl:otherwise>
        </xsl:choose>
      </body>
    </html>
  </xsl:template>

  <!-- ==== Ids ==== -->

  <!--
    Speeches and divisions of other people's TEI may have no xml:id or @n. Speeches get them in the
    table of html-voices.xsl; for divisions one walk over the document makes a table: where one is,
    its id, its number.
  -->
  <xsl:key name="made" match="made" use="@for"/>
  <xsl:variable name="divisions" select="/tei:TEI/tei:text//*[self::tei:div or self::tei:div1
      or self::tei:div2 or self::tei:div3]"/>
  <xsl:variable name="made">
    <xsl:for-each select="$divisions">
      <xsl:if test="not(@xml:id) or contains(@xml:id, ' ')">
        <made for="{generate-id()}" id="{$made-prefix}div-{position()}"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="made-table" select="exsl:node-set($made)"/>

  <xsl:template name="id">
    <xsl:variable name="this" select="generate-id()"/>
    <xsl:choose>
      <xsl:when test="@xml:id and not(contains(@xml:id, ' '))"><xsl:value-of select="@xml:id"/></xsl:when>
      <xsl:when test="self::tei:sp or self::tei:u">
        <xsl:for-each select="$told"><xsl:value-of select="key('speech', $this)/@id"/></xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$made-table"><xsl:value-of select="key('made', $this)/@id"/></xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="number">
    <xsl:variable name="this" select="generate-id()"/>
    <xsl:choose>
      <xsl:when test="@n"><xsl:value-of select="@n"/></xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="$told"><xsl:value-of select="key('speech', $this)/@n"/></xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
