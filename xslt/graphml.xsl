<?xml version="1.0" encoding="UTF-8"?>
<!--
  graphml.xsl: who speaks in the same scenes with whom, for Cytoscape, yEd, igraph and others

  GraphML as DraCor writes it: a node for each who speaks, with label, sex, person-group and
  number-of-words; an undirected edge for each two who share segments, its weight their number
  (lib/cast.xsl).
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns="http://graphml.graphdrawing.org/xmlns"
    xmlns:steno="stenogram:transform"
    exclude-result-prefixes="steno">

  <xsl:import href="lib/cast.xsl"/>
  <steno:format extension="graphml">The same for Cytoscape, yEd, networkx and others</steno:format>
  <xsl:output method="xml" encoding="UTF-8" indent="yes"/>

  <!-- An id of GraphML has letters, digits and . - _ : alone. Pointers of strangers may have more. -->
  <xsl:variable name="not-in-ids"> !"#$%&amp;'()*+,/;&lt;=>?@[\]^`{|}~&#xA0;</xsl:variable>
  <xsl:variable name="underscores" select="'______________________________'"/>

  <xsl:template match="/">
    <graphml>
      <key attr.name="label" attr.type="string" for="node" id="label"/>
      <key attr.name="weight" attr.type="double" for="edge" id="weight"/>
      <key attr.name="Sex" attr.type="string" for="node" id="sex"/>
      <key attr.name="Person group" attr.type="boolean" for="node" id="person-group"/>
      <key attr.name="Number of spoken words" attr.type="int" for="node" id="number-of-words"/>
      <graph edgedefault="undirected">
        <xsl:apply-templates select="$cast/who" mode="node"/>
        <xsl:call-template name="edges"/>
      </graph>
    </graphml>
  </xsl:template>

  <xsl:template match="who" mode="node">
    <node id="{translate(@id, $not-in-ids, $underscores)}">
      <data key="label"><xsl:value-of select="@label"/></data>
      <xsl:if test="@sex != ''"><data key="sex"><xsl:value-of select="@sex"/></data></xsl:if>
      <data key="person-group"><xsl:value-of select="@type = 'personGrp'"/></data>
      <data key="number-of-words"><xsl:value-of select="@words"/></data>
    </node>
  </xsl:template>

  <xsl:template name="edge">
    <xsl:param name="from"/>
    <xsl:param name="to"/>
    <xsl:param name="weight"/>
    <edge id="{$from}|{$to}" source="{translate($from, $not-in-ids, $underscores)}"
        target="{translate($to, $not-in-ids, $underscores)}">
      <data key="weight"><xsl:value-of select="$weight"/></data>
    </edge>
  </xsl:template>

</xsl:stylesheet>
