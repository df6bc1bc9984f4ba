<?xml version="1.0" encoding="UTF-8"?>
<!--
  odt.xsl: a file for LibreOffice and other word processors (OpenDocument 1.3)

  The paragraphs of lib/office-text.xsl, as the elements of content.xml.

  The parameters are those of lib/office-text.xsl and lib/office-styles.xsl.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
    xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
    xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
    xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
    xmlns:xlink="http://www.w3.org/1999/xlink"
    xmlns:exsl="http://exslt.org/common"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="exsl">

  <xsl:import href="lib/office-text.xsl"/>
  <xsl:import href="lib/office-styles.xsl"/>
  <xsl:import href="lib/odt-parts.xsl"/>
  <xsl:output method="xml" encoding="UTF-8"/>

  <steno:format extension="odt" kind="package">A file for LibreOffice (OpenDocument)</steno:format>

  <xsl:template match="/">
    <xsl:call-template name="check-paper"/>
    <steno:package>
      <steno:part path="mimetype" stored="yes">application/vnd.oasis.opendocument.text</steno:part>
      <xsl:call-template name="odt-parts"/>
      <steno:part path="content.xml">
        <office:document-content office:version="1.3">
          <office:font-face-decls><xsl:call-template name="odt-fonts"/></office:font-face-decls>
          <office:automatic-styles><xsl:call-template name="odt-automatic-styles"/></office:automatic-styles>
          <office:body>
            <office:text>
              <xsl:apply-templates select="$office/*[not(self::foot)]" mode="odt"/>
            </office:text>
          </office:body>
        </office:document-content>
      </steno:part>
    </steno:package>
  </xsl:template>

  <!-- ==== Blocks ==== -->

  <xsl:template match="mark" mode="odt"/>

  <!-- A page that no paragraph takes along. -->
  <xsl:template match="page" mode="odt">
    <xsl:variable name="alone"><xsl:call-template name="is-alone"/></xsl:variable>
    <xsl:if test="$alone = 'yes'">
      <xsl:variable name="points"><xsl:call-template name="points"><xsl:with-param name="pages" select="false()"/></xsl:call-template></xsl:variable>
      <xsl:call-template name="odt-page"><xsl:with-param name="marks" select="exsl:node-set($points)/mark"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="odt-page">
    <xsl:param name="marks" select="/.."/>
    <text:p text:style-name="SourcePage">
      <xsl:apply-templates select="$marks" mode="odt-run"/>
      <xsl:value-of select="concat('|', normalize-space(@n), '|')"/>
    </text:p>
  </xsl:template>

  <xsl:template match="para" mode="odt">
    <xsl:variable name="look"><xsl:call-template name="odt-look"/></xsl:variable>
    <xsl:variable name="points-tree"><xsl:call-template name="points"/></xsl:variable>
    <xsl:variable name="points" select="exsl:node-set($points-tree)"/>
    <!-- No page in a heading: the navigator would show it. -->
    <xsl:if test="@level"><xsl:for-each select="$points/page"><xsl:call-template name="odt-page"/></xsl:for-each></xsl:if>
    <xsl:choose>
      <xsl:when test="@level">
        <text:h text:style-name="{$look}" text:outline-level="{@level}"><xsl:apply-templates select="$points/mark" mode="odt-run"/><xsl:apply-templates select="*" mode="odt-run"/></text:h>
      </xsl:when>
      <xsl:otherwise><text:p text:style-name="{$look}"><xsl:apply-templates select="$points/*" mode="odt-run"/><xsl:apply-templates select="*" mode="odt-run"/></text:p></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A list; OpenDocument has no table in one. -->
  <xsl:template match="list" mode="odt">
    <xsl:choose>
      <xsl:when test=".//table"><xsl:apply-templates select="item/*" mode="odt"/></xsl:when>
      <xsl:otherwise>
        <text:list text:style-name="Items">
          <xsl:for-each select="item"><text:list-item><xsl:apply-templates select="*" mode="odt"/></text:list-item></xsl:for-each>
        </text:list>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="table" mode="odt">
    <xsl:variable name="squares-tree"><xsl:call-template name="table-squares"/></xsl:variable>
    <xsl:variable name="squares" select="exsl:node-set($squares-tree)/row"/>
    <xsl:variable name="columns"><xsl:call-template name="table-columns"><xsl:with-param name="squares" select="$squares"/></xsl:call-template></xsl:variable>
    <table:table table:style-name="Grid">
      <table:table-column table:number-columns-repeated="{$columns}"/>
      <xsl:choose>
        <xsl:when test="$squares">
          <xsl:variable name="cells" select="row/cell"/>
          <xsl:for-each select="$squares">
            <table:table-row>
              <xsl:for-each select="cell">
                <xsl:choose>
                  <xsl:when test="@merge = 'continue'">
                    <table:covered-table-cell>
                      <xsl:if test="@cols &gt; 1"><xsl:attribute name="table:number-columns-repeated"><xsl:value-of select="@cols"/></xsl:attribute></xsl:if>
                    </table:covered-table-cell>
                  </xsl:when>
                  <xsl:otherwise>
                    <xsl:call-template name="odt-cell">
                      <xsl:with-param name="content" select="$cells[position() = current()/@n]/*"/>
                      <xsl:with-param name="cols" select="@cols"/>
                      <xsl:with-param name="rows" select="@rows"/>
                    </xsl:call-template>
                  </xsl:otherwise>
                </xsl:choose>
              </xsl:for-each>
            </table:table-row>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>
          <xsl:for-each select="row">
            <table:table-row><xsl:for-each select="cell"><xsl:call-template name="odt-cell"/></xsl:for-each></table:table-row>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </table:table>
  </xsl:template>

  <xsl:template name="odt-cell">
    <xsl:param name="content" select="*"/>
    <xsl:param name="cols" select="@cols"/>
    <xsl:param name="rows"/>
    <table:table-cell table:style-name="Cell" office:value-type="string">
      <xsl:if test="$cols &gt; 1"><xsl:attribute name="table:number-columns-spanned"><xsl:value-of select="$cols"/></xsl:attribute></xsl:if>
      <xsl:if test="$rows &gt; 1"><xsl:attribute name="table:number-rows-spanned"><xsl:value-of select="$rows"/></xsl:attribute></xsl:if>
      <xsl:apply-templates select="$content" mode="odt"/>
    </table:table-cell>
    <xsl:if test="$cols &gt; 1"><table:covered-table-cell table:number-columns-repeated="{$cols - 1}"/></xsl:if>
  </xsl:template>

  <!-- ==== In the line ==== -->

  <xsl:template match="mark" mode="odt-run"><text:bookmark text:name="{@id}"/></xsl:template>
  <xsl:template match="break" mode="odt-run"><text:line-break/></xsl:template>

  <xsl:template match="page" mode="odt-run">
    <text:span text:style-name="SourcePageWords"><xsl:value-of select="concat('|', normalize-space(@n), '|')"/></text:span>
    <xsl:if test="not(parent::para) or not(preceding-sibling::run)"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="note" mode="odt-run">
    <xsl:variable name="foot" select="key('foot', @n)"/>
    <xsl:if test="$foot">
      <text:note text:id="ftn{@n}" text:note-class="footnote">
        <text:note-citation><xsl:value-of select="@n"/></text:note-citation>
        <text:note-body>
          <xsl:apply-templates select="$foot/*" mode="odt"/>
          <xsl:if test="not($foot//para)"><text:p text:style-name="Footnote"/></xsl:if>
        </text:note-body>
      </text:note>
    </xsl:if>
  </xsl:template>

  <xsl:template match="run" mode="odt-run">
    <xsl:variable name="text"><xsl:call-template name="run-text"/></xsl:variable>
    <xsl:variable name="leads"><xsl:if test="@to"><xsl:call-template name="leads-somewhere"/></xsl:if></xsl:variable>
    <xsl:variable name="goal"><xsl:value-of select="@href"/><xsl:if test="$leads = 'yes'">#<xsl:value-of select="@to"/></xsl:if></xsl:variable>
    <xsl:choose>
      <xsl:when test="$text = ''"/>
      <xsl:when test="$goal != ''">
        <text:a xlink:type="simple" xlink:href="{$goal}" text:style-name="Internet_20_link" text:visited-style-name="Internet_20_link">
          <xsl:call-template name="odt-words"><xsl:with-param name="text" select="$text"/></xsl:call-template>
        </text:a>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="odt-words"><xsl:with-param name="text" select="$text"/></xsl:call-template></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Words in a span for each thing that is said of them, `of` these names. -->
  <xsl:template name="odt-words">
    <xsl:param name="text"/>
    <xsl:param name="of" select="@style | @b | @i[not(../@style)] | @u | @caps | @sup | @sub | @strike[not(../@style = 'Deleted')] | @lang"/>
    <xsl:choose>
      <xsl:when test="$of">
        <text:span>
          <xsl:attribute name="text:style-name">
            <xsl:for-each select="$of[1]">
              <xsl:choose>
                <xsl:when test="name() = 'style'"><xsl:value-of select="."/></xsl:when>
                <xsl:when test="name() = 'lang'"><xsl:call-template name="odt-language-style"/></xsl:when>
                <xsl:otherwise><xsl:value-of select="$hand/look[@of = name(current())]/@id"/></xsl:otherwise>
              </xsl:choose>
            </xsl:for-each>
          </xsl:attribute>
          <xsl:call-template name="odt-words"><xsl:with-param name="text" select="$text"/><xsl:with-param name="of" select="$of[position() &gt; 1]"/></xsl:call-template>
        </text:span>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
