// xsdregex.c: reading regular expressions of XML Schema
//
// As jing reads them, which holds to the first edition of XML Schema, but for a hyphen that begins or
// ends a class, [-+] and [+-]: the second edition has it.

#include <stdlib.h>

#include "core/unicode.h"
#include "relaxng/xsdregexparts.h"

enum { DEEP_MAX = 100 };

struct reader {
	struct xsd_parts *parts;
	struct str text;
	size_t at;
	unsigned deep;
	bool failed;
	struct buf *message;
};

// Tells the first fault alone. Always false.
static bool fail(struct reader *in, const char *what)
{
	if (!in->failed)
		buf_printf(in->message, "the pattern %.*s is wrong at its character %zu: %s",
		           STR_ARG(in->text), utf8_count(str_from_to(in->text, 0, in->at)) + 1,
		           what);
	in->failed = true;
	return false;
}

static bool no_memory(struct reader *in)
{
	if (!in->failed)
		buf_puts(in->message, "there is not enough memory");
	in->failed = true;
	return false;
}

// The byte that stands next; 0 at the end.
static char next_byte(const struct reader *in)
{
	return in->at < in->text.n ? in->text.s[in->at] : '\0';
}

static bool take(struct reader *in, char c)
{
	if (next_byte(in) != c || in->at >= in->text.n)
		return false;
	in->at++;
	return true;
}

static struct xsd_node *add_node(struct reader *in, struct xsd_node *parent,
                                 enum xsd_node_kind kind)
{
	struct xsd_node *node = arena_alloc(&in->parts->arena, sizeof *node);
	if (!node) {
		no_memory(in);
		return NULL;
	}
	node->kind = kind;
	node->place = &node->first;
	if (parent) {
		*parent->place = node;
		parent->place = &node->next;
	}
	return node;
}

// "{Lu}" behind \p and \P.
static bool read_property(struct reader *in, struct xsd_chars *set, bool negated)
{
	size_t from = in->at + 1;
	if (!take(in, '{'))
		return fail(in, "behind \\p stands a property in braces, as in \\p{L}");
	size_t n = str_find_char(str_after(in->text, from), '}');
	struct str name = str_from_to(in->text, from, from + n);
	if (from + n >= in->text.n)
		return fail(in, "the brace is not closed");
	if (!xsd_chars_add_property(set, name, negated))
		return fail(in, "there is no such property of characters");
	in->at = from + n + 1;
	return true;
}

// An escape behind its backslash. *single is its character, or -1 when it means several.
static bool read_escape(struct reader *in, struct xsd_chars *set, int32_t *single)
{
	char c = next_byte(in);
	*single = -1;
	if (c == 'p' || c == 'P') {
		in->at++;
		return read_property(in, set, c == 'P');
	}
	if (c && strchr("sSiIcCdDwW", c)) {
		in->at++;
		return xsd_chars_add_escape(set, c) || no_memory(in);
	}
	if (!c || !strchr("nrt\\|.-^?*+(){}[]", c))
		return fail(in, "a backslash does not stand before this character");
	in->at++;
	*single = c == 'n' ? '\n' : c == 'r' ? '\r' : c == 't' ? '\t' : c;
	return xsd_chars_add(set, *single, *single) || no_memory(in);
}

// One character of a class, or an escape.
static bool read_member(struct reader *in, struct xsd_chars *set, int32_t *single)
{
	if (in->at >= in->text.n)
		return fail(in, "the class is not closed by ]");
	if (take(in, '\\'))
		return read_escape(in, set, single);
	char c = next_byte(in);
	if (c == '[' || c == ']')
		return fail(in, "a bracket in a class needs a backslash before it");
	*single = utf8_next(in->text, &in->at);
	return xsd_chars_add(set, *single, *single) || no_memory(in);
}

// What follows the hyphen behind `from`.
static bool read_range_end(struct reader *in, struct xsd_chars *set, int32_t from)
{
	int32_t to;
	if (next_byte(in) == '-')
		return fail(in, "a hyphen in a class needs a backslash before it");
	if (!read_member(in, set, &to))
		return false;
	if (from < 0 || to < 0)
		return fail(in, "a range goes from one character to one other");
	if (from > to)
		return fail(in, "the range ends before it begins");
	return xsd_chars_add(set, from, to) || no_memory(in);
}

static bool is_before(const struct reader *in, const char *what)
{
	return str_starts(str_after(in->text, in->at), str_from(what));
}

// The members of a class up to its end, or to the hyphen before a class to be taken out.
static bool read_members(struct reader *in, struct xsd_chars *set)
{
	bool first = true;
	do {
		int32_t from;
		if (next_byte(in) == '-' && !first && !is_before(in, "-]"))
			return fail(in, "a hyphen in a class needs a backslash before it");
		if (!read_member(in, set, &from))
			return false;
		first = false;
		if (is_before(in, "-]") || is_before(in, "-["))
			continue;
		if (take(in, '-') && !read_range_end(in, set, from))
			return false;
	} while (next_byte(in) != ']' && !is_before(in, "-["));
	return true;
}

// A class behind its "[".
static bool read_class(struct reader *in, struct xsd_chars *set)
{
	if (++in->deep > DEEP_MAX)
		return fail(in, "it is nested too deep");
	set->negated = take(in, '^');
	if (!read_members(in, set))
		return false;
	if (take(in, '-')) {
		struct xsd_chars *minus = arena_alloc(&in->parts->arena, sizeof *minus);
		if (!minus)
			return no_memory(in);
		set->minus = minus;
		take(in, '[');
		if (!read_class(in, minus))
			return false;
	}
	in->deep--;
	return take(in, ']') || fail(in, "the class is not closed by ]");
}

static bool read_set(struct reader *in, struct xsd_node *branch)
{
	struct xsd_parts *parts = in->parts;
	struct xsd_node *node = add_node(in, branch, NODE_SET);
	int32_t single;
	if (!node || !ARRAY_ROOM(parts))
		return no_memory(in);
	node->set = (uint32_t)parts->n;
	struct xsd_chars *set = &parts->items[parts->n++];
	*set = (struct xsd_chars){0};
	if (take(in, '['))
		return read_class(in, set);
	if (take(in, '\\'))
		return read_escape(in, set, &single);
	if (take(in, '.')) {
		set->negated = true;
		return (xsd_chars_add(set, '\n', '\n') && xsd_chars_add(set, '\r', '\r')) ||
		       no_memory(in);
	}
	single = utf8_next(in->text, &in->at);
	return xsd_chars_add(set, single, single) || no_memory(in);
}

static bool read_alternatives(struct reader *in, struct xsd_node *parent);

// False at the end of the branch, too.
static bool read_atom(struct reader *in, struct xsd_node *branch)
{
	char c = next_byte(in);
	if (in->at >= in->text.n || strchr("?*+){}|]", c))
		return false;
	if (!take(in, '('))
		return read_set(in, branch);
	if (++in->deep > DEEP_MAX)
		return fail(in, "it is nested too deep");
	if (!read_alternatives(in, branch))
		return false;
	in->deep--;
	return take(in, ')') || fail(in, "a bracket is not closed by )");
}

static bool read_number(struct reader *in, uint32_t *number)
{
	uint64_t value = 0;
	if (!ascii_is_digit(next_byte(in)))
		return fail(in, "a number is missing");
	for (; ascii_is_digit(next_byte(in)); in->at++)
		value = value > UINT32_MAX ? value : value * 10 + (uint64_t)(next_byte(in) - '0');
	// No text is so long that the difference to "endless" would be seen.
	*number = value >= REPEAT_ENDLESS ? REPEAT_ENDLESS : (uint32_t)value;
	return true;
}

// "{2,5}" behind its brace.
static bool read_bounds(struct reader *in, struct xsd_node *repeat)
{
	if (!read_number(in, &repeat->least))
		return false;
	repeat->most = repeat->least;
	if (take(in, ',')) {
		repeat->most = REPEAT_ENDLESS;
		if (next_byte(in) != '}' && !read_number(in, &repeat->most))
			return false;
	}
	if (!take(in, '}'))
		return fail(in, "braces hold one number or two, as in {2} and {2,5}");
	return repeat->least <= repeat->most || fail(in, "the first number is the larger one");
}

// Puts a repetition around the last atom, which `place` holds, when it is followed by one.
static bool read_quantifier(struct reader *in, struct xsd_node *branch, struct xsd_node **place)
{
	char c = next_byte(in);
	if (in->at >= in->text.n || !strchr("?*+{", c))
		return true;
	struct xsd_node *repeat = add_node(in, NULL, NODE_REPEAT);
	if (!repeat)
		return false;
	repeat->first = *place;
	*place = repeat;
	branch->place = &repeat->next;
	repeat->least = c == '+';
	repeat->most = c == '?' ? 1 : REPEAT_ENDLESS;
	in->at++;
	return c != '{' || read_bounds(in, repeat);
}

static bool read_alternatives(struct reader *in, struct xsd_node *parent)
{
	struct xsd_node *all = add_node(in, parent, NODE_ONE);
	if (!parent)
		in->parts->root = all;
	do {
		struct xsd_node *branch = all ? add_node(in, all, NODE_ALL) : NULL;
		if (!branch)
			return false;
		struct xsd_node **place = branch->place;
		while (read_atom(in, branch) && read_quantifier(in, branch, place))
			place = branch->place;
		if (in->failed)
			return false;
	} while (take(in, '|'));
	return true;
}

bool xsd_parts_read(struct xsd_parts *parts, struct str pattern, struct buf *message)
{
	struct reader in = {.parts = parts, .text = pattern, .message = message};
	if (!read_alternatives(&in, NULL))
		return false;
	if (in.at < pattern.n)
		return fail(&in, strchr("?*+{", next_byte(&in))
		                         ? "there is nothing to repeat"
		                         : "this character needs a backslash before it");
	return true;
}

void xsd_parts_free(struct xsd_parts *parts)
{
	for (size_t i = 0; i < parts->n; i++) {
		const struct xsd_chars *set = &parts->items[i];
		for (; set; set = set->minus)
			free(set->items);
	}
	free(parts->items);
	arena_free(&parts->arena);
	*parts = (struct xsd_parts){0};
}
