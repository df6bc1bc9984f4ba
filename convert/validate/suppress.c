// suppress.c: findings that the document itself asks not to be told

#include "validate/suppress.h"

#include <stdint.h>
#include <stdlib.h>

#include "validate/claims.h"
#include "validate/pseudo.h"
#include "validate/ruleset.h"

enum { SUPPRESSIONS_MAX = 1000 };

void suppress_instruction(struct suppressions *s, const char *target, struct str data, size_t at,
                          struct findings *findings)
{
	if (!str_is(str_from(target), "stenogram"))
		return;
	struct str rules = str_trim(pseudo_attribute(data, STR("ignore")));
	struct str reason = str_trim(pseudo_attribute(data, STR("reason")));
	if (!rules.n || !reason.n) {
		findings_add(findings, SEVERITY_WARNING, at, "suppression",
		             "this suppresses nothing: it needs %s, as in <?stenogram "
		             "ignore=\"number-order\" reason=\"session 3 is lost\"?>",
		             rules.n ? "a reason" : "ids of rules");
		return;
	}
	if (s->n == SUPPRESSIONS_MAX) {
		findings_add(findings, SEVERITY_WARNING, at, "suppression",
		             "this suppresses nothing: a document may have %d of them",
		             SUPPRESSIONS_MAX);
		return;
	}
	struct str kept = arena_str(&s->arena, rules);
	if (!kept.s || !ARRAY_ROOM(s)) {
		findings->failed = true;
		return;
	}
	s->items[s->n++] = (struct suppression){.rules = kept, .at = at, .to = SIZE_MAX};
	s->open++;
}

// What was over is over where the next event begins: an empty element ends where it begins.
static void settle(struct suppressions *s, size_t at)
{
	for (size_t i = s->n; i-- > 0 && s->open;) {
		struct suppression *one = &s->items[i];
		if (!one->ended || one->to != SIZE_MAX)
			continue;
		one->to = at;
		s->open--;
	}
}

void suppress_start(struct suppressions *s, size_t at)
{
	s->depth++;
	if (!s->open)
		return;
	settle(s, at);
	for (size_t i = s->n; i-- > 0;) {
		struct suppression *one = &s->items[i];
		if (one->depth)
			continue;
		one->depth = s->depth;
		one->from = at;
	}
}

void suppress_text(struct suppressions *s, size_t at)
{
	if (s->open)
		settle(s, at);
}

void suppress_end(struct suppressions *s, size_t at)
{
	if (s->open) {
		settle(s, at);
		for (size_t i = 0; i < s->n; i++)
			s->items[i].ended |=
				s->items[i].depth == s->depth && s->items[i].to == SIZE_MAX;
	}
	s->depth--;
}

// What is no XML is not to be had otherwise.
static bool names_rule(struct str rules, const char *rule)
{
	struct str word;
	if (rule && str_starts(str_from(rule), STR("xml-")))
		return false;
	while ((word = str_word(&rules)).n)
		if (rule && str_is(word, rule))
			return true;
	return false;
}

static bool is_suppressed(struct suppressions *s, size_t at, const char *rule)
{
	bool suppressed = false;
	for (size_t i = 0; i < s->n; i++) {
		struct suppression *one = &s->items[i];
		if (!one->depth || at < one->from || at >= one->to || !names_rule(one->rules, rule))
			continue;
		one->used++;
		suppressed = true;
	}
	return suppressed;
}

void suppress_findings(struct suppressions *s, struct findings *findings, bool complete)
{
	size_t n = 0;
	for (size_t i = 0; s->n && i < findings->n; i++) {
		const struct finding *f = &findings->items[i];
		if (f->severity == SEVERITY_FATAL || !is_suppressed(s, f->at, f->rule))
			findings->items[n++] = *f;
	}
	if (s->n)
		findings->n = n;
	for (size_t i = 0; complete && i < s->n; i++)
		if (!s->items[i].used)
			findings_add(findings, SEVERITY_INFO, s->items[i].at, "suppression",
			             "nothing of this is found here any more: %.*s; take the "
			             "instruction "
			             "away",
			             STR_ARG(s->items[i].rules));
}

static bool is_pointer(const struct claim *claim)
{
	return claim->kind == CLAIM_LOCAL || claim->kind == CLAIM_FILE ||
	       claim->kind == CLAIM_PREFIXED;
}

void suppress_claims(struct suppressions *s, struct buf *claims)
{
	if (!s->n)
		return;
	struct buf kept = {0};
	struct str rest = buf_str(claims);
	struct claim claim;
	while (claims_next(&rest, &claim))
		if (!is_pointer(&claim) ||
		    (!is_suppressed(s, claim.at, rule_id(RULE_LINK_MISSING))))
			claims_put(&kept, &claim);
	buf_free(claims);
	*claims = kept;
}

void suppress_free(struct suppressions *s)
{
	free(s->items);
	arena_free(&s->arena);
	*s = (struct suppressions){0};
}
