// findings.mjs FOLDER: looks at the pages of findings in FOLDER as a reader would; TAP

import { accessible, contrasts, finish, ok, open } from './browser.mjs';

const shown = page => page.locator('main li:visible').count();
const said = page => page.locator('#shown').textContent();
const counts = (page, field) => page.$$eval(`table[data-field=${field}] tbody tr`,
	rows => Object.fromEntries(rows.map(r => [r.cells[0].dataset.name, +r.cells[1].textContent])));

for (const name of ['none', 'few', 'long', 'many', 'capped']) {
	const { page, noise, close } = await open(name);
	ok(noise.length === 0, `${name}: the page loads nothing and complains of nothing`, ...noise);
	const found = await page.evaluate(() => ({
		ids: [...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) => all.indexOf(id) !== i),
		images: document.querySelectorAll('img, link, iframe, object, [onerror]').length,
		headings: document.querySelectorAll('h1').length,
		main: document.querySelectorAll('main').length,
	}));
	ok(!found.ids.length && !found.images && found.headings === 1 && found.main === 1,
		`${name}: one h1, one main, ids are unique, nothing from outside`, JSON.stringify(found));
	await close();
}

{
	const { page, close } = await open('none');
	ok(/no findings in 1 document\./i.test(await page.locator('body').textContent()) &&
		!await page.locator('form').count(), 'nothing found: it is said, and there is nothing to choose');
	await accessible(page, 'none');
	await close();
}

{
	const { page, close } = await open('many');
	const rules = await counts(page, 'rule');
	ok(await shown(page) === 1000 && await said(page) === '1000 of 1000 shown', 'all are shown at first',
		await said(page));
	ok(rules['link-target-missing'] === 900 && rules['schema-element'] === 50, 'and counted',
		JSON.stringify(rules));
	await page.selectOption('[name=rule]', 'schema-element');
	ok(await shown(page) === 50 && await said(page) === '50 of 1000 shown', 'one rule', await said(page));
	await page.selectOption('[name=file]', 'volume 7.xml');
	const [files, left] = [await counts(page, 'file'), await counts(page, 'rule')];
	ok(await shown(page) === 1 && files['volume 7.xml'] === 1 && files['volume 8.xml'] === 1 &&
		left['link-target-missing'] === 18 && left['text-character'] === 1,
		'and one file; the counts are of what another choice would show', JSON.stringify([files, left]));
	await page.fill('[name=words]', 'nobody');
	ok(!await page.locator('table[data-field=rule] tr:visible', { hasText: 'text-character' }).count(),
		'names without findings are not listed');
	await page.fill('[name=words]', '');
	ok(await page.locator('main section:visible').count() === 1 &&
		await page.locator('main section:visible h3 small').textContent() === '1',
		'only files with findings that are shown have a heading');
	await page.click('button[type=reset]');
	await page.waitForFunction(() => document.getElementById('shown').textContent === '1000 of 1000 shown');
	ok(JSON.stringify(await counts(page, 'rule')) === JSON.stringify(rules), '"Show all" shows all');
	await page.selectOption('[name=level]', 'warning');
	ok(await shown(page) === 50, 'one level', await said(page));
	await page.fill('[name=words]', 'nobody7');
	ok(await page.locator('#none').isVisible() && await shown(page) === 0, 'none is as chosen: it is said');
	await page.selectOption('[name=level]', '');
	ok(await shown(page) === 17, 'words', await said(page));
	await page.fill('[name=words]', 'Volume VOLUME 42 nobody42 ');
	ok(await shown(page) === 17, 'several words, in any case, in names and lines', await said(page));
	const address = page.url().replace(/^[^#]*/, '');
	await close();
	const again = await open('many', {}, address);
	ok(await shown(again.page) === 17 && await again.page.inputValue('[name=words]') !== '',
		'what was chosen is in the address', address);
	await again.close();
}

{
	const { page, close } = await open('few');
	await page.fill('[name=words]', 'MULLER');
	ok(await shown(page) === 1, 'words are found without accents', await said(page));
	await page.fill('[name=words]', '');
	const place = await page.locator('main li').first().evaluate(e => ({
		heard: e.querySelector('.place').innerText.replace(/\s+/g, ' '),
		mark: e.querySelector('mark').textContent, line: e.querySelector('pre').textContent }));
	ok(/^line 3 ?, column :?10$/.test(place.heard) && place.mark === '#' && place.line.startsWith('<sp who="#müller"'),
		'the line with its place', JSON.stringify(place));
	await close();
}

{
	const { page, close } = await open('many');
	await page.keyboard.press('Tab');
	const box = await page.locator('.skip').boundingBox();
	ok(await page.evaluate(() => document.activeElement.className) === 'skip' && box.x >= 0,
		'the first Tab shows the skip link');
	await page.keyboard.press('Enter');
	ok(await page.evaluate(() => document.activeElement.id) === 'findings', 'which goes to the findings');
	const button = page.locator('table[data-field=rule] button', { hasText: 'text-character' });
	await button.focus();
	await page.keyboard.press('Enter');
	ok(await shown(page) === 50 && await button.getAttribute('aria-pressed') === 'true' &&
		await page.inputValue('[name=rule]') === 'text-character', 'Enter on a rule shows its findings');
	await page.keyboard.press('Space');
	ok(await shown(page) === 1000, 'and again, all');
	const stops = await page.evaluate(() => [...document.querySelectorAll('[tabindex="0"]')].length);
	ok(stops === 0, 'no stop of the keyboard has nothing to do', stops);
	await close();
}

{
	const { page, close } = await open('many', { javaScriptEnabled: false });
	ok(await shown(page) === 1000 && !await page.locator('form').isVisible(),
		'without script all is there, and no form that does nothing');
	await page.click('text="volume 30.xml" >> nth=0');
	await page.waitForTimeout(500); // what comes into view is laid out then
	const box = await page.locator('h3', { hasText: 'volume 30.xml' }).boundingBox();
	ok(box.y >= 0 && box.y < 900, 'and a file in the table leads to its findings', JSON.stringify(box));
	await close();
}

{
	const { page, close } = await open('capped');
	ok(await page.locator('main li').count() === 10000 &&
		/first 10000 of 10001/.test(await page.locator('.cut').textContent()), 'a page has 10000 at most');
	ok((await counts(page, 'file'))['large.xml'] === 10000 && (await counts(page, 'file'))['large2.xml'] === 1,
		'but counts all');
	const begun = Date.now();
	await page.fill('[name=words]', 'nowhere');
	await page.waitForFunction(() => document.getElementById('shown').textContent.startsWith('0 '));
	ok(Date.now() - begun < 5000, 'and is still quick', `${Date.now() - begun} ms`);
	await close();
	const still = await open('capped', { javaScriptEnabled: false });
	const dangling = await still.page.$$eval('a[href^="#"]', links => links.filter(
		a => !document.getElementById(a.getAttribute('href').slice(1))).length).catch(() => 0);
	ok(dangling === 0, 'no link leads nowhere', dangling);
	await still.close();
}

for (const name of ['few', 'long']) {
	const { page, close } = await open(name);
	for (const width of [320, 390, 1400]) {
		await page.setViewportSize({ width, height: 800 });
		const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
		ok(over <= 0, `${name}: nothing is wider than ${width} pixels`, `${over} pixels too wide`);
	}
	await close();
}

{
	const { page, close } = await open('long');
	const lines = await page.$$eval('main pre', all => all.map(e => ({
		text: e.textContent, direction: getComputedStyle(e).direction, n: e.textContent.length })));
	ok(lines.every(l => l.n <= 170), 'long lines are shown around their place', Math.max(...lines.map(l => l.n)));
	ok(lines.some(l => l.direction === 'rtl'), 'a line from right to left begins on the right');
	ok(!/[\u202a-\u202e\u2066-\u2069]/.test(await page.content()), 'nothing turns the direction of what follows');
	await close();
}

const paper = {};
for (const colorScheme of ['light', 'dark']) {
	for (const name of ['few', 'long']) {
		const { page, close } = await open(name, { colorScheme });
		paper[colorScheme] = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
		const low = await page.evaluate(contrasts);
		ok(low.length === 0, `${name}, ${colorScheme}: contrast is at least 4.5`, ...low);
		await accessible(page, `${name}, ${colorScheme}`);
		await close();
	}
}
ok(paper.light !== paper.dark, 'there is a dark page', JSON.stringify(paper));

{
	const { page, close } = await open('few', { viewport: { width: 390, height: 800 } });
	await accessible(page, 'few, narrow');
	await page.emulateMedia({ media: 'print' });
	ok(!await page.locator('form').isVisible() && await shown(page) === 4, 'print has the findings and no form');
	const ink = await page.evaluate(() => getComputedStyle(document.querySelector('.level')).color);
	ok(ink === 'rgb(0, 0, 0)', 'print is black', ink);
	ok((await page.pdf({ format: 'A4' })).subarray(0, 5).toString() === '%PDF-', 'and makes a PDF');
	await close();
}

await finish();
