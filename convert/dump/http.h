// http.h: the answer of a web server, and what was in it
//
// HTTP/1.1 as RFC 9112 has it, read leniently: archives hold what servers really sent, and also what crawlers
// unpacked and left the header lines of.

#ifndef STENOGRAM_DUMP_HTTP_H
#define STENOGRAM_DUMP_HTTP_H

#include "dump/fields.h"

// Zero is empty. Free with http_free.
struct http {
	unsigned status; // 200
	struct fields fields;
	struct str sent; // the body as it was sent; a view of the message
	bool whole;      // the header ends in an empty line
};

// Whether a message begins with a status line.
bool http_seems(struct str message);

// Reads the status line and the header anew; interim answers (100, 103) are passed over. False: it is no answer of
// HTTP, or memory ran out (fields.failed).
bool http_read(struct http *h, struct str message);

void http_free(struct http *h);

// The content that a body carries.
struct http_content {
	struct str content;   // a view of the body or of what is below
	struct str dechunked; // the same before it was unpacked
	struct buf chunks, own, spare;
	size_t unpacked; // bytes that came out of compressed ones
};

// Undoes Transfer-Encoding (chunked) and Content-Encoding (gzip, deflate), up to `max` bytes, and compares the length with
// Content-Length: more than it says is kept. NULL, or the end of a sentence that says why the content cannot be had, which
// `why` owns; *c has to be freed all the same. Memory ran out where one of its buffers failed.
const char *http_content(const struct http *h, size_t max, struct http_content *c, struct buf *why);

void http_content_free(struct http_content *c);

#endif
