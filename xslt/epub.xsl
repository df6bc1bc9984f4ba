<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xsl:stylesheet [
  <!-- What is divided: a division, or what stands above divisions. -->
  <!ENTITY container "self::tei:text or self::tei:group or self::tei:front or self::tei:body
    or self::tei:back or self::tei:div or self::tei:div1 or self::tei:div2 or self::tei:div3
    or self::tei:div4 or self::tei:div5 or self::tei:div6 or self::tei:div7">
]>
<!--
  epub.xsl: a book to read (EPUB 3)

  The result is a tree of parts, each with its path in the package, which teitransform packs. A chapter is a
  division; one of more than `size` characters is split into its divisions, or into stretches of about
  that size. Where everything goes is planned first: links, contents and the list of pages ask the plan.

  Parameters:
    size      characters that a file of the book has at most, unless one speech has more (150000)
    document  the name of the document; part of its identifier where it has no other
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:str="http://exslt.org/strings"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="tei exsl str">

  <xsl:import href="lib/speech.xsl"/>
  <xsl:import href="lib/shares.xsl"/>
  <xsl:import href="lib/runs.xsl"/>
  <xsl:import href="lib/epub-text.xsl"/>
  <xsl:import href="lib/epub-parts.xsl"/>
  <xsl:import href="lib/epub-package.xsl"/>
  <xsl:output method="xml" encoding="UTF-8"/>

  <steno:format extension="epub" kind="package">A book to read (EPUB 3)</steno:format>

  <xsl:param name="size" select="150000"/>
  <xsl:param name="document" select="''"/>

  <xsl:template match="/">
    <steno:package>
      <steno:part path="mimetype" stored="yes">application/epub+zip</steno:part>
      <steno:part path="META-INF/container.xml">
        <container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
          <rootfiles>
            <rootfile full-path="EPUB/package.opf" media-type="application/oebps-package+xml"/>
          </rootfiles>
        </container>
      </steno:part>
      <xsl:call-template name="package-document"/>
      <xsl:call-template name="navigation"/>
      <steno:part path="EPUB/style.css"><xsl:call-template name="style"/></steno:part>
      <xsl:call-template name="cover"/>
      <xsl:call-template name="title-page"/>
      <xsl:apply-templates select="/tei:TEI/tei:text" mode="write"/>
      <xsl:call-template name="people-page"/>
      <xsl:call-template name="about-page"/>
    </steno:package>
  </xsl:template>

  <!-- ==== The plan ==== -->

  <!-- Each file of the text as <file first="…"><holds what="…"/>…</file>, by generated ids. -->
  <xsl:variable name="plan-tree"><xsl:apply-templates select="/tei:TEI/tei:text" mode="plan"/></xsl:variable>
  <xsl:variable name="plan" select="exsl:node-set($plan-tree)/steno:file"/>

  <!-- The same turned round: <place what="…" n="12"/>, where a thing is. -->
  <xsl:variable name="places-tree">
    <xsl:for-each select="$plan">
      <xsl:variable name="n" select="position()"/>
      <xsl:for-each select="steno:holds"><steno:place what="{@what}" n="{$n}"/></xsl:for-each>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="places" select="exsl:node-set($places-tree)"/>
  <xsl:key name="place" match="steno:place" use="@what"/>

  <!-- Whether a container is one file: "yes" or nothing. What stands above divisions is opened. -->
  <xsl:template name="is-whole">
    <xsl:choose>
      <xsl:when test="not(*)">yes</xsl:when>
      <xsl:when test="(self::tei:text or self::tei:group or self::tei:front or self::tei:body
          or self::tei:back) and *[&container;]"/>
      <xsl:when test="string-length() &lt;= $size">yes</xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="plan">
    <xsl:variable name="whole"><xsl:call-template name="is-whole"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$whole = 'yes'">
        <steno:file><steno:holds what="{generate-id()}"/></steno:file>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="parted"><xsl:with-param name="writes" select="false()"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="write">
    <xsl:variable name="whole"><xsl:call-template name="is-whole"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$whole = 'yes'">
        <xsl:call-template name="text-page"><xsl:with-param name="nodes" select="."/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="parted"><xsl:with-param name="writes" select="true()"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*[&container;]" mode="ends-run">yes</xsl:template>

  <!-- A container that is not one file: its divisions, and the runs of blocks between them. -->
  <xsl:template name="parted">
    <xsl:param name="writes"/>
    <xsl:variable name="document" select="/"/>
    <xsl:choose>
      <xsl:when test="*[&container;]">
        <xsl:variable name="runs"><xsl:call-template name="runs"/></xsl:variable>
        <xsl:for-each select="str:tokenize(string($runs), '|')">
          <xsl:variable name="ids" select="str:tokenize(., ' ')"/>
          <xsl:for-each select="$document">
            <xsl:choose>
              <xsl:when test="$writes"><xsl:apply-templates select="key('child-that-is', string($ids))" mode="write"/></xsl:when>
              <xsl:otherwise><xsl:apply-templates select="key('child-that-is', string($ids))" mode="plan"/></xsl:otherwise>
            </xsl:choose>
            <xsl:if test="$ids[2]">
              <xsl:call-template name="pieces">
                <xsl:with-param name="nodes" select="$ids[position() != 1]"/>
                <xsl:with-param name="ids" select="true()"/>
                <xsl:with-param name="writes" select="$writes"/>
              </xsl:call-template>
            </xsl:if>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="pieces">
          <xsl:with-param name="nodes" select="*"/>
          <xsl:with-param name="ids" select="false()"/>
          <xsl:with-param name="writes" select="$writes"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A run of blocks, cut into pieces. With `ids`, `nodes` are the ids of the blocks. -->
  <xsl:template name="pieces">
    <xsl:param name="nodes"/>
    <xsl:param name="ids"/>
    <xsl:param name="writes"/>
    <xsl:variable name="document" select="/"/>
    <xsl:variable name="lengths">
      <xsl:for-each select="$nodes">
        <xsl:variable name="id" select="string()"/>
        <steno:n>
          <xsl:choose>
            <xsl:when test="$ids"><xsl:for-each select="$document"><xsl:value-of select="string-length(key('child-that-is', $id))"/></xsl:for-each></xsl:when>
            <xsl:otherwise><xsl:value-of select="string-length($id)"/></xsl:otherwise>
          </xsl:choose>
        </steno:n>
      </xsl:for-each>
    </xsl:variable>
    <xsl:variable name="n" select="ceiling(sum(exsl:node-set($lengths)/steno:n) div $size)"/>
    <xsl:call-template name="halves">
      <xsl:with-param name="nodes" select="$nodes"/>
      <xsl:with-param name="ids" select="$ids"/>
      <xsl:with-param name="each" select="ceiling(count($nodes) div ($n + ($n = 0)))"/>
      <xsl:with-param name="writes" select="$writes"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Halved until it is a piece of `each` nodes: looking for each piece among all would take quadratic
       time. -->
  <xsl:template name="halves">
    <xsl:param name="nodes"/>
    <xsl:param name="ids"/>
    <xsl:param name="each"/>
    <xsl:param name="writes"/>
    <xsl:variable name="half" select="$each * floor(ceiling(count($nodes) div $each) div 2)"/>
    <xsl:choose>
      <xsl:when test="$half &gt; 0">
        <xsl:call-template name="halves">
          <xsl:with-param name="nodes" select="$nodes[position() &lt;= $half]"/>
          <xsl:with-param name="ids" select="$ids"/>
          <xsl:with-param name="each" select="$each"/>
          <xsl:with-param name="writes" select="$writes"/>
        </xsl:call-template>
        <xsl:call-template name="halves">
          <xsl:with-param name="nodes" select="$nodes[position() &gt; $half]"/>
          <xsl:with-param name="ids" select="$ids"/>
          <xsl:with-param name="each" select="$each"/>
          <xsl:with-param name="writes" select="$writes"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="$writes and $ids">
        <xsl:call-template name="text-page"><xsl:with-param name="nodes" select="key('child-that-is', $nodes)"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="$writes">
        <xsl:call-template name="text-page"><xsl:with-param name="nodes" select="$nodes"/></xsl:call-template>
      </xsl:when>
      <xsl:when test="$ids">
        <steno:file><xsl:for-each select="$nodes"><steno:holds what="{.}"/></xsl:for-each></steno:file>
      </xsl:when>
      <xsl:otherwise>
        <steno:file><xsl:for-each select="$nodes"><steno:holds what="{generate-id()}"/></xsl:for-each></steno:file>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The number of the file that holds the context, itself or what it stands in; nothing where it was
       split. -->
  <xsl:template name="is-held">
    <xsl:for-each select="ancestor-or-self::*">
      <xsl:variable name="id" select="generate-id()"/>
      <xsl:for-each select="$places"><xsl:value-of select="key('place', $id)/@n"/></xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- The number of the file in which the context stands, or begins. -->
  <xsl:template name="file-number">
    <xsl:variable name="held"><xsl:call-template name="is-held"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$held != ''"><xsl:value-of select="$held"/></xsl:when>
      <xsl:otherwise><xsl:for-each select="*[1]"><xsl:call-template name="file-number"/></xsl:for-each></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="file-name">
    <xsl:variable name="n"><xsl:call-template name="file-number"/></xsl:variable>
    <xsl:value-of select="concat('text-', $n, '.xhtml')"/>
  </xsl:template>

  <!-- ==== A file of the text ==== -->

  <xsl:template name="text-page">
    <xsl:param name="nodes"/>
    <xsl:variable name="name"><xsl:for-each select="$nodes[1]"><xsl:call-template name="file-name"/></xsl:for-each></xsl:variable>
    <xsl:variable name="notes" select="$nodes/descendant-or-self::tei:note[key('footnote', generate-id())]"/>
    <xsl:variable name="parent" select="$nodes[1]/.."/>
    <!-- A piece of a division: its first one has the division's id. -->
    <xsl:variable name="is-piece" select="not($nodes[1][&container;])"/>
    <xsl:variable name="heading">
      <xsl:for-each select="$parent[$is-piece] | $nodes[1][not($is-piece)]"><xsl:call-template name="division-label"/></xsl:for-each>
    </xsl:variable>
    <steno:part path="EPUB/{$name}" doctype="html">
      <html>
        <xsl:call-template name="page-language"/>
        <head>
          <title><xsl:value-of select="$heading"/><xsl:if test="$heading = ''"><xsl:value-of select="$title"/></xsl:if></title>
          <link rel="stylesheet" type="text/css" href="style.css"/>
        </head>
        <body>
          <xsl:choose>
            <xsl:when test="$is-piece">
              <section class="division">
                <xsl:if test="not($nodes[1]/preceding-sibling::*[1])"><xsl:for-each select="$parent"><xsl:call-template name="id"/></xsl:for-each></xsl:if>
                <xsl:for-each select="$parent"><xsl:call-template name="language"/></xsl:for-each>
                <xsl:apply-templates select="$nodes" mode="book"/>
              </section>
            </xsl:when>
            <xsl:otherwise><xsl:apply-templates select="$nodes" mode="book"/></xsl:otherwise>
          </xsl:choose>
          <xsl:if test="$notes">
            <section class="footnotes">
              <hr/>
              <xsl:apply-templates select="$notes" mode="footnote"/>
            </section>
          </xsl:if>
        </body>
      </html>
    </steno:part>
  </xsl:template>

</xsl:stylesheet>
