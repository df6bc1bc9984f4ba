// pseudo.c: attributes as processing instructions write them

#include "validate/pseudo.h"

struct str pseudo_attribute(struct str data, struct str key)
{
	for (size_t at; (at = str_find(data, key)) < data.n; data = str_after(data, at + key.n)) {
		bool begins = at == 0 || ascii_is_space(data.s[at - 1]);
		struct str rest = str_trim_left(str_after(data, at + key.n));
		if (!begins || rest.n == 0 || rest.s[0] != '=')
			continue;
		rest = str_trim_left(str_after(rest, 1));
		if (rest.n == 0 || (rest.s[0] != '"' && rest.s[0] != '\''))
			break;
		struct str value = str_after(rest, 1);
		return str_from_to(value, 0, str_find_char(value, rest.s[0]));
	}
	return (struct str){0};
}
