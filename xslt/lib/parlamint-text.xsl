<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE xsl:stylesheet [
  <!-- A heading with which a division begins. The near ones are looked at first: most are told by them. -->
  <!ENTITY other "self::*[not(self::tei:head or self::tei:pb or self::tei:fw or self::tei:div)]">
  <!ENTITY leads "not(preceding-sibling::*[1]/&other; or preceding-sibling::*[2]/&other;
    or preceding-sibling::*[3]/&other; or preceding-sibling::*/&other;)">
]>
<!--
  parlamint-text.xsl: speeches, events and notes of a section, as ParlaMint has them
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei exsl">

  <xsl:variable name="not-in-names"> &#9;&#10;&#13;!"#$%&amp;'()*+,/:;&lt;=>?@[\]^`{|}~&#xA0;</xsl:variable>

  <!-- ==== Parts of a section ==== -->

  <xsl:template match="tei:head[&leads;][parent::tei:div or parent::tei:body]" mode="part" priority="1"/>

  <xsl:template match="tei:fw | tei:timeline | tei:anchor | tei:milestone | tei:cb | tei:lb" mode="part"/>

  <xsl:template match="tei:front | tei:titlePage | tei:docTitle | tei:castList | tei:castGroup | tei:list
      | tei:div | tei:div1 | tei:div2 | tei:spGrp | tei:lg | tei:table | tei:quote[tei:p or tei:l or tei:lg] | tei:opener
      | tei:closer | tei:argument | tei:epigraph | tei:floatingText | tei:body" mode="part">
    <xsl:apply-templates select="*" mode="part"/>
  </xsl:template>

  <!-- Anything else that is printed: a note. -->
  <xsl:template match="*" mode="part" name="printed">
    <xsl:param name="type"/>
    <xsl:variable name="words"><xsl:apply-templates mode="words"/></xsl:variable>
    <xsl:variable name="line"><xsl:call-template name="one-line"><xsl:with-param name="text" select="$words"/></xsl:call-template></xsl:variable>
    <xsl:if test="$line != ''">
      <note>
        <xsl:if test="$type != ''"><xsl:attribute name="type"><xsl:value-of select="$type"/></xsl:attribute></xsl:if>
        <xsl:value-of select="$line"/>
      </note>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:head" mode="part">
    <xsl:call-template name="printed"><xsl:with-param name="type" select="'head'"/></xsl:call-template>
  </xsl:template>

  <!-- The words of what is printed, notes and directions in them too; no furniture. -->
  <xsl:template match="tei:fw | tei:choice/tei:corr | tei:choice/tei:reg | tei:choice/tei:expan" mode="words"/>
  <xsl:template match="tei:cell | tei:item | tei:p | tei:l | tei:lb | tei:row | tei:label | tei:desc | tei:ab" mode="words">
    <xsl:text> </xsl:text><xsl:apply-templates mode="words"/><xsl:text> </xsl:text>
  </xsl:template>

  <!-- Events, told apart by the type of the direction. -->
  <xsl:template match="tei:stage | tei:vocal | tei:kinesic | tei:incident" mode="part">
    <xsl:variable name="words"><xsl:apply-templates mode="words"/></xsl:variable>
    <xsl:variable name="line"><xsl:call-template name="one-line"><xsl:with-param name="text" select="$words"/></xsl:call-template></xsl:variable>
    <xsl:variable name="type" select="concat(' ', @type, ' ')"/>
    <xsl:variable name="is-kinesic" select="contains(' kinesic applause ringing signal playback gesture smiling laughter snapping noise ', $type)"/>
    <xsl:variable name="is-vocal" select="contains(' greeting question clarification speaking interruption exclamat laughter shouting murmuring noise signal ', $type)"/>
    <xsl:variable name="is-incident" select="contains(' action incident leaving entering break pause sound editorial ', $type)"/>
    <xsl:choose>
      <xsl:when test="$line = ''"/>
      <xsl:when test="self::tei:vocal">
        <vocal type="speaking">
          <xsl:if test="$is-vocal"><xsl:attribute name="type"><xsl:value-of select="@type"/></xsl:attribute></xsl:if>
          <desc><xsl:value-of select="$line"/></desc>
        </vocal>
      </xsl:when>
      <xsl:when test="self::tei:kinesic or self::tei:stage and $is-kinesic and @type">
        <kinesic>
          <xsl:if test="$is-kinesic and @type"><xsl:attribute name="type"><xsl:value-of select="@type"/></xsl:attribute></xsl:if>
          <desc><xsl:value-of select="$line"/></desc>
        </kinesic>
      </xsl:when>
      <xsl:when test="self::tei:incident or self::tei:stage and $is-incident and @type">
        <incident>
          <xsl:if test="$is-incident and @type"><xsl:attribute name="type"><xsl:value-of select="@type"/></xsl:attribute></xsl:if>
          <desc><xsl:value-of select="$line"/></desc>
        </incident>
      </xsl:when>
      <xsl:when test="$is-vocal and @type or @type = 'interjection'">
        <vocal type="interruption">
          <xsl:if test="$is-vocal"><xsl:attribute name="type"><xsl:value-of select="@type"/></xsl:attribute></xsl:if>
          <desc><xsl:value-of select="$line"/></desc>
        </vocal>
      </xsl:when>
      <xsl:when test="@type = 'entrance'"><incident type="entering"><desc><xsl:value-of select="$line"/></desc></incident></xsl:when>
      <xsl:when test="@type = 'exit'"><incident type="leaving"><desc><xsl:value-of select="$line"/></desc></incident></xsl:when>
      <xsl:otherwise><note><xsl:value-of select="$line"/></note></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:pb" mode="part"><pb><xsl:copy-of select="@n"/></pb></xsl:template>

  <xsl:template match="tei:note" mode="part">
    <xsl:variable name="words"><xsl:apply-templates mode="words"/></xsl:variable>
    <xsl:variable name="line"><xsl:call-template name="one-line"><xsl:with-param name="text" select="$words"/></xsl:call-template></xsl:variable>
    <xsl:if test="$line != ''">
      <note>
        <!-- A type is a name there: no number, no blank, no sign. -->
        <xsl:if test="translate(@type, $not-in-names, '') = @type and @type != ''
            and translate(substring(@type, 1, 1), '0123456789-.', '') != ''"><xsl:copy-of select="@type"/></xsl:if>
        <xsl:value-of select="$line"/>
      </note>
    </xsl:if>
  </xsl:template>

  <!-- What could not be heard; a gap in print has no words to describe it. -->
  <xsl:template match="tei:gap" mode="part">
    <xsl:if test="normalize-space(tei:desc)">
      <gap reason="editorial">
        <xsl:if test="@reason = 'inaudible' or @reason = 'foreign'"><xsl:copy-of select="@reason"/></xsl:if>
        <desc><xsl:call-template name="one-line"><xsl:with-param name="text" select="tei:desc[1]"/></xsl:call-template></desc>
      </gap>
    </xsl:if>
  </xsl:template>

  <!-- ==== Speeches ==== -->

  <xsl:template match="tei:sp | tei:u" mode="part">
    <xsl:variable name="inside"><xsl:apply-templates select="node()[not(self::tei:speaker)]" mode="said"/></xsl:variable>
    <xsl:variable name="role"><xsl:call-template name="speaker-role"/></xsl:variable>
    <xsl:for-each select="tei:speaker[normalize-space()]">
      <xsl:call-template name="printed"><xsl:with-param name="type" select="'speaker'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:text>&#10;</xsl:text>
    <u ana="#{$role}">
      <xsl:if test="@xml:id"><xsl:attribute name="xml:id"><xsl:value-of select="translate(@xml:id, ' ', '_')"/></xsl:attribute></xsl:if>
      <xsl:copy-of select="@n[normalize-space()]"/>
      <xsl:if test="normalize-space(@who)">
        <xsl:attribute name="who"><xsl:value-of select="substring-before(concat(normalize-space(@who), ' '), ' ')"/></xsl:attribute>
      </xsl:if>
      <xsl:copy-of select="$inside"/>
      <!-- A u has something in it: where nothing was said, that. -->
      <xsl:if test="not(exsl:node-set($inside)/*)"><seg/></xsl:if>
    </u>
  </xsl:template>

  <xsl:template match="text()" mode="said">
    <xsl:if test="normalize-space()"><seg><xsl:apply-templates select="." mode="in-seg"/></seg></xsl:if>
  </xsl:template>

  <!-- A block: a seg, unless it holds blocks. -->
  <xsl:template match="*" mode="said">
    <xsl:if test="normalize-space() or .//tei:pb"><seg><xsl:apply-templates mode="in-seg"/></seg></xsl:if>
  </xsl:template>
  <xsl:template match="*[tei:p or tei:l or tei:lg or tei:ab or tei:item or tei:row]" mode="said" priority="1">
    <xsl:apply-templates mode="said"/>
  </xsl:template>
  <xsl:template match="tei:note | tei:stage | tei:vocal | tei:kinesic | tei:incident | tei:pb | tei:gap
      | tei:head" mode="said" priority="2">
    <xsl:apply-templates select="." mode="part"/>
  </xsl:template>
  <xsl:template match="tei:fw | tei:anchor | tei:lb | tei:milestone | tei:cb" mode="said" priority="2"/>

  <!-- In a seg: text, and what nobody said as comments. -->
  <xsl:template match="text()" mode="in-seg"><xsl:call-template name="plain"/></xsl:template>
  <xsl:template match="tei:note | tei:stage | tei:vocal | tei:kinesic | tei:incident | tei:pb | tei:gap"
      mode="in-seg">
    <xsl:apply-templates select="." mode="part"/>
  </xsl:template>
  <xsl:template match="tei:lb[not(@break = 'no')]" mode="in-seg"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="tei:fw | tei:figure | tei:del | tei:surplus | tei:choice/tei:corr | tei:choice/tei:reg
      | tei:choice/tei:expan | tei:app[tei:lem]/tei:rdg | tei:app[tei:lem]/tei:rdgGrp | tei:app[tei:lem]/tei:note | tei:app[tei:lem]/tei:noteGrp
      | tei:app[tei:lem]/tei:wit | tei:app[tei:lem]/tei:witDetail
      | tei:app/tei:rdg[preceding-sibling::*]" mode="in-seg"/>
  <xsl:template match="tei:ref[@type = 'note' or key('note', substring-after(@target, '#'))
      or starts-with(@target, '#') and translate(., '0123456789*†‡()[]. &#10;', '') = '']" mode="in-seg">
    <xsl:call-template name="printed"/>
  </xsl:template>
  <xsl:template match="tei:supplied" mode="in-seg">
    <xsl:variable name="words"><xsl:apply-templates mode="words"/></xsl:variable>
    <xsl:value-of select="translate($words, '[]', '')"/>
  </xsl:template>
  <xsl:template match="tei:p | tei:l | tei:item | tei:cell | tei:quote" mode="in-seg">
    <xsl:text> </xsl:text><xsl:apply-templates mode="in-seg"/><xsl:text> </xsl:text>
  </xsl:template>

</xsl:stylesheet>
