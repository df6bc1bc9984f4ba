<?xml version="1.0" encoding="UTF-8"?>
<!--
  parlamint.xsl: TEI of a parliament's sitting, as ParlaMint's schema for a component wants it

  A speech is a u with who and ana (#chair, #guest, #regular), its paragraphs are seg; its printed label
  stands before it in note type="speaker". Applause, laughter, interruptions and the like are kinesic,
  vocal or incident with desc where the type of the stage direction says so, else a note. Divisions lie
  side by side, in their order: debateSection where somebody speaks, else commentSection with what is
  printed there as notes. Page furniture is left out. A component has no list of people: those are the
  corpus's; parlamint-meta has them by speech.

  The schema wants facts that few documents have. What is missing is told by messages and filled with
  what cannot be taken for a fact.

  Parameters: id, date and chair, see lib/parlamint.xsl, and
    url        the address of the source
    publisher  who publishes the corpus
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei exsl steno"
    xmlns:steno="stenogram:transform">

  <xsl:import href="lib/parlamint.xsl"/>
  <steno:format extension="xml">TEI as ParlaMint wants it</steno:format>
  <xsl:output method="xml" encoding="UTF-8"/>

  <xsl:param name="url" select="''"/>
  <xsl:param name="publisher" select="''"/>

  <!-- What stands between divisions, by its parent and how many divisions come before it. -->
  <xsl:key name="run" match="*[parent::tei:div or parent::tei:body][not(self::tei:div)][../tei:div]"
      use="concat(generate-id(..), ' ', count(preceding-sibling::tei:div))"/>

  <xsl:variable name="not-in-names"> &#9;&#10;&#13;!"#$%&amp;'()*+,/:;&lt;=>?@[\]^`{|}~&#xA0;</xsl:variable>

  <xsl:template match="/">
    <xsl:variable name="body">
      <xsl:call-template name="comments"><xsl:with-param name="nodes" select="/tei:TEI/tei:text/tei:front/*"/></xsl:call-template>
      <xsl:apply-templates select="/tei:TEI/tei:text//tei:body[not(ancestor::tei:body)]" mode="sections"/>
      <xsl:call-template name="comments"><xsl:with-param name="nodes" select="/tei:TEI/tei:text/tei:back/*"/></xsl:call-template>
    </xsl:variable>
    <xsl:call-template name="tell"/>
    <TEI xml:id="{$document-id}" ana="#parla.sitting #reference">
      <xsl:attribute name="xml:lang">
        <xsl:choose>
          <xsl:when test="string($language) != ''"><xsl:value-of select="$language"/></xsl:when>
          <xsl:otherwise>und</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:text>&#10;</xsl:text>
      <xsl:call-template name="header"><xsl:with-param name="body" select="exsl:node-set($body)"/></xsl:call-template>
      <xsl:text>&#10;</xsl:text>
      <text ana="#reference"><body><xsl:copy-of select="$body"/></body></text>
    </TEI>
  </xsl:template>

  <xsl:template name="tell">
    <xsl:if test="$id = '' and not(/tei:TEI/@xml:id)">
      <xsl:message><xsl:value-of select="concat('document: the document has no id; it is written as ', $document-id, ': give one with -p id=')"/></xsl:message>
    </xsl:if>
    <xsl:if test="$day = '0001-01-01'">
      <xsl:message>document: the document does not say the day of the sitting; it is written as 0001-01-01: give it with -p date=</xsl:message>
    </xsl:if>
    <xsl:if test="$url = '' and not($header//tei:idno[starts-with(., 'http')])">
      <xsl:message>document: the document has no address of its source; it is written as https://example.org/: give one with -p url=</xsl:message>
    </xsl:if>
    <xsl:if test="$publisher = '' and not(normalize-space($header/tei:fileDesc/tei:publicationStmt/tei:publisher))">
      <xsl:message>document: the document names no publisher: give one with -p publisher=</xsl:message>
    </xsl:if>
    <xsl:if test="not($header/tei:fileDesc/tei:publicationStmt//tei:licence[contains(., 'creativecommons.org/licenses/by/4.0') or contains(@target, 'creativecommons.org/licenses/by/4.0')])">
      <xsl:message>document: the schema knows one licence, CC BY 4.0, and it is written; the document does not say that it may be</xsl:message>
    </xsl:if>
    <xsl:variable name="several" select="count($speeches[contains(normalize-space(@who), ' ')])"/>
    <xsl:if test="$several">
      <xsl:message><xsl:value-of select="concat('document: ', $several, ' speeches are held by several; who names the first, the label all of them')"/></xsl:message>
    </xsl:if>
    <xsl:if test="$speeches and $chair = '' and not($speeches[contains(concat(' ', normalize-space(@ana), ' '), ' #chair ')])
        and not($header//tei:person[@role = 'chair' or @role = 'president' or @role = 'speaker'
        or tei:affiliation/@role = 'chair' or tei:affiliation/@role = 'president'])">
      <xsl:message>document: nobody is known to preside, and no speech is #chair: give the ids of those who do with -p chair=</xsl:message>
    </xsl:if>
    <xsl:if test="not($speeches)"><xsl:message>document: nobody speaks in this document</xsl:message></xsl:if>
  </xsl:template>

  <!-- ==== The header ==== -->

  <xsl:template name="header">
    <xsl:param name="body"/>
    <xsl:variable name="line"><xsl:call-template name="one-line"><xsl:with-param name="text" select="$title"/></xsl:call-template></xsl:variable>
    <xsl:variable name="texts"><xsl:for-each select="$speeches"><s><xsl:call-template name="speech-words">
      <xsl:with-param name="text"><xsl:call-template name="speech-text"/></xsl:with-param></xsl:call-template></s></xsl:for-each></xsl:variable>
    <teiHeader>
      <fileDesc>
        <titleStmt>
          <title type="main"><xsl:value-of select="$line"/></title>
          <xsl:if test="$subtitle != ''">
            <title type="sub"><xsl:call-template name="one-line"><xsl:with-param name="text" select="$subtitle"/></xsl:call-template></title>
          </xsl:if>
          <xsl:call-template name="meetings"/>
        </titleStmt>
        <editionStmt>
          <edition>
            <xsl:choose>
              <xsl:when test="normalize-space($header/tei:fileDesc/tei:editionStmt/tei:edition)">
                <xsl:value-of select="normalize-space($header/tei:fileDesc/tei:editionStmt/tei:edition[1])"/>
              </xsl:when>
              <xsl:otherwise>unpublished</xsl:otherwise>
            </xsl:choose>
          </edition>
        </editionStmt>
        <extent>
          <measure unit="speeches" quantity="{count($speeches)}"><xsl:value-of select="concat(count($speeches), ' speeches')"/></measure>
          <xsl:variable name="words" select="sum(exsl:node-set($texts)/*)"/>
          <measure unit="words" quantity="{$words}"><xsl:value-of select="concat($words, ' words')"/></measure>
        </extent>
        <publicationStmt>
          <publisher>
            <xsl:choose>
              <xsl:when test="$publisher != ''"><xsl:value-of select="$publisher"/></xsl:when>
              <xsl:when test="normalize-space($header/tei:fileDesc/tei:publicationStmt/tei:publisher)">
                <xsl:value-of select="normalize-space($header/tei:fileDesc/tei:publicationStmt/tei:publisher[1])"/>
              </xsl:when>
              <xsl:otherwise>unknown</xsl:otherwise>
            </xsl:choose>
          </publisher>
          <xsl:call-template name="address"/>
          <availability status="free">
            <licence>http://creativecommons.org/licenses/by/4.0/</licence>
            <p>This work is licensed under the Creative Commons Attribution 4.0 International License.</p>
          </availability>
          <xsl:call-template name="published"/>
        </publicationStmt>
        <sourceDesc>
          <bibl>
            <title><xsl:value-of select="$line"/></title>
            <xsl:call-template name="address"/>
            <xsl:call-template name="day"/>
          </bibl>
        </sourceDesc>
      </fileDesc>
      <encodingDesc>
        <projectDesc><p>Encoded as ParlaMint does, by Stenogram from a transcript.</p></projectDesc>
        <tagsDecl>
          <namespace name="http://www.tei-c.org/ns/1.0">
            <tagUsage gi="text" occurs="1"/>
            <tagUsage gi="body" occurs="1"/>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'div'"/><xsl:with-param name="n" select="count($body//tei:div)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'head'"/><xsl:with-param name="n" select="count($body//tei:head)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'note'"/><xsl:with-param name="n" select="count($body//tei:note)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'u'"/><xsl:with-param name="n" select="count($body//tei:u)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'seg'"/><xsl:with-param name="n" select="count($body//tei:seg)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'kinesic'"/><xsl:with-param name="n" select="count($body//tei:kinesic)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'vocal'"/><xsl:with-param name="n" select="count($body//tei:vocal)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'incident'"/><xsl:with-param name="n" select="count($body//tei:incident)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'gap'"/><xsl:with-param name="n" select="count($body//tei:gap)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'desc'"/><xsl:with-param name="n" select="count($body//tei:desc)"/></xsl:call-template>
            <xsl:call-template name="usage"><xsl:with-param name="gi" select="'pb'"/><xsl:with-param name="n" select="count($body//tei:pb)"/></xsl:call-template>
          </namespace>
        </tagsDecl>
      </encodingDesc>
      <profileDesc>
        <settingDesc>
          <setting>
            <xsl:variable name="places" select="$settings//*[self::tei:placeName or self::tei:name or self::tei:settlement or self::tei:locale][normalize-space()][not(*)]"/>
            <xsl:for-each select="$places">
              <name><xsl:call-template name="one-line"/></name>
            </xsl:for-each>
            <xsl:if test="not($places)"><name><xsl:value-of select="$line"/></name></xsl:if>
            <xsl:call-template name="day"/>
          </setting>
        </settingDesc>
      </profileDesc>
    </teiHeader>
  </xsl:template>

  <xsl:template name="usage">
    <xsl:param name="gi"/>
    <xsl:param name="n"/>
    <xsl:if test="$n"><tagUsage gi="{$gi}" occurs="{$n}"/></xsl:if>
  </xsl:template>

  <!-- The meetings that the document holds: its sittings or sessions, else itself. -->
  <xsl:template name="meetings">
    <xsl:variable name="known" select="$header/tei:fileDesc/tei:titleStmt/tei:meeting[@ana]"/>
    <xsl:variable name="parts" select="/tei:TEI/tei:text//tei:body/tei:div[@type = 'sitting'
        or @type = 'session' or @type = 'meeting']"/>
    <xsl:for-each select="$known">
      <meeting><xsl:copy-of select="@n | @ana | @corresp"/><xsl:call-template name="one-line"/></meeting>
    </xsl:for-each>
    <xsl:if test="not($known)">
      <xsl:for-each select="$parts">
        <xsl:variable name="name"><xsl:call-template name="division-name"/></xsl:variable>
        <meeting n="{$name}" ana="#parla.{@type}">
          <xsl:call-template name="one-line"><xsl:with-param name="text" select="$name"/></xsl:call-template>
        </meeting>
      </xsl:for-each>
      <xsl:if test="not($parts)">
        <meeting ana="#parla.sitting"><xsl:call-template name="one-line"><xsl:with-param name="text" select="$title"/></xsl:call-template></meeting>
      </xsl:if>
    </xsl:if>
  </xsl:template>

  <xsl:template name="address">
    <xsl:variable name="known" select="normalize-space($header/tei:fileDesc//tei:idno[starts-with(normalize-space(), 'http')][1])"/>
    <idno type="URI">
      <xsl:choose>
        <xsl:when test="$url != ''"><xsl:value-of select="$url"/></xsl:when>
        <xsl:when test="$known != '' and not(contains($known, ' '))"><xsl:value-of select="$known"/></xsl:when>
        <xsl:otherwise>https://example.org/</xsl:otherwise>
      </xsl:choose>
    </idno>
  </xsl:template>

  <!-- One day, or the first and the last of several. -->
  <xsl:template name="day">
    <xsl:variable name="last" select="$days[last()]"/>
    <date>
      <xsl:choose>
        <xsl:when test="$date = '' and $last and string($last) &gt; '' and $last != $day
            and translate($last, '-', '') &gt; translate($day, '-', '')">
          <xsl:attribute name="from"><xsl:value-of select="$day"/></xsl:attribute>
          <xsl:attribute name="to"><xsl:value-of select="$last"/></xsl:attribute>
          <xsl:value-of select="concat($day, ' – ', $last)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:attribute name="when"><xsl:value-of select="$day"/></xsl:attribute>
          <xsl:value-of select="$day"/>
        </xsl:otherwise>
      </xsl:choose>
    </date>
  </xsl:template>

  <xsl:template name="published">
    <xsl:variable name="known" select="$header/tei:fileDesc/tei:publicationStmt//tei:date/@when"/>
    <xsl:variable name="when">
      <xsl:choose>
        <xsl:when test="$known"><xsl:value-of select="$known[1]"/></xsl:when>
        <xsl:otherwise><xsl:value-of select="$day"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <date when="{$when}"><xsl:value-of select="$when"/></date>
  </xsl:template>

  <!-- ==== Divisions, side by side ==== -->

  <xsl:template match="tei:body | tei:div" mode="sections">
    <xsl:choose>
      <xsl:when test="not(tei:div)">
        <xsl:call-template name="section"><xsl:with-param name="nodes" select="*"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:variable name="this" select="."/>
        <xsl:call-template name="section">
          <xsl:with-param name="nodes" select="key('run', concat(generate-id(), ' 0'))"/>
        </xsl:call-template>
        <xsl:for-each select="tei:div">
          <xsl:apply-templates select="." mode="sections"/>
          <xsl:call-template name="section">
            <xsl:with-param name="nodes" select="key('run', concat(generate-id($this), ' ', position()))"/>
          </xsl:call-template>
        </xsl:for-each>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template name="section">
    <xsl:param name="nodes"/>
    <xsl:choose>
      <xsl:when test="not($nodes[self::tei:sp or self::tei:u or self::tei:spGrp])">
        <xsl:call-template name="comments"><xsl:with-param name="nodes" select="$nodes"/></xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <xsl:text>&#10;</xsl:text>
        <div type="debateSection">
          <xsl:call-template name="heads"><xsl:with-param name="nodes" select="$nodes"/></xsl:call-template>
          <xsl:apply-templates select="$nodes" mode="part"/>
        </div>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Where nobody speaks: a heading alone is a comment too, since a section has something in it. -->
  <xsl:template name="comments">
    <xsl:param name="nodes"/>
    <xsl:variable name="inside"><xsl:apply-templates select="$nodes" mode="part"/></xsl:variable>
    <xsl:variable name="heads"><xsl:call-template name="heads"><xsl:with-param name="nodes" select="$nodes"/></xsl:call-template></xsl:variable>
    <xsl:choose>
      <xsl:when test="exsl:node-set($inside)/*">
        <xsl:text>&#10;</xsl:text>
        <div type="commentSection">
          <!-- A prologue or an epilogue in which somebody speaks. -->
          <xsl:if test="exsl:node-set($inside)/tei:u"><xsl:attribute name="type">debateSection</xsl:attribute></xsl:if>
          <xsl:copy-of select="$heads"/><xsl:copy-of select="$inside"/>
        </div>
      </xsl:when>
      <xsl:when test="exsl:node-set($heads)/*">
        <xsl:text>&#10;</xsl:text>
        <div type="commentSection">
          <xsl:for-each select="exsl:node-set($heads)/*"><note type="head"><xsl:value-of select="."/></note></xsl:for-each>
        </div>
      </xsl:when>
    </xsl:choose>
  </xsl:template>

  <!-- The headings with which a section begins; those within it are notes. -->
  <xsl:template name="heads">
    <xsl:param name="nodes"/>
    <xsl:for-each select="$nodes[self::tei:head][normalize-space()][not(preceding-sibling::*[not(self::tei:head
        or self::tei:pb or self::tei:fw or self::tei:div)])]">
      <head><xsl:variable name="words"><xsl:apply-templates mode="words"/></xsl:variable>
      <xsl:call-template name="one-line"><xsl:with-param name="text" select="$words"/></xsl:call-template></head>
    </xsl:for-each>
  </xsl:template>

  <!-- ==== Parts of a section ==== -->

  <xsl:template match="tei:head[not(preceding-sibling::*[not(self::tei:head or self::tei:pb or self::tei:fw
      or self::tei:div)])][parent::tei:div or parent::tei:body]" mode="part" priority="1"/>

  <xsl:template match="tei:fw | tei:timeline | tei:anchor | tei:milestone | tei:cb | tei:lb" mode="part"/>

  <xsl:template match="tei:front | tei:titlePage | tei:docTitle | tei:castList | tei:castGroup | tei:list
      | tei:div | tei:div1 | tei:div2 | tei:spGrp | tei:lg | tei:table | tei:quote[tei:p or tei:l or tei:lg] | tei:opener
      | tei:closer | tei:argument | tei:epigraph | tei:floatingText | tei:body" mode="part">
    <xsl:apply-templates select="*" mode="part"/>
  </xsl:template>

  <!-- Anything else that is printed: a note. -->
  <xsl:template match="*" mode="part" name="printed">
    <xsl:param name="type"/>
    <xsl:variable name="words"><xsl:apply-templates mode="words"/></xsl:variable>
    <xsl:variable name="line"><xsl:call-template name="one-line"><xsl:with-param name="text" select="$words"/></xsl:call-template></xsl:variable>
    <xsl:if test="$line != ''">
      <note>
        <xsl:if test="$type != ''"><xsl:attribute name="type"><xsl:value-of select="$type"/></xsl:attribute></xsl:if>
        <xsl:value-of select="$line"/>
      </note>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:head" mode="part">
    <xsl:call-template name="printed"><xsl:with-param name="type" select="'head'"/></xsl:call-template>
  </xsl:template>

  <!-- The words of what is printed, notes and directions in them too; no furniture. -->
  <xsl:template match="tei:fw | tei:choice/tei:corr | tei:choice/tei:reg | tei:choice/tei:expan" mode="words"/>
  <xsl:template match="tei:cell | tei:item | tei:p | tei:l | tei:lb | tei:row | tei:label | tei:desc | tei:ab" mode="words">
    <xsl:text> </xsl:text><xsl:apply-templates mode="words"/><xsl:text> </xsl:text>
  </xsl:template>

  <!-- Events, told apart by the type of the direction. -->
  <xsl:template match="tei:stage | tei:vocal | tei:kinesic | tei:incident" mode="part">
    <xsl:variable name="words"><xsl:apply-templates mode="words"/></xsl:variable>
    <xsl:variable name="line"><xsl:call-template name="one-line"><xsl:with-param name="text" select="$words"/></xsl:call-template></xsl:variable>
    <xsl:variable name="type" select="concat(' ', @type, ' ')"/>
    <xsl:variable name="is-kinesic" select="contains(' kinesic applause ringing signal playback gesture smiling laughter snapping noise ', $type)"/>
    <xsl:variable name="is-vocal" select="contains(' greeting question clarification speaking interruption exclamat laughter shouting murmuring noise signal ', $type)"/>
    <xsl:variable name="is-incident" select="contains(' action incident leaving entering break pause sound editorial ', $type)"/>
    <xsl:choose>
      <xsl:when test="$line = ''"/>
      <xsl:when test="self::tei:vocal">
        <vocal type="speaking">
          <xsl:if test="$is-vocal"><xsl:attribute name="type"><xsl:value-of select="@type"/></xsl:attribute></xsl:if>
          <desc><xsl:value-of select="$line"/></desc>
        </vocal>
      </xsl:when>
      <xsl:when test="self::tei:kinesic or self::tei:stage and $is-kinesic and @type">
        <kinesic>
          <xsl:if test="$is-kinesic and @type"><xsl:attribute name="type"><xsl:value-of select="@type"/></xsl:attribute></xsl:if>
          <desc><xsl:value-of select="$line"/></desc>
        </kinesic>
      </xsl:when>
      <xsl:when test="self::tei:incident or self::tei:stage and $is-incident and @type">
        <incident>
          <xsl:if test="$is-incident and @type"><xsl:attribute name="type"><xsl:value-of select="@type"/></xsl:attribute></xsl:if>
          <desc><xsl:value-of select="$line"/></desc>
        </incident>
      </xsl:when>
      <xsl:when test="$is-vocal and @type or @type = 'interjection'">
        <vocal type="interruption">
          <xsl:if test="$is-vocal"><xsl:attribute name="type"><xsl:value-of select="@type"/></xsl:attribute></xsl:if>
          <desc><xsl:value-of select="$line"/></desc>
        </vocal>
      </xsl:when>
      <xsl:when test="@type = 'entrance'"><incident type="entering"><desc><xsl:value-of select="$line"/></desc></incident></xsl:when>
      <xsl:when test="@type = 'exit'"><incident type="leaving"><desc><xsl:value-of select="$line"/></desc></incident></xsl:when>
      <xsl:otherwise><note><xsl:value-of select="$line"/></note></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:pb" mode="part"><pb><xsl:copy-of select="@n"/></pb></xsl:template>

  <xsl:template match="tei:note" mode="part">
    <xsl:variable name="words"><xsl:apply-templates mode="words"/></xsl:variable>
    <xsl:variable name="line"><xsl:call-template name="one-line"><xsl:with-param name="text" select="$words"/></xsl:call-template></xsl:variable>
    <xsl:if test="$line != ''">
      <note>
        <!-- A type is a name there: no number, no blank, no sign. -->
        <xsl:if test="translate(@type, $not-in-names, '') = @type and @type != ''
            and translate(substring(@type, 1, 1), '0123456789-.', '') != ''"><xsl:copy-of select="@type"/></xsl:if>
        <xsl:value-of select="$line"/>
      </note>
    </xsl:if>
  </xsl:template>

  <!-- What could not be heard; a gap in print has no words to describe it. -->
  <xsl:template match="tei:gap" mode="part">
    <xsl:if test="normalize-space(tei:desc)">
      <gap reason="editorial">
        <xsl:if test="@reason = 'inaudible' or @reason = 'foreign'"><xsl:copy-of select="@reason"/></xsl:if>
        <desc><xsl:call-template name="one-line"><xsl:with-param name="text" select="tei:desc[1]"/></xsl:call-template></desc>
      </gap>
    </xsl:if>
  </xsl:template>

  <!-- ==== Speeches ==== -->

  <xsl:template match="tei:sp | tei:u" mode="part">
    <xsl:variable name="inside"><xsl:apply-templates select="node()[not(self::tei:speaker)]" mode="said"/></xsl:variable>
    <xsl:variable name="role"><xsl:call-template name="speaker-role"/></xsl:variable>
    <xsl:for-each select="tei:speaker[normalize-space()]">
      <xsl:call-template name="printed"><xsl:with-param name="type" select="'speaker'"/></xsl:call-template>
    </xsl:for-each>
    <xsl:text>&#10;</xsl:text>
    <u ana="#{$role}">
      <xsl:if test="@xml:id"><xsl:attribute name="xml:id"><xsl:value-of select="translate(@xml:id, ' ', '_')"/></xsl:attribute></xsl:if>
      <xsl:copy-of select="@n[normalize-space()]"/>
      <xsl:if test="normalize-space(@who)">
        <xsl:attribute name="who"><xsl:value-of select="substring-before(concat(normalize-space(@who), ' '), ' ')"/></xsl:attribute>
      </xsl:if>
      <xsl:copy-of select="$inside"/>
      <!-- A u has something in it: where nothing was said, that. -->
      <xsl:if test="not(exsl:node-set($inside)/*)"><seg/></xsl:if>
    </u>
  </xsl:template>

  <xsl:template match="text()" mode="said">
    <xsl:if test="normalize-space()"><seg><xsl:apply-templates select="." mode="in-seg"/></seg></xsl:if>
  </xsl:template>

  <!-- A block: a seg, unless it holds blocks. -->
  <xsl:template match="*" mode="said">
    <xsl:if test="normalize-space() or .//tei:pb"><seg><xsl:apply-templates mode="in-seg"/></seg></xsl:if>
  </xsl:template>
  <xsl:template match="*[tei:p or tei:l or tei:lg or tei:ab or tei:item or tei:row]" mode="said" priority="1">
    <xsl:apply-templates mode="said"/>
  </xsl:template>
  <xsl:template match="tei:note | tei:stage | tei:vocal | tei:kinesic | tei:incident | tei:pb | tei:gap
      | tei:head" mode="said" priority="2">
    <xsl:apply-templates select="." mode="part"/>
  </xsl:template>
  <xsl:template match="tei:fw | tei:anchor | tei:lb | tei:milestone | tei:cb" mode="said" priority="2"/>

  <!-- In a seg: text, and what nobody said as comments. -->
  <xsl:template match="text()" mode="in-seg"><xsl:call-template name="plain"/></xsl:template>
  <xsl:template match="tei:note | tei:stage | tei:vocal | tei:kinesic | tei:incident | tei:pb | tei:gap"
      mode="in-seg">
    <xsl:apply-templates select="." mode="part"/>
  </xsl:template>
  <xsl:template match="tei:lb[not(@break = 'no')]" mode="in-seg"><xsl:text> </xsl:text></xsl:template>
  <xsl:template match="tei:fw | tei:figure | tei:del | tei:surplus | tei:choice/tei:corr | tei:choice/tei:reg
      | tei:choice/tei:expan | tei:app[tei:lem]/*[not(self::tei:lem)]
      | tei:app/tei:rdg[preceding-sibling::*]" mode="in-seg"/>
  <xsl:template match="tei:ref[@type = 'note' or key('note', substring-after(@target, '#'))
      or starts-with(@target, '#') and translate(., '0123456789*†‡()[]. &#10;', '') = '']" mode="in-seg">
    <xsl:call-template name="printed"/>
  </xsl:template>
  <xsl:template match="tei:supplied" mode="in-seg">
    <xsl:variable name="words"><xsl:apply-templates mode="words"/></xsl:variable>
    <xsl:value-of select="translate($words, '[]', '')"/>
  </xsl:template>
  <xsl:template match="tei:p | tei:l | tei:item | tei:cell | tei:quote" mode="in-seg">
    <xsl:text> </xsl:text><xsl:apply-templates mode="in-seg"/><xsl:text> </xsl:text>
  </xsl:template>

</xsl:stylesheet>
