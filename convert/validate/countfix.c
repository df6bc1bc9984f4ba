// countfix.c: counts of the header made those of the text

#include "validate/countfix.h"

#include "validate/numbers.h"

void countfix_attribute(struct rules *r, enum fix fix, size_t finding, size_t tag,
                        const char *attribute, size_t old, size_t counted)
{
	size_t from, to, number;
	if (finding == FINDING_NONE || !findings_mends(r->findings, fix) ||
	    !xml_text_span(r->text, tag, attribute, &from, &to))
		return;
	struct str written = str_from_to(r->text->utf8, from, to);
	if (!str_number(str_trim(written), &number) || number != old)
		return;
	struct buf digits = {0};
	buf_put_number(&digits, counted);
	from += written.n - str_trim_left(written).n;
	if (!digits.failed)
		findings_edit(r->findings, finding, from, str_trim(written).n, buf_str(&digits));
	r->findings->failed |= digits.failed;
	buf_free(&digits);
}

// What stands between the first digits and the next, where thousands are parted; else empty.
static struct str separator_of(struct str printed)
{
	struct str rest = printed;
	str_take_digits(&rest);
	size_t n = 0;
	while (n < rest.n && !ascii_is_digit(rest.s[n]))
		n++;
	return str_from_to(rest, 0, n);
}

static void put_parted(struct buf *out, size_t number, struct str separator)
{
	struct buf digits = {0};
	buf_put_number(&digits, number);
	out->failed |= digits.failed;
	for (size_t i = 0; i < digits.n; i++) {
		if (i && (digits.n - i) % 3 == 0)
			buf_put(out, separator);
		buf_putc(out, digits.s[i]);
	}
	buf_free(&digits);
}

void countfix_printed(struct rules *r, size_t finding, const struct printed_count *print,
                      size_t counted)
{
	struct str text = str_from_to(r->text->utf8, print->at, print->at + print->n);
	size_t from = 0, to = text.n, number;
	if (finding == FINDING_NONE || !print->n || print->number == counted ||
	    !findings_mends(r->findings, FIX_COUNT_MEASURE) || !number_printed(text, &number) ||
	    number != print->number)
		return;
	while (from < to && !ascii_is_digit(text.s[from]))
		from++;
	while (to > from && !ascii_is_digit(text.s[to - 1]))
		to--;
	struct buf new = {0};
	put_parted(&new, counted, separator_of(str_from_to(text, from, to)));
	if (!new.failed)
		findings_edit(r->findings, finding, print->at + from, to - from, buf_str(&new));
	r->findings->failed |= new.failed;
	buf_free(&new);
}
