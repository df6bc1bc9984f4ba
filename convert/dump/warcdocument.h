// warcdocument.h: what is in a record of WARC, and whether it is a document

#ifndef STENOGRAM_DUMP_WARCDOCUMENT_H
#define STENOGRAM_DUMP_WARCDOCUMENT_H

#include "dump/http.h"
#include "dump/warcrecord.h"

enum warc_verdict {
	WARC_IGNORED,  // notes on a document: request, metadata, warcinfo
	WARC_PASSED,   // no document: `kind` and `detail`
	WARC_DOCUMENT, // `content` or `fault`
};

// Zero before the first. Free with warc_document_free. Views of the record and of what is in here.
struct warc_document {
	enum warc_verdict verdict;
	const char *kind; // as in item.h
	struct buf detail;
	struct str content, type, charset;
	const char *fault; // NULL, or the end of a sentence that says why it cannot be had
	size_t unpacked;   // bytes that came out of compressed ones
	struct http http;
	struct http_content body;
	struct buf why;
};

// Why a document that is larger than the limit cannot be had.
extern const char warc_too_large[];

// Looks into a record whose content is not there as a whole because of `fault` (NULL: it is). False: memory ran out.
bool warc_document_read(struct warc_document *d, const struct warc_record *r, struct str uri,
                        const char *fault, size_t max);

void warc_document_free(struct warc_document *d);

#endif
