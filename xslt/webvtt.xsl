<?xml version="1.0" encoding="UTF-8"?>
<!--
  webvtt.xsl: subtitles, where the document has times

  A cue begins at each moment of the timeline that a note of time, a speech or an anchor points at with
  synch, or that a u has in start, and ends where the source says (time/@dur), else where the next one
  begins, the last after five seconds. It holds what is said until the next moment, by the rules of
  lib/speech.xsl: <v Name> and the words of each speaker on lines of their own, and what stands in
  paragraphs outside of speeches without a name. Cues are numbered. What is said before the first
  moment is a cue from the beginning to it.

  A document without times is refused.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    xmlns:str="http://exslt.org/strings"
    xmlns:date="http://exslt.org/dates-and-times"
    exclude-result-prefixes="tei exsl str date steno"
    xmlns:steno="stenogram:transform">

  <xsl:import href="lib/speech.xsl"/>
  <xsl:import href="lib/escape.xsl"/>
  <steno:format extension="vtt">Subtitles, where the source has times</steno:format>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:key name="moment" match="tei:when" use="@xml:id"/>
  <xsl:key name="timed-note" match="tei:note[@type = 'time'] | tei:anchor" use="@synch"/>

  <!-- A second in units of the timeline. -->
  <xsl:variable name="unit">
    <xsl:variable name="name" select="//tei:timeline/@unit"/>
    <xsl:choose>
      <xsl:when test="$name = 'ms'">0.001</xsl:when>
      <xsl:when test="$name = 'min'">60</xsl:when>
      <xsl:when test="$name = 'h'">3600</xsl:when>
      <xsl:otherwise>1</xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <!--
    The text as a stream, parted by controls that no text keeps: moments (their second, how long, what is
    said), in them lines, in lines the bits of one speech, each with a name before it. Asking each bit for
    the moment before it would take quadratic time.
  -->
  <xsl:variable name="moment-sign" select="'&#x80;'"/>
  <xsl:variable name="field-sign" select="'&#x81;'"/>
  <xsl:variable name="line-sign" select="'&#x82;'"/>
  <xsl:variable name="bit-sign" select="'&#x83;'"/>
  <xsl:variable name="signs" select="concat($moment-sign, $field-sign, $line-sign, $bit-sign)"/>

  <xsl:variable name="stream"><xsl:call-template name="stream"/></xsl:variable>

  <xsl:variable name="moments-tree">
    <xsl:for-each select="str:tokenize(string($stream), $moment-sign)">
      <xsl:variable name="rest" select="substring-after(., $field-sign)"/>
      <moment at="{substring-before(., $field-sign)}" dur="{substring-before($rest, $field-sign)}">
        <xsl:call-template name="cue-lines"><xsl:with-param name="said" select="substring-after($rest, $field-sign)"/></xsl:call-template>
      </moment>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="moments" select="exsl:node-set($moments-tree)"/>

  <!-- The first moment is the beginning, which nobody has told. -->
  <xsl:template match="/">
    <xsl:if test="not($moments/moment[2])">
      <xsl:message terminate="yes">document: there are no times in it, of which subtitles could be made</xsl:message>
    </xsl:if>
    <xsl:text>WEBVTT&#10;</xsl:text>
    <xsl:for-each select="$moments/moment[line]">
      <cue><xsl:call-template name="cue"><xsl:with-param name="n" select="position()"/></xsl:call-template></cue>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== The text as moments and bits, one after the other ==== -->

  <!-- The elements are not written; they keep the stream from being one text, which libxslt would copy
       for each piece that is added. -->
  <xsl:template name="stream">
    <x><xsl:value-of select="concat($moment-sign, '0', $field-sign, $field-sign)"/></x>
    <xsl:apply-templates select="/tei:TEI/tei:text//tei:body[not(ancestor::tei:body)]" mode="stream"/>
  </xsl:template>

  <xsl:template name="bit">
    <xsl:param name="name"/>
    <xsl:variable name="words"><xsl:apply-templates select="." mode="spoken"/></xsl:variable>
    <x><xsl:value-of select="concat($bit-sign, translate($name, $signs, ''), $field-sign, translate($words, $signs, ''))"/></x>
  </xsl:template>

  <xsl:template name="line-end"><x><xsl:value-of select="$line-sign"/></x></xsl:template>

  <xsl:template name="moment">
    <xsl:param name="synch" select="@synch"/>
    <xsl:param name="dur" select="tei:time/@dur"/>
    <xsl:variable name="when" select="key('moment', substring-after(normalize-space($synch), '#'))[1]"/>
    <xsl:variable name="at"><xsl:for-each select="$when"><xsl:call-template name="seconds"/></xsl:for-each></xsl:variable>
    <xsl:if test="$at != '' and number($at) &gt;= 0">
      <x>
        <xsl:value-of select="concat($moment-sign, $at, $field-sign)"/>
        <xsl:if test="$dur and date:seconds($dur) &gt; 0"><xsl:value-of select="date:seconds($dur)"/></xsl:if>
        <xsl:value-of select="$field-sign"/>
      </x>
    </xsl:if>
  </xsl:template>

  <!-- The seconds of a when: its interval since another, or 0 for the origin. -->
  <xsl:template name="seconds">
    <xsl:param name="depth" select="1"/>
    <xsl:variable name="since" select="key('moment', substring-after(@since, '#'))[1]"/>
    <xsl:variable name="before">
      <xsl:choose>
        <xsl:when test="$since and $depth &lt; 500">
          <xsl:for-each select="$since">
            <xsl:call-template name="seconds"><xsl:with-param name="depth" select="$depth + 1"/></xsl:call-template>
          </xsl:for-each>
        </xsl:when>
        <xsl:otherwise>0</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="number(@interval) = number(@interval)"><xsl:value-of select="$before + @interval * $unit"/></xsl:when>
      <xsl:when test="@interval and date:seconds(@interval) = date:seconds(@interval)"><xsl:value-of select="$before + date:seconds(@interval)"/></xsl:when>
      <xsl:when test="not(@interval) and not(@since)">0</xsl:when>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="*" mode="stream"><xsl:apply-templates select="*" mode="stream"/></xsl:template>
  <xsl:template match="tei:fw | tei:head | tei:castList | tei:titlePage | tei:stage" mode="stream"/>

  <xsl:template match="tei:note[@type = 'time'] | tei:anchor[@synch]" mode="stream">
    <xsl:call-template name="moment"/>
  </xsl:template>
  <xsl:template match="tei:note" mode="stream"/>

  <xsl:template match="tei:p | tei:ab | tei:l" mode="stream">
    <xsl:apply-templates select="node()" mode="piece"/>
    <xsl:call-template name="line-end"/>
  </xsl:template>

  <!-- The time of a speech, unless a note of time says the same. -->
  <xsl:template match="tei:sp | tei:u" mode="stream">
    <xsl:variable name="names"><xsl:call-template name="speaker-names"/></xsl:variable>
    <xsl:if test="@synch and not(key('timed-note', @synch))">
      <xsl:call-template name="moment"/>
    </xsl:if>
    <xsl:if test="@start"><xsl:call-template name="moment"><xsl:with-param name="synch" select="@start"/></xsl:call-template></xsl:if>
    <xsl:apply-templates select="node()" mode="piece">
      <xsl:with-param name="name" select="string($names)"/>
    </xsl:apply-templates>
    <xsl:call-template name="line-end"/>
  </xsl:template>

  <!-- Mode "piece": text, in bits between moments, with the name of who says it. -->
  <xsl:template match="text()" mode="piece">
    <xsl:param name="name"/>
    <xsl:call-template name="bit"><xsl:with-param name="name" select="$name"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="*[.//tei:note[@type = 'time'] or .//tei:anchor[@synch]] | tei:p | tei:l | tei:lg | tei:ab
      | tei:seg | tei:quote | tei:list | tei:item" mode="piece">
    <xsl:param name="name"/>
    <xsl:variable name="block" select="self::tei:p or self::tei:l or self::tei:ab or self::tei:item or self::tei:seg[parent::tei:u]"/>
    <xsl:if test="$block"><xsl:call-template name="line-end"/></xsl:if>
    <xsl:apply-templates select="node()" mode="piece">
      <xsl:with-param name="name" select="$name"/>
    </xsl:apply-templates>
    <xsl:if test="$block"><xsl:call-template name="line-end"/></xsl:if>
  </xsl:template>

  <xsl:template match="*" mode="piece">
    <xsl:param name="name"/>
    <xsl:call-template name="bit"><xsl:with-param name="name" select="$name"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:note[@type = 'time'] | tei:anchor[@synch]" mode="piece" priority="1">
    <xsl:call-template name="moment"/>
  </xsl:template>
  <xsl:template match="tei:speaker | tei:fw | tei:stage | tei:head | comment() | processing-instruction()" mode="piece" priority="1"/>

  <!-- ==== Cues ==== -->

  <xsl:template name="cue">
    <xsl:param name="n"/>
    <xsl:variable name="next"><xsl:call-template name="later"><xsl:with-param name="than" select="@at"/></xsl:call-template></xsl:variable>
    <xsl:variable name="end">
      <xsl:choose>
        <xsl:when test="@dur != ''"><xsl:value-of select="@at + @dur"/></xsl:when>
        <xsl:when test="$next != ''"><xsl:value-of select="$next"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="@at + 5"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:value-of select="concat('&#10;', $n, '&#10;')"/>
    <xsl:call-template name="clock"><xsl:with-param name="seconds" select="@at"/></xsl:call-template>
    <xsl:text> --&gt; </xsl:text>
    <xsl:call-template name="clock"><xsl:with-param name="seconds" select="$end"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text>
    <xsl:for-each select="line"><xsl:value-of select="concat(., '&#10;')"/></xsl:for-each>
  </xsl:template>

  <!-- The first of the moments behind the context that is later: mostly the next. -->
  <xsl:template name="later">
    <xsl:param name="than"/>
    <xsl:param name="looked" select="1"/>
    <xsl:choose>
      <xsl:when test="$looked &gt; 500"><xsl:value-of select="following-sibling::moment[@at &gt; $than][1]/@at"/></xsl:when>
      <xsl:otherwise>
        <xsl:for-each select="following-sibling::moment[1]">
          <xsl:choose>
            <xsl:when test="@at &gt; $than"><xsl:value-of select="@at"/></xsl:when>
            <xsl:otherwise>
              <xsl:call-template name="later">
                <xsl:with-param name="than" select="$than"/>
                <xsl:with-param name="looked" select="$looked + 1"/>
              </xsl:call-template>
            </xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Bits of one speech that follow each other are one voice; a line ends where a block does. -->
  <xsl:template name="cue-lines">
    <xsl:param name="said"/>
    <xsl:for-each select="str:tokenize($said, $line-sign)">
      <xsl:variable name="bits" select="str:tokenize(., $bit-sign)"/>
      <xsl:variable name="words"><xsl:for-each select="$bits"><x><xsl:value-of select="substring-after(., $field-sign)"/></x></xsl:for-each></xsl:variable>
      <xsl:if test="normalize-space($words)">
        <xsl:variable name="name" select="substring-before($bits[normalize-space(substring-after(., $field-sign))][1], $field-sign)"/>
        <line>
          <xsl:if test="$name != ''">
            <xsl:text>&lt;v </xsl:text>
            <xsl:call-template name="cue-text"><xsl:with-param name="text" select="$name"/></xsl:call-template>
            <xsl:text>&gt;</xsl:text>
          </xsl:if>
          <xsl:call-template name="cue-text"><xsl:with-param name="text" select="$words"/></xsl:call-template>
          <xsl:if test="$name != ''"><xsl:text>&lt;/v&gt;</xsl:text></xsl:if>
        </line>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="cue-text">
    <xsl:param name="text"/>
    <xsl:variable name="plain"><xsl:call-template name="plain"><xsl:with-param name="text" select="string($text)"/></xsl:call-template></xsl:variable>
    <xsl:value-of select="str:replace(str:replace(str:replace(normalize-space($plain), '&amp;', '&amp;amp;'),
        '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;')"/>
  </xsl:template>

  <!-- 00:00:00.000 -->
  <xsl:template name="clock">
    <xsl:param name="seconds"/>
    <xsl:variable name="ms" select="round($seconds * 1000)"/>
    <xsl:value-of select="concat(format-number(floor($ms div 3600000), '00'), ':',
        format-number(floor($ms div 60000) mod 60, '00'), ':',
        format-number(floor($ms div 1000) mod 60, '00'), '.', format-number($ms mod 1000, '000'))"/>
  </xsl:template>

</xsl:stylesheet>
