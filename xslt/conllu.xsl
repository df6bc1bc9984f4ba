<?xml version="1.0" encoding="UTF-8"?>
<!--
  conllu.xsl: speeches as CoNLL-U, sentences and tokens alone

  A document is a newdoc, a speech a newpar, with its speaker in a comment. Of the ten columns ID, FORM
  and MISC (SpaceAfter=No) are filled; a parser fills the others. "text" is the tokens, joined as MISC says.
  The parameters are those of lib/tokens.xsl.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="tei steno">

  <xsl:import href="lib/tokens.xsl"/>

  <steno:format extension="conllu" kind="lines">Sentences and words for parsers (CoNLL-U)</steno:format>

  <xsl:template match="/">
    <xsl:call-template name="check-who"><xsl:with-param name="who" select="$who"/></xsl:call-template>
    <xsl:variable name="first">
      <xsl:call-template name="first-spoken"><xsl:with-param name="among" select="$chosen"/></xsl:call-template>
    </xsl:variable>
    <xsl:for-each select="$chosen">
      <!-- Not written; it keeps the result from being one text. -->
      <speech>
        <xsl:if test="generate-id() = $first">
          <xsl:value-of select="concat('# newdoc id = ', $document-id, '&#10;')"/>
        </xsl:if>
        <xsl:call-template name="speech"/>
      </speech>
    </xsl:for-each>
  </xsl:template>

  <!-- The generated id of the first speech with words: of one half of them, else of the other. -->
  <xsl:template name="first-spoken">
    <xsl:param name="among"/>
    <xsl:variable name="half" select="floor(count($among) div 2)"/>
    <xsl:choose>
      <xsl:when test="not($among)"/>
      <xsl:when test="$half = 0">
        <xsl:for-each select="$among">
          <xsl:variable name="text"><xsl:call-template name="text-for-tokens"/></xsl:variable>
          <xsl:if test="steno:tokens($text, '')"><xsl:value-of select="generate-id()"/></xsl:if>
        </xsl:for-each>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="found">
          <xsl:call-template name="first-spoken">
            <xsl:with-param name="among" select="$among[position() &lt;= $half]"/>
          </xsl:call-template>
        </xsl:variable>
        <xsl:choose>
          <xsl:when test="$found != ''"><xsl:value-of select="$found"/></xsl:when>
          <xsl:otherwise>
            <xsl:call-template name="first-spoken">
              <xsl:with-param name="among" select="$among[position() &gt; $half]"/>
            </xsl:call-template>
          </xsl:otherwise>
        </xsl:choose>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="speech">
    <xsl:variable name="text"><xsl:call-template name="text-for-tokens"/></xsl:variable>
    <xsl:variable name="tag"><xsl:call-template name="language-here"/></xsl:variable>
    <xsl:variable name="sentences" select="steno:tokens($text, string($tag))"/>
    <xsl:if test="$sentences">
      <xsl:variable name="id">
        <xsl:choose>
          <xsl:when test="@xml:id"><xsl:value-of select="@xml:id"/></xsl:when>
          <xsl:otherwise><xsl:value-of select="concat('speech-', position())"/></xsl:otherwise>
        </xsl:choose>
      </xsl:variable>
      <xsl:variable name="speaker"><xsl:call-template name="speaker-names"/></xsl:variable>
      <xsl:value-of select="concat('# newpar id = ', $document-id, '.', $id, '&#10;')"/>
      <xsl:if test="normalize-space($speaker) != ''">
        <xsl:value-of select="concat('# speaker = ', normalize-space(translate($speaker,
            concat($line-ends-of-others, $turning), '   ')),
            '&#10;')"/>
      </xsl:if>
      <xsl:for-each select="$sentences">
        <xsl:value-of select="concat('# sent_id = ', $document-id, '.', $id, '.', position(),
            '&#10;# text = ')"/>
        <xsl:for-each select="*">
          <xsl:value-of select="."/>
          <xsl:if test="not(@join) and position() != last()"><xsl:text> </xsl:text></xsl:if>
        </xsl:for-each>
        <xsl:text>&#10;</xsl:text>
        <xsl:for-each select="*">
          <xsl:value-of select="concat(position(), '&#9;', .,
              '&#9;_&#9;_&#9;_&#9;_&#9;_&#9;_&#9;_&#9;')"/>
          <xsl:choose>
            <xsl:when test="@join"><xsl:text>SpaceAfter=No&#10;</xsl:text></xsl:when>
            <xsl:otherwise><xsl:text>_&#10;</xsl:text></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
        <xsl:text>&#10;</xsl:text>
      </xsl:for-each>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
