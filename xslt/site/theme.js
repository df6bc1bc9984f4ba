// theme.js: light or dark, as the reader has chosen on the page of a document (lib/html-script.xsl)
//
// Loaded before the page is shown, so that it is not shown in the other first.
'use strict';
{
	let theme = null;
	try { theme = localStorage.getItem('stenogram.theme'); } catch { /* the browser keeps nothing */ }
	if (theme === 'light' || theme === 'dark')
		document.documentElement.dataset.theme = theme;
}
