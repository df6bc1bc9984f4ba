<?xml version="1.0" encoding="UTF-8"?>
<!--
  cast.xsl: those who speak, how much, and with whom

  The facts are DraCor's (its API's networkdata and spoken-text-by-character): the cast are those
  whom a speech in the body names in @who, in the order of their first; two of them are linked by
  each segment in which both speak. A segment is a division that has speeches of its own; a body
  without divisions is one segment. Where there are numbered divisions, it is the div2 that are
  scenes and the div1 that have speeches but no div2; else the div1. Speeches outside of all segments
  link nobody.

  Words are counted as lib/speech.xsl counts them.

  $cast is a tree of <who n="1" id="anna" label="Anna" type="person" sex="FEMALE"
  speeches="12" words="345"/>.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    xmlns:set="http://exslt.org/sets"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei exsl set str">

  <xsl:import href="speech.xsl"/>
  <xsl:import href="shares.xsl"/>

  <xsl:key name="cast" match="who" use="@id"/>
  <xsl:key name="body-share" match="share" use="concat(@body, @who)"/>
  <xsl:key name="numbered" match="who" use="@n"/>
  <xsl:key name="meetings-of" match="meeting" use="n"/>
  <xsl:key name="met" match="n[not(parent::meeting)]" use="."/>

  <xsl:variable name="body" select="/tei:TEI/tei:text//tei:body"/>
  <xsl:variable name="body-speeches" select="$speeches[ancestor::tei:body]"/>

  <!-- ==== How much each one says ==== -->

  <!-- A format that asks for no words says so: counting them is most of the work. -->
  <xsl:variable name="counts-words" select="true()"/>

  <!-- A turn (lib/shares.xsl) for each speech and each of those who hold it, whether @who says "#anna" or
       "people.xml#anna"; body="yes" where it stands in the body. Those in the body and the others are in
       stretches of their own. -->
  <xsl:template name="turns">
    <xsl:for-each select="$speeches[normalize-space(@who)]">
      <xsl:variable name="body" select="substring('yes', 1, 3 * boolean(ancestor::tei:body))"/>
      <xsl:variable name="place" select="concat(floor((position() - 1) div $stretch), $body, ' ')"/>
      <xsl:variable name="of" select="generate-id()"/>
      <xsl:variable name="pointers" select="normalize-space(@who)"/>
      <xsl:variable name="alone" select="not(contains($pointers, ' '))"/>
      <xsl:variable name="words">
        <xsl:if test="$counts-words">
          <xsl:variable name="text"><xsl:call-template name="speech-text"/></xsl:variable>
          <xsl:call-template name="speech-words">
            <xsl:with-param name="text" select="string($text)"/>
          </xsl:call-template>
        </xsl:if>
      </xsl:variable>
      <xsl:choose>
        <!-- Most speeches: without the list, which takes its time. -->
        <xsl:when test="$alone and starts-with($pointers, '#') and not(contains(substring($pointers, 2), '#'))">
          <turn who="{substring($pointers, 2)}" in="{$place}{substring($pointers, 2)}" of="{$of}" words="{$words}" body="{$body}" alone="yes"/>
        </xsl:when>
        <xsl:otherwise>
          <!-- What stands before a # gets one too, which nobody asks for. -->
          <xsl:for-each select="set:distinct(str:tokenize(translate(@who, '#', ' ')))">
            <turn who="{.}" in="{$place}{.}" of="{$of}" words="{$words}" body="{$body}">
              <xsl:if test="$alone"><xsl:attribute name="alone">yes</xsl:attribute></xsl:if>
            </turn>
          </xsl:for-each>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:for-each>
  </xsl:template>

  <!-- An <id>anna</id> for each of those who hold some speeches, in the order of the first. -->
  <xsl:template name="ids-of">
    <xsl:param name="of" select="$speeches"/>
    <xsl:variable name="all">
      <xsl:for-each select="set:distinct($of/@who)">
        <xsl:for-each select="str:tokenize(.)">
          <!-- As id-of-pointer, without the call. A lone "#" points at nobody. -->
          <xsl:if test=". != '#'">
            <id><xsl:value-of select="substring-after(concat(substring('#', 1, number(not(contains(., '#')))), .), '#')"/></id>
          </xsl:if>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:variable>
    <xsl:copy-of select="set:distinct(exsl:node-set($all)/id)"/>
  </xsl:template>

  <!-- What somebody is called: in the header, else by the label of the first speech that is his or hers
       alone. The context is in the document. -->
  <xsl:template name="speaker-name">
    <xsl:param name="id"/>
    <xsl:variable name="own">
      <xsl:for-each select="$shares"><xsl:value-of select="key('share', $id)[@alone != ''][1]/@alone"/></xsl:for-each>
    </xsl:variable>
    <xsl:variable name="first">
      <xsl:for-each select="$shares"><xsl:value-of select="key('share', $id)[1]/@first"/></xsl:for-each>
    </xsl:variable>
    <xsl:for-each select="key('speech-that-is', substring(concat($own, $first), 1,
        string-length($own) + string-length($first) * ($own = '')))">
      <xsl:call-template name="pointer-name">
        <xsl:with-param name="pointer" select="$id"/>
        <xsl:with-param name="alone" select="$own != ''"/>
      </xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== The cast ==== -->

  <xsl:variable name="turns-tree"><xsl:call-template name="turns"/></xsl:variable>
  <xsl:variable name="turns" select="exsl:node-set($turns-tree)"/>
  <xsl:variable name="shares-tree">
    <xsl:call-template name="shares"><xsl:with-param name="turns" select="$turns"/></xsl:call-template>
  </xsl:variable>
  <xsl:variable name="shares" select="exsl:node-set($shares-tree)"/>

  <xsl:variable name="cast-tree"><xsl:call-template name="cast"/></xsl:variable>
  <xsl:variable name="cast" select="exsl:node-set($cast-tree)"/>

  <xsl:template name="cast">
    <xsl:variable name="ids">
      <xsl:call-template name="ids-of">
        <xsl:with-param name="of" select="$body-speeches"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:for-each select="exsl:node-set($ids)/id">
      <xsl:variable name="n" select="position()"/>
      <xsl:variable name="id" select="string()"/>
      <xsl:for-each select="$header | /tei:TEI[not($header)]">
        <xsl:call-template name="cast-member">
          <xsl:with-param name="n" select="$n"/>
          <xsl:with-param name="id" select="$id"/>
        </xsl:call-template>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

  <!-- The context is in the document, so that its keys can be asked. -->
  <xsl:template name="cast-member">
    <xsl:param name="n"/>
    <xsl:param name="id"/>
    <xsl:variable name="person" select="key('person', $id)[1]"/>
    <xsl:variable name="sex">
      <xsl:call-template name="person-sex">
        <xsl:with-param name="person" select="$person"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="label">
      <xsl:call-template name="speaker-name"><xsl:with-param name="id" select="$id"/></xsl:call-template>
    </xsl:variable>
    <who n="{$n}" id="{$id}" label="{$label}" sex="{$sex}">
      <xsl:attribute name="type">
        <xsl:choose>
          <xsl:when test="$person/self::tei:personGrp">personGrp</xsl:when>
          <xsl:otherwise>person</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:for-each select="$shares">
        <xsl:variable name="own" select="key('body-share', concat('yes', $id))"/>
        <xsl:attribute name="speeches"><xsl:value-of select="sum($own/@speeches)"/></xsl:attribute>
        <xsl:attribute name="words"><xsl:value-of select="sum($own/@words)"/></xsl:attribute>
      </xsl:for-each>
    </who>
  </xsl:template>

  <!-- ==== Who speaks with whom ==== -->

  <xsl:variable name="scenes" select="$body//tei:div2[@type = 'scene']
      | $body//tei:div1[tei:sp or tei:u][not(tei:div2)]"/>
  <xsl:variable name="has-scenes" select="boolean($body//tei:div2[@type = 'scene'])"/>
  <xsl:variable name="has-parts" select="boolean($body//tei:div1)"/>
  <xsl:variable name="is-undivided" select="not($has-parts) and not($body//tei:div)"/>

  <xsl:variable name="segments" select="$body[$is-undivided]
      | $scenes[$has-scenes] | $body[not($has-scenes)]//tei:div1
      | $body[not($has-parts)]//tei:div[tei:sp or tei:u]"/>

  <!-- Who speaks in each segment, by number in the cast. -->
  <xsl:variable name="meetings-tree"><xsl:call-template name="meetings"/></xsl:variable>
  <xsl:variable name="meetings" select="exsl:node-set($meetings-tree)"/>

  <xsl:template name="meetings">
    <xsl:for-each select="$segments">
      <xsl:variable name="ids">
        <xsl:call-template name="ids-of">
          <xsl:with-param name="of" select=".//*[self::tei:sp or self::tei:u]"/>
        </xsl:call-template>
      </xsl:variable>
      <meeting>
        <xsl:for-each select="exsl:node-set($ids)/id">
          <xsl:variable name="id" select="string()"/>
          <xsl:for-each select="$cast"><n><xsl:value-of select="key('cast', $id)/@n"/></n></xsl:for-each>
        </xsl:for-each>
      </meeting>
    </xsl:for-each>
  </xsl:template>

  <!--
    Calls the template "edge", which the importing stylesheet has, with the ids of each two who share
    segments and how many they share: in the order of the cast, then of their meeting.
  -->
  <xsl:template name="edges">
    <xsl:for-each select="$cast/who">
      <xsl:variable name="n" select="number(@n)"/>
      <xsl:variable name="from" select="string(@id)"/>
      <xsl:variable name="met">
        <xsl:for-each select="$meetings">
          <xsl:for-each select="key('meetings-of', $n)">
            <xsl:copy-of select="n[. &gt; $n]"/>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:variable>
      <xsl:for-each select="set:distinct(exsl:node-set($met)/n)">
        <xsl:variable name="weight" select="count(key('met', .))"/>
        <xsl:variable name="to" select="string()"/>
        <xsl:for-each select="$cast">
          <xsl:call-template name="edge">
            <xsl:with-param name="from" select="$from"/>
            <xsl:with-param name="to" select="string(key('numbered', $to)/@id)"/>
            <xsl:with-param name="weight" select="$weight"/>
          </xsl:call-template>
        </xsl:for-each>
      </xsl:for-each>
    </xsl:for-each>
  </xsl:template>

</xsl:stylesheet>
