// configfile.h: a file stenogram.conf, read

#ifndef STENOGRAM_CONFIGFILE_H
#define STENOGRAM_CONFIGFILE_H

#include "core/report.h"
#include "core/str.h"

// Every key: X(NAME, "key", "what it says")
#define CONFIG_KEYS(X) \
	X(SCHEMA, "schema", "schemas, separated by commas") \
	X(RULES, "rules", "rules and their levels, as --rules takes them") \
	X(CHECK, "check", "yes or no: whether documents are checked at all")

enum config_key {
#define CONFIG_KEY_NAME(NAME, key, meaning) CONFIG_##NAME,
	CONFIG_KEYS(CONFIG_KEY_NAME)
#undef CONFIG_KEY_NAME
		CONFIG_KEY_COUNT
};

const char *config_key(enum config_key key);

struct configfile {
	char *path;
	struct str folder; // absolute, with "/" at its end; in the arena
	struct config_line {
		struct str globs; // of its section; empty: all documents
		enum config_key key;
		struct str value;
		size_t line;
	} * items;
	size_t n, cap;
	struct buf bytes;
	struct arena arena;
};

// Reads a file; keys, sections and "yes" are looked at, schemas and rules are not yet. `folder` is
// the absolute path of the folder that it lies in. False: reported as fatal, with its line;
// configfile_free() all the same.
bool configfile_read(struct configfile *f, const char *path, struct str folder,
                     struct reporter *reporter);

// Whether a line is for a document, by its path from the folder.
bool configfile_is_for(const struct config_line *line, struct str path);

void configfile_free(struct configfile *f);

#endif
