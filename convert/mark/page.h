// page.h: the cleaned text as lines and blocks
//
// A block is a run of lines without a blank one between them.

#ifndef STENOGRAM_PAGE_H
#define STENOGRAM_PAGE_H

#include "core/str.h"
#include "mark/profile.h"

struct line {
	struct str hints;  // of laid-out input, see teimarked(5)
	struct str margin; // the number of the line that was printed before it; else empty
	struct str text;   // the line without its hints and margin, with its indentation
	struct str body;   // the line without its indentation
	bool first;        // begins a block, or a paragraph that is set in where blanks part none
	bool last;         // ends a block
	uint16_t signs;    // of the text, see needs.h
};

struct page {
	struct line *items;
	size_t n, cap;
	// Lines were broken at a right margin, so that a paragraph is several lines. Otherwise a line
	// is a paragraph.
	bool wrapped;
	bool spaced;   // blank lines part the paragraphs
	size_t indent; // blanks that most lines begin with
	bool cued;     // subtitles: lines stand among cues
	bool verse;    // most lines that go on within a block begin with a capital
};

// Cuts cleaned text into lines, all views of it. False when memory ran out.
bool page_read(struct page *p, struct str text);

void page_free(struct page *p);

bool line_is_blank(const struct line *line);

// What rules are held against: the text of a line with its indentation, and without it.
struct subject line_text(const struct line *line);
struct subject line_body(const struct line *line);

// Whether line i could begin a paragraph: behind a blank line, or set in, where those part the
// paragraphs; else any line that is not broken at a margin, or behind the end of a sentence.
bool page_begins(const struct page *p, size_t i);

// The number of blank lines before line i; 0 at the top.
size_t page_gap(const struct page *p, size_t i);

// The next line at or behind i that is not blank, or p->n.
size_t page_next(const struct page *p, size_t i);

// One past the last line of the block that line i stands in.
size_t page_block_end(const struct page *p, size_t i);

bool has_letters(struct str s);

// Whether the text ends as a sentence does, closing quotes and brackets aside.
bool is_sentence_end(struct str text);

#endif
