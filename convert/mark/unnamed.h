// unnamed.h: turns in a document that names no speaker

#ifndef STENOGRAM_UNNAMED_H
#define STENOGRAM_UNNAMED_H

#include "mark/labels.h"
#include "mark/page.h"

// Whether the paragraphs of the document are turns, and by what they are told: by the dash that nearly
// each of them begins with, or by questions set in bold among answers that are not.
enum unnamed unnamed_find(const struct page *page, const bool *taken);

// Whether line i begins such a turn. *in_answer is kept from line to line, false at first.
bool unnamed_begins(const struct page *page, enum unnamed how, size_t i, bool *in_answer);

#endif
