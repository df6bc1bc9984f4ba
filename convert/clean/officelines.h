// officelines.h: the paragraphs of an office file as lines with hints

#ifndef STENOGRAM_OFFICELINES_H
#define STENOGRAM_OFFICELINES_H

#include "clean/layout.h"
#include "clean/officestyle.h"

// What words look like.
struct office_type {
	bool bold, italic, underlined, raised;
	char style[STYLE_NAME_MAX]; // a named one of characters, or ""
};

struct office_lines {
	struct layout layout;
	struct office_styles styles;
	struct buf aside; // notes and text boxes of the paragraph: mark, line feed, text, line feed
	char paragraph[STYLE_NAME_MAX]; // id of its style
	char note[32];                  // mark of the footnote that the line begins
	int level;                      // of a heading, by the paragraph itself
	bool item, centred, page;       // it is an item, centred; a page begins in it
	bool list_starts;               // of odt: the next paragraph is the first of an item
	bool index;                     // inside a table of contents
	unsigned in_row;                // rows that are open
	bool row_ended;                 // the line of the innermost row is written
	size_t cells;                   // of the row whose line is being written; 0: it is no row's
	size_t counted, columns;        // columns of the cell up to byte `counted` of the line
	size_t cell;                    // where its cell begins
	struct office_type base, type;  // of the paragraph's style; of the words that come
};

// A paragraph begins whose style has this id. In a row it goes on in the row's line, if it is the
// first of its cell.
void office_begin_paragraph(struct office_lines *l, struct str style);

// Takes the type of words from the style of the paragraph.
void office_take_base(struct office_lines *l);

// The type of words becomes that of a style of characters.
void office_take_style(struct office_lines *l, const char *id);

// Words of the type that holds.
void office_put_words(struct office_lines *l, struct str text);

// Blanks up to the next tabulator stop.
void office_put_tab(struct office_lines *l);

// The line ends within its paragraph; in a heading or a row that is a blank.
void office_put_break(struct office_lines *l);

// A page begins: the line ends, and the next has the hint.
void office_put_page(struct office_lines *l);

// The paragraph ends; notes and boxes come behind it.
void office_end_paragraph(struct office_lines *l);

void office_begin_row(struct office_lines *l);
void office_begin_cell(struct office_lines *l);
void office_end_row(struct office_lines *l);
void office_end_table(struct office_lines *l);

// The notes and boxes that are left. A note has a mark, a box an empty one.
void office_put_aside(struct office_lines *l);

#endif
