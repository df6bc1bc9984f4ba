// xsduri.c: what a URI reference is
//
// By RFC 2396 with the addresses of RFC 2732, as java.net.URI reads them, which jing asks: a relative
// reference may be empty, and every character that a URI cannot hold (XML Schema Part 2, 3.2.17:
// blanks, quotes, letters beyond ASCII …) stands for its %-escape.

#include "relaxng/xsdvalue.h"

// Where a character may stand.
enum {
	ANYWHERE = 1, // in a query, a fragment, an opaque part
	PATH = 2,
	AUTHORITY = 4,
	SCHEME = 8,
	USER = 16,
	ESCAPE = 32, // "%" itself
};

static unsigned bits_of(unsigned char c)
{
	if (ascii_is_alpha((char)c) || ascii_is_digit((char)c))
		return ANYWHERE | PATH | AUTHORITY | SCHEME | USER;
	switch (c) {
	case '-':
	case '.':
	case '+':
		return ANYWHERE | PATH | AUTHORITY | SCHEME | USER;
	case '/':
		return ANYWHERE | PATH;
	case '@':
		return ANYWHERE | PATH | AUTHORITY;
	case '?':
	case '[':
	case ']':
		return ANYWHERE;
	case '%':
		return ESCAPE;
	case '#':
		return 0;
	default: // ASCII signs, and what stands for its escape
		return ANYWHERE | PATH | AUTHORITY | USER;
	}
}

static bool is_hex(char c)
{
	return ascii_is_digit(c) || (ascii_lower(c) >= 'a' && ascii_lower(c) <= 'f');
}

// The end of what may stand in `where`, or from `s` on where a "%" has no two digits.
static size_t span(struct str s, unsigned where)
{
	size_t at = 0;
	while (at < s.n) {
		unsigned bits = bits_of((unsigned char)s.s[at]);
		if (bits & where)
			at++;
		else if (bits == ESCAPE && at + 2 < s.n && is_hex(s.s[at + 1]) &&
		         is_hex(s.s[at + 2]))
			at += 3;
		else
			break;
	}
	return at;
}

static bool is_all(struct str s, unsigned where)
{
	return span(s, where) == s.n;
}

static size_t span_digits(struct str s)
{
	size_t n = 0;
	while (n < s.n && ascii_is_digit(s.s[n]))
		n++;
	return n;
}

// "192.168.0.1", all of it.
static bool is_ipv4(struct str s)
{
	for (int i = 0; i < 4; i++) {
		size_t n = span_digits(s), value = 0;
		if (!n || !str_number(str_from_to(s, 0, n), &value) || value > 255)
			return false;
		s = str_after(s, n);
		if (i < 3 && (!s.n || s.s[0] != '.'))
			return false;
		s = i < 3 ? str_after(s, 1) : s;
	}
	return s.n == 0;
}

// Reads "a:b:c" as far as it goes, up to "::" or an IPv4 address; counts bytes. False: malformed.
static bool read_hex(struct str *s, size_t *bytes)
{
	for (bool first = true;; first = false) {
		struct str rest = *s;
		if (!first) {
			if (!rest.n || rest.s[0] != ':' || str_starts(rest, STR("::")))
				return true;
			rest = str_after(rest, 1);
		}
		size_t n = 0;
		while (n < rest.n && is_hex(rest.s[n]))
			n++;
		if (n < rest.n && rest.s[n] == '.')
			return true;
		if (!n)
			return first;
		if (n > 4)
			return false;
		*bytes += 2;
		*s = str_after(rest, n);
	}
}

static bool is_ipv6(struct str s)
{
	size_t bytes = 0, before;
	bool gap = false;
	if (!read_hex(&s, &bytes))
		return false;
	if (str_starts(s, STR("::"))) {
		gap = true;
		s = str_after(s, 2);
		before = bytes;
		if (!read_hex(&s, &bytes))
			return false;
		bool any = bytes > before;
		if (s.n && any && s.s[0] != ':')
			return false;
		s = any && s.n ? str_after(s, 1) : s;
	} else if (s.n) {
		if (!bytes || s.s[0] != ':')
			return false;
		s = str_after(s, 1);
	}
	if (s.n && !is_ipv4(s))
		return false;
	bytes += s.n ? 4 : 0;
	return gap ? bytes < 16 : bytes == 16;
}

// "user@[::1]:80", the one form of authority with brackets.
static bool is_bracketed(struct str s)
{
	size_t at = str_find_char(s, '@');
	if (at < s.n) {
		if (!is_all(str_from_to(s, 0, at), USER))
			return false;
		s = str_after(s, at + 1);
	}
	size_t end = str_find_char(s, ']');
	if (!s.n || s.s[0] != '[' || end == s.n)
		return false;
	struct str address = str_from_to(s, 1, end), port = str_after(s, end + 1);
	size_t scope = str_find_char(address, '%');
	if (scope + 1 == address.n)
		return false;
	for (size_t i = scope + 1; i < address.n; i++)
		if (!ascii_is_alpha(address.s[i]) && !ascii_is_digit(address.s[i]) &&
		    address.s[i] != '_' && address.s[i] != '.')
			return false;
	size_t number;
	if (port.n &&
	    (port.s[0] != ':' || span_digits(str_after(port, 1)) + 1 != port.n ||
	     (port.n > 1 && (!str_number(str_after(port, 1), &number) || number > INT32_MAX))))
		return false;
	return is_ipv6(str_from_to(address, 0, scope));
}

// The end of the authority, the path and so on: the first of the signs.
static size_t find_any(struct str s, const char *signs)
{
	size_t at = 0;
	while (at < s.n && !strchr(signs, s.s[at]))
		at++;
	return at;
}

// "//authority/path?query".
static bool is_hierarchical(struct str s)
{
	if (str_starts(s, STR("//"))) {
		s = str_after(s, 2);
		size_t end = find_any(s, "/?");
		struct str authority = str_from_to(s, 0, end);
		if (!s.n || (end && !is_all(authority, AUTHORITY) && !is_bracketed(authority)))
			return false;
		s = str_after(s, end);
	}
	size_t query = str_find_char(s, '?');
	return is_all(str_from_to(s, 0, query), PATH) && is_all(str_after(s, query + 1), ANYWHERE);
}

bool xsd_is_scheme(struct str s)
{
	if (!s.n || !ascii_is_alpha(s.s[0]))
		return false;
	for (size_t i = 0; i < s.n; i++)
		if (!(bits_of((unsigned char)s.s[i]) & SCHEME))
			return false;
	return true;
}

bool xsd_is_uri(struct str value)
{
	size_t fragment = str_find_char(value, '#');
	if (!is_all(str_after(value, fragment + 1), ANYWHERE))
		return false;
	struct str s = str_from_to(value, 0, fragment);
	size_t colon = find_any(s, ":/?");
	if (colon == s.n || s.s[colon] != ':') {
		// "//" alone lacks its authority, "//#a" does not.
		return (fragment < value.n && str_is(s, "//")) || is_hierarchical(s);
	}
	if (!xsd_is_scheme(str_from_to(s, 0, colon)))
		return false;
	s = str_after(s, colon + 1);
	if (s.n && s.s[0] == '/')
		return (fragment < value.n && str_is(s, "//")) || is_hierarchical(s);
	return s.n && is_all(s, ANYWHERE);
}
