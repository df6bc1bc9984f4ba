// castlist.c: the entries of a printed roster, by a fixed rule

#include "encode/castlist.h"

// Commas and semicolons of Latin and of Chinese and Japanese print, and their parentheses.
static const struct str separators[] = {STR(","), STR(";"), STR("，"), STR("；"), STR("、")};
static const struct str openers[] = {STR("("), STR("（")};
static const struct str closers[] = {STR(")"), STR("）")};

// The length of whichever of the signs stands at `at`, 0 for none.
static size_t sign_at(struct str s, size_t at, const struct str *signs, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (str_starts(str_after(s, at), signs[i]))
			return signs[i].n;
	return 0;
}

static bool may_be_sign(char c)
{
	return c == ',' || c == ';' || c == '(' || c == ')' || (c & 0x80);
}

// The first separator at or behind `at` that no parenthesis holds; *length is 0 at the end.
static size_t find_separator(struct str s, size_t *length)
{
	size_t depth = 0;
	for (size_t at = 0; at < s.n; at++) {
		if (!may_be_sign(s.s[at]))
			continue;
		if (sign_at(s, at, openers, LENGTH(openers)))
			depth++;
		else if (sign_at(s, at, closers, LENGTH(closers)))
			depth -= depth > 0;
		else if (depth == 0 && (*length = sign_at(s, at, separators, LENGTH(separators))))
			return at;
	}
	*length = 0;
	return s.n;
}

static size_t find_sign(struct str s, size_t from, const struct str *signs, size_t n)
{
	while (from < s.n && !sign_at(s, from, signs, n))
		from++;
	return from;
}

static bool has_letter(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (ascii_is_alpha(s.s[i]) || (s.s[i] & 0x80))
			return true;
	return false;
}

// A name without blanks, stops and dashes at its ends; a stop behind an initial belongs to it.
static struct str trim_name(struct str s)
{
	s = str_trim(s);
	while (s.n && (s.s[s.n - 1] == ':' || s.s[s.n - 1] == ',' || s.s[s.n - 1] == '-' ||
	               (s.s[s.n - 1] == '.' && !(s.n >= 3 && s.s[s.n - 3] == ' '))))
		s = str_trim_right(str_from_to(s, 0, s.n - 1));
	return has_letter(s) ? s : (struct str){0};
}

// Name and role of an entry whose text is `s`, a view of entry->whole.
static void read_entry(struct cast_entry *entry, struct str s)
{
	size_t open = find_sign(s, 0, openers, LENGTH(openers));
	entry->name = trim_name(str_from_to(s, 0, open));
	if (open == s.n || !entry->name.n)
		return;
	size_t close = find_sign(s, open, closers, LENGTH(closers));
	if (close < s.n)
		close += sign_at(s, close, closers, LENGTH(closers));
	entry->role = str_from_to(s, open, close);
}

bool cast_next(struct str *rest, struct cast_entry *entry)
{
	*rest = str_trim_left(*rest);
	if (rest->n == 0)
		return false;
	size_t length;
	size_t end = find_separator(*rest, &length);
	*entry = (struct cast_entry){.whole = str_trim_right(str_from_to(*rest, 0, end + length))};
	read_entry(entry, str_from_to(*rest, 0, end));
	*rest = str_after(*rest, end + length);
	return true;
}

struct cast_entry cast_row(struct str text)
{
	struct cast_entry entry = {.whole = str_trim(text)};
	size_t length;
	size_t end = find_separator(entry.whole, &length);
	read_entry(&entry, str_from_to(entry.whole, 0, end));
	if (!entry.role.n && entry.name.n)
		entry.role = str_trim(str_after(entry.whole, end + length));
	return entry;
}

struct str cast_role_words(struct str role)
{
	size_t open = sign_at(role, 0, openers, LENGTH(openers));
	if (!open)
		return role;
	size_t close = find_sign(role, open, closers, LENGTH(closers));
	return str_trim(str_from_to(role, open, close));
}

size_t cast_collect(const struct transcript *t, size_t row, struct buf *label, struct buf *text)
{
	buf_clear(label);
	buf_clear(text);
	size_t at = row;
	do {
		const struct row *r = &t->items[at];
		struct buf *to = text->n ? text : label;
		if (at > row && !r->joined)
			buf_putc(r->label.n ? to : text, '\n');
		buf_put(to, r->label);
		buf_put(text, r->text);
		at++;
	} while (at < t->n && t->items[at].mark == MARK_CONT);
	return at;
}
