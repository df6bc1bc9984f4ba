// pointers.h: the attributes of TEI that point, and what stands in them

#ifndef STENOGRAM_POINTERS_H
#define STENOGRAM_POINTERS_H

#include <stdint.h>

#include "core/str.h"

// What a word without "#" may be in an attribute. A relative address is a pointer too, so that
// only some attributes, and only words without ".", "/" and ":", are doubted.
enum bare {
	BARE_FINE,  // an address of a file or a page
	BARE_KNOWN, // wrong if an id of that name exists
	BARE_WRONG, // nobody keeps a speaker in a file of his own
};

// An attribute that holds pointers (teidata.pointer of TEI P5, and teidata.word where ids are pointed at).
struct pointer {
	const char *name;
	enum bare bare;
};

#define POINTERS_MAX 128

extern const struct pointer pointers[]; // at most POINTERS_MAX
extern const size_t pointers_n;

#define POINTER_NONE UINT32_MAX

// The index of the attribute of a name, or POINTER_NONE.
uint32_t pointer_named(const char *name);

// What one word in such an attribute is.
enum pointer_kind {
	POINTER_LOCAL,    // "#deng"
	POINTER_FILE,     // "people.xml#deng", "../a.xml"
	POINTER_PREFIXED, // "psn:deng"; also what is no scheme of the network but looks like one
	POINTER_REMOTE,   // "https://…", "urn:…"
	POINTER_BARE,     // "deng"
};

enum pointer_kind pointer_kind(struct str word);

#endif
