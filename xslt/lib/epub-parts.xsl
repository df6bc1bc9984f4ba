<?xml version="1.0" encoding="UTF-8"?>
<!--
  epub-parts.xsl: what stands around the text of the book: cover, title, people, about, style
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:exsl="http://exslt.org/common"
    xmlns:set="http://exslt.org/sets"
    xmlns:str="http://exslt.org/strings"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="tei exsl set str steno">

  <xsl:variable name="file" select="$header/tei:fileDesc"/>
  <xsl:variable name="people" select="$header/tei:profileDesc/tei:particDesc
      //*[self::tei:person or self::tei:personGrp]"/>
  <xsl:variable name="authors" select="$file/tei:titleStmt/tei:author[normalize-space()]"/>
  <xsl:variable name="printed-date">
    <xsl:if test="$date"><xsl:call-template name="date-text"><xsl:with-param name="date" select="$date[1]"/></xsl:call-template></xsl:if>
  </xsl:variable>

  <!-- A page of the book. -->
  <xsl:template name="page">
    <xsl:param name="path"/>
    <xsl:param name="heading"/>
    <xsl:param name="type"/>
    <xsl:param name="content"/>
    <xsl:param name="ours" select="true()"/>
    <steno:part path="EPUB/{$path}" doctype="html">
      <html>
        <xsl:choose>
          <xsl:when test="$ours"><xsl:attribute name="lang">en</xsl:attribute><xsl:attribute name="xml:lang">en</xsl:attribute></xsl:when>
          <xsl:otherwise><xsl:call-template name="page-language"/></xsl:otherwise>
        </xsl:choose>
        <head>
          <title><xsl:value-of select="$heading"/></title>
          <link rel="stylesheet" type="text/css" href="style.css"/>
        </head>
        <body>
          <section class="{$type}">
            <xsl:if test="$type = 'cover' or $type = 'titlepage'"><xsl:attribute name="epub:type"><xsl:value-of select="$type"/></xsl:attribute></xsl:if>
            <xsl:copy-of select="$content"/>
          </section>
        </body>
      </html>
    </steno:part>
  </xsl:template>

  <!-- ==== Cover ==== -->

  <xsl:template name="cover">
    <steno:part path="EPUB/cover.svg">
      <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 900" width="600" height="900" role="img">
        <title><xsl:value-of select="$title"/></title>
        <rect width="600" height="900" fill="#1f3a4d"/>
        <rect x="30" y="30" width="540" height="840" fill="none" stroke="#c9b27c" stroke-width="2"/>
        <g fill="#ffffff" font-family="Georgia, 'Noto Serif', serif" text-anchor="middle" font-size="44">
          <xsl:call-template name="cover-lines"><xsl:with-param name="text" select="$title"/></xsl:call-template>
        </g>
        <g fill="#e6dcc0" font-family="Georgia, 'Noto Serif', serif" text-anchor="middle" font-size="26">
          <xsl:if test="$authors"><text x="300" y="740"><xsl:value-of select="substring(normalize-space(($authors[1]/tei:persName | $authors[1]/tei:name | $authors[1])[1]), 1, 36)"/></text></xsl:if>
          <text x="300" y="800"><xsl:value-of select="substring($printed-date, 1, 36)"/></text>
        </g>
      </svg>
    </steno:part>
    <xsl:call-template name="page">
      <xsl:with-param name="path" select="'cover.xhtml'"/>
      <xsl:with-param name="heading" select="$title"/>
      <xsl:with-param name="type" select="'cover'"/>
      <xsl:with-param name="ours" select="false()"/>
      <xsl:with-param name="content"><img src="cover.svg" alt="{$title}"/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The title in lines of about 22 characters, nine at most; writing without blanks is cut at 11. -->
  <xsl:template name="cover-lines">
    <xsl:param name="text"/>
    <xsl:param name="n" select="0"/>
    <xsl:variable name="wide" select="$text != '' and string-length(translate(substring($text, 1, 12), concat($ascii, ' '), '')) &gt; 10
        and not(contains(substring($text, 1, 22), ' '))"/>
    <xsl:variable name="line">
      <xsl:choose>
        <xsl:when test="$wide"><xsl:value-of select="substring($text, 1, 11)"/></xsl:when>
        <xsl:when test="string-length($text) &lt;= 22"><xsl:value-of select="$text"/></xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="words-within">
            <xsl:with-param name="text" select="substring($text, 1, 23)"/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="rest" select="normalize-space(substring($text, string-length($line) + 1))"/>
    <text xmlns="http://www.w3.org/2000/svg" x="300" y="{220 + 58 * $n}">
      <xsl:value-of select="$line"/>
      <xsl:if test="$rest != '' and $n = 7">…</xsl:if>
    </text>
    <xsl:if test="$rest != '' and $n &lt; 7">
      <xsl:call-template name="cover-lines">
        <xsl:with-param name="text" select="$rest"/>
        <xsl:with-param name="n" select="$n + 1"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- As many whole words as fit into the text; all of it where it is one. -->
  <xsl:template name="words-within">
    <xsl:param name="text"/>
    <xsl:param name="whole" select="$text"/>
    <xsl:variable name="n" select="string-length($text)"/>
    <xsl:choose>
      <xsl:when test="$n = 0"><xsl:value-of select="$whole"/></xsl:when>
      <xsl:when test="substring($text, $n) = ' '"><xsl:value-of select="substring($text, 1, $n - 1)"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="words-within">
          <xsl:with-param name="text" select="substring($text, 1, $n - 1)"/>
          <xsl:with-param name="whole" select="$whole"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== Title ==== -->

  <xsl:template name="title-page">
    <xsl:call-template name="page">
      <xsl:with-param name="path" select="'title.xhtml'"/>
      <xsl:with-param name="heading" select="$title"/>
      <xsl:with-param name="type" select="'titlepage'"/>
      <xsl:with-param name="ours" select="false()"/>
      <xsl:with-param name="content">
        <h1><xsl:value-of select="$title"/></h1>
        <xsl:if test="$subtitle != ''"><p class="subtitle"><xsl:value-of select="$subtitle"/></p></xsl:if>
        <xsl:for-each select="$authors"><p class="author"><xsl:value-of select="normalize-space((tei:persName | tei:name | .)[1])"/></p></xsl:for-each>
        <xsl:if test="$printed-date != ''"><p class="date"><xsl:value-of select="$printed-date"/></p></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- ==== People ==== -->

  <!-- Who holds how many speeches (lib/shares.xsl); one of several people counts for each of them. -->
  <xsl:variable name="turns-tree">
    <xsl:for-each select="$speeches[@who]">
      <xsl:variable name="place" select="concat(floor((position() - 1) div $stretch), ' ')"/>
      <xsl:variable name="of" select="generate-id()"/>
      <xsl:for-each select="set:distinct(str:tokenize(translate(@who, '#', ' ')))">
        <turn xmlns="" who="{.}" in="{$place}{.}" of="{$of}"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="shares-tree">
    <xsl:call-template name="shares"><xsl:with-param name="turns" select="exsl:node-set($turns-tree)"/></xsl:call-template>
  </xsl:variable>
  <xsl:variable name="shares" select="exsl:node-set($shares-tree)"/>

  <xsl:template name="people-page">
    <xsl:if test="$people">
      <xsl:call-template name="page">
        <xsl:with-param name="path" select="'people.xhtml'"/>
        <xsl:with-param name="heading" select="'People'"/>
        <xsl:with-param name="type" select="'people'"/>
        <xsl:with-param name="content">
          <h1>People</h1>
          <ul>
            <xsl:for-each select="$people">
              <xsl:variable name="name"><xsl:call-template name="person-name"/></xsl:variable>
              <xsl:variable name="id" select="string(@xml:id)"/>
              <xsl:variable name="first">
                <xsl:for-each select="$shares"><xsl:value-of select="key('share', $id)[1]/@first"/></xsl:for-each>
              </xsl:variable>
              <xsl:variable name="n">
                <xsl:for-each select="$shares"><xsl:value-of select="sum(key('share', $id)/@speeches)"/></xsl:for-each>
              </xsl:variable>
              <li>
                <b dir="auto"><xsl:call-template name="language"/><xsl:value-of select="$name"/></b>
                <xsl:for-each select="tei:affiliation | tei:occupation | tei:note">
                  <xsl:variable name="said">
                    <xsl:value-of select="normalize-space()"/>
                    <xsl:if test="not(normalize-space())">
                      <xsl:value-of select="normalize-space(key('organisation', substring-after(@ref, '#'))[1]/tei:orgName[1])"/>
                      <xsl:if test="@role"><xsl:value-of select="concat(' (', @role, ')')"/></xsl:if>
                    </xsl:if>
                  </xsl:variable>
                  <xsl:if test="normalize-space($said) != ''"><xsl:text>, </xsl:text><span dir="auto"><xsl:value-of select="normalize-space($said)"/></span></xsl:if>
                </xsl:for-each>
                <xsl:if test="@xml:id and $n &gt; 0">
                  <xsl:text>: </xsl:text>
                  <a>
                    <xsl:attribute name="href"><xsl:for-each select="key('speech-that-is', string($first))"><xsl:call-template name="address"/></xsl:for-each></xsl:attribute>
                    <xsl:value-of select="$n"/>
                    <xsl:choose><xsl:when test="$n = 1"> speech</xsl:when><xsl:otherwise> speeches</xsl:otherwise></xsl:choose>
                  </a>
                </xsl:if>
              </li>
            </xsl:for-each>
          </ul>
        </xsl:with-param>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- ==== About ==== -->

  <xsl:template name="about-page">
    <xsl:call-template name="page">
      <xsl:with-param name="path" select="'about.xhtml'"/>
      <xsl:with-param name="heading" select="'About this edition'"/>
      <xsl:with-param name="type" select="'about'"/>
      <xsl:with-param name="content">
        <h1>About this edition</h1>
        <dl>
          <xsl:call-template name="fact"><xsl:with-param name="name" select="'Title'"/><xsl:with-param name="of" select="$title"/></xsl:call-template>
          <xsl:call-template name="fact"><xsl:with-param name="name" select="'Date'"/><xsl:with-param name="of" select="$printed-date"/></xsl:call-template>
          <xsl:call-template name="fact"><xsl:with-param name="name" select="'Published by'"/><xsl:with-param name="of" select="string($file/tei:publicationStmt/tei:publisher[1])"/></xsl:call-template>
          <xsl:call-template name="fact"><xsl:with-param name="name" select="'Source'"/><xsl:with-param name="of"><xsl:call-template name="words-of"><xsl:with-param name="nodes" select="$file/tei:sourceDesc"/></xsl:call-template></xsl:with-param></xsl:call-template>
          <xsl:call-template name="fact"><xsl:with-param name="name" select="'Rights'"/><xsl:with-param name="of"><xsl:call-template name="words-of"><xsl:with-param name="nodes" select="$file/tei:publicationStmt/tei:availability"/></xsl:call-template></xsl:with-param></xsl:call-template>
          <xsl:call-template name="fact"><xsl:with-param name="name" select="'Speeches'"/><xsl:with-param name="of" select="string(count($speeches))"/></xsl:call-template>
          <xsl:call-template name="fact"><xsl:with-param name="name" select="'Made with'"/><xsl:with-param name="of" select="'Stenogram, from TEI-XML'"/></xsl:call-template>
        </dl>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- The words of elements, those of each text apart. -->
  <xsl:template name="words-of">
    <xsl:param name="nodes"/>
    <xsl:for-each select="$nodes//text()[normalize-space()]"><xsl:value-of select="concat(normalize-space(), ' ')"/></xsl:for-each>
  </xsl:template>

  <xsl:template name="fact">
    <xsl:param name="name"/>
    <xsl:param name="of"/>
    <xsl:if test="normalize-space($of) != ''">
      <dt><xsl:value-of select="$name"/></dt>
      <dd dir="auto"><xsl:value-of select="normalize-space($of)"/></dd>
    </xsl:if>
  </xsl:template>

  <!-- ==== Style ==== -->

  <xsl:template name="style">
<xsl:text>/* Long speech, on readers of every kind: no colours of text or page, no fixed sizes. */
body { line-height: 1.5; margin: 0 5%; hyphens: auto; -epub-hyphens: auto; widows: 2; orphans: 2; }
h1, h2, h3, h4, h5, h6 { line-height: 1.2; hyphens: none; -epub-hyphens: none; text-align: center; page-break-after: avoid; break-after: avoid; margin: 1.5em 0 1em; }
h1 { font-size: 1.5em; } h2 { font-size: 1.3em; } h3, h4, h5, h6 { font-size: 1.1em; }
p { margin: 0; text-indent: 1.2em; }
.speech { margin: 0.9em 0; }
.speech p { text-indent: 0; }
.speech p + p { text-indent: 1.2em; }
.speech .speaker, .speech .speaker + p { text-indent: 0; }
.speaker { font-weight: bold; page-break-after: avoid; break-after: avoid; }
.stage { font-style: italic; text-indent: 0; }
p.stage { margin: 0.8em 1.5em; }
.lg { margin: 0.8em 0; }
p.l { text-indent: -1.5em; padding-left: 1.5em; hyphens: none; -epub-hyphens: none; }
[dir="rtl"] p.l { padding-left: 0; padding-right: 1.5em; }
.speech p.l + p.l { text-indent: -1.5em; }
.quote, .epigraph { margin: 0.8em 1.5em; }
.note { font-size: 0.9em; }
div.note, p.note { margin: 0.8em 0; text-indent: 0; }
.small-caps { font-variant: small-caps; }
.underlined { text-decoration: underline; }
.doubt { border-bottom: 1px dotted; }
div.doubt, p.doubt, section.doubt { border-bottom: 0; border-left: 2px dotted; padding-left: 0.5em; }
.sic { border-bottom: 1px dashed; }
.noteref { font-size: 0.75em; vertical-align: super; line-height: 0; text-decoration: none; }
.footnotes { margin-top: 2em; font-size: 0.9em; }
.footnote { margin: 0.5em 0; }
.footnote .number { float: left; margin-right: 0.6em; }
[dir="rtl"] .footnote .number { float: right; margin: 0 0 0 0.6em; }
ul { margin: 0.8em 0; padding-left: 1.5em; list-style: none; }
li { margin: 0.2em 0; }
li p { text-indent: 0; }
table { border-collapse: collapse; margin: 1em 0; }
td, th { border: 1px solid; padding: 0.2em 0.5em; vertical-align: top; text-align: start; }
td p, th p { text-indent: 0; }
.cover { text-align: center; margin: 0; padding: 0; }
.cover img { max-width: 100%; max-height: 100%; }
.titlepage { text-align: center; margin-top: 20%; }
.titlepage p { text-indent: 0; margin: 0.8em 0; }
dt { font-weight: bold; margin-top: 0.8em; }
dd { margin: 0 0 0 1em; }
nav ol { list-style: none; padding-left: 1.2em; }
</xsl:text>
  </xsl:template>

</xsl:stylesheet>
