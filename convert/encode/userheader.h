// userheader.h: a user's own header, merged into ours (--header)
//
// A TEI file, a teiHeader, or one of its parts. What it has in fileDesc (titleStmt, sourceDesc …)
// takes the place of our part of the same name. Everything else is added behind ours: parts of
// encodingDesc and profileDesc, xenoData, revisionDesc. A person, organisation or category that it
// describes under the id of one of ours takes the place of that one. Blanks between elements are
// ours; comments and processing instructions are left out.

#ifndef STENOGRAM_USERHEADER_H
#define STENOGRAM_USERHEADER_H

#include "core/report.h"
#include "core/table.h"
#include "encode/tei.h"

struct user_part {
	struct str parent,
		name;   // "fileDesc", "titleStmt"; the parent is "teiHeader" for xenoData …
	struct str xml; // written as tei_raw wants it
};

struct user_header {
	struct {
		struct user_part *items;
		size_t n, cap;
	} parts;
	struct table ids;   // every xml:id
	struct arena arena; // owns all views
};

// Reads the file's bytes; empty bytes give an empty header. Reports (fatal: the document is not at
// fault) and returns false when they are no XML, no header, or not in TEI's namespace. Free with
// user_header_free anyway.
bool user_header_read(struct user_header *u, struct str bytes, const char *file,
                      struct reporter *reporter);

void user_header_free(struct user_header *u);

// Writes the parts of this parent and name, in their order; a NULL name stands for all. False when
// there are none.
bool user_header_put(const struct user_header *u, struct tei *w, const char *parent,
                     const char *name);

// Whether there are parts of this parent.
bool user_header_has(const struct user_header *u, const char *parent);

// Whether something in the user's header has this id.
bool user_header_describes(const struct user_header *u, struct str id);

#endif
