// xsdorder.c: which of two values is the lesser, and whether they are the same

#include <math.h>

#include "core/unicode.h"
#include "relaxng/xsdvalue.h"

bool xsd_value_read(const struct xsd_type *type, struct str value, struct xsd_value *v)
{
	switch (type->kind) {
	case XSD_DECIMAL:
		return xsd_decimal_read(value, &v->decimal);
	case XSD_INTEGER:
		return xsd_is_valid(type, value) && xsd_integer_read(value, &v->decimal);
	case XSD_FLOAT:
	case XSD_DOUBLE:
		if (!xsd_is_float(value))
			return false;
		v->number = xsd_float_read(value, type->kind == XSD_FLOAT);
		return true;
	case XSD_DURATION:
		return xsd_duration_read(value, &v->duration);
	case XSD_MOMENT:
		return xsd_moment_read(type->parts, value, &v->moment);
	default:
		return false;
	}
}

static enum xsd_order order_of(int64_t a, int64_t b)
{
	return a < b ? XSD_LESS : a > b ? XSD_MORE : XSD_SAME;
}

static enum xsd_order reversed(enum xsd_order order)
{
	return order == XSD_LESS ? XSD_MORE : order == XSD_MORE ? XSD_LESS : order;
}

// Digits behind a point: "5" is more than "49".
static enum xsd_order order_parts(struct str a, struct str b)
{
	return order_of(str_cmp(a, b), 0);
}

static enum xsd_order order_decimals(const struct xsd_decimal *a, const struct xsd_decimal *b)
{
	if (a->negative != b->negative)
		return a->negative ? XSD_LESS : XSD_MORE;
	enum xsd_order order;
	if (a->whole.n != b->whole.n)
		order = a->whole.n < b->whole.n ? XSD_LESS : XSD_MORE;
	else if (!str_eq(a->whole, b->whole))
		order = order_parts(a->whole, b->whole);
	else
		order = order_parts(a->part, b->part);
	return a->negative ? reversed(order) : order;
}

static enum xsd_order order_numbers(double a, double b)
{
	if (isnan(a) || isnan(b))
		return isnan(a) && isnan(b) ? XSD_SAME : XSD_UNORDERED;
	return a < b ? XSD_LESS : a > b ? XSD_MORE : XSD_SAME;
}

static enum xsd_order order_seconds(int64_t a, const struct xsd_moment *x, int64_t b,
                                    const struct xsd_moment *y)
{
	if (a != b)
		return order_of(a, b);
	if (x->leap != y->leap)
		return x->leap ? XSD_MORE : XSD_LESS;
	return order_parts(x->fraction, y->fraction);
}

// Without a zone a moment may be 14 hours earlier or later than in Greenwich.
static enum xsd_order order_moments(const struct xsd_moment *a, const struct xsd_moment *b)
{
	const int64_t most = 14 * 3600;
	if (a->zoned == b->zoned)
		return order_seconds(a->seconds, a, b->seconds, b);
	if (b->zoned)
		return reversed(order_moments(b, a));
	if (order_seconds(a->seconds + most, a, b->seconds, b) == XSD_LESS)
		return XSD_LESS;
	if (order_seconds(a->seconds - most, a, b->seconds, b) == XSD_MORE)
		return XSD_MORE;
	return XSD_UNORDERED;
}

// A duration as months, and seconds with what is behind their point.
struct span {
	int64_t months, seconds, nanoseconds;
};

static struct span span_of(const struct xsd_duration *d)
{
	int64_t sign = d->negative ? -1 : 1, nanoseconds = 0;
	for (size_t i = 0; i < 9; i++)
		nanoseconds = nanoseconds * 10 + (i < d->fraction.n ? d->fraction.s[i] - '0' : 0);
	return (struct span){
		.months = sign * (d->years * 12 + d->months),
		.seconds = sign * (((d->days * 24 + d->hours) * 60 + d->minutes) * 60 + d->seconds),
		.nanoseconds = sign * nanoseconds,
	};
}

// Seconds of so many months from the beginning of a month on.
static int64_t seconds_of(int64_t months, int64_t year, unsigned month)
{
	int64_t times = months < 0 ? -months : months, days = times / 4800 * 146097;
	for (times %= 4800; times; times--) {
		days += xsd_month_days(year, month);
		year += month == 12;
		month = month == 12 ? 1 : month + 1;
	}
	return (months < 0 ? -days : days) * 86400;
}

// By the four moments of 3.2.6.2: only what is so from all of them is so. As jing has it, a negative
// duration is the positive one turned round.
static enum xsd_order order_durations(const struct xsd_duration *x, const struct xsd_duration *y)
{
	static const struct {
		int64_t year;
		unsigned month;
	} from[] = {{1696, 9}, {1697, 2}, {1903, 3}, {1903, 7}};
	struct span a = span_of(x), b = span_of(y);
	enum xsd_order all = XSD_SAME;
	for (size_t i = 0; i < LENGTH(from); i++) {
		int64_t s = seconds_of(a.months, from[i].year, from[i].month) + a.seconds;
		int64_t t = seconds_of(b.months, from[i].year, from[i].month) + b.seconds;
		enum xsd_order one =
			s != t ? order_of(s, t) : order_of(a.nanoseconds, b.nanoseconds);
		if (i && one != all)
			return XSD_UNORDERED;
		all = one;
	}
	return all;
}

enum xsd_order xsd_value_order(const struct xsd_type *type, const struct xsd_value *a,
                               const struct xsd_value *b)
{
	switch (type->kind) {
	case XSD_FLOAT:
	case XSD_DOUBLE:
		return order_numbers(a->number, b->number);
	case XSD_DURATION:
		return order_durations(&a->duration, &b->duration);
	case XSD_MOMENT:
		return order_moments(&a->moment, &b->moment);
	default:
		return order_decimals(&a->decimal, &b->decimal);
	}
}

// P1Y and P12M are not the same: the value has six fields (3.2.6).
static bool are_same_durations(const struct xsd_duration *a, const struct xsd_duration *b)
{
	if (a->years != b->years || a->months != b->months || a->days != b->days ||
	    a->hours != b->hours || a->minutes != b->minutes || a->seconds != b->seconds ||
	    !str_eq(a->fraction, b->fraction))
		return false;
	return a->negative == b->negative || !(a->years || a->months || a->days || a->hours ||
	                                       a->minutes || a->seconds || a->fraction.n);
}

static bool are_same_but_case(struct str a, struct str b)
{
	size_t i = 0;
	while (a.n == b.n && i < a.n && ascii_lower(a.s[i]) == ascii_lower(b.s[i]))
		i++;
	return a.n == b.n && i == a.n;
}

// Base64: whether they are the same but for white space.
static bool are_same_but_space(struct str a, struct str b)
{
	size_t i = 0, k = 0;
	for (;; i++, k++) {
		while (i < a.n && xml_is_space(a.s[i]))
			i++;
		while (k < b.n && xml_is_space(b.s[k]))
			k++;
		if (i >= a.n || k >= b.n)
			return i >= a.n && k >= b.n;
		if (a.s[i] != b.s[k])
			return false;
	}
}

static bool is_true(struct str value)
{
	return str_is(value, "1") || str_is(value, "true");
}

bool xsd_same(const struct xsd_type *type, struct str a, struct str b)
{
	struct xsd_value x, y;
	switch (type->kind) {
	case XSD_BOOLEAN:
		return is_true(a) == is_true(b);
	case XSD_HEX:
		return are_same_but_case(a, b);
	case XSD_BASE64:
		return are_same_but_space(a, b);
	case XSD_DURATION:
		return xsd_duration_read(a, &x.duration) && xsd_duration_read(b, &y.duration) &&
		       are_same_durations(&x.duration, &y.duration);
	case XSD_MOMENT:
		return xsd_value_read(type, a, &x) && xsd_value_read(type, b, &y) &&
		       x.moment.zoned == y.moment.zoned &&
		       xsd_value_order(type, &x, &y) == XSD_SAME;
	case XSD_DECIMAL:
	case XSD_INTEGER:
	case XSD_FLOAT:
	case XSD_DOUBLE:
		return xsd_value_read(type, a, &x) && xsd_value_read(type, b, &y) &&
		       xsd_value_order(type, &x, &y) == XSD_SAME;
	default:
		return str_eq(a, b);
	}
}
