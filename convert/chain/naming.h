// naming.h: what the results of many documents are called
//
// A document at talks/1960/first.xml.gz, beside others below talks/, has the name "1960/first": its
// path below the folder that all have in common, without what says that it is TEI.

#ifndef STENOGRAM_NAMING_H
#define STENOGRAM_NAMING_H

#include "core/report.h"
#include "core/str.h"

// Zero is none.
struct naming {
	struct str *items; // a name for each document, NUL-terminated
	size_t n;
	struct arena arena;
};

// Names the n documents ("-": "standard-input"). False: reported (memory).
bool naming_find(struct naming *names, const char *const *files, size_t n,
                 struct reporter *reporter);

// Whether each result has a place of its own in the folder, with this extension, and none would
// replace a document that is read. False: each that has not is reported.
bool naming_check(const struct naming *names, const char *const *files, const char *folder,
                  struct str extension, struct reporter *reporter);

// Whether `path`, where the one result goes, is none of the n documents, by whatever name. False: the
// document is reported.
bool naming_is_apart(const char *const *files, size_t n, const char *path,
                     struct reporter *reporter);

// The path of a result, NUL-terminated; *path is cleared first.
void naming_path(const struct naming *names, size_t i, const char *folder, struct str extension,
                 struct buf *path);

void naming_free(struct naming *names);

#endif
