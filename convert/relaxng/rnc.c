// rnc.c: reads a schema in the compact syntax

#include "relaxng/rnc.h"

#include "relaxng/rncread.h"

// [inherit = p]; without it, the default namespace is handed on.
static void read_inherit(struct rnc *p, struct syntax *node)
{
	struct rnc_ns ns = p->ns;
	if (rnc_take(p, RNC_INHERIT)) {
		rnc_want(p, '=', "\"=\"", "as in inherit = tei");
		if (rnc_is_word(p->now.kind))
			ns = rnc_namespace(p, &p->now);
		else
			rnc_expected(p, "a prefix that is declared", NULL);
		rnc_next(p);
	}
	node->ns = ns.uri;
	node->has_ns = ns.given;
}

void rnc_file(struct rnc *p, struct syntax *node)
{
	size_t at = p->now.at;
	struct str href = rnc_literal(p, "the path of a file between quotes");
	read_inherit(p, node);
	if (p->lex.failed)
		return;
	node->href = syntax_path(p->lex.files, p->lex.file, at, (struct str){0}, href);
	p->lex.failed |= p->lex.files->broken;
}

// =, |= or &=, and the pattern.
static void read_definition(struct rnc *p, struct syntax *node)
{
	if (rnc_take(p, RNC_OR_ALSO))
		node->combine = COMBINE_CHOICE;
	else if (rnc_take(p, RNC_AND_ALSO))
		node->combine = COMBINE_INTERLEAVE;
	else
		rnc_want(p, '=', "\"=\", \"|=\" or \"&=\"",
		         "a definition is written name = pattern, and between two patterns stands "
		         "\",\", "
		         "\"|\" or \"&\"");
	rnc_adopt(node, rnc_pattern(p, false));
}

static void read_body(struct rnc *p, struct syntax *node, bool overrides)
{
	size_t opened = p->now.at;
	rnc_next(p);
	rnc_grammar_body(p, node, overrides);
	rnc_close(p, '}', opened);
}

static struct syntax *read_start(struct rnc *p)
{
	struct syntax *node = rnc_node(p, SYNTAX_START, p->now.at);
	rnc_next(p);
	read_definition(p, node);
	return node;
}

static struct syntax *read_define(struct rnc *p)
{
	struct syntax *node = rnc_node(p, SYNTAX_DEFINE, p->now.at);
	node->name = p->now.text;
	rnc_next(p);
	read_definition(p, node);
	return node;
}

static struct syntax *read_div(struct rnc *p, bool overrides)
{
	struct syntax *node = rnc_node(p, SYNTAX_DIV, p->now.at);
	rnc_next(p);
	if (p->now.kind == '{')
		read_body(p, node, overrides);
	else
		rnc_expected(p, "\"{\"", "a definition named div is written \\div");
	return node;
}

static struct syntax *read_include(struct rnc *p, bool overrides)
{
	struct syntax *node = rnc_node(p, SYNTAX_INCLUDE, p->now.at);
	if (overrides)
		rnc_fault(&p->lex, p->now.at,
		          "within the braces of an include no other file can be included");
	rnc_next(p);
	rnc_file(p, node);
	if (p->now.kind == '{')
		read_body(p, node, true);
	return node;
}

static struct syntax *fault_component(struct rnc *p, bool overrides)
{
	const char *why = NULL;
	int kind = p->now.kind;
	if (kind == RNC_NAMESPACE || kind == RNC_DEFAULT || kind == RNC_DATATYPES)
		why = "declarations stand at the beginning of the file";
	else if (rnc_is_keyword(kind))
		why = "a pattern stands in start = …, or in a definition name = …; a keyword as a "
		      "name is "
		      "written with \"\\\" before it";
	else if (kind == ',' || kind == '|' || kind == '&' || kind == ')' || kind == '}' ||
	         kind == ']')
		why = "look whether parentheses, braces and brackets before it are closed too "
		      "early";
	else if (kind == '=')
		why = "a definition is written name = pattern, with no sign between it and the one "
		      "before";
	else if (kind == RNC_PREFIXED || kind == RNC_LITERAL)
		why = "the name of a definition has no quotes and no prefix";
	else if (kind == RNC_NAME || kind == RNC_END)
		why = "a documentation or annotation stands before what it is about";
	rnc_expected(p,
	             overrides ? "start, div or a definition (name = …)"
	                       : "start, div, include or a definition (name = …)",
	             why);
	return p->spare;
}

static struct syntax *read_component(struct rnc *p, bool overrides)
{
	switch (p->now.kind) {
	case RNC_START:
		return read_start(p);
	case RNC_NAME:
		return read_define(p);
	case RNC_DIV:
		return read_div(p, overrides);
	case RNC_INCLUDE:
		return read_include(p, overrides);
	default:
		return fault_component(p, overrides);
	}
}

// Up to "}" or the end of the file. Documentation stands before the first definition.
void rnc_grammar_body(struct rnc *p, struct syntax *parent, bool overrides)
{
	struct buf words = {0};
	if (!rnc_enter(p))
		return;
	while (!p->lex.failed && (p->has_ahead || (p->now.kind != '}' && p->now.kind != RNC_END))) {
		if (!p->has_ahead && rnc_is_note_element(p)) {
			rnc_note_element(p, parent->n ? NULL : &words);
			continue;
		}
		struct rnc_notes notes = rnc_notes(p);
		struct syntax *node = read_component(p, overrides);
		rnc_document(p, node, notes.documentation);
		rnc_adopt(parent, node);
	}
	rnc_set_words(p, parent, &words);
	rnc_leave(p);
}

// Whether the file holds definitions, not one pattern.
static bool begins_grammar(struct rnc *p)
{
	int kind = p->now.kind, behind;
	if (kind == RNC_START || kind == RNC_DIV || kind == RNC_INCLUDE)
		return true;
	if (kind != RNC_PREFIXED && kind != RNC_LITERAL && !rnc_is_word(kind))
		return false;
	behind = rnc_peek(p).kind;
	if (behind == '[')
		return !p->has_ahead && (kind == RNC_PREFIXED || kind == RNC_NAME);
	return behind == '=' || behind == RNC_OR_ALSO || behind == RNC_AND_ALSO;
}

static struct syntax *read_whole(struct rnc *p)
{
	struct syntax *root;
	size_t begin = p->now.at;
	p->ahead = rnc_notes(p);
	p->has_ahead = p->now.at != begin;
	if (begins_grammar(p)) {
		root = rnc_node(p, SYNTAX_GRAMMAR, begin);
		rnc_grammar_body(p, root, false);
		if (p->now.kind == '}')
			rnc_fault(&p->lex, p->now.at, "this \"}\" closes nothing");
	} else if (p->now.kind == RNC_END) {
		rnc_fault(&p->lex, p->now.at, "the file ends, but there is no schema in it");
		root = p->spare;
	} else {
		root = rnc_pattern(p, true);
		if (p->now.kind != RNC_END)
			rnc_expected(p, "the end of the file",
			             "behind a pattern nothing more may stand; where there are "
			             "definitions too, it is written start = …");
	}
	return root;
}

struct syntax *rnc_read(struct syntax_files *files, size_t file, const struct str *ns)
{
	struct rnc p = {.default_at = SIZE_MAX};
	p.lex.files = files;
	p.lex.file = file;
	p.lex.text = files->items[file]->text.utf8;
	p.spare = arena_alloc(&files->arena, sizeof *p.spare);
	p.inherited.uri = ns ? *ns : (struct str){0};
	p.inherited.given = ns != NULL;
	p.inherited.inherited = true;
	p.ns = p.inherited;
	if (!p.spare) {
		rnc_no_memory(&p.lex);
		return NULL;
	}
	rnc_next(&p);
	rnc_declarations(&p);
	struct syntax *root = read_whole(&p);
	buf_free(&p.lex.word);
	return p.lex.failed ? NULL : root;
}
