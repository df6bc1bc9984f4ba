// writing.h: rows in the making, as the files that write them share it

#ifndef STENOGRAM_WRITING_H
#define STENOGRAM_WRITING_H

#include "core/str.h"
#include "core/transcript.h"
#include "mark/plan.h"
#include "mark/scribe.h"

// What is known while the rows are written, line by line.
struct writing {
	struct plan *plan;
	struct scribe *scribe;
	struct arena *arena; // the transcript's
	bool *described;     // people whose name and office have been told
	bool in_speech;
	bool verse;         // the speech at hand is in verse
	bool set_in;        // its first line ends a line of verse that another began
	bool next_set_in;   // its last line is ended by another
	size_t end;         // the line of the next speech or division
	bool text_open;     // the last line of text did not end a sentence
	bool interrupted;   // page furniture stands between that line and this one
	struct str speaker; // the first id of the speech at hand
	bool listed;        // a list has been begun by markup; its last line
	size_t list_line;
	bool voiced;     // the markup has told a voice
	bool question;   // a numbered question goes on; its answer follows a dash
	bool letters;    // some speak as "Q." and some as "A."
	size_t examiner; // who asks and who answers, as headings tell; PEOPLE_NONE
	size_t witness;
	bool in_aside;    // a stage direction goes on that an earlier line began
	char aside_close; // what closes it
	struct str aside; // its type
	size_t i;         // the line at hand
};

// What stands aside in a text.
struct aside {
	size_t from, to;         // bytes of the text
	const struct rule *rule; // NULL: words that the markup sets in italics, or
	struct str anchor;       // the number of a footnote whose anchor they are
	struct match match;
};

static inline struct str none(void)
{
	return (struct str){0};
}

static inline const struct line *line_at(const struct writing *w)
{
	return &w->plan->page->items[w->i];
}

// directions.c

// The first of what stands aside in the text, a view of the line at hand, from byte `at` on. False when
// there is nothing.
bool writing_find_aside(const struct writing *w, struct str text, size_t at, struct aside *found);

// Writes what was found; `text` are its bytes, with the blanks before them.
void writing_put_aside(struct writing *w, const struct aside *aside, struct str text);

// Where a direction begins, at byte `from` or behind it, that a later line of the block ends; text.n when
// there is none. Those lines then go on with it.
size_t writing_open_aside(struct writing *w, struct str text, size_t from);

// wording.c

// Text of a speech or of narration; what stands aside in it is in rows of its own.
void writing_words(struct writing *w, enum mark mark, struct str args, bool doubt, struct str text);

// The same, where others may begin to speak in the midst of it.
void writing_text(struct writing *w, enum mark mark, struct str args, bool doubt, struct str text);

// Whether the text goes on in the next paragraph: it does not end as a sentence does.
bool writing_is_open(const struct writing *w, struct str text);

// Whether the arguments of a speech have no id.
bool writing_names_nobody(struct str args);

// speakers.c

// The arguments of the speech that the label begins: ids, and once for each person what the label tells of
// him. *sure: there is no doubt who it is, though the name may not recur. The transcript owns them.
struct str writing_speaker(struct writing *w, const struct label *label, bool *sure);

// The arguments of a speech of this person (PEOPLE_NONE: of nobody known) without a label.
struct str writing_party(struct writing *w, size_t person, struct str number);

// Whether a label is a word of the category.
bool writing_has_label(const struct plan *plan, const char *category);

// Keeps who asks and who answers, if the line at hand tells.
void writing_notice_parties(struct writing *w);

// speech.c

// The line of the next speech or division behind line i, of the back matter, or page->n.
size_t writing_speech_end(const struct writing *w, size_t i);

// The line at hand, which begins with a label, and one that a label goes on in.
void writing_speech(struct writing *w);
void writing_tail(struct writing *w);

// A line of verse, its part (I, M, F or empty), and whether it is the last of its speech.
void writing_verse(struct writing *w, struct str part, struct str text);
struct str writing_verse_part(const struct writing *w, bool first, bool last);
bool writing_is_last_line(const struct writing *w);

// turns.c

// The line at hand, which begins a turn without a label.
void writing_unnamed(struct writing *w);

// laidout.c

// The line at hand, if the markup tells what it is. False when it does not.
bool writing_laid_out(struct writing *w);

#endif
