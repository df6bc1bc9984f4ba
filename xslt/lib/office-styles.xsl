<?xml version="1.0" encoding="UTF-8"?>
<!--
  office-styles.xsl: the styles of a word processor's file, for docx and odt alike

  All that the page looks like is said here, and in the file by styles alone: who changes the style
  "Stage Direction" changes all stage directions. Lengths are points, sizes per cent of the text's.

    id     what office-text.xsl calls it, and Word in its file
    word   its name in Word; names that Word has itself are as Word has them
    odt    its name in OpenDocument, where LibreOffice has it under another one (shown: as it is shown)
    level  of a heading, for the navigator

  Parameters:
    font   the font of the text (Times New Roman)
    size   its size in points (11)
    paper  a4 (the default), a5 or letter
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="exsl">

  <xsl:param name="font" select="'Times New Roman'"/>
  <xsl:param name="size" select="'11'"/>
  <xsl:param name="paper" select="'a4'"/>

  <xsl:variable name="styles-tree">
    <style id="BodyText" word="Body Text" odt="Text_20_body" shown="Text body" before="6"/>
    <style id="Title" word="Title" align="center" size="180" b="" before="12" after="6" keep="" next="BodyText"/>
    <style id="Subtitle" word="Subtitle" align="center" size="130" after="6" keep="" next="BodyText"/>
    <style id="Author" word="Author" align="center" after="6"/>
    <style id="Date" word="Date" align="center" after="12"/>
    <style id="Heading1" word="heading 1" odt="Heading_20_1" shown="Heading 1" level="1" b="" size="150" before="24" after="2" keep="" next="BodyText"/>
    <style id="Heading2" word="heading 2" odt="Heading_20_2" shown="Heading 2" level="2" b="" size="130" before="18" after="2" keep="" next="BodyText"/>
    <style id="Heading3" word="heading 3" odt="Heading_20_3" shown="Heading 3" level="3" b="" size="115" before="14" after="2" keep="" next="BodyText"/>
    <style id="Heading4" word="heading 4" odt="Heading_20_4" shown="Heading 4" level="4" b="" before="12" keep="" next="BodyText"/>
    <style id="Heading5" word="heading 5" odt="Heading_20_5" shown="Heading 5" level="5" i="" before="12" keep="" next="BodyText"/>
    <style id="Heading6" word="heading 6" odt="Heading_20_6" shown="Heading 6" level="6" i="" before="12" keep="" next="BodyText"/>
    <style id="SmallHeading" word="Small Heading" b="" before="9" keep="" next="BodyText"/>
    <style id="Speaker" word="Speaker" b="" before="9" keep="" next="Speech"/>
    <style id="Speech" word="Speech" base="BodyText"/>
    <style id="Stage" word="Stage Direction" i="" left="18" right="18" before="6"/>
    <style id="Verse" word="Verse Line" left="36" first="-18"/>
    <style id="Quotation" word="Quote" odt="Quotations" base="BodyText" left="24" right="24"/>
    <style id="Note" word="Note" base="BodyText" size="90" left="12"/>
    <style id="Opener" word="Opener and Closer" base="BodyText" align="end"/>
    <style id="TitlePage" word="Title Page" align="center" before="6"/>
    <style id="Item" word="List Item" before="3"/>
    <style id="ItemMore" word="List Continue" odt="List_20_Contents" shown="List Contents" left="36" before="2"/>
    <style id="TableText" word="Table Text" odt="Table_20_Contents" shown="Table Contents"/>
    <style id="TableHeading" word="Table Heading" odt="Table_20_Heading" base="TableText" b="" keep=""/>
    <style id="SourcePage" word="Source Page" size="85" grey="" before="6" keep=""/>
    <style id="Footnote" word="footnote text" odt="Footnote" size="90" left="14" first="-14"/>
    <style id="Footer" word="footer" odt="Footer" align="center" size="90"/>
  </xsl:variable>
  <xsl:variable name="styles" select="exsl:node-set($styles-tree)/style"/>

  <!-- Styles of words. `line`: single, dotted, dash. -->
  <xsl:variable name="word-styles-tree">
    <style id="SpeakerWords" word="Speaker Label" b=""/>
    <style id="StageWords" word="Stage Direction in Line" i=""/>
    <style id="NoteWords" word="Note in Line" size="90"/>
    <style id="Foreign" word="Foreign Words" i=""/>
    <style id="Emphasised" word="Emphasis" i=""/>
    <style id="WorkTitle" word="Title of Work" i=""/>
    <style id="Supplied" word="Supplied"/>
    <style id="Unclear" word="Unclear" line="dotted"/>
    <style id="Doubtful" word="Doubtful" line="dotted"/>
    <style id="Gap" word="Gap"/>
    <style id="Deleted" word="Deleted" strike=""/>
    <style id="Added" word="Added" line="single"/>
    <style id="Sic" word="Sic" line="dash"/>
    <style id="Corrected" word="Corrected"/>
    <style id="Made" word="Added by Editor"/>
    <style id="SourcePageWords" word="Source Page in Line" size="85" grey=""/>
    <style id="FootnoteReference" word="footnote reference" odt="Footnote_20_anchor" shown="Footnote anchor" sup=""/>
    <style id="Hyperlink" word="Hyperlink" odt="Internet_20_link" shown="Internet link" line="single"/>
  </xsl:variable>
  <xsl:variable name="word-styles" select="exsl:node-set($word-styles-tree)/style"/>

  <xsl:variable name="points">
    <xsl:variable name="said" select="number(translate($size, 'pt ', ''))"/>
    <xsl:if test="not($said &gt;= 6 and $said &lt;= 36)">
      <xsl:message terminate="yes"><xsl:value-of select="concat('size=', $size, ': it is a number of points from 6 to 36')"/></xsl:message>
    </xsl:if>
    <xsl:value-of select="round($said * 2) div 2"/>
  </xsl:variable>

  <!-- The paper in twentieths of a point, as Word measures. -->
  <xsl:variable name="sheets-tree">
    <sheet of="a4" width="11906" height="16838"/> <sheet of="a5" width="8391" height="11906"/> <sheet of="letter" width="12240" height="15840"/>
  </xsl:variable>
  <xsl:variable name="sheet" select="exsl:node-set($sheets-tree)/sheet[@of = $paper or concat(@of, 'paper') = $paper]"/>
  <xsl:template name="check-paper">
    <xsl:if test="not($sheet)">
      <xsl:message terminate="yes"><xsl:value-of select="concat('paper=', $paper, ': it is a4, a5 or letter')"/></xsl:message>
    </xsl:if>
  </xsl:template>
  <xsl:variable name="margin" select="1304"/>

  <!-- Fonts that Chinese, Japanese and Korean machines have. -->
  <xsl:variable name="wide-font">
    <xsl:variable name="tag" select="translate($office-tag, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
    <xsl:choose>
      <xsl:when test="starts-with($tag, 'ja')">MS Mincho</xsl:when>
      <xsl:when test="starts-with($tag, 'ko')">Batang</xsl:when>
      <xsl:when test="starts-with($tag, 'zh-hant') or starts-with($tag, 'zh-tw') or starts-with($tag, 'zh-hk')">PMingLiU</xsl:when>
      <xsl:otherwise>SimSun</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <!-- Which of the three kinds of writing that word processors tell apart a language is in. -->
  <xsl:template name="script-of">
    <xsl:param name="tag"/>
    <xsl:variable name="way"><xsl:call-template name="direction"><xsl:with-param name="tag" select="$tag"/></xsl:call-template></xsl:variable>
    <xsl:variable name="first" select="translate(substring-before(concat($tag, '-'), '-'), 'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz')"/>
    <xsl:choose>
      <xsl:when test="$way = 'rtl' or contains(' th lo km my bo hi bn ta te kn ml mr ne pa si gu or ', concat(' ', $first, ' '))">complex</xsl:when>
      <xsl:when test="contains(' zh ja ko yue lzh cmn wuu nan hak ', concat(' ', $first, ' ')) and not(contains($tag, '-Latn'))">asian</xsl:when>
      <xsl:otherwise>western</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== What the document says of itself ==== -->

  <xsl:variable name="file-desc" select="$header/tei:fileDesc" xmlns:tei="http://www.tei-c.org/ns/1.0"/>

  <!-- <fact name="…">words</fact>, those that there are. -->
  <xsl:variable name="facts-tree" xmlns:tei="http://www.tei-c.org/ns/1.0">
    <xsl:call-template name="fact"><xsl:with-param name="name" select="'Publisher'"/><xsl:with-param name="of" select="$file-desc/tei:publicationStmt/tei:publisher[1]"/></xsl:call-template>
    <xsl:call-template name="fact"><xsl:with-param name="name" select="'Identifier'"/><xsl:with-param name="of" select="($file-desc/tei:publicationStmt/tei:idno | $file-desc/tei:idno)[1]"/></xsl:call-template>
    <xsl:call-template name="fact"><xsl:with-param name="name" select="'Source'"/><xsl:with-param name="of" select="$file-desc/tei:sourceDesc"/></xsl:call-template>
    <xsl:call-template name="fact"><xsl:with-param name="name" select="'Rights'"/><xsl:with-param name="of" select="$file-desc/tei:publicationStmt/tei:availability"/></xsl:call-template>
  </xsl:variable>
  <xsl:variable name="facts" select="exsl:node-set($facts-tree)/fact"/>

  <xsl:template name="fact">
    <xsl:param name="name"/>
    <xsl:param name="of"/>
    <xsl:variable name="words"><xsl:for-each select="$of//text()[normalize-space()]"><xsl:call-template name="plain"/><xsl:text> </xsl:text></xsl:for-each></xsl:variable>
    <xsl:if test="normalize-space($words) != ''"><fact name="{$name}"><xsl:value-of select="normalize-space($words)"/></fact></xsl:if>
  </xsl:template>

  <xsl:template name="plain-title"><xsl:call-template name="plain"><xsl:with-param name="text" select="$title"/></xsl:call-template></xsl:template>

  <!-- The authors, joined by semicolons. -->
  <xsl:template name="creators" xmlns:tei="http://www.tei-c.org/ns/1.0">
    <xsl:for-each select="$file-desc/tei:titleStmt/tei:author[normalize-space()]">
      <xsl:if test="position() != 1">; </xsl:if>
      <xsl:call-template name="plain"><xsl:with-param name="text" select="normalize-space((tei:persName | tei:name | self::*[not(tei:persName or tei:name)])[1])"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
