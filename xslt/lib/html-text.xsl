<?xml version="1.0" encoding="UTF-8"?>
<!--
  html-text.xsl: the elements of a transcript's text as HTML

  All templates are without a mode, so that a style sheet of one's own, which imports html.xsl,
  writes <xsl:template match="tei:stage"> and has it its way. Three things to know:

  - A block inside a paragraph would end the paragraph in HTML; a tei:p with such content becomes
    <div class="p">.
  - The label of a speech runs in with its first paragraph: see tei:sp.
  - What only an editor could know (doubt, corrections, omissions) is shown by a sign, and said in
    words that are heard and not seen (class "heard").
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    exclude-result-prefixes="tei">

  <!-- ==== Divisions ==== -->

  <xsl:template match="tei:text"><xsl:apply-templates/></xsl:template>

  <xsl:template match="tei:front | tei:body | tei:back">
    <div class="{local-name()}">
      <xsl:call-template name="language"/>
      <xsl:text>&#10;</xsl:text>
      <xsl:apply-templates/>
    </div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:div | tei:div1 | tei:div2 | tei:div3">
    <section>
      <xsl:attribute name="id"><xsl:call-template name="id"/></xsl:attribute>
      <xsl:call-template name="language"/>
      <xsl:call-template name="doubtful"/>
      <xsl:text>&#10;</xsl:text>
      <xsl:if test="not(tei:head) and @n"><xsl:call-template name="made-heading"/></xsl:if>
      <xsl:apply-templates/>
      <xsl:if test="parent::tei:body"><xsl:call-template name="parts-around"/></xsl:if>
    </section>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- At the end of a session: the way to the one before and the one after. -->
  <xsl:template name="parts-around">
    <!-- A step with a name and [1] ends at the first; one with a condition goes through all. -->
    <xsl:variable name="before" select="self::tei:div/preceding-sibling::tei:div[1]
        | self::tei:div1/preceding-sibling::tei:div1[1]"/>
    <xsl:variable name="after" select="self::tei:div/following-sibling::tei:div[1]
        | self::tei:div1/following-sibling::tei:div1[1]"/>
    <xsl:if test="$before or $after">
      <p class="around" lang="en" dir="ltr">
        <xsl:for-each select="$before">
          <xsl:variable name="id"><xsl:call-template name="id"/></xsl:variable>
          <a class="before" href="#{$id}">← <xsl:call-template name="part-name"/></a>
        </xsl:for-each>
        <xsl:text> </xsl:text>
        <xsl:for-each select="$after">
          <xsl:variable name="id"><xsl:call-template name="id"/></xsl:variable>
          <a class="after" href="#{$id}"><xsl:call-template name="part-name"/> →</a>
        </xsl:for-each>
      </p>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:div/tei:head | tei:div1/tei:head | tei:div2/tei:head
      | tei:div3/tei:head">
    <xsl:call-template name="heading">
      <xsl:with-param name="content"><xsl:apply-templates/></xsl:with-param>
    </xsl:call-template>
  </xsl:template>

  <!-- A division that the source gives no heading: its kind, number and date, marked as ours. -->
  <xsl:template name="made-heading">
    <xsl:call-template name="heading">
      <xsl:with-param name="content">
        <span class="made" lang="en" dir="ltr"><xsl:call-template name="made-name"/></span>
      </xsl:with-param>
      <xsl:with-param name="depth" select="count(ancestor::*[starts-with(local-name(), 'div')])"/>
    </xsl:call-template>
  </xsl:template>

  <xsl:template name="heading">
    <xsl:param name="content"/>
    <xsl:param name="depth" select="count(ancestor::*[starts-with(local-name(), 'div')]) - 1"/>
    <xsl:variable name="level">
      <xsl:choose>
        <xsl:when test="$depth &gt; 4">6</xsl:when>
        <xsl:otherwise><xsl:value-of select="2 + $depth"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:element name="h{$level}">
      <xsl:attribute name="dir">auto</xsl:attribute>
      <xsl:copy-of select="$content"/>
    </xsl:element>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- ==== Speeches ==== -->

  <xsl:template match="tei:sp | tei:u">
    <xsl:variable name="first" select="*[not(self::tei:speaker or self::tei:fw or self::tei:pb)][1]"/>
    <xsl:variable name="runs-in" select="$first[self::tei:p or self::tei:ab or self::tei:seg]
        and not($first/descendant::*[self::tei:list or self::tei:table or self::tei:l
        or self::tei:lg or self::tei:p][not(ancestor::tei:note)])"/>
    <xsl:variable name="label">
      <xsl:choose>
        <xsl:when test="tei:speaker"><xsl:apply-templates select="tei:speaker"/></xsl:when>
        <xsl:otherwise><xsl:call-template name="made-label"/></xsl:otherwise>
      </xsl:choose>
    </xsl:variable>
    <xsl:variable name="id"><xsl:call-template name="id"/></xsl:variable>
    <xsl:variable name="number"><xsl:call-template name="number"/></xsl:variable>
    <div class="sp" id="{$id}" data-who="{normalize-space(@who)}">
      <xsl:call-template name="language"/>
      <xsl:if test="@cert = 'low' or @cert = 'medium' or @cert = 'unknown'">
        <xsl:attribute name="class">sp doubtful</xsl:attribute>
      </xsl:if>
      <a class="number" href="#{$id}" aria-label="Speech {$number}"><xsl:value-of select="$number"/></a>
      <xsl:call-template name="doubt-heard"/>
      <xsl:if test="not($runs-in) and string($label) != ''">
        <p class="speaker-line" dir="auto"><xsl:copy-of select="$label"/></p>
      </xsl:if>
      <xsl:text>&#10;</xsl:text>
      <xsl:for-each select="node()[not(self::tei:speaker)]">
        <xsl:choose>
          <xsl:when test="$runs-in and count(. | $first) = 1">
            <xsl:apply-templates select=".">
              <xsl:with-param name="label" select="$label"/>
            </xsl:apply-templates>
          </xsl:when>
          <xsl:otherwise><xsl:apply-templates select="."/></xsl:otherwise>
        </xsl:choose>
      </xsl:for-each>
    </div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- The printed label; who it is, where the label does not say so itself ("Q.", "DER PRÄSIDENT"). -->
  <xsl:template match="tei:speaker">
    <xsl:variable name="names">
      <xsl:for-each select="parent::*[@who]"><xsl:call-template name="speaker-names"/></xsl:for-each>
    </xsl:variable>
    <b class="speaker">
      <xsl:if test="$names != '' and not(contains(translate(., $folding, $folded),
          translate($names, $folding, $folded)))">
        <xsl:call-template name="explained"><xsl:with-param name="by" select="$names"/></xsl:call-template>
      </xsl:if>
      <xsl:apply-templates/>
    </b>
  </xsl:template>

  <!-- An utterance without a label in the text: its speaker by name, unless a note has said it. -->
  <xsl:template name="made-label">
    <xsl:if test="self::tei:u and @who
        and not(preceding-sibling::*[1]/self::tei:note[@type = 'speaker'])">
      <b class="speaker made"><xsl:call-template name="speaker-names"/>:</b>
    </xsl:if>
  </xsl:template>

  <xsl:template match="tei:spGrp"><div class="group"><xsl:apply-templates/></div></xsl:template>

  <!-- ==== Paragraphs ==== -->

  <xsl:template match="tei:p | tei:ab | tei:u/tei:seg">
    <xsl:param name="label" select="''"/>
    <xsl:choose>
      <xsl:when test="descendant::*[self::tei:list or self::tei:table or self::tei:l or self::tei:lg
          or self::tei:p or self::tei:castList or self::tei:floatingText][not(ancestor::tei:note)]">
        <div class="p" dir="auto">
          <xsl:call-template name="paragraph-content">
            <xsl:with-param name="label" select="$label"/>
            <xsl:with-param name="class" select="'p '"/>
          </xsl:call-template>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <p dir="auto">
          <xsl:call-template name="paragraph-content">
            <xsl:with-param name="label" select="$label"/>
          </xsl:call-template>
        </p>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text>&#10;</xsl:text>
    <xsl:call-template name="notes-under"/>
  </xsl:template>

  <xsl:template name="paragraph-content">
    <xsl:param name="label"/>
    <xsl:param name="class" select="''"/>
    <xsl:call-template name="language"/>
    <xsl:call-template name="doubtful"><xsl:with-param name="class" select="$class"/></xsl:call-template>
    <xsl:if test="string($label) != ''"><xsl:copy-of select="$label"/><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates/>
  </xsl:template>

  <!-- ==== Verse ==== -->

  <xsl:template match="tei:lg">
    <div class="lg"><xsl:call-template name="language"/><xsl:apply-templates/></div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:l">
    <div class="l" dir="auto">
      <xsl:call-template name="language"/>
      <xsl:if test="@part = 'M'"><xsl:attribute name="class">l part-m</xsl:attribute></xsl:if>
      <xsl:if test="@part = 'F'"><xsl:attribute name="class">l part-f</xsl:attribute></xsl:if>
      <xsl:apply-templates/>
    </div>
    <xsl:text>&#10;</xsl:text>
    <xsl:call-template name="notes-under"/>
  </xsl:template>

  <!-- ==== Stage directions, incidents ==== -->

  <xsl:template match="tei:stage | tei:vocal | tei:kinesic | tei:incident | tei:writing">
    <i class="stage"><xsl:call-template name="language"/><xsl:apply-templates/></i>
  </xsl:template>

  <xsl:template match="tei:div/tei:stage | tei:div1/tei:stage | tei:div2/tei:stage
      | tei:div3/tei:stage | tei:sp/tei:stage | tei:body/tei:stage | tei:front/tei:stage
      | tei:back/tei:stage | tei:spGrp/tei:stage | tei:lg/tei:stage | tei:castList/tei:stage
      | tei:set/tei:stage | tei:div/tei:vocal | tei:div/tei:kinesic | tei:div/tei:incident
      | tei:u/tei:vocal | tei:u/tei:kinesic | tei:u/tei:incident">
    <xsl:call-template name="block"><xsl:with-param name="class" select="'stage'"/></xsl:call-template>
  </xsl:template>

  <xsl:template match="tei:desc">
    <xsl:if test="preceding-sibling::tei:desc"><xsl:text> </xsl:text></xsl:if>
    <span><xsl:call-template name="language"/><xsl:apply-templates/></span>
  </xsl:template>

  <!-- ==== Notes ==== -->

  <!-- A note between blocks. -->
  <xsl:template match="tei:note">
    <aside class="note" role="note" dir="auto">
      <xsl:call-template name="language"/>
      <xsl:apply-templates/>
    </aside>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:note[@type = 'speaker']">
    <p class="speaker-line" dir="auto"><b class="speaker"><xsl:apply-templates/></b></p>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Notes that the text itself prints where they stand: short, in brackets or as a clock. -->
  <xsl:template match="tei:note[@type = 'time'] | tei:note[@type = 'gloss']
      | tei:note[@type = 'editorial'] | tei:note[@type = 'interpretation']" priority="2">
    <xsl:choose>
      <xsl:when test="parent::tei:div or parent::tei:body or parent::tei:sp or parent::tei:u">
        <xsl:call-template name="block">
          <xsl:with-param name="class" select="concat('note ', translate(@type, ' ', '-'))"/>
        </xsl:call-template>
      </xsl:when>
      <xsl:otherwise>
        <span class="{translate(@type, ' ', '-')}">
          <xsl:if test="@type != 'gloss'">
            <xsl:attribute name="class">note <xsl:value-of select="@type"/></xsl:attribute>
          </xsl:if>
          <xsl:if test="@type = 'gloss'">
            <xsl:call-template name="explained"><xsl:with-param name="by">explained by the editor</xsl:with-param></xsl:call-template>
          </xsl:if>
          <xsl:apply-templates/>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Other notes inside a line: a letter there, the note under the paragraph. -->
  <xsl:template match="tei:p//tei:note | tei:l//tei:note | tei:ab//tei:note | tei:u//tei:note
      | tei:speaker//tei:note | tei:stage//tei:note | tei:head//tei:note | tei:item//tei:note
      | tei:cell//tei:note | tei:castItem//tei:note" priority="1">
    <xsl:choose>
      <xsl:when test="ancestor::*[self::tei:p or self::tei:l or self::tei:ab or self::tei:seg][1]">
        <sup class="mark"><xsl:number level="any" count="tei:note[not(@type = 'time' or @type = 'gloss'
            or @type = 'editorial' or @type = 'interpretation')]"
            from="tei:p | tei:l | tei:ab | tei:seg" format="a"/></sup>
      </xsl:when>
      <xsl:otherwise>
        <span class="note">
          <xsl:text> [</xsl:text>
          <xsl:apply-templates/>
          <xsl:text>]</xsl:text>
        </span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- The notes of the paragraph or line that is the context. -->
  <xsl:template name="notes-under">
    <xsl:variable name="notes" select=".//tei:note[not(@type = 'time' or @type = 'gloss'
        or @type = 'editorial' or @type = 'interpretation' or @type = 'speaker')]"/>
    <xsl:if test="$notes and not(ancestor::tei:note)
        and not(ancestor::*[self::tei:p or self::tei:l or self::tei:ab])">
      <aside class="under" role="note">
        <xsl:for-each select="$notes">
          <p dir="auto">
            <sup class="mark"><xsl:number value="position()" format="a"/></sup>
            <xsl:text> </xsl:text>
            <xsl:for-each select="node()"><xsl:apply-templates select="." mode="flat"/></xsl:for-each>
          </p>
        </xsl:for-each>
      </aside>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- Inside a note under a paragraph: text and simple marks alone. -->
  <xsl:template match="tei:p | tei:l | tei:ab | tei:quote | tei:lg | tei:list | tei:item" mode="flat">
    <xsl:if test="preceding-sibling::*"><xsl:text> </xsl:text></xsl:if>
    <xsl:apply-templates mode="flat"/>
  </xsl:template>
  <xsl:template match="tei:note | tei:fw" mode="flat"/>
  <xsl:template match="*" mode="flat"><span><xsl:call-template name="language"/><xsl:apply-templates mode="flat"/></span></xsl:template>
  <xsl:template match="tei:title" mode="flat"><cite><xsl:apply-templates mode="flat"/></cite></xsl:template>
  <xsl:template match="tei:hi | tei:emph" mode="flat"><i><xsl:apply-templates mode="flat"/></i></xsl:template>

  <!-- ==== What an editor says ==== -->

  <xsl:template match="tei:supplied">
    <span class="supplied">
      <xsl:call-template name="explained"><xsl:with-param name="by">supplied by the editor</xsl:with-param></xsl:call-template>
      <xsl:call-template name="doubtful"><xsl:with-param name="class" select="'supplied '"/></xsl:call-template>
      <xsl:call-template name="bracketed"/>
    </span>
  </xsl:template>

  <!-- The brackets that the source prints, else our own. -->
  <xsl:template name="bracketed">
    <xsl:variable name="before" select="preceding-sibling::node()[1]/self::text()"/>
    <xsl:variable name="printed" select="contains(., '[') or contains(., '&lt;')
        or substring($before, string-length($before)) = '['"/>
    <xsl:if test="not($printed)">[</xsl:if>
    <xsl:apply-templates/>
    <xsl:if test="not($printed)">]</xsl:if>
  </xsl:template>

  <xsl:template match="tei:choice">
    <xsl:choose>
      <xsl:when test="tei:sic and tei:corr">
        <xsl:apply-templates select="tei:sic"/>
        <xsl:text> </xsl:text>
        <xsl:apply-templates select="tei:corr"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:apply-templates select="(tei:orig | tei:abbr | tei:unclear | tei:seg | *)[1]"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:sic">
    <span class="sic">
      <xsl:call-template name="explained"><xsl:with-param name="by">so in the source</xsl:with-param></xsl:call-template>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="tei:corr">
    <span class="corr">
      <xsl:call-template name="explained"><xsl:with-param name="by">corrected by the editor</xsl:with-param></xsl:call-template>
      <xsl:call-template name="doubtful"><xsl:with-param name="class" select="'corr '"/></xsl:call-template>
      <xsl:call-template name="bracketed"/>
    </span>
  </xsl:template>

  <!-- Beside an ellipsis of the source a small sign; alone the ellipsis too. -->
  <xsl:template match="tei:gap">
    <xsl:variable name="before" select="preceding-sibling::node()[1]/self::text()"/>
    <xsl:variable name="after" select="following-sibling::node()[1]/self::text()"/>
    <xsl:variable name="last" select="substring(normalize-space($before),
        string-length(normalize-space($before)))"/>
    <xsl:variable name="next" select="substring(normalize-space($after), 1, 1)"/>
    <xsl:variable name="says-so" select="($last != '' and contains('.…', $last))
        or ($next != '' and contains('.…', $next))"/>
    <span class="gap">
      <xsl:call-template name="explained">
        <xsl:with-param name="by">
          <xsl:text>something is left out</xsl:text>
          <xsl:if test="normalize-space(@reason)"><xsl:value-of select="concat(': ', translate(normalize-space(@reason), '-_', '  '))"/></xsl:if>
        </xsl:with-param>
      </xsl:call-template>
      <xsl:choose>
        <xsl:when test="$says-so">⌃</xsl:when>
        <xsl:otherwise>[…]</xsl:otherwise>
      </xsl:choose>
    </span>
  </xsl:template>

  <xsl:template match="tei:unclear">
    <span class="doubt">
      <xsl:call-template name="explained"><xsl:with-param name="by">hard to read or to hear</xsl:with-param></xsl:call-template>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <xsl:template match="tei:del | tei:surplus"><del><xsl:apply-templates/></del></xsl:template>
  <xsl:template match="tei:add"><ins><xsl:apply-templates/></ins></xsl:template>

  <!-- On a block: a dotted line beside it; inside a line: a dotted line under it. -->
  <xsl:template name="doubtful">
    <xsl:param name="class" select="''"/>
    <xsl:if test="@cert = 'low' or @cert = 'medium' or @cert = 'unknown'">
      <xsl:attribute name="class">
        <xsl:value-of select="$class"/>
        <xsl:choose>
          <xsl:when test="self::tei:div or self::tei:div1 or self::tei:div2 or self::tei:div3">doubtful-division</xsl:when>
          <xsl:when test="self::tei:p or self::tei:ab or self::tei:seg">doubtful</xsl:when>
          <xsl:otherwise>doubt</xsl:otherwise>
        </xsl:choose>
      </xsl:attribute>
      <xsl:call-template name="doubt-heard"/>
    </xsl:if>
  </xsl:template>

  <!-- Beside a block a small sign that says so. -->
  <xsl:template name="doubt-heard">
    <xsl:if test="@cert = 'low' or @cert = 'medium' or @cert = 'unknown'">
      <xsl:variable name="how">
        <xsl:if test="@cert = 'low'">very </xsl:if>
        <xsl:text>doubtful</xsl:text>
      </xsl:variable>
      <xsl:if test="self::tei:sp or self::tei:u or self::tei:p or self::tei:ab">
        <span class="unsure" lang="en">
          <xsl:call-template name="explained">
            <xsl:with-param name="by">
              <xsl:choose>
                <xsl:when test="self::tei:sp or self::tei:u"><xsl:value-of select="$how"/>: who speaks was inferred</xsl:when>
                <xsl:otherwise><xsl:value-of select="$how"/>: what this is was inferred</xsl:otherwise>
              </xsl:choose>
            </xsl:with-param>
          </xsl:call-template>
          <xsl:text>?</xsl:text>
        </span>
      </xsl:if>
      <span class="heard" lang="en">(<xsl:value-of select="$how"/>:) </span>
    </xsl:if>
  </xsl:template>

  <!--
    What a sign means, for the element that was just begun: shown by the browser under the pointer,
    by the style sheet at the keyboard, told by screen readers.
  -->
  <xsl:template name="explained">
    <xsl:param name="by"/>
    <xsl:attribute name="title"><xsl:value-of select="$by"/></xsl:attribute>
    <xsl:attribute name="tabindex">0</xsl:attribute>
    <xsl:attribute name="role">note</xsl:attribute>
  </xsl:template>

  <!-- Words that somebody is reported to have said. -->
  <xsl:template match="tei:said">
    <span class="said">
      <xsl:variable name="names">
        <xsl:if test="@who"><xsl:call-template name="speaker-names"/></xsl:if>
      </xsl:variable>
      <xsl:if test="$names != ''">
        <xsl:call-template name="explained"><xsl:with-param name="by" select="concat('said by ', $names)"/></xsl:call-template>
      </xsl:if>
      <xsl:call-template name="doubtful"><xsl:with-param name="class" select="'said '"/></xsl:call-template>
      <xsl:apply-templates/>
    </span>
  </xsl:template>

  <!-- ==== Pages and lines ==== -->

  <xsl:template match="tei:fw | tei:timeline | tei:anchor | tei:cb | tei:gb | tei:milestone
      | tei:graphic | tei:media | tei:teiHeader"/>

  <xsl:template match="tei:pb">
    <span class="pb" role="doc-pagebreak">
      <xsl:value-of select="normalize-space(concat('p. ', @n))"/>
    </span>
  </xsl:template>

  <xsl:template match="tei:div/tei:pb | tei:sp/tei:pb | tei:body/tei:pb | tei:front/tei:pb
      | tei:back/tei:pb | tei:text/tei:pb | tei:div1/tei:pb | tei:div2/tei:pb | tei:div3/tei:pb
      | tei:spGrp/tei:pb | tei:titlePage/tei:pb | tei:castList/tei:pb | tei:lg/tei:pb
      | tei:u/tei:pb">
    <div class="pb" role="doc-pagebreak">
      <xsl:value-of select="normalize-space(concat('p. ', @n))"/>
    </div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:list/tei:pb | tei:table/tei:pb | tei:row/tei:pb | tei:pb[not(@n)]" priority="2"/>

  <xsl:template match="tei:lb"><xsl:if test="not(@break = 'no')"><br/></xsl:if></xsl:template>

  <!-- ==== Dates, names, words ==== -->

  <xsl:template match="tei:date | tei:time">
    <xsl:call-template name="time"/>
  </xsl:template>

  <!-- <time> where HTML can say it too: a year, a month, a day, a clock. -->
  <xsl:template name="time">
    <xsl:variable name="shape" select="translate(@when, '0123456789', '9999999999')"/>
    <xsl:choose>
      <xsl:when test="$shape = '9999' or $shape = '9999-99' or $shape = '9999-99-99'
          or $shape = '99:99:99' or $shape = '9999-99-99T99:99:99'">
        <time datetime="{@when}"><xsl:apply-templates/></time>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:emph"><em><xsl:call-template name="language"/><xsl:apply-templates/></em></xsl:template>

  <xsl:template match="tei:foreign | tei:distinct | tei:mentioned | tei:term">
    <i dir="auto"><xsl:call-template name="language"/><xsl:apply-templates/></i>
  </xsl:template>

  <xsl:template match="tei:title">
    <cite><xsl:call-template name="language"/><xsl:apply-templates/></cite>
  </xsl:template>

  <xsl:template match="tei:hi">
    <xsl:variable name="rend" select="concat(@rend, ' ', @rendition, ' ', @style)"/>
    <xsl:choose>
      <xsl:when test="contains($rend, 'bold')"><b><xsl:apply-templates/></b></xsl:when>
      <xsl:when test="contains($rend, 'small')"><span class="small-caps"><xsl:apply-templates/></span></xsl:when>
      <xsl:when test="contains($rend, 'under')"><span class="under-line"><xsl:apply-templates/></span></xsl:when>
      <xsl:when test="contains($rend, 'sup')"><sup><xsl:apply-templates/></sup></xsl:when>
      <xsl:when test="contains($rend, 'sub')"><sub><xsl:apply-templates/></sub></xsl:when>
      <xsl:otherwise><i><xsl:apply-templates/></i></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Of several readings the one that the editor chose, else the first. -->
  <xsl:template match="tei:app[tei:lem]/tei:rdg | tei:app[tei:lem]/tei:rdgGrp | tei:app[tei:lem]/tei:note | tei:app[tei:lem]/tei:noteGrp
      | tei:app[tei:lem]/tei:wit | tei:app[tei:lem]/tei:witDetail | tei:app/tei:rdg[preceding-sibling::*]"/>

  <!-- A link, if it leads to the web or into this page; the page itself loads nothing. -->
  <xsl:template match="tei:ref | tei:ptr">
    <xsl:choose>
      <xsl:when test="starts-with(@target, 'http://') or starts-with(@target, 'https://')">
        <a href="{@target}">
          <xsl:apply-templates/>
          <xsl:if test="not(node())"><xsl:value-of select="@target"/></xsl:if>
        </a>
      </xsl:when>
      <xsl:when test="self::tei:ref and (@type = 'note' or key('note', substring-after(@target, '#'))
          or starts-with(@target, '#') and translate(., '0123456789*†‡()[]. &#10;', '') = '')">
        <sup class="mark"><xsl:apply-templates/></sup>
      </xsl:when>
      <xsl:otherwise><xsl:apply-templates/></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:stamp"><span class="stamp"><xsl:apply-templates/></span></xsl:template>

  <!-- ==== Quotations, lists, tables ==== -->

  <xsl:template match="tei:q | tei:soCalled"><span class="q"><xsl:call-template name="language"/><xsl:apply-templates/></span></xsl:template>

  <xsl:template match="tei:quote">
    <xsl:choose>
      <xsl:when test="tei:p or tei:l or tei:lg or parent::tei:div or parent::tei:sp
          or parent::tei:body or parent::tei:cit[parent::tei:div or parent::tei:epigraph]">
        <blockquote dir="auto"><xsl:call-template name="language"/><xsl:apply-templates/></blockquote>
        <xsl:text>&#10;</xsl:text>
      </xsl:when>
      <xsl:otherwise>
        <span class="q"><xsl:call-template name="language"/><xsl:apply-templates/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <xsl:template match="tei:list">
    <xsl:apply-templates select="tei:head"/>
    <xsl:choose>
      <xsl:when test="tei:label"><dl class="list"><xsl:apply-templates select="*[not(self::tei:head)]"/></dl></xsl:when>
      <xsl:otherwise><ul class="list"><xsl:apply-templates select="*[not(self::tei:head)]"/></ul></xsl:otherwise>
    </xsl:choose>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:item">
    <li dir="auto"><xsl:call-template name="language"/><xsl:apply-templates/></li>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:list/tei:label"><dt dir="auto"><xsl:apply-templates/></dt><xsl:text>&#10;</xsl:text></xsl:template>
  <xsl:template match="tei:list[tei:label]/tei:item">
    <dd dir="auto">
      <xsl:apply-templates/>
      <xsl:if test="not(node())"><span class="heard" lang="en">(empty)</span>–</xsl:if>
    </dd>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:table">
    <xsl:apply-templates select="tei:head"/>
    <div class="wide" tabindex="0" role="region" aria-label="Table">
      <table><xsl:apply-templates select="tei:row"/></table>
    </div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:row"><tr><xsl:apply-templates/></tr><xsl:text>&#10;</xsl:text></xsl:template>

  <xsl:template match="tei:cell">
    <xsl:choose>
      <xsl:when test="@role = 'label' or ../@role = 'label'">
        <th scope="col" dir="auto"><xsl:apply-templates/></th>
      </xsl:when>
      <xsl:otherwise><td dir="auto"><xsl:apply-templates/></td></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- ==== Title pages and rosters ==== -->

  <xsl:template match="tei:titlePage">
    <div class="title-page"><xsl:apply-templates/></div><xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:docTitle"><xsl:apply-templates/></xsl:template>

  <!-- The page's heading has said the title, the author and the date. -->
  <xsl:template match="tei:titlePart | tei:docDate | tei:docAuthor" priority="1">
    <xsl:variable name="known"><xsl:call-template name="is-in-heading"/></xsl:variable>
    <xsl:if test="$known = ''"><xsl:call-template name="block"/></xsl:if>
  </xsl:template>

  <xsl:template match="tei:castList">
    <xsl:choose>
      <xsl:when test="tei:castGroup"><div class="cast"><xsl:apply-templates/></div></xsl:when>
      <xsl:otherwise><xsl:call-template name="roster"/></xsl:otherwise>
    </xsl:choose>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:castGroup"><xsl:call-template name="roster"/></xsl:template>

  <!-- A roster that was printed as one sentence, its names parted by commas, stays one. -->
  <xsl:template name="roster">
    <xsl:variable name="runs"><xsl:call-template name="roster-runs"/></xsl:variable>
    <div class="roster" dir="auto">
      <xsl:apply-templates select="*[not(self::tei:castItem)][not(preceding-sibling::tei:castItem)]"/>
      <xsl:if test="tei:castItem">
        <ul class="cast">
          <xsl:if test="$runs = 'yes'"><xsl:attribute name="class">cast run</xsl:attribute></xsl:if>
          <xsl:for-each select="tei:castItem">
            <li><xsl:apply-templates/></li>
            <xsl:text>&#10;</xsl:text>
          </xsl:for-each>
        </ul>
      </xsl:if>
      <xsl:apply-templates select="*[not(self::tei:castItem)][preceding-sibling::tei:castItem]"/>
    </div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template match="tei:castItem"><xsl:apply-templates/></xsl:template>
  <xsl:template match="tei:roleDesc"><span class="role"><xsl:apply-templates/></span></xsl:template>

  <!-- ==== Any other element ==== -->

  <xsl:template match="tei:head"><xsl:call-template name="block"/></xsl:template>

  <xsl:template match="tei:castGroup/tei:head | tei:castGroup/tei:roleDesc">
    <xsl:choose>
      <xsl:when test="../tei:castItem/tei:role"><xsl:call-template name="block"/></xsl:when>
      <xsl:otherwise><b class="head"><xsl:apply-templates/></b><xsl:text> </xsl:text></xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- Between blocks a block, elsewhere a part of the line. -->
  <xsl:template match="tei:*">
    <xsl:choose>
      <xsl:when test="parent::tei:div or parent::tei:div1 or parent::tei:div2 or parent::tei:div3
          or parent::tei:front or parent::tei:body or parent::tei:back or parent::tei:sp
          or parent::tei:titlePage or parent::tei:docTitle or parent::tei:castList
          or parent::tei:castGroup or parent::tei:lg or parent::tei:text or parent::tei:opener
          or parent::tei:closer or parent::tei:epigraph or parent::tei:cit or parent::tei:u">
        <xsl:call-template name="block"/>
      </xsl:when>
      <xsl:otherwise>
        <span><xsl:call-template name="language"/><xsl:apply-templates/></span>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:template>

  <!-- A paragraph, or a <div> where it has blocks of its own. -->
  <xsl:template name="block">
    <xsl:param name="class" select="local-name()"/>
    <xsl:choose>
      <xsl:when test="descendant::*[self::tei:p or self::tei:ab or self::tei:l or self::tei:lg
          or self::tei:list or self::tei:titlePart or self::tei:table or self::tei:stage or self::tei:sp or self::tei:head or self::tei:quote
          or self::tei:epigraph or self::tei:docDate or self::tei:signed or self::tei:salute
          or self::tei:dateline or self::tei:cit or self::tei:castList or self::tei:u]">
        <div class="{$class}" dir="auto">
          <xsl:call-template name="language"/>
          <xsl:apply-templates/>
        </div>
      </xsl:when>
      <xsl:otherwise>
        <p class="{$class}" dir="auto">
          <xsl:call-template name="language"/>
          <xsl:apply-templates/>
        </p>
      </xsl:otherwise>
    </xsl:choose>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="language">
    <xsl:if test="@xml:lang != '' and translate(@xml:lang, concat($ascii, '-'), '') = ''"><xsl:attribute name="lang"><xsl:value-of select="@xml:lang"/></xsl:attribute></xsl:if>
  </xsl:template>

</xsl:stylesheet>
