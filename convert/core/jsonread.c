// jsonread.c: members of JSON objects, read

#include "core/jsonread.h"

#include <jansson.h>

struct str jsonread_string(const json_t *object, const char *key)
{
	const json_t *value = json_object_get(object, key);
	if (!json_is_string(value))
		return (struct str){0};
	return (struct str){json_string_value(value), json_string_length(value)};
}

size_t jsonread_count(const json_t *object, const char *key)
{
	json_int_t n = json_integer_value(json_object_get(object, key));
	return n > 0 ? (size_t)n : 0;
}
