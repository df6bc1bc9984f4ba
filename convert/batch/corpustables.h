// corpustables.h: the tables of the database

#ifndef STENOGRAM_BATCH_CORPUSTABLES_H
#define STENOGRAM_BATCH_CORPUSTABLES_H

// What tells the database from others: "Sten", and which version of the tables it has.
#define CORPUS_APPLICATION 0x5374656e
#define CORPUS_VERSION 1

// The script that makes them. Full text is asked of `speeches_fts`, whose rowid is that of speeches: words
// in any case and with or without diacritics; in scripts that put no blanks between words each character is
// a word, so that a phrase finds any part of the text.
extern const char corpus_tables[];

#endif
