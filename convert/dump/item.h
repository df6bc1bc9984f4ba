// item.h: a document as it comes out of a dump, and who takes it
//
// Whoever reads a folder, an archive or a list of lines gives its documents one after the other to one
// receiver. Nothing of an item is kept after the call returns, so that a dump of any size passes through.

#ifndef STENOGRAM_DUMP_ITEM_H
#define STENOGRAM_DUMP_ITEM_H

#include <stdbool.h>
#include <stdint.h>

#include "core/report.h"
#include "core/str.h"

// Views are of whoever reads the dump. What is not known is empty.
struct item {
	// Its path in the dump, without "./" before it, as the carrier spells it, in whatever encoding;
	// behind that of the archive which it lies in, where that is itself part of a dump: "1960/inner.zip/talk.txt".
	// Never empty. For what was captured from the web and for lines: its address, its id.
	struct str path;
	struct str content;
	struct str uri;      // where it was captured from
	struct str captured; // when: ISO 8601, UTC
	struct str
		charset; // what the server, the mail or the like says that the content is encoded in
	struct str type; // likewise: "text/html"
	// What belongs to the carrier.
	struct str carrier; // the file that was named to us, or that was found in a folder that was
	uint64_t offset;    // in that file, of a record of WARC or a line; else 0
	bool has_offset;
	struct str modified; // the time that the carrier gives the file: ISO 8601, UTC
};

struct receiver {
	// An item whose content is not known yet. Called once for each item, in the order of the dump,
	// before take() or fail(). False: nobody wants its content, which is passed over, and neither is called.
	bool (*name)(void *context, const struct item *item);
	// The item that was named, with its content. False: read no more.
	bool (*take)(void *context, const struct item *item);
	// The item that was named cannot be had as a whole: it is damaged, encrypted, beyond a limit. `why` is
	// a sentence's end for a scholar, "the archive ends in the middle of it". Also for a whole
	// archive or file that cannot be read to its end, which is then named by its path. False: read no more.
	bool (*fail)(void *context, const struct item *item, const char *why);
	// What the dump has but is no document, to be counted; no failure, and not named before. May be NULL.
	// `kind` is a word, `detail` what it says more: "redirect" and "301"; "type" and "image/png" (warc.h has a list).
	void (*pass)(void *context, const struct item *item, const char *kind, struct str detail);
	// How many bytes of what was named to us are read, before an item is named. May be NULL.
	void (*reach)(void *context, uint64_t bytes);
	void *context;
};

#endif
