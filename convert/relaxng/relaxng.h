// relaxng.h: RELAX NG validation, for any program
//
// A schema is compiled once and then checks any number of documents, by several threads if need be. A
// program that has a document as bytes calls relaxng_check(); one that reads it anyway hands on its
// events (core/xml.h) and learns of each mistake when it is found. docs/relaxng_example.c is a program
// of 30 lines; docs/relaxng.md tells how it works and what it costs.

#ifndef STENOGRAM_RELAXNG_H
#define STENOGRAM_RELAXNG_H

#include "core/report.h"
#include "core/xml.h"
#include "relaxng/follow.h"

struct relaxng;
struct relaxng_run;

// Compiles the schema in a local file, in the XML syntax or (".rnc") in the compact one. NULL: what is
// wrong was reported as fatal, with its place and the section of the specification.
struct relaxng *relaxng_read(const char *path, struct reporter *reporter);

// Checks one document and reports what is wrong with it, in the order of the document. `name` is what
// reports call it. True: it is well-formed and valid.
bool relaxng_check(struct relaxng *schema, struct str xml, const char *name,
                   struct reporter *reporter);

void relaxng_free(struct relaxng *schema);

// Begins a document whose events come from elsewhere; the names in them are interned in `dict`. What is
// borrowed must live until relaxng_end(). NULL: no memory.
struct relaxng_run *relaxng_begin(struct relaxng *schema, struct xml_text *text,
                                  struct _xmlDict *dict, const struct follow_listener *listener);

// The one that follows the events: follow_start(), follow_text(), follow_end().
struct follower *relaxng_follower(struct relaxng_run *run);

// Ends it. Unless `complete`, what is only known at the end of a document is not asked for. False: memory
// ran out.
bool relaxng_end(struct relaxng_run *run, bool complete);

#endif
