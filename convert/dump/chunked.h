// chunked.h: bodies that a server sent in chunks (RFC 9112, 7.1)

#ifndef STENOGRAM_DUMP_CHUNKED_H
#define STENOGRAM_DUMP_CHUNKED_H

#include "core/str.h"

// Whether a body begins with a chunk. Crawlers that join the chunks often leave the header line that told of them.
bool chunked_seems(struct str body);

// Appends what is in the chunks to `out`; trailers are passed over. NULL, or the end of a sentence that says
// why it cannot be had as a whole; see also out->failed.
const char *chunked_join(struct str body, struct buf *out);

#endif
