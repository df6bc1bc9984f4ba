// rows.h: what the lists of a site are made of: documents in rows, and their orders

#ifndef STENOGRAM_SITE_ROWS_H
#define STENOGRAM_SITE_ROWS_H

#include "core/str.h"
#include "site/holdings.h"

#define DOCUMENT_COLUMNS \
	"<th scope=\"col\">Date</th><th scope=\"col\" class=\"text\">Title</th>" \
	"<th scope=\"col\">Speeches</th><th scope=\"col\">Words</th>"

void row_put_date(struct buf *out, const struct document *d);
void row_put_title(struct buf *out, const struct document *d,
                   struct str id); // with a speech, or none
void row_put_document(struct buf *out, const struct holdings *c, size_t item); // a row
void row_put_letter(struct buf *out, struct str key); // under which a key stands
void row_put_counted(struct buf *out, size_t n, const char *one, const char *many); // "3 words"

// Attributes of an element with text of a document: its direction, and the language if it is known.
void row_put_direction(struct buf *out, struct str language);

// The order of folded titles and names: those without a letter first, signs in front of one do not count.
int row_by_key(struct str a, struct str b);

// Orders of documents, for qsort_r with the holdings as context.
int row_by_title(const void *a, const void *b, void *context);
int row_by_date(const void *a, const void *b, void *context);

#endif
