<?xml version="1.0" encoding="UTF-8"?>
<!--
  html-style.xsl: the style sheet of the reading page

  The measure is about 65 characters. Colours keep a contrast of at least 4.5 to 1 (WCAG 2.2 AA) in
  both schemes. Directions are logical (start, end), so that a right-to-left page is its mirror.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <!-- The colours of the dark page: where the system wants it, and where the reader does. -->
  <xsl:variable name="dark">
	--paper: #181715; --panel: #201e1b; --ink: #e7e2d8; --soft: #aea698; --rule: #3b3832;
	--name: #e9a48f; --link: #93bdf2; --doubt: #e0bd58; --dots: #b3913d; --mark: #453a12;
	--k0: #7d776c; --k1: #1b6c92; --k2: #ac550f; --k3: #98aef4; --k4: #9746d8;
	--k5: #18ea85; --k6: #eec1d0; --k7: #e1a81b;
</xsl:variable>

  <xsl:template name="style">
    <style><xsl:text><![CDATA[
:root {
	--k0: #8a857b; --k1: #167696; --k2: #ca7853; --k3: #132b5b; --k4: #a54dea; --k5: #1c5347;
	--k6: #560d18; --k7: #604912;
	--paper: #fdfcf9; --panel: #f5f2eb; --ink: #211f1b; --soft: #5c564c; --rule: #d9d3c6;
	--name: #7d2a1c; --link: #23508a; --doubt: #8a6a00; --dots: #a9852c; --mark: #fff3c4;
	--serif: "Iowan Old Style", "Source Serif 4", "Source Serif Pro", "Noto Serif", "Palatino Linotype",
		Palatino, "Book Antiqua", Charter, Georgia, "Liberation Serif", "Times New Roman", serif;
	--sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", "Helvetica Neue", Arial, sans-serif;
	color-scheme: light dark;
}
]]></xsl:text>
      <xsl:value-of select="concat('@media (prefers-color-scheme: dark) { :root:not([data-theme=light]) {',
          $dark, '} }&#10;:root[data-theme=dark] {', $dark, 'color-scheme: dark; }&#10;:root[data-theme=light] { color-scheme: light; }')"/>
      <xsl:text><![CDATA[
*, ::before, ::after { box-sizing: border-box; }
html { font-size: 100%; scroll-padding-top: 1.5rem; -webkit-text-size-adjust: 100%; }
body {
	margin: 0; background: var(--paper); color: var(--ink);
	font: 1.125rem/1.6 var(--serif); font-kerning: normal; overflow-wrap: break-word;
	text-rendering: optimizeLegibility;
}
a { color: var(--link); text-decoration-thickness: 1px; text-underline-offset: .18em; }
a:focus-visible, summary:focus-visible {
	outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px;
}
.skip { position: absolute; inset-inline-start: -999rem; }
.skip:focus {
	inset-inline-start: 1rem; top: 1rem; z-index: 2; padding: .5rem 1rem;
	background: var(--paper); border: 2px solid var(--link); font-family: var(--sans);
}
.heard { /* said by a screen reader, not shown */
	position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden;
	clip-path: inset(50%); white-space: nowrap;
}

/* The frame: contents, text, apparatus */
.masthead { max-width: 78rem; margin: 0 auto; padding: 3.5rem 2rem 1.75rem; text-align: center; }
.masthead h1 {
	max-width: 26em; margin: 0 auto; font-size: clamp(1.6rem, 1.1rem + 1.8vw, 2.4rem);
	font-weight: 400; line-height: 1.2; text-wrap: balance; letter-spacing: -.005em;
}
.masthead .subtitle { margin: .6rem auto 0; max-width: 36em; font-style: italic; font-size: 1.2rem; }
.masthead .by { margin: .6rem 0 0; }
.masthead .facts { margin: 1rem 0 0; color: var(--soft); font: .95rem/1.5 var(--sans); }
.columns {
	display: grid; grid-template-columns: 15.5rem minmax(0, 40rem) 15.5rem;
	justify-content: center; gap: 0 3.25rem; max-width: 82rem; margin: 0 auto;
	padding: 0 1.5rem 4rem; border-top: 1px solid var(--rule);
}
.contents, .apparatus { padding-top: 2rem; font: .9rem/1.45 var(--sans); color: var(--ink); }
@media (min-width: 60rem) {
	.contents > div, .apparatus > div {
		position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding: .25rem .5rem 2rem;
		margin: 0 -.5rem; scrollbar-width: thin;
	}
}
.contents h2, .apparatus h2, .about h2 {
	margin: 1.75rem 0 .6rem; font: 600 .8rem/1.3 var(--sans); letter-spacing: .07em;
	text-transform: uppercase; color: var(--soft);
}
.contents div > h2:first-child, .apparatus section:first-child > h2 { margin-top: 0; }
.contents ol, .contents ul, .apparatus ul { list-style: none; margin: 0; padding: 0; }
.contents li, .apparatus li { margin: 0 0 .35rem; }
.contents ol ol { margin: .35rem 0 0; padding-inline-start: 1rem; }
.contents a, .apparatus a { text-decoration: none; }
.contents a:hover, .apparatus a:hover { text-decoration: underline; }
.contents .when { display: block; color: var(--soft); font-size: .93em; }
.contents summary { cursor: pointer; padding: .15rem 0; display: flex; gap: .5rem; }
.contents summary::-webkit-details-marker { display: none; }
.contents summary::before {
	content: ""; flex: none; align-self: center; border: .28em solid transparent;
	border-inline-start-color: var(--soft); border-inline-end: 0; margin-inline-end: .1em;
}
.contents details[open] > summary::before {
	border: .28em solid transparent; border-top-color: var(--soft); border-bottom: 0; margin: 0;
}
.contents .count, .apparatus .count { color: var(--soft); font-variant-numeric: tabular-nums; }
.contents summary .count { margin-inline-start: auto; }
.contents .turns { display: flex; flex-wrap: wrap; gap: .1rem; padding: .1rem 0 .6rem .8rem; }
.contents .turns li { margin: 0; }
.contents .turns a {
	display: block; min-width: 1.75rem; padding: .12rem .3rem; text-align: center;
	font-variant-numeric: tabular-nums; border-radius: 3px;
}
.contents .turns a:hover { background: var(--panel); }
.apparatus .people a { text-decoration: underline; text-decoration-color: var(--rule); }
.apparatus .people a:hover { text-decoration-color: currentColor; }
.apparatus h3 { margin: 1.1rem 0 .35rem; font: 600 .95rem/1.35 var(--sans); }
.apparatus .role { color: var(--soft); }
.apparatus dl { margin: 0; }
.apparatus dt { margin: 0; font-family: var(--serif); font-size: 1.1em; line-height: 1.6; }
.apparatus dd { margin: 0 0 .6rem; color: var(--soft); }

/* The text */
main { padding-top: 2rem; min-width: 0; }
section { margin: 0 0 2.5rem; }
section section { margin-top: 2rem; }
main h2, main h3, main h4, main h5, main h6 {
	margin: 2.75rem 0 1.25rem; font-weight: 400; line-height: 1.3; text-align: center;
	text-wrap: balance;
}
main h2 { font-size: 1.4rem; } main h3 { font-size: 1.2rem; }
main h4, main h5, main h6 { font-size: 1.05rem; font-style: italic; }
main h2 a, main h3 a { color: inherit; text-decoration: none; }
.made { color: var(--soft); font-family: var(--sans); font-size: .85em; font-style: normal; }
main p, .p { margin: 0 0 .75em; text-wrap: pretty; }
.front, .back { color: var(--ink); }
.front { margin-bottom: 3rem; padding-bottom: 1.5rem; border-bottom: 1px solid var(--rule); }
.back { margin-top: 4rem; padding-top: 1rem; border-top: 1px solid var(--rule); font-size: 1rem; }
.title-page { text-align: center; }
.sp { position: relative; margin: 0 0 1.05em; padding-inline-start: 1.6em; }
.sp > p:first-of-type, .sp > .speaker-line { text-indent: -1.6em; }
.sp > p:first-of-type > * { text-indent: 0; }
.sp:target { background: var(--mark); box-shadow: 0 0 0 .4em var(--mark); border-radius: 1px; }
.speaker {
	font-variant-caps: small-caps; letter-spacing: .03em; color: var(--name); font-weight: 600;
	margin-inline-end: .15em;
}
.speaker-line { margin: 0 0 .1em; break-after: avoid; }
.number {
	position: absolute; inset-inline-end: -3rem; top: .28em; width: 2.4rem; text-align: start;
	color: var(--soft); font: .8rem/1.5 var(--sans); text-decoration: none; text-indent: 0;
	font-variant-numeric: tabular-nums;
}
.number:hover, .number:focus-visible { color: var(--link); text-decoration: underline; }
.stage { font-style: italic; color: var(--soft); }
p.stage, div.stage { margin-inline-start: 1.6em; }
.sp > p.stage, .sp > div.stage { margin-inline-start: 0; text-indent: 0; }
.stage i, .stage em { font-style: normal; }
.lg { margin: 0 0 .75em; }
.l { padding-inline-start: 2em; text-indent: -2em; }
.sp .l { padding-inline-start: 2em; }
.l.part-m { margin-inline-start: 5em; } .l.part-f { margin-inline-start: 9em; }
blockquote { margin: 1em 0 1em 1.6em; font-size: .97em; }
[dir="rtl"] blockquote { margin: 1em 1.6em 1em 0; }
.note { font-size: .86em; color: var(--soft); }
.gloss, .supplied, .corr { color: var(--soft); }
.sic { text-decoration: underline wavy var(--doubt) 1px; text-underline-offset: .2em; }
aside.note, .under { margin: 0 0 .9em; padding-inline-start: .8em; border-inline-start: 2px solid var(--rule); }
aside.note p, .under p { margin: 0 0 .3em; }
.under { font-size: .86em; color: var(--soft); text-indent: 0; }
.under p { margin: 0; }
sup.mark { font: .7em/1 var(--sans); color: var(--soft); }
.doubt { text-decoration: underline dotted var(--dots) 1.5px; text-underline-offset: .22em; }
.doubtful { position: relative; }
.doubtful::before {
	content: ""; position: absolute; inset-block: .35em; inset-inline-start: -.9em;
	border-inline-start: 2px dotted var(--dots);
}
.doubtful-division > :is(h2, h3, h4, h5, h6) {
	text-decoration: underline dotted var(--dots) 1.5px; text-underline-offset: .25em;
}
.sp.doubtful::before { inset-inline-start: -.6em; }
.gap { color: var(--doubt); font-family: var(--sans); font-size: .8em; vertical-align: .15em; }
.pb { color: var(--soft); font: .72rem/1 var(--sans); white-space: nowrap; }
.pb::before { content: "|"; margin-inline-end: .25em; }
.pb::after { content: "|"; margin-inline-start: .25em; }
div.pb { text-align: end; margin: .5em 0; }
.stamp { border: 1px solid currentColor; padding: .05em .45em; font: 600 .8em/1.4 var(--sans); letter-spacing: .08em; }
.head { font-variant-caps: small-caps; letter-spacing: .03em; margin: 1em 0 .3em; break-after: avoid; }
ul.cast { list-style: none; padding: 0; margin: 0 0 1em; }
ul.cast.run, ul.cast.run > li { display: inline; }
.roster { margin: 0 0 .75em; }
.roster > .head { display: inline; margin-inline-end: .3em; }
ul.list, ol.list { padding-inline-start: 1.6em; margin: 0 0 .9em; }
ul.list { list-style: none; padding: 0; }
ul.list > li { margin: 0 0 .25em; }
dl.list { margin: 0 0 1em; }
dl.list dt { font: 600 .85rem/1.4 var(--sans); color: var(--soft); margin-top: .8em; }
dl.list dd { margin: 0; } dl.list dd p { margin: 0 0 .5em; }
.wide { overflow-x: auto; margin: 1em 0; }
table { border-collapse: collapse; font-size: .95em; }
th, td { border: 1px solid var(--rule); padding: .3em .6em; text-align: start; vertical-align: top; }
th { font: 600 .85em/1.4 var(--sans); background: var(--panel); }
cite { font-style: italic; } .small-caps { font-variant-caps: small-caps; } .under-line { text-decoration: underline; }
.stage cite { font-style: normal; }

/* About this edition */
.about { border-top: 1px solid var(--rule); background: var(--panel); font: .92rem/1.5 var(--sans); }
.about > div { max-width: 58rem; margin: 0 auto; padding: 1.5rem 2rem 3rem; }
.about dl { display: grid; grid-template-columns: minmax(8rem, 13rem) 1fr; gap: .5rem 1.5rem; margin: 0; }
.about dt { color: var(--soft); } .about dd { margin: 0; } .about dd p { margin: 0 0 .5em; }

/* Scripts */
:lang(zh), :lang(ja), :lang(ko), :lang(yue) { line-break: strict; text-autospace: normal; }
main:lang(zh), main:lang(ja), main:lang(yue) { line-height: 1.8; text-align: justify; }
main:lang(zh) .stage, main:lang(ja) .stage, main:lang(ar) .stage, main:lang(he) .stage,
main:lang(fa) .stage, main:lang(ko) .stage { font-style: normal; }
main:lang(zh) .speaker, main:lang(ja) .speaker, main:lang(ar) .speaker, main:lang(he) .speaker { letter-spacing: 0; }
main:lang(ar), main:lang(fa), main:lang(ur) { line-height: 1.9; }

/* Narrower: the apparatus below the text; a phone: one column */
@media (max-width: 82rem) {
	.columns { grid-template-columns: 14rem minmax(0, 40rem); gap: 0 3rem; padding-inline-end: 4rem; }
	.apparatus { grid-column: 2; }
	.apparatus > div { position: static; max-height: none; overflow: visible; }
}
@media (max-width: 60rem) {
	.masthead { padding: 2rem 1.25rem 1.25rem; }
	.columns { display: block; padding: 0 1.25rem 2rem; }
	.contents { max-width: 40rem; margin: 0 auto; padding: 1.25rem 0; border-bottom: 1px solid var(--rule); }
	.contents > div { max-height: 70vh; overflow-y: auto; }
	.contents .turns a { min-width: 2.25rem; padding: .4rem .3rem; }
	.contents li, .apparatus li { margin-bottom: .5rem; }
	main, .apparatus { max-width: 40rem; margin: 0 auto; }
	.number { position: static; float: inline-end; width: auto; margin-inline-start: .8em; padding: .1em .2em; }
	.about > div { padding: 1rem 1.25rem 2rem; }
}
@media (max-width: 30rem) {
	body { font-size: 1.0625rem; line-height: 1.55; }
	.sp { padding-inline-start: 1em; }
	.sp > p:first-of-type, .sp > .speaker-line { text-indent: -1em; }
	main p, .p, .l { hyphens: auto; }
	.l.part-m { margin-inline-start: 2em; } .l.part-f { margin-inline-start: 4em; }
	.about dl { display: block; } .about dd { margin-bottom: .7rem; }
}
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }

@page {
	margin: 20mm 20mm 22mm 24mm;
	@bottom-center { content: counter(page); font: 9pt var(--sans); color: #444; }
}
@media print {
	:root:root:root {
		--k0: #8a857b; --k1: #167696; --k2: #ca7853; --k3: #132b5b; --k4: #a54dea; --k5: #1c5347; --k6: #560d18;
		--k7: #604912;
		--paper: #fff; --panel: #fff; --ink: #000; --soft: #444; --rule: #999; --name: #000;
		--link: #000; --doubt: #555; --dots: #777; --mark: #fff; color-scheme: light;
	}
	body { font-size: 10.5pt; line-height: 1.42; }
	.skip, .contents { display: none; }
	.masthead { padding: 0 0 6mm; }
	.columns { display: block; padding: 0; border: 0; }
	main { padding: 4mm 12mm 0 0; max-width: none; }
	.apparatus, .contents { max-width: none; }
	.apparatus > div { margin: 0; padding: 0; }
	main p, .p { orphans: 3; widows: 3; text-align: justify; hyphens: auto; }
	main h2, main h3, main h4, .head, .speaker-line { break-after: avoid; text-align: center; }
	.head, .speaker-line { text-align: start; }
	.sp > p:first-of-type { break-before: auto; }
	.number { position: absolute; float: none; inset-inline-end: -12mm; width: 9mm; margin: 0; font-size: 7.5pt; text-align: end; }
	.apparatus { border-top: .5pt solid var(--rule); padding-top: 2mm; font-size: 8.5pt; columns: 2; break-before: auto; }
	.apparatus { padding-bottom: 4mm; }
	.apparatus section { break-inside: avoid-column; margin-bottom: 4mm; }
	.apparatus .people { break-inside: auto; }
	.about { border-top: .5pt solid var(--rule); font-size: 8.5pt; }
	.about > div { padding: 2mm 0 0; max-width: none; }
	.about dl > * { break-inside: avoid; }
	a { color: inherit; text-decoration: none; }
	tr, .l, li { break-inside: avoid; }
}
]]></xsl:text></style>
  </xsl:template>

</xsl:stylesheet>
