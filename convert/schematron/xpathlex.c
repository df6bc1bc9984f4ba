// xpathlex.c: the words of an expression

#include "schematron/xpathlex.h"

static bool is_name_start(char c)
{
	return ascii_is_alpha(c) || c == '_' || (unsigned char)c >= 0x80;
}

static bool is_name_char(char c)
{
	return is_name_start(c) || ascii_is_digit(c) || c == '-' || c == '.';
}

// Blanks and comments, which nest.
static struct str skip(struct str s)
{
	size_t depth = 0, i = 0;
	while (i < s.n) {
		if (i + 1 < s.n && s.s[i] == '(' && s.s[i + 1] == ':') {
			depth++;
			i += 2;
		} else if (depth && i + 1 < s.n && s.s[i] == ':' && s.s[i + 1] == ')') {
			depth--;
			i += 2;
		} else if (depth || ascii_is_space(s.s[i])) {
			i++;
		} else {
			break;
		}
	}
	return str_after(s, i);
}

static size_t name_length(struct str s)
{
	size_t n = 0;
	if (s.n && is_name_start(s.s[0]))
		while (n < s.n && is_name_char(s.s[n]))
			n++;
	return n;
}

// "a", "p:a", "p:*", but of "child::a" the first word.
static size_t qname_length(struct str s)
{
	size_t n = name_length(s);
	if (n + 1 < s.n && s.s[n] == ':') {
		size_t more = name_length(str_after(s, n + 1));
		if (!more && s.s[n + 1] == '*')
			more = 1;
		if (more)
			return n + 1 + more;
	}
	return n;
}

static size_t number_length(struct str s)
{
	size_t n = 0;
	while (n < s.n && ascii_is_digit(s.s[n]))
		n++;
	if (n < s.n && s.s[n] == '.' && (n || (n + 1 < s.n && ascii_is_digit(s.s[n + 1])))) {
		n++;
		while (n < s.n && ascii_is_digit(s.s[n]))
			n++;
	}
	if (n && n < s.n && (s.s[n] == 'e' || s.s[n] == 'E')) {
		size_t m = n + 1;
		if (m < s.n && (s.s[m] == '+' || s.s[m] == '-'))
			m++;
		if (m < s.n && ascii_is_digit(s.s[m])) {
			while (m < s.n && ascii_is_digit(s.s[m]))
				m++;
			n = m;
		}
	}
	return n;
}

// With the quotation marks; a mark that is doubled stands for itself. 0: it does not end.
static size_t string_length(struct str s)
{
	char quote = s.s[0];
	for (size_t i = 1; i < s.n; i++) {
		if (s.s[i] != quote)
			continue;
		if (i + 1 < s.n && s.s[i + 1] == quote)
			i++;
		else
			return i + 1;
	}
	return 0;
}

static size_t sign_length(struct str s)
{
	static const char *const pairs[] = {
		"//", "::", "..", "<=", ">=", "!=", "<<", ">>", "||", ":="};
	for (size_t i = 0; i < LENGTH(pairs); i++)
		if (str_starts(s, str_from(pairs[i])))
			return 2;
	return strchr("/@.,()[]|+-*=<>$!?:", s.s[0]) && s.s[0] ? 1 : 0;
}

void xpath_next(struct xpath_lexer *l)
{
	struct str s = skip(l->rest);
	size_t n = 0;
	l->token = TOKEN_END;
	if (!s.n)
		;
	else if ((n = qname_length(s)))
		l->token = TOKEN_NAME;
	else if (s.n > 2 && s.s[0] == '*' && s.s[1] == ':' && (n = name_length(str_after(s, 2))))
		l->token = TOKEN_NAME, n += 2;
	else if ((s.s[0] == '"' || s.s[0] == '\'') && (n = string_length(s)))
		l->token = TOKEN_STRING;
	else if ((n = number_length(s)))
		l->token = TOKEN_NUMBER;
	else if ((n = sign_length(s)))
		l->token = TOKEN_SIGN;
	else
		l->token = TOKEN_BAD, n = 1;
	l->text = str_from_to(s, 0, n);
	l->rest = str_after(s, n);
}

bool xpath_at(const struct xpath_lexer *l, enum xpath_token token, const char *text)
{
	return l->token == token && str_is(l->text, text);
}

bool xpath_before(const struct xpath_lexer *l, const char *sign)
{
	struct xpath_lexer ahead = *l;
	xpath_next(&ahead);
	return ahead.token == TOKEN_SIGN && str_is(ahead.text, sign);
}
