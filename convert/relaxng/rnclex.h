// rnclex.h: the words of the compact syntax
//
// RELAX NG Compact Syntax (OASIS, 21 November 2002), section 3 and appendix A.

#ifndef STENOGRAM_RNCLEX_H
#define STENOGRAM_RNCLEX_H

#include "relaxng/syntax.h"

// X(KEYWORD, word)
#define RNC_KEYWORDS(X) \
	X(ATTRIBUTE, "attribute") \
	X(DATATYPES, "datatypes") \
	X(DEFAULT, "default") \
	X(DIV, "div") \
	X(ELEMENT, "element") \
	X(EMPTY, "empty") \
	X(EXTERNAL, "external") \
	X(GRAMMAR, "grammar") \
	X(INCLUDE, "include") \
	X(INHERIT, "inherit") \
	X(LIST, "list") \
	X(MIXED, "mixed") \
	X(NAMESPACE, "namespace") \
	X(NOT_ALLOWED, "notAllowed") \
	X(PARENT, "parent") \
	X(START, "start") \
	X(STRING, "string") \
	X(TEXT, "text") \
	X(TOKEN, "token")

// A sign of one character is its own kind: '{'.
enum rnc_kind {
	RNC_END = 256,
	RNC_OR_ALSO,  // |=
	RNC_AND_ALSO, // &=
	RNC_FOLLOWS,  // >>
	RNC_NAME,     // p, \element
	RNC_PREFIXED, // tei:p
	RNC_ALL_OF,   // tei:*
	RNC_LITERAL,  // one piece between quotes
	RNC_NOTE,     // a line behind ##
#define RNC_KEYWORD(KEYWORD, word) RNC_##KEYWORD,
	RNC_KEYWORDS(RNC_KEYWORD)
#undef RNC_KEYWORD
		RNC_KIND_END
};

// The text, of the arena, is the name, "tei:p", the prefix alone of tei:*, what stands between the
// quotes, the line behind ##; of a keyword, itself.
struct rnc_token {
	int kind;
	size_t at; // offset of its first character in the file
	struct str text;
};

struct rnc_lexer {
	struct syntax_files *files;
	size_t file;
	struct str text;
	size_t at;       // what was not read yet
	bool failed;     // a fault was told: only RNC_END comes from now on
	struct buf word; // freed by who made the lexer
};

// The next token.
struct rnc_token rnc_lex(struct rnc_lexer *lex);

bool rnc_is_keyword(int kind);

// Tells a fault at an offset. Only the first one: what follows from it says nothing new.
void rnc_fault(struct rnc_lexer *lex, size_t at, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

void rnc_no_memory(struct rnc_lexer *lex);

// "the keyword \"text\"", "the end of the file"
void rnc_describe(struct buf *out, const struct rnc_token *token);

#endif
