<?xml version="1.0" encoding="UTF-8"?>
<!--
  html-parts.xsl: what stands around the text of the reading page

  The head of the page, its heading, the contents, the people, the signs, and "About this edition".
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <xsl:variable name="file" select="$header/tei:fileDesc"/>
  <xsl:variable name="manuscript" select="$file/tei:sourceDesc//tei:msDesc[1]"/>


  <!-- ==== <head> ==== -->

  <xsl:template name="head">
    <head>
      <xsl:text>&#10;</xsl:text>
      <meta name="viewport" content="width=device-width, initial-scale=1"/><xsl:text>&#10;</xsl:text>
      <title><xsl:value-of select="$title"/></title>
      <xsl:text>&#10;</xsl:text>
      <xsl:variable name="facts"><xsl:call-template name="facts"/></xsl:variable>
      <meta name="description" content="{normalize-space(concat('Transcript: ', $title, '. ', $facts))}"/>
      <xsl:text>&#10;</xsl:text>
      <meta name="generator" content="Stenogram"/><xsl:text>&#10;</xsl:text>
      <meta name="color-scheme" content="light dark"/><xsl:text>&#10;</xsl:text>
      <xsl:call-template name="dublin-core"/>
      <xsl:text>&#10;</xsl:text>
      <xsl:choose>
        <xsl:when test="$style-link != ''"><link rel="stylesheet" href="{$style-link}"/><xsl:text>&#10;</xsl:text></xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="style"/>
          <xsl:call-template name="tools-style"/>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:call-template name="head-extra"/>
    </head>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="head-extra"/>

  <xsl:template name="dublin-core">
    <meta name="dcterms.title" content="{$title}"/><xsl:text>&#10;</xsl:text>
    <xsl:if test="$date/@when"><meta name="dcterms.created" content="{$date/@when}"/><xsl:text>&#10;</xsl:text></xsl:if>
    <xsl:if test="$tag != ''"><meta name="dcterms.language" content="{$tag}"/><xsl:text>&#10;</xsl:text></xsl:if>
    <xsl:for-each select="$file/tei:titleStmt/tei:author">
      <meta name="dcterms.creator" content="{normalize-space((tei:persName | tei:name | self::*[not(*)])[1])}"/><xsl:text>&#10;</xsl:text>
    </xsl:for-each>
    <xsl:for-each select="$file/tei:publicationStmt/tei:publisher[1]">
      <meta name="dcterms.publisher" content="{normalize-space()}"/><xsl:text>&#10;</xsl:text>
    </xsl:for-each>
    <xsl:for-each select="($file/tei:publicationStmt/tei:idno | $file/tei:idno)[1]">
      <meta name="dcterms.identifier" content="{normalize-space()}"/><xsl:text>&#10;</xsl:text>
    </xsl:for-each>
    <xsl:for-each select="$file/tei:publicationStmt/tei:availability/*[normalize-space()][1]">
      <meta name="dcterms.rights" content="{normalize-space()}"/><xsl:text>&#10;</xsl:text>
    </xsl:for-each>
    <xsl:if test="$manuscript/tei:msIdentifier">
      <xsl:variable name="source">
        <xsl:for-each select="$manuscript/tei:msIdentifier/*">
          <xsl:if test="position() != 1">, </xsl:if>
          <xsl:value-of select="normalize-space()"/>
        </xsl:for-each>
      </xsl:variable>
      <meta name="dcterms.source" content="{$source}"/><xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- ==== Heading ==== -->

  <xsl:template name="masthead">
    <header class="masthead">
      <xsl:if test="$home != ''">
        <p class="home" lang="en" dir="ltr"><a href="{$home}">All documents</a></p>
      </xsl:if>
      <h1 dir="auto"><xsl:value-of select="$title"/></h1>
      <xsl:if test="$subtitle != ''"><p class="subtitle" dir="auto"><xsl:value-of select="$subtitle"/></p></xsl:if>
      <xsl:variable name="authors" select="$file/tei:titleStmt/tei:author"/>
      <xsl:if test="$authors">
        <p class="by" dir="auto">
          <xsl:for-each select="$authors">
            <xsl:if test="position() != 1">, </xsl:if>
            <xsl:value-of select="normalize-space((tei:persName | tei:name | self::*[not(*)])[1])"/>
          </xsl:for-each>
        </p>
      </xsl:if>
      <p class="facts" lang="en" dir="ltr">
        <xsl:for-each select="$date[1]"><xsl:call-template name="date-in-words"/> · </xsl:for-each>
        <xsl:call-template name="facts"/>
      </p>
      <xsl:call-template name="downloads"/>
      <xsl:call-template name="bar"/>
    </header>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- "3 sessions · 24 speeches · 6 speakers" -->
  <xsl:template name="facts">
    <xsl:variable name="parts" select="/tei:TEI/tei:text/tei:body/tei:div"/>
    <xsl:if test="count($parts) &gt; 1">
      <xsl:call-template name="counted">
        <xsl:with-param name="n" select="count($parts)"/>
        <xsl:with-param name="one">
          <xsl:choose>
            <xsl:when test="$parts[1]/@type and not($parts[@type != $parts[1]/@type])
                and translate($parts[1]/@type, $folding, $folded) = $parts[1]/@type">
              <xsl:value-of select="$parts[1]/@type"/>
            </xsl:when>
            <xsl:otherwise>part</xsl:otherwise>
          </xsl:choose>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:text> · </xsl:text>
    </xsl:if>
    <xsl:call-template name="counted">
      <xsl:with-param name="n" select="count($speeches)"/>
      <xsl:with-param name="one" select="'speech'"/>
      <xsl:with-param name="many" select="'speeches'"/>
    </xsl:call-template>
    <xsl:variable name="speakers" select="count($voices/voice[@who != ''])"/>
    <xsl:if test="$speakers">
      <xsl:text> · </xsl:text>
      <xsl:call-template name="counted">
        <xsl:with-param name="n" select="$speakers"/>
        <xsl:with-param name="one" select="'speaker'"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <xsl:template name="counted">
    <xsl:param name="n"/>
    <xsl:param name="one"/>
    <xsl:param name="many" select="concat($one, 's')"/>
    <xsl:value-of select="concat($n, '&#xA0;')"/>
    <xsl:choose>
      <xsl:when test="$n = 1"><xsl:value-of select="$one"/></xsl:when>
      <xsl:otherwise><xsl:value-of select="$many"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A date of the header: <time> with its printed words, or with the day written out. -->
  <xsl:template name="date-in-words">
    <xsl:choose>
      <xsl:when test="normalize-space() and normalize-space() != string(@when)">
        <xsl:call-template name="time"/>
      </xsl:when>
      <xsl:when test="string-length(@when) = 10">
        <time datetime="{@when}">
          <xsl:value-of select="concat(number(substring(@when, 9, 2)), ' ')"/>
          <xsl:call-template name="month"><xsl:with-param name="n" select="substring(@when, 6, 2)"/></xsl:call-template>
          <xsl:value-of select="concat(' ', substring(@when, 1, 4))"/>
        </time>
      </xsl:when>
      <xsl:otherwise><xsl:call-template name="date-text"/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="month">
    <xsl:param name="n"/>
    <xsl:value-of select="normalize-space(substring('January  February March    April    May      June     July     August   SeptemberOctober  November December ', ($n - 1) * 9 + 1, 9))"/>
  </xsl:template>

  <!-- ==== Contents ==== -->

  <xsl:template name="contents">
    <nav class="contents" aria-label="Contents" lang="en" dir="ltr">
      <div>
        <xsl:text>&#10;</xsl:text>
        <xsl:variable name="parts" select="/tei:TEI/tei:text/tei:body/*[self::tei:div or self::tei:div1]"/>
        <xsl:if test="$parts">
          <h2>Contents</h2>
          <ol>
            <xsl:text>&#10;</xsl:text>
            <xsl:apply-templates select="$parts" mode="contents"/>
          </ol>
        </xsl:if>
        <xsl:call-template name="speakers"/>
        <h2>This edition</h2>
        <ul>
          <xsl:if test="$people"><li><a href="#page.people">People</a></li></xsl:if>
          <xsl:if test="/tei:TEI/tei:text/tei:back/tei:div">
            <xsl:for-each select="/tei:TEI/tei:text/tei:back/tei:div">
              <li>
                <xsl:variable name="id"><xsl:call-template name="id"/></xsl:variable>
                <a href="#{$id}"><xsl:call-template name="part-name"/></a>
              </li>
            </xsl:for-each>
          </xsl:if>
          <xsl:if test="$told/speech[@words != '0']"><li><a href="#page.words">Words by speaker</a></li></xsl:if>
          <li><a href="#page.about">About this edition</a></li>
        </ul>
      </div>
    </nav>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:div | tei:div1 | tei:div2" mode="contents">
    <xsl:variable name="id"><xsl:call-template name="id"/></xsl:variable>
    <xsl:variable name="inner" select="tei:div[tei:head or @n] | self::tei:div1/tei:div2"/>
    <li>
      <a href="#{$id}">
        <xsl:call-template name="part-name"><xsl:with-param name="place" select="position()"/></xsl:call-template>
      </a>
      <xsl:if test="not(tei:head//tei:date) and (tei:head or not(@n))">
        <xsl:for-each select="key('setting', concat('#', @xml:id))[1]/tei:date[1]">
          <xsl:text> </xsl:text>
          <span class="when"><xsl:call-template name="date-in-words"/></span>
        </xsl:for-each>
      </xsl:if>
      <xsl:if test="$inner and count(ancestor::*[starts-with(local-name(), 'div')]) &lt; 2">
        <ol><xsl:apply-templates select="$inner" mode="contents"/></ol>
      </xsl:if>
    </li>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- A division in the contents: its heading, else what we call it. -->
  <xsl:template name="part-name">
    <xsl:param name="place" select="''"/>
    <xsl:choose>
      <xsl:when test="normalize-space(tei:head[1])">
        <xsl:variable name="head"><xsl:apply-templates select="tei:head[1]" mode="label"/></xsl:variable>
        <span dir="auto"><xsl:value-of select="normalize-space($head)"/></span>
      </xsl:when>
      <xsl:otherwise>
        <xsl:call-template name="made-name"/>
        <xsl:if test="not(@n) and $place != ''"><xsl:value-of select="concat(' ', $place)"/></xsl:if>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- "Session 1, 17 September 1960" -->
  <xsl:template name="made-name">
    <xsl:variable name="type">
      <xsl:choose>
        <xsl:when test="@type"><xsl:value-of select="translate(@type, '-_', '  ')"/></xsl:when>
        <xsl:otherwise>part</xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:value-of select="concat(translate(substring($type, 1, 1), 'abcdefghijklmnopqrstuvwxyz',
        'ABCDEFGHIJKLMNOPQRSTUVWXYZ'), substring($type, 2))"/>
    <xsl:if test="@n"><xsl:value-of select="concat(' ', @n)"/></xsl:if>
    <xsl:for-each select="key('setting', concat('#', @xml:id))[1]/tei:date[1]">
      <xsl:text>, </xsl:text>
      <xsl:call-template name="date-in-words"/>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== People and signs ==== -->

  <xsl:template name="apparatus">
    <aside class="apparatus" aria-label="People and signs" lang="en" dir="ltr">
      <div>
        <xsl:text>&#10;</xsl:text>
        <xsl:if test="$people">
          <section class="people" id="page.people">
            <h2>People</h2>
            <xsl:text>&#10;</xsl:text>
            <xsl:variable name="organisations"
                select="$header/tei:profileDesc/tei:particDesc//tei:org[key('people-of', concat('#', @xml:id))]"/>
            <xsl:for-each select="$organisations">
              <h3 dir="auto"><xsl:value-of select="normalize-space((tei:orgName | tei:name)[1])"/></h3>
              <ul>
                <xsl:apply-templates select="key('people-of', concat('#', @xml:id))" mode="people">
                  <xsl:with-param name="organisation" select="concat('#', @xml:id)"/>
                </xsl:apply-templates>
              </ul>
            </xsl:for-each>
            <xsl:variable name="others" select="$people[not(key('organisation',
                substring-after(tei:affiliation/@ref, '#')))]"/>
            <xsl:if test="$others">
              <xsl:if test="$organisations"><h3>Others</h3></xsl:if>
              <ul><xsl:apply-templates select="$others" mode="people"/></ul>
            </xsl:if>
          </section>
        </xsl:if>
        <xsl:call-template name="signs"/>
      </div>
    </aside>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:person | tei:personGrp" mode="people">
    <xsl:param name="organisation" select="''"/>
    <xsl:variable name="who" select="concat('#', @xml:id)"/>
    <xsl:variable name="first">
      <xsl:for-each select="$voices"><xsl:value-of select="key('voice', $who)/@first"/></xsl:for-each>
    </xsl:variable>
    <xsl:variable name="page" select="substring-before(substring-after(concat(' ', $people-links, ' '),
        concat(' ', $who, ' ')), ' ')"/>
    <li>
      <xsl:if test="$organisation = '' or tei:affiliation[1]/@ref = $organisation">
        <xsl:attribute name="id">page.person.<xsl:value-of select="@xml:id"/></xsl:attribute>
      </xsl:if>
      <xsl:choose>
        <xsl:when test="string($first) != ''">
          <a href="#{$first}" dir="auto"><xsl:call-template name="person-name"/></a>
        </xsl:when>
        <xsl:otherwise><span dir="auto"><xsl:call-template name="person-name"/></span></xsl:otherwise>
      </xsl:choose>
      <xsl:variable name="role">
        <xsl:for-each select="tei:affiliation[@ref = $organisation or not(@ref)
            or $organisation = '']">
          <xsl:if test="@role"><xsl:value-of select="concat(', ', translate(@role, '-_', '  '))"/></xsl:if>
          <xsl:if test="not(@ref) and normalize-space()">
            <xsl:value-of select="concat(', ', normalize-space())"/>
          </xsl:if>
        </xsl:for-each>
        <xsl:for-each select="tei:occupation | tei:roleName | tei:residence | tei:nationality | tei:note">
          <xsl:if test="normalize-space()"><xsl:value-of select="concat(', ', normalize-space())"/></xsl:if>
        </xsl:for-each>
      </xsl:variable>
      <xsl:if test="string($role) != ''"><span class="role"><xsl:value-of select="$role"/></span></xsl:if>
      <xsl:if test="$page != ''">
        <xsl:text> </xsl:text>
        <a class="elsewhere" href="{$page}" aria-label="Everything of this person in all documents">all</a>
      </xsl:if>
    </li>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Only the signs that this text has. -->
  <xsl:template name="signs">
    <xsl:variable name="text" select="/tei:TEI/tei:text"/>
    <!-- The first of each alone is looked for: a walk that ends there. -->
    <xsl:variable name="doubt" select="($text/descendant::*[@cert = 'low' or @cert = 'medium'
        or @cert = 'unknown'])[1]"/>
    <xsl:variable name="supplied" select="($text/descendant::tei:supplied)[1]"/>
    <xsl:variable name="gloss" select="($text/descendant::tei:note[@type = 'gloss'])[1]"/>
    <xsl:variable name="sic" select="($text/descendant::tei:sic)[1]"/>
    <xsl:variable name="gap" select="($text/descendant::tei:gap)[1]"/>
    <xsl:variable name="unclear" select="($text/descendant::tei:unclear)[1]"/>
    <xsl:variable name="page" select="($text/descendant::tei:pb[@n])[1]"/>
    <xsl:if test="$doubt or $supplied or $gloss or $sic or $gap or $unclear or $page">
      <section class="signs" id="page.signs">
        <h2>Signs</h2>
        <dl>
          <xsl:if test="$doubt">
            <dt><span class="doubt">doubtful</span></dt>
            <dd>Who speaks, or what this is, was inferred and may be otherwise; a whole paragraph has
            the dots at its side.</dd>
          </xsl:if>
          <xsl:if test="$supplied">
            <dt><span class="supplied">[supplied]</span></dt><dd>Words added by the editor.</dd>
          </xsl:if>
          <xsl:if test="$gloss">
            <dt>name <span class="gloss">[gloss]</span></dt><dd>Explained by the editor.</dd>
          </xsl:if>
          <xsl:if test="$sic">
            <dt><span class="sic">so</span><xsl:text> </xsl:text><span class="corr">[right]</span></dt>
            <dd>So in the source; the editor’s correction, if any, follows.</dd>
          </xsl:if>
          <xsl:if test="$gap">
            <dt>… <span class="gap">⌃</span></dt><dd>Something is left out.</dd>
          </xsl:if>
          <xsl:if test="$unclear">
            <dt><span class="doubt">unclear</span></dt><dd>Hard to read or to hear.</dd>
          </xsl:if>
          <xsl:if test="$page">
            <dt><span class="pb">p. 7</span></dt><dd>Here page 7 of the source begins.</dd>
          </xsl:if>
        </dl>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- ==== About ==== -->

  <xsl:template name="about">
    <footer class="about" id="page.about" lang="en" dir="ltr">
      <div>
        <h2>About this edition</h2>
        <dl>
          <xsl:text>&#10;</xsl:text>
          <xsl:call-template name="about-citation"/>
          <xsl:call-template name="about-text"/>
          <xsl:call-template name="about-source"/>
          <xsl:call-template name="about-publication"/>
          <xsl:call-template name="about-encoding"/>
          <xsl:call-template name="about-extra"/>
        </dl>
      </div>
    </footer>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="about-extra"/>

  <!-- How the document is cited: author, title, date, publisher, number. The script adds the speech. -->
  <xsl:template name="about-citation">
    <dt>Cite as</dt>
    <dd>
      <span id="page.cite" dir="auto">
        <xsl:for-each select="$file/tei:titleStmt/tei:author">
          <xsl:value-of select="concat(normalize-space((tei:persName | tei:name | self::*[not(*)])[1]), ', ')"/>
        </xsl:for-each>
        <xsl:value-of select="concat('“', $title, '”')"/>
        <xsl:if test="$date">
          <xsl:text>, </xsl:text>
          <xsl:for-each select="$date[1]"><xsl:call-template name="date-text"/></xsl:for-each>
        </xsl:if>
        <xsl:for-each select="($file/tei:publicationStmt/tei:publisher)[1]">
          <xsl:value-of select="concat(', ', normalize-space())"/>
        </xsl:for-each>
        <xsl:for-each select="($file/tei:publicationStmt/tei:idno | $file/tei:idno)[1]">
          <xsl:value-of select="concat(', ', normalize-space())"/>
        </xsl:for-each>
      </span>
      <xsl:if test="$told/speech">
        <p>A speech: add its number, and its link, for example
          <a href="#{$told/speech[1]/@id}">speech <xsl:value-of select="$told/speech[1]/@n"/></a>.</p>
      </xsl:if>
    </dd>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- "csv talks.csv text talks.txt" as links. -->
  <xsl:template name="downloads">
    <xsl:if test="normalize-space($downloads)">
      <p class="downloads" lang="en" dir="ltr">
        <xsl:text>Download: </xsl:text>
        <xsl:call-template name="download">
          <xsl:with-param name="list" select="concat(normalize-space($downloads), ' ')"/>
        </xsl:call-template>
      </p>
    </xsl:if>
  </xsl:template>

  <xsl:template name="download">
    <xsl:param name="list"/>
    <xsl:variable name="rest" select="substring-after($list, ' ')"/>
    <a href="{substring-before($rest, ' ')}" download="download"><xsl:value-of select="substring-before($list, ' ')"/></a>
    <xsl:text> </xsl:text>
    <xsl:if test="substring-after($rest, ' ') != ''">
      <xsl:call-template name="download">
        <xsl:with-param name="list" select="substring-after($rest, ' ')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- One row; nothing when there is nothing to say. -->
  <xsl:template name="fact">
    <xsl:param name="name"/>
    <xsl:param name="of"/>
    <xsl:variable name="full" select="$of[normalize-space() or @target]"/>
    <xsl:if test="$full">
      <dt><xsl:value-of select="$name"/></dt>
      <dd>
        <xsl:for-each select="$full">
          <xsl:choose>
            <xsl:when test="count($full) = 1"><xsl:call-template name="fact-text"/></xsl:when>
            <xsl:otherwise><p><xsl:call-template name="fact-text"/></p></xsl:otherwise>
          </xsl:choose>
        </xsl:for-each>
      </dd>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template name="fact-text">
    <xsl:variable name="url" select="normalize-space((@target | self::*[not(@target)])[1])"/>
    <xsl:choose>
      <xsl:when test="(starts-with($url, 'http://') or starts-with($url, 'https://'))
          and not(contains($url, ' '))">
        <a href="{$url}">
          <xsl:choose>
            <xsl:when test="normalize-space()"><xsl:value-of select="normalize-space()"/></xsl:when>
            <xsl:otherwise><xsl:value-of select="$url"/></xsl:otherwise>
          </xsl:choose>
        </a>
      </xsl:when>
      <xsl:when test="self::tei:date or self::tei:origDate"><xsl:call-template name="date-in-words"/></xsl:when>
      <xsl:otherwise><span dir="auto"><xsl:value-of select="normalize-space()"/></span></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="about-text">
    <xsl:call-template name="fact">
      <xsl:with-param name="name">Title</xsl:with-param>
      <xsl:with-param name="of" select="$file/tei:titleStmt/tei:title"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="name">Editor</xsl:with-param>
      <xsl:with-param name="of" select="$file/tei:titleStmt/tei:editor"/>
    </xsl:call-template>
    <xsl:for-each select="$file/tei:titleStmt/tei:respStmt">
      <xsl:if test="normalize-space(tei:resp[1])">
        <dt><xsl:value-of select="normalize-space(tei:resp[1])"/></dt>
        <dd>
          <xsl:for-each select="*[not(self::tei:resp)]">
            <xsl:if test="position() != 1">, </xsl:if>
            <span dir="auto"><xsl:value-of select="normalize-space()"/></span>
          </xsl:for-each>
        </dd>
      </xsl:if>
    </xsl:for-each>
    <xsl:call-template name="fact">
      <xsl:with-param name="name">Supported by</xsl:with-param>
      <xsl:with-param name="of" select="$file/tei:titleStmt/tei:funder
          | $file/tei:titleStmt/tei:sponsor"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="name">Held</xsl:with-param>
      <xsl:with-param name="of" select="$header/tei:profileDesc/tei:creation/tei:date[1]"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="name">Language</xsl:with-param>
      <xsl:with-param name="of" select="$header/tei:profileDesc/tei:langUsage/tei:language"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="about-source">
    <xsl:call-template name="fact">
      <xsl:with-param name="name">Repository</xsl:with-param>
      <xsl:with-param name="of" select="$manuscript/tei:msIdentifier/tei:repository"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="name">Shelf mark</xsl:with-param>
      <xsl:with-param name="of" select="$manuscript/tei:msIdentifier/tei:idno"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="name">Provenance</xsl:with-param>
      <xsl:with-param name="of" select="$manuscript/tei:history/tei:provenance"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="name">Date of the record</xsl:with-param>
      <xsl:with-param name="of" select="$manuscript/tei:history/tei:origin//tei:origDate"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="name">Source</xsl:with-param>
      <xsl:with-param name="of" select="$file/tei:sourceDesc/*[not(self::tei:msDesc)]"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="about-publication">
    <xsl:variable name="publication" select="$file/tei:publicationStmt"/>
    <xsl:call-template name="fact">
      <xsl:with-param name="name">Published by</xsl:with-param>
      <xsl:with-param name="of" select="$publication/tei:publisher | $publication/tei:authority
          | $publication/tei:distributor"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="name">Published</xsl:with-param>
      <xsl:with-param name="of" select="$publication/tei:date"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="name">Record</xsl:with-param>
      <xsl:with-param name="of" select="$publication/tei:idno"/>
    </xsl:call-template>
    <xsl:call-template name="fact">
      <xsl:with-param name="name">Rights</xsl:with-param>
      <xsl:with-param name="of" select="$publication/tei:availability/*
          | $publication/tei:p"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="about-encoding">
    <xsl:variable name="application" select="$header/tei:encodingDesc/tei:appInfo/tei:application"/>
    <xsl:if test="$application">
      <dt>Encoded by</dt>
      <dd>
        <xsl:for-each select="$application">
          <p>
            <xsl:value-of select="normalize-space(concat(tei:label, ' ', @version))"/>
            <xsl:if test="tei:desc">. <xsl:value-of select="normalize-space(tei:desc)"/></xsl:if>
          </p>
        </xsl:for-each>
      </dd>
    </xsl:if>
    <xsl:call-template name="fact">
      <xsl:with-param name="name">Editorial practice</xsl:with-param>
      <xsl:with-param name="of" select="$header/tei:encodingDesc/tei:editorialDecl//tei:p"/>
    </xsl:call-template>
  </xsl:template>

</xsl:stylesheet>
