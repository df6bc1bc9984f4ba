// warcitem.h: what a record of WARC says of its document: its address, its path, when it was captured

#ifndef STENOGRAM_DUMP_WARCITEM_H
#define STENOGRAM_DUMP_WARCITEM_H

#include "core/str.h"

// An address without the angle brackets that some programs write around it.
struct str warc_uri(struct str given);

// Appends the path of an address, which is the address without its scheme: "example.org/a/b?x=1", "example.org/".
void warc_put_path(struct buf *out, struct str uri);

// Appends a date as ISO 8601 has it: as it is, or of the 14 digits of older archives. Nothing when it is none.
void warc_put_date(struct buf *out, struct str given);

// Whether an address is that of notes which a crawler keeps on its own work, or of what it made of a page that has a record itself.
bool warc_is_note(struct str uri);

#endif
