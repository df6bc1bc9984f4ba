// uri.h: addresses

#ifndef STENOGRAM_URI_H
#define STENOGRAM_URI_H

#include "core/str.h"

// Appends what a URI stands for as a path: "%20" is a blank. What is no such escape stays.
void uri_decode(struct buf *out, struct str uri);

#endif
