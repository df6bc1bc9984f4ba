// persons.h: the people of marked lines and of the user's table, each told to the other
//
// What the header would say of a person is what the table is compared with and what a draft has, so
// that a draft tells the document nothing that it does not say itself.

#ifndef STENOGRAM_PERSONS_H
#define STENOGRAM_PERSONS_H

#include "core/peopletable.h"
#include "core/transcript.h"

// Puts what the table says of the people who occur, and the document does not say, before the first
// line: "&meta person ID key=value …". False after a report: memory ran out.
bool persons_tell(struct transcript *t, const struct people_table *table,
                  struct reporter *reporter);

// Appends a first draft of a table: all who occur, in the order of the header; as remarks those who
// speak in doubtful rows alone or are only said to have spoken. False after a report: memory ran out.
bool persons_draft(const struct transcript *t, struct buf *out, struct reporter *reporter);

#endif
