// unnamed.h: turns in a document that names no speaker

#ifndef STENOGRAM_UNNAMED_H
#define STENOGRAM_UNNAMED_H

#include "mark/labels.h"
#include "mark/page.h"

// Whether the markup tells whose voice each line is.
bool unnamed_has_voices(const struct page *page);

// Whether the paragraphs of the document are turns, and by what they are told: by the dash that nearly
// each of them begins with, by questions set in bold among answers that are not, or by the number of
// each question.
enum unnamed unnamed_find(const struct page *page, const bool *taken);

// Whether line i begins such a turn. *in_answer is kept from line to line, false at first.
bool unnamed_begins(const struct page *page, enum unnamed how, size_t i, bool *in_answer);

// The printed number of a question, and who asks where that is told: "4105. (Sir John Cardew.)". Gives
// the bytes of both; 0 when the text does not begin so.
size_t unnamed_number(struct str text, struct str *number, struct str *name);

// The byte behind the question mark that a dash and the answer follow, or text.n.
size_t unnamed_answer(struct str text);

#endif
