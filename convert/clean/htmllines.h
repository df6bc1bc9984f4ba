// htmllines.h: the lines of an HTML page as they are written

#ifndef STENOGRAM_HTMLLINES_H
#define STENOGRAM_HTMLLINES_H

#include "clean/htmlsurvey.h"
#include "clean/layout.h"

enum { HTML_KEPT = 4, HTML_CLASS_MAX = 64 };

// Words of the ranges that go on in the next line, over a <br> and into blocks: b, i, u, sup, in the
// order of the traits' bits.
extern const char *const html_kept[HTML_KEPT];

struct html_lines {
	struct html_survey survey;
	struct layout layout;
	size_t begin;                            // of the page in the output
	size_t node;                             // how many elements of the page have begun
	size_t pre, chrome, quote, centre, main; // such elements that are open
	size_t open[HTML_KEPT];                  // elements of each of the kept words
	const char *head;                        // hint of the heading, NULL outside of one
	struct str note;                         // number of the footnote that the line begins
	char style[HTML_CLASS_MAX];              // of the block
	bool item;                               // the line begins an item of a list
	bool row;                                // the line is a row of a table
	size_t cell;                             // where its cell begins in the line
	bool gap;                                // a blank line stands before the next
	bool text, blank, broken; // the line has text; a blank, a line break is due in it
	bool pre_begins;          // nothing of the <pre> was read yet
	bool cut;                 // chrome in the line has ended it
	size_t links, linked;     // links in the line, and bytes of them
	size_t link_from;         // where the open one begins
};

// Ends the line if it has text and opens in the next what goes on.
void html_end_line(struct html_lines *l);

// Text goes on in the line, its white space folded; in <pre> line by line.
void html_put_flowing(struct html_lines *l, struct str s);
void html_put_pre(struct html_lines *l, struct str s);

// A line break: in headings and rows a blank; a second one in turn ends a paragraph.
void html_put_break(struct html_lines *l);

// Puts the blank that is due, for what begins now.
void html_settle_blank(struct html_lines *l);

// The title and the metadata of the page, a line each.
void html_put_metadata(struct html_lines *l);

#endif
