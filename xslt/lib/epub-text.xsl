<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xsl:stylesheet [
  <!ENTITY division "self::tei:div or self::tei:div1 or self::tei:div2 or self::tei:div3
    or self::tei:div4 or self::tei:div5 or self::tei:div6 or self::tei:div7">
  <!-- Elements in which lines and not words stand. -->
  <!ENTITY between "self::tei:text or self::tei:group or self::tei:front or self::tei:body or self::tei:back
    or self::tei:div or self::tei:div1 or self::tei:div2 or self::tei:div3 or self::tei:div4
    or self::tei:div5 or self::tei:div6 or self::tei:div7 or self::tei:sp or self::tei:spGrp
    or self::tei:lg or self::tei:titlePage or self::tei:docTitle or self::tei:castList
    or self::tei:castGroup or self::tei:floatingText or self::tei:epigraph or self::tei:set
    or self::tei:performance or self::tei:postscript or self::tei:argument">
  <!-- Elements that are blocks wherever they stand, and those that are where lines do. -->
  <!ENTITY block "&between; or self::tei:p or self::tei:ab or self::tei:l or self::tei:list or self::tei:item
    or self::tei:table or self::tei:row or self::tei:cell or self::tei:head or self::tei:u
    or self::tei:castItem or self::tei:opener or self::tei:closer or self::tei:trailer
    or self::tei:byline or self::tei:dateline or self::tei:titlePart or self::tei:docAuthor
    or self::tei:docDate or self::tei:docImprint or self::tei:docEdition or self::tei:imprimatur
    or self::tei:figure or self::tei:speaker
    or self::tei:seg[parent::tei:u]
    or self::tei:listBibl or self::tei:biblStruct or self::tei:listPerson or self::tei:person
    or parent::*[&between;]">
  <!-- What stands in something that is not shown, or only as words. -->
  <!ENTITY unshown "ancestor::tei:fw or ancestor::tei:choice or ancestor::tei:index or ancestor::tei:label
    or parent::tei:table or parent::tei:row or ancestor::tei:standOff
    or ancestor::*[namespace-uri() != 'http://www.tei-c.org/ns/1.0']">
]>
<!--
  epub-text.xsl: the text of the book, in XHTML

  Mode "book" gives a node as XHTML. An element with blocks in it becomes a <div>, so that no paragraph
  ever stands in a paragraph, whatever the TEI has.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://www.w3.org/1999/xhtml"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    xmlns:epub="http://www.idpf.org/2007/ops"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="tei exsl steno">

  <!-- ==== Ids, languages ==== -->

  <xsl:key name="with-id" match="tei:text//*[@xml:id] | tei:text[@xml:id]" use="@xml:id"/>

  <!-- Notes that stand in a line and are printed below the page, once each. -->
  <xsl:key name="footnote" use="generate-id()" match="tei:text//tei:note[not(ancestor::tei:note
      or ancestor::tei:ref or &unshown;)][not(parent::*[&between;])][contains(' foot bottom end margin left right ',
      concat(' ', @place, ' ')) or not(@type or @place)]"/>
  <xsl:variable name="footnotes" select="/tei:TEI/tei:text//tei:note[key('footnote', generate-id())]"/>

  <!-- Page breaks that are shown. -->
  <xsl:variable name="pages" select="/tei:TEI/tei:text//tei:pb[not(parent::tei:table or parent::tei:row
      or parent::tei:list or parent::tei:castList or parent::tei:castGroup
      or ancestor::tei:note or ancestor::tei:figure or &unshown;)]"/>

  <!-- Numbers of notes, pages and speeches without an id: <made for="…" n="…"/>. -->
  <xsl:variable name="made-tree">
    <xsl:for-each select="$footnotes"><steno:made for="{generate-id()}" n="{position()}"/></xsl:for-each>
    <xsl:for-each select="$pages"><steno:made for="{generate-id()}" n="{position()}"/></xsl:for-each>
    <xsl:for-each select="$speeches[not(@xml:id)]"><steno:made for="{generate-id()}" n="{position()}"/></xsl:for-each>
    <xsl:for-each select="$divisions[not(@xml:id)]"><steno:made for="{generate-id()}" n="{position()}"/></xsl:for-each>
  </xsl:variable>
  <xsl:variable name="made" select="exsl:node-set($made-tree)"/>
  <xsl:key name="made" match="steno:made" use="@for"/>

  <xsl:variable name="divisions" select="/tei:TEI/tei:text//*[self::tei:div or self::tei:div1
      or self::tei:div2 or self::tei:div3 or self::tei:div4 or self::tei:div5 or self::tei:div6
      or self::tei:div7]"/>

  <xsl:template name="made-number">
    <xsl:variable name="this" select="generate-id()"/>
    <xsl:for-each select="$made"><xsl:value-of select="key('made', $this)/@n"/></xsl:for-each>
  </xsl:template>

  <!-- The id of the context in the book; nothing where it can have none. -->
  <xsl:template name="id-value">
    <xsl:variable name="id" select="string(@xml:id)"/>
    <xsl:choose>
      <xsl:when test="$id != '' and translate($id, ' !&quot;#$%&amp;()*+,/:;&lt;=&gt;?@[\]^`{|}~', '') = $id
          and not(contains($id, &quot;'&quot;)) and not(contains('0123456789-.·', substring($id, 1, 1)))
          and not(starts-with($id, 'made.'))
          and generate-id() = generate-id(key('with-id', $id)[1])"><xsl:value-of select="$id"/></xsl:when>
      <xsl:when test="$id != ''"/>
      <xsl:when test="self::tei:sp or self::tei:u">made.sp-<xsl:call-template name="made-number"/></xsl:when>
      <xsl:when test="&division;">made.div-<xsl:call-template name="made-number"/></xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="id">
    <xsl:variable name="id"><xsl:call-template name="id-value"/></xsl:variable>
    <xsl:if test="$id != ''"><xsl:attribute name="id"><xsl:value-of select="$id"/></xsl:attribute></xsl:if>
  </xsl:template>

  <!-- Where an element is: "text-3.xhtml#sp-12". A division that was split and begins with another is
       where that is. -->
  <xsl:template name="address">
    <xsl:variable name="held"><xsl:call-template name="is-held"/></xsl:variable>
    <xsl:variable name="id"><xsl:call-template name="id-value"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$held = '' and *[1][&division;]">
        <xsl:for-each select="*[1]"><xsl:call-template name="address"/></xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="file-name"/>
        <xsl:if test="$id != ''"><xsl:value-of select="concat('#', $id)"/></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A tag that a reader will take, or nothing. -->
  <xsl:template name="tag">
    <xsl:param name="of"/>
    <xsl:variable name="tag" select="normalize-space($of)"/>
    <xsl:variable name="first" select="substring-before(concat($tag, '-'), '-')"/>
    <xsl:if test="translate($tag, concat($ascii, '-'), '') = '' and string-length($first) &gt; 1
        and string-length($first) &lt; 4 and translate($first, '0123456789', '') = $first
        and not(contains($tag, '--')) and substring($tag, string-length($tag)) != '-'
        and string-length($tag) &lt; 36"><xsl:value-of select="$tag"/></xsl:if>
  </xsl:template>

  <xsl:template name="language-of">
    <xsl:param name="tag"/>
    <xsl:variable name="good"><xsl:call-template name="tag"><xsl:with-param name="of" select="$tag"/></xsl:call-template></xsl:variable>
    <xsl:if test="$good != ''">
      <xsl:attribute name="lang"><xsl:value-of select="$good"/></xsl:attribute>
      <xsl:attribute name="xml:lang"><xsl:value-of select="$good"/></xsl:attribute>
      <xsl:attribute name="dir"><xsl:call-template name="direction"><xsl:with-param name="tag" select="$good"/></xsl:call-template></xsl:attribute>
    </xsl:if>
  </xsl:template>

  <xsl:template name="direction">
    <xsl:param name="tag"/>
    <xsl:variable name="primary" select="substring-before(concat(translate($tag,
        'ABCDEFGHIJKLMNOPQRSTUVWXYZ', 'abcdefghijklmnopqrstuvwxyz'), '-'), '-')"/>
    <xsl:choose>
      <xsl:when test="contains($tag, '-Latn') or contains($tag, '-Cyrl')">ltr</xsl:when>
      <xsl:when test="contains($tag, '-Arab') or contains($tag, '-Hebr') or contains(
          ' ar arc ckb dv fa he ps sd syr ug ur yi ', concat(' ', $primary, ' '))">rtl</xsl:when>
      <xsl:otherwise>ltr</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="page-language">
    <xsl:call-template name="language-of"><xsl:with-param name="tag" select="$language"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="language">
    <xsl:if test="@xml:lang"><xsl:call-template name="language-of"><xsl:with-param name="tag" select="@xml:lang"/></xsl:call-template></xsl:if>
  </xsl:template>

  <!-- ==== Blocks ==== -->

  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3 | tei:div4 | tei:div5 | tei:div6 | tei:div7
      | tei:text | tei:group | tei:front | tei:body | tei:back" mode="book">
    <section class="division">
      <xsl:call-template name="id"/>
      <xsl:call-template name="language"/>
      <xsl:call-template name="doubt"><xsl:with-param name="class" select="'division'"/></xsl:call-template>
      <xsl:apply-templates mode="book"/>
    </section>
  </xsl:template>

  <xsl:template match="tei:head" mode="book">
    <xsl:variable name="depth" select="count(ancestor::*[&division;])"/>
    <xsl:choose>
      <xsl:when test="not(parent::*[&division;]) or .//*[&block;]">
        <xsl:call-template name="box"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="h{$depth - ($depth - 6) * ($depth &gt; 6)}">
          <xsl:call-template name="id"/>
          <xsl:call-template name="language"/>
          <xsl:apply-templates mode="book"/>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:sp | tei:u" mode="book">
    <div class="speech">
      <xsl:call-template name="id"/>
      <xsl:call-template name="language"/>
      <xsl:call-template name="doubt"><xsl:with-param name="class" select="'speech'"/></xsl:call-template>
      <xsl:if test="self::tei:u">
        <xsl:variable name="label">
          <xsl:choose>
            <xsl:when test="preceding-sibling::*[1]/self::tei:note[@type = 'speaker']">
              <xsl:apply-templates select="preceding-sibling::*[1]/node()" mode="label"/>
            </xsl:when>
            <xsl:when test="@who"><xsl:call-template name="speaker-names"/></xsl:when>
          </xsl:choose>
        </xsl:variable>
        <xsl:if test="normalize-space($label) != ''"><p class="speaker"><xsl:value-of select="normalize-space($label)"/></p></xsl:if>
      </xsl:if>
      <xsl:apply-templates mode="book"/>
    </div>
  </xsl:template>

  <xsl:template match="tei:note[@type = 'speaker'][following-sibling::*[1]/self::tei:u]" mode="book" priority="2"/>

  <xsl:template match="tei:list | tei:castList | tei:castGroup" mode="book">
    <xsl:variable name="rows" select="*[not(self::tei:head or self::tei:pb or self::tei:fw or self::tei:lb)]"/>
    <div class="list">
      <xsl:call-template name="id"/>
      <xsl:call-template name="language"/>
      <xsl:apply-templates select="tei:head" mode="book"/>
      <xsl:if test="$rows">
        <ul>
          <xsl:for-each select="$rows">
            <xsl:if test="not(self::tei:label[following-sibling::*[1]/self::tei:item])">
              <li>
                <xsl:if test="self::tei:item"><xsl:for-each select="preceding-sibling::*[1]/self::tei:label"><b><xsl:apply-templates select="." mode="plain"/></b><xsl:text> </xsl:text></xsl:for-each></xsl:if>
                <xsl:choose>
                  <xsl:when test="self::tei:item or self::tei:castItem">
                    <xsl:call-template name="id"/>
                    <xsl:call-template name="language"/>
                    <xsl:apply-templates mode="book"/>
                  </xsl:when>
                  <xsl:otherwise><xsl:apply-templates select="." mode="book"/></xsl:otherwise>
                </xsl:choose>
              </li>
            </xsl:if>
          </xsl:for-each>
        </ul>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template match="*" mode="plain"><xsl:value-of select="normalize-space()"/></xsl:template>

  <xsl:template match="tei:table" mode="book">
    <div class="table">
      <xsl:call-template name="id"/>
      <xsl:apply-templates select="tei:head" mode="book"/>
      <xsl:if test="tei:row/tei:cell">
        <table>
          <xsl:for-each select="tei:row[tei:cell]">
            <tr>
              <xsl:for-each select="tei:cell">
                <xsl:choose>
                  <xsl:when test="@role = 'label' or ../@role = 'label'"><th><xsl:call-template name="cell"/></th></xsl:when>
                  <xsl:otherwise><td><xsl:call-template name="cell"/></td></xsl:otherwise>
                </xsl:choose>
              </xsl:for-each>
            </tr>
          </xsl:for-each>
        </table>
      </xsl:if>
    </div>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:if test="@cols &gt; 1 and @cols &lt; 1000 and @cols = floor(@cols)"><xsl:attribute name="colspan"><xsl:value-of select="number(@cols)"/></xsl:attribute></xsl:if>
    <xsl:if test="@rows &gt; 1 and @rows &lt; 1000 and @rows = floor(@rows)"><xsl:attribute name="rowspan"><xsl:value-of select="number(@rows)"/></xsl:attribute></xsl:if>
    <xsl:call-template name="language"/>
    <xsl:apply-templates mode="book"/>
  </xsl:template>

  <xsl:template match="tei:stage | tei:vocal | tei:kinesic | tei:incident" mode="book">
    <xsl:call-template name="box"><xsl:with-param name="class" select="'stage'"/></xsl:call-template>
  </xsl:template>

  <!-- Any other element: a block where lines stand, a part of the line elsewhere. -->
  <xsl:template match="tei:*" mode="book" name="box">
    <xsl:param name="class" select="local-name()"/>
    <xsl:param name="inline" select="'span'"/>
    <xsl:choose>
      <xsl:when test="not(node())"/>
      <xsl:when test=".//*[&block;]">
        <div class="{$class}"><xsl:call-template name="inside"><xsl:with-param name="class" select="$class"/></xsl:call-template></div>
      </xsl:when>
      <xsl:when test="&block;">
        <p class="{$class}"><xsl:call-template name="inside"><xsl:with-param name="class" select="$class"/></xsl:call-template></p>
      </xsl:when>
      <xsl:otherwise>
        <xsl:element name="{$inline}">
          <xsl:attribute name="class"><xsl:value-of select="$class"/></xsl:attribute>
          <xsl:call-template name="inside"><xsl:with-param name="class" select="$class"/></xsl:call-template>
        </xsl:element>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="inside">
    <xsl:param name="class"/>
    <xsl:call-template name="id"/>
    <xsl:call-template name="language"/>
    <xsl:call-template name="doubt"><xsl:with-param name="class" select="$class"/></xsl:call-template>
    <xsl:apply-templates mode="book"/>
  </xsl:template>

  <xsl:template name="doubt">
    <xsl:param name="class"/>
    <xsl:if test="@cert = 'low' or @cert = 'medium' or @cert = 'unknown'">
      <xsl:attribute name="class"><xsl:value-of select="concat($class, ' doubt')"/></xsl:attribute>
      <xsl:attribute name="title">doubtful</xsl:attribute>
    </xsl:if>
  </xsl:template>

  <!-- ==== In the line ==== -->

  <!-- Marks that need no element of their own, unless something is said of them. -->
  <xsl:template match="tei:persName | tei:placeName | tei:orgName | tei:name | tei:rs | tei:date | tei:time
      | tei:num | tei:w | tei:pc | tei:s | tei:c | tei:abbr | tei:orig | tei:measure
      | tei:q | tei:said | tei:soCalled | tei:quote | tei:seg" mode="book">
    <xsl:choose>
      <xsl:when test="@xml:id or @xml:lang or @cert or .//*[&block;] or (&block;)"><xsl:call-template name="box"/></xsl:when>
      <xsl:otherwise><xsl:apply-templates mode="book"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:emph" mode="book"><xsl:call-template name="box"><xsl:with-param name="inline" select="'em'"/></xsl:call-template></xsl:template>
  <xsl:template match="tei:foreign | tei:term | tei:mentioned | tei:distinct" mode="book">
    <xsl:call-template name="box"><xsl:with-param name="inline" select="'i'"/></xsl:call-template>
  </xsl:template>
  <xsl:template match="tei:title" mode="book"><xsl:call-template name="box"><xsl:with-param name="inline" select="'cite'"/></xsl:call-template></xsl:template>
  <xsl:template match="tei:del | tei:surplus" mode="book"><xsl:call-template name="box"><xsl:with-param name="inline" select="'del'"/></xsl:call-template></xsl:template>
  <!-- Of several readings the one that the editor chose, else the first. -->
  <xsl:template match="tei:app[tei:lem]/tei:rdg | tei:app[tei:lem]/tei:rdgGrp | tei:app[tei:lem]/tei:note | tei:app[tei:lem]/tei:noteGrp
      | tei:app[tei:lem]/tei:wit | tei:app[tei:lem]/tei:witDetail | tei:app/tei:rdg[preceding-sibling::*]" mode="book"/>
  <xsl:template match="tei:add" mode="book"><xsl:call-template name="box"><xsl:with-param name="inline" select="'ins'"/></xsl:call-template></xsl:template>

  <xsl:template match="tei:hi" mode="book">
    <xsl:variable name="rend" select="concat(@rend, ' ', @rendition, ' ', @style)"/>
    <xsl:call-template name="box">
      <xsl:with-param name="class">
        <xsl:choose>
          <xsl:when test="contains($rend, 'small')">small-caps</xsl:when>
          <xsl:when test="contains($rend, 'under')">underlined</xsl:when>
          <xsl:otherwise>hi</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
      <xsl:with-param name="inline">
        <xsl:choose>
          <xsl:when test="contains($rend, 'bold')">b</xsl:when>
          <xsl:when test="contains($rend, 'sup')">sup</xsl:when>
          <xsl:when test="contains($rend, 'sub')">sub</xsl:when>
          <xsl:when test="contains($rend, 'small') or contains($rend, 'under')">span</xsl:when>
          <xsl:otherwise>i</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:lb" mode="book"><xsl:if test="not(@break = 'no')"><br/></xsl:if></xsl:template>

  <xsl:template match="tei:gap" mode="book"><span class="gap" title="something is left out">[…]</span></xsl:template>

  <xsl:template match="tei:supplied | tei:corr" mode="book">
    <xsl:variable name="printed" select="contains(., '[') or contains(., '&lt;')
        or substring(preceding-sibling::node()[1]/self::text(), string-length(
        preceding-sibling::node()[1]/self::text())) = '['"/>
    <xsl:if test="not($printed)">[</xsl:if>
    <xsl:call-template name="box"/>
    <xsl:if test="not($printed)">]</xsl:if>
  </xsl:template>

  <xsl:template match="tei:choice" mode="book">
    <xsl:choose>
      <xsl:when test="tei:sic and tei:corr">
        <xsl:apply-templates select="tei:sic[1]" mode="book"/>
        <xsl:text> </xsl:text>
        <xsl:apply-templates select="tei:corr[1]" mode="book"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="(tei:orig | tei:abbr | tei:unclear | tei:seg | *)[1]" mode="book"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== Notes, links, pages ==== -->

  <xsl:template match="tei:note" mode="book">
    <xsl:choose>
      <xsl:when test="key('footnote', generate-id())">
        <xsl:variable name="n"><xsl:call-template name="made-number"/></xsl:variable>
        <a epub:type="noteref" role="doc-noteref" class="noteref" id="made.ref-{$n}" href="#made.note-{$n}"><xsl:value-of select="$n"/></a>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="box"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:note" mode="footnote">
    <xsl:variable name="n"><xsl:call-template name="made-number"/></xsl:variable>
    <aside epub:type="footnote" role="doc-footnote" class="footnote" id="made.note-{$n}">
      <xsl:call-template name="language"/>
      <div class="number"><a href="#made.ref-{$n}"><xsl:value-of select="$n"/></a></div>
      <div><xsl:call-template name="id"/><xsl:apply-templates mode="book"/></div>
    </aside>
  </xsl:template>

  <xsl:template match="tei:ref | tei:ptr" mode="book">
    <xsl:variable name="target" select="normalize-space(@target)"/>
    <xsl:variable name="host" select="substring-after($target, '://')"/>
    <xsl:variable name="goal" select="key('with-id', substring-after($target, '#'))[1][self::tei:sp
        or self::tei:u or self::tei:note[not(@type = 'speaker')] or self::tei:p or self::tei:ab
        or self::tei:l or self::tei:item or self::tei:div or self::tei:div1 or self::tei:div2][node()]
        [not(&unshown;)]"/>
    <xsl:variable name="goal-id"><xsl:for-each select="$goal"><xsl:call-template name="id-value"/></xsl:for-each></xsl:variable>
    <xsl:choose>
      <xsl:when test=".//*[&block;] or ancestor::tei:ref or ancestor::tei:head"><xsl:call-template name="box"/></xsl:when>
      <xsl:when test="starts-with($target, '#') and $goal-id != '' and (node() or self::tei:ptr)">
        <a>
          <xsl:attribute name="href"><xsl:for-each select="$goal"><xsl:call-template name="address"/></xsl:for-each></xsl:attribute>
          <xsl:if test="$goal[self::tei:note]"><xsl:attribute name="class">noteref</xsl:attribute><xsl:attribute name="epub:type">noteref</xsl:attribute><xsl:attribute name="role">doc-noteref</xsl:attribute></xsl:if>
          <xsl:apply-templates mode="book"/>
          <xsl:if test="not(normalize-space())">→</xsl:if>
        </a>
      </xsl:when>
      <xsl:when test="(starts-with($target, 'http://') or starts-with($target, 'https://'))
          and translate($target, concat($ascii, '-._~:/?#=&amp;+,;%'), '') = ''
          and translate($host, ':', '') = $host and contains($host, '.')
          and not(contains($target, '%')) and not(contains(substring-after($target, '#'), '#'))
          and not(contains('./-', substring($host, 1, 1)))">
        <a href="{$target}">
          <xsl:apply-templates mode="book"/>
          <xsl:if test="not(normalize-space())"><xsl:value-of select="$target"/></xsl:if>
        </a>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="box"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:pb" mode="book">
    <xsl:variable name="n"><xsl:call-template name="made-number"/></xsl:variable>
    <xsl:if test="$n != ''">
      <span epub:type="pagebreak" role="doc-pagebreak" class="page" id="made.page-{$n}" title="{normalize-space(@n)}">
        <xsl:if test="normalize-space(@n) = ''"><xsl:attribute name="title"><xsl:value-of select="$n"/></xsl:attribute></xsl:if>
      </span>
    </xsl:if>
  </xsl:template>

  <!-- ==== What is not shown ==== -->

  <xsl:template match="tei:fw | tei:cb | tei:gb | tei:milestone | tei:anchor | tei:timeline | tei:graphic
      | tei:media | tei:teiHeader | tei:standOff | tei:figure[not(.//text()[normalize-space()])]
      | tei:link | tei:linkGrp | tei:index" mode="book"/>

  <!-- Elements of other people: their words. -->
  <xsl:template match="*" mode="book" priority="-1"><xsl:value-of select="."/></xsl:template>

  <xsl:template match="comment() | processing-instruction()" mode="book"/>

</xsl:stylesheet>
