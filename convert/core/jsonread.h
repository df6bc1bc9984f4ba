// jsonread.h: members of JSON objects, read

#ifndef STENOGRAM_JSONREAD_H
#define STENOGRAM_JSONREAD_H

#include "core/str.h"

struct json_t;

// The string that a member is, a view of the object; empty where it is none.
struct str jsonread_string(const struct json_t *object, const char *key);

// The number from 0 on that a member is; 0 where it is none.
size_t jsonread_count(const struct json_t *object, const char *key);

#endif
