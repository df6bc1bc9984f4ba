// datafile.h: where profiles, schemas and stylesheets are found
//
// The installed data directory has the same shape as the repository. A name with a slash is a path.
// Any other name is looked for in each directory of $TEIPATH (separated by colons), else beside the
// running program (the source tree it was built in, or ../share/stenogram), else in the compiled
// DATADIR; the first place that has it wins.

#ifndef STENOGRAM_DATAFILE_H
#define STENOGRAM_DATAFILE_H

#include "report.h"
#include "str.h"

// Puts the path of `name` with `suffix` in the folder `folder` (e.g. "convert/profiles", "play",
// ".profile") into `path`, NUL-terminated. Reports the places tried and returns false on a miss.
bool datafile_find(struct buf *path, const char *folder, const char *name, const char *suffix,
                   struct reporter *reporter);

// Calls on_name(context, name) for each file of `folder` that ends in `suffix`, without the suffix,
// in the order of bytes and each name once, over all the places that datafile_find searches.
// False when the folder is in none of them (reported) or memory ran out.
bool datafile_list(const char *folder, const char *suffix,
                   bool (*on_name)(void *context, const char *name), void *context,
                   struct reporter *reporter);

#endif
