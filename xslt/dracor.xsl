<?xml version="1.0" encoding="UTF-8"?>
<!--
  dracor.xsl: TEI of a play, as DraCor's schema (1.6) wants it

  The text stays as it is but for what the schema does not know: page furniture is left out, words
  supplied by an editor stand without their element, settings and the description of a manuscript go
  (the latter into a note on the source). The root gets an id and a type, the source becomes a
  bibl of type originalSource, sexes are written as DraCor writes them. What DraCor wants and the
  document does not say is told by messages and left open.

  Parameters:
    id  the id of the play in its corpus, such as ger000123; else the document's own, else play000000
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei steno"
    xmlns:steno="stenogram:transform">

  <xsl:import href="lib/speech.xsl"/>
  <steno:format extension="xml">TEI as DraCor wants it</steno:format>
  <!-- Laid out as the source is. -->
  <xsl:preserve-space elements="*"/>
  <xsl:output method="xml" encoding="UTF-8"/>

  <xsl:param name="id" select="''"/>

  <xsl:template match="/">
    <xsl:call-template name="tell"/>
    <xsl:apply-templates select="tei:TEI"/>
  </xsl:template>

  <!-- ==== What is missing is said ==== -->

  <xsl:template name="tell">
    <xsl:if test="$id != '' and translate($id, 'abcdefghijklmnopqrstuvwxyz0123456789-_', '') != ''">
      <xsl:message terminate="yes">id=: an id has letters from a to z and digits, such as ger000123</xsl:message>
    </xsl:if>
    <xsl:if test="$id = '' and not(/tei:TEI/@xml:id)">
      <xsl:message>document: the play has no id of DraCor; it is written as play000000: give one with -p id=</xsl:message>
    </xsl:if>
    <xsl:if test="not($speeches[self::tei:sp])">
      <xsl:message>document: there is no speech (sp) in the document: DraCor can make no network of it</xsl:message>
    </xsl:if>
    <xsl:if test="not(/tei:TEI/tei:text//tei:body//tei:div)">
      <xsl:message>document: the text has no division (div): DraCor takes it for one segment</xsl:message>
    </xsl:if>
    <xsl:variable name="nobody" select="count($speeches[self::tei:sp][not(normalize-space(@who))])"/>
    <xsl:if test="$nobody">
      <xsl:message><xsl:value-of select="concat('document: ', $nobody, ' speeches name nobody in @who: DraCor passes over them')"/></xsl:message>
    </xsl:if>
    <xsl:variable name="people" select="$header//tei:particDesc//*[self::tei:person or self::tei:personGrp]"/>
    <xsl:variable name="sexless" select="count($people[not(@sex) and not(tei:sex)])"/>
    <xsl:if test="$sexless">
      <xsl:message><xsl:value-of select="concat('document: ', $sexless, ' of ', count($people), ' people have no @sex (MALE, FEMALE, UNKNOWN)')"/></xsl:message>
    </xsl:if>
    <xsl:if test="not($header/tei:fileDesc/tei:titleStmt/tei:author)">
      <xsl:message>document: the header names no author</xsl:message>
    </xsl:if>
  </xsl:template>

  <!-- ==== The text, as it is ==== -->

  <xsl:template match="@* | node()">
    <xsl:copy><xsl:apply-templates select="@* | node()"/></xsl:copy>
  </xsl:template>

  <xsl:template match="tei:TEI">
    <TEI type="dracor">
      <xsl:apply-templates select="@*[name() != 'type']"/>
      <xsl:attribute name="xml:id">
        <xsl:choose>
          <xsl:when test="$id != ''"><xsl:value-of select="$id"/></xsl:when>
          <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
          <xsl:otherwise>play000000</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:apply-templates select="node()"/>
    </TEI>
  </xsl:template>

  <xsl:template match="tei:fw | tei:settingDesc | tei:recordingStmt | tei:text//processing-instruction()"/>
  <xsl:template match="tei:supplied | tei:stamp"><xsl:apply-templates/></xsl:template>

  <!-- How long a cue lasts: no play has it. -->
  <xsl:template match="tei:time/@dur"/>

  <!-- Empty blocks that furniture leaves behind, and blocks that were empty. -->
  <xsl:template match="tei:p[not(normalize-space())][not(*[not(self::tei:fw)])][following-sibling::tei:p
      or preceding-sibling::tei:*]"/>

  <!-- ==== The header ==== -->

  <!-- The one original source: all that the document says of where it comes from. -->
  <xsl:template match="tei:teiHeader/tei:fileDesc/tei:sourceDesc">
    <sourceDesc>
      <xsl:if test="not(.//tei:bibl[@type = 'originalSource'])">
        <bibl type="originalSource">
          <title><xsl:value-of select="$title"/></title>
          <xsl:for-each select="$header/tei:fileDesc/tei:titleStmt/tei:author">
            <author><xsl:value-of select="normalize-space((tei:persName | tei:name | self::*[not(*)])[1])"/></author>
          </xsl:for-each>
          <xsl:for-each select="tei:p[normalize-space()] | tei:msDesc[normalize-space()] | tei:ab[normalize-space()]">
            <note>
              <xsl:for-each select=".//text()[normalize-space()]">
                <xsl:if test="position() != 1"><xsl:text> </xsl:text></xsl:if>
                <xsl:value-of select="normalize-space()"/>
              </xsl:for-each>
            </note>
          </xsl:for-each>
        </bibl>
      </xsl:if>
      <xsl:apply-templates select="*[not(self::tei:p or self::tei:ab or self::tei:msDesc)]"/>
    </sourceDesc>
  </xsl:template>

  <!-- FEMALE, MALE or UNKNOWN; several for a group. -->
  <xsl:template match="tei:person/@sex | tei:personGrp/@sex">
    <xsl:attribute name="sex"><xsl:call-template name="dracor-sex"/></xsl:attribute>
  </xsl:template>
  <xsl:template match="tei:person[not(@sex)][tei:sex] | tei:personGrp[not(@sex)][tei:sex]">
    <xsl:copy>
      <xsl:apply-templates select="@*"/>
      <xsl:attribute name="sex">
        <xsl:call-template name="dracor-sex">
          <xsl:with-param name="sex" select="normalize-space((tei:sex/@value | tei:sex[not(@value)])[1])"/>
        </xsl:call-template>
      </xsl:attribute>
      <xsl:apply-templates select="node()[not(self::tei:sex)]"/>
    </xsl:copy>
  </xsl:template>

  <xsl:template name="dracor-sex">
    <xsl:param name="sex" select="."/>
    <xsl:variable name="s" select="concat(' ', translate($sex, 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), ' ')"/>
    <xsl:choose>
      <xsl:when test="contains(' F W 2 FEMALE WOMAN ', $s)">FEMALE</xsl:when>
      <xsl:when test="contains(' M 1 MALE MAN ', $s)">MALE</xsl:when>
      <xsl:when test="contains(normalize-space($s), ' ')"><xsl:value-of select="normalize-space($s)"/></xsl:when>
      <xsl:otherwise>UNKNOWN</xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
