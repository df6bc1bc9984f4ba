// encoder.h: the state of the writing of <text>, between the files that write it
//
// What is open, from outside in:
//
//     region      front, body, back
//     divisions   by level
//     speech
//     container   a list, a table, a roster, a title: blocks that belong together
//     block       what holds text: a paragraph, a head, a line of verse, a stage direction …
//     aside       what interrupts a block and stands inside it
//
// Closing one closes all that is inside it. Each remembers how deep the writer was before it began.
//
//     text.c      the loop over the rows
//     outline.c   regions, divisions, speeches
//     block.c     containers, blocks, the words in them
//     words.c     rows that are words: p, more, cont, l, said and the inline marks
//     speech.c    rows that begin a speech: sp
//     aside.c     rows that may interrupt: stage, pb, fw, note, time, cue
//     matter.c    rows that describe: title, meta, key
//     group.c     rows that come in groups: cast, list, item, table, quote

#ifndef STENOGRAM_ENCODER_H
#define STENOGRAM_ENCODER_H

#include "encode/flow.h"
#include "encode/text.h"

enum region { REGION_NONE, REGION_FRONT, REGION_BODY, REGION_BACK };

enum container {
	CONTAINER_NONE,
	CONTAINER_TITLE, // docTitle
	CONTAINER_CAST,  // castList, with a castGroup open
	CONTAINER_LIST,
	CONTAINER_GLOSS, // list of names and values: key and meta
	CONTAINER_TABLE,
	CONTAINER_QUOTE,
};

enum block {
	BLOCK_NONE,
	BLOCK_P,
	BLOCK_L,
	BLOCK_ITEM,
	BLOCK_CELL,
	BLOCK_HEAD,
	BLOCK_TITLE,
	BLOCK_META,
	BLOCK_KEY,
	BLOCK_CAST_ITEM,
	BLOCK_SPEAKER,
	BLOCK_STAGE,
	BLOCK_NOTE,
	BLOCK_FURNITURE, // fw, and clocks: text alone
};

// Something that holds text.
struct frame {
	enum block kind;
	unsigned depth;  // of the writer before it began
	unsigned said;   // of the writer before the reported speech in it that is open; 0 for none
	bool fresh;      // nothing stands in it yet
	struct str held; // blanks at the end of what was put last: dropped if nothing follows
};

struct open_division {
	unsigned level, depth;
	bool anonymous; // opened because a division cannot go on behind one inside it
	bool nested;    // a division stood in it: nothing but divisions may follow
};

enum { DIVISIONS_MAX = 24 }; // levels 1 to 9, and anonymous ones

struct encoder {
	struct tei *w;
	struct survey *s;
	size_t row;
	struct settings *settings;
	bool setting_open; // the last setting still looks for its date and time

	enum region region;
	bool region_open;    // its element was begun
	bool front_declared; // a front row said so
	bool nested, filled; // of the region: a division stood in it; something but asides did
	struct open_division divisions[DIVISIONS_MAX];
	size_t divisions_n;

	bool in_speech, speech_filled; // filled: has a paragraph or a line of verse
	unsigned speech_depth;
	size_t speech_n;
	size_t synch; // the point in the timeline that the next speech begins at; 0 for none

	enum container container;
	unsigned container_depth; // before it and its wrapper
	unsigned container_inside;
	bool container_filled;                  // CAST, LIST: has an item
	bool item_due, item_open, item_several; // GLOSS
	bool roster;                            // CAST: of an organisation, not of a play
	bool byline;                            // the block is one

	struct frame block, aside;
	bool dots;        // what was put last into the block ends in an ellipsis
	struct str words; // what was put last into the block, for the rules

	size_t division_at, cue_at, note_at; // the next of each in the survey
	struct buf label, text;              // scratch
};

// outline.c

// Makes room for a paragraph or a roster (`apart` false), or for what a region cannot hold at its
// top but a division can: speeches, verse, stage directions (`apart` true).
void outline_place(struct encoder *e, bool apart);

// Makes room for title, dates and names of the front matter; false when this place takes none.
bool outline_place_front(struct encoder *e);

// Whether a list or a table needs a paragraph around it here.
bool outline_wraps(const struct encoder *e);

void outline_close_speech(struct encoder *e);
void outline_division(struct encoder *e, const struct row *row);
void outline_end(struct encoder *e, const struct row *row);
void outline_region(struct encoder *e, const struct row *row);
void outline_finish(struct encoder *e);

// Begins the element of the region if it is not begun; leaves the front matter before that, unless
// a row said that it goes on.
void outline_open_region(struct encoder *e);
void outline_enter_body(struct encoder *e);

// block.c

void block_close(struct encoder *e);
void block_close_aside(struct encoder *e);
void container_close(struct encoder *e);

// Begins a block as an element of its own; give it attributes, then put text. Closes the block
// before; containers and speeches are the caller's.
void block_open(struct encoder *e, enum block kind, struct str element);

// The innermost that holds text, or NULL.
struct frame *block_top(struct encoder *e);

// Puts text into the innermost that is open, with the rules that hold there, or without.
void block_put(struct encoder *e, struct str text);
void block_put_plain(struct encoder *e, struct str text);

// Begins to put a row into an open block: a line end unless the row is joined.
void block_continue(struct encoder *e, const struct row *row);

// Puts the blanks that the text begins with, so that an inline element does not hold them, and
// returns the rest.
struct str block_lead(struct encoder *e, struct str text);

// A container and, where this place needs one, a paragraph around it.
void container_open(struct encoder *e, enum container kind, struct str element);

// Whether the next row that interrupts nothing belongs to the open container.
bool container_goes_on(const struct encoder *e);

// words.c

void words_paragraph(struct encoder *e, const struct row *row);
void words_more(struct encoder *e, const struct row *row);
void words_continue(struct encoder *e, const struct row *row);
void words_verse(struct encoder *e, const struct row *row);
void words_said(struct encoder *e, const struct row *row);
void words_inline(struct encoder *e, const struct row *row);

// Puts a quotation into the open block; false when there is none that could hold it.
bool words_quote(struct encoder *e, const struct row *row);

// Begins a paragraph in the open speech.
void words_open_in_speech(struct encoder *e);

// speech.c

void speech_row(struct encoder *e, const struct row *row);

// aside.c

void aside_row(struct encoder *e, const struct row *row);

// matter.c

void matter_title(struct encoder *e, const struct row *row);
void matter_meta(struct encoder *e, const struct row *row);
void matter_key(struct encoder *e, const struct row *row);

// group.c

void group_cast(struct encoder *e, const struct row *row);
void group_close_cast(struct encoder *e);
void group_cast_text(struct encoder *e, struct str text); // entries of the open roster
void group_list(struct encoder *e, const struct row *row);
void group_item(struct encoder *e, const struct row *row);
void group_table(struct encoder *e, const struct row *row);
void group_quote(struct encoder *e, const struct row *row);

// What all of them need.

static inline enum mark encoder_next(const struct encoder *e)
{
	return flow_next(e->s->flow[e->row]);
}

// Writes @cert: low for a doubtful mark, medium for a doubtful argument.
void encoder_cert(struct encoder *e, const struct row *row, bool argument);

// Writes an attribute (TEI_ATTRIBUTE) that takes one word.
void encoder_word(struct encoder *e, struct str attribute, struct str word);

// Writes @who from the ids among the arguments.
void encoder_who(struct encoder *e, const struct row *row, bool *doubt);

// Writes @synch, the number of a point in the timeline; @target, the number of a note.
void encoder_point(struct encoder *e, size_t point);
void encoder_note(struct encoder *e, size_t note);

#endif
