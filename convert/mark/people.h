// people.h: which printed names are one person
//
// A name's key is its printing folded, without titles, articles and punctuation: "DR.EVATT" and
// "Dr. Evatt" have the key "evatt". A name of one word is the person whose only namesake it is:
// "Deng" and "Deng Xiaoping" are one unless two people are called Deng. "Mr. Hale" and "Mrs. Hale" are
// two, and so are "Macbeth" and "Lady Macbeth": an epithet (word list) is a part of the name.

#ifndef STENOGRAM_PEOPLE_H
#define STENOGRAM_PEOPLE_H

#include "core/str.h"
#include "core/table.h"
#include "core/translit.h"
#include "mark/known.h"
#include "mark/words.h"

struct person {
	struct str key;  // of the name first met
	struct str id;   // unique among the people of the document
	struct str name; // as first printed, without punctuation
	bool rostered;
	bool group;  // a crowd: "All", "Several Members"
	char sex;    // 'f' or 'm' by a title, else 0
	size_t twin; // the next person with this key and another sex, or PEOPLE_NONE
};

struct people {
	struct person *items;
	size_t n, cap;
	struct table by_key; // any key met -> index
	struct table by_id;
	struct table by_word;     // a word of a key -> index, or PEOPLE_SEVERAL
	struct table by_place;    // the last word behind a particle: "forlipopoli", likewise
	struct table by_title;    // a title: "conte" of "Il Conte d'Albafiorita", likewise
	struct table by_ends;     // "joseph biden" of "Joseph R. Biden", likewise
	struct table by_initials; // "dw" for Dana Whitlock, likewise
	struct table by_office;   // "minister of works", likewise
	const struct words *words;
	struct known *known;      // the user's table; NULL for none
	struct translit translit; // for ids
	struct str given;         // the id of the person that is being added from it
	struct arena arena;       // owns all views
};

#define PEOPLE_SEVERAL ((size_t)-1)
#define PEOPLE_NONE ((size_t)-2)

// For a document of the language that `words` was told of.
void people_init(struct people *p, const struct words *words);
void people_free(struct people *p);

// Appends the key of a printed name. False when memory ran out.
bool people_key(const struct words *words, struct str name, struct buf *key);

// The person of a printed name, made if there is none yet: whom the user's table says it is, else whom
// the document does. PEOPLE_NONE where the table gives the name to several, or when memory ran out.
size_t people_add(struct people *p, struct str name, bool rostered);

// Where "Higgins" and "Mrs. Higgins" both speak: the one without a woman's title is another.
void people_part(struct people *p, struct str name);

// 'f' or 'm' for a name with a title that says so, else 0.
char people_sex(const struct words *words, struct str name);

// Two to four capitals, with or without stops: "DW", "D.W."
bool people_is_initials(struct str name);

// Several names, or a name with blanks around it: "Vance and Brandt", "Vance / Brandt".
bool people_is_joined(struct str name);

// The person whose key, or whose only word among all keys, is this; PEOPLE_NONE if there is none
// or several.
size_t people_find(const struct people *p, struct str name);

// Whether the user's table says who the printed name is.
bool people_is_listed(const struct people *p, struct str name);

// From now on a name that is this office ("The Minister of Works") is the person, unless the office
// is told of several.
void people_know_office(struct people *p, size_t person, struct str office);

// The people that a label names: one, or several joined by "and", a comma or "/" if each is known.
// Puts at most `max` indices into `out` and gives their number; 0 for a label that says nobody (word
// list unknown) or whom the user's table cannot tell, and when memory ran out.
size_t people_add_label(struct people *p, struct str name, size_t *out, size_t max);

// A name without the article that it begins with; the name itself if it has none.
struct str people_without_article(const struct words *words, struct str name);

// Whether the text could be a name: a few words, each with a capital (in scripts that have them), a
// title, or a small word such as "von"; no sentence, and none of the words that look like a label
// and are none ("Note", word list notlabel).
bool people_is_name(const struct words *words, struct str text);

#endif
