// schemarun.h: a document on its way through a schema
//
// Between the files of this folder alone.

#ifndef STENOGRAM_SCHEMATRON_SCHEMARUN_H
#define STENOGRAM_SCHEMATRON_SCHEMARUN_H

#include "schematron/schema.h"

struct schematron_run {
	const struct schematron *schema;
	struct doctree *tree;
	struct _xmlDict *names;
	struct xpath_run xpath;
	struct key_table *keys; // of those that were asked for
	unsigned char *met;     // nodes that a rule of the pattern took, a bit each
	size_t met_size;
	void (*found)(void *context, const struct schematron_finding *finding);
	void *context;
};

// The nodes of a key with a value, for xpath_run.
bool schema_find_key(void *run, struct str name, struct str value, struct seq *out);
void schema_keys_free(struct schematron_run *run);

void schema_free_tree(struct doctree *tree);

#endif
