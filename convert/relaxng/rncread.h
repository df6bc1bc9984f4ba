// rncread.h: what the parts of the reader of the compact syntax share
//
// Every function may be called after a fault: then only RNC_END comes, further faults are not told, and
// the nodes are thrown away. So nobody asks before the end whether all is well.

#ifndef STENOGRAM_RNCREAD_H
#define STENOGRAM_RNCREAD_H

#include "relaxng/rnclex.h"

// A namespace that may be nothing but inherited from nobody.
struct rnc_ns {
	struct str uri;
	bool given;     // declared, or inherited from a file that gave one
	bool inherited; // by the word "inherit", or because nothing is declared
};

// A declared prefix and those before it.
struct rnc_prefix {
	struct binding binding;
	struct rnc_ns ns;
	struct rnc_prefix *before;
};

// What stands before a construct: ## and [ ].
struct rnc_notes {
	struct str documentation;
	bool has_elements;
};

struct rnc {
	struct rnc_lexer lex;
	struct rnc_token now;                    // the token that comes next
	struct rnc_ns inherited;                 // what the file inherits
	struct rnc_ns ns;                        // the default namespace
	struct rnc_prefix *prefixes, *libraries; // the latest first
	size_t n_prefixes;
	size_t default_at; // where the default namespace was declared; SIZE_MAX: nowhere
	const struct binding *bindings; // for values
	struct rnc_notes ahead;         // notes that were read before it was known of what they are
	bool has_ahead;
	size_t deep;
	struct syntax *spare; // what is made when there is no memory
};

// Moves on by one token.
void rnc_next(struct rnc *p);
struct rnc_token rnc_peek(struct rnc *p); // the one behind it
bool rnc_take(struct rnc *p, int kind);
// Takes a token that must stand here. `what` says it in words, with quotes where it is a sign, and
// `why` (or NULL) what to do.
bool rnc_want(struct rnc *p, int kind, const char *what, const char *why);
// Tells that another token stands here than what was expected.
void rnc_expected(struct rnc *p, const char *what, const char *why);
// Takes the "}", ")" or "]" that closes what was opened at an offset.
void rnc_close(struct rnc *p, int sign, size_t opened);

bool rnc_is_word(int kind);    // a name or a keyword
bool rnc_enter(struct rnc *p); // one level deeper: false and told when that is too deep
void rnc_leave(struct rnc *p);

// A node that is nobody's child yet; never NULL.
struct syntax *rnc_node(struct rnc *p, enum syntax_kind kind, size_t at);
void rnc_adopt(struct syntax *parent, struct syntax *child);
// Before what the node has already.
void rnc_document(struct rnc *p, struct syntax *node, struct str documentation);

// "a" ~ "b". Empty and told when none stands here.
struct str rnc_literal(struct rnc *p, const char *what);

// rncdecl.c: declarations, and what they declare.
void rnc_declarations(struct rnc *p);
// The namespace of the prefix of a token (the whole of it unless it is "tei:p").
struct rnc_ns rnc_namespace(struct rnc *p, const struct rnc_token *token);
struct str rnc_library(struct rnc *p, const struct rnc_token *token);
struct str rnc_local(const struct rnc_token *token); // "p" of "tei:p"

// rncnote.c: annotations.
struct rnc_notes rnc_notes(struct rnc *p);
void rnc_following_notes(struct rnc *p, struct syntax *node, bool top);
bool rnc_is_note_element(struct rnc *p);                 // tei:x [ …
void rnc_note_element(struct rnc *p, struct buf *words); // which gets documentation; or NULL
// Makes words the documentation of a node, before what it has, and frees them.
void rnc_set_words(struct rnc *p, struct syntax *node, struct buf *words);

// rncname.c: a class of names, of an attribute or an element.
struct syntax *rnc_name_class(struct rnc *p, bool attribute);

// rncpattern.c: a whole pattern. `top`: it is all that the file has.
struct syntax *rnc_pattern(struct rnc *p, bool top);

// rnc.c: the path of a file and what it inherits; what a grammar, div or include holds, up to "}" or the
// end of the file.
void rnc_file(struct rnc *p, struct syntax *node);
void rnc_grammar_body(struct rnc *p, struct syntax *parent, bool overrides);

#endif
