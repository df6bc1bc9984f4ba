// rncchar.c: the characters of a schema in the compact syntax

#include "relaxng/rncchar.h"

#include "core/unicode.h"

static bool is_xml_char(int32_t c)
{
	return c == '\t' || c == '\n' || c == '\r' || (c >= 0x20 && c <= 0xd7ff) ||
	       (c >= 0xe000 && c <= 0xfffd) || (c >= 0x10000 && c <= 0x10ffff);
}

static int hex_digit(char c)
{
	if (ascii_is_digit(c))
		return c - '0';
	c = ascii_lower(c);
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

// "\x{E9}", also with several x. A backslash that begins no such escape is itself.
static int32_t look_escape(struct rnc_lexer *lex, size_t *after)
{
	struct str t = lex->text;
	size_t i = lex->at + 1, begin;
	int32_t code = 0;
	while (i < t.n && t.s[i] == 'x')
		i++;
	if (i == lex->at + 1 || i == t.n || t.s[i] != '{')
		return '\\';
	for (begin = ++i; i < t.n && hex_digit(t.s[i]) >= 0; i++)
		code = code > 0x10ffff ? code : code * 16 + hex_digit(t.s[i]);
	if (i == begin || i == t.n || t.s[i] != '}') {
		rnc_fault(lex, lex->at,
		          "behind \"\\x{\" the code of a character and \"}\" were expected, as in "
		          "\\x{E9}");
		return RNC_NO_CHAR;
	}
	if (!is_xml_char(code)) {
		rnc_fault(lex, lex->at, "\"%.*s%s\" is the code of no character of XML",
		          STR_ARG(str_from_to(t, lex->at, i - begin > 8 ? begin + 8 : i + 1)),
		          i - begin > 8 ? "…" : "");
		return RNC_NO_CHAR;
	}
	*after = i + 1;
	return code;
}

static int32_t look_further(struct rnc_lexer *lex, size_t *after)
{
	struct str t = lex->text;
	size_t at = lex->at;
	if (t.s[at] == '\n')
		return RNC_NEWLINE;
	if (t.s[at] == '\r') {
		if (at + 1 < t.n && t.s[at + 1] == '\n')
			*after = at + 2;
		return RNC_NEWLINE;
	}
	if (t.s[at] == '\\')
		return look_escape(lex, after);
	int32_t c = utf8_next(t, &at);
	*after = at;
	if (c < 0)
		rnc_fault(lex, lex->at,
		          "byte 0x%02X is no character of UTF-8; save the file as UTF-8",
		          (unsigned char)t.s[lex->at]);
	else if (!is_xml_char(c))
		rnc_fault(lex, lex->at, "the character U+%04X is not allowed in XML; take it out",
		          (unsigned)c);
	return lex->failed ? RNC_NO_CHAR : c;
}

int32_t rnc_look(struct rnc_lexer *lex, size_t *after)
{
	*after = lex->at;
	if (lex->failed || lex->at >= lex->text.n)
		return RNC_NO_CHAR;
	*after = lex->at + 1;
	char c = lex->text.s[lex->at];
	return c >= ' ' && c < 0x7f && c != '\\' ? c : look_further(lex, after);
}

bool rnc_take_char(struct rnc_lexer *lex, char c)
{
	size_t after;
	if (rnc_look(lex, &after) != c)
		return false;
	lex->at = after;
	return true;
}

struct range {
	int32_t from, to;
};

static bool is_in(const struct range *ranges, size_t n, int32_t c)
{
	for (size_t i = 0; i < n; i++)
		if (c <= ranges[i].to)
			return c >= ranges[i].from;
	return false;
}

bool rnc_is_name_start(int32_t c)
{
	static const struct range ranges[] = {
		{'A', 'Z'},       {'_', '_'},       {'a', 'z'},         {0xc0, 0xd6},
		{0xd8, 0xf6},     {0xf8, 0x2ff},    {0x370, 0x37d},     {0x37f, 0x1fff},
		{0x200c, 0x200d}, {0x2070, 0x218f}, {0x2c00, 0x2fef},   {0x3001, 0xd7ff},
		{0xf900, 0xfdcf}, {0xfdf0, 0xfffd}, {0x10000, 0xeffff},
	};
	return is_in(ranges, LENGTH(ranges), c);
}

bool rnc_is_name_char(int32_t c)
{
	static const struct range more[] = {
		{'-', '.'}, {'0', '9'}, {0xb7, 0xb7}, {0x300, 0x36f}, {0x203f, 0x2040},
	};
	return rnc_is_name_start(c) || is_in(more, LENGTH(more), c);
}
