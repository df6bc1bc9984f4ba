<?xml version="1.0" encoding="UTF-8"?>
<!--
  parlamint-meta.xsl: the table of a component's speeches that ParlaMint calls -meta.tsv

  Tab-separated, one row a speech; a cell without a value is "-". Text_ID and ID are those that the
  format parlamint writes. Of several
  documents a column before them names the document: those of which nobody knows the day have the same
  Text_ID.

  Parameters: id, date and chair, see lib/parlamint.xsl, and
    raw  "yes": cells that a spreadsheet would run as a formula are left as they are
    document, joined: see lib/joined.xsl
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei steno"
    xmlns:steno="stenogram:transform">

  <xsl:import href="lib/parlamint.xsl"/>
  <xsl:import href="lib/joined.xsl"/>
  <steno:format extension="tsv" kind="table">A table of the speeches, as ParlaMint has it</steno:format>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:param name="raw" select="'no'"/>

  <xsl:variable name="document-title">
    <!-- A title that stands in for one is none. -->
    <xsl:if test="normalize-space($header/tei:fileDesc/tei:titleStmt/tei:title)">
      <xsl:call-template name="one-line"><xsl:with-param name="text" select="$title"/></xsl:call-template>
    </xsl:if>
  </xsl:variable>
  <xsl:variable name="meeting" select="$header/tei:fileDesc/tei:titleStmt/tei:meeting"/>
  <xsl:variable name="language-name">
    <xsl:variable name="known" select="$header/tei:profileDesc/tei:langUsage/tei:language[@ident = string($language)]"/>
    <xsl:choose>
      <xsl:when test="normalize-space($known[1])"><xsl:value-of select="normalize-space($known[1])"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$language"/></xsl:otherwise>
    </xsl:choose>
  </xsl:variable>

  <xsl:template match="/">
    <xsl:if test="$joined = 'yes'"><xsl:text>document&#9;</xsl:text></xsl:if>
    <xsl:value-of select="translate('Text_ID ID Title Date Body Term Session Meeting Sitting Agenda Subcorpus Lang Speaker_role Speaker_MP Speaker_minister Speaker_party Speaker_party_name Party_status Party_orientation Speaker_ID Speaker_name Speaker_gender Speaker_birth', ' ', '&#9;')"/>
    <xsl:text>&#10;</xsl:text>
    <xsl:for-each select="$speeches"><row><xsl:call-template name="row"/></row></xsl:for-each>
  </xsl:template>

  <xsl:template name="row">
    <xsl:variable name="id">
      <xsl:call-template name="id-of-pointer">
        <xsl:with-param name="pointer" select="substring-before(concat(normalize-space(@who), ' '), ' ')"/>
      </xsl:call-template>
    </xsl:variable>
    <xsl:variable name="person" select="key('person', string($id))[1]"/>
    <xsl:variable name="day-here"><xsl:call-template name="speech-date"/></xsl:variable>
    <xsl:variable name="role"><xsl:call-template name="speaker-role"/></xsl:variable>
    <xsl:variable name="names"><xsl:call-template name="speaker-names"/></xsl:variable>
    <xsl:variable name="party" select="$person/tei:affiliation[key('organisation', substring-after(@ref, '#'))
        [@role = 'party' or @role = 'politicalParty' or @role = 'parliamentaryGroup']][1]"/>
    <xsl:variable name="sex" select="translate(substring(($person/@sex | $person/tei:sex/@value | $person/tei:sex)[1], 1, 1), 'fmw', 'FMF')"/>
    <xsl:if test="$joined = 'yes'">
      <xsl:call-template name="value"><xsl:with-param name="text" select="$document"/></xsl:call-template>
      <xsl:text>&#9;</xsl:text>
    </xsl:if>
    <xsl:call-template name="value"><xsl:with-param name="text" select="$document-id"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="translate(@xml:id, ' ', '_')"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$document-title"/></xsl:call-template>
    <xsl:call-template name="cell">
      <xsl:with-param name="text">
        <xsl:choose>
          <xsl:when test="$day-here != ''"><xsl:value-of select="$day-here"/></xsl:when>
          <xsl:when test="$day != '0001-01-01'"><xsl:value-of select="$day"/></xsl:when>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="cell">
      <xsl:with-param name="text">
        <xsl:choose>
          <xsl:when test="$meeting[contains(@ana, '#parla.lower')]">Lower house</xsl:when>
          <xsl:when test="$meeting[contains(@ana, '#parla.upper')]">Upper house</xsl:when>
          <xsl:when test="$meeting[contains(@ana, '#parla.uni')]">Unicameralism</xsl:when>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="level"><xsl:with-param name="level" select="'term'"/></xsl:call-template>
    <xsl:call-template name="level"><xsl:with-param name="level" select="'session'"/></xsl:call-template>
    <xsl:call-template name="level"><xsl:with-param name="level" select="'meeting'"/></xsl:call-template>
    <xsl:call-template name="level"><xsl:with-param name="level" select="'sitting'"/></xsl:call-template>
    <xsl:call-template name="level"><xsl:with-param name="level" select="'agenda'"/></xsl:call-template>
    <xsl:call-template name="cell">
      <xsl:with-param name="text">
        <xsl:choose>
          <xsl:when test="contains(/tei:TEI/@ana, '#covid')">COVID</xsl:when>
          <xsl:when test="contains(/tei:TEI/@ana, '#war')">War</xsl:when>
          <xsl:when test="contains(/tei:TEI/@ana, '#reference')">Reference</xsl:when>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$language-name"/></xsl:call-template>
    <xsl:call-template name="cell">
      <xsl:with-param name="text">
        <xsl:choose>
          <xsl:when test="$role = 'chair'">Chairperson</xsl:when>
          <xsl:when test="$role = 'guest'">Guest</xsl:when>
          <xsl:otherwise>Regular</xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
    <!-- Of somebody who is not in the header nothing is known. -->
    <xsl:call-template name="cell">
      <xsl:with-param name="text">
        <xsl:choose>
          <xsl:when test="$person/tei:affiliation[key('organisation', substring-after(@ref, '#'))/@role = 'parliament']
              or $party[@role = 'member']">MP</xsl:when>
          <xsl:when test="$person/tei:affiliation">notMP</xsl:when>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="cell">
      <xsl:with-param name="text">
        <xsl:choose>
          <xsl:when test="$person/tei:affiliation[@role = 'minister']">Minister</xsl:when>
          <xsl:when test="$person/tei:affiliation">notMinister</xsl:when>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:variable name="organisation" select="key('organisation', substring-after($party/@ref, '#'))[1]"/>
    <xsl:call-template name="cell">
      <xsl:with-param name="text">
        <xsl:choose>
          <xsl:when test="$organisation/tei:orgName[@full = 'abb']"><xsl:value-of select="$organisation/tei:orgName[@full = 'abb'][1]"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="substring-after($party/@ref, '#')"/></xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="cell">
      <xsl:with-param name="text">
        <xsl:if test="$party"><xsl:call-template name="affiliation-name"><xsl:with-param name="affiliation" select="$party"/></xsl:call-template></xsl:if>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="cell"/>
    <xsl:call-template name="cell"/>
    <xsl:call-template name="cell">
      <xsl:with-param name="text">
        <xsl:value-of select="$id"/>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$names"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="substring($sex, 1, number($sex = 'F' or $sex = 'M'))"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="substring(($person/tei:birth/@when | $person/tei:birth/tei:date/@when)[1], 1, 4)"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Term, session, meeting, sitting, agenda: of the division around the speech that is one, else of
       the header's meeting. -->
  <xsl:template name="level">
    <xsl:param name="level"/>
    <xsl:variable name="division" select="ancestor::tei:div[@type = $level][1]"/>
    <xsl:variable name="told" select="$meeting[contains(concat(@ana, ' '), concat('#parla.', $level, ' '))][1]"/>
    <xsl:call-template name="cell">
      <xsl:with-param name="text">
        <xsl:choose>
          <xsl:when test="$division"><xsl:for-each select="$division"><xsl:call-template name="division-name"/></xsl:for-each></xsl:when>
          <xsl:when test="$told/@n"><xsl:value-of select="$told/@n"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="$told"/></xsl:otherwise>
        </xsl:choose>
      </xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="cell">
    <xsl:param name="text"/>
    <xsl:text>&#9;</xsl:text>
    <xsl:call-template name="value"><xsl:with-param name="text" select="$text"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="value">
    <xsl:param name="text"/>
    <xsl:variable name="line"><xsl:call-template name="one-line"><xsl:with-param name="text" select="$text"/></xsl:call-template></xsl:variable>
    <xsl:choose>
      <xsl:when test="$line = ''">-</xsl:when>
      <xsl:when test="$raw != 'yes' and $line != '-' and contains('=+-@＝＋－＠', substring($line, 1, 1))">
        <xsl:value-of select="concat(&quot;'&quot;, $line)"/>
      </xsl:when>
      <xsl:otherwise><xsl:value-of select="$line"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
