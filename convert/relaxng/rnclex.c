// rnclex.c: the words of the compact syntax

#include "relaxng/rnclex.h"

#include <string.h>

#include "core/unicode.h"
#include "relaxng/rncchar.h"

void rnc_no_memory(struct rnc_lexer *lex)
{
	if (!lex->failed)
		report_memory(lex->files->reporter);
	lex->failed = lex->files->broken = true;
}

void rnc_fault(struct rnc_lexer *lex, size_t at, const char *format, ...)
{
	struct buf message = {0};
	va_list args;
	if (lex->failed)
		return;
	va_start(args, format);
	buf_vprintf(&message, format, args);
	va_end(args);
	if (message.failed)
		rnc_no_memory(lex);
	else
		syntax_fault(lex->files, lex->file, at, NULL, "%.*s", STR_ARG(buf_str(&message)));
	lex->failed = true;
	buf_free(&message);
}

bool rnc_is_keyword(int kind)
{
	return kind > RNC_NOTE && kind < RNC_KIND_END;
}

// A word as far as it fits into a message.
static void put_short(struct buf *out, struct str s)
{
	enum { LONG = 40 };
	struct str line = str_from_to(s, 0, str_find_char(s, '\n'));
	if (line.n > LONG)
		line.n = utf8_begin(line, LONG);
	buf_put(out, line);
	buf_puts(out, line.n < s.n ? "…" : "");
}

void rnc_describe(struct buf *out, const struct rnc_token *token)
{
	static const char *const signs[] = {"|=", "&=", ">>"};
	if (token->kind == RNC_END) {
		buf_puts(out, "the end of the file");
	} else if (token->kind == RNC_NOTE) {
		buf_puts(out, "a documentation (\"##\")");
	} else if (token->kind < RNC_END) {
		buf_printf(out, "\"%c\"", token->kind);
	} else if (token->kind < RNC_NAME) {
		buf_printf(out, "\"%s\"", signs[token->kind - RNC_OR_ALSO]);
	} else {
		buf_puts(out, token->kind == RNC_LITERAL    ? "the text \""
		              : rnc_is_keyword(token->kind) ? "the keyword \""
		                                            : "the name \"");
		put_short(out, token->text);
		buf_puts(out, token->kind == RNC_ALL_OF ? ":*\"" : "\"");
	}
}

static struct str keep(struct rnc_lexer *lex)
{
	struct str kept = arena_str(&lex->files->arena, buf_str(&lex->word));
	if (lex->word.failed || !kept.s)
		rnc_no_memory(lex);
	return kept;
}

// Appends an NCName, as far as it goes.
static void take_name(struct rnc_lexer *lex)
{
	size_t after;
	for (int32_t c; rnc_is_name_char(c = rnc_look(lex, &after)); lex->at = after)
		utf8_put(&lex->word, c);
}

static bool is_name_next(struct rnc_lexer *lex)
{
	size_t after;
	return rnc_is_name_start(rnc_look(lex, &after));
}

static int keyword(struct str word)
{
	static const struct str words[] = {
#define RNC_WORD(KEYWORD, word) STR(word),
		RNC_KEYWORDS(RNC_WORD)
#undef RNC_WORD
	};
	for (size_t i = 0; i < LENGTH(words); i++)
		if (str_eq(words[i], word))
			return RNC_NOTE + 1 + (int)i;
	return RNC_NAME;
}

// "p", "tei:p", "tei:*"
static void lex_name(struct rnc_lexer *lex, struct rnc_token *token)
{
	buf_clear(&lex->word);
	take_name(lex);
	token->kind = keyword(buf_str(&lex->word));
	if (!rnc_take_char(lex, ':')) {
		token->text = keep(lex);
		return;
	}
	token->kind = RNC_PREFIXED;
	if (rnc_take_char(lex, '*')) {
		token->kind = RNC_ALL_OF;
	} else if (is_name_next(lex)) {
		buf_putc(&lex->word, ':');
		take_name(lex);
	} else {
		rnc_fault(lex, token->at,
		          "behind \"%.*s:\" a name or \"*\" was expected, without a blank between",
		          STR_ARG(buf_str(&lex->word)));
	}
	token->text = keep(lex);
}

// Behind "\": a keyword as a name.
static void lex_quoted(struct rnc_lexer *lex, struct rnc_token *token)
{
	if (!is_name_next(lex)) {
		rnc_fault(
			lex, token->at,
			"\"\\\" stands before a keyword that is meant as a name, as in \\element");
		return;
	}
	buf_clear(&lex->word);
	take_name(lex);
	token->kind = RNC_NAME;
	token->text = keep(lex);
}

// Up to the end of the line, into the word.
static void take_line(struct rnc_lexer *lex)
{
	size_t after;
	buf_clear(&lex->word);
	for (int32_t c; (c = rnc_look(lex, &after)) >= 0 && c != '\n'; lex->at = after)
		utf8_put(&lex->word, c);
}

static void lex_note(struct rnc_lexer *lex, struct rnc_token *token)
{
	while (rnc_take_char(lex, '#'))
		;
	rnc_take_char(lex, ' ');
	take_line(lex);
	token->kind = RNC_NOTE;
	token->text = keep(lex);
}

// The closing quotes. One or two of three that are not three belong to the text.
static bool take_closing(struct rnc_lexer *lex, char quote, int quotes)
{
	int n = 0;
	while (n < quotes && rnc_take_char(lex, quote))
		n++;
	for (int i = 0; n < quotes && i < n; i++)
		buf_putc(&lex->word, quote);
	return n == quotes;
}

// Behind the first quote. A line ends between three quotes alone (a line end written as \x{A} may
// stand between one).
static void lex_literal(struct rnc_lexer *lex, struct rnc_token *token, char quote)
{
	int quotes = 1;
	size_t after;
	token->kind = RNC_LITERAL;
	buf_clear(&lex->word);
	if (rnc_take_char(lex, quote)) {
		if (!rnc_take_char(lex, quote)) {
			token->text = keep(lex);
			return;
		}
		quotes = 3;
	}
	while (!take_closing(lex, quote, quotes)) {
		int32_t c = rnc_look(lex, &after);
		if (quotes == 3 && c == RNC_NEWLINE)
			c = '\n';
		if (c == RNC_NEWLINE)
			rnc_fault(lex, token->at,
			          "the text that begins here is not closed on its line with %c; "
			          "text of "
			          "several lines stands between %c%c%c and %c%c%c",
			          quote, quote, quote, quote, quote, quote, quote);
		else if (c < 0)
			rnc_fault(lex, token->at,
			          "the text that begins here is never closed: %.*s is missing",
			          quotes, quote == '"' ? "\"\"\"" : "'''");
		if (lex->failed)
			return;
		utf8_put(&lex->word, c);
		lex->at = after;
	}
	token->text = keep(lex);
}

static void fault_sign(struct rnc_lexer *lex, size_t at, int32_t c)
{
	struct buf sign = {0};
	const char *hint = "";
	utf8_put(&sign, c);
	if (c == ';')
		hint = "; nothing stands at the end of a definition";
	else if (c == '/')
		hint = "; a remark begins with \"#\"";
	else if (c == '<')
		hint = "; if this is the XML syntax of RELAX NG, the file's name must end in .rng";
	else if (c == '>')
		hint = "; only \">>\" does, before an annotation that follows";
	else if ((c >= 0x2018 && c <= 0x201f) || c == 0xab || c == 0xbb)
		hint = "; text stands between straight quotes: \"…\" or '…'";
	else if (c == ':')
		hint = "; in a name such as tei:p no blank stands beside it";
	rnc_fault(lex, at, "\"%.*s\" has no meaning here%s", STR_ARG(buf_str(&sign)), hint);
	buf_free(&sign);
}

// A sign that was taken already.
static void lex_sign(struct rnc_lexer *lex, struct rnc_token *token, int32_t c)
{
	token->kind = c;
	if (c == '|' && rnc_take_char(lex, '='))
		token->kind = RNC_OR_ALSO;
	else if (c == '&' && rnc_take_char(lex, '='))
		token->kind = RNC_AND_ALSO;
	else if (c == '>' && rnc_take_char(lex, '>'))
		token->kind = RNC_FOLLOWS;
	else if (c >= 0x80 || c < ' ' || !strchr("{}()[],|&?*+-~=", c))
		fault_sign(lex, token->at, c);
}

// Blanks and remarks. True when a documentation follows, whose "##" was taken.
static bool skip(struct rnc_lexer *lex, size_t *at)
{
	for (;;) {
		size_t after;
		int32_t c = rnc_look(lex, &after);
		*at = lex->at;
		if (c == ' ' || c == '\t' || c == '\n' || c == RNC_NEWLINE) {
			lex->at = after;
		} else if (c == '#') {
			lex->at = after;
			if (rnc_take_char(lex, '#'))
				return true;
			take_line(lex);
		} else {
			return false;
		}
	}
}

struct rnc_token rnc_lex(struct rnc_lexer *lex)
{
	struct rnc_token token = {.kind = RNC_END};
	size_t after;
	if (skip(lex, &token.at)) {
		lex_note(lex, &token);
	} else {
		int32_t c = rnc_look(lex, &after);
		if (rnc_is_name_start(c)) {
			lex_name(lex, &token);
		} else if (c >= 0) {
			lex->at = after;
			if (c == '"' || c == '\'')
				lex_literal(lex, &token, (char)c);
			else if (c == '\\')
				lex_quoted(lex, &token);
			else
				lex_sign(lex, &token, c);
		}
	}
	if (lex->failed)
		token.kind = RNC_END;
	return token;
}
