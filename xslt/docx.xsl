<?xml version="1.0" encoding="UTF-8"?>
<!--
  docx.xsl: a file for Word and other word processors (WordprocessingML, ECMA-376)

  The paragraphs of lib/office-text.xsl, as the elements of word/document.xml and of word/footnotes.xml. The order
  of the properties in a paragraph or a run is the schema's, and Word refuses a file that has another.

  The parameters are those of lib/office-text.xsl and lib/office-styles.xsl.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    xmlns:exsl="http://exslt.org/common"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="exsl">

  <xsl:import href="lib/office-text.xsl"/>
  <xsl:import href="lib/office-styles.xsl"/>
  <xsl:import href="lib/docx-parts.xsl"/>
  <xsl:output method="xml" encoding="UTF-8"/>

  <steno:format extension="docx" kind="package">A file for Word (WordprocessingML)</steno:format>

  <xsl:template match="/">
    <xsl:call-template name="check-paper"/>
    <steno:package>
      <xsl:call-template name="docx-parts"/>
      <steno:part path="word/document.xml">
        <w:document>
          <w:body>
            <xsl:apply-templates select="$office/*[not(self::foot)]" mode="docx"/>
            <!-- Behind a table a paragraph must come. -->
            <xsl:if test="$office/*[not(self::foot)][last()][self::table]"><w:p/></xsl:if>
            <w:sectPr>
              <w:footerReference w:type="default" r:id="footer"/>
              <w:pgSz w:w="{$sheet/@width}" w:h="{$sheet/@height}"/>
              <w:pgMar w:top="{$margin}" w:right="{$margin}" w:bottom="{$margin}" w:left="{$margin}" w:header="708" w:footer="708" w:gutter="0"/>
              <xsl:if test="$office-direction = 'rtl'"><w:bidi/></xsl:if>
            </w:sectPr>
          </w:body>
        </w:document>
      </steno:part>
      <xsl:if test="$office/foot">
        <steno:part path="word/footnotes.xml">
          <w:footnotes>
            <w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
            <w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
            <xsl:for-each select="$office/foot">
              <w:footnote w:id="{@n}">
                <xsl:apply-templates select="*" mode="docx"/>
                <xsl:if test="not(.//para)"><w:p><w:pPr><w:pStyle w:val="Footnote"/></w:pPr></w:p></xsl:if>
              </w:footnote>
            </xsl:for-each>
          </w:footnotes>
        </steno:part>
      </xsl:if>
    </steno:package>
  </xsl:template>

  <!-- ==== Numbers ==== -->

  <!-- Bookmarks and outward links by number; bookmarks also by name. Word takes names of 40 characters, and
       two that differ in case alone for one: such ids get a name of ours. -->
  <xsl:variable name="numbers-tree">
    <xsl:for-each select="$office//mark">
      <xsl:variable name="name" select="translate(@id, '.·', '__')"/>
      <mark id="{@id}" n="{position()}">
        <xsl:attribute name="name">
          <xsl:choose>
            <xsl:when test="string-length(@id) &lt;= 40 and generate-id() = generate-id(key('mark-folded', translate(
                $name, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'))[1])"><xsl:value-of select="$name"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="concat('_id_', position())"/></xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
      </mark>
    </xsl:for-each>
    <xsl:for-each select="$office//run[@href]"><link for="{generate-id()}" n="{position()}"><xsl:copy-of select="@href"/><xsl:if test="ancestor::foot"><xsl:attribute name="foot"/></xsl:if></link></xsl:for-each>
  </xsl:variable>
  <xsl:variable name="numbers" select="exsl:node-set($numbers-tree)"/>
  <xsl:key name="mark-folded" match="mark" use="translate(@id, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ.·', 'abcdefghijklmnopqrstuvwxyz__')"/>
  <xsl:key name="number" match="mark[@n]" use="@id"/>
  <xsl:key name="link" match="link" use="@for"/>

  <!-- ==== Blocks ==== -->

  <xsl:template match="list | item" mode="docx"><xsl:apply-templates select="*" mode="docx"/></xsl:template>

  <xsl:template match="mark" mode="docx"/>

  <!-- A page that no paragraph takes along. -->
  <xsl:template match="page" mode="docx">
    <xsl:variable name="alone"><xsl:call-template name="is-alone"/></xsl:variable>
    <xsl:if test="$alone = 'yes'">
      <xsl:variable name="points"><xsl:call-template name="points"><xsl:with-param name="pages" select="false()"/></xsl:call-template></xsl:variable>
      <xsl:call-template name="docx-page"><xsl:with-param name="marks" select="exsl:node-set($points)/mark"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="docx-page">
    <xsl:param name="marks" select="/.."/>
    <w:p>
      <w:pPr><w:pStyle w:val="SourcePage"/></w:pPr>
      <xsl:apply-templates select="$marks" mode="docx-run"/>
      <w:r><w:t><xsl:value-of select="concat('|', normalize-space(@n), '|')"/></w:t></w:r>
    </w:p>
  </xsl:template>

  <xsl:template match="para" mode="docx">
    <xsl:variable name="deep" select="count(ancestor::list)"/>
    <xsl:variable name="points-tree"><xsl:call-template name="points"/></xsl:variable>
    <xsl:variable name="points" select="exsl:node-set($points-tree)"/>
    <!-- No page in a heading: the navigator would show it. -->
    <xsl:if test="@level"><xsl:for-each select="$points/page"><xsl:call-template name="docx-page"/></xsl:for-each></xsl:if>
    <w:p>
      <w:pPr>
        <w:pStyle>
          <xsl:attribute name="w:val">
            <xsl:value-of select="@style"/>
            <xsl:if test="@doubt">Doubt</xsl:if>
          </xsl:attribute>
        </w:pStyle>
        <xsl:if test="parent::item and @style = 'Item'">
          <w:numPr><w:ilvl w:val="{$deep - 1 - ($deep - 9) * ($deep &gt; 9)}"/><w:numId w:val="1"/></w:numPr>
        </xsl:if>
        <xsl:if test="@dir"><w:bidi w:val="{number(@dir = 'rtl')}"/></xsl:if>
        <xsl:if test="@style = 'ItemMore' and $deep &gt; 1"><w:ind w:left="{360 * ($deep + 1)}"/></xsl:if>
      </w:pPr>
      <xsl:apply-templates select="$points/mark" mode="docx-run"/>
      <xsl:if test="parent::foot and not(preceding-sibling::para)">
        <w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteRef/></w:r><w:r><w:tab/></w:r>
      </xsl:if>
      <xsl:if test="not(@level)"><xsl:apply-templates select="$points/page" mode="docx-run"/></xsl:if>
      <xsl:apply-templates select="*" mode="docx-run"/>
    </w:p>
  </xsl:template>

  <xsl:template match="table" mode="docx">
    <xsl:variable name="squares-tree"><xsl:call-template name="table-squares"/></xsl:variable>
    <xsl:variable name="squares" select="exsl:node-set($squares-tree)/row"/>
    <xsl:variable name="columns"><xsl:call-template name="table-columns"><xsl:with-param name="squares" select="$squares"/></xsl:call-template></xsl:variable>
    <xsl:variable name="width" select="floor(($sheet/@width - 2 * $margin) div $columns)"/>
    <w:tbl>
      <w:tblPr>
        <w:tblStyle w:val="TableGrid"/>
        <xsl:if test="$office-direction = 'rtl'"><w:bidiVisual/></xsl:if>
        <w:tblW w:w="{$width * $columns}" w:type="dxa"/>
      </w:tblPr>
      <w:tblGrid><xsl:for-each select="$columns-of-a-table[position() &lt;= $columns]"><w:gridCol w:w="{$width}"/></xsl:for-each></w:tblGrid>
      <xsl:choose>
        <xsl:when test="$squares">
          <xsl:variable name="cells" select="row/cell"/>
          <xsl:for-each select="$squares">
            <w:tr>
              <xsl:for-each select="cell">
                <xsl:call-template name="docx-cell">
                  <xsl:with-param name="content" select="$cells[position() = current()/@n]/*"/>
                  <xsl:with-param name="cols" select="@cols"/>
                  <xsl:with-param name="merge" select="@merge"/>
                  <xsl:with-param name="width" select="$width"/>
                </xsl:call-template>
              </xsl:for-each>
            </w:tr>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="row">
            <w:tr>
              <xsl:for-each select="cell">
                <xsl:call-template name="docx-cell"><xsl:with-param name="width" select="$width"/></xsl:call-template>
              </xsl:for-each>
            </w:tr>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </w:tbl>
    <!-- Two tables that touch would become one. -->
    <xsl:if test="following-sibling::*[not(self::mark or self::page)][1][self::table]"><w:p/></xsl:if>
  </xsl:template>

  <xsl:template name="docx-cell">
    <xsl:param name="content" select="*"/>
    <xsl:param name="cols" select="@cols"/>
    <xsl:param name="merge"/>
    <xsl:param name="width"/>
    <w:tc>
      <w:tcPr>
        <w:tcW w:w="{$width * number(concat('0', $cols)) + $width * not($cols)}" w:type="dxa"/>
        <xsl:if test="$cols &gt; 1"><w:gridSpan w:val="{$cols}"/></xsl:if>
        <xsl:if test="$merge != ''"><w:vMerge w:val="{$merge}"/></xsl:if>
      </w:tcPr>
      <xsl:apply-templates select="$content" mode="docx"/>
      <!-- A cell ends in a paragraph. -->
      <xsl:if test="not($content) or $content[last()][not(self::para or self::list)]"><w:p><w:pPr><w:pStyle w:val="TableText"/></w:pPr></w:p></xsl:if>
    </w:tc>
  </xsl:template>

  <!-- ==== In the line ==== -->

  <xsl:template match="mark" mode="docx-run">
    <xsl:variable name="id" select="@id"/>
    <xsl:for-each select="$numbers">
      <xsl:for-each select="key('number', $id)">
        <w:bookmarkStart w:id="{@n}" w:name="{@name}"/><w:bookmarkEnd w:id="{@n}"/>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="page" mode="docx-run">
    <w:r>
      <w:rPr><w:rStyle w:val="SourcePageWords"/></w:rPr>
      <w:t>
        <xsl:attribute name="xml:space">preserve</xsl:attribute>
        <xsl:value-of select="concat('|', normalize-space(@n), '|')"/>
        <xsl:if test="not(parent::para) or not(preceding-sibling::run)"><xsl:text> </xsl:text></xsl:if>
      </w:t>
    </w:r>
  </xsl:template>

  <xsl:template match="break" mode="docx-run"><w:r><w:br/></w:r></xsl:template>

  <xsl:template match="note" mode="docx-run">
    <xsl:if test="key('foot', @n)">
      <w:r><w:rPr><w:rStyle w:val="FootnoteReference"/></w:rPr><w:footnoteReference w:id="{@n}"/></w:r>
    </xsl:if>
  </xsl:template>

  <xsl:template match="run" mode="docx-run">
    <xsl:variable name="text"><xsl:call-template name="run-text"/></xsl:variable>
    <xsl:variable name="this" select="generate-id()"/>
    <xsl:variable name="to" select="@to"/>
    <xsl:variable name="leads"><xsl:if test="@to"><xsl:call-template name="leads-somewhere"/></xsl:if></xsl:variable>
    <xsl:choose>
      <xsl:when test="$text = ''"/>
      <xsl:when test="@href">
        <w:hyperlink>
          <xsl:attribute name="r:id">link-<xsl:for-each select="$numbers"><xsl:value-of select="key('link', $this)/@n"/></xsl:for-each></xsl:attribute>
          <xsl:call-template name="docx-words"><xsl:with-param name="text" select="$text"/></xsl:call-template>
        </w:hyperlink>
      </xsl:when>
      <xsl:when test="$leads = 'yes'">
        <w:hyperlink>
          <xsl:attribute name="w:anchor"><xsl:for-each select="$numbers"><xsl:value-of select="key('number', $to)/@name"/></xsl:for-each></xsl:attribute>
          <xsl:call-template name="docx-words"><xsl:with-param name="text" select="$text"/></xsl:call-template>
        </w:hyperlink>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="docx-words"><xsl:with-param name="text" select="$text"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="docx-words">
    <xsl:param name="text"/>
    <xsl:variable name="tag"><xsl:value-of select="@lang"/><xsl:if test="not(@lang)"><xsl:value-of select="$office-tag"/></xsl:if></xsl:variable>
    <xsl:variable name="way"><xsl:value-of select="@dir"/><xsl:if test="not(@dir)"><xsl:value-of select="$office-direction"/></xsl:if></xsl:variable>
    <w:r>
      <xsl:if test="@*[name() != 'to' and name() != 'href'] or @href or @to or $way = 'rtl'">
        <w:rPr>
          <xsl:choose>
            <xsl:when test="@style"><w:rStyle w:val="{@style}"/></xsl:when>
            <xsl:when test="@href or @to"><w:rStyle w:val="Hyperlink"/></xsl:when>
          </xsl:choose>
          <xsl:if test="@b"><w:b/><w:bCs/></xsl:if>
          <xsl:if test="@i and not(@style)"><w:i/><w:iCs/></xsl:if>
          <xsl:if test="@caps"><w:smallCaps/></xsl:if>
          <xsl:if test="@strike and @style != 'Deleted'"><w:strike/></xsl:if>
          <xsl:if test="@u"><w:u w:val="single"/></xsl:if>
          <xsl:if test="@sup or @sub"><w:vertAlign><xsl:attribute name="w:val"><xsl:choose><xsl:when test="@sup">superscript</xsl:when><xsl:otherwise>subscript</xsl:otherwise></xsl:choose></xsl:attribute></w:vertAlign></xsl:if>
          <xsl:if test="$way = 'rtl'"><w:rtl/></xsl:if>
          <xsl:if test="@lang"><xsl:call-template name="docx-language"><xsl:with-param name="tag" select="$tag"/></xsl:call-template></xsl:if>
        </w:rPr>
      </xsl:if>
      <w:t>
        <xsl:if test="normalize-space($text) != $text"><xsl:attribute name="xml:space">preserve</xsl:attribute></xsl:if>
        <xsl:value-of select="$text"/>
      </w:t>
    </w:r>
  </xsl:template>

</xsl:stylesheet>
