// suffixes.h: what the end of a file's name says about it

#ifndef STENOGRAM_DUMP_SUFFIXES_H
#define STENOGRAM_DUMP_SUFFIXES_H

#include <stdbool.h>

#include "core/str.h"

// What a name promises. A document is one without being looked into, so that nobody has to open what is not wanted;
// all others are looked into. What is to be an archive and begins as none is damaged.
enum promise {
	PROMISE_NOTHING,
	PROMISE_DOCUMENT,
	PROMISE_ARCHIVE,
	PROMISE_CPIO, // whose oldest form hardly says so itself
	PROMISE_LINES,
	PROMISE_MBOX,
	PROMISE_MAIL,
};

struct suffixes {
	struct str stem; // the path without what compressions add: "a/talk.txt" of "a/talk.txt.gz"
	struct str
		folder; // the last part of the path without any of this: "dump" of "a/dump.tar.gz"
	enum promise promise; // of the stem
	bool packed;          // there was such a thing
};

struct suffixes suffixes_of(struct str path);

#endif
