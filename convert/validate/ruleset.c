// ruleset.c: which rules hold, and how grave it is to break each

#include "validate/ruleset.h"

#include <stdarg.h>

enum when { USUAL, ASKED };

static const struct {
	const char *id;
	enum severity level;
	enum when when;
} rules[] = {
#define RULE_ENTRY(NAME, id, level, when, meaning) {id, SEVERITY_##level, when},
	RULES(RULE_ENTRY)
#undef RULE_ENTRY
};

_Static_assert(RULE_COUNT <= 64, "a set of rules is 64 bits");

const char *rule_id(enum rule rule)
{
	return rules[rule].id;
}

static uint64_t bit(enum rule rule)
{
	return (uint64_t)1 << rule;
}

struct ruleset ruleset_none(void)
{
	struct ruleset set = {.on = bit(RULE_ID_DUPLICATE)};
	for (unsigned rule = 0; rule < RULE_COUNT; rule++)
		set.levels[rule] = rules[rule].level;
	return set;
}

struct ruleset ruleset_usual(void)
{
	struct ruleset set = ruleset_none();
	for (unsigned rule = 0; rule < RULE_COUNT; rule++)
		set.on |= rules[rule].when == USUAL ? bit(rule) : 0;
	return set;
}

static void report_unknown(struct str id, struct reporter *reporter)
{
	struct buf known = {0};
	for (unsigned rule = 0; rule < RULE_COUNT; rule++)
		buf_printf(&known, ", %s", rules[rule].id);
	report(reporter, SEVERITY_FATAL, NULL, NULL, "unknown rule '%.*s'; there are all, none%s",
	       STR_ARG(id), known.failed ? "" : known.s);
	buf_free(&known);
}

static bool find(struct str id, enum rule *found)
{
	for (unsigned rule = 0; rule < RULE_COUNT; rule++) {
		if (!str_is(id, rules[rule].id))
			continue;
		*found = rule;
		return true;
	}
	return false;
}

// A level of n = 0 is the rule's own.
static bool set_rule(struct ruleset *set, struct str id, struct str level,
                     struct reporter *reporter)
{
	enum rule rule;
	if (!find(id, &rule)) {
		report_unknown(id, reporter);
		return false;
	}
	if (str_is(level, "off")) {
		// Ids belong to the schema.
		set->on &= ~bit(rule) | bit(RULE_ID_DUPLICATE);
		return true;
	}
	enum severity severity = rules[rule].level;
	if (level.s && !severity_named(level, &severity)) {
		report(reporter, SEVERITY_FATAL, NULL, NULL,
		       "the level of a rule is error, warning, info or off, not '%.*s'",
		       STR_ARG(level));
		return false;
	}
	set->on |= bit(rule);
	set->levels[rule] = severity;
	return true;
}

static bool change_one(struct ruleset *set, struct str item, struct reporter *reporter)
{
	size_t equals = str_find_char(item, '=');
	struct str id = str_trim(str_from_to(item, 0, equals));
	if (str_is(item, "all") || str_is(item, "none")) {
		*set = str_is(item, "all") ? ruleset_usual() : ruleset_none();
		return true;
	}
	if (str_starts(id, STR("-")))
		return set_rule(set, str_after(id, 1), STR("off"), reporter);
	if (equals == item.n)
		return set_rule(set, id, (struct str){0}, reporter);
	struct str level = str_trim(str_after(item, equals + 1));
	return set_rule(set, id, level.n ? level : STR(""), reporter);
}

static bool is_plain(struct str item)
{
	return item.n && item.s[0] != '-' && str_find_char(item, '=') == item.n;
}

bool ruleset_change(struct ruleset *set, struct str list, struct reporter *reporter)
{
	struct str item;
	bool any = false;
	while (str_field(&list, ',', &item)) {
		item = str_trim(item);
		if (!any && is_plain(item))
			*set = ruleset_none();
		any = true;
		if (!change_one(set, item, reporter))
			return false;
	}
	if (!any)
		report(reporter, SEVERITY_FATAL, NULL, NULL, "--rules names no rule");
	return any;
}

void ruleset_put(struct buf *out, const struct ruleset *set)
{
	for (unsigned rule = 0; rule < RULE_COUNT; rule++)
		buf_printf(out, "%s%s=%s", rule ? "," : "", rules[rule].id,
		           ruleset_has(set, rule) ? severity_name(set->levels[rule]) : "off");
}

size_t ruleset_tell(const struct ruleset *set, struct findings *findings, enum rule rule, size_t at,
                    const char *format, ...)
{
	struct buf message = {0};
	size_t finding = FINDING_NONE;
	va_list args;
	if (!ruleset_has(set, rule))
		return finding;
	va_start(args, format);
	buf_vprintf(&message, format, args);
	va_end(args);
	findings->failed |= message.failed;
	if (!message.failed)
		finding = findings_add(findings, set->levels[rule], at, rules[rule].id, "%s",
		                       message.s);
	buf_free(&message);
	return finding;
}
