// clock.c: times of day in prose that cannot be anything else

#include "encode/clock.h"

#include <stdio.h>

#include "core/date.h"

void clock_iso(const struct clock_time *time, char iso[static 16])
{
	snprintf(iso, 16, "%02u:%02u:00", time->hour % 24, time->minute % 60);
}

// The words before, between and behind the times of a span.
static const char *const spans[][2] = {
	{"from", "to"},
	{"from", "until"},
	{"from", "till"},
	{"between", "and"},
	{"von", "bis"},
	{"de", "à"},
	{"dalle", "alle"},
	{"dalle ore", "alle ore"},
	{"desde las", "hasta las"},
	{"de las", "a las"},
	{"das", "às"},
	{"от", "до"},
	{"с", "до"},
	{"od", "do"},
};

static const char *const hour_words[] = {"hours", "hrs", "hrs.", "Uhr", "uhr", "ч.", "час"};

// Inline, for the one loop that sees every byte.
static inline bool is_digit(char c)
{
	return (unsigned char)(c - '0') < 10;
}

static bool is_word_byte(char c)
{
	return ascii_is_alpha(c) || is_digit(c) || (c & 0x80);
}

static bool equal_words(struct str a, struct str b)
{
	if (a.n != b.n)
		return false;
	for (size_t i = 0; i < a.n; i++)
		if (ascii_lower(a.s[i]) != b.s[i])
			return false;
	return true;
}

// Whether `words` and one blank end at `at`, a word of their own; *from is where they begin.
static bool words_before(struct str text, size_t at, const char *words, size_t *from)
{
	struct str wanted = str_from(words);
	if (at < wanted.n + 1 || text.s[at - 1] != ' ')
		return false;
	*from = at - 1 - wanted.n;
	return equal_words(str_from_to(text, *from, at - 1), wanted) &&
	       (*from == 0 || !is_word_byte(text.s[*from - 1]));
}

// The byte behind " words " at `at`, 0 when something else stands there.
static size_t words_behind(struct str text, size_t at, const char *words)
{
	struct str wanted = str_from(words), rest = str_after(text, at);
	if (rest.n < wanted.n + 2 || rest.s[0] != ' ' || rest.s[wanted.n + 1] != ' ' ||
	    !equal_words(str_from_to(rest, 1, wanted.n + 1), wanted))
		return 0;
	return at + wanted.n + 2;
}

static unsigned digits_value(struct str s)
{
	unsigned value = 0;
	for (size_t i = 0; i < s.n; i++)
		value = value * 10 + (unsigned)(s.s[i] - '0');
	return value;
}

static size_t digits_end(struct str text, size_t at)
{
	while (at < text.n && is_digit(text.s[at]))
		at++;
	return at;
}

enum shape { SHAPE_NONE, SHAPE_HOUR, SHAPE_COLON, SHAPE_FOUR };

// Reads "10", "10:30" or "1030" at `at`, where a run of digits begins.
static enum shape read_digits(struct str text, size_t at, struct clock_time *time)
{
	size_t end = digits_end(text, at);
	*time = (struct clock_time){.from = at, .to = end};
	struct str digits = str_from_to(text, at, end);
	enum shape shape = SHAPE_NONE;
	if (digits.n == 4) {
		time->hour = digits_value(str_from_to(digits, 0, 2));
		time->minute = digits_value(str_after(digits, 2));
		shape = SHAPE_FOUR;
	} else if (digits.n >= 1 && digits.n <= 2) {
		time->hour = digits_value(digits);
		shape = SHAPE_HOUR;
		if (end < text.n && text.s[end] == ':' && digits_end(text, end + 1) == end + 3) {
			time->minute = digits_value(str_from_to(text, end + 1, end + 3));
			time->to = end + 3;
			shape = SHAPE_COLON;
		}
	}
	if (time->hour > 23 || time->minute > 59)
		return SHAPE_NONE;
	// "10:30:15", "1.300", "3:15-16" are something else.
	if (time->to + 1 < text.n &&
	    (text.s[time->to] == ':' || text.s[time->to] == '/' || text.s[time->to] == ',' ||
	     text.s[time->to] == '.') &&
	    is_digit(text.s[time->to + 1]))
		return SHAPE_NONE;
	return shape;
}

// "a.m.", "PM", with or without a blank before: moves the end and sets the hour.
static bool read_half(struct str text, struct clock_time *time)
{
	size_t at = time->to;
	if (at < text.n && text.s[at] == ' ')
		at++;
	if (at + 2 > text.n)
		return false;
	char half = ascii_lower(text.s[at++]);
	bool stop = text.s[at] == '.';
	at += stop;
	if ((half != 'a' && half != 'p') || at == text.n || ascii_lower(text.s[at++]) != 'm')
		return false;
	if (stop) {
		if (at == text.n || text.s[at] != '.')
			return false;
		at++;
	}
	if ((at < text.n && is_word_byte(text.s[at])) || time->hour < 1 || time->hour > 12)
		return false;
	time->hour = time->hour % 12 + (half == 'p' ? 12 : 0);
	time->to = at;
	return true;
}

static bool read_hour_word(struct str text, struct clock_time *time)
{
	if (time->to == text.n || text.s[time->to] != ' ')
		return false;
	struct str rest = str_after(text, time->to + 1);
	for (size_t i = 0; i < LENGTH(hour_words); i++) {
		struct str word = str_from(hour_words[i]);
		if (str_starts(rest, word) && (rest.n == word.n || !is_word_byte(rest.s[word.n]))) {
			time->to += 1 + word.n;
			return true;
		}
	}
	return false;
}

// Whether a full date ends right before `at`, a comma and blanks aside.
static bool date_before(struct str text, size_t at)
{
	enum { REACH = 48 };
	size_t start = at > REACH ? at - REACH : 0;
	struct str window = str_trim_right(str_from_to(text, start, at));
	if (window.n && window.s[window.n - 1] == ',')
		window = str_trim_right(str_from_to(window, 0, window.n - 1));
	struct date_found date;
	for (size_t from = 0; date_find(window, from, false, &date); from = date.to)
		if (date.to == window.n)
			return true;
	return false;
}

static bool read_span(struct str text, enum shape shape, struct clock_found *found)
{
	for (size_t i = 0; i < LENGTH(spans); i++) {
		size_t words, second;
		struct clock_time until;
		if (!words_before(text, found->time.from, spans[i][0], &words) ||
		    !(second = words_behind(text, found->time.to, spans[i][1])) ||
		    read_digits(text, second, &until) != shape ||
		    (until.to < text.n && is_word_byte(text.s[until.to])))
			continue;
		struct clock_time behind = until;
		if (shape == SHAPE_FOUR && !date_before(text, words) &&
		    !read_hour_word(text, &behind))
			continue;
		found->span = true;
		found->until = until;
		return true;
	}
	return false;
}

static bool read_at(struct str text, size_t at, struct clock_found *found)
{
	*found = (struct clock_found){0};
	enum shape shape = read_digits(text, at, &found->time);
	if (shape == SHAPE_NONE)
		return false;
	if (shape != SHAPE_FOUR && read_half(text, &found->time))
		return true;
	if (found->time.to < text.n && is_word_byte(text.s[found->time.to]))
		return false;
	if (shape == SHAPE_HOUR)
		return false;
	return read_span(text, shape, found) || read_hour_word(text, &found->time);
}

bool clock_find(struct str text, size_t from, struct clock_found *found)
{
	for (size_t at = from; at < text.n; at++) {
		if (!is_digit(text.s[at]))
			continue;
		bool alone = at == 0 || !(is_word_byte(text.s[at - 1]) || text.s[at - 1] == ':' ||
		                          text.s[at - 1] == '.' || text.s[at - 1] == ',' ||
		                          text.s[at - 1] == '-' || text.s[at - 1] == '/');
		if (alone && read_at(text, at, found))
			return true;
		at = digits_end(text, at) - 1;
	}
	return false;
}
