<?xml version="1.0" encoding="UTF-8"?>
<!--
  csv.xsl: a table of speeches, one a row; cells are quoted as in RFC 4180

  The columns and the parameters are those of lib/table.xsl.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:steno="stenogram:transform">

  <xsl:import href="lib/table.xsl"/>

  <steno:format extension="csv" kind="table">Speeches as a table, comma-separated</steno:format>

</xsl:stylesheet>
