// site.h: a static site of a whole corpus
//
// Each document becomes a page (documents/NAME.html, made by the stylesheet html or one that the user
// gives), with downloads beside it; then come the lists, a page for each person, and the search. All links
// are relative and nothing is loaded from elsewhere: the folder works from a disk and from any web server.
//
// It knows transform/, as chain/ does.

#ifndef STENOGRAM_SITE_SITE_H
#define STENOGRAM_SITE_SITE_H

#include "chain/naming.h"
#include "chain/operands.h"
#include "core/report.h"

struct site {
	// What is asked for.
	const char *output;      // the folder
	const char **parameters; // "name=value": title, page, formats; others are the page's
	size_t n_parameters;
	size_t jobs;
	const struct operands *files;
};

// Makes it. Gives the exit status: 0 well, 1 a document is no TEI (it is left out), 2 trouble.
int site_make(const struct site *site, struct reporter *reporter);

#endif
