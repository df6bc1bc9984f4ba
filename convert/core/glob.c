// glob.c: file names by pattern

#include "core/glob.h"

#include "core/unicode.h"

// How long the pattern of one character at `at` is; 0: a "[" without its "]" (it means itself).
static size_t class_length(struct str p, size_t at)
{
	size_t end = at + 1;
	end += end < p.n && p.s[end] == '!';
	end++; // the first may be "]" itself
	while (end < p.n && p.s[end] != ']')
		end++;
	return end < p.n ? end + 1 - at : 0;
}

static bool class_fits(struct str class, char c)
{
	bool negated = class.n && class.s[0] == '!', found = false;
	for (size_t i = negated; i < class.n; i++) {
		bool range = i + 2 < class.n && class.s[i + 1] == '-';
		unsigned char low = (unsigned char)class.s[i],
			      high = (unsigned char)class.s[range ? i + 2 : i];
		found |= (unsigned char)c >= low && (unsigned char)c <= high;
		i += range ? 2 : 0;
	}
	return found != negated && c != '/';
}

// One step without stars: how far pattern and path go on. False: they do not fit.
static bool step(struct str p, size_t *in_pattern, struct str s, size_t *in_path)
{
	size_t at = *in_pattern;
	if (at >= p.n || *in_path >= s.n)
		return false;
	size_t class = p.s[at] == '[' ? class_length(p, at) : 0;
	if (class) {
		if (!class_fits(str_from_to(p, at + 1, at + class - 1), s.s[*in_path]))
			return false;
		*in_pattern += class;
		(*in_path)++;
		return true;
	}
	if (p.s[at] == '?') {
		if (s.s[*in_path] == '/')
			return false;
		utf8_next(s, in_path);
	} else if (p.s[at] == s.s[(*in_path)]) {
		(*in_path)++;
	} else {
		return false;
	}
	(*in_pattern)++;
	return true;
}

// Where to go on when what follows a star did not fit: the star takes one byte more.
struct star {
	size_t in_pattern, in_path;
	bool set;
	bool folders; // it takes whole folders
};

// The last "*" is tried first, then the last "**" before it: the ones before those need not be tried again.
static bool fits(struct str p, struct str s)
{
	struct star shallow = {0}, deep = {0};
	size_t i = 0, k = 0;
	while (k < s.n || i < p.n) {
		if (i < p.n && p.s[i] == '*') {
			bool is_deep = i + 1 < p.n && p.s[i + 1] == '*';
			i += is_deep ? 2 : 1;
			bool folders = is_deep && i < p.n && p.s[i] == '/' &&
			               (k == 0 || s.s[k - 1] == '/');
			i += folders;
			*(is_deep ? &deep : &shallow) = (struct star){i, k, true, folders};
			shallow.set = shallow.set && !is_deep;
			continue;
		}
		if (step(p, &i, s, &k))
			continue;
		if (shallow.set && shallow.in_path < s.n && s.s[shallow.in_path] != '/') {
			k = ++shallow.in_path;
			i = shallow.in_pattern;
			continue;
		}
		if (!deep.set || deep.in_path >= s.n)
			return false;
		shallow.set = false;
		do
			deep.in_path++;
		while (deep.folders && deep.in_path < s.n && s.s[deep.in_path - 1] != '/');
		k = deep.in_path;
		i = deep.in_pattern;
	}
	return true;
}

bool glob_fits(struct str pattern, struct str path)
{
	if (str_find_char(pattern, '/') == pattern.n)
		for (size_t i = path.n; i > 0; i--)
			if (path.s[i - 1] == '/')
				return fits(pattern, str_after(path, i));
	return fits(str_starts(pattern, STR("/")) ? str_after(pattern, 1) : pattern, path);
}
