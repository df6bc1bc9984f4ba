// document.h: what a site has of one document: its page, its downloads, its text for the search
//
// It is made in a process of its own; what the others have to know is handed over as rows:
//
//     D V  as in xslt/site/rows.xsl, of a person the reference seen from the site
//     W    word  count
//     F    names of files, a row each
//     X    the site cannot be written

#ifndef STENOGRAM_SITE_DOCUMENT_H
#define STENOGRAM_SITE_DOCUMENT_H

#include "core/report.h"
#include "site/downloads.h"
#include "site/folder.h"

// What all documents are made with. Nothing is owned.
struct press {
	const struct folder *folder;
	struct transform *rows, *html;
	const struct downloads *downloads;
	const char **given; // parameters of the page
	size_t n_given;
	bool shares; // the style and the script of the page stand in files
};

// Sets the parameters of the page that were given. False: reported.
bool press_give(const struct press *p, struct reporter *reporter);

// Makes the i-th document; its rows go to *made, none if it cannot be made, which is reported.
void document_make(const struct press *p, size_t i, const char *file, struct str name,
                   struct buf *made, struct reporter *reporter);

#endif
