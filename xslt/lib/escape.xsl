<?xml version="1.0" encoding="UTF-8"?>
<!--
  escape.xsl: text made safe for a format, character by character

  Nothing here knows TEI. Characters that no format can hold are taken out, those that turn the
  direction of the writing around what follows are closed with the text that they stand in.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:str="http://exslt.org/strings"
    exclude-result-prefixes="str">

  <!-- Control characters that XML lets through, a byte order mark, and the ends of interlinear
       annotation: they are no text. Unknown white space and line ends are blanks. -->
  <xsl:variable name="controls" select="'&#x7F;&#x80;&#x81;&#x82;&#x83;&#x84;&#x86;&#x87;&#x88;&#x89;&#x8A;&#x8B;&#x8C;&#x8D;&#x8E;&#x8F;&#x90;&#x91;&#x92;&#x93;&#x94;&#x95;&#x96;&#x97;&#x98;&#x99;&#x9A;&#x9B;&#x9C;&#x9D;&#x9E;&#x9F;&#xFEFF;&#xFFF9;&#xFFFA;&#xFFFB;&#xFFFC;'"/>
  <xsl:variable name="line-ends" select="'&#x85;&#x2028;&#x2029;&#13;&#10;&#9;'"/>

  <!-- Embeddings, overrides and isolates of bidirectional text. -->
  <xsl:variable name="bidi" select="'&#x202A;&#x202B;&#x202C;&#x202D;&#x202E;&#x2066;&#x2067;&#x2068;&#x2069;'"/>

  <!-- Text without control characters, and without what turns the direction of the writing: the
       scripts themselves say which way they run. -->
  <xsl:template name="plain">
    <xsl:param name="text" select="."/>
    <xsl:value-of select="translate($text, concat($line-ends, $controls, $bidi), '      ')"/>
  </xsl:template>

  <!-- A backslash before each of some ASCII characters. The backslash itself comes first. -->
  <xsl:template name="backslashed">
    <xsl:param name="text"/>
    <xsl:param name="characters"/>
    <xsl:choose>
      <xsl:when test="translate($text, concat('\', $characters), '') = string($text)">
        <xsl:value-of select="$text"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="backslashed-one">
          <xsl:with-param name="text" select="str:replace($text, '\', '\\')"/>
          <xsl:with-param name="characters" select="$characters"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="backslashed-one">
    <xsl:param name="text"/>
    <xsl:param name="characters"/>
    <xsl:variable name="first" select="substring($characters, 1, 1)"/>
    <xsl:choose>
      <xsl:when test="$first = ''"><xsl:value-of select="$text"/></xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="backslashed-one">
          <xsl:with-param name="text" select="str:replace($text, $first, concat('\', $first))"/>
          <xsl:with-param name="characters" select="substring($characters, 2)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
