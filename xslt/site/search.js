// search.js: the search over all speeches of a site
//
// The index lies in parts, scripts that call stenogram.part(); a part has all words that begin with the same
// three characters. Only those that a search needs are loaded, then the speeches of the documents that are shown.
// Scripts and not data, because a page opened from a disk may load scripts alone.
'use strict';
const stenogram = (() => {
const get = id => document.getElementById(id);
const A_PAGE = 10, IN_DOCUMENT = 4, AROUND = 140, LOADED_MOST = 200;
let documents = [], shards = 1;

// ---- Loading ----

const waiting = new Map(), parts = new Map(), texts = new Map();
function load(address, key, store) {
	if (store.has(key))
		return Promise.resolve(store.get(key));
	const going = waiting.get(address);
	if (going)
		return going;
	const promise = new Promise((done, fail) => {
		const script = document.createElement('script');
		script.src = address;
		script.onload = () => { script.remove(); waiting.delete(address); done(store.get(key)); };
		script.onerror = () => { waiting.delete(address); fail(new Error(address)); };
		document.head.append(script);
	});
	waiting.set(address, promise);
	return promise;
}
const part = n => load(`search/${n.toString(16).padStart(3, '0')}.js`, n, parts);
const text = n => load(`search/text/${n}.js`, n, texts);

// ---- Words, as convert/site/words.c makes them ----

const fold = s => s.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().normalize('NFKD')
	.replace(/\p{M}+/gu, '').replace(/ß/g, 'ss').replace(/ς/g, 'σ').normalize('NFC');
const UNSPACED = /[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u{20000}-\u{3ffff}]/u;
const words = s => fold(s).match(/[\p{L}\p{Nd}\p{M}]+/gu) ?? [];
function shard(word) {
	const bytes = new TextEncoder().encode([...word].slice(0, 3).join(''));
	let hash = 2166136261;
	for (const b of bytes)
		hash = Math.imul(hash ^ b, 16777619) >>> 0;
	return hash % shards;
}

// ---- What is asked for ----

// A term is a word, the beginning of one, or a row of characters of a script without blanks, which the
// index has two by two; `keys` are what to look up.
function term(word, begins, prefix) {
	const unspaced = UNSPACED.test(word);
	const letters = [...word];
	const keys = !unspaced || letters.length < 2 ? [word] :
		letters.slice(1).map((c, i) => letters[i] + c).filter(k => [...k].every(c => UNSPACED.test(c)));
	return { word, begins: begins && letters.length > 2, unspaced, keys: (keys.length ? keys : letters).map(k => prefix + k) };
}
function read(query, speaker) {
	const phrases = [], terms = [];
	const rest = query.replace(/["“”„«]([^"“”„»]*)["“”»]?/g, (all, inside) => {
		const row = words(inside);
		if (row.length)
			phrases.push(row.join(' '));
		terms.push(...row.map(w => term(w, false, '')));
		return ' ';
	});
	for (const piece of rest.split(/\s+/)) {
		const row = words(piece);
		row.forEach((w, i) => terms.push(term(w, i === row.length - 1 && /\*$/.test(piece), '')));
	}
	return { terms, phrases, speaker: words(speaker), speakers: words(speaker).map(w => term(w, false, '@')) };
}

// ---- Looking up: which documents have a key, and how often ----

function postings(list, into) {
	let at = 0;
	for (const one of list.split(' ')) {
		const [step, count] = one.split('.');
		at += parseInt(step, 36);
		into.set(at, (into.get(at) ?? 0) + (count ? parseInt(count, 36) : 1));
	}
}
async function lookUp(key, begins) {
	const all = await part(shard(key)), found = new Map();
	if (begins) {
		for (const word in all)
			if (word.startsWith(key))
				postings(all[word], found);
	} else if (Object.hasOwn(all, key)) {
		postings(all[key], found);
	}
	return found;
}
async function candidates(asked) {
	const lists = await Promise.all(asked.terms.concat(asked.speakers).flatMap(
		t => t.keys.map(k => lookUp(k, t.begins))));
	const [least, ...others] = lists.sort((a, b) => a.size - b.size);
	const ranked = [];
	for (const n of least?.keys() ?? []) {
		if (!others.every(l => l.has(n)))
			continue;
		let score = 0;
		for (const l of lists)
			score += Math.log(1 + documents.length / l.size) * l.get(n) / (l.get(n) + 1 + documents[n][3] / 5000);
		ranked.push([score, n]);
	}
	return ranked.sort((a, b) => b[0] - a[0] || a[1] - b[1]).map(r => r[1]);
}

// ---- Speeches ----

const hits = (t, w) => t.unspaced ? w.includes(t.word) : t.begins ? w.startsWith(t.word) : w === t.word;
function matches(asked, [, , speaker, said]) {
	if (asked.speaker.length) {
		const names = words(speaker);
		if (!asked.speaker.every(w => names.some(n => n === w || UNSPACED.test(w) && n.includes(w))))
			return false;
	}
	const row = words(said), line = ` ${row.join(' ')} `;
	return asked.terms.every(t => row.some(w => hits(t, w))) &&
		asked.phrases.every(p => UNSPACED.test(p) ? line.includes(p) : line.includes(` ${p} `));
}

// A piece of a speech around what was found, with what was found marked.
function excerpt(asked, said, lang) {
	const spots = [];
	for (const m of said.matchAll(/[\p{L}\p{Nd}\p{M}]+/gu)) {
		for (const t of asked.terms) {
			const folded = fold(m[0]);
			if (!hits(t, folded))
				continue;
			const at = t.unspaced && folded.length === m[0].length ? folded.indexOf(t.word) : 0;
			spots.push([m.index + at, m.index + (t.unspaced && folded.length === m[0].length ? at + t.word.length : m[0].length)]);
			break;
		}
	}
	const first = spots[0]?.[0] ?? 0;
	let from = Math.max(0, first - AROUND / 2), to = Math.min(said.length, first + 2 * AROUND);
	while (from > 0 && /\S/.test(said[from - 1]) && first - from < AROUND)
		from--;
	const out = document.createElement('span');
	out.dir = 'auto';
	out.lang = lang;
	out.append(from ? '… ' : '');
	for (const [a, b] of spots.filter(([a, b]) => a >= from && b <= to)) {
		const mark = document.createElement('mark');
		mark.textContent = said.slice(a, b);
		out.append(said.slice(from, a), mark);
		from = b;
	}
	out.append(said.slice(from, to), to < said.length ? ' …' : '');
	return [out, spots.length ? said.slice(...spots[0]) : ''];
}

function link(n, id, q) {
	return `documents/${documents[n][0]}.html${q ? '?q=' + encodeURIComponent(q) : ''}${id ? '#' + encodeURIComponent(id) : ''}`;
}
function element(name, content, attributes = {}) {
	const e = Object.assign(document.createElement(name), attributes);
	e.append(content);
	return e;
}
function entry(asked, n, found) {
	const [, title, date, , lang] = documents[n];
	const li = document.createElement('li'), list = document.createElement('ul');
	const head = element('h2', element('a', title, { href: link(n), lang }), { dir: 'auto' });
	if (date)
		head.append(' · ', element('bdi', date));
	for (const speech of found.slice(0, IN_DOCUMENT)) {
		const [id, number, speaker, said] = speech, [piece, word] = excerpt(asked, said, lang);
		const item = element('li', element('a', `${speaker || 'Speech'} (${number})`, { href: link(n, id, word), lang }), { dir: 'auto' });
		item.append(' ', piece);
		list.append(item);
	}
	li.append(head, list);
	if (found.length > IN_DOCUMENT)
		li.append(element('p', `${found.length} speeches in all`, { className: 'note' }));
	return li;
}

// ---- Titles ----

const TITLES_MOST = 10;
function showTitles(asked) {
	const box = get('titles');
	box.replaceChildren();
	if (!asked.terms.length || asked.speakers.length)
		return;
	const found = [];
	documents.forEach((d, n) => d && matches({ ...asked, speaker: [] }, ['', '', '', d[1]]) && found.push(n));
	if (!found.length)
		return;
	const list = element('ul', '');
	for (const n of found.slice(0, TITLES_MOST)) {
		const [, title, date, , lang] = documents[n];
		const item = element('li', element('a', title, { href: link(n), lang }), { dir: 'auto' });
		item.append(date ? ' · ' : '', element('bdi', date));
		list.append(item);
	}
	if (found.length > TITLES_MOST)
		list.append(element('li', `${found.length} in all`, { className: 'note' }));
	box.append(element('h2', 'Titles'), list);
}

// ---- The page ----

let run = 0;
async function search(query, speaker) {
	const mine = ++run, begun = performance.now(), asked = read(query, speaker);
	get('results').replaceChildren();
	get('titles').replaceChildren();
	get('more').hidden = true;
	if (!asked.terms.length && !asked.speakers.length) {
		get('told').textContent = '';
		return;
	}
	showTitles(asked);
	get('told').textContent = 'Searching …';
	let list, at = 0;
	try {
		list = await candidates(asked);
	} catch (e) {
		get('told').textContent = `A part of the index cannot be loaded: ${e.message}`;
		return;
	}
	async function more() {
		let shown = 0, loaded = 0;
		while (at < list.length && shown < A_PAGE && loaded < LOADED_MOST) {
			const some = list.slice(at, at + A_PAGE - shown);
			const all = await Promise.all(some.map(n => text(n).catch(() => [])));
			if (mine !== run)
				return;
			at += some.length;
			loaded += some.length;
			all.forEach((speeches, i) => {
				const found = speeches.filter(s => matches(asked, s));
				if (found.length) {
					get('results').append(entry(asked, some[i], found));
					shown++;
				}
				texts.delete(some[i]);
			});
		}
		get('more').hidden = at >= list.length;
		const n = get('results').children.length;
		get('told').textContent = at < list.length ?
			`${n} of at most ${n + list.length - at} documents` : n === 1 ? '1 document' : n ? `${n} documents` : 'Nothing found';
		get('told').dataset.ms = Math.round(performance.now() - begun);
	}
	get('more').onclick = more;
	await more();
}

addEventListener('DOMContentLoaded', () => {
	const asked = new URLSearchParams(location.search);
	get('q').value = asked.get('q') ?? '';
	get('speaker').value = asked.get('speaker') ?? '';
	get('form').addEventListener('submit', e => {
		e.preventDefault();
		const query = new URLSearchParams({ q: get('q').value, speaker: get('speaker').value });
		history.replaceState(null, '', '?' + query);
		search(get('q').value, get('speaker').value);
	});
	search(get('q').value, get('speaker').value);
});

return {
	documents(n, list) { shards = n; documents = list; },
	part(n, list) { parts.set(n, list); },
	text(n, list) { texts.set(n, list); },
	search,
};
})();
