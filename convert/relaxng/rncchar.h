// rncchar.h: the characters of a schema in the compact syntax

#ifndef STENOGRAM_RNCCHAR_H
#define STENOGRAM_RNCCHAR_H

#include "relaxng/rnclex.h"

enum {
	RNC_NO_CHAR = -1, // the text ends, or a fault was told
	RNC_NEWLINE = -2, // a line ends; '\n' is a line end that was written as \x{A}
};

// The next character, "\x{…}" replaced, and where it ends. What is no UTF-8 and no character of XML is
// a fault.
int32_t rnc_look(struct rnc_lexer *lex, size_t *after);

// Takes the next character when it is `c`.
bool rnc_take_char(struct rnc_lexer *lex, char c);

// What an NCName begins with and consists of (XML 1.0, fifth edition). Every document that libxml2
// reads can be described so; the fourth edition allows fewer.
bool rnc_is_name_start(int32_t c);
bool rnc_is_name_char(int32_t c);

#endif
