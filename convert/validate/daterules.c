// daterules.c: rules on the values of dates, and on the dates that are printed

#include "validate/daterules.h"

#include <stdlib.h>

#include "validate/dates.h"
#include "validate/printeddate.h"

enum {
	ANY_DATE = 1 << ATTRIBUTE_WHEN | 1 << ATTRIBUTE_FROM | 1 << ATTRIBUTE_TO |
	           1 << ATTRIBUTE_NOT_BEFORE | 1 << ATTRIBUTE_NOT_AFTER | 1 << ATTRIBUTE_WHEN_ISO |
	           1 << ATTRIBUTE_FROM_ISO | 1 << ATTRIBUTE_TO_ISO | 1 << ATTRIBUTE_NOT_BEFORE_ISO |
	           1 << ATTRIBUTE_NOT_AFTER_ISO,
	ISO = ATTRIBUTE_WHEN_ISO - ATTRIBUTE_WHEN, // from an attribute to that of ISO 8601
	ATTRIBUTES_BACK = 16,                      // findings of one start tag, at most
	PRINTED_MAX = 200,                         // bytes of a printed date
	NIGHT = 8 * 60 * 60, // seconds that what goes on past midnight leaves of a day
};

struct date_rules {
	size_t depth; // of the element whose text is a date; 0: none
	size_t at;
	struct when when;
	struct buf value, text;
};

struct date_rules *daterules_new(void)
{
	return calloc(1, sizeof(struct date_rules));
}

void daterules_free(struct date_rules *d)
{
	if (!d)
		return;
	buf_free(&d->value);
	buf_free(&d->text);
	free(d);
}

// The schema may have said so, of the same value.
static bool is_told(const struct rules *r, size_t at)
{
	const struct findings *f = r->findings;
	for (size_t i = f->n; i-- > 0 && f->n - i <= ATTRIBUTES_BACK;)
		if (f->items[i].at == at && f->items[i].rule &&
		    strcmp(f->items[i].rule, "schema-value") == 0)
			return true;
	return false;
}

static void check_real(struct rules *r, enum attribute_kind kind)
{
	struct str value = rule_value(r, kind);
	struct when when = when_read(value);
	const char *wrong = when_unreal(&when, rule_has(r, ATTRIBUTE_CALENDAR));
	size_t at = wrong ? rule_value_at(r, kind) : 0;
	if (wrong && !is_told(r, at))
		rule_tell(r, RULE_DATE_REAL, at,
		          "%s=\"%.*s\" is no date of the calendar: there is no %s",
		          (const char *)r->attribute[kind]->local, STR_ARG(value), wrong);
}

// What is called the first is over before what is called the last begins, although it must not.
static bool is_reversed(const struct when *first, const struct when *last)
{
	if (when_unreal(first, true) || when_unreal(last, true))
		return false;
	if (first->form == WHEN_TIME && last->form == WHEN_TIME) {
		// A sitting goes on past midnight, but not around the clock.
		int64_t back = when_first(first) - when_last(last);
		return back > 0 && back < NIGHT && first->zoned == last->zoned;
	}
	if (!when_is_date(first) || !when_is_date(last))
		return false;
	if (first->form == WHEN_SECOND && last->form == WHEN_SECOND && first->zoned == last->zoned)
		return when_first(first) > when_last(last);
	return when_first_day(first) > when_last_day(last) + (first->zoned != last->zoned);
}

// Pairs of which the first must not come after the second, in words.
static void check_order(struct rules *r, const struct xml_element *e, int iso)
{
	static const struct {
		enum attribute_kind first, last;
		const char *trouble;
	} pairs[] = {
		{ATTRIBUTE_FROM, ATTRIBUTE_TO, "ends"},
		{ATTRIBUTE_NOT_BEFORE, ATTRIBUTE_NOT_AFTER, "ends"},
		{ATTRIBUTE_FROM, ATTRIBUTE_NOT_AFTER, "is over"},
		{ATTRIBUTE_NOT_BEFORE, ATTRIBUTE_TO, "ends"},
		{ATTRIBUTE_NOT_BEFORE, ATTRIBUTE_WHEN, "is"},
		{ATTRIBUTE_WHEN, ATTRIBUTE_NOT_AFTER, "is over"},
	};
	for (size_t i = 0; i < LENGTH(pairs); i++) {
		enum attribute_kind a = pairs[i].first + (unsigned)iso;
		enum attribute_kind b = pairs[i].last + (unsigned)iso;
		if (!rule_has(r, a) || !rule_has(r, b))
			continue;
		struct when first = when_read(rule_value(r, a)), last = when_read(rule_value(r, b));
		if (!is_reversed(&first, &last))
			continue;
		rule_tell(r, RULE_DATE_ORDER, rule_value_at(r, b),
		          "<%s> %s (%s=\"%.*s\") before it begins (%s=\"%.*s\")",
		          (const char *)e->local, pairs[i].trouble,
		          (const char *)r->attribute[b]->local, STR_ARG(rule_value(r, b)),
		          (const char *)r->attribute[a]->local, STR_ARG(rule_value(r, a)));
	}
}

// A printed date may be told from its value where that is one date of the common calendar.
static bool begin_printed(struct rules *r)
{
	struct date_rules *d = r->dates;
	uint32_t other = (uint32_t)ANY_DATE & ~((uint32_t)1 << ATTRIBUTE_WHEN);
	if (d->depth || r->has & other || rule_has(r, ATTRIBUTE_CALENDAR) ||
	    !rule_holds(r, RULE_DATE_TEXT))
		return true;
	d->when = when_read(rule_value(r, ATTRIBUTE_WHEN));
	if (!when_is_date(&d->when) || when_unreal(&d->when, false))
		return true;
	d->depth = rule_depth(r);
	rule_frame(r)->watched |= WATCH_DATES;
	d->at = rule_frame(r)->at;
	buf_clear(&d->text);
	buf_clear(&d->value);
	buf_put(&d->value, rule_value(r, ATTRIBUTE_WHEN));
	return !d->value.failed;
}

bool daterules_start(struct rules *r, const struct xml_element *e)
{
	struct date_rules *d = r->dates;
	// A note or a line break in a date: what is printed is not known for sure.
	if (d->depth && rule_depth(r) > d->depth && rule_frame(r)->kind->is & (ASIDE | EDITORIAL))
		d->depth = 0;
	if (!(r->has & (uint32_t)ANY_DATE))
		return true;
	if (rule_holds(r, RULE_DATE_REAL))
		for (unsigned kind = ATTRIBUTE_WHEN; kind <= ATTRIBUTE_NOT_AFTER_ISO; kind++)
			if (rule_has(r, kind))
				check_real(r, kind);
	if (e->n_attributes > 1 && rule_holds(r, RULE_DATE_ORDER)) {
		check_order(r, e, 0);
		check_order(r, e, ISO);
	}
	return !(rule_frame(r)->kind->is & PRINTED_DATE) || !rule_has(r, ATTRIBUTE_WHEN) ||
	       begin_printed(r);
}

bool daterules_text(struct rules *r, struct str run)
{
	struct date_rules *d = r->dates;
	if (d->depth && d->text.n < PRINTED_MAX)
		buf_put(&d->text, run);
	return !d->text.failed;
}

bool daterules_end(struct rules *r)
{
	struct date_rules *d = r->dates;
	if (!d->depth || d->depth != rule_depth(r))
		return true;
	d->depth = 0;
	struct str printed = str_trim(buf_str(&d->text));
	if (printed.n < PRINTED_MAX && printed_date_differs(printed, &d->when))
		rule_tell(r, RULE_DATE_TEXT,
		          xml_text_value(r->text, d->at, "when", (struct str){0}),
		          "when=\"%s\" is not the date that is printed, \"%.*s\"", d->value.s,
		          STR_ARG(printed));
	return true;
}
