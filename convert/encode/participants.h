// participants.h: the people, groups and organisations of a document
//
// Made from what rosters, speeches and reported speech say of them; the header lists them, the text
// points to them. The id that a row gives is the person: the same id is the same person everywhere.

#ifndef STENOGRAM_PARTICIPANTS_H
#define STENOGRAM_PARTICIPANTS_H

#include "core/table.h"
#include "core/transcript.h"
#include "encode/ids.h"

// Where a name comes from, the better source later.
enum name_source { NAME_FROM_ID, NAME_FROM_LABEL, NAME_FROM_ROSTER, NAME_GIVEN };

struct participant {
	struct str id;
	struct str name;
	enum name_source name_source;
	size_t org;      // 1 + index in orgs of the roster that lists the person; 0 for none
	struct str role; // in that roster, without parentheses
	size_t affiliation, party, country; // 1 + index in orgs; 0 for none
	struct str office, ref, sex;
	bool rostered, group;
};

struct organisation {
	struct str id, name;
	const char *role; // "party", "country", or NULL
};

struct participants {
	struct participant *items;
	size_t n, cap;
	struct organisation *orgs;
	size_t orgs_n, orgs_cap;
	struct table by_argument; // an id as a row writes it -> index in items
	struct table by_org;      // what names an organisation -> index in orgs
	struct ids *ids;          // owns ids and names
	bool failed;              // memory ran out
};

void participants_free(struct participants *p);

#define PARTICIPANT_NONE ((size_t)-1)

// The person of an id as a row writes it, made if there is none yet; PARTICIPANT_NONE when memory
// ran out. `argument` must live as long as `p`. *repaired is set when an id was met for the first
// time that has not the right form.
size_t participants_add(struct participants *p, struct str argument, bool *repaired);

// The id of a person that participants_add has made; empty when there is none.
struct str participants_id(const struct participants *p, struct str argument);

// Gives the person a name, unless a better source has given one.
void participants_name(struct participants *p, size_t person, struct str name,
                       enum name_source source);

// What a row's key=value arguments tell of the person; what is known already stays.
void participants_describe(struct participants *p, size_t person, const struct row *row);

// What a setting's arguments tell of the person, whatever else is known.
void participants_overrule(struct participants *p, size_t person, const struct row *row);

// The organisation (1 + index) that is named so, made if there is none; 0 when memory ran out. The
// name may be empty: it is then made from the key.
size_t participants_org(struct participants *p, struct str key, struct str name, const char *role);

// Gives the organisations their ids, after all people have theirs.
void participants_finish(struct participants *p);

// A name as a label prints it, without numbers before it, parentheses and punctuation around it,
// and white space folded; empty where nothing of a name is left. Lives as long as the arena.
struct str label_name(struct arena *arena, struct str label);

// "two_words" with blanks, as values of arguments mean it.
struct str value_words(struct arena *arena, struct str value);

#endif
