<?xml version="1.0" encoding="UTF-8"?>
<!--
  jsonl.xsl: speeches as JSON, one a line: {"text": …, "meta": {…}}

  What stands in "meta" is what stands in the columns of the table (lib/table.xsl), with "who" as a list.
  A member that nobody knows is null. Signs that turn the direction of writing are escaped, as controls
  are.

  Parameters:
    who       the id of a person: this person's speeches alone
    document  the name of the document; by default that of its file
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:str="http://exslt.org/strings"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="tei str steno">

  <xsl:import href="lib/speech.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <steno:format extension="jsonl" kind="lines">Speeches as JSON, one a line, for programs</steno:format>

  <xsl:param name="who" select="''"/>
  <xsl:param name="document" select="''"/>

  <xsl:template match="/">
    <xsl:call-template name="check-who"><xsl:with-param name="who" select="$who"/></xsl:call-template>
    <xsl:for-each select="$speeches">
      <xsl:if test="$who = ''
          or contains(concat(' ', normalize-space(translate(@who, '#', ' ')), ' '), concat(' ', $who, ' '))">
        <!-- Not written; it keeps the result from being one text. -->
        <line><xsl:call-template name="line"><xsl:with-param name="n" select="position()"/></xsl:call-template></line>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="line">
    <xsl:param name="n"/>
    <xsl:variable name="text"><xsl:call-template name="speech-text"/></xsl:variable>
    <xsl:text>{"text": </xsl:text>
    <xsl:call-template name="json-string"><xsl:with-param name="text" select="string($text)"/></xsl:call-template>
    <xsl:text>, "meta": {</xsl:text>
    <xsl:call-template name="member">
      <xsl:with-param name="name" select="'document'"/>
      <xsl:with-param name="value" select="$document"/>
    </xsl:call-template>
    <xsl:value-of select="concat(', &quot;n&quot;: ', $n, ', ')"/>
    <xsl:call-template name="member">
      <xsl:with-param name="name" select="'id'"/>
      <xsl:with-param name="value" select="string(@xml:id)"/>
    </xsl:call-template>
    <xsl:text>, </xsl:text>
    <xsl:call-template name="member">
      <xsl:with-param name="name" select="'session'"/>
      <xsl:with-param name="value"><xsl:call-template name="speech-session"/></xsl:with-param>
    </xsl:call-template>
    <xsl:text>, </xsl:text>
    <xsl:call-template name="member">
      <xsl:with-param name="name" select="'session-date'"/>
      <xsl:with-param name="value"><xsl:call-template name="speech-date"/></xsl:with-param>
    </xsl:call-template>
    <xsl:text>, "who": [</xsl:text>
    <xsl:call-template name="strings">
      <xsl:with-param name="words"><xsl:call-template name="speaker-ids"/></xsl:with-param>
    </xsl:call-template>
    <xsl:text>], </xsl:text>
    <xsl:call-template name="member">
      <xsl:with-param name="name" select="'speaker'"/>
      <xsl:with-param name="value"><xsl:call-template name="speaker-names"/></xsl:with-param>
    </xsl:call-template>
    <xsl:text>, "words": </xsl:text>
    <xsl:call-template name="speech-words"><xsl:with-param name="text" select="string($text)"/></xsl:call-template>
    <xsl:text>}}&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="member">
    <xsl:param name="name"/>
    <xsl:param name="value"/>
    <xsl:value-of select="concat('&quot;', $name, '&quot;: ')"/>
    <xsl:choose>
      <xsl:when test="string($value) = ''">null</xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="json-string"><xsl:with-param name="text" select="string($value)"/></xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Each word of a list as a string. -->
  <xsl:template name="strings">
    <xsl:param name="words"/>
    <xsl:for-each select="str:tokenize($words)">
      <xsl:if test="position() != 1"><xsl:text>, </xsl:text></xsl:if>
      <xsl:call-template name="json-string"><xsl:with-param name="text" select="string()"/></xsl:call-template>
    </xsl:for-each>
  </xsl:template>

  <!-- A string of JSON (RFC 8259). -->
  <xsl:template name="json-string">
    <xsl:param name="text"/>
    <xsl:text>"</xsl:text>
    <xsl:call-template name="json-characters"><xsl:with-param name="text" select="$text"/></xsl:call-template>
    <xsl:text>"</xsl:text>
  </xsl:template>

  <!-- What is escaped, and how: each at its place in groups of six. -->
  <xsl:variable name="json-special"
      select="'&quot;\&#9;&#10;&#13;&#x7F;&#x85;&#x2028;&#x2029;&#x202A;&#x202B;&#x202C;&#x202D;&#x202E;&#x2066;&#x2067;&#x2068;&#x2069;'"/>
  <xsl:variable name="json-escapes"
      select="'\&quot;    \\    \t    \n    \r    \u007f\u0085\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069'"/>

  <!-- Long texts are halved, so that recursion stays shallow. -->
  <xsl:template name="json-characters">
    <xsl:param name="text"/>
    <xsl:variable name="n" select="string-length($text)"/>
    <xsl:variable name="half" select="floor($n div 2)"/>
    <xsl:choose>
      <xsl:when test="translate($text, $json-special, '') = $text"><xsl:value-of select="$text"/></xsl:when>
      <xsl:when test="$n = 1">
        <xsl:variable name="place" select="string-length(substring-before($json-special, $text))"/>
        <xsl:value-of select="normalize-space(substring($json-escapes, 6 * $place + 1, 6))"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="json-characters">
          <xsl:with-param name="text" select="substring($text, 1, $half)"/>
        </xsl:call-template>
        <xsl:call-template name="json-characters">
          <xsl:with-param name="text" select="substring($text, $half + 1)"/>
        </xsl:call-template>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

</xsl:stylesheet>
