// nameclass.h: which names an element or an attribute of a schema may have, and names as numbers
//
// A schema speaks of finitely many names and namespaces, and can tell no others apart. So each name of
// a document is one of a few symbols: a name that the schema speaks of, any other name of a namespace
// that it speaks of, or any other. What follows (transitions, memory) is bounded by their number.

#ifndef STENOGRAM_NAMECLASS_H
#define STENOGRAM_NAMECLASS_H

#include <stdint.h>

#include "core/str.h"
#include "core/table.h"

enum name_class_kind { NAME_CLASS_NAME, NAME_CLASS_ANY, NAME_CLASS_NS, NAME_CLASS_CHOICE };

// RELAX NG, section 5. Immutable.
struct name_class {
	enum name_class_kind kind;
	uint32_t id;           // of NAME: equal ones of a grammar are one, numbered from 0
	struct str uri, local; // of NAME; of NS the uri
	const struct name_class *left,
		*right; // of CHOICE; of ANY and NS, left is what is excepted, or NULL
};

typedef uint32_t symbol;

// The name that a symbol stands for. Of "any other name" the local part is empty, of "any other
// namespace" the uri is not known either.
struct symbol_name {
	uint32_t id; // of NAME: equal ones of a grammar are one, numbered from 0
	struct str uri, local;
	bool open_uri; // any other namespace
};

struct symbols {
	struct symbol_name *items; // item 0 is any other name of any other namespace
	size_t n, cap;
	struct table table;
	struct arena arena;
};

bool symbols_init(struct symbols *s); // false: no memory

// Makes every name and namespace of a name class a symbol. False: no memory.
bool symbols_add(struct symbols *s, const struct name_class *names);

// The symbol of a name.
symbol symbols_find(const struct symbols *s, struct str uri, struct str local);

void symbols_free(struct symbols *s);

bool name_class_has(const struct name_class *c, const struct symbol_name *name);

// Whether some name is in both (RELAX NG, section 7.3 and 7.4). False means that none is.
bool name_class_overlap(const struct name_class *a, const struct name_class *b);

// Whether it stands for infinitely many names.
bool name_class_is_open(const struct name_class *c);

#endif
