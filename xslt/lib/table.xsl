<?xml version="1.0" encoding="UTF-8"?>
<!--
  table.xsl: a table of speeches, one a row, for csv.xsl and tsv.xsl

  Columns: n, id, session, session-date, who, speaker, words, text; before them document, where several
  documents become one table. Rows end in a line feed, the encoding is UTF-8. The manual page
  teitransform(1) tells what stands in each column.

  Parameters:
    raw       "yes": cells that a spreadsheet would run as a formula are left as they are, and so are
              the signs that turn the direction of writing
    bom       "yes": begins with a byte order mark, by which some spreadsheets know UTF-8
    who       the id of a person: this person's speeches alone
    document  the name of the document; by default that of its file
    joined    "yes": with the column document; teitransform says so when it joins documents
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:import href="speech.xsl"/>
  <xsl:output method="text" encoding="UTF-8"/>

  <xsl:param name="raw" select="'no'"/>
  <xsl:param name="bom" select="'no'"/>
  <xsl:param name="who" select="''"/>
  <xsl:param name="document" select="''"/>
  <xsl:param name="joined" select="'no'"/>

  <!-- What stands between cells; a style sheet that imports this one says otherwise. -->
  <xsl:variable name="separator" select="','"/>

  <xsl:template match="/">
    <!-- Of many documents most do not have him or her. -->
    <xsl:if test="$joined != 'yes'">
      <xsl:call-template name="check-who"><xsl:with-param name="who" select="$who"/></xsl:call-template>
    </xsl:if>
    <xsl:if test="$bom = 'yes'">&#xFEFF;</xsl:if>
    <xsl:if test="$joined = 'yes'"><xsl:value-of select="concat('document', $separator)"/></xsl:if>
    <xsl:value-of select="translate('n,id,session,session-date,who,speaker,words,text&#10;', ',',
        $separator)"/>
    <xsl:for-each select="$speeches">
      <xsl:if test="$who = ''
          or contains(concat(' ', normalize-space(translate(@who, '#', ' ')), ' '), concat(' ', $who, ' '))">
        <!-- The element is not written; it keeps the result from being one text, which libxslt
             would copy for each piece that is added. -->
        <row><xsl:call-template name="row"><xsl:with-param name="n" select="position()"/></xsl:call-template></row>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <xsl:template name="row">
    <xsl:param name="n"/>
    <xsl:variable name="text"><xsl:call-template name="speech-text"/></xsl:variable>
    <xsl:variable name="session"><xsl:call-template name="speech-session"/></xsl:variable>
    <xsl:variable name="date"><xsl:call-template name="speech-date"/></xsl:variable>
    <xsl:variable name="speaker"><xsl:call-template name="speaker-names"/></xsl:variable>
    <xsl:if test="$joined = 'yes'">
      <xsl:call-template name="cell-text"><xsl:with-param name="text" select="$document"/></xsl:call-template>
      <xsl:value-of select="$separator"/>
    </xsl:if>
    <xsl:value-of select="$n"/>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="@xml:id"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$session"/></xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$date"/></xsl:call-template>
    <xsl:call-template name="cell">
      <xsl:with-param name="text"><xsl:call-template name="speaker-ids"/></xsl:with-param>
    </xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$speaker"/></xsl:call-template>
    <xsl:value-of select="$separator"/>
    <xsl:call-template name="speech-words">
      <xsl:with-param name="text" select="string($text)"/>
    </xsl:call-template>
    <xsl:call-template name="cell"><xsl:with-param name="text" select="$text"/></xsl:call-template>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- A cell behind another one. -->
  <xsl:template name="cell">
    <xsl:param name="text"/>
    <xsl:value-of select="$separator"/>
    <xsl:call-template name="cell-text"><xsl:with-param name="text" select="$text"/></xsl:call-template>
  </xsl:template>

  <xsl:template name="cell-text">
    <xsl:param name="text"/>
    <xsl:call-template name="csv-cell">
      <xsl:with-param name="text" select="string($text)"/>
      <xsl:with-param name="raw" select="$raw = 'yes'"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
