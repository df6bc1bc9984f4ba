<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xsl:stylesheet [
  <!ENTITY division "self::tei:div or self::tei:div1 or self::tei:div2 or self::tei:div3
    or self::tei:div4 or self::tei:div5 or self::tei:div6 or self::tei:div7">
]>
<!--
  epub-package.xsl: what a reading system asks of the book: the package document and the navigation
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:dc="http://purl.org/dc/elements/1.1/"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="tei dc steno">

  <xsl:variable name="name-of-file">
    <xsl:if test="not(($file/tei:publicationStmt/tei:idno | $file/tei:idno)[normalize-space()]
        or /tei:TEI/@xml:id)"><xsl:value-of select="$document"/></xsl:if>
  </xsl:variable>

  <!-- What the book is called by machines: made of what the document says of itself, so that it stays
       when a word in the text is mended. -->
  <xsl:variable name="identifier" select="concat('urn:uuid:', steno:uuid(concat(
      normalize-space($file/tei:publicationStmt/tei:publisher[1]), '|',
      normalize-space(($file/tei:publicationStmt/tei:idno | $file/tei:idno)[1]), '|',
      /tei:TEI/@xml:id, '|', $title, '|', $subtitle, '|', $date[1]/@when, '|',
      $name-of-file)))"/>

  <!-- When it was last changed, as the document says: nothing here depends on today. -->
  <xsl:variable name="modified">
    <xsl:variable name="said" select="($header/tei:revisionDesc//tei:change/@when
        | $file/tei:publicationStmt/tei:date/@when)[string-length() = 10
        and translate(., '0123456789', '') = '--' and substring(., 6, 2) &gt; 0 and substring(., 6, 2) &lt; 13
        and substring(., 9, 2) &gt; 0 and substring(., 9, 2) &lt; 32 and substring(., 5, 1) = '-' and substring(., 8, 1) = '-'
        and substring(., 1, 4) &gt; 1000]"/>
    <xsl:value-of select="$said[1]"/>
    <xsl:if test="not($said)">2000-01-01</xsl:if>
    <xsl:text>T00:00:00Z</xsl:text>
  </xsl:variable>

  <xsl:variable name="book-tag">
    <xsl:variable name="tag"><xsl:call-template name="tag"><xsl:with-param name="of" select="$language"/></xsl:call-template></xsl:variable>
    <xsl:value-of select="$tag"/>
    <xsl:if test="$tag = ''">und</xsl:if>
  </xsl:variable>

  <xsl:variable name="direction"><xsl:call-template name="direction"><xsl:with-param name="tag" select="$book-tag"/></xsl:call-template></xsl:variable>

  <!-- ==== package.opf ==== -->

  <xsl:template name="package-document">
    <steno:part path="EPUB/package.opf">
      <package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en"
          prefix="schema: http://schema.org/">
        <metadata>
          <dc:identifier id="id"><xsl:value-of select="$identifier"/></dc:identifier>
          <dc:title id="title"><xsl:value-of select="$title"/></dc:title>
          <xsl:if test="$subtitle != ''">
            <dc:title id="subtitle"><xsl:value-of select="$subtitle"/></dc:title>
            <meta refines="#title" property="title-type">main</meta>
            <meta refines="#subtitle" property="title-type">subtitle</meta>
          </xsl:if>
          <dc:language><xsl:value-of select="$book-tag"/></dc:language>
          <xsl:for-each select="$authors"><dc:creator><xsl:value-of select="normalize-space((tei:persName | tei:name | .)[1])"/></dc:creator></xsl:for-each>
          <xsl:if test="normalize-space($file/tei:publicationStmt/tei:publisher[1]) != ''"><dc:publisher><xsl:value-of select="normalize-space($file/tei:publicationStmt/tei:publisher[1])"/></dc:publisher></xsl:if>
          <xsl:variable name="rights"><xsl:call-template name="words-of"><xsl:with-param name="nodes" select="$file/tei:publicationStmt/tei:availability"/></xsl:call-template></xsl:variable>
          <xsl:if test="normalize-space($rights) != ''"><dc:rights><xsl:value-of select="normalize-space($rights)"/></dc:rights></xsl:if>
          <xsl:variable name="source"><xsl:call-template name="words-of"><xsl:with-param name="nodes" select="$file/tei:sourceDesc"/></xsl:call-template></xsl:variable>
          <xsl:if test="normalize-space($source) != ''"><dc:source><xsl:value-of select="normalize-space($source)"/></dc:source></xsl:if>
          <xsl:variable name="when" select="translate($date[1]/@when, '0123456789', '9999999999')"/>
          <xsl:if test="$when = '9999' or $when = '9999-99' or $when = '9999-99-99'"><dc:coverage><xsl:value-of select="$date[1]/@when"/></dc:coverage></xsl:if>
          <meta property="dcterms:modified"><xsl:value-of select="$modified"/></meta>
          <meta property="schema:accessMode">textual</meta>
          <meta property="schema:accessModeSufficient">textual</meta>
          <meta property="schema:accessibilityFeature">structuralNavigation</meta>
          <meta property="schema:accessibilityFeature">tableOfContents</meta>
          <meta property="schema:accessibilityFeature">readingOrder</meta>
          <meta property="schema:accessibilityFeature">alternativeText</meta>
          <meta property="schema:accessibilityFeature">displayTransformability</meta>
          <xsl:if test="$pages"><meta property="schema:accessibilityFeature">printPageNumbers</meta></xsl:if>
          <meta property="schema:accessibilityHazard">none</meta>
          <meta property="schema:accessibilitySummary">All of the text is text, in reading order, with headings and contents<xsl:if test="$pages">, and the page numbers of its source</xsl:if>. The one picture is the cover, which shows the title.</meta>
          <meta name="cover" content="cover-image"/>
        </metadata>
        <manifest>
          <item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
          <item id="style" href="style.css" media-type="text/css"/>
          <item id="cover-image" href="cover.svg" media-type="image/svg+xml" properties="cover-image"/>
          <item id="cover" href="cover.xhtml" media-type="application/xhtml+xml"/>
          <item id="title-page" href="title.xhtml" media-type="application/xhtml+xml"/>
          <xsl:for-each select="$plan"><item id="text-{position()}" href="text-{position()}.xhtml" media-type="application/xhtml+xml"/></xsl:for-each>
          <xsl:if test="$people"><item id="people" href="people.xhtml" media-type="application/xhtml+xml"/></xsl:if>
          <item id="about" href="about.xhtml" media-type="application/xhtml+xml"/>
        </manifest>
        <spine>
          <xsl:attribute name="page-progression-direction"><xsl:value-of select="$direction"/></xsl:attribute>
          <itemref idref="cover"/>
          <itemref idref="title-page"/>
          <itemref idref="nav"/>
          <xsl:for-each select="$plan"><itemref idref="text-{position()}"/></xsl:for-each>
          <xsl:if test="$people"><itemref idref="people"/></xsl:if>
          <itemref idref="about"/>
        </spine>
      </package>
    </steno:part>
  </xsl:template>

  <!-- ==== nav.xhtml ==== -->

  <xsl:template name="navigation">
    <steno:part path="EPUB/nav.xhtml" doctype="html">
      <html lang="en" xml:lang="en">
        <head><title>Contents</title><link rel="stylesheet" type="text/css" href="style.css"/></head>
        <body>
          <nav epub:type="toc" role="doc-toc" id="toc" aria-label="Contents">
            <h1>Contents</h1>
            <ol>
              <li><a href="title.xhtml">Title page</a></li>
              <xsl:choose>
                <xsl:when test="$divisions[not(ancestor::tei:floatingText)]">
                  <xsl:for-each select="/tei:TEI/tei:text"><xsl:call-template name="contents"/></xsl:for-each>
                </xsl:when>
                <xsl:otherwise><xsl:for-each select="$plan[1]"><li><a href="text-1.xhtml">Text</a></li></xsl:for-each></xsl:otherwise>
              </xsl:choose>
              <xsl:if test="$people"><li><a href="people.xhtml">People</a></li></xsl:if>
              <li><a href="about.xhtml">About this edition</a></li>
            </ol>
          </nav>
          <xsl:if test="$pages">
            <nav epub:type="page-list" role="doc-pagelist" hidden="hidden" aria-label="Pages">
              <h2>Pages</h2>
              <ol>
                <xsl:for-each select="$pages">
                  <xsl:variable name="address"><xsl:call-template name="file-name"/></xsl:variable>
                  <li>
                    <a href="{$address}#made.page-{position()}">
                      <xsl:value-of select="normalize-space(@n)"/>
                      <xsl:if test="normalize-space(@n) = ''"><xsl:value-of select="position()"/></xsl:if>
                    </a>
                  </li>
                </xsl:for-each>
              </ol>
            </nav>
          </xsl:if>
          <nav epub:type="landmarks" hidden="hidden" aria-label="Landmarks">
            <h2>Landmarks</h2>
            <ol>
              <li><a epub:type="cover" href="cover.xhtml">Cover</a></li>
              <li><a epub:type="titlepage" href="title.xhtml">Title page</a></li>
              <li><a epub:type="toc" href="nav.xhtml#toc">Contents</a></li>
              <xsl:for-each select="(/tei:TEI/tei:text/tei:body | /tei:TEI/tei:text/tei:group)[1]">
                <xsl:variable name="address"><xsl:call-template name="file-name"/></xsl:variable>
                <li><a epub:type="bodymatter" href="{$address}">The text</a></li>
              </xsl:for-each>
            </ol>
          </nav>
        </body>
      </html>
    </steno:part>
  </xsl:template>

  <!-- The divisions in the context, four deep; what stands above divisions is passed through. -->
  <xsl:template name="contents">
    <xsl:param name="depth" select="1"/>
    <xsl:for-each select="*">
      <xsl:choose>
        <xsl:when test="self::tei:front or self::tei:body or self::tei:back or self::tei:group or self::tei:text">
          <xsl:call-template name="contents"><xsl:with-param name="depth" select="$depth"/></xsl:call-template>
        </xsl:when>
        <xsl:when test="&division;">
          <li>
            <a>
              <xsl:attribute name="href"><xsl:call-template name="address"/></xsl:attribute>
              <xsl:call-template name="language-of"><xsl:with-param name="tag" select="(ancestor-or-self::*/@xml:lang)[last()]"/></xsl:call-template>
              <xsl:call-template name="division-label"/>
            </a>
            <xsl:if test="$depth &lt; 4 and *[&division;]">
              <ol><xsl:call-template name="contents"><xsl:with-param name="depth" select="$depth + 1"/></xsl:call-template></ol>
            </xsl:if>
          </li>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- A division in the contents: its heading, else its kind and number; nothing for what is none. -->
  <xsl:template name="division-label">
    <xsl:if test="&division;">
      <xsl:variable name="head"><xsl:apply-templates select="tei:head[1]" mode="label"/></xsl:variable>
      <xsl:choose>
        <xsl:when test="normalize-space($head) != ''"><xsl:value-of select="normalize-space($head)"/></xsl:when>
        <xsl:otherwise>
          <xsl:variable name="type" select="normalize-space(translate(@type, '-_', '  '))"/>
          <xsl:value-of select="concat(translate(substring($type, 1, 1), 'abcdefghijklmnopqrstuvwxyz',
              'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring($type, 2))"/>
          <xsl:if test="$type = ''">Part</xsl:if>
          <xsl:text> </xsl:text>
          <xsl:call-template name="division-name"/>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
