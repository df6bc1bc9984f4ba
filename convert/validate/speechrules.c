// speechrules.c: rules on speeches: their words, and who says them

#include "validate/speechrules.h"

#include <stdlib.h>

enum {
	TWICE_LEAST =
		60, // bytes of a speech, with its label, that nobody says twice in the same words
	NAMED_SHARE = 20, // of so many speeches one may lack its speaker by mistake
	PLACES = 20,      // speeches without speaker that are told
};

// Where a speech stands in the document, and who says it.
struct saying {
	size_t depth, from, to;
	uint64_t who; // 0: nobody
};

struct speech_rules {
	size_t speech; // depth of the innermost speech; 0: none
	size_t at;     // of its start tag
	bool words;
	size_t aside; // depth of what is no word of the speech; 0: none
	struct saying now, before;
	size_t named, n_unnamed, unnamed[PLACES];
};

struct speech_rules *speechrules_new(void)
{
	return calloc(1, sizeof(struct speech_rules));
}

void speechrules_free(struct speech_rules *s)
{
	free(s);
}

static uint64_t sum_of(struct str s)
{
	uint64_t sum = 1;
	for (size_t i = 0; i < s.n; i++)
		sum = (sum ^ (unsigned char)s.s[i]) * UINT64_C(0x9E3779B97F4A7C15);
	return sum;
}

static void begin_speech(struct rules *r)
{
	struct speech_rules *s = r->speech;
	struct str who = rule_value(r, ATTRIBUTE_WHO);
	s->speech = rule_depth(r);
	s->at = rule_frame(r)->at;
	s->words = false;
	s->aside = 0;
	s->now = (struct saying){.depth = s->speech, .from = s->at, .who = who.n ? sum_of(who) : 0};
	if (who.n) {
		s->named++;
	} else {
		if (s->n_unnamed < PLACES)
			s->unnamed[s->n_unnamed] = s->at;
		s->n_unnamed++;
	}
}

bool speechrules_start(struct rules *r)
{
	struct speech_rules *s = r->speech;
	uint32_t is = rule_frame(r)->kind->is;
	if (is & SPEECH)
		begin_speech(r);
	else if (s->speech && is & SOUND)
		s->words = true;
	else if (s->speech && !s->aside && is & ASIDE)
		s->aside = rule_depth(r);
	return true;
}

void speechrules_text(struct rules *r)
{
	r->speech->words |= !r->speech->aside; // a dash is a silence
}

// The next byte of a source that is no tag, no comment and no blank; -1 at its end.
static int next_byte(struct str s, size_t *at)
{
	while (*at < s.n) {
		char c = s.s[*at];
		if (c == '<')
			*at += str_find_char(str_after(s, *at), '>');
		else if (!ascii_is_space(c))
			return (unsigned char)s.s[(*at)++];
		++*at;
	}
	return -1;
}

static bool is_same(struct str a, struct str b)
{
	size_t i = 0, k = 0, n = 0;
	for (;; n++) {
		int x = next_byte(a, &i), y = next_byte(b, &k);
		if (x != y)
			return false;
		if (x < 0)
			return n >= TWICE_LEAST;
	}
}

// Whoever speaks twice on end is rare, so that it is then that the texts are looked at.
static void check_twice(struct rules *r, size_t end)
{
	struct speech_rules *s = r->speech;
	const struct saying *a = &s->before, *b = &s->now;
	s->now.to = end;
	if (a->depth == b->depth && a->who && a->who == b->who &&
	    rule_holds(r, RULE_SPEECH_TWICE) &&
	    is_same(str_from_to(r->text->utf8, a->from, a->to),
	            str_from_to(r->text->utf8, b->from, b->to)))
		rule_tell(
			r, RULE_SPEECH_TWICE, s->at,
			"this speech says again, word for word, what the one before it by the same "
			"speaker says: it was copied twice, or is one speech");
	s->before = s->now;
}

bool speechrules_end(struct rules *r, size_t at)
{
	struct speech_rules *s = r->speech;
	size_t depth = rule_depth(r);
	if (s->aside == depth)
		s->aside = 0;
	if (s->speech != depth)
		return true;
	s->speech = 0;
	if (!s->words)
		rule_tell(r, RULE_SPEECH_EMPTY, s->at,
		          "nothing is said in this speech: its words are missing, or it is no "
		          "speech");
	check_twice(r, at);
	return true;
}

void speechrules_finish(struct rules *r)
{
	const struct speech_rules *s = r->speech;
	if (s->n_unnamed > PLACES || s->n_unnamed * NAMED_SHARE > s->named)
		return;
	for (size_t i = 0; i < s->n_unnamed; i++)
		rule_tell(r, RULE_SPEECH_NO_WHO, s->unnamed[i],
		          "this speech has no who, which %zu other speeches have: say who speaks",
		          s->named);
}
