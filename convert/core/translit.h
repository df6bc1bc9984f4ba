// translit.h: letters of other scripts in Latin ones
//
// Latin and Cyrillic are left to the caller. For all others stand ICU's transliterators, whose rules
// are those of Unicode CLDR: Han-Latin/Names (the readings of Mandarin, surnames as surnames), UNGEGN
// for Greek, Any-Latin for what else has rules. Opening one takes from 30 to 350 ms, so that each is
// opened when a text first needs it and kept by the owner of the struct; ICU itself keeps the rules
// that it has read for the process, which makes a second owner cheap.

#ifndef STENOGRAM_TRANSLIT_H
#define STENOGRAM_TRANSLIT_H

#include "core/str.h"

enum translit_rules { TRANSLIT_HAN, TRANSLIT_GREEK, TRANSLIT_ANY, TRANSLIT_COUNT };

// Zeroed before its first use; everything that it opens is freed with translit_free.
struct translit {
	bool japanese; // the text is Japanese, whatever a name looks like
	struct {
		void *icu;
		bool tried;
	} rules[TRANSLIT_COUNT];
};

void translit_free(struct translit *t);

// Whether any character is of a script that translit_latin has rules for, or could have.
bool translit_reads(struct str text);

// Whether translit_latin reads the text in one way in Japanese and in another elsewhere.
bool translit_rests_on_language(struct str text);

// Appends the text, valid UTF-8, with what is neither Latin nor Cyrillic in Latin letters; these may
// have diacritics. A blank parts the syllables of Han characters, and the letters of two scripts.
// Han characters stay as they are in Japanese, where only who bears a name knows how it is read: where
// t->japanese says so, or where the text has kana. So does what no rules are known for, and all where
// ICU's data lack the rules. The result rests on the text and on t->japanese, on nothing met before.
// False when memory ran out.
bool translit_latin(struct translit *t, struct buf *out, struct str text);

#endif
