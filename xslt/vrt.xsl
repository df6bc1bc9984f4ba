<?xml version="1.0" encoding="UTF-8"?>
<!--
  vrt.xsl: speeches as vertical text, for the Corpus Workbench and (No)Sketch Engine

  One token a line; tags stand on lines of their own: text, speech and s (a sentence). Names are ASCII in
  lower case; & < > " are escaped everywhere.

  Parameters, beside those of lib/tokens.xsl:
    glue  "yes": <g/> stands between tokens without white space between them, for (No)Sketch Engine
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:str="http://exslt.org/strings"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="tei str steno">

  <xsl:import href="lib/tokens.xsl"/>

  <steno:format extension="vrt" kind="lines">Words one a line, for the Corpus Workbench and Sketch Engine</steno:format>

  <xsl:param name="glue" select="'no'"/>

  <xsl:template match="/">
    <xsl:call-template name="check-who"><xsl:with-param name="who" select="$who"/></xsl:call-template>
    <xsl:text>&lt;text</xsl:text>
    <xsl:call-template name="attribute">
      <xsl:with-param name="name" select="'id'"/>
      <xsl:with-param name="value" select="$document-id"/>
    </xsl:call-template>
    <xsl:call-template name="attribute">
      <xsl:with-param name="name" select="'title'"/>
      <xsl:with-param name="value" select="$title"/>
    </xsl:call-template>
    <xsl:call-template name="attribute">
      <xsl:with-param name="name" select="'date'"/>
      <xsl:with-param name="value" select="$date[1]/@when"/>
    </xsl:call-template>
    <xsl:call-template name="attribute">
      <xsl:with-param name="name" select="'lang'"/>
      <xsl:with-param name="value" select="$language"/>
    </xsl:call-template>
    <xsl:text>&gt;&#10;</xsl:text>
    <xsl:for-each select="$chosen">
      <!-- Not written; it keeps the result from being one text. -->
      <speech><xsl:call-template name="speech"/></speech>
    </xsl:for-each>
    <xsl:text>&lt;/text&gt;&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="speech">
    <xsl:variable name="text"><xsl:call-template name="text-for-tokens"/></xsl:variable>
    <xsl:variable name="tag"><xsl:call-template name="language-here"/></xsl:variable>
    <xsl:text>&lt;speech</xsl:text>
    <xsl:call-template name="attribute">
      <xsl:with-param name="name" select="'id'"/>
      <xsl:with-param name="value" select="@xml:id"/>
    </xsl:call-template>
    <xsl:call-template name="attribute">
      <xsl:with-param name="name" select="'who'"/>
      <xsl:with-param name="value"><xsl:call-template name="speaker-ids"/></xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="attribute">
      <xsl:with-param name="name" select="'speaker'"/>
      <xsl:with-param name="value"><xsl:call-template name="speaker-names"/></xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="attribute">
      <xsl:with-param name="name" select="'session'"/>
      <xsl:with-param name="value"><xsl:call-template name="speech-session"/></xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="attribute">
      <xsl:with-param name="name" select="'date'"/>
      <xsl:with-param name="value"><xsl:call-template name="speech-date"/></xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="attribute">
      <xsl:with-param name="name" select="'lang'"/>
      <xsl:with-param name="value" select="$tag"/>
    </xsl:call-template>
    <xsl:call-template name="attribute">
      <xsl:with-param name="name" select="'words'"/>
      <xsl:with-param name="value">
        <xsl:call-template name="speech-words">
          <xsl:with-param name="text" select="string($text)"/>
        </xsl:call-template>
      </xsl:with-param>
    </xsl:call-template>
    <xsl:text>&gt;&#10;</xsl:text>
    <xsl:apply-templates select="steno:tokens($text, string($tag))" mode="vertical"/>
    <xsl:text>&lt;/speech&gt;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:s" mode="vertical">
    <xsl:text>&lt;s&gt;&#10;</xsl:text>
    <xsl:apply-templates mode="vertical"/>
    <xsl:text>&lt;/s&gt;&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:w" mode="vertical">
    <xsl:value-of select="concat(., '&#10;')"/>
    <xsl:if test="$glue = 'yes' and @join and following-sibling::*[1]"><xsl:text>&lt;g/&gt;&#10;</xsl:text></xsl:if>
  </xsl:template>

  <xsl:template match="tei:pc" mode="vertical">
    <xsl:call-template name="escaped"><xsl:with-param name="text" select="string()"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text>
    <xsl:if test="$glue = 'yes' and @join and following-sibling::*[1]"><xsl:text>&lt;g/&gt;&#10;</xsl:text></xsl:if>
  </xsl:template>

  <xsl:template name="attribute">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:value-of select="concat(' ', $name, '=&quot;')"/>
    <xsl:call-template name="escaped">
      <xsl:with-param name="text" select="normalize-space(translate($value, concat($odd-spaces, $turning),
          $odd-blanks))"/>
    </xsl:call-template>
    <xsl:text>"</xsl:text>
  </xsl:template>

  <xsl:template name="escaped">
    <xsl:param name="text"/>
    <xsl:choose>
      <xsl:when test="translate($text, '&amp;&lt;&gt;&quot;', '') = $text"><xsl:value-of select="$text"/></xsl:when>
      <xsl:otherwise>
        <xsl:value-of select="str:replace(str:replace(str:replace(str:replace($text, '&amp;', '&amp;amp;'),
            '&lt;', '&amp;lt;'), '&gt;', '&amp;gt;'), '&quot;', '&amp;quot;')"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
