<?xml version="1.0" encoding="UTF-8"?>
<!--
  html-voices.xsl: who speaks, when and how much

  One walk over the speeches makes a table of them, another makes a table of the voices: each person
  who speaks, each pointer to nobody, and the speeches of nobody named. From these two come the list of
  speakers, the bar of who speaks when, and the chart of words. A speech held together by several people
  counts for each of them.

  Parameters:
    bar-max  how many pieces the bar has at most; of more speeches several are one piece
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:tei="http://www.tei-c.org/ns/1.0"
    xmlns:exsl="http://exslt.org/common"
    exclude-result-prefixes="tei exsl">

  <xsl:param name="bar-max" select="1000"/>

  <!-- People and groups, whether they speak or not. -->
  <xsl:variable name="people" select="$header/tei:profileDesc/tei:particDesc
      //*[self::tei:person or self::tei:personGrp]"/>

  <!-- ==== The speeches ==== -->

  <!--
    <speech for="generate-id()" id n words part piece block><by who="#deng" in="0 #deng" words="12" name="…"/>…</speech>
    Speeches of other people's TEI may have no xml:id or @n; they get one here. @name is there for
    pointers to nobody, @part tells speeches of different sessions apart, @piece is the bar's. The
    speeches of a voice are found by blocks of 256, since libxslt takes quadratic time to make a key
    whose values have many nodes.
  -->
  <xsl:variable name="made-prefix">
    <xsl:if test="/tei:TEI/tei:text//*/@xml:id">page.</xsl:if>
  </xsl:variable>
  <xsl:variable name="piece-size" select="ceiling(count($speeches) div $bar-max)"/>

  <xsl:variable name="table-of-speeches">
    <xsl:for-each select="$speeches">
      <xsl:variable name="text"><xsl:call-template name="speech-text"/></xsl:variable>
      <speech for="{generate-id()}" id="{$made-prefix}sp-{position()}" n="{position()}"
          part="{generate-id(ancestor::*[parent::tei:body][1])}"
          piece="{floor((position() - 1) div $piece-size)}" block="{floor((position() - 1) div 256)}">
        <xsl:if test="@xml:id and not(contains(@xml:id, ' '))"><xsl:attribute name="id"><xsl:value-of select="@xml:id"/></xsl:attribute></xsl:if>
        <xsl:if test="@n"><xsl:attribute name="n"><xsl:value-of select="@n"/></xsl:attribute></xsl:if>
        <xsl:variable name="words">
          <xsl:call-template name="speech-words"><xsl:with-param name="text" select="string($text)"/></xsl:call-template>
        </xsl:variable>
        <xsl:attribute name="words"><xsl:value-of select="$words"/></xsl:attribute>
        <xsl:call-template name="by">
          <xsl:with-param name="pointers" select="normalize-space(@who)"/>
          <xsl:with-param name="words" select="$words"/>
          <xsl:with-param name="block" select="floor((position() - 1) div 256)"/>
        </xsl:call-template>
      </speech>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="told" select="exsl:node-set($table-of-speeches)"/>

  <!-- <part who in name speeches words first/>: what each voice says in each block, in the order of the first. -->
  <xsl:variable name="table-of-parts">
    <xsl:for-each select="$told/speech/by[generate-id() = generate-id(key('speech-by', @in)[1])]">
      <xsl:variable name="turns" select="key('speech-by', @in)"/>
      <part speeches="{count($turns)}" words="{sum($turns/@words)}" first="{../@id}">
        <xsl:copy-of select="@who | @in | @name"/>
      </part>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="parts" select="exsl:node-set($table-of-parts)"/>
  <xsl:key name="part" match="part" use="@who"/>

  <xsl:key name="speech" match="speech" use="@for"/>
  <xsl:key name="speech-by" match="by" use="@in"/>
  <xsl:key name="piece" match="speech" use="@piece"/>

  <!-- Each of those who hold the context, once. -->
  <xsl:template name="by">
    <xsl:param name="pointers"/>
    <xsl:param name="words"/>
    <xsl:param name="block"/>
    <xsl:param name="before" select="' '"/>
    <xsl:variable name="pointer" select="substring-before(concat($pointers, ' '), ' ')"/>
    <xsl:variable name="id" select="key('person', substring-after($pointer, '#'))[1]/@xml:id"/>
    <xsl:variable name="who" select="concat(substring('#', 1, count($id)), $id, substring($pointer, 1
        + string-length($pointer) * count($id)))"/>
    <xsl:if test="not(contains($before, concat(' ', $who, ' ')))">
      <by who="{$who}" in="{$block} {$who}" words="{$words}">
        <xsl:if test="not($id) and $pointer != ''">
          <xsl:attribute name="name">
            <xsl:call-template name="pointer-name">
              <xsl:with-param name="pointer" select="$pointer"/>
              <xsl:with-param name="alone" select="not(contains(normalize-space(@who), ' '))"/>
            </xsl:call-template>
          </xsl:attribute>
        </xsl:if>
      </by>
    </xsl:if>
    <xsl:if test="contains($pointers, ' ')">
      <xsl:call-template name="by">
        <xsl:with-param name="pointers" select="substring-after($pointers, ' ')"/>
        <xsl:with-param name="words" select="$words"/>
        <xsl:with-param name="block" select="$block"/>
        <xsl:with-param name="before" select="concat($before, $who, ' ')"/>
      </xsl:call-template>
    </xsl:if>
  </xsl:template>

  <!-- ==== The voices ==== -->

  <!--
    <voice who name speeches words first/>: people in the order of the header, then the others in the order
    in which they speak, those that nobody names last. @who is empty for these. @first is the id of the first speech.
  -->
  <xsl:variable name="table-of-voices">
    <xsl:for-each select="$people[@xml:id]">
      <xsl:call-template name="voice">
        <xsl:with-param name="who" select="concat('#', @xml:id)"/>
        <xsl:with-param name="name"><xsl:call-template name="person-name"/></xsl:with-param>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:for-each select="$parts/part[@name][generate-id() = generate-id(key('part', @who)[1])]">
      <xsl:call-template name="voice">
        <xsl:with-param name="who" select="string(@who)"/>
        <xsl:with-param name="name" select="string(@name)"/>
      </xsl:call-template>
    </xsl:for-each>
    <xsl:call-template name="voice">
      <xsl:with-param name="who" select="''"/>
      <xsl:with-param name="name">Not identified</xsl:with-param>
    </xsl:call-template>
  </xsl:variable>

  <xsl:template name="voice">
    <xsl:param name="who"/>
    <xsl:param name="name"/>
    <xsl:for-each select="$parts">
      <xsl:variable name="own" select="key('part', $who)"/>
      <xsl:if test="$own">
        <voice who="{$who}" name="{$name}" speeches="{sum($own/@speeches)}" words="{sum($own/@words)}"
            first="{$own[1]/@first}"/>
      </xsl:if>
    </xsl:for-each>
  </xsl:template>

  <!-- The same by words, most first, those that nobody names last; the first seven have a colour of
       their own. -->
  <xsl:variable name="table-of-ranks">
    <xsl:for-each select="exsl:node-set($table-of-voices)/voice">
      <xsl:sort select="string(@who = '')"/>
      <xsl:sort select="@words" data-type="number" order="descending"/>
      <voice colour="k0">
        <xsl:copy-of select="@*"/>
        <xsl:if test="position() &lt; 8 and @who != ''">
          <xsl:attribute name="colour">k<xsl:value-of select="position()"/></xsl:attribute>
        </xsl:if>
      </voice>
    </xsl:for-each>
  </xsl:variable>
  <xsl:variable name="voices" select="exsl:node-set($table-of-voices)"/>
  <xsl:variable name="ranks" select="exsl:node-set($table-of-ranks)"/>
  <xsl:key name="rank" match="voice[@colour]" use="@who"/>

  <xsl:key name="voice" match="voice[@first]" use="@who"/>

  <!-- The class of the colour of a voice. -->
  <xsl:template name="colour">
    <xsl:param name="who"/>
    <xsl:for-each select="$ranks"><xsl:value-of select="key('rank', $who)/@colour"/></xsl:for-each>
  </xsl:template>

  <!-- ==== The list of speakers ==== -->

  <!-- Each speaker, how often he speaks, and the way to each of his speeches. -->
  <xsl:template name="speakers">
    <xsl:if test="$speeches">
      <h2>Speakers</h2>
      <ul class="speakers">
        <xsl:text>&#10;</xsl:text>
        <xsl:for-each select="$voices/voice">
          <xsl:variable name="who" select="@who"/>
          <li>
            <details>
              <summary>
                <xsl:call-template name="swatch"/>
                <span dir="auto"><xsl:value-of select="@name"/></span>
                <xsl:text> </xsl:text>
                <span class="count">
                  <xsl:value-of select="@speeches"/>
                  <span class="heard">
                    <xsl:choose>
                      <xsl:when test="@speeches = 1"> speech</xsl:when>
                      <xsl:otherwise> speeches</xsl:otherwise>
                    </xsl:choose>
                  </span>
                </span>
              </summary>
              <ol class="turns" aria-label="Speeches of {@name}">
                <xsl:for-each select="$parts">
                  <xsl:for-each select="key('part', $who)">
                    <xsl:variable name="in" select="@in"/>
                    <xsl:for-each select="$told">
                      <xsl:for-each select="key('speech-by', $in)"><li><a href="#{../@id}"><xsl:value-of select="../@n"/></a></li></xsl:for-each>
                    </xsl:for-each>
                  </xsl:for-each>
                </xsl:for-each>
              </ol>
            </details>
            <button type="button" class="pick" data-pick="{@who}" aria-pressed="false"
                aria-label="Highlight the speeches of {@name}" hidden="hidden">mark</button>
          </li>
          <xsl:text>&#10;</xsl:text>
        </xsl:for-each>
      </ul>
    </xsl:if>
  </xsl:template>

  <xsl:template name="swatch">
    <xsl:variable name="colour">
      <xsl:call-template name="colour"><xsl:with-param name="who" select="@who"/></xsl:call-template>
    </xsl:variable>
    <span class="swatch {$colour}"/>
  </xsl:template>

  <!-- ==== The bar of who speaks when ==== -->

  <!--
    One <rect> a piece, as wide as its words. Where each begins is the sum of those before it: of
    whole blocks of 32 pieces, then of the pieces of its own block, so that no sum is over many.
  -->
  <xsl:key name="block" match="piece" use="@block"/>

  <xsl:template name="bar">
    <xsl:variable name="total" select="sum($told/speech/@words)"/>
    <xsl:if test="$total &gt; 0 and count($told/speech) &gt; 1">
      <xsl:variable name="pieces">
        <xsl:for-each select="$told/speech[(position() - 1) mod $piece-size = 0]">
          <xsl:call-template name="piece"/>
        </xsl:for-each>
      </xsl:variable>
      <figure class="bar" lang="en" dir="ltr">
        <figcaption class="heard">Who speaks when: a bar from the first word to the last, with a link to each speech. The same speeches are in the list of speakers.</figcaption>
        <svg viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
          <xsl:text>&#10;</xsl:text>
          <xsl:for-each select="exsl:node-set($pieces)/piece[@block-first]">
            <xsl:variable name="before" select="sum(preceding-sibling::piece/@words)"/>
            <xsl:for-each select="key('block', @block)">
              <xsl:call-template name="rect">
                <xsl:with-param name="x" select="1000 * ($before + sum(key('block', @block)[@i &lt; current()/@i]/@words)) div $total"/>
                <xsl:with-param name="width" select="1000 * @words div $total"/>
              </xsl:call-template>
            </xsl:for-each>
          </xsl:for-each>
        </svg>
      </figure>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

  <!-- The longest speech of a piece gives it its voice. -->
  <xsl:template name="piece">
    <xsl:variable name="i" select="position() - 1"/>
    <xsl:variable name="group" select="key('piece', @piece)"/>
    <piece i="{$i}" block="{floor($i div 32)}" words="{sum($group/@words)}" count="{count($group)}">
      <xsl:if test="$i mod 32 = 0"><xsl:attribute name="block-first">yes</xsl:attribute></xsl:if>
      <xsl:if test="@part != preceding-sibling::speech[1]/@part"><xsl:attribute name="begins">yes</xsl:attribute></xsl:if>
      <xsl:for-each select="$group">
        <xsl:sort select="@words" data-type="number" order="descending"/>
        <xsl:if test="position() = 1">
          <xsl:copy-of select="@id | @n"/>
          <xsl:copy-of select="by[1]/@who"/>
        </xsl:if>
      </xsl:for-each>
    </piece>
  </xsl:template>

  <xsl:template name="rect">
    <xsl:param name="x"/>
    <xsl:param name="width"/>
    <xsl:variable name="voice" select="@who"/>
    <xsl:variable name="colour">
      <xsl:call-template name="colour"><xsl:with-param name="who" select="@who"/></xsl:call-template>
    </xsl:variable>
    <a href="#{@id}" tabindex="-1" data-who="{@who}">
      <rect class="{$colour}" x="{format-number($x, '0.##')}" width="{format-number($width, '0.##')}" height="10">
        <xsl:if test="@begins"><xsl:attribute name="y">3</xsl:attribute></xsl:if>
        <title>
          <xsl:for-each select="$ranks"><xsl:value-of select="key('rank', $voice)/@name"/></xsl:for-each>
          <xsl:value-of select="concat(' (', @n, ') · ', @words, ' word')"/>
          <xsl:if test="@words != 1">s</xsl:if>
          <xsl:if test="@count &gt; 1"> in <xsl:value-of select="@count"/> speeches</xsl:if>
        </title>
      </rect>
    </a>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- ==== The chart of words ==== -->

  <!-- A row a voice: a bar, and beside it its numbers. -->
  <xsl:template name="chart">
    <xsl:variable name="total" select="sum($told/speech/@words)"/>
    <xsl:variable name="ends" select="$ranks/voice[position() = 1 or position() = last()]"/>
    <xsl:variable name="most" select="$ends[not($ends/@words &gt; @words)][1]/@words"/>
    <xsl:if test="$total &gt; 0">
      <section class="words" id="page.words" lang="en" dir="ltr" aria-labelledby="page.words.head">
        <div>
          <h2 id="page.words.head">Words by speaker</h2>
          <div class="wide" tabindex="0" role="region" aria-label="Words by speaker, as a table">
            <table>
              <thead>
                <tr>
                  <th scope="col">Speaker</th>
                  <td/>
                  <th scope="col">Words</th>
                  <th scope="col">Share</th>
                  <th scope="col">Speeches</th>
                </tr>
              </thead>
              <tbody>
                <xsl:text>&#10;</xsl:text>
                <xsl:for-each select="$ranks/voice">
                  <tr>
                    <th scope="row" dir="auto"><xsl:value-of select="@name"/></th>
                    <td class="graph">
                      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                        <rect class="{@colour}" height="10" width="{format-number(100 * @words div $most, '0.##')}"/>
                      </svg>
                    </td>
                    <td><xsl:value-of select="@words"/></td>
                    <td><xsl:value-of select="format-number(@words div $total, '0.0%')"/></td>
                    <td><xsl:value-of select="@speeches"/></td>
                  </tr>
                  <xsl:text>&#10;</xsl:text>
                </xsl:for-each>
              </tbody>
              <tfoot>
                <tr>
                  <th scope="row">All</th>
                  <td/>
                  <td><xsl:value-of select="$total"/></td>
                  <td/>
                  <td><xsl:value-of select="count($told/speech)"/></td>
                </tr>
              </tfoot>
            </table>
          </div>
          <xsl:if test="$told/speech[by[2]]">
            <p>What several people say together counts for each of them.</p>
          </xsl:if>
        </div>
      </section>
      <xsl:text>&#10;</xsl:text>
    </xsl:if>
  </xsl:template>

</xsl:stylesheet>
