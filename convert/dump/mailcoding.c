// mailcoding.c: what mails wrap their parts in

#include "dump/mailcoding.h"

#include <stdio.h>
#include <strings.h>
#include <time.h>

#include "dump/fields.h"
#include "dump/streams.h"

static int six_bits(char c)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(digits, c) : NULL;
	return at ? (int)(at - digits) : -1;
}

// Characters that are no digits mean nothing (RFC 2045, 6.8); "=" ends what is behind it.
static void decode_base64(struct str body, struct buf *out)
{
	unsigned bits = 0, n = 0;
	for (size_t i = 0; i < body.n; i++) {
		int digit = six_bits(body.s[i]);
		if (body.s[i] == '=')
			bits = n = 0;
		if (digit < 0)
			continue;
		bits = (bits << 6 | (unsigned)digit) & 0xffffff;
		n += 6;
		if (n >= 8) {
			n -= 8;
			buf_putc(out, (char)(bits >> n));
		}
	}
}

static int hex_digit(char c)
{
	char lower = ascii_lower(c);
	if (ascii_is_digit(c))
		return c - '0';
	return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// A line of quoted-printable, without its end. False: it goes on in the next one.
static bool decode_line(struct str line, struct buf *out)
{
	line = str_trim_right(line);
	for (size_t i = 0; i < line.n; i++) {
		int high = i + 2 < line.n ? hex_digit(line.s[i + 1]) : -1;
		int low = i + 2 < line.n ? hex_digit(line.s[i + 2]) : -1;
		if (line.s[i] == '=' && i + 1 == line.n)
			return false;
		if (line.s[i] == '=' && high >= 0 && low >= 0) {
			buf_putc(out, (char)(high << 4 | low));
			i += 2;
		} else {
			buf_putc(out, line.s[i]);
		}
	}
	return true;
}

static void decode_quoted(struct str body, struct buf *out)
{
	struct str line;
	bool ended = body.n && body.s[body.n - 1] == '\n';
	while (str_field(&body, '\n', &line))
		if (decode_line(line, out) && (body.n || ended))
			buf_putc(out, '\n');
}

void mail_decode(struct str coding, struct str body, struct buf *out)
{
	if (fields_same(coding, STR("quoted-printable")))
		decode_quoted(body, out);
	else if (fields_same(coding, STR("base64")))
		decode_base64(body, out);
	else
		buf_put(out, body);
}

static int month_of(const char *name)
{
	static const char months[] = "janfebmaraprmayjunjulaugsepoctnovdec";
	for (int i = 0; i < 12; i++)
		if (strncasecmp(name, months + 3 * i, 3) == 0)
			return i;
	return -1;
}

void mail_date(struct str date, char to[static 24])
{
	char text[64], month[4] = "", zone[6] = "";
	int day, year, hour, minute, second = 0, east = 0;
	to[0] = '\0';
	size_t comma = str_find_char(date, ',');
	if (comma < date.n)
		date = str_after(date, comma + 1);
	snprintf(text, sizeof text, "%.*s", (int)(date.n < 60 ? date.n : 60), date.n ? date.s : "");
	int n = sscanf(text, " %2d %3[A-Za-z] %4d %2d:%2d:%2d %5s", &day, month, &year, &hour,
	               &minute, &second, zone);
	if (n == 5) // without seconds
		n = sscanf(text, " %*d %*s %*d %*d:%*d %5s", zone) + 5;
	if (n < 5 || month_of(month) < 0 || day < 1 || day > 31 || hour < 0 || hour > 23 ||
	    minute < 0 || minute > 59 || second < 0 || second > 60 || year < 0)
		return;
	if (sscanf(zone, "%5d", &east) != 1)
		east = 0; // "GMT"; names of other zones are not to be trusted (RFC 5322, 4.3)
	struct tm at = {.tm_mday = day,
	                .tm_mon = month_of(month),
	                .tm_year = year < 50     ? year + 100
	                           : year < 1000 ? year
	                                         : year - 1900,
	                .tm_hour = hour,
	                .tm_min = minute,
	                .tm_sec = second};
	time_write(to, (int64_t)timegm(&at) - (east / 100 * 60 + east % 100) * 60);
}
