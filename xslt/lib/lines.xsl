<?xml version="1.0" encoding="UTF-8"?>
<!--
  lines.xsl: what is said in a speech, paragraph by paragraph and verse by verse

  The words are those of lib/speech.xsl; here they are parted: each paragraph, line of verse, item of
  a list or row of a table is a <line type="p|l">, without white space at its ends and with no line
  end in it. What stands in a speech beside its blocks is a line too.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei exsl">

  <xsl:import href="speech.xsl"/>

  <!-- The lines of the speech that is the context. -->
  <xsl:template name="speech-lines">
    <xsl:apply-templates mode="said-line"/>
  </xsl:template>

  <!-- The lines of a tree, each after a line feed. -->
  <xsl:template name="join-lines">
    <xsl:param name="lines"/>
    <xsl:for-each select="exsl:node-set($lines)/line">
      <xsl:value-of select="concat('&#10;', .)"/>
    </xsl:for-each>
  </xsl:template>

  <xsl:template match="node()" mode="said-line" name="said-line">
    <xsl:variable name="words"><xsl:apply-templates select="." mode="spoken"/></xsl:variable>
    <xsl:variable name="line" select="normalize-space($words)"/>
    <xsl:if test="$line != ''">
      <line>
        <xsl:attribute name="type">
          <xsl:choose>
            <xsl:when test="self::tei:l">l</xsl:when>
            <xsl:otherwise>p</xsl:otherwise>
          </xsl:choose>
        </xsl:attribute>
        <xsl:value-of select="$line"/>
      </line>
    </xsl:if>
  </xsl:template>

  <!-- What holds blocks is looked into, whatever it is; what nobody said stays unsaid. -->
  <xsl:template match="*[tei:p or tei:l or tei:lg or tei:ab or tei:item or tei:row]"
      mode="said-line" priority="1">
    <xsl:apply-templates mode="said-line"/>
  </xsl:template>

  <xsl:template match="tei:p | tei:l" mode="said-line" priority="2">
    <xsl:call-template name="said-line"/>
  </xsl:template>

  <xsl:template mode="said-line" priority="3" match="tei:stage | tei:note | tei:figure | tei:del
      | tei:surplus"/>

  <xsl:template match="comment() | processing-instruction()" mode="said-line"/>

</xsl:stylesheet>
