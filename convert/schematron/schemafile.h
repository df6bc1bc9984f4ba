// schemafile.h: the files of a schema, and what stands in them
//
// Files that are included are local, regular and named relative to the file that includes them.

#ifndef STENOGRAM_SCHEMATRON_SCHEMAFILE_H
#define STENOGRAM_SCHEMATRON_SCHEMAFILE_H

#include <libxml/tree.h>

#include "core/report.h"
#include "core/str.h"

struct schema_files {
	struct schema_file {
		char *path;
		xmlDoc *doc;
	} * items;
	size_t n, cap;
	struct reporter *reporter;
	bool broken; // something fatal was told
};

// The tree of a file, read once. NULL: told as fatal.
xmlDoc *schema_file(struct schema_files *files, const char *path);

// What an href in an element means: the outermost element of that file, or the one with the id behind "#".
// NULL: told as fatal.
xmlNode *schema_included(struct schema_files *files, const xmlNode *element, const char *href);

// The path of the file that a node stands in.
const char *schema_path_of(const struct schema_files *files, const xmlNode *node);

struct place schema_place_of(const struct schema_files *files, const xmlNode *node);

// Whether it is an element of Schematron, of this name unless that is NULL.
bool schema_is(const xmlNode *node, const char *name);

// An attribute without namespace; empty where there is none. In the arena.
struct str schema_attribute(const xmlNode *node, const char *name, struct arena *arena);
bool schema_has(const xmlNode *node, const char *name);

void schema_files_free(struct schema_files *files);

#endif
