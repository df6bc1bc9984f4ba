// xpathlex.h: the words of an expression

#ifndef STENOGRAM_XPATHLEX_H
#define STENOGRAM_XPATHLEX_H

#include "core/str.h"

enum xpath_token {
	TOKEN_END,
	TOKEN_NAME,   // a, p:a, p:*, *:a; a lone * is a sign
	TOKEN_STRING, // with its quotation marks
	TOKEN_NUMBER,
	TOKEN_SIGN, // one to two characters
	TOKEN_BAD,
};

struct xpath_lexer {
	struct str rest;
	enum xpath_token token; // the one that is looked at
	struct str text;
};

// Looks at the next one.
void xpath_next(struct xpath_lexer *l);

bool xpath_at(const struct xpath_lexer *l, enum xpath_token token, const char *text);

// Whether the sign or word that is looked at is followed by this sign.
bool xpath_before(const struct xpath_lexer *l, const char *sign);

#endif
