// schematron.h: ISO Schematron, for any program
//
// A schema is compiled once and then checks any number of documents, whose events (core/xml.h) are handed
// on. It is a file of its own, or what a RELAX NG grammar carries in its annotations. Constraints are in
// XPath 1.0 with EXSLT, and in XPath 2.0 and 3.0 as far as xpath.h knows it; what is not understood is told
// when the schema is read, and counted. Nothing is ever read for a constraint but the document.
// Source: ISO/IEC 19757-3 (Schematron).

#ifndef STENOGRAM_SCHEMATRON_H
#define STENOGRAM_SCHEMATRON_H

#include "core/report.h"
#include "core/xml.h"

#define SCHEMATRON_NAMESPACE "http://purl.oclc.org/dsdl/schematron"
#define SCHEMATRON_1_5_NAMESPACE "http://www.ascc.net/xml/schematron"

struct _xmlDict;
struct schematron;
struct schematron_run;

struct schematron_options {
	const char *phase;         // NULL: the schema's own default
	enum severity unsupported; // how a constraint is told that cannot be checked
};

// Compiles the schema in a local file. NULL: reported as fatal.
struct schematron *schematron_read(const char *path, const struct schematron_options *options,
                                   struct reporter *reporter);

// Compiles what the grammar in a local file, in the XML syntax, and those that it includes carry. NULL: it
// carries nothing, or something is wrong, which is reported.
struct schematron *schematron_read_embedded(const char *path,
                                            const struct schematron_options *options,
                                            struct reporter *reporter);

// Whether a grammar, or what it includes, may carry constraints: a look at its bytes.
bool schematron_may_carry(const char *path);

void schematron_free(struct schematron *s);

// The path that it was read from, how many constraints the phase has, and how many of them cannot be checked.
const char *schematron_path(const struct schematron *s);
size_t schematron_constraints(const struct schematron *s);
size_t schematron_unchecked(const struct schematron *s);

// What a constraint says of a document.
struct schematron_finding {
	enum severity severity;
	const char *rule;      // an id; lives as long as the schema
	size_t at;             // offset: of the start tag, of a comment or processing instruction
	const char *attribute; // of that element, as written; NULL: it is about the element
	struct str message;    // valid during the call
};

// Begins a document. `names` interns the names of the events. NULL: no memory. Many documents may be
// followed under one schema at the same time.
struct schematron_run *schematron_begin(const struct schematron *s, struct _xmlDict *names);

// Follow the events of xml.h. False: no memory, or the document is too large, see schematron_is_beyond.
bool schematron_start(struct schematron_run *run, const struct xml_element *element);
bool schematron_text(struct schematron_run *run, struct str text);
bool schematron_end(struct schematron_run *run);

// A processing instruction, or with NULL as its target a comment.
bool schematron_aside(struct schematron_run *run, const char *target, struct str data, size_t at);

bool schematron_is_beyond(const struct schematron_run *run);

// Checks the document that was followed, and hands on what is found, in no order. False: no memory.
bool schematron_check(struct schematron_run *run,
                      void (*found)(void *context, const struct schematron_finding *finding),
                      void *context);

void schematron_run_free(struct schematron_run *run);

#endif
