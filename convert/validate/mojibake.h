// mojibake.h: UTF-8 that somebody has read as Latin-1 or Windows-1252

#ifndef STENOGRAM_MOJIBAKE_H
#define STENOGRAM_MOJIBAKE_H

#include "validate/rules.h"

// Looks for "Ã¤" for "ä", "â€™" for "’", "Ð¸" for "и", and tells the words.
void mojibake_text(struct rules *r, struct str text, size_t at);

#endif
