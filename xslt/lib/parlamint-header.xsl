<?xml version="1.0" encoding="UTF-8"?>
<!--
  parlamint-header.xsl: the header of a component of ParlaMint, and what is missing for it
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei exsl">

  <xsl:template name="tell">
    <xsl:if test="$id = '' and not(/tei:TEI/@xml:id)">
      <xsl:message><xsl:value-of select="concat('document: the document has no id; it is written as ', $document-id, ': give one with -p id=')"/></xsl:message>
    </xsl:if>
    <xsl:if test="$day = '0001-01-01'">
      <xsl:message>document: the document does not say the day of the sitting; it is written as 0001-01-01: give it with -p date=</xsl:message>
    </xsl:if>
    <xsl:if test="$url = '' and not($header//tei:idno[starts-with(., 'http')])">
      <xsl:message>document: the document has no address of its source; it is written as https://example.org/: give one with -p url=</xsl:message>
    </xsl:if>
    <xsl:if test="$publisher = '' and not(normalize-space($header/tei:fileDesc/tei:publicationStmt/tei:publisher))">
      <xsl:message>document: the document names no publisher: give one with -p publisher=</xsl:message>
    </xsl:if>
    <xsl:if test="not($header/tei:fileDesc/tei:publicationStmt//tei:licence[contains(., 'creativecommons.org/licenses/by/4.0') or contains(@target, 'creativecommons.org/licenses/by/4.0')])">
      <xsl:message>document: the schema knows one licence, CC BY 4.0, and it is written; the document does not say that it may be</xsl:message>
    </xsl:if>
    <xsl:variable name="several" select="count($speeches[contains(normalize-space(@who), ' ')])"/>
    <xsl:if test="$several">
      <xsl:message><xsl:value-of select="concat('document: ', $several, ' speeches are held by several; who names the first, the label all of them')"/></xsl:message>
    </xsl:if>
    <xsl:if test="$speeches and $chair = '' and not($speeches[contains(concat(' ', normalize-space(@ana), ' '), ' #chair ')])
        and not($header//tei:person[@role = 'chair' or @role = 'president' or @role = 'speaker'
        or tei:affiliation/@role = 'chair' or tei:affiliation/@role = 'president'])">
      <xsl:message>document: nobody is known to preside, and no speech is #chair: give the ids of those who do with -p chair=</xsl:message>
    </xsl:if>
    <xsl:if test="not($speeches)"><xsl:message>document: nobody speaks in this document</xsl:message></xsl:if>
  </xsl:template>

  <!-- ==== The header ==== -->

  <xsl:template name="header">
    <xsl:param name="body"/>
    <xsl:variable name="line"><xsl:call-template name="one-line"><xsl:with-param name="text" select="$title"/></xsl:call-template></xsl:variable>
    <xsl:variable name="texts"><xsl:for-each select="$speeches"><s><xsl:call-template name="speech-words">
      <xsl:with-param name="text"><xsl:call-template name="speech-text"/></xsl:with-param></xsl:call-template></s></xsl:for-each></xsl:variable>
    <teiHeader>
      <fileDesc>
        <titleStmt>
          <title type="main"><xsl:value-of select="$line"/></title>
          <xsl:if test="$subtitle != ''">
            <title type="sub"><xsl:call-template name="one-line"><xsl:with-param name="text" select="$subtitle"/></xsl:call-template></title>
          </xsl:if>
          <xsl:call-template name="meetings"/>
        </titleStmt>
        <editionStmt>
          <edition>
            <xsl:choose>
              <xsl:when test="normalize-space($header/tei:fileDesc/tei:editionStmt/tei:edition)">
                <xsl:value-of select="normalize-space($header/tei:fileDesc/tei:editionStmt/tei:edition[1])"/>
              </xsl:when>
              <xsl:otherwise>unpublished</xsl:otherwise>
            </xsl:choose>
          </edition>
        </editionStmt>
        <extent>
          <measure unit="speeches" quantity="{count($speeches)}"><xsl:value-of select="concat(count($speeches), ' speeches')"/></measure>
          <xsl:variable name="words" select="sum(exsl:node-set($texts)/*)"/>
          <measure unit="words" quantity="{$words}"><xsl:value-of select="concat($words, ' words')"/></measure>
        </extent>
        <publicationStmt>
          <publisher>
            <xsl:choose>
              <xsl:when test="$publisher != ''"><xsl:value-of select="$publisher"/></xsl:when>
              <xsl:when test="normalize-space($header/tei:fileDesc/tei:publicationStmt/tei:publisher)">
                <xsl:value-of select="normalize-space($header/tei:fileDesc/tei:publicationStmt/tei:publisher[1])"/>
              </xsl:when>
              <xsl:otherwise>unknown</xsl:otherwise>
            </xsl:choose>
          </publisher>
          <xsl:call-template name="address"/>
          <availability status="free">
            <licence>http://creativecommons.org/licenses/by/4.0/</licence>
            <p>This work is licensed under the Creative Commons Attribution 4.0 International License.</p>
          </availability>
          <xsl:call-template name="published"/>
        </publicationStmt>
        <sourceDesc>
          <bibl>
            <title><xsl:value-of select="$line"/></title>
            <xsl:call-template name="address"/>
            <xsl:call-template name="day"/>
          </bibl>
        </sourceDesc>
      </fileDesc>
      <encodingDesc>
        <projectDesc><p>Encoded as ParlaMint does, by Stenogram from a transcript.</p></projectDesc>
        <tagsDecl>
          <namespace name="http://www.tei-c.org/ns/1.0">
            <tagUsage gi="text" occurs="1"/>
            <tagUsage gi="body" occurs="1"/>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'div'"/><xsl:with-param name="n" select="count($body//tei:div)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'head'"/><xsl:with-param name="n" select="count($body//tei:head)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'note'"/><xsl:with-param name="n" select="count($body//tei:note)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'u'"/><xsl:with-param name="n" select="count($body//tei:u)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'seg'"/><xsl:with-param name="n" select="count($body//tei:seg)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'kinesic'"/><xsl:with-param name="n" select="count($body//tei:kinesic)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'vocal'"/><xsl:with-param name="n" select="count($body//tei:vocal)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'incident'"/><xsl:with-param name="n" select="count($body//tei:incident)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'gap'"/><xsl:with-param name="n" select="count($body//tei:gap)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'desc'"/><xsl:with-param name="n" select="count($body//tei:desc)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'pb'"/><xsl:with-param name="n" select="count($body//tei:pb)"/></xsl:call-template>
          </namespace>
        </tagsDecl>
      </encodingDesc>
      <profileDesc>
        <settingDesc>
          <setting>
            <xsl:variable name="places" select="$settings//*[self::tei:placeName or self::tei:name or self::tei:settlement or self::tei:locale][normalize-space()][not(*)]"/>
            <xsl:for-each select="$places">
              <name><xsl:call-template name="one-line"/></name>
            </xsl:for-each>
            <xsl:if test="not($places)"><name><xsl:value-of select="$line"/></name></xsl:if>
            <xsl:call-template name="day"/>
          </setting>
        </settingDesc>
      </profileDesc>
    </teiHeader>
  </xsl:template>

  <xsl:template name="usage">
    <xsl:param name="gi"/>
    <xsl:param name="n"/>
    <xsl:if test="$n"><tagUsage gi="{$gi}" occurs="{$n}"/></xsl:if>
  </xsl:template>

  <!-- The meetings that the document holds: its sittings or sessions, else itself. -->
  <xsl:template name="meetings">
    <xsl:variable name="known" select="$header/tei:fileDesc/tei:titleStmt/tei:meeting[@ana]"/>
    <xsl:variable name="parts" select="/tei:TEI/tei:text//tei:body/tei:div[@type = 'sitting'
        or @type = 'session' or @type = 'meeting']"/>
    <xsl:for-each select="$known">
      <meeting><xsl:copy-of select="@n | @ana | @corresp"/><xsl:call-template name="one-line"/></meeting>
    </xsl:for-each>
    <xsl:if test="not($known)">
      <xsl:for-each select="$parts">
        <xsl:variable name="name"><xsl:call-template name="division-name"/></xsl:variable>
        <meeting n="{$name}" ana="#parla.{@type}">
          <xsl:call-template name="one-line"><xsl:with-param name="text" select="$name"/></xsl:call-template>
        </meeting>
      </xsl:for-each>
      <xsl:if test="not($parts)">
        <meeting ana="#parla.sitting"><xsl:call-template name="one-line"><xsl:with-param name="text" select="$title"/></xsl:call-template></meeting>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <xsl:template name="address">
    <xsl:variable name="known" select="normalize-space($header/tei:fileDesc//tei:idno[starts-with(normalize-space(), 'http')][1])"/>
    <idno type="URI">
      <xsl:choose>
        <xsl:when test="$url != ''"><xsl:value-of select="$url"/></xsl:when>
        <xsl:when test="$known != '' and not(contains($known, ' '))"><xsl:value-of select="$known"/></xsl:when>
        <xsl:otherwise>https://example.org/</xsl:otherwise>
      </xsl:choose>
    </idno>
  </xsl:template>

  <!-- One day, or the first and the last of several. -->
  <xsl:template name="day">
    <xsl:variable name="last" select="$days[last()]"/>
    <date>
      <xsl:choose>
        <xsl:when test="$date = '' and $last and string($last) &gt; '' and $last != $day
            and translate($last, '-', '') &gt; translate($day, '-', '')">
          <xsl:attribute name="from"><xsl:value-of select="$day"/></xsl:attribute>
          <xsl:attribute name="to"><xsl:value-of select="$last"/></xsl:attribute>
          <xsl:value-of select="concat($day, ' – ', $last)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="when"><xsl:value-of select="$day"/></xsl:attribute>
          <xsl:value-of select="$day"/>
        </xsl:otherwise>
      </xsl:choose>
    </date>
  </xsl:template>

  <xsl:template name="published">
    <xsl:variable name="known" select="$header/tei:fileDesc/tei:publicationStmt//tei:date/@when"/>
    <xsl:variable name="when">
      <xsl:choose>
        <xsl:when test="$known"><xsl:value-of select="$known[1]"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$day"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <date when="{$when}"><xsl:value-of select="$when"/></date>
  </xsl:template>

</xsl:stylesheet>
