// officetext.h: the XML of docx and odt into lines
//
// Names of elements are compared without their prefix: the two vocabularies do not clash in what is
// read here.

#ifndef STENOGRAM_OFFICETEXT_H
#define STENOGRAM_OFFICETEXT_H

#include "clean/officelines.h"

enum { LINKS_MAX = 2000, NOTES_MAX = 5000 };

struct office_text {
	struct office_lines lines;
	bool odt;
	size_t deletions, comments; // left out
	struct {
		char id[32];
		struct str target; // in the arena
	} links[LINKS_MAX];        // of docx, from its relationships
	size_t links_n;
	char note_ids[NOTES_MAX][12]; // of docx's footnotes, in the order of their anchors
	char end_ids[NOTES_MAX][12];  // and of its endnotes
	size_t notes_n, ends_n;
	struct arena arena;

	// Of the part that is read
	const char *meta; // key whose value is being read
	struct buf value;
	unsigned depth, skip;  // skip: depth of an element whose content is no text, 0: none
	unsigned in_text;      // open elements that have text
	unsigned aside;        // depth of the note or text box that is open, 0 for none
	bool is_note, in_mark; // it is a note; inside its mark
	bool in_body, in_properties;
	xmlParserCtxt *parser;
};

// Reads one XML part of the file. False when it is not well-formed or memory ran out.
bool office_text_parse(struct office_text *t, struct str xml);

// ---- officenotes.c

// A relationship of docx: the target of a link; and the target that an id has, or the empty view.
void office_take_relationship(struct office_text *t, const xmlChar **atts, int n);
struct str office_find_link(const struct office_text *t, struct str id);

// A note or a text box begins at the present depth; its text, kept until the paragraph ends; the end
// of one of its paragraphs, those of a note being one line.
void office_begin_aside(struct office_text *t, bool note);
void office_add_aside(struct office_text *t, struct str text);
void office_part_aside(struct office_text *t);

// The anchor of the note with this mark stands here; nothing for an empty one.
void office_put_anchor(struct office_text *t, struct str mark);

// The number that the reader of a docx sees for the note or endnote of an id: that of its anchor.
// `anchor`: it is met now. Empty when there is none.
void office_note_number(struct office_text *t, struct str id, bool end, bool anchor,
                        char number[32]);

#endif
