// speechrules.c: rules on speeches: their words, and who says them

#include "validate/speechrules.h"

#include <stdlib.h>

enum {
	TWICE_LEAST = 60, // bytes of a speech that nobody says twice in the same words
	NAMED_SHARE = 20, // of so many speeches one may lack its speaker by mistake
	PLACES = 20,      // speeches without speaker that are told
};

// What a speech says, so that two can be compared without keeping them.
struct saying {
	size_t depth, bytes;
	uint64_t words, who;
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

// Twice eight bytes at a time; equal texts have equal sums.
static uint64_t sum_of(struct str s, uint64_t sum)
{
	const uint64_t factor = UINT64_C(0x9E3779B97F4A7C15);
	uint64_t other = sum, two[2];
	size_t i = 0;
	for (; i + sizeof two <= s.n; i += sizeof two) {
		memcpy(two, s.s + i, sizeof two);
		sum = (sum ^ two[0]) * factor;
		sum ^= sum >> 29;
		other = (other ^ two[1]) * factor;
		other ^= other >> 31;
	}
	for (; i < s.n; i++)
		sum = (sum ^ (unsigned char)s.s[i]) * factor;
	return sum ^ sum >> 32 ^ other * factor;
}

static void begin_speech(struct rules *r)
{
	struct speech_rules *s = r->speech;
	struct str who = rule_value(r, ATTRIBUTE_WHO);
	s->speech = rule_depth(r);
	s->at = rule_frame(r)->at;
	s->words = false;
	s->aside = 0;
	s->now = (struct saying){.depth = s->speech, .who = who.n ? sum_of(who, 1) : 0};
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

void speechrules_text(struct rules *r, struct str run, size_t at)
{
	struct speech_rules *s = r->speech;
	(void)at;
	if (!s->speech || s->aside)
		return;
	s->words = true; // a dash is a silence
	s->now.bytes += run.n;
	s->now.words = sum_of(run, s->now.words);
}

static void check_twice(struct rules *r)
{
	struct speech_rules *s = r->speech;
	const struct saying *a = &s->now, *b = &s->before;
	if (a->depth == b->depth && a->who && a->who == b->who && a->bytes == b->bytes &&
	    a->words == b->words && a->bytes >= TWICE_LEAST)
		rule_tell(
			r, RULE_SPEECH_TWICE, s->at,
			"this speech says again, word for word, what the one before it by the same "
			"speaker says: it was copied twice, or is one speech");
	s->before = s->now;
}

bool speechrules_end(struct rules *r)
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
	check_twice(r);
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
