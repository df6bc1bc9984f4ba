// mail.h: the text of a mail
//
// RFC 5322 and MIME (RFC 2045, 2046), leniently: mail is old, and much of it is written wrongly. Of a mail that has
// a plain text that text is the document, else its HTML; several plain texts stand one behind the other.
// What is attached is no document.

#ifndef STENOGRAM_DUMP_MAIL_H
#define STENOGRAM_DUMP_MAIL_H

#include "dump/reading.h"

// Sets `id` to the mail's Message-ID as a name: without its brackets, and without what parts paths. Empty where it
// has none.
void mail_id(struct str mail, struct buf *id);

// Gives the text of a mail, whose item was named, to the receiver, in the charset that it is in. `item.modified` is then the
// mail's date. False: read no more, or memory ran out, which is reported.
bool mail_take(struct reading *r, struct str mail, struct item *item);

#endif
