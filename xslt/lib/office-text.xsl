<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xsl:stylesheet [
  <!ENTITY division "self::tei:div or self::tei:div1 or self::tei:div2 or self::tei:div3
    or self::tei:div4 or self::tei:div5 or self::tei:div6 or self::tei:div7">
  <!-- Elements of the book's XHTML in which a line ends. -->
  <!ENTITY block "self::h:p or self::h:div or self::h:section or self::h:h1 or self::h:h2 or self::h:h3
    or self::h:h4 or self::h:h5 or self::h:h6 or self::h:ul or self::h:li or self::h:table or self::h:tr
    or self::h:td or self::h:th or self::h:aside">
]>
<!--
  office-text.xsl: the text as the paragraphs of a word processor

  The text is read as for the book (epub-text.xsl); its XHTML is then laid flat, for a word processor knows
  no element in an element. Variable $office has, without namespace and in the order of the text:

    <para style="Speech" …>runs</para>     styles are those of office-styles.xsl
    <list><item>blocks</item>…</list>      an item and a cell have a paragraph at least
    <table><row><cell head="yes" cols="2" rows="3">blocks</cell>…</row>…</table>
    <mark id="sp-12"/> <page n="12"/>      at what follows them, where they stand between paragraphs
    <foot n="1">blocks</foot>              all footnotes, behind the text

  in a paragraph: <run style="Stage" b="" i="" …>text</run>, <break/>, <note n="1"/>, <mark/>, <page/>.
  A paragraph has @doubt, @lang and @dir where they are said for it, a heading has @level, a run has
  @style, @lang, @dir, @to (an id in the text) or @href, and b, i, u, caps, sup, sub, strike. White space is
  not folded yet: template "run-text" folds it, and takes out what no word processor can hold.

  Parameters:
    headings    "no": divisions without a heading get none; else one in brackets, "[Session 1]"
    labels      "no": speeches without their labels
    notes       "no": no footnotes
    pagebreaks  "no": the pages of the source are not marked
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:h="http://www.w3.org/1999/xhtml"
    xmlns:exsl="http://exslt.org/common"
    xmlns:str="http://exslt.org/strings"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="tei h exsl str steno">

  <xsl:import href="speech.xsl"/>
  <xsl:import href="escape.xsl"/>
  <xsl:import href="epub-text.xsl"/>

  <xsl:param name="headings" select="'yes'"/>
  <xsl:param name="labels" select="'yes'"/>
  <xsl:param name="notes" select="'yes'"/>
  <xsl:param name="pagebreaks" select="'yes'"/>

  <!-- ==== As in the book, but … ==== -->

  <!-- A link leads to an id; there is one file. -->
  <xsl:template name="address">
    <xsl:variable name="id"><xsl:call-template name="id-value"/></xsl:variable>
    <xsl:value-of select="concat('#', $id)"/>
  </xsl:template>

  <!-- A title page says the title, the author and the date once more. -->
  <xsl:template match="tei:titlePart | tei:docDate | tei:docAuthor" mode="book" priority="1">
    <xsl:variable name="known"><xsl:call-template name="is-in-heading"/></xsl:variable>
    <xsl:if test="$known = ''"><xsl:call-template name="box"/></xsl:if>
  </xsl:template>

  <!-- The navigator of a word processor shows headings alone: a division of a kind has one. -->
  <xsl:template match="*[&division;][@type][not(tei:head)]" mode="book" priority="1">
    <xsl:variable name="depth" select="count(ancestor-or-self::*[&division;])"/>
    <xsl:if test="$headings != 'no' and .//text()[normalize-space()][1]">
      <xsl:variable name="type" select="normalize-space(translate(@type, '-_', '  '))"/>
      <xsl:element name="h{$depth - ($depth - 6) * ($depth &gt; 6)}" namespace="http://www.w3.org/1999/xhtml">
        <h:span class="made" lang="en" dir="ltr">
          <xsl:value-of select="concat('[', translate(substring($type, 1, 1), 'abcdefghijklmnopqrstuvwxyz',
              'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring($type, 2))"/>
          <xsl:if test="normalize-space(@n) != ''"><xsl:value-of select="concat(' ', normalize-space(@n))"/></xsl:if>
          <xsl:text>]</xsl:text>
        </h:span>
      </xsl:element>
    </xsl:if>
    <xsl:apply-imports/>
  </xsl:template>

  <!-- ==== The tree ==== -->

  <xsl:variable name="book-tree">
    <xsl:apply-templates select="/tei:TEI/tei:text" mode="book"/>
    <xsl:if test="$notes != 'no'"><xsl:apply-templates select="$footnotes" mode="footnote"/></xsl:if>
  </xsl:variable>

  <xsl:variable name="office-tree">
    <para style="Title"><run><xsl:value-of select="$title"/></run></para>
    <xsl:if test="$subtitle != ''"><para style="Subtitle"><run><xsl:value-of select="$subtitle"/></run></para></xsl:if>
    <xsl:for-each select="$header/tei:fileDesc/tei:titleStmt/tei:author[normalize-space()]">
      <para style="Author"><run><xsl:value-of select="normalize-space((tei:persName | tei:name | self::*[not(tei:persName or tei:name)])[1])"/></run></para>
    </xsl:for-each>
    <xsl:if test="$date">
      <xsl:variable name="printed"><xsl:call-template name="date-text"><xsl:with-param name="date" select="$date[1]"/></xsl:call-template></xsl:variable>
      <xsl:if test="$printed != ''"><para style="Date"><run><xsl:value-of select="$printed"/></run></para></xsl:if>
    </xsl:if>
    <xsl:apply-templates select="exsl:node-set($book-tree)/node()" mode="block"/>
  </xsl:variable>
  <xsl:variable name="office" select="exsl:node-set($office-tree)"/>

  <!-- What the document is, by itself, for what differs from it. -->
  <xsl:variable name="office-tag"><xsl:call-template name="tag"><xsl:with-param name="of" select="$language"/></xsl:call-template></xsl:variable>
  <xsl:variable name="office-direction"><xsl:call-template name="direction"><xsl:with-param name="tag" select="$office-tag"/></xsl:call-template></xsl:variable>

  <!-- ==== Blocks ==== -->

  <!-- What is in a container: its blocks, and of what stands loose between them a paragraph each. -->
  <xsl:template name="flow">
    <xsl:choose>
      <xsl:when test="*[&block;]">
        <xsl:for-each select="node()">
          <xsl:variable name="last" select="preceding-sibling::node()[1]"/>
          <xsl:choose>
            <xsl:when test="&block;"><xsl:apply-templates select="." mode="block"/></xsl:when>
            <xsl:when test="not($last[not(&block;)])"><xsl:call-template name="loose"/></xsl:when>
          </xsl:choose>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="para"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A run of words and marks between blocks, of which the context is the first. -->
  <xsl:template name="loose">
    <xsl:variable name="next" select="following-sibling::node()[1]"/>
    <xsl:choose>
      <xsl:when test="not($next[not(&block;)])">
        <xsl:variable name="this" select="."/>
        <xsl:for-each select=".."><xsl:call-template name="para"><xsl:with-param name="nodes" select="$this"/></xsl:call-template></xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="end" select="following-sibling::*[&block;][1]"/>
        <xsl:variable name="mine" select="count(following-sibling::node()) - count($end | $end/following-sibling::node())"/>
        <xsl:variable name="nodes" select=". | following-sibling::node()[position() &lt;= $mine]"/>
        <xsl:for-each select=".."><xsl:call-template name="para"><xsl:with-param name="nodes" select="$nodes"/></xsl:call-template></xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="block">
    <xsl:if test="descendant::text()"><xsl:call-template name="block-mark"/></xsl:if>
    <xsl:call-template name="flow"/>
  </xsl:template>

  <xsl:template match="h:aside" mode="block">
    <foot n="{substring-after(@id, 'made.note-')}">
      <xsl:for-each select="h:div[not(@class = 'number')]">
        <xsl:call-template name="block-mark"/>
        <xsl:call-template name="flow"/>
      </xsl:for-each>
    </foot>
  </xsl:template>

  <xsl:template match="h:ul" mode="block">
    <xsl:if test="h:li[node()]">
      <list>
        <xsl:for-each select="h:li">
          <xsl:variable name="blocks">
            <xsl:call-template name="block-mark"/>
            <xsl:call-template name="flow"/>
          </xsl:variable>
          <xsl:if test="exsl:node-set($blocks)//para">
            <item>
              <xsl:for-each select="exsl:node-set($blocks)/*">
                <xsl:copy>
                  <xsl:copy-of select="@*"/>
                  <xsl:if test="@style = 'Item' and preceding-sibling::para"><xsl:attribute name="style">ItemMore</xsl:attribute></xsl:if>
                  <xsl:copy-of select="node()"/>
                </xsl:copy>
              </xsl:for-each>
            </item>
          </xsl:if>
        </xsl:for-each>
      </list>
    </xsl:if>
  </xsl:template>

  <!-- A table; in a footnote, where word processors have none, or with more columns than they have, each
       cell is a paragraph. -->
  <xsl:template match="h:table" mode="block">
    <xsl:choose>
      <xsl:when test="ancestor::h:aside or h:tr[count(*) + sum(*/@colspan) &gt; 63]"><xsl:for-each select="h:tr/*"><xsl:call-template name="flow"/></xsl:for-each></xsl:when>
      <xsl:otherwise>
        <table>
          <xsl:for-each select="h:tr">
            <row>
              <xsl:for-each select="*">
                <cell>
                  <xsl:if test="@colspan"><xsl:attribute name="cols"><xsl:value-of select="@colspan"/></xsl:attribute></xsl:if>
                  <xsl:if test="@rowspan"><xsl:attribute name="rows"><xsl:value-of select="@rowspan"/></xsl:attribute></xsl:if>
                  <xsl:variable name="blocks"><xsl:call-template name="flow"/></xsl:variable>
                  <xsl:copy-of select="$blocks"/>
                  <xsl:if test="not(exsl:node-set($blocks)//para)"><para style="TableText"/></xsl:if>
                </cell>
              </xsl:for-each>
            </row>
          </xsl:for-each>
        </table>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The label of a speech that ends in a mark ("Smith:") stands before the words, another on its own. -->
  <xsl:template match="h:p[starts-with(@class, 'speaker')]" mode="block" priority="1">
    <xsl:variable name="runs-in"><xsl:call-template name="runs-in"/></xsl:variable>
    <xsl:if test="$runs-in = '' and $labels != 'no'">
      <xsl:call-template name="block-mark"/>
      <xsl:call-template name="para"/>
    </xsl:if>
  </xsl:template>

  <xsl:template name="runs-in">
    <xsl:variable name="last" select="substring(normalize-space(), string-length(normalize-space()))"/>
    <xsl:variable name="next" select="following-sibling::node()[1]"/>
    <xsl:if test="$last != '' and contains('.:,;—–-)]：。】」', $last)
        and $next[self::h:p or self::h:div[not(*[&block;])]][@class = 'p' or @class = 'ab'
        or @class = 'seg']">yes</xsl:if>
  </xsl:template>

  <xsl:template name="block-mark">
    <xsl:if test="@id and not(starts-with(@id, 'made.'))"><mark id="{@id}"/></xsl:if>
  </xsl:template>

  <!-- A paragraph of some nodes of the context, unless they say nothing. -->
  <xsl:template name="para">
    <xsl:param name="nodes" select="node()"/>
    <xsl:variable name="last" select="preceding-sibling::node()[1]"/>
    <xsl:variable name="label" select="$last[self::h:p][starts-with(@class, 'speaker')]"/>
    <xsl:variable name="runs-in"><xsl:if test="$labels != 'no'"><xsl:for-each select="$label"><xsl:call-template name="runs-in"/></xsl:for-each></xsl:if></xsl:variable>
    <xsl:choose>
      <xsl:when test="$nodes[normalize-space()] or $runs-in = 'yes'">
        <xsl:variable name="style"><xsl:call-template name="para-style"/></xsl:variable>
        <para style="{$style}">
          <xsl:if test="starts-with($style, 'Heading')"><xsl:attribute name="level"><xsl:value-of select="substring($style, 8)"/></xsl:attribute></xsl:if>
          <xsl:call-template name="said-of-it"><xsl:with-param name="above" select="ancestor-or-self::*"/></xsl:call-template>
          <xsl:call-template name="block-doubt"/>
          <xsl:if test="$runs-in = 'yes'">
            <xsl:apply-templates select="$label/node()" mode="inline"/>
            <run><xsl:text> </xsl:text></run>
          </xsl:if>
          <xsl:apply-templates select="$nodes" mode="inline"/>
        </para>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="$nodes/descendant-or-self::h:span[@class = 'page']" mode="inline"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A doubtful speech is so in all its paragraphs, a doubtful division in its heading. -->
  <xsl:template name="block-doubt">
    <xsl:if test="ancestor-or-self::*[not(self::h:section)][contains(@class, ' doubt')] or
        (self::h:h1 or self::h:h2 or self::h:h3 or self::h:h4 or self::h:h5 or self::h:h6)
        and (.. | following-sibling::*[1][current()/h:span/@class = 'made'])[self::h:section][contains(@class, ' doubt')]">
      <xsl:attribute name="doubt">yes</xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- Language and direction of the nearest element that says them, where they are not the document's. -->
  <xsl:template name="said-of-it">
    <xsl:param name="above"/>
    <xsl:variable name="said" select="$above[@lang][last()]"/>
    <xsl:if test="$said and $said/@lang != $office-tag">
      <xsl:attribute name="lang"><xsl:value-of select="$said/@lang"/></xsl:attribute>
    </xsl:if>
    <xsl:if test="$said and $said/@dir != $office-direction">
      <xsl:attribute name="dir"><xsl:value-of select="$said/@dir"/></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- Styles of paragraphs by what the nearest element around them is in the book. -->
  <xsl:variable name="para-styles">
    <a of="speaker" is="Speaker"/> <a of="stage" is="Stage"/> <a of="l" is="Verse"/> <a of="head" is="SmallHeading"/>
    <a of="quote" is="Quotation"/> <a of="cit" is="Quotation"/> <a of="epigraph" is="Quotation"/> <a of="argument" is="Quotation"/>
    <a of="note" is="Note"/> <a of="speech" is="Speech"/> <a of="table" is="BodyText"/>
    <a of="opener" is="Opener"/> <a of="closer" is="Opener"/> <a of="dateline" is="Opener"/> <a of="salute" is="Opener"/>
    <a of="signed" is="Opener"/> <a of="trailer" is="Opener"/> <a of="byline" is="TitlePage"/> <a of="titlePart" is="TitlePage"/>
    <a of="docAuthor" is="TitlePage"/> <a of="docDate" is="TitlePage"/> <a of="docImprint" is="TitlePage"/>
    <a of="docEdition" is="TitlePage"/> <a of="imprimatur" is="TitlePage"/>
  </xsl:variable>
  <xsl:variable name="para-style-table" select="exsl:node-set($para-styles)"/>

  <xsl:template name="para-style">
    <xsl:choose>
      <xsl:when test="ancestor-or-self::h:aside">Footnote</xsl:when>
      <xsl:when test="self::h:h1 or self::h:h2 or self::h:h3 or self::h:h4 or self::h:h5 or self::h:h6">
        <xsl:value-of select="concat('Heading', substring(local-name(), 2))"/>
      </xsl:when>
      <xsl:when test="self::h:li">Item</xsl:when>
      <xsl:when test="self::h:td">TableText</xsl:when>
      <xsl:when test="self::h:th">TableHeading</xsl:when>
      <xsl:otherwise>
        <xsl:variable name="class" select="substring-before(concat(@class, ' '), ' ')"/>
        <xsl:variable name="style" select="$para-style-table/a[@of = $class]/@is"/>
        <xsl:value-of select="$style"/>
        <xsl:if test="not($style)">
          <xsl:for-each select="parent::h:*"><xsl:call-template name="para-style"/></xsl:for-each>
          <xsl:if test="not(parent::h:*)">BodyText</xsl:if>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== In the line ==== -->

  <!-- Styles of words, likewise. -->
  <xsl:variable name="run-styles">
    <a of="speaker" is="SpeakerWords"/> <a of="stage" is="StageWords"/> <a of="foreign" is="Foreign"/> <a of="emph" is="Emphasised"/>
    <a of="term" is="Foreign"/> <a of="mentioned" is="Foreign"/> <a of="distinct" is="Foreign"/> <a of="title" is="WorkTitle"/>
    <a of="supplied" is="Supplied"/> <a of="unclear" is="Unclear"/> <a of="gap" is="Gap"/> <a of="del" is="Deleted"/>
    <a of="surplus" is="Deleted"/> <a of="add" is="Added"/> <a of="sic" is="Sic"/> <a of="corr" is="Corrected"/>
    <a of="note" is="NoteWords"/> <a of="made" is="Made"/>
  </xsl:variable>

  <xsl:variable name="run-style-table" select="exsl:node-set($run-styles)"/>

  <xsl:template match="*" mode="inline">
    <xsl:call-template name="block-mark"/>
    <xsl:apply-templates mode="inline"/>
  </xsl:template>

  <xsl:template match="h:br" mode="inline"><break/></xsl:template>
  <xsl:template match="h:span[@class = 'page']" mode="inline"><xsl:if test="$pagebreaks != 'no'"><page n="{@title}"/></xsl:if></xsl:template>
  <xsl:template match="h:a[starts-with(@id, 'made.ref-')]" mode="inline">
    <xsl:if test="$notes != 'no'"><note n="{substring-after(@id, 'made.ref-')}"/></xsl:if>
  </xsl:template>
  <xsl:template match="comment() | processing-instruction()" mode="inline"/>

  <!-- Words: what they look like is what stands around them, up to the block. -->
  <xsl:template match="text()" mode="inline">
    <xsl:variable name="block" select="ancestor::*[&block;][1]"/>
    <xsl:variable name="depth" select="count($block/ancestor::*)"/>
    <xsl:variable name="around" select="ancestor::*[position() &lt; last() - $depth]"/>
    <xsl:variable name="runs-in"><xsl:for-each select="$block[self::h:p][starts-with(@class, 'speaker')]"><xsl:call-template name="runs-in"/></xsl:for-each></xsl:variable>
    <xsl:variable name="is-speaker" select="$block[$runs-in = 'yes']"/>
    <run>
      <xsl:if test="$around or $is-speaker">
        <xsl:call-template name="run-style"><xsl:with-param name="around" select="$around | $is-speaker"/></xsl:call-template>
        <xsl:if test="$around[self::h:b]"><xsl:attribute name="b"/></xsl:if>
        <xsl:if test="$around[self::h:i or self::h:em or self::h:cite]"><xsl:attribute name="i"/></xsl:if>
        <xsl:if test="$around[@class = 'underlined']"><xsl:attribute name="u"/></xsl:if>
        <xsl:if test="$around[@class = 'small-caps']"><xsl:attribute name="caps"/></xsl:if>
        <xsl:if test="$around[self::h:sup]"><xsl:attribute name="sup"/></xsl:if>
        <xsl:if test="$around[self::h:sub]"><xsl:attribute name="sub"/></xsl:if>
        <xsl:if test="$around[self::h:del]"><xsl:attribute name="strike"/></xsl:if>
        <xsl:for-each select="$around[self::h:a][@href][last()]">
          <xsl:choose>
            <xsl:when test="starts-with(@href, '#')"><xsl:attribute name="to"><xsl:value-of select="substring(@href, 2)"/></xsl:attribute></xsl:when>
            <xsl:otherwise><xsl:attribute name="href"><xsl:value-of select="@href"/></xsl:attribute></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </xsl:if>
      <xsl:call-template name="said-of-it"><xsl:with-param name="above" select="ancestor::*"/></xsl:call-template>
      <xsl:value-of select="."/>
    </run>
  </xsl:template>

  <!-- Of several the innermost; doubt before all others, for it must be seen. -->
  <xsl:template name="run-style">
    <xsl:param name="around"/>
    <xsl:for-each select="$around[@class]">
      <xsl:variable name="class" select="substring-before(concat(@class, ' '), ' ')"/>
      <xsl:variable name="style" select="$run-style-table/a[@of = $class]/@is"/>
      <xsl:if test="$style"><xsl:attribute name="style"><xsl:value-of select="$style"/></xsl:attribute></xsl:if>
    </xsl:for-each>
    <xsl:if test="$around[contains(@class, ' doubt')]"><xsl:attribute name="style">Doubtful</xsl:attribute></xsl:if>
  </xsl:template>

  <!-- ==== For those who write it ==== -->

  <!-- The text of the run that is the context, its white space folded with that of its neighbours. -->
  <xsl:template name="run-text">
    <!-- Two predicates on one step would look at all siblings. -->
    <xsl:variable name="last" select="preceding-sibling::*[1]"/>
    <xsl:variable name="next" select="following-sibling::*[1]"/>
    <xsl:variable name="before" select="$last[not(self::mark)] | $last[self::mark]/preceding-sibling::*[1]"/>
    <xsl:variable name="text"><xsl:call-template name="plain"/></xsl:variable>
    <xsl:variable name="words" select="normalize-space($text)"/>
    <xsl:variable name="lead" select="starts-with(translate($text, '&#9;&#10;&#13;', '   '), ' ') and $before[not(self::break)]
        and not($before[self::run] and contains($white, substring($before, string-length($before))))"/>
    <xsl:if test="$lead and ($words != '' or $next)"><xsl:text> </xsl:text></xsl:if>
    <xsl:value-of select="$words"/>
    <xsl:if test="$words != '' and translate(substring($text, string-length($text)), '&#9;&#10;&#13;', '   ') = ' '
        and $next[not(self::break)]"><xsl:text> </xsl:text></xsl:if>
  </xsl:template>
  <xsl:variable name="white" select="concat(' ', $line-ends)"/>

  <!-- Marks and pages between paragraphs belong to the next one, in whatever that is: the points before the
       context, from its side. Of pages that follow each other the last; each other stands alone. -->
  <xsl:template name="points">
    <xsl:param name="pages" select="true()"/>
    <xsl:variable name="before" select="preceding-sibling::*[1]"/>
    <xsl:choose>
      <xsl:when test="$before[self::mark or self::page[$pages]]">
        <xsl:for-each select="$before">
          <xsl:call-template name="points"><xsl:with-param name="pages" select="$pages and self::mark"/></xsl:call-template>
          <xsl:copy-of select="."/>
        </xsl:for-each>
      </xsl:when>
      <xsl:when test="not($before) and (parent::item or parent::list or parent::cell or parent::row or parent::table)">
        <xsl:for-each select=".."><xsl:call-template name="points"><xsl:with-param name="pages" select="$pages"/></xsl:call-template></xsl:for-each>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Whether no paragraph takes the page or the mark that is the context along: "yes" or nothing. -->
  <xsl:template name="is-alone">
    <xsl:variable name="next" select="following-sibling::*[1]"/>
    <xsl:choose>
      <xsl:when test="parent::para"/>
      <xsl:when test="not($next)">yes</xsl:when>
      <xsl:when test="$next[self::page]"><xsl:if test="self::page">yes</xsl:if></xsl:when>
      <xsl:when test="$next[self::mark]"><xsl:for-each select="$next"><xsl:call-template name="is-alone"/></xsl:for-each></xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- Whether the run that is the context leads to a place in the text: "yes" or nothing. -->
  <xsl:template name="leads-somewhere">
    <xsl:for-each select="key('mark', @to)">
      <xsl:variable name="lost"><xsl:call-template name="is-alone"/></xsl:variable>
      <xsl:if test="$lost = ''">yes</xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:key name="mark" match="mark" use="@id"/>
  <xsl:key name="foot" match="foot" use="@n"/>

  <!-- ==== Tables ==== -->

  <!-- The squares of a table in which cells go over several rows: <row><cell n="2" cols="1" merge="restart"
       rows="3"/>…</row>, n the number of the cell in the table; what it covers is a cell without number,
       merge="continue". Nothing for another table. -->
  <xsl:template name="table-squares">
    <xsl:if test="row/cell/@rows and count(row) &lt; 500">
      <xsl:call-template name="squares"><xsl:with-param name="rows" select="row"/></xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- `above`: cells that go on from the row before, with where they begin and how many rows are left. -->
  <xsl:template name="squares">
    <xsl:param name="rows"/>
    <xsl:param name="above" select="/.."/>
    <xsl:param name="n" select="1"/>
    <xsl:variable name="tree">
      <row>
        <xsl:call-template name="squares-of-row">
          <xsl:with-param name="cell" select="$rows[1]/cell[1]"/>
          <xsl:with-param name="above" select="$above"/>
          <xsl:with-param name="n" select="$n"/>
          <xsl:with-param name="left" select="count($rows)"/>
        </xsl:call-template>
      </row>
    </xsl:variable>
    <xsl:copy-of select="$tree"/>
    <xsl:if test="$rows[2]">
      <xsl:call-template name="squares">
        <xsl:with-param name="rows" select="$rows[position() &gt; 1]"/>
        <xsl:with-param name="above" select="exsl:node-set($tree)/row/cell[@left &gt; 1]"/>
        <xsl:with-param name="n" select="$n + count($rows[1]/cell)"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="squares-of-row">
    <xsl:param name="cell"/>
    <xsl:param name="above"/>
    <xsl:param name="n"/>
    <xsl:param name="left"/>
    <xsl:param name="at" select="1"/>
    <xsl:variable name="over" select="$above[@at = $at]"/>
    <xsl:variable name="next" select="$above[@at &gt; $at][1]/@at"/>
    <xsl:variable name="cols">
      <xsl:choose>
        <xsl:when test="$over"><xsl:value-of select="$over/@cols"/></xsl:when>
        <xsl:when test="$cell/@cols"><xsl:value-of select="$cell/@cols"/></xsl:when>
        <xsl:when test="$cell">1</xsl:when>
        <xsl:when test="$next"><xsl:value-of select="$next - $at"/></xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$cols != ''">
      <cell cols="{$cols}" at="{$at}">
        <xsl:choose>
          <xsl:when test="$over"><xsl:attribute name="left"><xsl:value-of select="$over/@left - 1"/></xsl:attribute><xsl:attribute name="merge">continue</xsl:attribute></xsl:when>
          <xsl:when test="$cell">
            <xsl:attribute name="n"><xsl:value-of select="$n"/></xsl:attribute>
            <xsl:if test="$cell/@rows">
              <xsl:variable name="rows" select="$cell/@rows - ($cell/@rows - $left) * ($cell/@rows &gt; $left)"/>
              <xsl:attribute name="left"><xsl:value-of select="$rows"/></xsl:attribute>
              <xsl:attribute name="rows"><xsl:value-of select="$rows"/></xsl:attribute>
              <xsl:attribute name="merge">restart</xsl:attribute>
            </xsl:if>
          </xsl:when>
        </xsl:choose>
      </cell>
      <xsl:call-template name="squares-of-row">
        <xsl:with-param name="cell" select="$cell[$over] | $cell[not($over)]/following-sibling::cell[1]"/>
        <xsl:with-param name="above" select="$above"/>
        <xsl:with-param name="n" select="$n + count($cell[not($over)])"/>
        <xsl:with-param name="left" select="$left"/>
        <xsl:with-param name="at" select="$at + $cols"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="table-columns">
    <xsl:param name="squares"/>
    <xsl:for-each select="$squares | row[not($squares)]">
      <xsl:sort select="sum(cell/@cols) + count(cell[not(@cols)])" data-type="number" order="descending"/>
      <xsl:if test="position() = 1"><xsl:value-of select="sum(cell/@cols) + count(cell[not(@cols)])"/></xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- As many nodes as a table may have columns, to count with. -->
  <xsl:variable name="columns-of-a-table" select="str:split(str:padding(64, '.'), '')"/>

</xsl:stylesheet>
