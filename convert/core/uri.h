// uri.h: addresses

#ifndef STENOGRAM_URI_H
#define STENOGRAM_URI_H

#include "core/str.h"

// Appends what a URI stands for as a path: "%20" is a blank. What is no such escape stays.
void uri_decode(struct buf *out, struct str uri);

// Appends a path as a relative reference: all but letters, digits and "-._~/" as %XX.
void uri_encode(struct buf *out, struct str path);

// Without "file://" or "file:" at the beginning.
struct str uri_without_file(struct str uri);

// The part up to the last "/", with it; empty when there is none.
struct str uri_folder(struct str path);

// The part behind the last "/".
struct str uri_base(struct str path);

// Appends a path, seen from an absolute folder, as an absolute one without "." and "..". It is only written
// so: links are not followed.
void uri_put_path(struct buf *out, struct str folder, struct str path);

#endif
