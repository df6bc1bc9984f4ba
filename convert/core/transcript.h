// transcript.h: marked lines, the text that lies between guessing and building
//
// One row a line; the manual page teimarked(5) tells the format to its users and is tested against
// the table below. A transcript owns one buffer of text and an array of rows; every view in it is
// borrowed from it until transcript_free().

#ifndef STENOGRAM_TRANSCRIPT_H
#define STENOGRAM_TRANSCRIPT_H

#include "report.h"
#include "str.h"

// Every mark: X(NAME, "word", label, "meaning"). `label` says what the text behind a single TAB
// is: TEXT, or LABEL for marks whose single text is a label alone.
#define MARKS(X) \
	X(BLANK, "-", TEXT, "a blank line") \
	X(FW, "fw", TEXT, "page furniture: no part of what was said") \
	X(PB, "pb", TEXT, "a page break; its argument is the number of the page that begins") \
	X(TITLE, "title", TEXT, "the title of the document") \
	X(META, "meta", TEXT, \
	  "metadata; its first argument is the key, the second a normalised value") \
	X(KEY, "key", TEXT, "the printed name of the metadata that follow") \
	X(FRONT, "front", TEXT, "the matter before the transcript begins") \
	X(BODY, "body", TEXT, "the transcript begins") \
	X(BACK, "back", TEXT, "the matter after the transcript begins") \
	X(DIV, "div", TEXT, "a division; arguments: type, number, date; its text is its head") \
	X(END, "end", TEXT, "the division ends") \
	X(CAST, "cast", LABEL, "a roster; its argument is the id of the organisation") \
	X(ITEM, "item", TEXT, "one entry of a roster or of a list; arguments: id, key=value") \
	X(SP, "sp", LABEL, "a speech begins; its arguments are the ids of those who speak") \
	X(MORE, "more", TEXT, "a new paragraph of the same speech") \
	X(CONT, "cont", TEXT, "the last block goes on") \
	X(P, "p", TEXT, "a paragraph of narration") \
	X(SAID, "said", TEXT, "reported speech inside narration; its argument is the id") \
	X(L, "l", TEXT, "a line of verse; argument: I, M or F for a part of a line") \
	X(STAGE, "stage", TEXT, "a stage direction; its argument is the type") \
	X(NOTE, "note", TEXT, "an editorial note") \
	X(REF, "ref", TEXT, "an anchor of a footnote; its argument is the number") \
	X(TIME, "time", TEXT, "a clock in the record; its argument is the ISO time") \
	X(CUE, "cue", TEXT, "seconds of media; arguments: start, end") \
	X(QUOTE, "quote", TEXT, "a document or a text quoted at length") \
	X(LIST, "list", TEXT, "a list begins; its text is its head") \
	X(TABLE, "table", TEXT, "a row of a table") \
	X(DATE, "date", TEXT, "inline: a date; its argument is the ISO date") \
	X(SUPPLIED, "supplied", TEXT, "inline: words supplied by the editor") \
	X(GLOSS, "gloss", TEXT, "inline: an explanation by the editor") \
	X(PLAIN, "plain", TEXT, "inline: text that no rule is to read")

// One byte each: a long document has millions of rows.
enum __attribute__((packed)) mark {
#define MARK_NAME(NAME, word, label, meaning) MARK_##NAME,
	MARKS(MARK_NAME)
#undef MARK_NAME
		MARK_COUNT
};

const char *mark_word(enum mark mark);
const char *mark_meaning(enum mark mark);
bool mark_parse(struct str word, enum mark *mark); // false: no such mark
bool mark_takes_label(enum mark mark);             // a single TAB has a label behind it
bool mark_is_structure(enum mark mark);            // a region or a division begins

struct row {
	enum mark mark;
	bool joined;      // "&": goes on in the same source line
	bool doubt;       // the mark could be otherwise
	bool labelled;    // has a label, possibly empty: sp and cast, or any row with two TABs
	unsigned level;   // of div and end, glued to the mark: "div2"; 0 where none is given
	struct str args;  // between the mark and the first TAB, words separated by blanks
	struct str hints; // "{b0-18}{li}" of laid-out input, no part of the text; else empty
	struct str label;
	struct str text; // label and text in this order are the row's part of the source line
};

struct transcript {
	struct row *items; // the rows
	size_t n, cap;
	struct arena arena; // owns what rows borrow beyond the source
	struct buf source;  // owns the text, if the transcript was read or took it over
};

void transcript_free(struct transcript *t);

// Takes over the memory of a buffer, which has no content afterwards, for the rows of an empty
// transcript: for large texts, memory that was in use before is had sooner than new.
void transcript_use(struct transcript *t, struct buf *memory);

// Adds a row; its views are borrowed and must live as long as the transcript. False: no memory.
bool transcript_add(struct transcript *t, struct row row);

// Reads marked lines. Takes over `text` (also on failure, which leaves *t empty). Every malformed
// row is reported with its line; any of them gives false. `file` is for reports.
bool transcript_read(struct transcript *t, struct buf *text, const char *file,
                     struct reporter *reporter);

// Appends the marked lines of t.
void transcript_write(const struct transcript *t, struct buf *out);

// Appends the cleaned text that t was made from (teimark -u).
void transcript_unmark(const struct transcript *t, struct buf *out);

// Cuts the next argument off *args. *doubt tells whether it ended in "?" (which is cut off).
// Empty at the end.
struct str row_argument(struct str *args, bool *doubt);

// The value of key=value among the arguments, or the empty view.
struct str row_value(const struct row *row, const char *key);

// Appends " key=value" to arguments, the value trimmed and with "_" for each blank; nothing when it
// is empty.
void row_put_value(struct buf *args, const char *key, struct str value);

// Cuts one hint, without its braces, off *hints: {b0-18} gives "b0-18". Empty at the end.
struct str hint_next(struct str *hints);

// The hints that a cleaned line begins with, with their braces and without the TAB behind them:
// "{b0-18}{li}\tText" gives "{b0-18}{li}". Empty when the line begins with none. Hints are words
// of the table in teimarked(5); braces around anything else are text.
struct str line_hints(struct str line);

#endif
