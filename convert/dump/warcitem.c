// warcitem.c: what a record of WARC says of its document: its address, its path, when it was captured

#include "dump/warcitem.h"

#include "dump/fields.h"

struct str warc_uri(struct str given)
{
	if (given.n >= 2 && given.s[0] == '<' && given.s[given.n - 1] == '>')
		return str_trim(str_from_to(given, 1, given.n - 1));
	return given;
}

// Bytes of the scheme with its colon (RFC 3986, 3.1); 0: it has none.
static size_t scheme_of(struct str uri)
{
	for (size_t i = 0; i < uri.n; i++) {
		char c = uri.s[i];
		if (c == ':')
			return i ? i + 1 : 0;
		if (!ascii_is_alpha(c) &&
		    (i == 0 || !(ascii_is_digit(c) || c == '+' || c == '-' || c == '.')))
			return 0;
	}
	return 0;
}

void warc_put_path(struct buf *out, struct str uri)
{
	struct str path = str_after(uri, scheme_of(uri));
	bool host = str_starts(path, STR("//")) && !str_starts(path, STR("///"));
	while (str_take(&path, '/'))
		;
	size_t end = 0;
	while (end < path.n && path.s[end] != '/' && path.s[end] != '?' && path.s[end] != '#')
		end++;
	buf_put(out, str_from_to(path, 0, end));
	if (host && (end == path.n || path.s[end] != '/'))
		buf_putc(out, '/');
	buf_put(out, str_after(path, end));
}

static bool is_digits(struct str s)
{
	for (size_t i = 0; i < s.n; i++)
		if (!ascii_is_digit(s.s[i]))
			return false;
	return true;
}

void warc_put_date(struct buf *out, struct str given)
{
	static const size_t cuts[] = {0, 4, 6, 8, 10, 12, 14};
	if (given.n == 14 && is_digits(given)) {
		for (size_t i = 0; i + 1 < LENGTH(cuts); i++) {
			buf_put(out, str_from_to(given, cuts[i], cuts[i + 1]));
			buf_putc(out, "--T::Z"[i]);
		}
		return;
	}
	// "2016", "2016-11-03", "2016-11-03T10:20:30Z", "2016-11-03T10:20:30.123456789Z"
	bool year = given.n >= 4 && is_digits(str_from_to(given, 0, 4));
	bool whole = given.n <= 10 || (given.s[10] == 'T' && given.s[given.n - 1] == 'Z');
	bool good = year && whole && given.n <= 32;
	for (size_t i = 4; good && i < given.n; i++) {
		char c = given.s[i];
		good = ascii_is_digit(c) || c == '-' || c == ':' || c == '.' || c == 'T' ||
		       c == 'Z';
	}
	if (good)
		buf_put(out, given);
}

bool warc_is_note(struct str uri)
{
	// Wget's log and arguments; names of hosts; wpull's log; the texts and states that browser crawlers
	// take of a page beside its own record.
	static const struct str notes[] = {
		STR("metadata:"),     STR("dns:"),          STR("urn:x-wpull:"),
		STR("urn:pageinfo:"), STR("urn:text:"),     STR("urn:textfinal:"),
		STR("urn:view:"),     STR("urn:fullpage:"), STR("urn:thumbnail:"),
	};
	for (size_t i = 0; i < LENGTH(notes); i++)
		if (fields_same(str_from_to(uri, 0, notes[i].n), notes[i]))
			return true;
	return false;
}
