// when.c: dates and times as arguments write them, and as attributes

#include "encode/when.h"

#include <stdio.h>
#include <string.h>

static bool number_of(struct str s, size_t digits, unsigned *value)
{
	size_t n;
	if (s.n != digits || !str_number(s, &n))
		return false;
	*value = (unsigned)n;
	return true;
}

static bool is_one_date(struct str iso)
{
	struct date date = {.month = 1, .day = 0};
	struct str rest = iso, part;
	if (!str_field(&rest, '-', &part) || !number_of(part, 4, &date.year) || date.year == 0)
		return false;
	if (iso.n > 4 && (!str_field(&rest, '-', &part) || !number_of(part, 2, &date.month)))
		return false;
	if (iso.n > 7 && (!number_of(rest, 2, &date.day) || date.day == 0))
		return false;
	return (iso.n == 4 || iso.n == 7 || iso.n == 10) && date_is_real(date);
}

bool when_is_date(struct str iso)
{
	size_t slash = str_find_char(iso, '/');
	if (slash == iso.n)
		return is_one_date(iso);
	return is_one_date(str_from_to(iso, 0, slash)) && is_one_date(str_after(iso, slash + 1));
}

void when_date(struct tei *w, struct str iso)
{
	size_t slash = str_find_char(iso, '/');
	if (slash == iso.n) {
		tei_attribute(w, "when", iso);
		return;
	}
	tei_attribute(w, "from", str_from_to(iso, 0, slash));
	tei_attribute(w, "to", str_after(iso, slash + 1));
}

struct str when_iso(const struct date *d, char iso[static 16])
{
	int n = d->day ? snprintf(iso, 16, "%04u-%02u-%02u", d->year % 10000, d->month % 100,
	                          d->day % 100)
	               : snprintf(iso, 16, "%04u-%02u", d->year % 10000, d->month % 100);
	return (struct str){iso, (size_t)n};
}

struct str when_printed(struct str text, char iso[static 16])
{
	struct date_found found;
	text = str_trim(text);
	if (text.n == 4 && is_one_date(text)) {
		memcpy(iso, text.s, 4);
		return (struct str){iso, 4};
	}
	if (!date_find(text, 0, true, &found))
		return (struct str){0};
	return when_iso(&found.date, iso);
}

bool when_time(struct str time, char out[static 24])
{
	struct str rest = time, part;
	unsigned hour, minute, second = 0;
	struct str fraction = {0};
	if (!str_field(&rest, ':', &part) || part.n > 2 || !number_of(part, part.n, &hour) ||
	    !str_field(&rest, ':', &part) || !number_of(part, 2, &minute))
		return false;
	if (rest.n) {
		size_t dot = str_find_char(rest, '.');
		fraction = str_after(rest, dot + 1);
		size_t ignored;
		if (!number_of(str_from_to(rest, 0, dot), 2, &second) ||
		    (dot < rest.n && (fraction.n > 6 || !str_number(fraction, &ignored))))
			return false;
	} else if (time.n && time.s[time.n - 1] == ':') {
		return false;
	}
	if (hour > 23 || minute > 59 || second > 59)
		return false;
	snprintf(out, 24, "%02u:%02u:%02u%s%.*s", hour, minute, second, fraction.n ? "." : "",
	         STR_ARG(fraction));
	return true;
}

bool when_seconds(struct str s, uint64_t *micros)
{
	size_t dot = str_find_char(s, '.'), whole, parts = 0;
	struct str fraction = str_after(s, dot + 1);
	if (dot > 9 || fraction.n > 6 || !str_number(str_from_to(s, 0, dot), &whole) ||
	    (dot < s.n && !str_number(fraction, &parts)))
		return false;
	for (size_t n = fraction.n; n < 6; n++)
		parts *= 10;
	*micros = (uint64_t)whole * 1000000 + parts;
	return true;
}

void when_duration(struct tei *w, uint64_t from, uint64_t to)
{
	char text[48];
	uint64_t length = to - from;
	int n = snprintf(text, sizeof text, "PT%llu.%06llu", (unsigned long long)(length / 1000000),
	                 (unsigned long long)(length % 1000000));
	while (text[n - 1] == '0')
		n--;
	if (text[n - 1] == '.')
		n--;
	text[n++] = 'S';
	struct str duration = {text, (size_t)n};
	tei_attribute(w, "dur", duration);
}
