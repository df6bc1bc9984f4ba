// mail.h: the text of a mail
//
// RFC 5322 and MIME (RFC 2045, 2046, 2231), leniently: mail is old, and much of it is written wrongly.

#ifndef STENOGRAM_BATCH_MAIL_H
#define STENOGRAM_BATCH_MAIL_H

#include "batch/reading.h"

struct mail {
	struct str id;      // Message-ID without its brackets; a view of the mail
	struct buf text;    // the first plain text, else the first HTML, decoded but in its charset
	struct buf type;    // "text/plain", "text/html"
	struct buf charset; // as the mail says it; empty where it does not
	char date[24];      // ISO 8601, UTC; empty where it cannot be told
	bool has_text;
};

// Whether a text begins with a field of a mail's head.
bool mail_seems(struct str bytes);

// Reads a mail. Owned by the caller. False: memory ran out; mail_free() all the same.
bool mail_read(struct str bytes, struct mail *mail);
void mail_free(struct mail *mail);

// Gives the text of a mail, whose item was named, to the receiver.
bool mail_take(struct reading *r, struct str bytes, struct item *item);

#endif
