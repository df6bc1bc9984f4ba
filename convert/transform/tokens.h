// tokens.h: words and sentences, for stylesheets
//
// tokens(text, language) of the namespace "stenogram:transform" gives a sentence, an element s, for each
// of the text, with an element w for each word in it and an element pc for each other sign, all in TEI's
// namespace. join="right" says that no white space follows. Boundaries are those of UAX 29 as ICU knows
// them for the language (a tag as in xml:lang; empty: nobody says), with dictionaries for writing
// without blanks and without a break behind its usual abbreviations. No token has white space in it.

#ifndef STENOGRAM_TOKENS_H
#define STENOGRAM_TOKENS_H

// Makes the function known to libxslt; once a process.
void tokens_register(void);

#endif
