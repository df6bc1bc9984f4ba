// rows.c: what the lists of a site are made of: documents in rows, and their orders

#include "site/rows.h"

#include "core/markup.h"
#include "core/unicode.h"
#include "core/uri.h"
#include "site/timeline.h"

static bool is_tag(struct str language)
{
	for (size_t i = 0; i < language.n; i++)
		if (!ascii_is_alpha(language.s[i]) && !ascii_is_digit(language.s[i]) &&
		    language.s[i] != '-')
			return false;
	return language.n && language.n < 60;
}

void row_put_direction(struct buf *out, struct str language)
{
	buf_puts(out, " dir=\"auto\"");
	if (is_tag(language))
		buf_printf(out, " lang=\"%.*s\"", STR_ARG(language));
}

void row_put_counted(struct buf *out, size_t n, const char *one, const char *many)
{
	buf_printf(out, "%zu %s", n, n == 1 ? one : many);
}

void row_put_date(struct buf *out, const struct document *d)
{
	buf_puts(out, "<td dir=\"auto\">");
	markup_put_text(out, d->date.n ? d->date : d->printed);
	buf_puts(out, "</td>");
}

void row_put_title(struct buf *out, const struct document *d, struct str id)
{
	buf_puts(out, "<th scope=\"row\"");
	row_put_direction(out, d->language);
	buf_puts(out, "><a href=\"../documents/");
	uri_encode(out, d->name);
	buf_puts(out, ".html");
	if (id.n) {
		buf_putc(out, '#');
		uri_encode(out, id);
	}
	buf_puts(out, "\">");
	markup_put_text(out, d->title.n ? d->title : d->name);
	buf_puts(out, "</a>");
	if (d->twin) {
		buf_puts(out, " <bdi class=\"note\" lang=\"und\">");
		markup_put_text(out, d->name);
		buf_puts(out, "</bdi>");
	}
	buf_puts(out, "</th>");
}

void row_put_document(struct buf *out, const struct holdings *c, size_t item)
{
	const struct document *d = &c->documents[item];
	row_put_date(out, d);
	row_put_title(out, d, (struct str){0});
	buf_printf(out, "<td>%zu</td><td>%zu</td>", d->speeches, d->words);
}

// A key from its first letter or digit on: "“Yes”" stands under Y. *is_letter: it is a letter.
static struct str heard(struct str key, bool *is_letter)
{
	for (size_t at = 0; at < key.n;) {
		size_t here = at;
		int32_t c = utf8_next(key, &at);
		*is_letter = c > 0 && unicode_is_letter(c);
		if (*is_letter || (c > 0 && unicode_is_digit(c)))
			return str_after(key, here);
	}
	*is_letter = false;
	return key;
}

void row_put_letter(struct buf *out, struct str key)
{
	bool is_letter;
	struct str from = heard(key, &is_letter);
	size_t at = 0;
	if (is_letter)
		utf8_put(out, unicode_title(utf8_next(from, &at)));
	else
		buf_puts(out, "0-9");
}

int row_by_key(struct str a, struct str b)
{
	bool a_letter, b_letter;
	int order = str_cmp(heard(a, &a_letter), heard(b, &b_letter));
	if (a_letter != b_letter)
		return a_letter ? 1 : -1;
	return order ? order : str_cmp(a, b);
}

int row_by_title(const void *a, const void *b, void *context)
{
	const struct holdings *c = context;
	size_t i = *(const size_t *)a, j = *(const size_t *)b;
	const struct document *x = &c->documents[i], *y = &c->documents[j];
	int order = row_by_key(x->key, y->key);
	if (!order)
		order = str_cmp(x->date, y->date);
	return order ? order : (i > j) - (i < j);
}

int row_by_date(const void *a, const void *b, void *context)
{
	const struct holdings *c = context;
	const struct document *x = &c->documents[*(const size_t *)a],
			      *y = &c->documents[*(const size_t *)b];
	long older = document_year(x), newer = document_year(y);
	int order = (older > newer) - (older < newer);
	if (!order)
		order = str_cmp(x->date, y->date);
	return order ? order : row_by_title(a, b, context);
}
