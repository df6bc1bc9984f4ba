// pages.h: the pages of a site beside those of its documents
//
// index.html, dates/, titles/, people/, search.html and search/documents.js. A list of more than PAGE_ROWS
// rows is several pages: one for each year, each first letter, and so many rows.

#ifndef STENOGRAM_SITE_PAGES_H
#define STENOGRAM_SITE_PAGES_H

#include "core/report.h"
#include "site/folder.h"
#include "site/holdings.h"
#include "site/rows.h"

enum { PAGE_ROWS = 500 };

// Writes all of them into the folder; the index of words has so many parts. False: reported.
bool pages_write(struct holdings *c, struct folder *folder, size_t shards,
                 struct reporter *reporter);

// Writes a page and frees it. False: reported.
bool page_write(struct folder *folder, const char *name, struct buf *out,
                struct reporter *reporter);

// ---- people.c ----

// Writes the list of people and the page of each; `order` has room for all. False: reported.
bool people_write(struct holdings *c, size_t *order, struct folder *folder,
                  struct reporter *reporter);

// ---- lists.c ----

// A list of documents or people, by groups, which follow each other in `order`.
struct list {
	const char *folder, *title, *columns;
	size_t *order, n;
	// The group of an item: a year, a letter.
	void (*put_group)(struct buf *out, const struct holdings *c, size_t item);
	void (*put_row)(struct buf *out, const struct holdings *c, size_t item);
};

bool list_write(const struct list *list, const struct holdings *c, struct folder *folder,
                struct reporter *reporter);

// Appends where a group of the list begins, seen from the list's folder: "1960.html".
void list_put_link(struct buf *out, const struct list *list, struct str group);

// The beginning and the end of each page; `root` leads from it to the folder of the site: "../". The title
// is in this language, if it is known.
void page_begin(struct buf *out, const struct holdings *c, const char *root, struct str title,
                struct str language);
void page_end(struct buf *out, const struct holdings *c);

#endif
