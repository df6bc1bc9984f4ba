// mailcoding.h: what mails wrap their parts in

#ifndef STENOGRAM_DUMP_MAILCODING_H
#define STENOGRAM_DUMP_MAILCODING_H

#include "core/str.h"

// Appends the body of a part by its Content-Transfer-Encoding (RFC 2045, 6): quoted-printable, base64, else as it
// is. What is written wrongly stays as it is, or is passed over as the RFC asks.
void mail_decode(struct str coding, struct str body, struct buf *out);

// A date of RFC 5322, "Tue, 5 Mar 2004 10:11:12 +0100", as ISO 8601, UTC; empty where it is none.
void mail_date(struct str date, char to[static 24]);

#endif
