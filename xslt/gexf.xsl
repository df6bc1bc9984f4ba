<?xml version="1.0" encoding="UTF-8"?>
<!--
  gexf.xsl: who speaks in the same scenes with whom, for Gephi

  GEXF 1.2draft as DraCor writes it: a node for each who speaks, with sex, person-group and
  number-of-words; an undirected edge for each two who share segments, its id "anna|boris", its
  weight the number of segments (lib/cast.xsl).
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns="http://www.gexf.net/1.2draft"
    exclude-result-prefixes="tei steno"
    xmlns:steno="stenogram:transform">

  <xsl:import href="lib/cast.xsl"/>
  <steno:format extension="gexf">Who shares scenes with whom, for Gephi</steno:format>
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <xsl:template match="/">
    <gexf version="1.2">
      <meta>
        <creator>Stenogram</creator>
        <description><xsl:value-of select="$title"/></description>
      </meta>
      <graph mode="static" defaultedgetype="undirected">
        <attributes class="node" mode="static">
          <attribute id="sex" title="Sex" type="string"/>
          <attribute id="person-group" title="Person group" type="boolean"/>
          <attribute id="number-of-words" title="Number of spoken words" type="integer"/>
        </attributes>
        <nodes><xsl:apply-templates select="$cast/who" mode="node"/></nodes>
        <edges><xsl:call-template name="edges"/></edges>
      </graph>
    </gexf>
  </xsl:template>

  <xsl:template match="who" mode="node">
    <node id="{@id}" label="{@label}">
      <attvalues>
        <xsl:if test="@sex != ''"><attvalue for="sex" value="{@sex}"/></xsl:if>
        <attvalue for="person-group" value="{@type = 'personGrp'}"/>
        <attvalue for="number-of-words" value="{@words}"/>
      </attvalues>
    </node>
  </xsl:template>

  <xsl:template name="edge">
    <xsl:param name="from"/>
    <xsl:param name="to"/>
    <xsl:param name="weight"/>
    <edge id="{$from}|{$to}" source="{$from}" target="{$to}" weight="{$weight}"/>
  </xsl:template>

</xsl:stylesheet>
