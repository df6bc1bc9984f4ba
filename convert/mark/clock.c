// clock.c: times of day and times of a recording, as they are printed

#include "mark/clock.h"

// Reads numbers separated by any one sign that is no digit; gives how many there are.
static size_t read_numbers(struct str s, size_t *numbers, size_t max)
{
	size_t n = 0;
	while (s.n && n < max) {
		size_t end = 0;
		while (end < s.n && ascii_is_digit(s.s[end]))
			end++;
		if (!str_number(str_from_to(s, 0, end), &numbers[n]))
			return 0;
		n++;
		s = str_after(s, end + 1);
	}
	return s.n ? 0 : n;
}

// "9:02 PM", "9:02 p.m.": cuts the half of the day off. True for the second.
static bool cut_half(struct str *printed)
{
	struct str rest = *printed;
	size_t end = 0;
	while (end < rest.n && !ascii_is_alpha(rest.s[end]))
		end++;
	if (end == rest.n)
		return false;
	*printed = str_trim(str_from_to(rest, 0, end));
	return ascii_lower(rest.s[end]) == 'p';
}

bool clock_put_iso(struct buf *out, struct str printed)
{
	size_t part[3] = {0};
	bool half = ascii_is_alpha(printed.n ? printed.s[printed.n - 1] : ' ') ||
	            str_ends(printed, STR("m."));
	bool after_noon = half && cut_half(&printed);
	size_t n = read_numbers(printed, part, 3);
	if (half && n)
		part[0] = part[0] % 12 + (after_noon ? 12 : 0);
	if (n == 1 && (printed.n == 3 || printed.n == 4)) {
		part[1] = part[0] % 100;
		part[0] /= 100;
	} else if (n < 2) {
		return false;
	}
	if (part[0] > 24 || part[1] > 59 || part[2] > 59)
		return false;
	buf_printf(out, "%02zu:%02zu:%02zu", part[0], part[1], part[2]);
	return true;
}

bool clock_put_seconds(struct buf *out, struct str printed)
{
	size_t part[3] = {0};
	size_t fraction = str_find_char(printed, '.');
	size_t n = read_numbers(str_from_to(printed, 0, fraction), part, 3);
	if (n < 2 || part[n - 1] > 59)
		return false;
	size_t seconds = n == 2 ? part[0] * 60 + part[1] : part[0] * 3600 + part[1] * 60 + part[2];
	buf_printf(out, "%zu", seconds);
	struct str rest = str_after(printed, fraction);
	size_t digits;
	if (rest.n > 1 && str_number(str_after(rest, 1), &digits) && digits)
		buf_put(out, rest);
	return true;
}
