<?xml version="1.0" encoding="UTF-8"?>
<!--
  odt-parts.xsl: what stands around the text of an odt: manifest, properties, styles
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
    xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
    xmlns:exsl="http://exslt.org/common"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="exsl steno">

  <xsl:template name="odt-parts">
    <steno:part path="META-INF/manifest.xml">
      <manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.3">
        <manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="application/vnd.oasis.opendocument.text"/>
        <manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>
        <manifest:file-entry manifest:full-path="styles.xml" manifest:media-type="text/xml"/>
        <manifest:file-entry manifest:full-path="meta.xml" manifest:media-type="text/xml"/>
      </manifest:manifest>
    </steno:part>
    <xsl:call-template name="odt-properties"/>
    <steno:part path="styles.xml">
      <office:document-styles office:version="1.3">
        <office:font-face-decls><xsl:call-template name="odt-fonts"/></office:font-face-decls>
        <office:styles><xsl:call-template name="odt-styles"/></office:styles>
        <office:automatic-styles>
          <style:page-layout style:name="Page">
            <style:page-layout-properties fo:page-width="{$sheet/@width div 20}pt" fo:page-height="{$sheet/@height div 20}pt" fo:margin="{$margin div 20}pt">
              <xsl:attribute name="style:writing-mode"><xsl:call-template name="odt-way"><xsl:with-param name="dir" select="$office-direction"/></xsl:call-template></xsl:attribute>
            </style:page-layout-properties>
            <style:footer-style><style:header-footer-properties fo:min-height="18pt" fo:margin-top="12pt"/></style:footer-style>
          </style:page-layout>
        </office:automatic-styles>
        <office:master-styles>
          <style:master-page style:name="Standard" style:page-layout-name="Page">
            <style:footer><text:p text:style-name="Footer"><text:page-number text:select-page="current">1</text:page-number></text:p></style:footer>
          </style:master-page>
        </office:master-styles>
      </office:document-styles>
    </steno:part>
  </xsl:template>

  <xsl:template name="odt-properties">
    <steno:part path="meta.xml">
      <office:document-meta office:version="1.3" xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0"
          xmlns:dc="http://purl.org/dc/elements/1.1/">
        <office:meta>
          <meta:generator>Stenogram</meta:generator>
          <dc:title><xsl:call-template name="plain-title"/></dc:title>
          <xsl:if test="$subtitle != ''"><dc:subject><xsl:call-template name="plain"><xsl:with-param name="text" select="$subtitle"/></xsl:call-template></dc:subject></xsl:if>
          <xsl:for-each select="$facts[@name = 'Source']"><dc:description><xsl:value-of select="."/></dc:description></xsl:for-each>
          <xsl:variable name="creators"><xsl:call-template name="creators"/></xsl:variable>
          <xsl:if test="$creators != ''"><meta:initial-creator><xsl:value-of select="$creators"/></meta:initial-creator><dc:creator><xsl:value-of select="$creators"/></dc:creator></xsl:if>
          <xsl:if test="$office-tag != ''"><dc:language><xsl:value-of select="$office-tag"/></dc:language></xsl:if>
          <xsl:for-each select="$facts"><meta:user-defined meta:name="{@name}"><xsl:value-of select="."/></meta:user-defined></xsl:for-each>
        </office:meta>
      </office:document-meta>
    </steno:part>
  </xsl:template>

  <xsl:template name="odt-fonts">
    <style:font-face style:name="Text" svg:font-family="{concat('&quot;', translate($font, '&quot;', ''), '&quot;')}"/>
    <style:font-face style:name="Wide" svg:font-family="{concat('&quot;', $wide-font, '&quot;')}"/>
  </xsl:template>

  <!-- ==== Styles with names ==== -->

  <xsl:template name="odt-styles">
    <style:default-style style:family="paragraph">
      <style:paragraph-properties fo:line-height="115%" style:tab-stop-distance="36pt">
        <xsl:attribute name="style:writing-mode"><xsl:call-template name="odt-way"><xsl:with-param name="dir" select="$office-direction"/></xsl:call-template></xsl:attribute>
      </style:paragraph-properties>
      <style:text-properties style:font-name="Text" style:font-name-complex="Text" style:font-name-asian="Wide"
          fo:font-size="{$points}pt" style:font-size-asian="{$points}pt" style:font-size-complex="{$points}pt">
        <xsl:if test="$office-tag != ''"><xsl:call-template name="odt-language"><xsl:with-param name="tag" select="$office-tag"/></xsl:call-template></xsl:if>
      </style:text-properties>
    </style:default-style>
    <style:style style:name="Standard" style:family="paragraph" style:class="text">
      <style:paragraph-properties>
        <xsl:attribute name="fo:text-align"><xsl:call-template name="odt-side"/></xsl:attribute>
        <xsl:attribute name="style:writing-mode"><xsl:call-template name="odt-way"><xsl:with-param name="dir" select="$office-direction"/></xsl:call-template></xsl:attribute>
      </style:paragraph-properties>
    </style:style>
    <xsl:for-each select="$styles">
      <style:style style:family="paragraph">
        <xsl:attribute name="style:name"><xsl:call-template name="odt-name"/></xsl:attribute>
        <xsl:attribute name="style:display-name"><xsl:call-template name="odt-shown"/></xsl:attribute>
        <xsl:attribute name="style:parent-style-name">
          <xsl:for-each select="$styles[@id = current()/@base]"><xsl:call-template name="odt-name"/></xsl:for-each>
          <xsl:if test="not(@base)">Standard</xsl:if>
        </xsl:attribute>
        <xsl:if test="@next"><xsl:attribute name="style:next-style-name"><xsl:for-each select="$styles[@id = current()/@next]"><xsl:call-template name="odt-name"/></xsl:for-each></xsl:attribute></xsl:if>
        <xsl:if test="@level"><xsl:attribute name="style:default-outline-level"><xsl:value-of select="@level"/></xsl:attribute></xsl:if>
        <style:paragraph-properties>
          <xsl:if test="@before or @after or not(@base)">
            <xsl:attribute name="fo:margin-top"><xsl:value-of select="number(concat('0', @before))"/>pt</xsl:attribute>
            <xsl:attribute name="fo:margin-bottom"><xsl:value-of select="number(concat('0', @after))"/>pt</xsl:attribute>
          </xsl:if>
          <xsl:if test="@left or @right or @first">
            <!-- LibreOffice takes "left" for where the lines begin. -->
            <xsl:attribute name="fo:margin-left"><xsl:value-of select="number(concat('0', @left))"/>pt</xsl:attribute>
            <xsl:attribute name="fo:margin-right"><xsl:value-of select="number(concat('0', @right))"/>pt</xsl:attribute>
            <xsl:if test="@first"><xsl:attribute name="fo:text-indent"><xsl:value-of select="@first"/>pt</xsl:attribute></xsl:if>
          </xsl:if>
          <xsl:if test="@align"><xsl:attribute name="fo:text-align"><xsl:call-template name="odt-side"><xsl:with-param name="align" select="@align"/></xsl:call-template></xsl:attribute></xsl:if>
          <xsl:if test="@keep"><xsl:attribute name="fo:keep-with-next">always</xsl:attribute></xsl:if>
        </style:paragraph-properties>
        <xsl:call-template name="odt-look-of-words"/>
      </style:style>
    </xsl:for-each>
    <xsl:for-each select="$word-styles">
      <style:style style:family="text">
        <xsl:attribute name="style:name"><xsl:call-template name="odt-name"/></xsl:attribute>
        <xsl:attribute name="style:display-name"><xsl:call-template name="odt-shown"/></xsl:attribute>
        <xsl:call-template name="odt-look-of-words"/>
      </style:style>
    </xsl:for-each>
    <text:outline-style style:name="Outline">
      <xsl:for-each select="$columns-of-a-table[position() &lt; 11]"><text:outline-level-style text:level="{position()}" style:num-format=""/></xsl:for-each>
    </text:outline-style>
    <!-- Items have the signs that their source printed, and no others. -->
    <text:list-style style:name="Items">
      <xsl:for-each select="$columns-of-a-table[position() &lt; 11]">
        <text:list-level-style-number text:level="{position()}" style:num-format="">
          <style:list-level-properties text:list-level-position-and-space-mode="label-alignment">
            <style:list-level-label-alignment text:label-followed-by="nothing" fo:margin-left="{18 * (position() + 1)}pt" fo:text-indent="-18pt"/>
          </style:list-level-properties>
        </text:list-level-style-number>
      </xsl:for-each>
    </text:list-style>
    <text:notes-configuration text:note-class="footnote" text:citation-body-style-name="Footnote_20_anchor"
        text:default-style-name="Footnote" style:num-format="1" text:start-value="0" text:footnotes-position="page"
        text:start-numbering-at="document"/>
  </xsl:template>

  <!-- What a style of our table is called in the file, and to the user. -->
  <xsl:template name="odt-name"><xsl:value-of select="@odt"/><xsl:if test="not(@odt)"><xsl:value-of select="@id"/></xsl:if></xsl:template>
  <xsl:template name="odt-shown">
    <xsl:choose>
      <xsl:when test="@shown"><xsl:value-of select="@shown"/></xsl:when>
      <xsl:when test="@odt"><xsl:value-of select="@odt"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="@word"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="odt-look-of-words">
    <style:text-properties>
      <xsl:if test="@b"><xsl:call-template name="odt-thrice"><xsl:with-param name="name" select="'font-weight'"/><xsl:with-param name="value" select="'bold'"/></xsl:call-template></xsl:if>
      <xsl:if test="@i"><xsl:call-template name="odt-thrice"><xsl:with-param name="name" select="'font-style'"/><xsl:with-param name="value" select="'italic'"/></xsl:call-template></xsl:if>
      <xsl:if test="@size"><xsl:call-template name="odt-thrice"><xsl:with-param name="name" select="'font-size'"/><xsl:with-param name="value" select="concat(@size, '%')"/></xsl:call-template></xsl:if>
      <xsl:if test="@caps"><xsl:attribute name="fo:font-variant">small-caps</xsl:attribute></xsl:if>
      <xsl:if test="@grey"><xsl:attribute name="fo:color">#606060</xsl:attribute></xsl:if>
      <xsl:if test="@strike"><xsl:attribute name="style:text-line-through-style">solid</xsl:attribute></xsl:if>
      <xsl:if test="@line">
        <xsl:attribute name="style:text-underline-style"><xsl:choose><xsl:when test="@line = 'single'">solid</xsl:when><xsl:otherwise><xsl:value-of select="@line"/></xsl:otherwise></xsl:choose></xsl:attribute>
        <xsl:attribute name="style:text-underline-width">auto</xsl:attribute>
        <xsl:attribute name="style:text-underline-color">font-color</xsl:attribute>
      </xsl:if>
      <xsl:if test="@sup"><xsl:attribute name="style:text-position">super 58%</xsl:attribute></xsl:if>
      <xsl:if test="@sub"><xsl:attribute name="style:text-position">sub 58%</xsl:attribute></xsl:if>
    </style:text-properties>
  </xsl:template>

  <!-- A property for each of the three kinds of writing. -->
  <xsl:template name="odt-thrice">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:attribute name="fo:{$name}"><xsl:value-of select="$value"/></xsl:attribute>
    <xsl:attribute name="style:{$name}-asian"><xsl:value-of select="$value"/></xsl:attribute>
    <xsl:attribute name="style:{$name}-complex"><xsl:value-of select="$value"/></xsl:attribute>
  </xsl:template>

  <!-- Left or right: LibreOffice takes "start" for left whichever way the writing runs. -->
  <xsl:template name="odt-side">
    <xsl:param name="align" select="'start'"/>
    <xsl:param name="dir" select="$office-direction"/>
    <xsl:choose>
      <xsl:when test="$align = 'center'">center</xsl:when>
      <xsl:when test="($align = 'start') = ($dir = 'rtl')">right</xsl:when>
      <xsl:otherwise>left</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="odt-way">
    <xsl:param name="dir"/>
    <xsl:choose><xsl:when test="$dir = 'rtl'">rl-tb</xsl:when><xsl:otherwise>lr-tb</xsl:otherwise></xsl:choose>
  </xsl:template>

  <!-- A tag in the parts that OpenDocument wants, for its kind of writing. -->
  <xsl:template name="odt-language">
    <xsl:param name="tag"/>
    <xsl:variable name="script"><xsl:call-template name="script-of"><xsl:with-param name="tag" select="$tag"/></xsl:call-template></xsl:variable>
    <xsl:variable name="rest" select="concat(substring-after($tag, '-'), '-')"/>
    <xsl:variable name="second" select="substring-before($rest, '-')"/>
    <xsl:variable name="third" select="substring-before(concat(substring-after($rest, '-'), '-'), '-')"/>
    <xsl:variable name="country">
      <xsl:choose>
        <xsl:when test="string-length($second) = 2"><xsl:value-of select="$second"/></xsl:when>
        <xsl:when test="string-length($second) = 4 and string-length($third) = 2"><xsl:value-of select="$third"/></xsl:when>
        <xsl:otherwise>none</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="first" select="substring-before(concat($tag, '-'), '-')"/>
    <xsl:choose>
      <xsl:when test="$script = 'asian'">
        <xsl:attribute name="style:language-asian"><xsl:value-of select="$first"/></xsl:attribute>
        <xsl:attribute name="style:country-asian"><xsl:value-of select="$country"/></xsl:attribute>
      </xsl:when>
      <xsl:when test="$script = 'complex'">
        <xsl:attribute name="style:language-complex"><xsl:value-of select="$first"/></xsl:attribute>
        <xsl:attribute name="style:country-complex"><xsl:value-of select="$country"/></xsl:attribute>
      </xsl:when>
      <xsl:otherwise>
        <xsl:attribute name="fo:language"><xsl:value-of select="$first"/></xsl:attribute>
        <xsl:attribute name="fo:country"><xsl:value-of select="$country"/></xsl:attribute>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== Styles without: what single paragraphs and words have ==== -->

  <!-- What was done by hand in the source. -->
  <xsl:variable name="hand-tree">
    <look id="T1" of="b" b=""/> <look id="T2" of="i" i=""/> <look id="T3" of="u" line="single"/> <look id="T4" of="caps" caps=""/>
    <look id="T5" of="sup" sup=""/> <look id="T6" of="sub" sub=""/> <look id="T7" of="strike" strike=""/>
  </xsl:variable>
  <xsl:variable name="hand" select="exsl:node-set($hand-tree)"/>

  <!-- Paragraphs in another language or direction, or doubtful, and words in other languages: one style for
       each that is alike. -->
  <xsl:key name="look" match="para[@lang or @dir or @doubt]" use="concat(@style, '|', @lang, '|', @dir, '|', @doubt)"/>
  <xsl:key name="language" match="run[@lang]" use="@lang"/>
  <xsl:variable name="looks-tree">
    <xsl:for-each select="$office//para[@lang or @dir or @doubt][generate-id() = generate-id(key('look', concat(@style, '|', @lang, '|', @dir, '|', @doubt))[1])]">
      <look id="P{position()}" of="{concat(@style, '|', @lang, '|', @dir, '|', @doubt)}"><xsl:copy-of select="@*"/></look>
    </xsl:for-each>
    <xsl:for-each select="$office//run[@lang][generate-id() = generate-id(key('language', @lang)[1])]">
      <words id="T{position() + 10}" of="{@lang}"/>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="looks" select="exsl:node-set($looks-tree)"/>
  <xsl:key name="look-id" match="look | words" use="@of"/>

  <!-- The name of the style of the paragraph that is the context. -->
  <xsl:template name="odt-look">
    <xsl:variable name="of" select="concat(@style, '|', @lang, '|', @dir, '|', @doubt)"/>
    <xsl:choose>
      <xsl:when test="@lang or @dir or @doubt"><xsl:for-each select="$looks"><xsl:value-of select="key('look-id', $of)/@id"/></xsl:for-each></xsl:when>
      <xsl:otherwise><xsl:for-each select="$styles[@id = current()/@style]"><xsl:call-template name="odt-name"/></xsl:for-each></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The name of the style of words in the language that is the context. -->
  <xsl:template name="odt-language-style">
    <xsl:variable name="of" select="string()"/>
    <xsl:for-each select="$looks"><xsl:value-of select="key('look-id', $of)/@id"/></xsl:for-each>
  </xsl:template>

  <xsl:template name="odt-automatic-styles">
    <xsl:for-each select="$looks/look">
      <style:style style:name="{@id}" style:family="paragraph">
        <xsl:attribute name="style:parent-style-name"><xsl:for-each select="$styles[@id = current()/@style]"><xsl:call-template name="odt-name"/></xsl:for-each></xsl:attribute>
        <style:paragraph-properties>
          <xsl:if test="@dir"><xsl:attribute name="fo:text-align"><xsl:call-template name="odt-side"><xsl:with-param name="dir" select="@dir"/></xsl:call-template></xsl:attribute><xsl:attribute name="style:writing-mode"><xsl:call-template name="odt-way"><xsl:with-param name="dir" select="@dir"/></xsl:call-template></xsl:attribute></xsl:if>
          <xsl:if test="@doubt"><xsl:attribute name="fo:border-left">1.5pt dotted #808080</xsl:attribute><xsl:attribute name="fo:padding-left">6pt</xsl:attribute></xsl:if>
        </style:paragraph-properties>
        <xsl:if test="@lang"><style:text-properties><xsl:call-template name="odt-language"><xsl:with-param name="tag" select="@lang"/></xsl:call-template></style:text-properties></xsl:if>
      </style:style>
    </xsl:for-each>
    <xsl:for-each select="$hand/look">
      <style:style style:name="{@id}" style:family="text"><xsl:call-template name="odt-look-of-words"/></style:style>
    </xsl:for-each>
    <xsl:for-each select="$looks/words">
      <style:style style:name="{@id}" style:family="text"><style:text-properties><xsl:call-template name="odt-language"><xsl:with-param name="tag" select="@of"/></xsl:call-template></style:text-properties></style:style>
    </xsl:for-each>
    <style:style style:name="Grid" style:family="table">
      <style:table-properties table:align="margins">
        <xsl:attribute name="style:writing-mode"><xsl:call-template name="odt-way"><xsl:with-param name="dir" select="$office-direction"/></xsl:call-template></xsl:attribute>
      </style:table-properties>
    </style:style>
    <style:style style:name="Cell" style:family="table-cell">
      <style:table-cell-properties fo:padding="3pt" fo:border="0.5pt solid #000000"/>
    </style:style>
  </xsl:template>

</xsl:stylesheet>
