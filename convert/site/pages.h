// pages.h: the pages of a site beside those of its documents
//
// index.html, dates/, titles/, people/, search.html and search/documents.js. A list of more than PAGE_ROWS
// rows is several pages: one for each year, each first letter, and so many rows.

#ifndef STENOGRAM_SITE_PAGES_H
#define STENOGRAM_SITE_PAGES_H

#include "core/report.h"
#include "site/holdings.h"

enum { PAGE_ROWS = 500 };

// Writes a file of the site, with the folders on its way.
bool site_write(const char *folder, const char *name, struct str content,
                struct reporter *reporter);

// Writes all of them into the folder; the index of words has so many parts. False: reported.
bool pages_write(struct holdings *c, const char *folder, size_t shards, struct reporter *reporter);

// A list of documents or people, by groups, which follow each other in `order`.
struct list {
	const char *folder, *title, *columns;
	size_t *order, n;
	// The group of an item: a year, a letter.
	void (*put_group)(struct buf *out, const struct holdings *c, size_t item);
	void (*put_row)(struct buf *out, const struct holdings *c, size_t item);
};

bool list_write(const struct list *list, const struct holdings *c, const char *folder,
                struct reporter *reporter);

// Appends where a group of the list begins, seen from the list's folder: "1960.html".
void list_put_link(struct buf *out, const struct list *list, struct str group);

// The beginning and the end of each page; `root` leads from it to the folder of the site: "../".
void page_begin(struct buf *out, const struct holdings *c, const char *root, struct str title);
void page_end(struct buf *out, const struct holdings *c);

#endif
