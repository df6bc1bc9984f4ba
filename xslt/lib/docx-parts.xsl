<?xml version="1.0" encoding="UTF-8"?>
<!--
  docx-parts.xsl: what stands around the text of a docx: types, relations, properties, styles, numbering
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    xmlns:exsl="http://exslt.org/common"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="exsl steno">

  <xsl:variable name="relations" select="'http://schemas.openxmlformats.org/officeDocument/2006/relationships'"/>
  <xsl:variable name="word-type" select="'application/vnd.openxmlformats-officedocument.wordprocessingml'"/>

  <xsl:template name="docx-parts">
    <steno:part path="[Content_Types].xml">
      <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
        <Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
        <Default Extension="xml" ContentType="application/xml"/>
        <Override PartName="/word/document.xml" ContentType="{$word-type}.document.main+xml"/>
        <Override PartName="/word/styles.xml" ContentType="{$word-type}.styles+xml"/>
        <Override PartName="/word/settings.xml" ContentType="{$word-type}.settings+xml"/>
        <Override PartName="/word/numbering.xml" ContentType="{$word-type}.numbering+xml"/>
        <Override PartName="/word/footer.xml" ContentType="{$word-type}.footer+xml"/>
        <xsl:if test="$office/foot"><Override PartName="/word/footnotes.xml" ContentType="{$word-type}.footnotes+xml"/></xsl:if>
        <Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/>
        <Override PartName="/docProps/app.xml" ContentType="application/vnd.openxmlformats-officedocument.extended-properties+xml"/>
        <xsl:if test="$facts"><Override PartName="/docProps/custom.xml" ContentType="application/vnd.openxmlformats-officedocument.custom-properties+xml"/></xsl:if>
      </Types>
    </steno:part>
    <steno:part path="_rels/.rels">
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="document" Type="{$relations}/officeDocument" Target="word/document.xml"/>
        <Relationship Id="core" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/>
        <Relationship Id="app" Type="{$relations}/extended-properties" Target="docProps/app.xml"/>
        <xsl:if test="$facts"><Relationship Id="custom" Type="{$relations}/custom-properties" Target="docProps/custom.xml"/></xsl:if>
      </Relationships>
    </steno:part>
    <steno:part path="word/_rels/document.xml.rels">
      <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
        <Relationship Id="styles" Type="{$relations}/styles" Target="styles.xml"/>
        <Relationship Id="settings" Type="{$relations}/settings" Target="settings.xml"/>
        <Relationship Id="numbering" Type="{$relations}/numbering" Target="numbering.xml"/>
        <Relationship Id="footer" Type="{$relations}/footer" Target="footer.xml"/>
        <xsl:if test="$office/foot"><Relationship Id="footnotes" Type="{$relations}/footnotes" Target="footnotes.xml"/></xsl:if>
        <xsl:for-each select="$numbers/link[not(@foot)]"><Relationship Id="link-{@n}" Type="{$relations}/hyperlink" Target="{@href}" TargetMode="External"/></xsl:for-each>
      </Relationships>
    </steno:part>
    <xsl:if test="$numbers/link[@foot]">
      <steno:part path="word/_rels/footnotes.xml.rels">
        <Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
          <xsl:for-each select="$numbers/link[@foot]"><Relationship Id="link-{@n}" Type="{$relations}/hyperlink" Target="{@href}" TargetMode="External"/></xsl:for-each>
        </Relationships>
      </steno:part>
    </xsl:if>
    <xsl:call-template name="docx-properties"/>
    <xsl:call-template name="docx-styles"/>
    <xsl:call-template name="docx-settings"/>
    <xsl:call-template name="docx-numbering"/>
    <steno:part path="word/footer.xml">
      <w:ftr><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p></w:ftr>
    </steno:part>
  </xsl:template>

  <!-- No times: the same document gives the same bytes. -->
  <xsl:template name="docx-properties">
    <steno:part path="docProps/core.xml">
      <cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
          xmlns:dc="http://purl.org/dc/elements/1.1/">
        <dc:title><xsl:call-template name="plain-title"/></dc:title>
        <xsl:variable name="creators"><xsl:call-template name="creators"/></xsl:variable>
        <xsl:if test="$creators != ''"><dc:creator><xsl:value-of select="$creators"/></dc:creator></xsl:if>
        <xsl:if test="$subtitle != ''"><dc:subject><xsl:call-template name="plain"><xsl:with-param name="text" select="$subtitle"/></xsl:call-template></dc:subject></xsl:if>
        <xsl:for-each select="$facts[@name = 'Source']"><dc:description><xsl:value-of select="."/></dc:description></xsl:for-each>
        <xsl:for-each select="$facts[@name = 'Identifier']"><dc:identifier><xsl:value-of select="."/></dc:identifier></xsl:for-each>
        <xsl:if test="$office-tag != ''"><dc:language><xsl:value-of select="$office-tag"/></dc:language></xsl:if>
      </cp:coreProperties>
    </steno:part>
    <steno:part path="docProps/app.xml">
      <Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"><Application>Stenogram</Application></Properties>
    </steno:part>
    <xsl:if test="$facts">
      <steno:part path="docProps/custom.xml">
        <Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties">
          <xsl:for-each select="$facts">
            <property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{position() + 1}" name="{@name}">
              <vt:lpwstr xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"><xsl:value-of select="."/></vt:lpwstr>
            </property>
          </xsl:for-each>
        </Properties>
      </steno:part>
    </xsl:if>
  </xsl:template>

  <!-- ==== Styles ==== -->

  <xsl:key name="doubted" match="para[@doubt]" use="@style"/>

  <xsl:template name="docx-styles">
    <steno:part path="word/styles.xml">
      <w:styles>
        <w:docDefaults>
          <w:rPrDefault>
            <w:rPr>
              <w:rFonts w:ascii="{$font}" w:hAnsi="{$font}" w:cs="{$font}">
                <xsl:attribute name="w:eastAsia"><xsl:value-of select="$wide-font"/></xsl:attribute>
              </w:rFonts>
              <w:sz w:val="{$points * 2}"/><w:szCs w:val="{$points * 2}"/>
              <xsl:if test="$office-tag != ''"><xsl:call-template name="docx-language"><xsl:with-param name="tag" select="$office-tag"/></xsl:call-template></xsl:if>
            </w:rPr>
          </w:rPrDefault>
          <w:pPrDefault><w:pPr><w:spacing w:line="276" w:lineRule="auto"/></w:pPr></w:pPrDefault>
        </w:docDefaults>
        <w:style w:type="paragraph" w:default="1" w:styleId="Normal">
          <w:name w:val="Normal"/><w:qFormat/>
          <xsl:if test="$office-direction = 'rtl'"><w:pPr><w:bidi/></w:pPr></xsl:if>
        </w:style>
        <w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>
        <w:style w:type="table" w:default="1" w:styleId="TableNormal">
          <w:name w:val="Normal Table"/>
          <w:tblPr><w:tblCellMar><w:left w:w="108" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr>
        </w:style>
        <w:style w:type="table" w:styleId="TableGrid">
          <w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>
          <w:tblPr>
            <w:tblBorders>
              <w:top w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:left w:val="single" w:sz="4" w:space="0" w:color="auto"/>
              <w:bottom w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:right w:val="single" w:sz="4" w:space="0" w:color="auto"/>
              <w:insideH w:val="single" w:sz="4" w:space="0" w:color="auto"/><w:insideV w:val="single" w:sz="4" w:space="0" w:color="auto"/>
            </w:tblBorders>
          </w:tblPr>
        </w:style>
        <xsl:for-each select="$styles">
          <w:style w:type="paragraph" w:styleId="{@id}">
            <w:name w:val="{@word}"/>
            <w:basedOn><xsl:attribute name="w:val"><xsl:value-of select="@base"/><xsl:if test="not(@base)">Normal</xsl:if></xsl:attribute></w:basedOn>
            <xsl:if test="@next"><w:next w:val="{@next}"/></xsl:if>
            <w:qFormat/>
            <xsl:call-template name="docx-look-of-paragraph"/>
            <xsl:call-template name="docx-look-of-words"/>
          </w:style>
        </xsl:for-each>
        <xsl:for-each select="$styles">
          <xsl:variable name="of"><xsl:value-of select="@id"/></xsl:variable>
          <xsl:variable name="this" select="."/>
          <xsl:for-each select="$office[key('doubted', $of)]">
            <w:style w:type="paragraph" w:customStyle="1" w:styleId="{$of}Doubt">
              <w:name w:val="{$this/@word} (doubtful)"/><w:basedOn w:val="{$of}"/><w:qFormat/>
              <w:pPr><w:pBdr><w:left w:val="dotted" w:sz="12" w:space="6" w:color="808080"/></w:pBdr></w:pPr>
            </w:style>
          </xsl:for-each>
        </xsl:for-each>
        <xsl:for-each select="$word-styles">
          <w:style w:type="character" w:styleId="{@id}">
            <w:name w:val="{@word}"/><w:basedOn w:val="DefaultParagraphFont"/><w:qFormat/>
            <xsl:call-template name="docx-look-of-words"/>
          </w:style>
        </xsl:for-each>
      </w:styles>
    </steno:part>
  </xsl:template>

  <xsl:template name="docx-look-of-paragraph">
    <w:pPr>
      <xsl:if test="@keep"><w:keepNext/></xsl:if>
      <xsl:if test="@before or @after"><w:spacing w:before="{20 * concat('0', @before)}" w:after="{20 * concat('0', @after)}"/></xsl:if>
      <xsl:if test="@left or @right or @first">
        <w:ind w:left="{20 * concat('0', @left)}" w:right="{20 * concat('0', @right)}">
          <xsl:if test="@first &lt; 0"><xsl:attribute name="w:hanging"><xsl:value-of select="-20 * @first"/></xsl:attribute></xsl:if>
        </w:ind>
      </xsl:if>
      <xsl:if test="@align"><w:jc><xsl:attribute name="w:val"><xsl:choose><xsl:when test="@align = 'end'">right</xsl:when><xsl:otherwise><xsl:value-of select="@align"/></xsl:otherwise></xsl:choose></xsl:attribute></w:jc></xsl:if>
      <xsl:if test="@level"><w:outlineLvl w:val="{@level - 1}"/></xsl:if>
    </w:pPr>
  </xsl:template>

  <xsl:template name="docx-look-of-words">
    <w:rPr>
      <xsl:if test="@b"><w:b/><w:bCs/></xsl:if>
      <xsl:if test="@i"><w:i/><w:iCs/></xsl:if>
      <xsl:if test="@strike"><w:strike/></xsl:if>
      <xsl:if test="@grey"><w:color w:val="606060"/></xsl:if>
      <xsl:if test="@size">
        <xsl:variable name="half" select="round($points * @size div 50)"/>
        <w:sz w:val="{$half}"/><w:szCs w:val="{$half}"/>
      </xsl:if>
      <xsl:if test="@line"><w:u w:val="{@line}"/></xsl:if>
      <xsl:if test="@sup"><w:vertAlign w:val="superscript"/></xsl:if>
    </w:rPr>
  </xsl:template>

  <!-- Word has a language for each of three kinds of writing. -->
  <xsl:template name="docx-language">
    <xsl:param name="tag"/>
    <xsl:variable name="script"><xsl:call-template name="script-of"><xsl:with-param name="tag" select="$tag"/></xsl:call-template></xsl:variable>
    <w:lang>
      <xsl:choose>
        <xsl:when test="$script = 'asian'"><xsl:attribute name="w:eastAsia"><xsl:value-of select="$tag"/></xsl:attribute></xsl:when>
        <xsl:when test="$script = 'complex'"><xsl:attribute name="w:bidi"><xsl:value-of select="$tag"/></xsl:attribute></xsl:when>
        <xsl:otherwise><xsl:attribute name="w:val"><xsl:value-of select="$tag"/></xsl:attribute></xsl:otherwise>
      </xsl:choose>
    </w:lang>
  </xsl:template>

  <!-- ==== Settings, lists ==== -->

  <xsl:template name="docx-settings">
    <steno:part path="word/settings.xml">
      <w:settings>
        <w:defaultTabStop w:val="720"/>
        <xsl:if test="$office/foot"><w:footnotePr><w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr></xsl:if>
        <w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>
      </w:settings>
    </steno:part>
  </xsl:template>

  <!-- Items have the signs that their source printed, and no others. -->
  <xsl:template name="docx-numbering">
    <steno:part path="word/numbering.xml">
      <w:numbering>
        <w:abstractNum w:abstractNumId="0">
          <w:multiLevelType w:val="multilevel"/>
          <xsl:for-each select="$columns-of-a-table[position() &lt; 10]">
            <w:lvl w:ilvl="{position() - 1}">
              <w:start w:val="1"/><w:numFmt w:val="none"/><w:suff w:val="nothing"/><w:lvlText w:val=""/><w:lvlJc w:val="left"/>
              <w:pPr><w:ind w:left="{360 * (position() + 1)}" w:hanging="360"/></w:pPr>
            </w:lvl>
          </xsl:for-each>
        </w:abstractNum>
        <w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>
      </w:numbering>
    </steno:part>
  </xsl:template>

</xsl:stylesheet>
