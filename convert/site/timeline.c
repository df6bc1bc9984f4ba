// timeline.c: how many documents there are of which time

#include "site/timeline.h"

struct str document_year(const struct document *d)
{
	for (size_t i = 0; i < 4; i++)
		if (i >= d->date.n || !ascii_is_digit(d->date.s[i]))
			return (struct str){0};
	return str_from_to(d->date, 0, 4);
}

static size_t year_of(const struct holdings *c, const struct list *dates, size_t i)
{
	size_t year = 0;
	str_number(document_year(&c->documents[dates->order[i]]), &year);
	return year;
}

// The end of those from `from` on that are earlier than a year. Undated ones come last and have none.
static size_t before_year(const struct holdings *c, const struct list *dates, size_t from,
                          size_t dated, size_t year)
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
	list_put_link(out, dates, document_year(&c->documents[dates->order[from]]));
	buf_printf(out,
	           "\" tabindex=\"-1\"><rect x=\"%zu\" y=\"%.2f\" width=\"9\" "
	           "height=\"%.2f\"><title>%zu",
	           x * 10, 100 - height, height, year_of(c, dates, from));
	if (year_of(c, dates, to - 1) != year_of(c, dates, from))
		buf_printf(out, "–%zu", year_of(c, dates, to - 1));
	buf_printf(out, ": %zu</title></rect></a>\n", to - from);
}

// The same numbers, to be read and to be reached with the keyboard.
static void put_years(struct buf *out, const struct holdings *c, const struct list *dates,
                      size_t dated)
{
	buf_puts(out, "<details><summary>Documents by year</summary><ul class=\"groups\">\n");
	for (size_t from = 0, to; from < dated; from = to) {
		size_t year = year_of(c, dates, from);
		to = before_year(c, dates, from, dated, year + 1);
		buf_puts(out, "<li><a href=\"dates/");
		list_put_link(out, dates, document_year(&c->documents[dates->order[from]]));
		buf_printf(out, "\">%zu</a> <span>%zu</span></li>\n", year, to - from);
	}
	buf_puts(out, "</ul></details>\n");
}

void timeline_put(struct buf *out, const struct holdings *c, const struct list *dates)
{
	size_t dated = 0, most = 0;
	while (dated < dates->n && document_year(&c->documents[dates->order[dated]]).n)
		dated++;
	if (!dated)
		return;
	size_t first = year_of(c, dates, 0), last = year_of(c, dates, dated - 1);
	size_t step = (last - first) / TIMELINE_BARS + 1, bars = (last - first) / step + 1;
	for (size_t i = 0, from = 0, to; i < bars; i++, from = to) {
		to = before_year(c, dates, from, dated, first + (i + 1) * step);
		most = to - from > most ? to - from : most;
	}
	buf_printf(out,
	           "<figure class=\"timeline\"><svg viewBox=\"0 0 %zu 100\" "
	           "preserveAspectRatio=\"none\" "
	           "aria-hidden=\"true\">\n",
	           bars * 10);
	for (size_t i = 0, from = 0, to; i < bars; i++, from = to) {
		to = before_year(c, dates, from, dated, first + (i + 1) * step);
		if (to > from)
			put_bar(out, c, dates, from, to, i, most);
	}
	buf_printf(out,
	           "</svg><figcaption><span>%zu</span> <span>%zu</span></figcaption></figure>\n",
	           first, last);
	put_years(out, c, dates, dated);
}
