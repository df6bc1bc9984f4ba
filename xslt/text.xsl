<?xml version="1.0" encoding="UTF-8"?>
<!--
  text.xsl: plain text, one paragraph a line

  First the title, the subtitle, the author and the date, then the text in its order: a speech is its label and
  its paragraphs, each on a line of its own, the first behind the label; a line of verse is a line;
  stage directions stand in parentheses; narration, headings, lists and notes are paragraphs; cells
  of a table are separated by tabs. An empty line stands between speeches. Page furniture and page
  breaks are left out, and so is a title page's repetition of the title.

  The elements <line> of the result are not written (the output method is text); they keep the
  result from being one text, which libxslt would copy for each piece that is added.

  Parameters:
    what    "all" (the default), or "speech": only what was said, by the rules of lib/speech.xsl
    labels  "yes" or "no": whether speeches have their labels; by default with "all" alone
    who     the id of a person: this person's speeches alone
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="tei steno">

  <xsl:import href="lib/speech.xsl"/>
  <steno:format extension="txt">Plain text, one paragraph a line</steno:format>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:param name="what" select="'all'"/>
  <xsl:param name="labels" select="''"/>
  <xsl:param name="who" select="''"/>

  <xsl:variable name="with-labels"
      select="$labels = 'yes' or ($labels != 'no' and $what != 'speech')"/>

  <xsl:template match="/">
    <xsl:if test="$what = 'speech' or $who != ''">
      <xsl:call-template name="check-who"><xsl:with-param name="who" select="$who"/></xsl:call-template>
    </xsl:if>
    <xsl:choose>
      <xsl:when test="$what != 'all' and $what != 'speech'">
        <xsl:message terminate="yes">
          <xsl:value-of select="concat('what=', $what, ': it is “all” or “speech”')"/>
        </xsl:message>
      </xsl:when>
      <xsl:when test="$what = 'speech' or $who != ''">
        <xsl:for-each select="$speeches[$who = '' or contains(concat(' ',
            normalize-space(translate(@who, '#', ' ')), ' '), concat(' ', $who, ' '))]">
          <line>
            <xsl:if test="position() != 1"><xsl:text>&#10;</xsl:text></xsl:if>
            <xsl:choose>
              <xsl:when test="$what = 'all'"><xsl:call-template name="turn"/></xsl:when>
              <xsl:otherwise><xsl:call-template name="speech-alone"/></xsl:otherwise>
            </xsl:choose>
          </line>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat($title, '&#10;')"/>
        <xsl:if test="$subtitle != ''"><xsl:value-of select="concat($subtitle, '&#10;')"/></xsl:if>
        <xsl:for-each select="$header/tei:fileDesc/tei:titleStmt/tei:author">
          <xsl:value-of select="concat(normalize-space((tei:persName | tei:name
              | self::*[not(*)])[1]), '&#10;')"/>
        </xsl:for-each>
        <xsl:if test="$date">
          <xsl:call-template name="date-text"><xsl:with-param name="date" select="$date[1]"/></xsl:call-template>
          <xsl:text>&#10;</xsl:text>
        </xsl:if>
        <xsl:apply-templates select="tei:TEI/tei:text"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== Only what was said ==== -->

  <xsl:template name="speech-alone">
    <xsl:if test="$with-labels"><xsl:call-template name="label"/></xsl:if>
    <xsl:apply-templates select="*" mode="lines"/>
  </xsl:template>

  <xsl:template match="*" mode="lines">
    <xsl:variable name="words"><xsl:apply-templates select="." mode="spoken"/></xsl:variable>
    <xsl:if test="normalize-space($words)">
      <line><xsl:value-of select="concat(normalize-space(translate($words, $line-ends-of-others, '   ')),
          '&#10;')"/></line>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:lg | tei:list | tei:table | tei:sp/tei:quote" mode="lines">
    <xsl:apply-templates select="*" mode="lines"/>
  </xsl:template>

  <!-- ==== Everything ==== -->

  <!-- Containers: what is in them is set off by empty lines. -->
  <xsl:template match="tei:text | tei:front | tei:body | tei:back | tei:group | tei:div | tei:div1
      | tei:div2 | tei:div3 | tei:titlePage | tei:docTitle | tei:spGrp | tei:set
      | tei:performance | tei:epigraph | tei:floatingText | tei:postscript">
    <xsl:apply-templates select="*"/>
  </xsl:template>

  <!-- The label of an utterance, printed before it. -->
  <xsl:template match="tei:note[@type = 'speaker'][following-sibling::*[1]/self::tei:u]"
      priority="1"/>

  <xsl:template match="tei:teiHeader | tei:fw | tei:pb | tei:cb | tei:gb | tei:milestone
      | tei:timeline | tei:gap | tei:anchor | tei:standOff"/>

  <!-- A title page says the title, the author and the date once more. -->
  <xsl:template match="tei:titlePart | tei:docDate | tei:docAuthor" priority="1">
    <xsl:variable name="known"><xsl:call-template name="is-in-heading"/></xsl:variable>
    <xsl:if test="$known = ''"><xsl:call-template name="paragraph"/></xsl:if>
  </xsl:template>

  <!-- Any other block: one line. -->
  <xsl:template match="*" name="paragraph">
    <xsl:variable name="line"><xsl:apply-templates select="." mode="line"/></xsl:variable>
    <xsl:if test="normalize-space($line)">
      <line><xsl:value-of select="concat('&#10;', normalize-space($line), '&#10;')"/></line>
    </xsl:if>
  </xsl:template>

  <!-- Blocks of many lines: no empty lines between these. -->
  <xsl:template match="tei:lg | tei:list | tei:table | tei:castList | tei:quote[*[self::tei:p or
      self::tei:l or self::tei:lg]] | tei:div/tei:l">
    <xsl:if test="not(self::tei:l and preceding-sibling::*[1]/self::tei:l)">
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
    <xsl:apply-templates select="." mode="inside"/>
  </xsl:template>

  <xsl:template match="tei:sp | tei:u">
    <line><xsl:text>&#10;</xsl:text><xsl:call-template name="turn"/></line>
  </xsl:template>

  <xsl:template name="turn">
    <xsl:variable name="lines">
      <xsl:apply-templates select="*[not(self::tei:speaker)]" mode="inside"/>
    </xsl:variable>
    <xsl:if test="$with-labels">
      <xsl:call-template name="label"><xsl:with-param name="alone" select="$lines = ''"/></xsl:call-template>
    </xsl:if>
    <xsl:value-of select="$lines"/>
    <xsl:if test="$lines = '' and $with-labels"><xsl:text>&#10;</xsl:text></xsl:if>
  </xsl:template>

  <!-- A label stands before a paragraph on its line, and before verse on a line of its own. -->
  <xsl:template name="label">
    <xsl:param name="alone" select="false()"/>
    <xsl:variable name="printed">
      <xsl:apply-templates select="tei:speaker" mode="line"/>
    </xsl:variable>
    <xsl:variable name="first" select="*[not(self::tei:speaker or self::tei:fw or self::tei:pb)][1]"/>
    <xsl:variable name="label">
      <xsl:choose>
        <xsl:when test="normalize-space($printed)">
          <xsl:value-of select="normalize-space($printed)"/>
        </xsl:when>
        <xsl:when test="self::tei:u and preceding-sibling::*[1]/self::tei:note[@type = 'speaker']">
          <xsl:value-of select="normalize-space(preceding-sibling::*[1])"/>
        </xsl:when>
        <xsl:when test="self::tei:u and @who">
          <xsl:call-template name="speaker-names"/>
          <xsl:text>:</xsl:text>
        </xsl:when>
      </xsl:choose>
    </xsl:variable>
    <xsl:if test="$label != ''">
      <xsl:value-of select="$label"/>
      <xsl:choose>
        <xsl:when test="$first[self::tei:l or self::tei:lg or self::tei:list or self::tei:table
            or self::tei:stage]"><xsl:text>&#10;</xsl:text></xsl:when>
        <xsl:when test="$first and not($alone)"><xsl:text> </xsl:text></xsl:when>
      </xsl:choose>
    </xsl:if>
  </xsl:template>

  <!-- Mode "inside": lines that follow each other. -->
  <xsl:template match="*" mode="inside">
    <xsl:variable name="line"><xsl:apply-templates select="." mode="line"/></xsl:variable>
    <xsl:if test="normalize-space($line)">
      <line><xsl:value-of select="concat(normalize-space($line), '&#10;')"/></line>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:lg | tei:list | tei:table | tei:quote[*[self::tei:p or self::tei:l
      or self::tei:lg]] | tei:item[tei:p] | tei:spGrp" mode="inside">
    <xsl:apply-templates select="*" mode="inside"/>
  </xsl:template>

  <!-- A roster that was printed as one sentence, its names parted by commas, stays one. -->
  <xsl:template match="tei:castList | tei:castGroup" mode="inside">
    <xsl:variable name="runs"><xsl:call-template name="roster-runs"/></xsl:variable>
    <xsl:choose>
      <xsl:when test="$runs = 'yes'">
        <xsl:variable name="line"><xsl:apply-templates mode="line"/></xsl:variable>
        <xsl:value-of select="concat(normalize-space($line), '&#10;')"/>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates select="*" mode="inside"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:row" mode="inside">
    <xsl:for-each select="*">
      <xsl:variable name="cell"><xsl:apply-templates select="." mode="line"/></xsl:variable>
      <xsl:if test="position() != 1"><xsl:text>&#9;</xsl:text></xsl:if>
      <line><xsl:value-of select="normalize-space($cell)"/></line>
    </xsl:for-each>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Mode "line": the characters of one line, to be folded by whoever takes them. -->
  <xsl:template match="text()" mode="line">
    <xsl:value-of select="translate(., $line-ends-of-others, '   ')"/>
  </xsl:template>

  <xsl:template match="tei:fw | tei:timeline | tei:del" mode="line"/>

  <xsl:template match="tei:gap" mode="line"><xsl:call-template name="gap-sign"/></xsl:template>

  <xsl:template match="tei:lb[not(@break = 'no')]" mode="line"><xsl:text> </xsl:text></xsl:template>

  <xsl:template match="tei:p | tei:ab | tei:l | tei:lg | tei:list | tei:item | tei:label | tei:table
      | tei:row | tei:cell | tei:head | tei:castItem | tei:desc | tei:titlePart | tei:byline
      | tei:docAuthor | tei:docDate | tei:docImprint | tei:dateline | tei:salute | tei:signed
      | tei:address | tei:addrLine | tei:trailer" mode="line">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="line"/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <!-- Stage directions in parentheses: those printed, or ours; notes and the signs of footnotes
       likewise in brackets. -->
  <xsl:template match="tei:stage | tei:vocal | tei:kinesic | tei:incident" mode="line">
    <xsl:call-template name="enclosed">
      <xsl:with-param name="open" select="'('"/>
      <xsl:with-param name="close" select="')'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:p//tei:note | tei:l//tei:note | tei:head//tei:note | tei:ab//tei:note
      | tei:speaker//tei:note | tei:stage//tei:note | tei:item//tei:note | tei:seg//tei:note
      | tei:ref[@type = 'note' or key('note', substring-after(@target, '#'))
      or starts-with(@target, '#') and translate(., '0123456789*†‡()[]. &#10;', '') = '']" mode="line">
    <xsl:call-template name="enclosed">
      <xsl:with-param name="open" select="'['"/>
      <xsl:with-param name="close" select="']'"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="enclosed">
    <xsl:param name="open"/>
    <xsl:param name="close"/>
    <xsl:variable name="content"><xsl:apply-templates mode="line"/></xsl:variable>
    <xsl:variable name="text" select="normalize-space($content)"/>
    <xsl:choose>
      <xsl:when test="$text = ''"/>
      <xsl:when test="contains('([{（［【', substring($text, 1, 1)) or @type = 'time'
          or @type = 'interpretation'">
        <xsl:value-of select="$content"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="concat(' ', $open, $text, $close)"/>
        <xsl:variable name="next" select="substring(following-sibling::node()[1]/self::text(), 1, 1)"/>
        <xsl:if test="$next = '' or not(contains('.,;:?!)', $next))"><xsl:text> </xsl:text></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Of several readings the one that the editor chose, else the first. -->
  <xsl:template match="tei:app[tei:lem]/tei:rdg | tei:app[tei:lem]/tei:rdgGrp | tei:app[tei:lem]/tei:note | tei:app[tei:lem]/tei:noteGrp
      | tei:app[tei:lem]/tei:wit | tei:app[tei:lem]/tei:witDetail | tei:app/tei:rdg[preceding-sibling::*]" mode="line"/>

  <!-- Two readings: the printed one, and the editor's where it is printed too, in brackets. -->
  <xsl:template match="tei:choice" mode="line">
    <xsl:apply-templates select="tei:sic | tei:orig | tei:abbr | tei:unclear[1] | tei:seg[1]"
        mode="line"/>
    <xsl:if test="starts-with(normalize-space(tei:corr), '[')">
      <xsl:text> </xsl:text>
      <xsl:apply-templates select="tei:corr" mode="line"/>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
