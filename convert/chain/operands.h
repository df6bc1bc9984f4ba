// operands.h: the documents that a command names
//
// A folder stands for the XML in it; a list of names, separated by NUL, for those names. A document that is
// named again, in whatever way, is one document.

#ifndef STENOGRAM_OPERANDS_H
#define STENOGRAM_OPERANDS_H

#include "core/report.h"
#include "core/str.h"
#include "core/table.h"

// Zero is none.
struct operands {
	const char **items;
	size_t n, cap;
	struct {
		struct str *items; // absolute, without "." and ".."; of each item
		size_t n, cap;
	} paths;
	struct table known; // path to item
	size_t found;       // in folders, with those that were named before
	struct buf folder;  // the current one, once it was asked for
	struct arena arena;
};

// Adds a document. A folder is replaced by the files below it whose names end in .xml, .tei, .xml.gz or
// .tei.gz, sorted by bytes; hidden ones and links to folders are passed over. False: reported (a folder
// without any, or that cannot be read).
bool operands_add(struct operands *o, const char *path, struct reporter *reporter);

// Adds the names in a file ("-": standard input), each with a NUL behind it as `git diff -z` and `find -print0`
// write them. There may be none. False: reported.
bool operands_add_list(struct operands *o, const char *list, struct reporter *reporter);

void operands_free(struct operands *o);

#endif
