// nfcfix.h: letters and their accents made one character

#ifndef STENOGRAM_NFCFIX_H
#define STENOGRAM_NFCFIX_H

#include "validate/rules.h"

// Keeps an edit for each word of a text that is not in NFC. `at` is where the text begins in the document;
// if it does not stand there as it is (but for line ends), nothing is done.
void nfcfix_text(struct rules *r, size_t finding, struct str text, size_t at);

#endif
