// config.h: what a project says of how its documents are checked (stenogram.conf)
//
// The file is found upwards from each document: the nearest one holds. It has lines "key = value", first
// those for all documents, then sections of glob patterns, relative to its folder; later lines change
// what earlier ones said:
//
//     schema = schemas/dracor.rng
//     rules = -text-nfc, date-order=warning
//
//     [sessions/*.xml]
//     schema = parla-clarin.rng, house.rng
//
//     [drafts/**]
//     check = no

#ifndef STENOGRAM_CONFIG_H
#define STENOGRAM_CONFIG_H

#include "core/report.h"
#include "validate/ruleset.h"

#define CONFIG_NAME "stenogram.conf"

// How one document is checked. Documents that are checked alike have the same one.
struct settings {
	const char *const *schemas; // names or paths; none: the document's own, or the default one
	size_t n_schemas;
	struct ruleset rules;
	bool checked;       // false: it is passed over
	const char *config; // the file that says so, NULL: none
};

// What the command line says, which is stronger. All of it is borrowed.
struct config_overrides {
	const char *const *schemas; // instead of those of the file
	size_t n_schemas;
	const char *const *rules; // lists as --rules takes them, each on top of what was said
	size_t n_rules;
	const char *file; // this one for all documents, NULL: the nearest
	bool none;        // no file at all
};

struct configs;

// NULL: no memory. The overrides are borrowed until configs_free(), which frees all settings.
struct configs *configs_new(const struct config_overrides *overrides);

// The settings of a document, by its path ("-" has those that hold for all documents of the current
// folder). Each file is read once. NULL: reported as fatal, at the line of the file that is wrong.
const struct settings *configs_of(struct configs *c, const char *path, struct reporter *reporter);

// Appends settings, in the form of the file.
void config_put(struct buf *out, const struct settings *settings);

// Appends what was found for a document: a section of the file that is for this document alone.
void config_print(struct buf *out, const char *path, const struct settings *settings);

void configs_free(struct configs *c);

#endif
