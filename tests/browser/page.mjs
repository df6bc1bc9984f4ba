// page.mjs FOLDER: looks at the pages in FOLDER as a reader would; TAP

import { accessible, contrasts, finish, ok, open } from './browser.mjs';

const names = ['marks', 'parliament', 'play', 'arabic', 'chinese', 'hostile'];

for (const name of names) {
	const { page, noise, close } = await open(name);
	ok(noise.length === 0, `${name}: the page loads nothing and says nothing`, ...noise);
	const found = await page.evaluate(() => {
		const ids = [...document.querySelectorAll('[id]')].map(e => e.id);
		const links = [...document.querySelectorAll('a[href^="#"]')].map(
			a => decodeURIComponent(a.getAttribute('href').slice(1)));
		return {
			doubled: ids.filter((id, i) => ids.indexOf(id) !== i),
			dangling: links.filter(l => !document.getElementById(l)),
			landmarks: ['header', 'nav', 'main', 'article', 'aside', 'footer'].filter(
				n => !document.querySelector(n)),
			headings: document.querySelectorAll('h1').length,
			scripts: document.querySelectorAll('script[src], script ~ script, link, img, iframe, object').length,
			mode: document.compatMode,
			handlers: [...document.querySelectorAll('*')].filter(e => [...e.attributes].some(
				a => /^on/i.test(a.name) || /^\s*javascript:/i.test(a.value))).length,
		};
	});
	ok(found.doubled.length === 0, `${name}: ids are unique`, found.doubled);
	ok(found.dangling.length === 0, `${name}: links within the page lead somewhere`, found.dangling);
	ok(found.landmarks.length === 0 && found.headings === 1, `${name}: landmarks, and one h1`,
		found.landmarks);
	ok(found.scripts === 0 && found.handlers === 0 && found.mode === 'CSS1Compat',
		`${name}: one script of ours, no handler, nothing from outside`, JSON.stringify(found));
	await close();
}

{
	const { page, close } = await open('marks');
	await page.keyboard.press('Tab');
	const first = await page.evaluate(() => document.activeElement.textContent);
	const seen = await page.locator('.skip').boundingBox();
	ok(first === 'Skip to the text' && seen && seen.x >= 0, 'the first Tab shows the skip link', first);
	await page.keyboard.press('Enter');
	ok(await page.evaluate(() => document.activeElement.tagName) === 'MAIN',
		'which goes to the text');
	const summary = page.locator('nav summary', { hasText: 'Berg' });
	ok(/2\s+speeches/.test(await summary.textContent()), 'a speaker has the number of speeches',
		await summary.textContent());
	await summary.focus();
	await page.keyboard.press('Enter');
	const turn = page.locator('nav details[open] .turns a').last();
	ok(await turn.isVisible(), 'Enter opens the speeches of a speaker');
	await turn.click();
	ok(page.url().endsWith('#sp-3') && await page.locator('#sp-3').isVisible(),
		'a link leads to the speech', page.url());
	const marked = await page.evaluate(() =>
		getComputedStyle(document.querySelector('#sp-3')).backgroundColor);
	ok(marked !== 'rgba(0, 0, 0, 0)', 'and the speech is marked', marked);
	const time = await page.locator('time[datetime="1960-09-19"]').first().textContent();
	ok(time === '19 September 1960', 'dates are times', time);
	const doubt = await page.locator('.said.doubt').evaluate(e => ({
		line: getComputedStyle(e).textDecorationStyle, heard: e.querySelector('.heard').textContent }));
	ok(doubt.line === 'dotted' && /doubtful/.test(doubt.heard), 'doubt is seen and heard',
		JSON.stringify(doubt));
	ok(await page.locator('text=Skip to content').count() === 0, 'page furniture is not shown');
	await close();
}

{
	const { page, close } = await open('marks', { javaScriptEnabled: false });
	await page.locator('nav summary').first().click();
	ok(await page.locator('nav details[open] .turns a').first().isVisible(),
		'without script the speakers open too');
	await close();
}

{
	const { page, noise, close } = await open('marks', { reducedMotion: 'reduce' });
	const all = await page.locator('.sp').count();
	const input = page.locator('#page\\.search'), found = page.locator('#page\\.found');
	await input.fill('FERRY');
	await page.waitForFunction(() => /places?$/.test(document.getElementById('page.found').textContent));
	const places = await page.evaluate(() => CSS.highlights.get('found').size);
	const said = await page.evaluate(() => document.querySelector('main').textContent.match(/ferry/gi).length);
	ok(places > 0 && places <= said, 'search finds places, whatever their case', `${places} of ${said}`);
	await input.press('Enter');
	ok((await found.textContent()).startsWith(`1 of ${places}`), 'Enter goes to the first', await found.textContent());
	await input.press('Enter');
	await input.press('Shift+Enter');
	ok((await found.textContent()).startsWith('1 of'), 'and Shift+Enter back', await found.textContent());
	const inView = await page.evaluate(() => {
		const [range] = CSS.highlights.get('here'), box = range.getBoundingClientRect();
		return box.top >= 0 && box.bottom <= innerHeight && range.toString().toLowerCase() === 'ferry';
	});
	ok(inView, 'the place is in view and is the word');
	await input.fill('qqqq');
	await page.waitForFunction(() => /^no /.test(document.getElementById('page.found').textContent));
	ok(await page.locator('#page\\.after').isDisabled(), 'nothing found: nowhere to go');
	await input.press('Escape');
	ok(await input.inputValue() === '' && await found.textContent() === '', 'Escape ends the search');

	const pick = page.locator('.speakers li', { hasText: 'Berg' }).locator('.pick');
	await pick.focus();
	await page.keyboard.press('Space');
	const marked = await page.locator('.sp.in').evaluateAll(list => list.map(e => e.dataset.who));
	ok(marked.length === 2 && marked.every(w => w.split(' ').includes('#berg')), 'a speaker is highlighted with the keyboard', marked);
	ok(await found.textContent() === '2 speeches', 'and how much he says is told', await found.textContent());
	ok(await page.locator('.bar a.in').count() === 2, 'in the bar too');
	await page.locator('#page\\.after').click();
	const top = await page.locator('.sp.in').first().evaluate(e => e.getBoundingClientRect().top);
	ok(top >= 0 && top < 400, 'one can go through his speeches', top);
	await page.locator('#page\\.alone input').check();
	ok(await page.locator('.sp:visible').count() === 2, 'and have them alone');
	const low = await page.evaluate(contrasts);
	ok(low.length === 0, 'contrast with a speaker highlighted', ...low);
	await accessible(page, 'marks, a speaker alone');
	await page.locator('#page\\.all').click();
	ok(await page.locator('.sp:visible').count() === all && await page.locator('.sp.in').count() === 0,
		'show all shows all');

	await page.locator('#sp-3 .number').click();
	const dialog = page.locator('dialog');
	const text = await page.locator('#page\\.citation\\.text').textContent();
	ok(await dialog.isVisible() && /speech 3\. file:.*#sp-3$/.test(text) && text.startsWith('Berg'),
		'the number of a speech gives its citation', text);
	await accessible(page, 'marks, the citation');
	await dialog.getByText('Copy the citation').click();
	await page.waitForFunction(() => document.querySelector('dialog output').textContent !== '');
	await page.keyboard.press('Escape');
	ok(!await dialog.isVisible() && page.url().endsWith('#sp-3'), 'Escape closes it, and the address is the speech');

	const sign = page.locator('main [role="note"][title]').first();
	await sign.focus();
	const told = await sign.evaluate(e => getComputedStyle(e, '::after').content);
	ok(told.includes(await sign.getAttribute('title')), 'a sign is explained at the keyboard', told);
	await page.keyboard.press('Escape');
	ok(await sign.evaluate(e => getComputedStyle(e, '::after').display) === 'none', 'until Escape');

	const theme = page.locator('#page\\.theme');
	await theme.click();
	await theme.click();
	const dark = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	ok(dark === 'rgb(24, 23, 21)', 'the switch makes the page dark', dark);
	await page.reload();
	ok(await page.evaluate(() => document.documentElement.dataset.theme) === 'dark', 'and it stays dark');
	await page.emulateMedia({ media: 'print' });
	const ink = await page.evaluate(() => getComputedStyle(document.body).color);
	ok(ink === 'rgb(0, 0, 0)', 'print is black all the same', ink);
	ok(!await page.locator('.tools').isVisible() && await page.locator('.words').isVisible(),
		'and has the numbers but no tools');
	ok(noise.length === 0, 'all this without a complaint', ...noise);
	await close();
}

{
	const { page, close } = await open('marks', {}, '?q=ferry#sp-3');
	ok(await page.locator('#page\\.search').inputValue() === 'ferry' &&
		await page.evaluate(() => CSS.highlights.get('found').size > 0), 'another page can ask for a search');
	await close();
}

{
	const { page, close } = await open('marks');
	const end = page.locator('.around .after').first();
	const to = await end.getAttribute('href');
	await end.click();
	ok(page.url().endsWith(to), 'at the end of a part one goes to the next', to);
	const numbers = await page.evaluate(() => [...document.querySelectorAll('.words tbody tr')].filter(
		r => r.cells[0].textContent !== 'Not identified').map(
		r => +r.cells[2].textContent));
	ok(numbers.length > 1 && numbers.every((n, i) => !i || n <= numbers[i - 1]), 'speakers are in the order of their words',
		numbers);
	await close();
}

{
	const { page, close } = await open('marks', { javaScriptEnabled: false });
	ok(!await page.locator('.tools').isVisible() && !await page.locator('.pick').first().isVisible(),
		'without script there are no tools that do nothing');
	await page.locator('.bar a').last().evaluate(a => a.href.baseVal).then(
		href => ok(/^#/.test(href), 'and the bar leads to the speeches', href));
	await close();
}

const paper = {};
for (const colorScheme of ['light', 'dark']) {
	const { page, close } = await open('marks', { colorScheme });
	paper[colorScheme] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	const low = await page.evaluate(contrasts);
	ok(low.length === 0, `${colorScheme}: contrast is at least 4.5`, ...low);
	await close();
}
ok(paper.light !== paper.dark, 'there is a dark page', JSON.stringify(paper));

for (const name of names) {
	const { page, close } = await open(name, { viewport: { width: 320, height: 640 } });
	const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	const [nav, main] = [await page.locator('nav').boundingBox(), await page.locator('main').boundingBox()];
	ok(over <= 0 && nav.y + nav.height <= main.y + 1, `${name}: one column at 320 pixels`,
		`${over} pixels too wide`);
	await close();
}

{
	const { page, close } = await open('marks');
	const [nav, main, aside] = await Promise.all(['nav', 'main', 'aside.apparatus'].map(
		s => page.locator(s).boundingBox()));
	ok(nav.x + nav.width <= main.x && main.x + main.width <= aside.x, 'three columns at 1400 pixels');
	const measure = await page.evaluate(() => {
		const p = document.querySelector('#sp-1 p');
		const size = parseFloat(getComputedStyle(p).fontSize);
		return p.clientWidth / size;
	});
	ok(measure > 25 && measure < 38, 'lines are of a length that reads well', `${measure} em`);
	await page.emulateMedia({ media: 'print' });
	ok(!await page.locator('nav').isVisible() && await page.locator('main').isVisible(),
		'print has the text and no contents');
	const ink = await page.evaluate(() => getComputedStyle(document.body).color);
	ok(ink === 'rgb(0, 0, 0)', 'print is black', ink);
	const pdf = await page.pdf({ format: 'A4' });
	ok(pdf.subarray(0, 5).toString() === '%PDF-', 'and makes a PDF');
	await close();
}

{
	const { page, close } = await open('arabic');
	const [nav, main] = [await page.locator('nav').boundingBox(), await page.locator('main').boundingBox()];
	ok(nav.x > main.x, 'a right-to-left page is its mirror');
	const direction = await page.locator('#sp-2 p').first().evaluate(e => getComputedStyle(e).direction);
	ok(direction === 'rtl', 'and its paragraphs run from right to left', direction);
	await close();
}

for (const name of names) {
	for (const colorScheme of ['light', 'dark']) {
		const { page, close } = await open(name, { colorScheme });
		await page.evaluate(() => document.querySelectorAll('details').forEach(d => d.open = true));
		await accessible(page, `${name}, ${colorScheme}`);
		await close();
	}
}

await finish();
