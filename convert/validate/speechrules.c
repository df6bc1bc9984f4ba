// speechrules.c: rules on speeches, their speakers, and their order

#include "validate/speechrules.h"

#include <stdlib.h>

#include "core/table.h"
#include "core/unicode.h"
#include "validate/numbers.h"

// A label that means one person so often may not mean another so seldom.
enum { OFTEN = 5, SELDOM_SHARE = 10, PLACES = 3 };

// A person that a label means.
struct meaning {
	struct str who;
	size_t label; // index of the label
	size_t count, at[PLACES];
	size_t next; // meaning of the same label, or SIZE_MAX
};

struct speech_rules {
	size_t speech; // depth of the innermost speech; 0: none
	size_t at;     // of its start tag
	bool words;
	size_t aside;  // depth of what is no word of the speech; 0: none
	bool is_label; // the aside is the speaker
	struct buf label, who;
	struct table labels; // folded label to the first of its meanings
	struct {
		struct meaning *items;
		size_t n, cap;
	} meanings;
	struct numbers numbers;
	struct arena arena;
};

struct speech_rules *speechrules_new(void)
{
	return calloc(1, sizeof(struct speech_rules));
}

void speechrules_free(struct speech_rules *s)
{
	if (!s)
		return;
	buf_free(&s->label);
	buf_free(&s->who);
	table_free(&s->labels);
	free(s->meanings.items);
	numbers_free(&s->numbers);
	arena_free(&s->arena);
	free(s);
}

static bool is_one_of(const unsigned char *local, const char *const *names, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp((const char *)local, names[i]) == 0)
			return true;
	return false;
}

static bool is_speech(const unsigned char *local)
{
	static const char *const names[] = {"sp", "u"};
	return is_one_of(local, names, LENGTH(names));
}

static bool is_aside(const unsigned char *local)
{
	static const char *const names[] = {"speaker", "note", "fw"};
	return is_one_of(local, names, LENGTH(names));
}

// What is no word but is done or heard in the speech.
static bool is_sound(const unsigned char *local)
{
	static const char *const names[] = {"gap",     "vocal",  "kinesic", "incident",
	                                    "graphic", "figure", "ptr",     "media"};
	return is_one_of(local, names, LENGTH(names));
}

bool speechrules_start(struct rules *r, const struct xml_element *e)
{
	struct speech_rules *s = r->speech;
	if (rule_holds(r, RULE_NUMBER_ORDER) &&
	    !numbers_start(&s->numbers, r, e, is_speech(e->local)))
		return false;
	if (is_speech(e->local)) {
		s->speech = r->depth;
		s->at = e->at;
		s->words = false;
		s->aside = 0;
		buf_clear(&s->label);
		buf_clear(&s->who);
		buf_put(&s->who, rule_attribute(e, "who"));
	} else if (s->speech && is_sound(e->local)) {
		s->words = true;
	} else if (s->speech && !s->aside && is_aside(e->local)) {
		s->aside = r->depth;
		s->is_label = strcmp((const char *)e->local, "speaker") == 0;
	}
	return !s->who.failed;
}

bool speechrules_text(struct rules *r, struct str text)
{
	struct speech_rules *s = r->speech;
	if (!s->speech)
		return true;
	if (!s->aside)
		s->words = s->words || str_trim_left(text).n > 0; // a dash is a silence
	else if (s->is_label)
		buf_put(&s->label, text);
	return !s->label.failed;
}

static struct meaning *meaning_of(struct speech_rules *s, struct str label, struct str who)
{
	size_t first = SIZE_MAX, last = SIZE_MAX;
	table_get(&s->labels, label, &first);
	for (size_t i = first; i != SIZE_MAX; i = s->meanings.items[i].next) {
		if (str_eq(s->meanings.items[i].who, who))
			return &s->meanings.items[i];
		last = i;
	}
	struct str kept = arena_str(&s->arena, who);
	if (!kept.s || !ARRAY_ROOM(&s->meanings))
		return NULL;
	if (last != SIZE_MAX)
		s->meanings.items[last].next = s->meanings.n;
	else if (!table_set(&s->labels, arena_str(&s->arena, label), s->meanings.n))
		return NULL;
	struct meaning *made = &s->meanings.items[s->meanings.n++];
	*made = (struct meaning){.who = kept, .next = SIZE_MAX};
	return made;
}

static bool keep_label(struct speech_rules *s)
{
	struct buf folded = {0};
	struct str label = str_trim(buf_str(&s->label));
	while (label.n && strchr(".:,;", label.s[label.n - 1]))
		label.n--;
	struct str who = str_trim(buf_str(&s->who));
	if (!label.n || !who.n)
		return true;
	bool good = unicode_fold(&folded, label);
	struct meaning *meaning = good ? meaning_of(s, buf_str(&folded), who) : NULL;
	if (meaning) {
		if (meaning->count < PLACES)
			meaning->at[meaning->count] = s->at;
		meaning->count++;
	}
	buf_free(&folded);
	return meaning != NULL;
}

bool speechrules_end(struct rules *r)
{
	struct speech_rules *s = r->speech;
	numbers_end(&s->numbers, r);
	if (s->aside == r->depth)
		s->aside = 0;
	if (s->speech != r->depth)
		return true;
	s->speech = 0;
	if (!s->words)
		rule_tell(r, RULE_SPEECH_EMPTY, s->at,
		          "nothing is said in this speech: its words are missing, or it is no "
		          "speech");
	return !rule_holds(r, RULE_SPEAKER_LABEL) || keep_label(s);
}

// Of one label: the person that it means nearly always, and where it means another.
static void check_label(struct rules *r, size_t first, struct str label)
{
	const struct meaning *items = r->speech->meanings.items, *most = &items[first];
	for (size_t i = first; i != SIZE_MAX; i = items[i].next)
		most = items[i].count > most->count ? &items[i] : most;
	for (size_t i = first; i != SIZE_MAX; i = items[i].next) {
		const struct meaning *m = &items[i];
		if (m == most || most->count < OFTEN || m->count * SELDOM_SHARE > most->count ||
		    m->count > PLACES)
			continue;
		for (size_t k = 0; k < m->count; k++)
			rule_tell(r, RULE_SPEAKER_LABEL, m->at[k],
			          "the speaker \"%.*s\" is %.*s here, and %.*s in %zu other "
			          "speeches: one "
			          "of them is wrong, or there are two people of that name",
			          STR_ARG(label), STR_ARG(m->who), STR_ARG(most->who), most->count);
	}
}

void speechrules_finish(struct rules *r)
{
	const struct table *labels = &r->speech->labels;
	for (size_t i = 0; i < labels->cap; i++)
		if (labels->slots[i].key.s)
			check_label(r, labels->slots[i].value, labels->slots[i].key);
}
