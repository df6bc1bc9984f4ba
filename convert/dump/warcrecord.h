// warcrecord.h: the records of a WARC file one after the other, found again behind what is damaged

#ifndef STENOGRAM_DUMP_WARCRECORD_H
#define STENOGRAM_DUMP_WARCRECORD_H

#include "dump/fields.h"
#include "dump/warcstream.h"

enum {
	WARC_HEADER_MAX = 1024 * 1024, // bytes of a record's header, and of that of HTTP in it
};

enum warc_find {
	WARC_RECORD,  // its header was read
	WARC_STRANGE, // bytes that are no record were passed over: `passed`
	WARC_BROKEN,  // compressed data are damaged here; reading can go on
	WARC_NO_MORE, // see warcstream_end
};

// Zero before the first. Free with warc_record_free.
struct warc_record {
	struct fields fields;
	uint64_t offset; // in the file
	bool exact;      // reading could begin there
	uint64_t length; // of the content, as the header says
	bool has_length;
	struct str content; // what there is of it, up to the limit: a view until the next call
	bool large;         // there is more of it
	uint64_t passed;    // bytes that were no record
	struct buf why;
	size_t rest; // bytes to be passed over before the next record
};

// Finds the next record and reads its header. Memory: r->fields.failed.
enum warc_find warc_record_next(struct warc_record *r, struct warcstream *s);

// Sees to its content, up to `max` bytes. NULL, or the end of a sentence that says why it is not there as a
// whole, which r owns.
const char *warc_record_content(struct warc_record *r, struct warcstream *s, size_t max);

// Passes over it. What is behind a wrong length is looked for; false: what was passed over is not what
// the header says, of a record that was larger than `max`.
bool warc_record_pass(struct warc_record *r, struct warcstream *s);

void warc_record_free(struct warc_record *r);

#endif
