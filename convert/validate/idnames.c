// idnames.c: an xml:id is a name

#include "validate/idnames.h"

#include <stdlib.h>

#include "core/unicode.h"

// What a name may begin with and go on with beyond ASCII: XML 1.0, fifth edition, [4] and [4a].
static bool is_wide_begin(int32_t c)
{
	static const int32_t ranges[][2] = {
		{0xc0, 0xd6},     {0xd8, 0xf6},     {0xf8, 0x2ff},    {0x370, 0x37d},
		{0x37f, 0x1fff},  {0x200c, 0x200d}, {0x2070, 0x218f}, {0x2c00, 0x2fef},
		{0x3001, 0xd7ff}, {0xf900, 0xfdcf}, {0xfdf0, 0xfffd}, {0x10000, 0xeffff},
	};
	for (size_t i = 0; i < LENGTH(ranges); i++)
		if (c >= ranges[i][0] && c <= ranges[i][1])
			return true;
	return false;
}

bool idnames_begin(int32_t c)
{
	return c < 0x80 ? c > 0 && (ascii_is_alpha((char)c) || c == '_') : is_wide_begin(c);
}

bool idnames_part(int32_t c)
{
	if (c >= 0 && c < 0x80)
		return idnames_begin(c) || ascii_is_digit((char)c) || c == '-' || c == '.';
	return idnames_begin(c) || c == 0xb7 || (c >= 0x300 && c <= 0x36f) ||
	       (c >= 0x203f && c <= 0x2040);
}

static bool is_name(struct str s)
{
	for (size_t at = 0; at < s.n;) {
		bool first = at == 0;
		int32_t c = utf8_next(s, &at);
		if (!(first ? idnames_begin(c) : idnames_part(c)))
			return false;
	}
	return s.n > 0;
}

static void check(struct idnames *n, const struct xml_element *e, struct str name)
{
	if (is_name(name))
		return;
	size_t finding = ruleset_tell(
		n->rules, n->findings, RULE_ID_NAME, xml_text_value(n->text, e->at, "xml:id", name),
		"xml:id=\"%.*s\" is no id: it begins with a letter or \"_\", and "
		"letters, digits, \".\", \"-\" and \"_\" may follow",
		STR_ARG(name));
	if (!findings_mends(n->findings, FIX_ID_NAME))
		return;
	struct str kept = arena_str(&n->arena, name);
	if (!kept.s || !ARRAY_ROOM(&n->faulty))
		n->findings->failed = true;
	else
		n->faulty.items[n->faulty.n++] =
			(struct faulty_id){.name = kept, .tag = e->at, .finding = finding};
}

void idnames_start(struct idnames *n, const struct xml_element *e)
{
	if (!ruleset_has(n->rules, RULE_ID_NAME))
		return;
	for (size_t i = 0; i < e->n_attributes; i++)
		if (xml_is_id(&e->attributes[i]))
			check(n, e, str_trim(xml_value(&e->attributes[i])));
}

void idnames_free(struct idnames *n)
{
	free(n->faulty.items);
	arena_free(&n->arena);
}

// ---- told once ---------------------------------------------------------------------------------

static int by_offset(const void *a, const void *b)
{
	size_t x = *(const size_t *)a, y = *(const size_t *)b;
	return x < y ? -1 : x > y;
}

static bool is_rule(const struct finding *f, const char *rule)
{
	return f->rule && strcmp(f->rule, rule) == 0;
}

void idnames_tell_once(struct findings *f)
{
	size_t n = 0, *places = calloc(f->n + 1, sizeof *places);
	if (!places) {
		f->failed = true;
		return;
	}
	for (size_t i = 0; i < f->n; i++)
		if (is_rule(&f->items[i], "schema-value"))
			places[n++] = f->items[i].at;
	if (n)
		qsort(places, n, sizeof *places, by_offset);
	for (size_t i = 0; i < f->n && n; i++) {
		struct finding *one = &f->items[i];
		one->silent |= is_rule(one, rule_id(RULE_ID_NAME)) &&
		               bsearch(&one->at, places, n, sizeof *places, by_offset) != NULL;
	}
	free(places);
}
