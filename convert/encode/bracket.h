// bracket.h: what an editor's square brackets are, by their form
//
//     the[se], [of the keeper]     words that the editor supplied
//     Port Almar [Almarin]         an explanation: names behind a name, before none
//     ancestors [?] You            a question mark that the editor supplied, else a doubt
//     1955 [1953?]                 a year and its correction
//     [sic?], [Translator's note: …], [The delegation leaves.]   notes
//     [...]                        an omission

#ifndef STENOGRAM_BRACKET_H
#define STENOGRAM_BRACKET_H

#include "encode/inline.h"

enum bracket_kind {
	BRACKET_TEXT, // nothing to mark, as in [1]
	BRACKET_SUPPLIED,
	BRACKET_GLOSS,
	BRACKET_QUESTION, // [?] at the end of a question
	BRACKET_DOUBT,    // [?] elsewhere
	BRACKET_SIC,
	BRACKET_NOTE,
	BRACKET_OMISSION,
	BRACKET_YEAR, // corrects the year before it
	BRACKET_STAGE,
};

struct bracket {
	enum bracket_kind kind;
	size_t from;     // where what is to be marked begins: "[", or the year before it
	size_t open, to; // "[" and the byte behind "]"
	size_t year_to;  // the end of the year before, for BRACKET_YEAR
	bool doubt;      // the editor's own question mark
};

// The first bracket of `text` at or behind byte `from` that there is something to mark about. A
// bracket that is never closed is text; of nested brackets the innermost counts.
bool bracket_find(struct str text, size_t from, const struct inline_rules *rules,
                  struct bracket *found);

#endif
