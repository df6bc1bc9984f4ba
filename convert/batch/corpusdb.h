// corpusdb.h: documents, people and speeches in one SQLite file, where people ask questions
//
// teicorpusdb(5) tells the tables to those who ask, with examples. A document that is put again takes the place of
// what was there, so that a run may be repeated; what was committed stays, whatever ends the run.

#ifndef STENOGRAM_BATCH_CORPUSDB_H
#define STENOGRAM_BATCH_CORPUSDB_H

#include "batch/record.h"

struct corpusdb;

// Opens the database, or makes one. NULL: reported, also that it is another kind of database.
struct corpusdb *corpusdb_open(const char *path, struct reporter *reporter);

// Whether it has the document as this content and these settings gave it.
bool corpusdb_has(struct corpusdb *db, struct str id, const struct checksum *sum,
                  struct str settings);

// Appends what the database has to know of a document, in a worker: its record and the rows of
// xslt/database/rows.xsl, which are empty where there is no TEI.
void corpusdb_gather(struct buf *out, const struct record *record, struct str rows);

// Puts in what was gathered; it is there after corpusdb_commit() at the latest. False: reported.
bool corpusdb_put(struct corpusdb *db, struct str gathered, struct reporter *reporter);

// Makes sure of what was put. False: reported.
bool corpusdb_commit(struct corpusdb *db, struct reporter *reporter);

// What was not committed is dropped. NULL is allowed.
void corpusdb_close(struct corpusdb *db);

#endif
