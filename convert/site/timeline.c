// timeline.c: how many documents there are of which time

#include "site/timeline.h"

// A sign and four to six digits: nobody's documents have later years.
struct str document_year_text(const struct document *d)
{
	size_t sign = d->date.n && d->date.s[0] == '-', n = sign;
	while (n < d->date.n && ascii_is_digit(d->date.s[n]))
		n++;
	return n - sign < 4 || n - sign > 6 ? (struct str){0} : str_from_to(d->date, 0, n);
}

long document_year(const struct document *d)
{
	struct str text = document_year_text(d);
	bool is_before = str_take(&text, '-');
	size_t year = 0;
	if (!str_number(text, &year))
		return NO_YEAR;
	return is_before ? -(long)year : (long)year;
}

static long year_of(const struct holdings *c, const struct list *dates, size_t i)
{
	return document_year(&c->documents[dates->order[i]]);
}

// As it is shown: with the sign of a number.
static void put_year(struct buf *out, long year)
{
	buf_printf(out, "%s%ld", year < 0 ? "−" : "", year < 0 ? -year : year);
}

// The end of those from `from` on that are earlier than a year. Undated ones come last and have none.
static size_t before_year(const struct holdings *c, const struct list *dates, size_t from,
                          size_t dated, long year)
{
	while (from < dated && year_of(c, dates, from) < year)
		from++;
	return from;
}

static void put_bar(struct buf *out, const struct holdings *c, const struct list *dates,
                    size_t from, size_t to, size_t x, size_t most)
{
	double height = 100.0 * (double)(to - from) / (double)most;
	buf_puts(out, "<a href=\"dates/");
	list_put_link(out, dates, document_year_text(&c->documents[dates->order[from]]));
	buf_printf(out,
	           "\" tabindex=\"-1\"><rect x=\"%zu\" y=\"%.2f\" width=\"9\" "
	           "height=\"%.2f\"><title>",
	           x * 10, 100 - height, height);
	put_year(out, year_of(c, dates, from));
	if (year_of(c, dates, to - 1) != year_of(c, dates, from)) {
		buf_puts(out, " to ");
		put_year(out, year_of(c, dates, to - 1));
	}
	buf_printf(out, ": %zu</title></rect></a>\n", to - from);
}

// The same numbers, to be read and to be reached with the keyboard.
static void put_years(struct buf *out, const struct holdings *c, const struct list *dates,
                      size_t dated)
{
	buf_puts(out, "<details><summary>Documents by year</summary><ul class=\"groups\">\n");
	for (size_t from = 0, to; from < dated; from = to) {
		long year = year_of(c, dates, from);
		to = before_year(c, dates, from, dated, year + 1);
		buf_puts(out, "<li><a href=\"dates/");
		list_put_link(out, dates, document_year_text(&c->documents[dates->order[from]]));
		buf_puts(out, "\">");
		put_year(out, year);
		buf_printf(out, "</a> <span>%zu</span></li>\n", to - from);
	}
	buf_puts(out, "</ul></details>\n");
}

void timeline_put(struct buf *out, const struct holdings *c, const struct list *dates)
{
	size_t dated = 0, most = 0;
	while (dated < dates->n && year_of(c, dates, dated) != NO_YEAR)
		dated++;
	if (!dated)
		return;
	long first = year_of(c, dates, 0), last = year_of(c, dates, dated - 1);
	long step = (last - first) / TIMELINE_BARS + 1;
	size_t bars = (size_t)((last - first) / step) + 1;
	for (size_t i = 0, from = 0, to; i < bars; i++, from = to) {
		to = before_year(c, dates, from, dated, first + (long)(i + 1) * step);
		most = to - from > most ? to - from : most;
	}
	buf_printf(out,
	           "<figure class=\"timeline\"><svg viewBox=\"0 0 %zu 100\" "
	           "preserveAspectRatio=\"none\" "
	           "aria-hidden=\"true\">\n",
	           bars * 10);
	for (size_t i = 0, from = 0, to; i < bars; i++, from = to) {
		to = before_year(c, dates, from, dated, first + (long)(i + 1) * step);
		if (to > from)
			put_bar(out, c, dates, from, to, i, most);
	}
	buf_puts(out, "</svg><figcaption><span>");
	put_year(out, first);
	buf_puts(out, "</span> <span>");
	put_year(out, last);
	buf_puts(out, "</span></figcaption></figure>\n");
	put_years(out, c, dates, dated);
}
