<?xml version="1.0" encoding="UTF-8"?>
<!--
  reading.xsl: the text in its order as a few plain elements, for formats that set text

  Template "reading" gives a tree without namespace, in which a format need not know TEI:

    <heading level="2" id="…">inline</heading>
    <speech id="…"><label>inline</label> blocks</speech>
    <p>inline</p>  <stage>inline</stage>  <aside>inline</aside> (a note between blocks)
    <verse><l>inline</l>…</verse>  <quote>blocks</quote>
    <list><item>inline</item>…</list>  <table><row><cell>inline</cell>…</row>…</table>
    inline: text, <i>, <stage>, <note> (a footnote), <break/>

  What is in it and in what order is as in text.xsl: the label and all that was said, stage
  directions in parentheses, of two readings the printed one; page furniture, page breaks and a title
  page's repetition of the title are left out. White space is not folded.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei exsl">

  <xsl:import href="speech.xsl"/>

  <xsl:template name="reading">
    <xsl:apply-templates select="/tei:TEI/tei:text" mode="read"/>
  </xsl:template>

  <!-- The tree, and its footnotes by number: <foot of="id of the note" n="1"/>. -->
  <xsl:variable name="reading-tree"><xsl:call-template name="reading"/></xsl:variable>
  <xsl:variable name="reading" select="exsl:node-set($reading-tree)"/>
  <xsl:variable name="feet-tree"><xsl:call-template name="number-feet"/></xsl:variable>
  <xsl:variable name="feet" select="exsl:node-set($feet-tree)"/>
  <xsl:key name="foot" match="foot" use="@of"/>

  <xsl:template name="number-feet">
    <xsl:for-each select="$reading//note">
      <foot of="{generate-id()}" n="{position()}"/>
    </xsl:for-each>
  </xsl:template>

  <!-- The number of the footnote that is the context. -->
  <xsl:template name="foot-number">
    <xsl:variable name="id" select="generate-id()"/>
    <xsl:for-each select="$feet"><xsl:value-of select="key('foot', $id)/@n"/></xsl:for-each>
  </xsl:template>

  <!-- The authors and the date of the document, joined by commas. -->
  <xsl:template name="byline">
    <xsl:variable name="when"><xsl:call-template name="date-text"><xsl:with-param name="date" select="$date[1]"/></xsl:call-template></xsl:variable>
    <xsl:for-each select="$header/tei:fileDesc/tei:titleStmt/tei:author">
      <xsl:if test="position() != 1"><xsl:text>, </xsl:text></xsl:if>
      <xsl:value-of select="normalize-space((tei:persName | tei:name | self::*[not(*)])[1])"/>
    </xsl:for-each>
    <xsl:if test="string($when) != ''">
      <xsl:if test="$header/tei:fileDesc/tei:titleStmt/tei:author"><xsl:text>, </xsl:text></xsl:if>
      <xsl:value-of select="$when"/>
    </xsl:if>
  </xsl:template>

  <!-- ==== Blocks ==== -->

  <xsl:template match="tei:text | tei:front | tei:body | tei:back | tei:group | tei:titlePage
      | tei:docTitle | tei:spGrp | tei:set | tei:performance | tei:prologue | tei:epilogue
      | tei:epigraph | tei:floatingText | tei:argument | tei:opener | tei:closer | tei:div | tei:div1
      | tei:div2 | tei:div3 | tei:div4" mode="read">
    <xsl:apply-templates select="node()[self::* or self::text()[normalize-space()]]" mode="read"/>
  </xsl:template>

  <xsl:template match="tei:teiHeader | tei:fw | tei:pb | tei:cb | tei:gb | tei:milestone
      | tei:timeline | tei:gap | tei:anchor | tei:standOff | tei:lb" mode="read"/>

  <!-- The label of an utterance, printed before it, goes with it. -->
  <xsl:template match="tei:note[@type = 'speaker'][following-sibling::*[1]/self::tei:u]"
      mode="read" priority="2"/>

  <xsl:template match="tei:titlePart | tei:docDate | tei:docAuthor" mode="read" priority="1">
    <xsl:variable name="known"><xsl:call-template name="is-in-heading"/></xsl:variable>
    <xsl:if test="$known = ''"><p><xsl:apply-templates mode="read-inline"/></p></xsl:if>
  </xsl:template>

  <xsl:template match="tei:head" mode="read">
    <xsl:if test="normalize-space()">
      <heading level="{1 + count(ancestor::*[self::tei:div or self::tei:div1 or self::tei:div2
          or self::tei:div3 or self::tei:div4 or self::tei:castList or self::tei:castGroup
          or self::tei:front[not(current()/ancestor::tei:div)] or self::tei:lg or self::tei:list])}">
        <xsl:copy-of select="../@xml:id"/>
        <xsl:apply-templates mode="read-inline"/>
      </heading>
    </xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="read" name="read-paragraph">
    <xsl:if test="normalize-space()"><p><xsl:apply-templates select="." mode="read-inline"/></p></xsl:if>
  </xsl:template>

  <xsl:template match="text()" mode="read">
    <xsl:if test="normalize-space()"><p><xsl:apply-templates select="." mode="read-inline"/></p></xsl:if>
  </xsl:template>

  <xsl:template match="tei:stage | tei:vocal | tei:kinesic | tei:incident" mode="read">
    <xsl:if test="normalize-space()">
      <stage><xsl:call-template name="enclosed"/></stage>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:note" mode="read">
    <xsl:if test="normalize-space()"><aside><xsl:apply-templates mode="read-inline"/></aside></xsl:if>
  </xsl:template>

  <xsl:template match="tei:lg" mode="read">
    <xsl:apply-templates select="tei:head" mode="read"/>
    <xsl:choose>
      <xsl:when test="tei:lg"><xsl:apply-templates select="*[not(self::tei:head)]" mode="read"/></xsl:when>
      <xsl:otherwise>
        <verse><xsl:apply-templates select="*[not(self::tei:head)]" mode="read-verse"/></verse>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Lines that follow each other are one verse: the first of them takes those after it along. -->
  <xsl:template match="tei:l" mode="read">
    <xsl:if test="not(preceding-sibling::*[not(self::tei:pb or self::tei:fw)][1][self::tei:l])">
      <verse><xsl:apply-templates select="." mode="read-verses"/></verse>
    </xsl:if>
  </xsl:template>

  <!-- Iteration by siblings, a hundred lines at a time: templates may be called 2000 deep. -->
  <xsl:template match="tei:l" mode="read-verses">
    <xsl:variable name="end" select="following-sibling::*[not(self::tei:l or self::tei:pb
        or self::tei:fw)][1]"/>
    <xsl:variable name="after" select="count($end/following-sibling::*) + count($end)"/>
    <xsl:variable name="mine" select="count(following-sibling::*) - $after"/>
    <xsl:apply-templates select=". | following-sibling::*[position() &lt;= $mine]" mode="read-verse"/>
  </xsl:template>

  <xsl:template match="*" mode="read-verse">
    <xsl:if test="normalize-space()"><l><xsl:apply-templates select="." mode="read-inline"/></l></xsl:if>
  </xsl:template>
  <xsl:template match="tei:fw | tei:pb | tei:cb | tei:gb | tei:milestone | tei:gap" mode="read-verse"/>

  <xsl:template match="tei:list | tei:castList | tei:castGroup | tei:listBibl" mode="read">
    <xsl:variable name="runs"><xsl:call-template name="roster-runs"/></xsl:variable>
    <xsl:apply-templates select="tei:head" mode="read"/>
    <xsl:choose>
      <xsl:when test="$runs = 'yes'">
        <p><xsl:apply-templates select="node()[not(self::tei:head)]" mode="read-inline"/></p>
      </xsl:when>
      <xsl:when test="tei:castGroup"><xsl:apply-templates select="*[not(self::tei:head)]" mode="read"/></xsl:when>
      <xsl:otherwise>
        <list>
          <xsl:for-each select="*[not(self::tei:head or self::tei:pb or self::tei:fw)][normalize-space()]">
            <item><xsl:apply-templates select="." mode="read-inline"/></item>
          </xsl:for-each>
        </list>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>
  <xsl:template match="tei:castItem" mode="read">
    <list><item><xsl:apply-templates mode="read-inline"/></item></list>
  </xsl:template>

  <xsl:template match="tei:table" mode="read">
    <xsl:apply-templates select="tei:head" mode="read"/>
    <table>
      <xsl:for-each select="tei:row">
        <row>
          <xsl:for-each select="*[not(self::tei:fw)]">
            <cell><xsl:apply-templates select="." mode="read-inline"/></cell>
          </xsl:for-each>
        </row>
      </xsl:for-each>
    </table>
  </xsl:template>

  <xsl:template match="tei:quote[tei:p or tei:l or tei:lg or tei:list or tei:ab]
      | tei:cit | tei:p/tei:quote[tei:p]" mode="read">
    <quote><xsl:apply-templates select="*" mode="read"/></quote>
  </xsl:template>

  <!-- A paragraph that holds blocks is parted at them. -->
  <xsl:template match="tei:p[tei:lg or tei:list or tei:table or tei:l or tei:p
      or tei:quote[tei:p or tei:lg]] | tei:ab[tei:lg or tei:l or tei:p or tei:list]
      | tei:item[tei:list or tei:p] | tei:seg[tei:p]" mode="read">
    <xsl:for-each select="node()">
      <xsl:choose>
        <xsl:when test="self::tei:lg or self::tei:list or self::tei:table or self::tei:l
            or self::tei:p or self::tei:quote[tei:p or tei:lg]">
          <xsl:apply-templates select="." mode="read"/>
        </xsl:when>
        <xsl:when test="normalize-space()">
          <p><xsl:apply-templates select="." mode="read-inline"/></p>
        </xsl:when>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="tei:sp | tei:u" mode="read">
    <xsl:variable name="label">
      <xsl:choose>
        <xsl:when test="normalize-space(tei:speaker)">
          <xsl:for-each select="tei:speaker[normalize-space()]">
            <xsl:if test="position() != 1"><xsl:text> </xsl:text></xsl:if>
            <xsl:apply-templates mode="read-inline"/>
          </xsl:for-each>
        </xsl:when>
        <xsl:when test="self::tei:u and preceding-sibling::*[1]/self::tei:note[@type = 'speaker']">
          <xsl:apply-templates select="preceding-sibling::*[1]/node()" mode="read-inline"/>
        </xsl:when>
        <xsl:when test="self::tei:u and @who">
          <xsl:call-template name="speaker-names"/>
          <xsl:text>:</xsl:text>
        </xsl:when>
      </xsl:choose>
    </xsl:variable>
    <speech>
      <xsl:copy-of select="@xml:id"/>
      <xsl:if test="normalize-space($label)"><label><xsl:copy-of select="$label"/></label></xsl:if>
      <xsl:apply-templates select="node()[self::*[not(self::tei:speaker)] or self::text()[normalize-space()]]" mode="read"/>
    </speech>
  </xsl:template>

  <!-- ==== Inline ==== -->

  <xsl:template match="tei:fw | tei:timeline | tei:pb | tei:cb" mode="read-inline"/>

  <xsl:template match="tei:gap" mode="read-inline"><xsl:call-template name="gap-sign"/></xsl:template>
  <xsl:template match="tei:lb[not(@break = 'no')]" mode="read-inline"><xsl:text> </xsl:text></xsl:template>

  <xsl:template match="tei:p | tei:ab | tei:lg | tei:list | tei:item | tei:label | tei:table
      | tei:row | tei:cell | tei:head | tei:castItem | tei:desc | tei:titlePart" mode="read-inline">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="read-inline"/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template match="tei:l" mode="read-inline">
    <xsl:if test="preceding-sibling::tei:l"><break/></xsl:if>
    <xsl:apply-templates mode="read-inline"/>
  </xsl:template>

  <xsl:template match="tei:hi | tei:emph | tei:foreign | tei:title | tei:mentioned" mode="read-inline">
    <i><xsl:apply-templates mode="read-inline"/></i>
  </xsl:template>

  <xsl:template match="tei:stage | tei:vocal | tei:kinesic | tei:incident" mode="read-inline">
    <xsl:if test="normalize-space()"><stage><xsl:call-template name="enclosed"/></stage></xsl:if>
  </xsl:template>

  <!-- The words of an event on one line. -->
  <xsl:template match="tei:vocal/tei:desc | tei:kinesic/tei:desc | tei:incident/tei:desc"
      mode="read-inline" priority="1">
    <xsl:if test="preceding-sibling::tei:desc"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates mode="read-inline"/>
  </xsl:template>
  <xsl:template match="tei:vocal/text() | tei:kinesic/text() | tei:incident/text()" mode="read-inline"/>

  <!-- A note that is printed in brackets, or a time, stays where it is; others go to the foot. -->
  <xsl:template match="tei:note" mode="read-inline">
    <xsl:variable name="first" select="substring(normalize-space(), 1, 1)"/>
    <xsl:choose>
      <xsl:when test="$first = ''"/>
      <xsl:when test="contains('([{（［【', $first) or @type = 'time' or @type = 'interpretation'">
        <xsl:apply-templates mode="read-inline"/>
      </xsl:when>
      <xsl:otherwise><note><xsl:apply-templates mode="read-inline"/></note></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:ref[@type = 'note' or key('note', substring-after(@target, '#'))
      or starts-with(@target, '#') and translate(., '0123456789*†‡()[]. &#10;', '') = '']" mode="read-inline">
    <xsl:call-template name="enclosed">
      <xsl:with-param name="open" select="'['"/>
      <xsl:with-param name="close" select="']'"/>
    </xsl:call-template>
  </xsl:template>

  <!-- Puts brackets around what is not printed in any. -->
  <xsl:template name="enclosed">
    <xsl:param name="open" select="'('"/>
    <xsl:param name="close" select="')'"/>
    <xsl:variable name="bare" select="not(contains('([{（［【', substring(normalize-space(), 1, 1)))"/>
    <xsl:if test="$bare"><xsl:value-of select="$open"/></xsl:if>
    <xsl:apply-templates mode="read-inline"/>
    <xsl:if test="$bare"><xsl:value-of select="$close"/></xsl:if>
  </xsl:template>

  <!-- What the writer struck out. -->
  <xsl:template match="tei:del" mode="read-inline"/>

  <!-- Of several readings the one that the editor chose, else the first. -->
  <xsl:template match="tei:app[tei:lem]/tei:rdg | tei:app[tei:lem]/tei:rdgGrp | tei:app[tei:lem]/tei:note | tei:app[tei:lem]/tei:noteGrp
      | tei:app[tei:lem]/tei:wit | tei:app[tei:lem]/tei:witDetail | tei:app/tei:rdg[preceding-sibling::*]" mode="read-inline"/>

  <xsl:template match="tei:choice" mode="read-inline">
    <xsl:apply-templates select="tei:sic | tei:orig | tei:abbr | tei:unclear[1] | tei:seg[1]"
        mode="read-inline"/>
    <xsl:if test="starts-with(normalize-space(tei:corr), '[')">
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="tei:corr" mode="read-inline"/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
