// linkfix.c: what a wrong pointer was meant to be, where that is certain

#include "validate/linkfix.h"

#include "core/unicode.h"

enum { COMPARED_MAX = 20 * 1000 * 1000 }; // names in a document

// Two names that are compared without what may differ in them.
struct likeness {
	bool capitals, separators; // the form of letters (NFC) never matters
};

static bool is_separator(char c)
{
	return strchr(" \t\n\r-_.#", c) && c;
}

// The next letter that may not differ; -1: there is none. Names in ASCII need no memory.
static int next_letter(struct str *s, const struct likeness *like)
{
	while (s->n && like->separators && is_separator(s->s[0]))
		*s = str_after(*s, 1);
	if (!s->n)
		return -1;
	char c = s->s[0];
	*s = str_after(*s, 1);
	return like->capitals ? ascii_lower(c) : c;
}

static bool is_like_folded(struct str a, struct str b, const struct likeness *like)
{
	int x, y;
	do {
		x = next_letter(&a, like);
		y = next_letter(&b, like);
	} while (x == y && x != -1);
	return x == y;
}

static bool is_like(struct str a, struct str b, const struct likeness *like)
{
	struct buf x = {0}, y = {0};
	if (utf8_is_ascii(a) && utf8_is_ascii(b))
		return is_like_folded(a, b, like);
	if (utf8_is_ascii(str_from_to(a, 0, 1)) && utf8_is_ascii(str_from_to(b, 0, 1))) {
		// Most names are told apart by what they begin with.
		struct str one = str_from_to(a, 0, 1), other = str_from_to(b, 0, 1);
		int first = next_letter(&one, like), second = next_letter(&other, like);
		if (first >= 0 && second >= 0 && first != second)
			return false;
	}
	bool good = like->capitals ? unicode_casefold(&x, a) && unicode_casefold(&y, b)
	                           : unicode_nfc(&x, a) && unicode_nfc(&y, b);
	struct likeness rest = {.separators = like->separators};
	good = good && is_like_folded(buf_str(&x), buf_str(&y), &rest);
	buf_free(&x);
	buf_free(&y);
	return good;
}

// The one id that is like a name; empty when none is, or several are.
static struct str only_like(struct findings *f, const struct idtable *ids, struct str name,
                            const struct likeness *like)
{
	struct str found = {0};
	size_t n = 0;
	if (f->compared > COMPARED_MAX || !utf8_is_valid(name))
		return found;
	f->compared += ids->n;
	for (size_t i = 0; i < ids->n && n < 2; i++) {
		struct str id = idtable_name(ids, (uint32_t)i);
		if (ids->items[i].at == ID_UNSEEN || str_find_char(id, ' ') < id.n ||
		    !is_like(id, name, like))
			continue;
		found = id;
		n++;
	}
	return n == 1 ? found : (struct str){0};
}

static bool is_defined(const struct idtable *ids, struct str name)
{
	uint32_t index = idtable_find(ids, name);
	return index != ID_NONE && ids->items[index].at != ID_UNSEEN;
}

// Keeps the edit, if the value stands in the document as it was read.
static void replace(struct findings *f, const struct xml_text *text, const struct wrong_link *link,
                    struct str new)
{
	size_t from, to;
	if (!xml_text_span(text, link->tag, link->attribute, &from, &to))
		return;
	from = xml_text_value(text, link->tag, link->attribute,
	                      link->value.s[0] == '#' ? link->value : (struct str){0});
	while (from < to && xml_is_space(text->utf8.s[from]))
		from++;
	struct str written = str_from_to(text->utf8, from, from + link->value.n);
	if (from + link->value.n <= to && str_eq(written, link->value))
		findings_edit(f, link->finding, from, link->value.n, new);
}

static bool all_words(const struct idtable *ids, struct str value, struct buf *out)
{
	struct str word;
	while ((word = str_word(&value)).n) {
		struct str name = str_after(word, word.s[0] == '#');
		if (!is_defined(ids, name))
			return false;
		buf_printf(out, "%s#%.*s", out->n ? " " : "", STR_ARG(name));
	}
	return out->n > 0;
}

void linkfix_words(struct findings *f, const struct xml_text *text, const struct idtable *ids,
                   const struct wrong_link *link)
{
	static const struct likeness like = {.capitals = true, .separators = true};
	enum fix fix =
		str_find_char(link->value, '#') < link->value.n ? FIX_LINK_BLANK : FIX_LINK_BARE;
	struct buf meant = {0};
	if (link->finding == FINDING_NONE || !findings_mends(f, fix))
		return;
	if (!all_words(ids, link->value, &meant)) {
		// "#a b #c" is more than one name.
		struct str name = str_after(link->value, link->value.s[0] == '#');
		struct str one = str_find_char(name, '#') == name.n ? only_like(f, ids, name, &like)
		                                                    : (struct str){0};
		buf_clear(&meant);
		if (one.n)
			buf_printf(&meant, "#%.*s", STR_ARG(one));
	}
	f->failed |= meant.failed;
	if (meant.n && !meant.failed)
		replace(f, text, link, buf_str(&meant));
	buf_free(&meant);
}

void linkfix_missing(struct findings *f, const struct xml_text *text, const struct idtable *ids,
                     const struct wrong_link *link, bool person)
{
	struct likeness like = {0};
	if (link->finding == FINDING_NONE || !findings_mends(f, FIX_LINK_MISSING))
		return;
	struct str name = str_after(link->value, 1);
	struct str one = only_like(f, ids, name, &like);
	like.capitals = true;
	if (!one.n && person)
		one = only_like(f, ids, name, &like);
	struct buf meant = {0};
	buf_printf(&meant, "#%.*s", STR_ARG(one));
	f->failed |= meant.failed;
	if (one.n && !meant.failed)
		replace(f, text, link, buf_str(&meant));
	buf_free(&meant);
}
