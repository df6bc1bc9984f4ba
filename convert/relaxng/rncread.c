// rncread.c: what the parts of the reader of the compact syntax share

#include "relaxng/rncread.h"

enum { DEEP_MAX = 1000 };

void rnc_next(struct rnc *p)
{
	p->now = rnc_lex(&p->lex);
}

struct rnc_token rnc_peek(struct rnc *p)
{
	size_t at = p->lex.at;
	struct rnc_token token = rnc_lex(&p->lex);
	p->lex.at = at;
	return token;
}

bool rnc_take(struct rnc *p, int kind)
{
	if (p->now.kind != kind || p->lex.failed)
		return false;
	rnc_next(p);
	return true;
}

bool rnc_is_word(int kind)
{
	return kind == RNC_NAME || rnc_is_keyword(kind);
}

void rnc_expected(struct rnc *p, const char *what, const char *why)
{
	struct buf found = {0};
	rnc_describe(&found, &p->now);
	rnc_fault(&p->lex, p->now.at, "%.*s stands where %s was expected%s%s",
	          STR_ARG(buf_str(&found)), what, why ? "; " : "", why ? why : "");
	buf_free(&found);
}

bool rnc_want(struct rnc *p, int kind, const char *what, const char *why)
{
	if (rnc_take(p, kind))
		return true;
	rnc_expected(p, what, why);
	return false;
}

// Whether a pattern may begin so: then a sign is missing between it and what stands before.
static bool begins_pattern(int kind)
{
	return rnc_is_word(kind) || kind == RNC_PREFIXED || kind == RNC_LITERAL || kind == '(';
}

void rnc_close(struct rnc *p, int sign, size_t opened)
{
	if (rnc_take(p, sign) || p->lex.failed)
		return;
	int open = sign == '}' ? '{' : sign == ')' ? '(' : '[';
	size_t line = xml_text_line(&p->lex.files->items[p->lex.file]->text, opened);
	struct buf found = {0};
	rnc_describe(&found, &p->now);
	if (p->now.kind == RNC_END)
		rnc_fault(&p->lex, p->now.at,
		          "the file ends, but the \"%c\" on line %zu is not closed: \"%c\" is "
		          "missing",
		          open, line, sign);
	else
		rnc_fault(&p->lex, p->now.at,
		          "%.*s stands where \"%c\" was expected, which closes the \"%c\" on line "
		          "%zu%s",
		          STR_ARG(buf_str(&found)), sign, open, line,
		          sign != ']' && begins_pattern(p->now.kind)
		                  ? "; between two patterns stands \",\", \"|\" or \"&\""
		                  : "");
	buf_free(&found);
}

bool rnc_enter(struct rnc *p)
{
	if (++p->deep > DEEP_MAX)
		rnc_fault(&p->lex, p->now.at, "the schema is nested more than %d deep", DEEP_MAX);
	if (!p->lex.failed)
		return true;
	p->now.kind = RNC_END;
	return false;
}

void rnc_leave(struct rnc *p)
{
	p->deep--;
}

struct syntax *rnc_node(struct rnc *p, enum syntax_kind kind, size_t at)
{
	if (p->lex.failed)
		return p->spare;
	struct syntax *node = syntax_add(p->lex.files, NULL, kind, p->lex.file, at);
	p->lex.failed |= !node;
	return node ? node : p->spare;
}

void rnc_adopt(struct syntax *parent, struct syntax *child)
{
	if (parent == child)
		return; // the spare node
	if (parent->last)
		parent->last->next = child;
	else
		parent->first = child;
	parent->last = child;
	parent->n++;
}

void rnc_document(struct rnc *p, struct syntax *node, struct str documentation)
{
	if (node->documentation.n == 0)
		node->documentation = documentation;
	else if (documentation.n)
		node->documentation =
			arena_printf(&p->lex.files->arena, "%.*s %.*s", STR_ARG(documentation),
		                     STR_ARG(node->documentation));
	if (p->lex.files->arena.failed)
		rnc_no_memory(&p->lex);
}

struct str rnc_literal(struct rnc *p, const char *what)
{
	struct str first = p->now.text;
	struct buf joined = {0};
	if (!rnc_want(p, RNC_LITERAL, what, NULL) || p->now.kind != '~')
		return first;
	buf_put(&joined, first);
	while (rnc_take(p, '~')) {
		buf_put(&joined, p->now.text);
		rnc_want(p, RNC_LITERAL, "text between quotes behind \"~\"", NULL);
	}
	struct str whole = arena_str(&p->lex.files->arena, buf_str(&joined));
	if (joined.failed || !whole.s)
		rnc_no_memory(&p->lex);
	buf_free(&joined);
	return whole;
}
