// rncnote.c: annotations of the compact syntax: read, and forgotten unless they are documentation

#include <string.h>

#include "core/namespaces.h"
#include "core/table.h"
#include "relaxng/rncread.h"

#define XMLNS_NAMESPACE "http://www.w3.org/2000/xmlns/"

// The attributes of one annotation.
struct attributes {
	struct table names;
	bool nested; // of an element; else of the construct itself
};

static void check_twice(struct rnc *p, struct attributes *a, const struct rnc_token *name,
                        struct str uri)
{
	size_t before;
	struct str key = arena_printf(&p->lex.files->arena, "%.*s#%.*s", STR_ARG(uri),
	                              STR_ARG(rnc_local(name)));
	if (p->lex.failed)
		return;
	if (table_get(&a->names, key, &before))
		rnc_fault(&p->lex, name->at, "the attribute %.*s stands twice in one annotation",
		          STR_ARG(name->text));
	else if (!key.s || !table_set(&a->names, key, 0))
		rnc_no_memory(&p->lex);
}

// The namespace of what is foreign to RELAX NG.
static struct str foreign_namespace(struct rnc *p, const struct rnc_token *name, bool nested)
{
	struct rnc_ns ns = rnc_namespace(p, name);
	if (ns.inherited)
		rnc_fault(&p->lex, name->at,
		          "the prefix of an annotation cannot be one that is inherited: %.*s",
		          STR_ARG(name->text));
	else if (!nested && str_is(ns.uri, RNG_NAMESPACE))
		rnc_fault(&p->lex, name->at,
		          "an annotation cannot be in the namespace of RELAX NG itself: %.*s",
		          STR_ARG(name->text));
	return ns.uri;
}

// a:b = "…", whose name was taken.
static void read_attribute(struct rnc *p, struct attributes *a, const struct rnc_token *name)
{
	bool prefixed = name->kind == RNC_PREFIXED;
	struct str uri = prefixed ? foreign_namespace(p, name, a->nested) : (struct str){0};
	if (!a->nested && uri.n == 0)
		rnc_fault(&p->lex, name->at,
		          "an annotation that is an attribute needs a prefix, as in [ a:%.*s = "
		          "\"…\" ]",
		          STR_ARG(rnc_local(name)));
	if (str_is(uri, XMLNS_NAMESPACE) || (!prefixed && str_is(name->text, "xmlns")))
		rnc_fault(&p->lex, name->at, "a namespace cannot be declared in an annotation");
	rnc_next(p);
	rnc_literal(p, "the attribute's value between quotes");
	check_twice(p, a, name, uri);
}

static void read_element(struct rnc *p, const struct rnc_token *name, bool nested,
                         struct buf *documentation);

// What stands between the brackets of an annotation, up to "]": attributes, then the rest.
static bool read_content(struct rnc *p, bool nested, struct buf *words)
{
	struct attributes a = {.nested = nested};
	bool attributes = true, elements = false;
	while (p->now.kind != ']' && !p->lex.failed) {
		struct rnc_token name = p->now;
		if (name.kind == RNC_LITERAL && nested) {
			struct str text = rnc_literal(p, "");
			if (words)
				buf_put(words, text);
			attributes = false;
		} else if (name.kind == RNC_PREFIXED || rnc_is_word(name.kind)) {
			rnc_next(p);
			if (p->now.kind == '=' && attributes) {
				read_attribute(p, &a, &name);
				continue;
			}
			read_element(p, &name, nested, words);
			attributes = false;
			elements = true;
		} else {
			break;
		}
	}
	table_free(&a.names);
	return elements;
}

// a:b [ … ], whose name was taken. `words` gets what documentation says: all text within it.
static void read_element(struct rnc *p, const struct rnc_token *name, bool nested,
                         struct buf *words)
{
	size_t opened = p->now.at;
	struct str uri = {0};
	if (name->kind == RNC_PREFIXED)
		uri = foreign_namespace(p, name, nested);
	if (!nested &&
	    !(str_is(uri, RNG_NOTES_NAMESPACE) && str_is(rnc_local(name), "documentation")))
		words = NULL;
	rnc_want(p, '[', "\"[\"", "an annotation is written tei:note [ \"…\" ]");
	if (rnc_enter(p)) {
		read_content(p, true, words);
		rnc_close(p, ']', opened);
	}
	rnc_leave(p);
	if (words && !nested)
		buf_putc(words, '\n');
}

// Blanks are made single in place.
void rnc_set_words(struct rnc *p, struct syntax *node, struct buf *words)
{
	struct str rest = buf_str(words), word;
	words->n = 0;
	while ((word = str_word(&rest)).n) {
		if (words->n)
			words->s[words->n++] = ' ';
		memmove(words->s + words->n, word.s, word.n);
		words->n += word.n;
	}
	if (words->n)
		rnc_document(p, node, arena_str(&p->lex.files->arena, buf_str(words)));
	if (words->failed || p->lex.files->arena.failed)
		rnc_no_memory(&p->lex);
	buf_free(words);
}

struct rnc_notes rnc_notes(struct rnc *p)
{
	struct rnc_notes notes = {0};
	struct syntax said = {0};
	struct buf words = {0};
	if (p->has_ahead) {
		p->has_ahead = false;
		return p->ahead;
	}
	for (; p->now.kind == RNC_NOTE; rnc_next(p)) {
		buf_put(&words, p->now.text);
		buf_putc(&words, '\n');
	}
	size_t opened = p->now.at;
	if (rnc_take(p, '[')) {
		notes.has_elements = read_content(p, false, &words);
		rnc_close(p, ']', opened);
	}
	rnc_set_words(p, &said, &words);
	notes.documentation = said.documentation;
	return notes;
}

bool rnc_is_note_element(struct rnc *p)
{
	return (p->now.kind == RNC_NAME || p->now.kind == RNC_PREFIXED) && rnc_peek(p).kind == '[';
}

void rnc_note_element(struct rnc *p, struct buf *words)
{
	struct rnc_token name = p->now;
	if (name.kind == RNC_PREFIXED || rnc_is_word(name.kind))
		rnc_next(p);
	else
		rnc_expected(p, "the name of an annotation", "as in tei:note [ \"…\" ]");
	read_element(p, &name, false, words);
}

// In the XML syntax a value has no room for its documentation, which therefore follows it.
void rnc_following_notes(struct rnc *p, struct syntax *node, bool top)
{
	struct buf words = {0};
	while (p->now.kind == RNC_FOLLOWS) {
		if (top)
			rnc_fault(&p->lex, p->now.at,
			          "an annotation cannot follow what is the whole schema; put it "
			          "before, "
			          "in [ ]");
		rnc_next(p);
		rnc_note_element(p, node->kind == SYNTAX_VALUE ? &words : NULL);
	}
	rnc_set_words(p, node, &words);
}
