// glob.h: file names by pattern

#ifndef STENOGRAM_GLOB_H
#define STENOGRAM_GLOB_H

#include "core/str.h"

// Whether a path fits a pattern: "?" is one character but "/", "*" any number of them, "**" of all
// characters, "**/" also nothing; "[abc]", "[a-z]" and "[!a]" are one of several, by bytes. A pattern
// without "/" is tried on the last part of the path. A path of n bytes and a pattern of m take n * m
// steps at most.
bool glob_fits(struct str pattern, struct str path);

#endif
