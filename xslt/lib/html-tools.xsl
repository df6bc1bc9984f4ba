<?xml version="1.0" encoding="UTF-8"?>
<!--
  html-tools.xsl: what the reader has in hand: the tools above the text, and how they look

  The markup of the tools is hidden until the script of html-script.xsl finds it.

  The seven colours of speakers were chosen by search: each has a contrast of 3 to 1 or more with the
  page, and any two are told apart by people who see all colours and by those with protanopia,
  deuteranopia and tritanopia (least difference 19, CIELAB). Nothing is said by colour alone.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:template name="tools">
    <div class="tools" id="page.tools" role="search" aria-label="In this page" lang="en" dir="ltr" hidden="hidden">
      <div>
        <input type="search" id="page.search" aria-label="Search in the text" placeholder="Search in the text" autocomplete="off" spellcheck="false"/>
        <button type="button" id="page.before" aria-label="One back">↑</button>
        <button type="button" id="page.after" aria-label="One on">↓</button>
        <output id="page.found" aria-live="polite"/>
        <label id="page.alone" hidden="hidden"><input type="checkbox"/> hide others</label>
        <button type="button" id="page.all" hidden="hidden">show all</button>
        <button type="button" id="page.theme" aria-label="Light or dark">◐ <span>auto</span></button>
      </div>
    </div>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <!-- Shown at the number of a speech: its citation and its link, to be copied. -->
  <xsl:template name="citation-dialog">
    <dialog id="page.citation" aria-labelledby="page.citation.head" lang="en" dir="ltr">
      <h2 id="page.citation.head">Cite this speech</h2>
      <p id="page.citation.text" dir="auto"/>
      <p id="page.citation.link" dir="ltr"/>
      <p class="buttons">
        <button type="button" data-copy="page.citation.text">Copy the citation</button>
        <button type="button" data-copy="page.citation.link">Copy the link</button>
        <button type="button" data-close="yes">Close</button>
      </p>
      <p class="ways">
        <a class="same-before" href="#page.text">← before, same speaker</a>
        <xsl:text> </xsl:text>
        <a class="same-after" href="#page.text">next, same speaker →</a>
      </p>
      <output aria-live="polite"/>
    </dialog>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

  <xsl:template name="tools-style">
    <style><xsl:text><![CDATA[
.k0 { fill: var(--k0); background: var(--k0); } .k1 { fill: var(--k1); background: var(--k1); }
.k2 { fill: var(--k2); background: var(--k2); } .k3 { fill: var(--k3); background: var(--k3); }
.k4 { fill: var(--k4); background: var(--k4); } .k5 { fill: var(--k5); background: var(--k5); }
.k6 { fill: var(--k6); background: var(--k6); } .k7 { fill: var(--k7); background: var(--k7); }
.swatch {
	flex: none; align-self: center; width: .6em; height: .6em; border-radius: 50%;
	print-color-adjust: exact; -webkit-print-color-adjust: exact;
}
.home { position: absolute; inset-inline-start: 2rem; top: 1.2rem; margin: 0; }
.home, .downloads { font: .9rem/1.5 var(--sans); } .downloads { margin: .5rem 0 0; color: var(--soft); }
.downloads a { margin-inline-start: .4em; }

/* Who speaks when */
.bar { max-width: 74rem; margin: 1.75rem auto 0; position: relative; }
.bar svg { display: block; width: 100%; height: 1.15rem; print-color-adjust: exact; }
.bar a { cursor: pointer; }
.bar rect { stroke: var(--paper); stroke-width: 1px; vector-effect: non-scaling-stroke; }
.bar a:hover rect { fill: var(--link); }
.picking .bar a:not(.in) rect { opacity: .22; }
.masthead { padding-bottom: 1.25rem; }

/* The tools above the text */
.tools {
	position: sticky; top: 0; z-index: 1; background: var(--paper); border-block: 1px solid var(--rule);
	font: .875rem/1.4 var(--sans);
}
.tools > div {
	display: flex; flex-wrap: wrap; align-items: center; gap: .4rem .6rem; max-width: 82rem; margin: 0 auto;
	padding: .4rem 1.5rem; min-height: 2.9rem;
}
.tools + .columns { border-top: 0; }
.tools[hidden] + .columns { border-top: 1px solid var(--rule); }
.tools input[type="search"] {
	flex: 0 1 16rem; min-width: 8rem; padding: .3rem .6rem; border: 1px solid var(--soft); border-radius: 4px;
	background: var(--paper); color: var(--ink); font: inherit;
}
.tools button, dialog button, .pick {
	min-width: 2rem; min-height: 1.9rem; padding: .15rem .6rem; border: 1px solid var(--rule);
	border-radius: 4px; background: var(--panel); color: var(--ink); font: inherit; cursor: pointer;
}
.tools button:hover, dialog button:hover, .pick:hover { border-color: var(--soft); }
.tools button:disabled { color: var(--soft); cursor: default; }
.tools output { color: var(--soft); } .tools label { display: flex; gap: .3rem; align-items: center; }
.tools [hidden] { display: none; }
#page\.theme { margin-inline-start: auto; }
button:focus-visible, input:focus-visible, [tabindex]:focus-visible {
	outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px;
}
.scripted { scroll-padding-top: 5rem; }
@media (min-width: 60rem) {
	.scripted .contents > div, .scripted .apparatus > div { top: 3rem; max-height: calc(100vh - 3rem); }
}

/* Speakers */
.speakers li { display: flex; align-items: start; gap: .35rem; }
.speakers details { flex: 1; min-width: 0; }
.contents summary > [dir] { min-width: 0; overflow-wrap: anywhere; }
.pick { min-width: 0; min-height: 1.5rem; padding: 0 .35rem; font-size: .8rem; line-height: 1.3; color: var(--soft); background: none; }
.pick[hidden] { display: none; }
.pick[aria-pressed="true"] { background: var(--name); color: var(--paper); border-color: var(--name); }
.contents [aria-current] { font-weight: 600; text-decoration: underline; }
.picking .sp:not(.in) { color: var(--soft); }
.sp.in { box-shadow: -.35em 0 0 var(--paper), -.6em 0 0 var(--name); background: var(--panel); }
[dir="rtl"] .sp.in { box-shadow: .35em 0 0 var(--paper), .6em 0 0 var(--name); }
.alone main :is(.sp:not(.in), .front, .back, .around, p.stage, div.stage, div.pb) { display: none; }
.alone main .sp.in .stage { display: revert; }
::highlight(found) { background-color: var(--mark); color: inherit; }
::highlight(here) { background-color: #ffb84d; color: #211f1b; }
.around {
	display: flex; justify-content: space-between; gap: 2rem; margin: 2.5rem 0 0; padding-top: .6rem;
	border-top: 1px solid var(--rule); font: .9rem/1.4 var(--sans);
}
.around a { text-decoration: none; max-width: 45%; } .around a:hover { text-decoration: underline; }
.around .after { margin-inline-start: auto; text-align: end; }
.apparatus .people .elsewhere { display: inline-block; min-width: 1.7rem; min-height: 1.5rem; padding: 0 .2rem; text-align: center; font-size: .85em; }

/* Signs, explained under the pointer by the browser, at the keyboard here */
[role="note"][title] { cursor: help; position: relative; }
[role="note"][title]:focus::after {
	content: attr(title); position: absolute; inset-inline-start: 0; top: 100%; z-index: 2; width: max-content;
	max-width: min(18rem, 70vw); padding: .25rem .6rem; border: 1px solid var(--soft); border-radius: 4px;
	background: var(--panel); color: var(--ink); font: 400 .8rem/1.4 var(--sans); text-decoration: none;
	font-variant: normal; letter-spacing: 0; text-indent: 0; text-align: start; white-space: normal;
}
.dismissed:focus::after { display: none; }
.unsure {
	position: absolute; inset-inline-start: -1.35em; top: .3em; width: 1.2em; text-align: center; text-indent: 0;
	color: var(--doubt); font: 600 .8rem/1.5 var(--sans);
}

/* Words by speaker */
.words { border-top: 1px solid var(--rule); margin: 0; font: .95rem/1.5 var(--sans); }
.words > div { max-width: 58rem; margin: 0 auto; padding: 2rem 2rem 2.5rem; }
.words h2 { margin: 0 0 1rem; font: 400 1.4rem/1.3 var(--serif); }
.words table { width: 100%; font-variant-numeric: tabular-nums; }
.words th, .words td { border: 0; padding: .25em .6em; background: none; vertical-align: middle; }
.words tbody th { font-weight: 400; font-size: 1em; width: 30%; }
.words td:not(.graph), .words thead th:not(:first-child) { text-align: end; white-space: nowrap; }
.words tfoot > tr > * { border-top: 1px solid var(--rule); }
.words .graph { width: 40%; } .words .graph svg { display: block; width: 100%; height: .9rem; print-color-adjust: exact; }
.words p { color: var(--soft); }

/* The citation of a speech */
dialog {
	max-width: min(34rem, 92vw); padding: 1.25rem 1.5rem; border: 1px solid var(--soft); border-radius: 6px;
	background: var(--paper); color: var(--ink); font: .95rem/1.5 var(--sans);
}
dialog::backdrop { background: rgb(0 0 0 / .35); }
dialog h2 { margin: 0 0 .75rem; font: 600 1rem/1.3 var(--sans); }
dialog p { margin: 0 0 .75rem; } #page\.citation\.text { font-family: var(--serif); font-size: 1.1rem; }
#page\.citation\.link { color: var(--soft); overflow-wrap: anywhere; }
dialog .buttons { display: flex; flex-wrap: wrap; gap: .5rem; } dialog .ways { margin: 0; }
dialog .ways a { margin-inline-end: 1rem; } dialog [hidden] { display: none; }

@media (max-width: 60rem) {
	.home { position: static; margin-bottom: 1rem; }
	.tools > div { padding: .4rem 1rem; } .tools input[type="search"] { flex: 1 1 9rem; }
	.pick { min-height: 2rem; }
	.sp.doubtful > .unsure, .unsure { position: static; margin-inline-end: .3em; }
	.words > div { padding: 1.5rem 1.25rem; } .words .graph { display: none; }
	.words thead td, .words tfoot td:empty:first-of-type { display: none; }
	.words th, .words td { padding: .25em .35em; }
}
@media print {
	.tools, .around, .home, .downloads, .pick, dialog { display: none; }
	.bar svg { height: 4mm; }
	.words > div { padding: 4mm 0; max-width: none; } .words { font-size: 8.5pt; break-inside: avoid-page; }
	.words .graph, .words thead td, .words tfoot td:empty:first-of-type { display: table-cell; }
	.words h2 { font-size: 11pt; margin-bottom: 2mm; } .wide { overflow: visible; }
	.sp.in { background: none; box-shadow: none; } .picking .sp:not(.in) { color: inherit; }
	[role="note"][title]:focus::after { display: none; }
}
]]></xsl:text></style>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
