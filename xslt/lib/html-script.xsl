<?xml version="1.0" encoding="UTF-8"?>
<!--
  html-script.xsl: the script of the reading page

  Nothing needs it: without it the page is whole. It adds what only a script can do: light and dark,
  search, highlighting of speakers, the citation of a speech, which session one is in. It takes all
  it says from the page, writes text and never markup, and loads nothing.
-->
<xsl:stylesheet version="1.0"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform">

  <xsl:template name="script">
    <script><xsl:text disable-output-escaping="yes"><![CDATA[
'use strict';
(() => {
const get = id => document.getElementById('page.' + id);
const all = (selector, within = document) => [...within.querySelectorAll(selector)];
const root = document.documentElement, main = get('text');
const speeches = all('.sp', main);
get('tools').hidden = false;
root.classList.add('scripted');

// ---- Light and dark ----

const theme = get('theme'), themes = ['auto', 'light', 'dark'];
function remember(value) {
	try {
		if (value !== undefined)
			localStorage.setItem('stenogram.theme', value);
		return localStorage.getItem('stenogram.theme');
	} catch { return value; }
}
function setTheme(name) {
	root.dataset.theme = themes.includes(name) ? name : 'auto';
	theme.lastElementChild.textContent = root.dataset.theme;
}
setTheme(remember());
theme.addEventListener('click', () => {
	setTheme(themes[(themes.indexOf(root.dataset.theme) + 1) % 3]);
	remember(root.dataset.theme);
});

// ---- Going through what is found: places, and one of them that we are at ----

const found = get('found');
let places = [], at = -1, what = '';
function tell() {
	found.textContent = what === '' ? '' :
		places.length ? `${at < 0 ? '' : at + 1 + ' of '}${places.length} ${what}` : `no ${what}`;
	get('before').disabled = get('after').disabled = !places.length;
}
function go(step) {
	if (!places.length)
		return;
	at = at < 0 ? (step > 0 ? 0 : places.length - 1) : (at + step + places.length) % places.length;
	const place = places[at];
	if (place instanceof Range) {
		if (window.CSS?.highlights)
			CSS.highlights.set('here', new Highlight(place));
		const box = place.getBoundingClientRect();
		scrollTo({ top: scrollY + box.top - innerHeight / 3 });
	} else {
		place.scrollIntoView();
	}
	tell();
}
get('before').addEventListener('click', () => go(-1));
get('after').addEventListener('click', () => go(1));
tell();

// ---- Speakers: highlighted, or alone ----

const picked = new Set(), picks = all('.pick');
const holds = e => picked.size > 0 && (e.dataset.who === '' ? picked.has('') :
	e.dataset.who.split(' ').some(who => picked.has(who)));
const unhashed = who => who.slice(who.indexOf('#') + 1);
const known = new Map(picks.map(b => [unhashed(b.dataset.pick), b.dataset.pick]));
// Pointers as the list of speakers has them: "people.xml#deng" is "#deng".
for (const e of all('[data-who]'))
	e.dataset.who = e.dataset.who.split(' ').map(who => known.get(unhashed(who)) ?? who).join(' ');
const lines = all('.bar a');
function show() {
	root.classList.toggle('picking', picked.size > 0);
	root.classList.toggle('alone', picked.size > 0 && get('alone').firstElementChild.checked);
	for (const e of speeches.concat(lines))
		e.classList.toggle('in', holds(e));
	for (const b of picks)
		b.setAttribute('aria-pressed', picked.has(b.dataset.pick));
	get('alone').hidden = get('all').hidden = picked.size === 0;
	places = speeches.filter(holds);
	at = -1;
	what = picked.size ? (places.length === 1 ? 'speech' : 'speeches') : '';
	tell();
}
for (const b of picks) {
	b.hidden = false;
	b.addEventListener('click', () => {
		if (!picked.delete(b.dataset.pick))
			picked.add(b.dataset.pick);
		input.value = '';
		clear();
		show();
	});
}
get('alone').firstElementChild.addEventListener('change', show);
get('all').addEventListener('click', () => {
	picked.clear();
	get('alone').firstElementChild.checked = false;
	show();
});

// ---- Search: without regard to case and accents, across the marks inside a paragraph ----

const MOST = 2000;
const input = get('search');
let texts = null;
// As many units as it was given, so that places in it are places in the text.
const fold = s => /^[\0-\x7f]*$/.test(s) ? s.toLowerCase() : [...s].map(c => {
	const f = c.normalize('NFD').replace(/[\u0300-\u036f]/g, '').toLowerCase();
	return f.length === c.length ? f : c;
}).join('');
function read() {
	texts = [];
	const walker = document.createTreeWalker(main, NodeFilter.SHOW_TEXT);
	let block = null, last = null;
	for (let node; (node = walker.nextNode());) {
		const parent = node.parentElement;
		if (parent.closest('.heard, .number, .unsure, .around'))
			continue;
		const holder = parent.closest('p, .l, .p, li, dd, dt, td, th, h2, h3, h4, h5, h6, .sp, section, main');
		if (holder !== last)
			texts.push(block = { text: '', nodes: [], starts: [] });
		last = holder;
		block.nodes.push(node);
		block.starts.push(block.text.length);
		block.text += fold(node.data).replace(/\s/g, ' ');
	}
}
function point(block, offset) {
	let i = block.starts.length - 1;
	while (block.starts[i] > offset)
		i--;
	return [block.nodes[i], offset - block.starts[i]];
}
function clear() {
	window.CSS?.highlights?.delete('found');
	window.CSS?.highlights?.delete('here');
}
function search() {
	const wanted = fold(input.value.trim()).replace(/\s+/g, ' ');
	clear();
	if (wanted.length < 2) {
		show();
		return;
	}
	if (!texts)
		read();
	places = [];
	for (const block of texts) {
		for (let i = -1; places.length < MOST && (i = block.text.indexOf(wanted, i + 1)) >= 0;) {
			const range = new Range();
			range.setStart(...point(block, i));
			range.setEnd(...point(block, i + wanted.length - 1));
			range.setEnd(range.endContainer, range.endOffset + 1);
			if (!root.classList.contains('alone') || range.getClientRects().length)
				places.push(range);
		}
	}
	if (window.CSS?.highlights)
		CSS.highlights.set('found', new Highlight(...places));
	at = -1;
	what = places.length === 1 ? 'place' : 'places';
	tell();
}
let soon = 0;
input.addEventListener('input', () => {
	clearTimeout(soon);
	soon = setTimeout(search, 150);
});
input.addEventListener('keydown', e => {
	if (e.key === 'Enter') {
		e.preventDefault();
		clearTimeout(soon);
		if (!places.length || what.startsWith('speech'))
			search();
		go(e.shiftKey ? -1 : 1);
	} else if (e.key === 'Escape') {
		input.value = '';
		search();
	}
});

// ---- The citation of a speech ----

const dialog = get('citation');
function cite(speech) {
	const number = speech.querySelector('.number').textContent.replace(/[.:)]+$/, '');
	const pick = picks.find(b => b.dataset.pick === speech.dataset.who.split(' ')[0] && b.dataset.pick !== '');
	const label = speech.querySelector('.speaker')?.textContent.trim().replace(/[:.,;–—\-：。]+$/, '');
	const names = pick && !speech.dataset.who.includes(' ') ?
		pick.parentElement.querySelector('summary [dir]').textContent : label;
	const heading = speech.closest('section')?.querySelector('h2, h3, h4, h5, h6')?.textContent.trim();
	const link = new URL('#' + speech.id, location.href);
	link.search = '';
	get('citation.text').textContent = [names, get('cite').textContent.trim(), heading, `speech ${number}.`]
		.filter(Boolean).join(', ') + ` ${link}`;
	get('citation.link').textContent = link;
	dialog.querySelector('output').textContent = '';
	const same = speeches.filter(s => s.dataset.who === speech.dataset.who), i = same.indexOf(speech);
	for (const [name, other] of [['before', same[i - 1]], ['after', same[i + 1]]]) {
		const a = dialog.querySelector('.same-' + name);
		a.hidden = !other;
		a.href = '#' + encodeURIComponent(other?.id ?? 'page.text');
	}
	history.replaceState(null, '', '#' + encodeURIComponent(speech.id));
	dialog.showModal();
}
main.addEventListener('click', e => {
	const number = e.target.closest('.number');
	if (!number || !dialog.showModal || e.ctrlKey || e.metaKey || e.shiftKey || e.button)
		return;
	e.preventDefault();
	cite(number.closest('.sp'));
});
async function copy(element) {
	try {
		await navigator.clipboard.writeText(element.textContent);
		return true;
	} catch {
		getSelection().selectAllChildren(element);
		return document.execCommand('copy');
	}
}
dialog.addEventListener('click', async e => {
	const { copy: id, close } = e.target.dataset;
	if (close || e.target === dialog || e.target.matches('a'))
		dialog.close();
	if (id)
		dialog.querySelector('output').textContent =
			await copy(document.getElementById(id)) ? 'Copied.' : 'Selected: copy it with the keyboard.';
});

// ---- A sign's explanation goes away by Escape ----

addEventListener('keydown', e => {
	if (e.key === 'Escape' && document.activeElement.matches('[role="note"]'))
		document.activeElement.classList.add('dismissed');
});
addEventListener('focusout', e => e.target.classList?.remove('dismissed'));

// ---- Which session one is in ----

const contents = new Map(all('.contents > div > ol a').map(a => [decodeURIComponent(a.hash.slice(1)), a]));
const parts = [...contents.keys()].map(id => document.getElementById(id)).filter(Boolean);
if (window.IntersectionObserver) {
	const seen = new Set();
	const watch = new IntersectionObserver(entries => {
		for (const e of entries)
			seen[e.isIntersecting ? 'add' : 'delete'](e.target);
		const now = parts.filter(p => seen.has(p)).pop();
		for (const [id, a] of contents)
			if (now?.id === id)
				a.setAttribute('aria-current', 'true');
			else
				a.removeAttribute('aria-current');
	}, { rootMargin: '-20% 0px -75% 0px' });
	parts.forEach(p => watch.observe(p));
}

// ---- A search that another page asks for: page.html?q=gauge#sp-12 ----

const asked = new URLSearchParams(location.search).get('q');
if (asked) {
	input.value = asked;
	search();
}
})();
]]></xsl:text></script>
    <xsl:text>&#10;</xsl:text>
  </xsl:template>

</xsl:stylesheet>
