// request.h: a document on its way to a worker, and what comes back

#ifndef STENOGRAM_BATCH_REQUEST_H
#define STENOGRAM_BATCH_REQUEST_H

#include "batch/identity.h"
#include "batch/record.h"
#include "dump/item.h"

// Views of whoever made it, or of the message.
struct request {
	struct item item;
	struct str id, place; // NUL-terminated
	struct str same_as; // the id of an earlier document with this content; empty: there is none
	struct checksum sum; // of the content
};

enum { REQUEST_PARTS = 13 };

// The parts of the message; `numbers` has to live as long as they do.
struct request_numbers {
	uint64_t offset;
	bool has_offset;
};
void request_parts(const struct request *r, struct request_numbers *numbers, struct str *parts);
void request_read(struct request *r, struct str message);

// What became of a document.
struct answer {
	enum outcome outcome;
	struct str line;    // of the manifest
	struct str rows;    // for the database
	struct str trouble; // why the run cannot go on: the disk is full
};

bool answer_put(struct buf *out, const struct answer *a);
void answer_read(struct answer *a, struct str message);

#endif
