<?xml version="1.0" encoding="UTF-8"?>
<!--
  people.xsl: the names of people

  @who is a list of pointers ("#deng #kozlov"). A pointer to nobody in the header still names a
  speaker: then the printed label, or the pointer itself, has to do.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="tei str">

  <!-- The name of a person or a group. -->
  <xsl:template name="person-name">
    <xsl:param name="person" select="."/>
    <xsl:choose>
      <xsl:when test="normalize-space($person/tei:persName[1])">
        <xsl:value-of select="normalize-space($person/tei:persName[1])"/>
      </xsl:when>
      <xsl:when test="normalize-space($person/tei:name[1])">
        <xsl:value-of select="normalize-space($person/tei:name[1])"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$person/@xml:id"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The name of the organisation that an affiliation is to: its words, else the organisation's. -->
  <xsl:template name="affiliation-name">
    <xsl:param name="affiliation" select="."/>
    <xsl:variable name="organisation"
        select="key('organisation', substring-after($affiliation/@ref, '#'))[1]"/>
    <xsl:choose>
      <xsl:when test="normalize-space($affiliation)">
        <xsl:value-of select="normalize-space($affiliation)"/>
      </xsl:when>
      <xsl:when test="normalize-space($organisation/tei:orgName[1])">
        <xsl:value-of select="normalize-space($organisation/tei:orgName[1])"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="substring-after($affiliation/@ref, '#')"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The printed label of a speech without its final colon, full stop or dash: "Deng". -->
  <xsl:template name="printed-label">
    <xsl:variable name="label">
      <xsl:apply-templates select="tei:speaker" mode="label"/>
      <xsl:if test="self::tei:u">
        <xsl:apply-templates select="preceding-sibling::*[1]/self::tei:note
            [@type = 'speaker']/node()" mode="label"/>
      </xsl:if>
    </xsl:variable>
    <xsl:call-template name="without-final-mark">
      <xsl:with-param name="text" select="normalize-space($label)"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="without-final-mark">
    <xsl:param name="text"/>
    <xsl:variable name="last" select="substring($text, string-length($text))"/>
    <xsl:choose>
      <xsl:when test="$last != '' and contains(':.,;–—-：。 ', $last)">
        <xsl:call-template name="without-final-mark">
          <xsl:with-param name="text"
              select="substring($text, 1, string-length($text) - 1)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Who holds the speech that is the context: names joined by "; ", else the printed label. -->
  <xsl:template name="speaker-names">
    <xsl:choose>
      <!-- One alone needs no list, which not every processor has. -->
      <xsl:when test="normalize-space(@who) and not(contains(normalize-space(@who), ' '))">
        <xsl:call-template name="pointer-name">
          <xsl:with-param name="pointer" select="normalize-space(@who)"/>
          <xsl:with-param name="alone" select="true()"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="normalize-space(@who)">
        <xsl:call-template name="names-of-pointers">
          <xsl:with-param name="pointers" select="normalize-space(@who)"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="printed-label"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The context is the speech, also for each name: the keys are those of its document. -->
  <xsl:template name="names-of-pointers">
    <xsl:param name="pointers"/>
    <xsl:variable name="speech" select="."/>
    <xsl:variable name="alone" select="@who and not(contains(normalize-space(@who), ' '))"/>
    <xsl:choose>
      <xsl:when test="function-available('str:tokenize')">
        <xsl:for-each select="str:tokenize($pointers)">
          <xsl:variable name="pointer" select="string()"/>
          <xsl:if test="position() != 1"><xsl:text>; </xsl:text></xsl:if>
          <xsl:for-each select="$speech">
            <xsl:call-template name="pointer-name">
              <xsl:with-param name="pointer" select="$pointer"/>
              <xsl:with-param name="alone" select="$alone"/>
            </xsl:call-template>
          </xsl:for-each>
        </xsl:for-each>
      </xsl:when>
      <!-- A processor without lists: one after the other. -->
      <xsl:otherwise>
        <xsl:call-template name="pointer-name">
          <xsl:with-param name="pointer" select="substring-before(concat($pointers, ' '), ' ')"/>
          <xsl:with-param name="alone" select="$alone"/>
        </xsl:call-template>
        <xsl:if test="contains($pointers, ' ')">
          <xsl:text>; </xsl:text>
          <xsl:call-template name="names-of-pointers">
            <xsl:with-param name="pointers" select="substring-after($pointers, ' ')"/>
          </xsl:call-template>
        </xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The sex of a person, as the header says it: @sex, <sex value="F"/> or <sex>female</sex>. -->
  <xsl:template name="person-sex">
    <xsl:param name="person" select="."/>
    <xsl:variable name="sex" select="($person/@sex | $person/tei:sex/@value
        | $person/tei:sex[not(@value)] | $person/@gender)[1]"/>
    <xsl:value-of select="normalize-space($sex)"/>
  </xsl:template>

  <!-- "anna" of "#anna" and of "people.xml#anna". -->
  <xsl:template name="id-of-pointer">
    <xsl:param name="pointer"/>
    <xsl:choose>
      <xsl:when test="contains($pointer, '#')">
        <xsl:value-of select="substring-after($pointer, '#')"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$pointer"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The ids of those who hold the speech that is the context, separated by blanks: "anna boris". -->
  <xsl:template name="speaker-ids">
    <xsl:variable name="pointers" select="normalize-space(@who)"/>
    <xsl:choose>
      <xsl:when test="contains($pointers, ' ')">
        <xsl:variable name="ids">
          <xsl:for-each select="str:tokenize($pointers)">
            <xsl:variable name="id">
              <xsl:call-template name="id-of-pointer">
                <xsl:with-param name="pointer" select="string()"/>
              </xsl:call-template>
            </xsl:variable>
            <xsl:if test="$id != ''"><xsl:value-of select="concat($id, ' ')"/></xsl:if>
          </xsl:for-each>
        </xsl:variable>
        <xsl:value-of select="normalize-space($ids)"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="id-of-pointer">
          <xsl:with-param name="pointer" select="$pointers"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- `alone`: the context is a speech of this one person, so that its label can stand in. -->
  <xsl:template name="pointer-name">
    <xsl:param name="pointer"/>
    <xsl:param name="alone" select="false()"/>
    <xsl:variable name="id">
      <xsl:call-template name="id-of-pointer">
        <xsl:with-param name="pointer" select="$pointer"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="person" select="key('person', string($id))[1]"/>
    <xsl:variable name="label">
      <xsl:if test="$alone and not($person)"><xsl:call-template name="printed-label"/></xsl:if>
    </xsl:variable>
    <xsl:choose>
      <xsl:when test="$person">
        <xsl:call-template name="person-name">
          <xsl:with-param name="person" select="$person"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:when test="string($label) != ''"><xsl:value-of select="$label"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$id"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
