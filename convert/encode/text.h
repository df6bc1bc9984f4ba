// text.h: the <text>: rows in, regions, divisions, speeches and blocks out

#ifndef STENOGRAM_TEXT_H
#define STENOGRAM_TEXT_H

#include "encode/survey.h"
#include "encode/tei.h"

// When the divisions that have a date took place, as the text tells it; views of its rows.
struct settings {
	struct setting *items;
	size_t n, cap;
};

// Writes <text>. Of the survey only the notes that anchors mean are moved on. False when memory ran
// out. The caller frees settings->items.
bool text_write(struct tei *w, struct survey *s, struct settings *settings);

#endif
