// engine.h: what it takes to check documents against a schema
//
// An engine compiles a schema once and then follows any number of documents, one event after the
// other, in a single reading. It tells what it finds by offset; whoever reads the document turns
// offsets into lines.

#ifndef STENOGRAM_ENGINE_H
#define STENOGRAM_ENGINE_H

#include "core/report.h"
#include "core/xml.h"
#include "validate/findings.h"

struct engine {
	const char *name; // as --engine gives it
	bool compact;     // it reads the compact syntax, too

	// Compiles the schema in a local file. A schema that cannot be used is reported as fatal,
	// with its own line where that is known, and gives NULL.
	void *(*compile)(const char *path, struct reporter *reporter);
	void (*free_schema)(void *schema);

	// Begins a document. `text`, `names` (the dictionary that interns the names of all events) and
	// `findings` are borrowed until finish. NULL: no memory. Many documents may run under one
	// schema at the same time.
	// `verbose` asks for all that was expected where something is wrong.
	void *(*begin)(const void *schema, struct xml_text *text, struct _xmlDict *names,
	               bool verbose, struct findings *findings);

	// Follow the events of xml.h. False: this run can go no further and has said why in its
	// findings (as fatal); it gets no more events but finish.
	bool (*start)(void *run, const struct xml_element *element);
	bool (*text)(void *run, struct str text, size_t at);
	bool (*end)(void *run, size_t at);

	// A processing instruction, or with NULL as its target a comment. NULL: it does not matter to
	// this engine.
	bool (*aside)(void *run, const char *target, struct str data, size_t at);

	// Ends the run and frees it. Unless `complete` the document was not read to its end, and what
	// may follow from that alone is not found. A document is valid when no error was found.
	void (*finish)(void *run, bool complete);
};

#endif
