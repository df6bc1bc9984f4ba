// browser.mjs: a browser for tests, which write TAP
//
// BROWSER is the Chromium to use, MODULES the node_modules with playwright-core; the pages are in the folder
// that the test's first argument names.

import { createRequire } from 'node:module';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = process.argv[2];
const require = createRequire(join(process.env.MODULES, 'anything.js'));
const { chromium } = require('playwright-core');
const axe = join(process.env.MODULES, 'axe-core', 'axe.min.js');

let number = 0, failures = 0;

export function ok(good, name, ...why) {
	number++;
	if (!good)
		failures++;
	console.log(`${good ? 'ok' : 'not ok'} ${number} - ${name}`);
	if (!good)
		for (const line of why)
			console.log('#   ' + String(line).replace(/\n/g, '\n#   '));
}

const browser = await chromium.launch({
	executablePath: process.env.BROWSER,
	args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
		'--disable-background-networking', '--disable-component-update', '--disable-sync'],
});

// Opens a page and collects what it should never do: load, complain, ask.
// `loads`: what it may ask for, as a site's search asks for its index.
export async function open(name, options = {}, address = '', loads = () => false) {
	const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
	const page = await context.newPage();
	page.setDefaultTimeout(20000);
	const noise = [];
	page.on('request', r => r.isNavigationRequest() || loads(r.url()) || noise.push('request ' + r.url()));
	page.on('console', m => noise.push('console ' + m.text()));
	page.on('pageerror', e => noise.push('error ' + e.message));
	page.on('dialog', d => { noise.push('dialog ' + d.message()); d.dismiss(); });
	await page.goto('file://' + join(folder, name + '.html') + address);
	return { page, noise, close: () => context.close() };
}

// Contrast by WCAG 2.2, of what is text in the page.
export const contrasts = () => {
	const light = c => {
		const [r, g, b] = c.match(/[\d.]+/g).map(Number).map(v => v / 255).map(
			v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
		return 0.2126 * r + 0.7152 * g + 0.0722 * b;
	};
	const ground = e => {
		for (; e; e = e.parentElement) {
			const c = getComputedStyle(e).backgroundColor;
			if (c !== 'rgba(0, 0, 0, 0)')
				return c;
		}
		return 'rgb(255, 255, 255)';
	};
	const found = [];
	for (const e of document.querySelectorAll('body *')) {
		if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || e.closest('.heard, svg, script, style, dialog:not([open]), [hidden]'))
			continue;
		const [a, b] = [light(getComputedStyle(e).color), light(ground(e))];
		const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
		if (ratio < 4.5)
			found.push(`${ratio.toFixed(2)} ${e.outerHTML.slice(0, 100)}`);
	}
	return found;
};

// An audit by axe-core, where it is there.
export async function accessible(page, name) {
	if (!existsSync(axe)) {
		console.log(`ok ${++number} - ${name}: accessible # SKIP no axe-core`);
		return;
	}
	// Through the debugger: the page's own policy lets no script in.
	await page.evaluate(readFileSync(axe, 'utf8'));
	const { violations } = await page.evaluate(() => axe.run({ runOnly: [
		'wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
	ok(violations.length === 0, `${name}: no violation of accessibility rules`,
		...violations.map(v => `${v.id}: ${v.nodes[0].html}`));
}

export async function finish() {
	await browser.close();
	console.log(`1..${number}`);
	process.exit(failures ? 1 : 0);
}
