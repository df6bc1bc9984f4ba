// pattern.c: the patterns of profiles, PCRE2 with named groups

#define PCRE2_CODE_UNIT_WIDTH 8

#include "mark/pattern.h"

#include <pcre2.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct compiled {
	struct patterns *shelf;
	const struct words *words;
	struct str source;
	bool caseless;
	struct needs needs;
	pcre2_code *code;         // NULL until it is needed
	PCRE2_SIZE *groups;       // where they began and ended in the last match
	uint32_t groups_n;        // with the whole match
	bool broken;              // it could not be compiled
	unsigned char needs_byte; // a byte that every match contains, or 0
	unsigned uses;
	bool jit; // it is compiled just in time
};

// A line of a hostile document must not hold a pattern for long.
#define LIMIT "(*LIMIT_MATCH=200000)"

// What a pattern does not match: `n` bytes of the document from `text` on, searched from byte `from`.
struct miss {
	const struct compiled *compiled;
	const char *text;
	size_t n, from;
};

enum { MISSES = 1 << 12 };

// Just-in-time compilation costs what some hundreds of matches do; a short document does without.
enum { USES_BEFORE_JIT = 500 };

// The byte that every match contains, if there is one: most lines can be passed over by it. A letter
// may be needed in either case, so letters do not count.
static unsigned char needed_byte(const pcre2_code *code)
{
	uint32_t kind = 0, unit = 0;
	pcre2_pattern_info(code, PCRE2_INFO_LASTCODETYPE, &kind);
	pcre2_pattern_info(code, PCRE2_INFO_LASTCODEUNIT, &unit);
	return kind == 1 && unit < 0x80 && !ascii_is_alpha((char)unit) ? (unsigned char)unit : 0;
}

bool pattern_name(struct str *source, struct str *name, struct buf *out)
{
	size_t at = str_find(*source, STR("%{"));
	bool found = at < source->n;
	buf_put(out, str_from_to(*source, 0, at));
	*name = str_after(*source, at + 2);
	size_t end = str_find_char(*name, '}');
	*source = str_after(*name, end + 1);
	*name = str_from_to(*name, 0, end);
	return found;
}

static pcre2_code *compile(const struct compiled *c, size_t *offset, struct buf *message)
{
	int error = 0;
	PCRE2_SIZE at = 0;
	uint32_t options = PCRE2_UTF | PCRE2_UCP | (c->caseless ? PCRE2_CASELESS : 0);
	struct buf limited = {0};
	struct str source = c->source, list;
	pcre2_code *code = NULL;
	buf_puts(&limited, LIMIT);
	while (pattern_name(&source, &list, &limited))
		words_pattern(c->words, list, &limited);
	if (!limited.failed)
		code = pcre2_compile((PCRE2_SPTR)limited.s, limited.n, options, &error, &at, NULL);
	buf_free(&limited);
	if (!code) {
		PCRE2_UCHAR text[200];
		pcre2_get_error_message(error, text, sizeof text);
		buf_puts(message, error ? (const char *)text : "memory ran out");
		*offset = at > strlen(LIMIT) ? at - strlen(LIMIT) : 0;
	}
	return code;
}

static struct compiled *find_same(const struct patterns *shelf, struct str key)
{
	size_t at;
	return table_get(&shelf->by_source, key, &at) ? shelf->items[at] : NULL;
}

static struct compiled *add_compiled(struct patterns *shelf, struct str key)
{
	struct str kept = arena_str(&shelf->arena, key);
	struct compiled *c = arena_alloc(&shelf->arena, sizeof *c);
	if (!kept.s || !c || !ARRAY_ROOM(shelf) || !table_set(&shelf->by_source, kept, shelf->n))
		return NULL;
	*c = (struct compiled){.shelf = shelf,
	                       .words = shelf->lists.words,
	                       .source = str_after(kept, 1),
	                       .caseless = kept.s[0] == 'i'};
	needs_read(&c->needs, c->source, c->caseless, &shelf->lists);
	shelf->items[shelf->n++] = c;
	return c;
}

bool pattern_make(struct patterns *shelf, struct pattern *p, struct str source, bool caseless)
{
	struct buf key = {0};
	buf_putc(&key, caseless ? 'i' : '-');
	buf_put(&key, source);
	*p = (struct pattern){0};
	if (!key.failed)
		p->compiled = find_same(shelf, buf_str(&key));
	if (!key.failed && !p->compiled)
		p->compiled = add_compiled(shelf, buf_str(&key));
	buf_free(&key);
	return p->compiled != NULL;
}

void patterns_remember(struct patterns *shelf, struct str document)
{
	free(shelf->misses);
	shelf->document = document;
	// Without memory for it, all is searched again.
	shelf->misses = document.n ? calloc(MISSES, sizeof *shelf->misses) : NULL;
}

void patterns_free(struct patterns *shelf)
{
	for (size_t i = 0; i < shelf->n; i++) {
		pcre2_code_free(shelf->items[i]->code);
		free(shelf->items[i]->groups);
	}
	pcre2_match_data_free(shelf->match);
	list_needs_free(&shelf->lists);
	free(shelf->items);
	free(shelf->misses);
	table_free(&shelf->by_source);
	arena_free(&shelf->arena);
	*shelf = (struct patterns){0};
}

// Matching takes much memory, which all patterns share; each keeps what its last match was.
static bool make_room(struct compiled *c)
{
	struct patterns *shelf = c->shelf;
	uint32_t count = 0;
	pcre2_pattern_info(c->code, PCRE2_INFO_CAPTURECOUNT, &count);
	c->groups_n = count + 1;
	c->groups = calloc(2 * (size_t)c->groups_n, sizeof *c->groups);
	if (!shelf->match || pcre2_get_ovector_count(shelf->match) < c->groups_n) {
		pcre2_match_data_free(shelf->match);
		shelf->match = pcre2_match_data_create(c->groups_n < 16 ? 16 : c->groups_n, NULL);
	}
	return c->groups && shelf->match;
}

bool pattern_compile(const struct pattern *p, size_t *offset, struct buf *message)
{
	struct compiled *c = p->compiled;
	if (c->code)
		return true;
	c->code = compile(c, offset, message);
	if (c->code && !make_room(c)) {
		buf_puts(message, "memory ran out");
		pcre2_code_free(c->code);
		free(c->groups);
		c->code = NULL;
		c->groups = NULL;
	}
	c->broken = !c->code;
	if (c->code)
		c->needs_byte = needed_byte(c->code);
	return c->code != NULL;
}

bool pattern_is_broken(const struct pattern *p)
{
	return p->compiled->broken;
}

const struct needs *pattern_needs(const struct pattern *p)
{
	return &p->compiled->needs;
}

// The mistake is told by whoever asks whether the pattern is broken.
static bool compile_at_use(const struct pattern *p)
{
	struct buf message = {0};
	size_t offset;
	bool good = !p->compiled->broken && pattern_compile(p, &offset, &message);
	buf_free(&message);
	return good;
}

// Where a miss may be remembered; NULL for a text that is no part of the document.
static struct miss *miss_of(const struct miss *key)
{
	const struct patterns *shelf = key->compiled->shelf;
	uintptr_t at = (uintptr_t)key->text, begin = (uintptr_t)shelf->document.s;
	if (!shelf->misses || at < begin || at - begin >= shelf->document.n)
		return NULL;
	uint64_t h = ((uint64_t)(uintptr_t)key->compiled >> 4) * UINT64_C(0x9e3779b97f4a7c15);
	h = (h ^ at ^ key->from << 32) * UINT64_C(0x9e3779b97f4a7c15);
	return &shelf->misses[h >> 32 & (MISSES - 1)];
}

static bool is_same_miss(const struct miss *a, const struct miss *b)
{
	return a->text == b->text && a->compiled == b->compiled && a->n == b->n &&
	       a->from == b->from;
}

static bool search(struct compiled *c, struct str line, size_t from)
{
	if (!c->shelf->match)
		return false;
	if (c->needs_byte &&
	    str_find_char(str_after(line, from), (char)c->needs_byte) == line.n - from)
		return false;
	if (++c->uses == USES_BEFORE_JIT)
		c->jit = !pcre2_jit_compile(c->code, PCRE2_JIT_COMPLETE);
	pcre2_match_data *data = c->shelf->match;
	PCRE2_SPTR text = (PCRE2_SPTR)(line.n ? line.s : "");
	int n = c->jit ? pcre2_jit_match(c->code, text, line.n, from, 0, data, NULL)
	               : pcre2_match(c->code, text, line.n, from, PCRE2_NO_UTF_CHECK, data, NULL);
	if (n < 0)
		return false;
	memcpy(c->groups, pcre2_get_ovector_pointer(data),
	       2 * (size_t)c->groups_n * sizeof *c->groups);
	return true;
}

bool pattern_match(const struct pattern *p, struct str line, size_t from, struct match *m)
{
	struct compiled *c = p->compiled;
	const struct miss key = {c, line.s, line.n, from};
	struct miss *miss = miss_of(&key);
	if (from > line.n || (miss && is_same_miss(miss, &key)) || (!c->code && !compile_at_use(p)))
		return false;
	if (!search(c, line, from)) {
		if (miss)
			*miss = key;
		return false;
	}
	const PCRE2_SIZE *offsets = c->groups;
	*m = (struct match){p, line, offsets[0], offsets[1]};
	return true;
}

struct str match_group(const struct match *m, const char *name)
{
	int number = pcre2_substring_number_from_name(m->pattern->compiled->code, (PCRE2_SPTR)name);
	if (number < 0)
		return (struct str){0};
	const PCRE2_SIZE *offsets = m->pattern->compiled->groups;
	if (offsets[2 * number] == PCRE2_UNSET)
		return (struct str){0};
	return str_from_to(m->line, offsets[2 * number], offsets[2 * number + 1]);
}

struct group {
	const char *name;
	struct str view;
};

static int by_place(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	return x->view.s < y->view.s ? -1 : x->view.s > y->view.s;
}

size_t match_groups(const struct match *m, const char **names, struct str *views, size_t max)
{
	uint32_t count = 0, size = 0;
	PCRE2_SPTR entry = NULL;
	pcre2_pattern_info(m->pattern->compiled->code, PCRE2_INFO_NAMECOUNT, &count);
	pcre2_pattern_info(m->pattern->compiled->code, PCRE2_INFO_NAMEENTRYSIZE, &size);
	pcre2_pattern_info(m->pattern->compiled->code, PCRE2_INFO_NAMETABLE, &entry);
	struct group groups[32];
	size_t n = 0;
	for (uint32_t i = 0; i < count && n < max && n < 32; i++, entry += size) {
		const char *name = (const char *)entry + 2; // behind the group's number
		struct str view = match_group(m, name);
		if (view.n)
			groups[n++] = (struct group){name, view};
	}
	qsort(groups, n, sizeof *groups, by_place);
	for (size_t i = 0; i < n; i++) {
		names[i] = groups[i].name;
		views[i] = groups[i].view;
	}
	return n;
}
