// site.mjs FOLDER: goes through the site in FOLDER/site as a reader would, from the disk; TAP

import { accessible, contrasts, finish, ok, open } from './browser.mjs';

const own = url => /\/site\/(site\.css|style\.css|script\.js|theme\.js|search\.js|search\/(documents|[0-9a-f]{3}|text\/\d+)\.js)$/.test(url);
const visit = (name, options, address) => open('site/' + name, { reducedMotion: 'reduce', ...options }, address, own);

for (const name of ['index', 'dates/index', 'titles/index', 'people/index', 'search']) {
	for (const colorScheme of ['light', 'dark']) {
		const { page, noise, close } = await visit(name, { colorScheme });
		ok(noise.length === 0, `${name}: loads nothing but its own`, ...noise);
		await page.evaluate(() => document.querySelectorAll('details').forEach(d => d.open = true));
		await accessible(page, `${name}, ${colorScheme}`);
		const low = await page.evaluate(contrasts);
		ok(low.length === 0, `${name}, ${colorScheme}: contrast`, ...low);
		await close();
	}
	const { page, close } = await visit(name, { viewport: { width: 320, height: 640 } });
	const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
	ok(over <= 0, `${name}: fits into 320 pixels`, `${over} pixels too wide`);
	await close();
}

{
	const { page, noise, close } = await visit('index');
	await page.locator('#q').fill('river');
	await page.locator('#q').press('Enter');
	await page.waitForFunction(() => /document/.test(document.getElementById('told')?.textContent));
	ok(/search\.html\?q=river/.test(page.url()), 'the search of the start leads to the search', page.url());
	const marks = await page.locator('#results mark').allTextContents();
	ok(marks.length > 0 && marks.every(m => /^river$/i.test(m)), 'what was found is marked', marks);
	ok(noise.length === 0, 'without a complaint', ...noise);
	await page.locator('#results ul a').first().click();
	await page.waitForFunction(() => document.getElementById('page.found')?.textContent);
	ok(/documents\/.*\.html\?q=river#sp-\d+$/.test(page.url()), 'and leads to the speech', page.url());
	await page.locator('.home a').click();
	ok(/\/site\/index\.html$/.test(page.url()), 'from a document back to the start', page.url());
	await close();
}

async function finds(what, query) {
	const { page, noise, close } = await visit('search', {}, '?' + new URLSearchParams(query));
	await page.waitForFunction(() => /document|Nothing|cannot/.test(document.getElementById('told').textContent));
	const found = await page.locator('#results li li').allTextContents();
	ok(noise.length === 0, `${what}: without a complaint`, ...noise);
	await close();
	return found;
}
const plain = await finds('a word', { q: 'ferry' });
ok(plain.length > 0, 'a word is found', plain);
ok((await finds('case', { q: 'FéRRY' })).length === plain.length, 'whatever its case and accents');
ok((await finds('a beginning', { q: 'ferr*' })).length >= plain.length, 'a beginning is found');
ok((await finds('a word that is no word', { q: 'ferr' })).length === 0, 'half a word is not');
const phrase = await finds('a phrase', { q: '"the river"' }), both = await finds('two words', { q: 'the river' });
ok(phrase.length > 0 && phrase.every(t => /the river/i.test(t)) && both.length >= phrase.length,
	'words in their order', JSON.stringify([phrase, both]));
const one = await finds('a speaker', { q: 'river', speaker: 'sabeh' });
ok(one.length > 0 && one.every(t => t.startsWith('Sabeh')), 'of one speaker', one);
ok((await finds('a speaker alone', { speaker: 'sabeh' })).length > 0, 'all of one speaker');
ok((await finds('nothing', { q: 'constructor' })).length === 0, 'a word that every object has is not found');
const chinese = await finds('Chinese', { q: '主席' });
ok(chinese.length > 0 && chinese.every(t => t.includes('主席')), 'Chinese is found', chinese);
ok((await finds('Arabic', { q: 'الجلسة' })).length > 0, 'Arabic is found');
ok((await finds('markup', { q: '<script>alert(1)</script>' })).length === 0, 'markup is words');

{
	const { page, close } = await visit('people/index');
	await page.getByText('Sabeh').click();
	ok(await page.locator('h1').textContent() === 'Sabeh', 'a person has a page');
	await page.locator('table a').first().click();
	ok(/documents\/negotiation\.html#sp-\d+$/.test(page.url()), 'with the speeches', page.url());
	await page.locator('.elsewhere').first().click();
	ok(/\/people\/[-a-z]+-[0-9a-f]{8}\.html$/.test(page.url()), 'and the document leads to people', page.url());
	await close();
}

{
	const { page, close } = await visit('people/index');
	await page.getByText('Tomáš Garrigue Masaryk').click();
	ok((await page.locator('table tbody tr').count()) === 2, 'a reference holds two names together');
	await accessible(page, 'a person');
	const links = await page.locator('h2 + ul a').allTextContents();
	ok(links.length === 1 && links[0] === 'T. G. Masaryk', 'and leads to who has one of them', links);
	await page.locator('h2 + ul a').click();
	ok((await page.locator('table tbody tr').count()) === 1, 'who is somebody else');
	await close();
}

// Titles, which may have no speech below them.
{
	const { page, close } = await visit('search', {}, '?q=' + encodeURIComponent('schuze'));
	await page.waitForFunction(() => /document|Nothing/.test(document.getElementById('told').textContent));
	ok((await page.locator('#titles li').count()) === 2, 'titles are found');
	await accessible(page, 'titles that were found');
	await page.goto(page.url().replace(/q=.*/, 'q=' + encodeURIComponent('דיון')));
	await page.waitForFunction(() => /document|Nothing/.test(document.getElementById('told').textContent));
	const side = await page.locator('#titles a').evaluate(a => getComputedStyle(a.parentElement).direction);
	ok(side === 'rtl', 'Hebrew runs from right to left', side);
	await page.locator('#titles a').click();
	ok(await page.locator('h1').textContent() === 'דיון בכנסת', 'whatever the file is called', page.url());
	await page.goto(page.url().replace(/documents.*/, 'search.html?q=ferry'));
	await page.waitForFunction(() => /document/.test(document.getElementById('told').textContent));
	await accessible(page, 'speeches that were found');
	await close();
}

// By the keyboard alone: past the head of the page, to the search, to what it found.
{
	const { page, close } = await visit('search');
	await page.keyboard.press('Tab');
	ok(await page.evaluate(() => document.activeElement.className) === 'skip', 'the first way leads to the text');
	await page.keyboard.press('Enter');
	await page.keyboard.press('Tab');
	ok(await page.evaluate(() => document.activeElement.id) === 'q', 'where the search is');
	await page.keyboard.type('ferry');
	await page.keyboard.press('Enter');
	await page.waitForFunction(() => /document/.test(document.getElementById('told').textContent));
	for (let i = 0; i < 9 && !await page.evaluate(() => document.activeElement.closest('#results')); i++)
		await page.keyboard.press('Tab');
	ok(await page.evaluate(() => Boolean(document.activeElement.closest('#results'))), 'and what it found');
	await close();
}

// Dark is chosen on a page of a document, and stays so in the lists.
{
	const { page, close } = await visit('documents/first', { colorScheme: 'light' });
	const paper = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
	const light = await paper();
	await page.locator('#page\\.theme').click();
	await page.locator('#page\\.theme').click();
	const dark = await paper();
	await page.locator('.home a').click();
	ok(light !== dark && await paper() === dark, 'dark stays dark', light, dark, await paper());
	await close();
}

{
	const { page, close } = await visit('dates/index');
	await page.emulateMedia({ media: 'print' });
	ok(await page.locator('nav').isHidden() && await page.locator('table').isVisible(), 'a list can be printed');
	await close();
}

{
	const { page, close } = await visit('documents/old/marks');
	const links = await page.locator('.downloads a').allTextContents();
	ok(['tei', 'text', 'csv'].every(f => links.includes(f)), 'downloads stand at the document', links);
	await accessible(page, 'a document of the site');
	await close();
}

{
	const { page, close } = await visit('index', { javaScriptEnabled: false });
	await page.getByText('All documents by date').click();
	await page.locator('tbody a').first().click();
	ok(/\/documents\//.test(page.url()), 'without script the lists lead to the documents', page.url());
	await close();
}

await finish();
