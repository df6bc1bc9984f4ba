// identity.h: what the documents of a dump are called, and where their results go
//
// A dump may call its documents anything: paths out of the folder, names that no other system takes, bytes
// in no encoding, two of one name. Here each has an id, which is readable and its own in the whole run, and
// a place for its results that every file system takes. Both follow from the names alone, in the order
// of the dump, so that shards and later runs find the same.

#ifndef STENOGRAM_BATCH_IDENTITY_H
#define STENOGRAM_BATCH_IDENTITY_H

#include "batch/hashes.h"

// Views of the table, until the next name is given; both NUL-terminated.
struct identity {
	// The path as valid UTF-8: bytes that are none, and control characters, as %XX; "~2" behind
	// the second of one path, and so on.
	struct str id;
	// Of the results below their folder, without an extension: "3fa/1960_talk", at most 170 bytes
	// behind the slash. The first three digits spread any number of results over 4,096 folders.
	struct str place;
	uint64_t hash; // of the id
};

// Zero is an empty table.
struct identities {
	struct hashes ids, places; // how often each was asked for
	struct buf id, place, key;
};

// Gives the next document, at this path in the dump, its name. False: memory ran out.
bool identities_give(struct identities *names, struct str path, struct identity *name);

// The shard, from 0 on, of so many, that a document of this name is in.
size_t identity_shard(const struct identity *name, size_t shards);

// A path without what is written behind it for what kind of source it is: ".txt", ".html".
struct str name_stem(struct str path);

void identities_free(struct identities *names);

#endif
