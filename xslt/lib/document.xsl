<?xml version="1.0" encoding="UTF-8"?>
<!--
  document.xsl: what a TEI document says about itself, and the ways to find things in it

  Everything here is looked up through keys or once, so that the time of a transformation grows as
  the document does. XSLT 1.0.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei exsl">

  <!-- White space that only sets out the file, between blocks. Elements with text are not here. -->
  <xsl:strip-space elements="tei:TEI tei:teiHeader tei:fileDesc tei:titleStmt tei:respStmt
    tei:publicationStmt tei:availability tei:sourceDesc tei:msDesc tei:msIdentifier tei:history
    tei:encodingDesc tei:appInfo tei:application tei:editorialDecl tei:normalization
    tei:interpretation tei:profileDesc tei:settingDesc tei:setting tei:particDesc tei:listOrg
    tei:listPerson tei:person tei:personGrp tei:text tei:front tei:body tei:back tei:group tei:div
    tei:div1 tei:div2 tei:div3 tei:sp tei:spGrp tei:u tei:lg tei:list tei:table tei:row
    tei:castList tei:castGroup tei:titlePage tei:docTitle tei:timeline tei:choice tei:cit"/>

  <!-- People and organisations by id: what @who, @ref and @corresp point at. -->
  <xsl:key name="person" match="tei:person | tei:personGrp" use="@xml:id"/>
  <xsl:key name="organisation" match="tei:org" use="@xml:id"/>
  <xsl:key name="people-of" match="tei:person | tei:personGrp" use="tei:affiliation/@ref"/>

  <!-- Settings (date, time, place) by the division that they are the setting of: "#session-2". -->
  <xsl:key name="setting" match="tei:setting" use="@corresp"/>

  <!-- Notes by id. The sign of a footnote is a ref that points at one, says that it does, or has nothing
       but figures and asterisks in it; other refs within the document are words. -->
  <xsl:key name="note" match="tei:note[@xml:id]" use="@xml:id"/>

  <!--
    Heads, and the dates in them, by their division. A speech asks for these of each division around
    it: looking through all children of a long division for each speech would take quadratic time.
  -->
  <xsl:key name="head-of" match="tei:div/tei:head | tei:div1/tei:head | tei:div2/tei:head
      | tei:div3/tei:head" use="generate-id(..)"/>
  <xsl:key name="head-date-of" match="tei:head//tei:date | tei:opener//tei:date
      | tei:dateline//tei:date" use="generate-id(ancestor::*[self::tei:div or self::tei:div1
      or self::tei:div2 or self::tei:div3][1])"/>

  <xsl:variable name="header" select="/tei:TEI/tei:teiHeader"/>

  <!-- All speeches in their order. One step with a predicate: a union of two long sets is slow. -->
  <xsl:variable name="speeches"
      select="/tei:TEI/tei:text//*[self::tei:sp or self::tei:u]"/>

  <xsl:variable name="title">
    <xsl:variable name="titles" select="$header/tei:fileDesc/tei:titleStmt/tei:title"/>
    <xsl:variable name="main" select="$titles[not(@type) or @type = 'main'][1]"/>
    <xsl:choose>
      <xsl:when test="normalize-space($main)">
        <xsl:value-of select="normalize-space($main)"/>
      </xsl:when>
      <xsl:when test="normalize-space($titles[1])">
        <xsl:value-of select="normalize-space($titles[1])"/>
      </xsl:when>
      <xsl:otherwise>Untitled transcript</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:variable name="subtitle" select="normalize-space($header/tei:fileDesc/tei:titleStmt
      /tei:title[@type = 'sub' or @type = 'subtitle'][1])"/>

  <!-- The language of the text: a tag as in xml:lang; empty when nobody says. -->
  <xsl:variable name="language">
    <xsl:variable name="said" select="/tei:TEI/tei:text/@xml:lang | /tei:TEI/@xml:lang[not(
        /tei:TEI/tei:text/@xml:lang)]"/>
    <xsl:choose>
      <xsl:when test="$said"><xsl:value-of select="$said"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="$header/tei:profileDesc/tei:langUsage/tei:language[1]/@ident"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <!-- When what is recorded happened: the date of creation, else the one date of its settings. -->
  <xsl:variable name="settings" select="$header/tei:profileDesc/tei:settingDesc//tei:setting"/>
  <xsl:variable name="date" select="$header/tei:profileDesc/tei:creation/tei:date[1]
      | $settings[count($settings) = 1][not($header/tei:profileDesc/tei:creation/tei:date)]
        /tei:date[1]"/>

  <!-- A date as its source prints it, else its normalised value. -->
  <xsl:template name="date-text">
    <xsl:param name="date" select="."/>
    <xsl:choose>
      <xsl:when test="normalize-space($date)">
        <xsl:value-of select="normalize-space($date)"/>
      </xsl:when>
      <xsl:when test="$date/@when"><xsl:value-of select="$date/@when"/></xsl:when>
      <xsl:when test="$date/@from or $date/@to">
        <xsl:value-of select="concat($date/@from, '–', $date/@to)"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!--
    Whether the context (a part of a title page) repeats what the page's heading says already: the
    title, the subtitle, the author or the date, apart from case and full stops. Gives "yes" or nothing.
  -->
  <xsl:template name="is-in-heading">
    <xsl:variable name="when">
      <xsl:call-template name="date-text"><xsl:with-param name="date" select="$date[1]"/></xsl:call-template>
    </xsl:variable>
    <xsl:variable name="this" select="concat('|', translate(normalize-space(), $folding, $folded),
        '|')"/>
    <xsl:variable name="authors" select="$header/tei:fileDesc/tei:titleStmt/tei:author"/>
    <xsl:if test="contains(translate(concat('|', $title, '|', $subtitle, '|', $when, '|',
        normalize-space($authors[1]), '|', normalize-space($authors[1]/tei:persName[1]), '|'),
        $folding, $folded), $this)">yes</xsl:if>
  </xsl:template>

  <xsl:variable name="folding"
      select="'ABCDEFGHIJKLMNOPQRSTUVWXYZÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝ.'"/>
  <xsl:variable name="folded"
      select="'abcdefghijklmnopqrstuvwxyzàáâãäåæçèéêëìíîïñòóôõöøùúûüý'"/>

  <!-- Whether a roster was printed as one sentence, its names parted by commas: "yes" or nothing.
       The commas are then text of their own in the items: <castItem><persName/>,</castItem>. -->
  <xsl:template name="roster-runs">
    <xsl:variable name="end" select="normalize-space(
        tei:castItem[1]/node()[last()][self::text()])"/>
    <xsl:if test="tei:castItem[2]
        and ($end = ',' or $end = ';' or $end = '、' or $end = '，')">yes</xsl:if>
  </xsl:template>

  <!-- Mode "label": a heading or a label without the notes and the page furniture in it. -->
  <xsl:template match="tei:fw | tei:note | tei:speaker//tei:stage" mode="label"/>

  <!-- Divisions without a number and a heading, and their places among their brothers. -->
  <xsl:variable name="places-of-divisions">
    <xsl:for-each select="/tei:TEI/tei:text//*[tei:div or tei:div1 or tei:div2 or tei:div3]">
      <xsl:for-each select="tei:div"><xsl:call-template name="division-place"/></xsl:for-each>
      <xsl:for-each select="tei:div1"><xsl:call-template name="division-place"/></xsl:for-each>
      <xsl:for-each select="tei:div2"><xsl:call-template name="division-place"/></xsl:for-each>
      <xsl:for-each select="tei:div3"><xsl:call-template name="division-place"/></xsl:for-each>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="division-places" select="exsl:node-set($places-of-divisions)"/>
  <xsl:key name="division-place" match="place" use="@of"/>

  <xsl:template name="division-place">
    <xsl:if test="not(@n) and not(tei:head)"><place of="{generate-id()}" n="{position()}"/></xsl:if>
  </xsl:template>

  <!-- That something is missing at the gap that is the context, unless dots beside it say so. -->
  <xsl:template name="gap-sign">
    <xsl:variable name="before" select="translate(normalize-space(
        preceding-sibling::node()[1]/self::text()), ' )]', '')"/>
    <xsl:variable name="after" select="translate(normalize-space(
        following-sibling::node()[1]/self::text()), ' ([', '')"/>
    <xsl:if test="not(substring($before, string-length($before) - 1) = '..'
        or substring($before, string-length($before)) = '…'
        or starts-with($after, '..') or starts-with($after, '…'))">[…]</xsl:if>
  </xsl:template>

  <!-- A division by name: its number, else its head, else its place among its brothers. -->
  <xsl:template name="division-name">
    <xsl:choose>
      <xsl:when test="@n"><xsl:value-of select="normalize-space(@n)"/></xsl:when>
      <xsl:when test="key('head-of', generate-id())">
        <xsl:variable name="head">
          <xsl:apply-templates select="key('head-of', generate-id())[1]" mode="label"/>
        </xsl:variable>
        <xsl:value-of select="normalize-space($head)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="this" select="generate-id()"/>
        <xsl:for-each select="$division-places"><xsl:value-of select="key('division-place', $this)/@n"/></xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The ISO date of a division: of its setting, else of the first date in its head. -->
  <xsl:template name="division-date">
    <xsl:variable name="setting" select="key('setting', concat('#', @xml:id))/tei:date[1]"/>
    <xsl:choose>
      <xsl:when test="@xml:id and $setting/@when">
        <xsl:value-of select="$setting/@when"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="key('head-date-of', generate-id())/@when"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
