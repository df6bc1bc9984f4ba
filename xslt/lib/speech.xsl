<?xml version="1.0" encoding="UTF-8"?>
<!--
  speech.xsl: what counts as speech

  A speech is a tei:sp (or a tei:u). Its words are everything in it except what nobody said: the
  label, stage directions, notes, page furniture, headings, the corrections of an editor and the
  words that he says are to be left out. Words that he supplied count, without their brackets:
  "the[se]" is "these". Reported speech in narration (tei:said outside tei:sp) is the narrator's.

  Mode "spoken" gives the words; blocks (paragraphs, lines of verse) are set off by white space,
  and whoever takes them folds it.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei exsl">

  <xsl:import href="strings.xsl"/>
  <xsl:import href="document.xsl"/>
  <xsl:import href="people.xsl"/>

  <!-- What nobody said. -->
  <xsl:template mode="spoken" match="tei:speaker | tei:stage | tei:note | tei:fw | tei:head
      | tei:trailer | tei:gap | tei:figure | tei:graphic | tei:desc | tei:vocal | tei:kinesic
      | tei:incident | tei:del | tei:surplus | tei:choice/tei:corr | tei:choice/tei:reg | tei:choice/tei:expan
      | tei:ref[@type = 'note' or key('note', substring-after(@target, '#'))
      or starts-with(@target, '#') and translate(., '0123456789*†‡()[]. &#10;', '') = '']
      | tei:app[tei:lem]/tei:rdg | tei:app[tei:lem]/tei:rdgGrp | tei:app[tei:lem]/tei:note | tei:app[tei:lem]/tei:noteGrp
      | tei:app[tei:lem]/tei:wit | tei:app[tei:lem]/tei:witDetail | tei:app/tei:rdg[preceding-sibling::*]"/>

  <xsl:template mode="spoken" match="tei:p | tei:ab | tei:l | tei:lg | tei:u/tei:seg | tei:list
      | tei:item | tei:label | tei:table | tei:row | tei:cell | tei:sp/tei:quote | tei:cit
      | tei:floatingText | tei:opener | tei:closer | tei:salute | tei:signed">
    <xsl:text> </xsl:text>
    <xsl:apply-templates mode="spoken"/>
    <xsl:text> </xsl:text>
  </xsl:template>

  <xsl:template mode="spoken" match="tei:lb[not(@break = 'no')]"><xsl:text> </xsl:text></xsl:template>

  <xsl:template mode="spoken" match="tei:supplied">
    <xsl:variable name="words"><xsl:apply-templates mode="spoken"/></xsl:variable>
    <xsl:value-of select="translate($words, '[]', '')"/>
  </xsl:template>

  <!-- "Port Arthur [note]?" is "Port Arthur?": the blank before the note goes with it. -->
  <xsl:template mode="spoken" match="text()[following-sibling::node()[1]/self::*[self::tei:note
      or self::tei:gap]]">
    <xsl:variable name="next" select="substring(following-sibling::node()[2]/self::text(), 1, 1)"/>
    <xsl:variable name="last" select="substring(., string-length())"/>
    <xsl:choose>
      <xsl:when test="$next != '' and contains('.,;:?!)', $next) and normalize-space($last) = ''">
        <xsl:value-of select="substring(., 1, string-length() - 1)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="."/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The words of the speech that is the context, on one line. -->
  <xsl:template name="speech-text">
    <xsl:variable name="words"><xsl:apply-templates mode="spoken"/></xsl:variable>
    <xsl:value-of select="normalize-space($words)"/>
  </xsl:template>

  <!-- Tells when there is nothing to say: nobody speaks, or `who`, which was asked for, is nobody of the
       document. -->
  <xsl:template name="check-who">
    <xsl:param name="who"/>
    <xsl:if test="not($speeches)">
      <xsl:message>document: nobody speaks in it (there is no sp and no u); the formats text, markdown, html and epub have all of it</xsl:message>
    </xsl:if>
    <xsl:if test="$speeches and $who != '' and not(key('person', $who)) and not($speeches[contains(concat(' ',
        normalize-space(translate(@who, '#', ' ')), ' '), concat(' ', $who, ' '))])">
      <xsl:message>
        <xsl:value-of select="concat('document: nobody has the id “', $who, '” here; the format people lists who has which')"/>
      </xsl:message>
    </xsl:if>
  </xsl:template>

  <!-- How many words `text` has, by the rule for the language of the context. -->
  <xsl:template name="speech-words">
    <xsl:param name="text"/>
    <xsl:call-template name="count-words">
      <xsl:with-param name="text" select="$text"/>
      <xsl:with-param name="cjk" select="lang('zh') or lang('ja') or lang('yue') or lang('lzh')
          or lang('cmn') or lang('wuu') or lang('nan') or lang('hak')"/>
    </xsl:call-template>
  </xsl:template>

  <!--
    <around division="generate-id()" session="1 / 3" date="1911-03-14"/>: what is said of each speech in
    a division, worked out once for the division.
  -->
  <xsl:variable name="table-of-divisions">
    <xsl:for-each select="/tei:TEI/tei:text//*[self::tei:div or self::tei:div1 or self::tei:div2
        or self::tei:div3][tei:sp or tei:u]">
      <around division="{generate-id()}">
        <xsl:attribute name="session"><xsl:call-template name="session-around"/></xsl:attribute>
        <xsl:attribute name="date">
          <xsl:call-template name="date-around"><xsl:with-param name="division" select="."/></xsl:call-template>
        </xsl:attribute>
      </around>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="divided" select="exsl:node-set($table-of-divisions)"/>
  <xsl:key name="around" match="around" use="@division"/>

  <!-- The divisions around the context, from the outermost: "2", "1 / 3". -->
  <xsl:template name="speech-session">
    <xsl:variable name="parent" select="generate-id(..)"/>
    <xsl:variable name="told" select="boolean(parent::tei:div or parent::tei:div1 or parent::tei:div2
        or parent::tei:div3)"/>
    <xsl:for-each select="$divided[$told]"><xsl:value-of select="key('around', $parent)/@session"/></xsl:for-each>
    <xsl:if test="not($told)"><xsl:call-template name="session-around"/></xsl:if>
  </xsl:template>

  <!-- The ISO date of the nearest division that has one; else of the one setting. -->
  <xsl:template name="speech-date">
    <xsl:variable name="parent" select="generate-id(..)"/>
    <xsl:variable name="told" select="boolean(parent::tei:div or parent::tei:div1 or parent::tei:div2
        or parent::tei:div3)"/>
    <xsl:for-each select="$divided[$told]"><xsl:value-of select="key('around', $parent)/@date"/></xsl:for-each>
    <xsl:if test="not($told)"><xsl:call-template name="date-around"/></xsl:if>
  </xsl:template>

  <xsl:template name="session-around">
    <xsl:for-each select="ancestor-or-self::*[self::tei:div or self::tei:div1 or self::tei:div2
        or self::tei:div3]">
      <xsl:if test="position() != 1"><xsl:text> / </xsl:text></xsl:if>
      <xsl:call-template name="division-name"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="date-around">
    <xsl:param name="division" select="ancestor::*[self::tei:div or self::tei:div1
        or self::tei:div2 or self::tei:div3][1]"/>
    <xsl:variable name="date">
      <xsl:for-each select="$division"><xsl:call-template name="division-date"/></xsl:for-each>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="string($date) != ''"><xsl:value-of select="$date"/></xsl:when>
      <xsl:when test="$division">
        <xsl:call-template name="date-around">
          <xsl:with-param name="division" select="$division/ancestor::*[self::tei:div
              or self::tei:div1 or self::tei:div2 or self::tei:div3][1]"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="count($settings) = 1 and not($settings/@corresp)">
        <xsl:value-of select="$settings/tei:date/@when"/>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
