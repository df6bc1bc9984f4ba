// labelrules.c: rules on the printed names of speakers

#include "validate/labelrules.h"

#include <stdlib.h>

#include "core/table.h"
#include "core/unicode.h"
#include "validate/twins.h"

enum {
	// A label that means one person so often may not mean another so seldom.
	OFTEN = 5,
	SELDOM_SHARE = 10,
	PLACES = 3,
	MEANINGS_MAX = 64, // people that one label means, as far as it is followed
	LABEL_MAX = 60,    // bytes of a label in front of a paragraph
	LABEL_WORDS = 5,
	CANDIDATES_MAX = 5000, // paragraphs that begin like a speech of somebody not met yet
};

// A person that a label means.
struct meaning {
	struct str who;
	size_t count, at[PLACES];
	bool anybody; // the label has more meanings than are followed
	size_t next;  // meaning of the same label, or SIZE_MAX
};

// A paragraph of a speech that begins as if it were another one.
struct candidate {
	struct str label;
	size_t at; // of the paragraph's text
};

struct label_rules {
	size_t speech; // depth of the innermost speech; 0: none
	size_t speech_at;
	size_t label_depth; // of the label that is being read; 0: none
	size_t block;       // depth of a paragraph that nothing was read of; 0: none
	struct buf label, who, folded;
	struct table pairs;   // label and who, as written, to a meaning
	struct table written; // labels as written, without their sign
	struct table labels;  // folded label to the first of its meanings
	struct {
		struct meaning *items;
		size_t n, cap;
	} meanings;
	struct {
		struct candidate *items;
		size_t n, cap;
	} candidates;
	struct arena arena;
};

struct label_rules *labelrules_new(void)
{
	return calloc(1, sizeof(struct label_rules));
}

void labelrules_free(struct label_rules *l)
{
	if (!l)
		return;
	buf_free(&l->label);
	buf_free(&l->who);
	buf_free(&l->folded);
	table_free(&l->pairs);
	table_free(&l->written);
	table_free(&l->labels);
	free(l->meanings.items);
	free(l->candidates.items);
	arena_free(&l->arena);
	free(l);
}

bool labelrules_start(struct rules *r)
{
	struct label_rules *l = r->labels;
	uint32_t is = rule_frame(r)->kind->is;
	rule_frame(r)->watched |= WATCH_LABELS;
	if (is & SPEECH) {
		l->speech = rule_depth(r);
		l->speech_at = rule_frame(r)->at;
		l->block = 0;
		buf_clear(&l->who);
		buf_clear(&l->label);
		buf_put(&l->who, rule_value(r, ATTRIBUTE_WHO));
		return !l->who.failed;
	}
	// Before its speech, in transcripts of parliaments.
	if (is & ASIDE && !l->speech && !l->label_depth &&
	    str_is(rule_value(r, ATTRIBUTE_TYPE), "speaker")) {
		l->label_depth = rule_depth(r);
		buf_clear(&l->label);
	}
	if (!l->speech)
		return true;
	if (is & LABEL)
		l->label_depth = rule_depth(r);
	if (is & BLOCK)
		l->block = rule_depth(r);
	else if (is & (ASIDE | EDITORIAL | QUOTATION))
		l->block = 0;
	return true;
}

// A name without the sign behind it.
static struct str bare_label(struct str label)
{
	label = str_trim(label);
	while (label.n && strchr(".:,; ", label.s[label.n - 1]))
		label.n--;
	return label;
}

// The label in front of "Suslov: One should …"; empty where there is none.
static struct str leading_label(struct str run)
{
	struct str head = str_from_to(str_trim_left(run), 0, LABEL_MAX);
	size_t colon = str_find_char(head, ':'), words = 0;
	struct str label = str_from_to(head, 0, colon), rest = label;
	if (colon == head.n || !unicode_begins_upper(label))
		return (struct str){0};
	// "10:30" is no label, and "Higgins: you are …" calls somebody.
	struct str words_behind = str_after(head, colon + 1);
	size_t at = 0;
	if (words_behind.n && !ascii_is_space(words_behind.s[0]))
		return (struct str){0};
	words_behind = str_trim_left(words_behind);
	if (words_behind.n && unicode_is_lower(utf8_next(words_behind, &at)))
		return (struct str){0};
	while (str_word(&rest).n)
		words++;
	label = bare_label(label);
	return words <= LABEL_WORDS && label.n > 2 ? label : (struct str){0};
}

static void tell_unsplit(struct rules *r, struct str label, size_t at)
{
	rule_tell(r, RULE_SPEECH_UNSPLIT, at,
	          "this paragraph of a speech begins with the name of a speaker, \"%.*s\": it is a "
	          "speech of its own",
	          STR_ARG(label));
}

// A paragraph begins with what may be a label, now or when that is met.
static bool consider(struct rules *r, struct str label, size_t at)
{
	struct label_rules *l = r->labels;
	size_t known;
	if (table_get(&l->written, label, &known)) {
		tell_unsplit(r, label, at);
		return true;
	}
	if (l->candidates.n == CANDIDATES_MAX)
		return true;
	struct str kept = arena_str(&l->arena, label);
	if (!kept.s || !ARRAY_ROOM(&l->candidates))
		return false;
	l->candidates.items[l->candidates.n++] = (struct candidate){kept, at};
	return true;
}

bool labelrules_text(struct rules *r, struct str run, size_t at)
{
	struct label_rules *l = r->labels;
	if (l->label_depth) {
		buf_put(&l->label, run);
		return !l->label.failed;
	}
	if (!l->block)
		return true;
	l->block = 0;
	if (!rule_holds(r, RULE_SPEECH_UNSPLIT))
		return true;
	struct str label = leading_label(run);
	return !label.n || consider(r, label, rule_run_place(r, at + (size_t)(label.s - run.s)));
}

// A label as it is written: what begins with it in other letters is no label.
static bool keep_name(struct label_rules *l, struct str label)
{
	size_t known;
	return !label.n || table_get(&l->written, label, &known) ||
	       table_set(&l->written, arena_str(&l->arena, label), 0);
}

static struct meaning *new_meaning(struct label_rules *l, struct str label, size_t *index)
{
	size_t first = SIZE_MAX, last = SIZE_MAX, n = 0;
	struct str who = buf_str(&l->who);
	table_get(&l->labels, label, &first);
	for (size_t i = first; i != SIZE_MAX; i = l->meanings.items[i].next, n++) {
		*index = i;
		l->meanings.items[first].anybody |= n == MEANINGS_MAX;
		if (str_eq(l->meanings.items[i].who, who) || n == MEANINGS_MAX)
			return &l->meanings.items[i];
		last = i;
	}
	struct str kept = arena_str(&l->arena, who);
	if (!kept.s || !ARRAY_ROOM(&l->meanings))
		return NULL;
	*index = l->meanings.n;
	if (last != SIZE_MAX)
		l->meanings.items[last].next = *index;
	else if (!table_set(&l->labels, arena_str(&l->arena, label), *index))
		return NULL;
	struct meaning *made = &l->meanings.items[l->meanings.n++];
	*made = (struct meaning){.who = kept, .next = SIZE_MAX};
	return made;
}

// The meaning of the label and the person that were read. Most pairs were there before, letter for letter.
static struct meaning *meaning_of(struct label_rules *l, struct str label)
{
	size_t index;
	// Behind the label, as one key; the label itself stays as it is in front.
	size_t length = (size_t)(label.s - l->label.s) + label.n;
	l->label.n = length;
	buf_putc(&l->label, '\0');
	buf_put(&l->label, buf_str(&l->who));
	struct str pair = str_after(buf_str(&l->label), length - label.n);
	if (l->label.failed)
		return NULL;
	if (table_get(&l->pairs, pair, &index))
		return &l->meanings.items[index];
	buf_clear(&l->folded);
	if (!unicode_fold(&l->folded, str_from_to(pair, 0, label.n)))
		return NULL;
	struct meaning *meaning = new_meaning(l, buf_str(&l->folded), &index);
	struct str kept = arena_str(&l->arena, pair);
	bool good = meaning && keep_name(l, str_from_to(kept, 0, label.n)) &&
	            table_set(&l->pairs, kept, index);
	return good ? meaning : NULL;
}

static bool keep_label(struct label_rules *l)
{
	struct str label = bare_label(buf_str(&l->label));
	if (!label.n || !l->who.n)
		return true;
	struct meaning *meaning = meaning_of(l, label);
	if (!meaning)
		return false;
	if (meaning->count < PLACES)
		meaning->at[meaning->count] = l->speech_at;
	meaning->count++;
	return true;
}

bool labelrules_end(struct rules *r)
{
	struct label_rules *l = r->labels;
	size_t depth = rule_depth(r);
	if (l->block == depth)
		l->block = 0;
	if (l->label_depth == depth) {
		l->label_depth = 0;
		if (!l->speech && !keep_name(l, bare_label(buf_str(&l->label))))
			return false;
	}
	if (l->speech != depth)
		return true;
	l->speech = 0;
	return keep_label(l);
}

// Whether a label, folded, may mean anybody: a choir, a voice, all.
static bool is_collective(struct str label)
{
	static const char *const words[] = {
		"all",     "alle",   "andere", "autre", "beide",  "both",   "chœur", "choeur",
		"chor",    "chorus", "coro",   "crowd", "ein",    "eine",   "einer", "einige",
		"menge",   "other",  "others", "omnes", "people", "peuple", "some",  "stimme",
		"stimmen", "todas",  "todos",  "tous",  "toutes", "tutti",  "un",    "une",
		"viele",   "voice",  "voices", "voix",  "volk",   "voz",    "все",   "голос",
		"голоса",  "народ",  "хор",
	};
	struct str word;
	while ((word = str_word(&label)).n)
		for (size_t i = 0; i < LENGTH(words); i++)
			if (str_is(word, words[i]))
				return true;
	return false;
}

// Whether a person whom a label means seldom may be there by mistake. Several people at once, and people
// that are counted ("#weib_1", "#weib_3a"), are there on purpose.
static bool is_mistaken(const struct meaning *m, const struct meaning *most)
{
	if (m == most || most->count < OFTEN || m->count * SELDOM_SHARE > most->count ||
	    m->count > PLACES)
		return false;
	return str_find_char(m->who, ' ') == m->who.n &&
	       str_find_char(most->who, ' ') == most->who.n && !twin_ids_count(m->who, most->who);
}

// Of one label: the person that it means nearly always, and where it means another.
static void check_label(struct rules *r, size_t first, struct str label)
{
	const struct meaning *items = r->labels->meanings.items, *most = &items[first];
	for (size_t i = first; i != SIZE_MAX; i = items[i].next)
		most = items[i].count > most->count ? &items[i] : most;
	for (size_t i = first; i != SIZE_MAX; i = items[i].next) {
		const struct meaning *m = &items[i];
		if (items[first].anybody || !is_mistaken(m, most))
			continue;
		for (size_t k = 0; k < m->count; k++)
			rule_tell(r, RULE_SPEAKER_LABEL, m->at[k],
			          "the speaker \"%.*s\" is %.*s here, and %.*s in %zu other "
			          "speeches: one "
			          "of them is wrong, or there are two people of that name",
			          STR_ARG(label), STR_ARG(m->who), STR_ARG(most->who), most->count);
	}
}

void labelrules_finish(struct rules *r)
{
	const struct label_rules *l = r->labels;
	for (size_t i = 0; i < l->labels.cap; i++) {
		const struct table_slot *slot = &l->labels.slots[i];
		if (slot->key.s && !is_collective(slot->key))
			check_label(r, slot->value, slot->key);
	}
	for (size_t i = 0; i < l->candidates.n; i++) {
		size_t meaning;
		if (table_get(&l->written, l->candidates.items[i].label, &meaning))
			tell_unsplit(r, l->candidates.items[i].label, l->candidates.items[i].at);
	}
}
