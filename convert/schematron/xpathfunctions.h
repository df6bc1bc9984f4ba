// xpathfunctions.h: the functions that expressions may call

#ifndef STENOGRAM_XPATHFUNCTIONS_H
#define STENOGRAM_XPATHFUNCTIONS_H

#include "schematron/xpathrun.h"

enum xpath_library {
	LIBRARY_CORE,  // without prefix, or fn:
	LIBRARY_TYPES, // xs:
	LIBRARY_COMMON,
	LIBRARY_MATH,
	LIBRARY_SETS,
	LIBRARY_STRINGS,
	LIBRARY_DATES,
	LIBRARY_NONE,
};

// The arguments are evaluated; `out` is empty. False: run->why says why it could not be done.
struct xpath_function {
	const char *name;
	enum xpath_library library;
	unsigned min, max; // how many arguments
	bool is_boolean;   // it never gives a number
	bool is_later;     // it came with XPath 2.0
	bool (*call)(struct xpath_run *run, const struct xpath_node *node,
	             const struct xpath_focus *focus, struct seq *args, size_t n, struct seq *out);
};

enum { ARGUMENTS_MAX = 32 };

// The library of a namespace; an empty one is that of the functions without prefix.
enum xpath_library xpath_library_of(struct str uri);

// A function by its name. NULL: there is none.
const struct xpath_function *xpath_function_find(enum xpath_library library, struct str name);

// Why there is none of this name, in words.
void xpath_function_missing(struct str name, struct buf *why);

// What every function gets, and what keeps compilers content where it does not look at all of it.
#define CALL \
	struct xpath_run *run, const struct xpath_node *node, const struct xpath_focus *focus, \
		struct seq *args, size_t n, struct seq *out
#define UNUSED (void)run, (void)node, (void)focus, (void)args, (void)n, (void)out

// Adds a text that was composed, and frees it.
bool xpath_give(struct xpath_run *run, struct buf *text, struct seq *out);

// The nodes or texts of a sequence that differ from those before them; `nodes` keeps nodes as they are.
bool xpath_distinct(struct xpath_run *run, const struct seq *of, bool nodes, struct seq *out);

// The tables of the libraries, in three files.
extern const struct xpath_function xpath_functions_core[], xpath_functions_strings[],
	xpath_functions_exslt[];

#endif
