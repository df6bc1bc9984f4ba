// profile.c: a convention as data

#include "mark/profile.h"

#include <stdlib.h>

#include "core/datafile.h"
#include "core/io.h"

enum { EXTENDS_MAX = 8 };

struct loader {
	struct profile *profile;
	const struct words *words;
	struct patterns *patterns;
	struct reporter *reporter;
	const char *path;
	size_t line_number;
	struct str line;
	unsigned depth; // of extends
	bool good;
	bool lazy; // mistakes in patterns are told when they are used
};

static const struct {
	const char *word;
	unsigned arguments;
} kinds[] = {
#define RULE_ENTRY(NAME, word, arguments, meaning) {word, arguments},
	RULES(RULE_ENTRY)
#undef RULE_ENTRY
};

static const struct {
	const char *key, *values;
} settings[] = {
#define SETTING_ENTRY(NAME, key, values) {key, values},
	SETTINGS(SETTING_ENTRY)
#undef SETTING_ENTRY
};

static void mistake(struct loader *l, size_t column, const char *message, struct str detail)
{
	struct place place = {
		.file = l->path, .line = l->line_number, .column = column, .source = l->line};
	report(l->reporter, SEVERITY_FATAL, &place, "bad-profile", "%s%s%.*s; see teiprofile(5)",
	       message, detail.n ? ": " : "", STR_ARG(detail));
	l->good = false;
}

// Tells that a pattern is not well formed.
static bool rule_check(const struct rule *rule, struct reporter *reporter)
{
	struct buf message = {0};
	size_t offset = 0;
	bool good = pattern_compile(&rule->pattern, &offset, &message);
	struct place place = rule->written;
	place.column += place.column ? offset : 0;
	if (!good)
		report(reporter, SEVERITY_FATAL, &place, "bad-profile",
		       "the pattern is not well formed: %s; see teiprofile(5)",
		       message.s ? message.s : "");
	buf_free(&message);
	return good;
}

bool profile_check(const struct profile *p, struct reporter *reporter)
{
	bool broken = false, good = true;
	for (size_t i = 0; i < p->n; i++)
		broken = broken || pattern_is_broken(&p->items[i].pattern);
	// Where there is one mistake, all are told.
	for (size_t i = 0; broken && i < p->n; i++)
		good = rule_check(&p->items[i], reporter) && good;
	return good;
}

static size_t column_of(const struct loader *l, struct str part)
{
	return part.s ? (size_t)(part.s - l->line.s) + 1 : 1;
}

// The pattern between the first and the last slash of what is left of the line; "i" may follow.
static bool cut_pattern(struct loader *l, struct str rest, struct str *source, bool *caseless)
{
	rest = str_trim(rest);
	*caseless = str_ends(rest, STR("/i"));
	if (*caseless)
		rest.n--;
	if (rest.n < 3 || rest.s[0] != '/' || rest.s[rest.n - 1] != '/') {
		mistake(l, column_of(l, rest), "a pattern stands between slashes, /…/ or /…/i",
		        (struct str){0});
		return false;
	}
	*source = str_from_to(rest, 1, rest.n - 1);
	return true;
}

static bool put_name(struct loader *l, struct str name, struct buf *out)
{
	const struct profile *p = l->profile;
	// The last definition wins, so that a profile can redefine what it extends.
	for (size_t i = p->definitions_n; i-- > 0;) {
		if (str_eq(p->definitions[i].name, name)) {
			buf_puts(out, "(?:");
			buf_put(out, p->definitions[i].source);
			buf_putc(out, ')');
			return true;
		}
	}
	buf_printf(out, "%%{%.*s}", STR_ARG(name));
	return words_list(l->words, name).n > 0;
}

// Replaces every %{NAME} by its definition; names of word lists stay.
static bool expand(struct loader *l, struct str source, struct buf *out)
{
	struct str name;
	while (pattern_name(&source, &name, out)) {
		if (!put_name(l, name, out)) {
			mistake(l, column_of(l, name), "there is no definition and no word list",
			        name);
			return false;
		}
	}
	return true;
}

// Where a mistake in the pattern stands, so that it can be told when the pattern is compiled.
static void keep_place(struct loader *l, struct str source, bool expanded, struct rule *rule)
{
	struct arena *arena = &l->profile->arena;
	struct str path = arena_str(arena, str_from(l->path));
	rule->source = arena_str(arena, source);
	rule->written = (struct place){.file = path.s,
	                               .line = l->line_number,
	                               .source = arena_str(arena, l->line),
	                               // After an expansion the offset is not one of the line.
	                               .column = expanded ? 0 : column_of(l, source)};
}

static bool make_pattern(struct loader *l, struct str rest, struct rule *rule)
{
	struct str source;
	bool caseless;
	if (!cut_pattern(l, rest, &source, &caseless))
		return false;
	struct buf expanded = {0};
	bool good = expand(l, source, &expanded);
	if (good && (expanded.failed ||
	             !pattern_make(l->patterns, &rule->pattern, buf_str(&expanded), caseless))) {
		l->profile->arena.failed = true;
		good = false;
	}
	keep_place(l, source, str_find(source, STR("%{")) < source.n, rule);
	buf_free(&expanded);
	if (good && !l->lazy && !rule_check(rule, l->reporter))
		good = l->good = false;
	return good;
}

static void read_define(struct loader *l, struct str rest)
{
	struct str name = str_word(&rest), source;
	bool caseless;
	struct buf expanded = {0};
	struct profile *p = l->profile;
	if (cut_pattern(l, rest, &source, &caseless) && expand(l, source, &expanded)) {
		if (!array_grow((void **)&p->definitions, &p->definitions_cap, p->definitions_n,
		                sizeof *p->definitions))
			p->arena.failed = true;
		else
			p->definitions[p->definitions_n++] = (struct definition){
				arena_str(&p->arena, name),
				caseless ? arena_printf(&p->arena, "(?i:%.*s)", (int)expanded.n,
			                                expanded.s)
					 : arena_str(&p->arena, buf_str(&expanded)),
			};
	}
	buf_free(&expanded);
}

static void read_set(struct loader *l, struct str rest)
{
	struct str key = str_word(&rest), value = str_word(&rest), allowed;
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		if (!str_is(key, settings[i].key))
			continue;
		struct str values = str_from(settings[i].values);
		while ((allowed = str_word(&values)).n) {
			if (str_eq(allowed, value)) {
				l->profile->settings[i] = allowed;
				return;
			}
		}
		mistake(l, column_of(l, value), "the values of this setting are",
		        str_from(settings[i].values));
		return;
	}
	mistake(l, column_of(l, key), "there is no such setting", key);
}

// "label colon,block": the shape's name, and what must be so besides the pattern.
static unsigned read_conditions(struct loader *l, struct str rest)
{
	static const char *const words[] = {
#define CONDITION_ENTRY(NAME, word) word,
		CONDITIONS(CONDITION_ENTRY)
#undef CONDITION_ENTRY
	};
	struct str word;
	unsigned conditions = 0;
	str_field(&rest, ',', &word);
	while (str_field(&rest, ',', &word)) {
		unsigned i = 0;
		while (i < sizeof words / sizeof *words && !str_is(word, words[i]))
			i++;
		if (i == sizeof words / sizeof *words)
			mistake(l, 1, "there is no such condition of a label", word);
		else
			conditions |= 1u << i;
	}
	return conditions;
}

// "session2" is the type session at level 2.
static bool cut_level(struct rule *rule)
{
	struct str type = rule->argument;
	rule->level = 1;
	if (type.n && type.s[type.n - 1] >= '1' && type.s[type.n - 1] <= '9') {
		rule->level = (unsigned)(type.s[type.n - 1] - '0');
		rule->argument.n--;
	}
	return rule->argument.n > 0;
}

static void read_rule(struct loader *l, enum rule_kind kind, struct str rest)
{
	struct profile *p = l->profile;
	struct rule rule = {.kind = kind, .depth = l->depth, .place = p->n};
	struct str begin = rest;
	if (kinds[kind].arguments >= 1)
		rule.argument = arena_str(&p->arena, str_word(&rest));
	if (kind == RULE_LABEL)
		rule.conditions = read_conditions(l, rule.argument);
	if (kind == RULE_HEADING && !cut_level(&rule)) {
		mistake(l, column_of(l, begin), "a heading needs the type of its division",
		        (struct str){0});
		return;
	}
	if (kind == RULE_EVIDENCE) {
		struct str need = str_word(&rest);
		size_t weight;
		if (!str_number(rule.argument, &weight) || !str_number(need, &rule.need) ||
		    !rule.need) {
			mistake(l, column_of(l, begin),
			        "evidence needs two numbers, weight and count", (struct str){0});
			return;
		}
		rule.weight = (double)weight;
	}
	if (!make_pattern(l, rest, &rule))
		return;
	if (ARRAY_ROOM(p))
		p->items[p->n++] = rule;
	else
		p->arena.failed = true;
}

static bool read_file(struct loader *l, const char *name);

static void read_extends(struct loader *l, struct str rest)
{
	struct loader other = *l;
	struct buf name = {0};
	buf_put(&name, str_trim(rest));
	other.depth++;
	if (other.depth > EXTENDS_MAX || name.failed || name.n == 0)
		mistake(l, 1, "profiles extend each other in a circle, or too deeply",
		        (struct str){0});
	else if (!read_file(&other, name.s))
		l->good = false;
	buf_free(&name);
}

static void read_statement(struct loader *l)
{
	struct str rest = l->line, word = str_word(&rest);
	if (word.n == 0 || word.s[0] == '#')
		return;
	if (str_is(word, "describes")) {
		l->profile->describes = arena_str(&l->profile->arena, str_trim(rest));
	} else if (str_is(word, "extends")) {
		read_extends(l, rest);
	} else if (str_is(word, "define")) {
		read_define(l, rest);
	} else if (str_is(word, "set")) {
		read_set(l, rest);
	} else {
		for (size_t i = 0; i < RULE_KINDS; i++) {
			if (str_is(word, kinds[i].word)) {
				read_rule(l, (enum rule_kind)i, rest);
				return;
			}
		}
		mistake(l, column_of(l, word), "there is no such statement", word);
	}
}

static bool read_file(struct loader *l, const char *name)
{
	struct buf path = {0}, file = {0};
	bool found = datafile_find(&path, "convert/profiles", name, ".profile", l->reporter) &&
	             input_read(&file, path.s, INPUT_MAX, l->reporter);
	l->good = found;
	l->path = path.s;
	struct str rest = buf_str(&file);
	l->line_number = 0;
	while (found && str_field(&rest, '\n', &l->line)) {
		l->line_number++;
		l->line = str_trim_right(l->line);
		read_statement(l);
	}
	buf_free(&path);
	buf_free(&file);
	return l->good;
}

// The name of a profile given as a path is the file's own.
static struct str name_of(const char *name)
{
	struct str s = str_from(name), field, last = {0};
	while (str_field(&s, '/', &field))
		last = field;
	if (str_ends(last, STR(".profile")))
		last.n -= STR(".profile").n;
	return last;
}

// What a profile says itself comes before what it extends: the first rule that matches wins.
static int by_kind_and_depth(const void *a, const void *b)
{
	const struct rule *x = a, *y = b;
	if (x->kind != y->kind)
		return x->kind < y->kind ? -1 : 1;
	if (x->depth != y->depth)
		return x->depth < y->depth ? -1 : 1;
	return x->place < y->place ? -1 : 1;
}

// NULL for a label that the markup sets apart: it is a part of the line, of which nothing is known.
static const struct needs *needs_of(const struct rule *rule)
{
	const unsigned parts =
		1u << CONDITION_BOLD | 1u << CONDITION_ITALIC | 1u << CONDITION_DIRECTED;
	return rule->conditions & parts ? NULL : pattern_needs(&rule->pattern);
}

static uint64_t bit_of(size_t place)
{
	return UINT64_C(1) << (place < 63 ? place : 63);
}

// The rule of the bit can match what begins with a byte of the set; with NULL, with any or none.
static void add_rule(uint64_t *by_first, const struct bytes *first, uint64_t bit)
{
	for (unsigned c = 0; !first && c < PROFILE_FIRST; c++)
		by_first[c] |= bit;
	for (unsigned half = 0; first && half < 2; half++)
		for (uint64_t left = first->ascii[half]; left; left &= left - 1)
			by_first[half * 64 + (unsigned)__builtin_ctzll(left)] |= bit;
	for (unsigned c = 0x80; first && first->beyond && c < PROFILE_FIRST - 1; c++)
		if (c != 0xef)
			by_first[c] |= bit;
	if (first && first->wide)
		by_first[0xef] |= bit;
}

// Which rules of each kind can match a text by the first byte of it that is no blank.
static bool index_rules(struct profile *p)
{
	if (p->n)
		qsort(p->items, p->n, sizeof *p->items, by_kind_and_depth);
	p->by_first = arena_alloc(&p->arena, RULE_KINDS * sizeof *p->by_first);
	for (size_t i = 0; p->by_first && i < p->n; i++) {
		const struct rule *rule = &p->items[i];
		const struct needs *needs = needs_of(rule);
		uint64_t *by_first = p->by_first[rule->kind];
		p->kinds[rule->kind + 1]++;
		uint64_t bit = bit_of(p->kinds[rule->kind + 1] - 1);
		bool any = !needs || !needs->at_begin || needs->blank;
		if (needs && needs->impossible)
			continue;
		add_rule(by_first, any ? NULL : &needs->first, bit);
	}
	for (size_t k = 0; k < RULE_KINDS; k++)
		p->kinds[k + 1] += p->kinds[k];
	return p->by_first != NULL;
}

bool profile_read(struct profile *p, const char *name, const struct words *words,
                  struct patterns *patterns, bool lazy, struct reporter *reporter)
{
	*p = (struct profile){0};
	struct loader l = {.profile = p,
	                   .words = words,
	                   .patterns = patterns,
	                   .lazy = lazy,
	                   .reporter = reporter};
	for (size_t i = 0; i < SETTING_COUNT; i++) {
		struct str values = str_from(settings[i].values);
		p->settings[i] = str_word(&values);
	}
	p->name = arena_str(&p->arena, name_of(name));
	bool good = read_file(&l, name);
	if (good && (p->arena.failed || !index_rules(p))) {
		report_memory(reporter);
		good = false;
	}
	if (!good)
		profile_free(p);
	return good;
}

void profile_free(struct profile *p)
{
	free(p->items);
	free(p->definitions);
	arena_free(&p->arena);
	*p = (struct profile){0};
}

bool profile_has(const struct profile *p, enum setting setting, const char *value)
{
	return str_is(p->settings[setting], value);
}

struct subject subject_of(struct str text)
{
	return (struct subject){text, signs_of(text), false};
}

uint64_t profile_candidates(const struct profile *p, enum rule_kind kind, struct subject subject,
                            size_t from, uint64_t among)
{
	struct str text = subject.text;
	size_t at = 0;
	while (at < text.n && (text.s[at] == ' ' || text.s[at] == '\t'))
		at++;
	size_t first = at < text.n ? (unsigned char)text.s[at] : PROFILE_FIRST - 1;
	uint64_t candidates = p->by_first[kind][first] & among;
	size_t n = p->kinds[kind + 1] - p->kinds[kind];
	for (size_t i = 0; (i = profile_next(candidates, i)) < n && i < 63; i++) {
		const struct needs *needs = needs_of(&p->items[p->kinds[kind] + i]);
		if (needs && (!needs_hold(needs, subject.signs, subject.part) ||
		              !needs_fit(needs, text, from)))
			candidates &= ~bit_of(i);
	}
	return candidates;
}

size_t profile_next(uint64_t candidates, size_t place)
{
	uint64_t rest = place < 64 ? candidates >> place : candidates >> 63;
	if (place >= 63)
		return rest ? place : SIZE_MAX;
	return rest ? place + (size_t)__builtin_ctzll(rest) : SIZE_MAX;
}

const struct rule *profile_match(const struct profile *p, enum rule_kind kind, struct subject line,
                                 size_t from, struct match *m)
{
	uint64_t candidates = profile_candidates(p, kind, line, from, UINT64_MAX);
	size_t n = p->kinds[kind + 1] - p->kinds[kind];
	for (size_t i = 0; (i = profile_next(candidates, i)) < n; i++) {
		const struct rule *rule = &p->items[p->kinds[kind] + i];
		if (pattern_match(&rule->pattern, line.text, from, m))
			return rule;
	}
	return NULL;
}

const struct rule *profile_nearest(const struct profile *p, enum rule_kind kind,
                                   struct subject line, size_t from, struct match *m)
{
	const struct rule *nearest = NULL;
	struct match one;
	uint64_t candidates = profile_candidates(p, kind, line, from, UINT64_MAX);
	size_t n = p->kinds[kind + 1] - p->kinds[kind];
	for (size_t i = 0; (i = profile_next(candidates, i)) < n; i++) {
		const struct rule *rule = &p->items[p->kinds[kind] + i];
		if (!pattern_match(&rule->pattern, line.text, from, &one) ||
		    (nearest && one.from >= m->from))
			continue;
		nearest = rule;
		*m = one;
	}
	return nearest;
}
