// header.h: the teiHeader, what the document is and how it came to be

#ifndef STENOGRAM_HEADER_H
#define STENOGRAM_HEADER_H

#include "encode/encode.h"
#include "encode/survey.h"
#include "encode/tei.h"
#include "encode/userheader.h"

struct header {
	const struct survey *survey;
	const struct user_header *user;
	struct str lang;                // of the transcript; empty when it is not known
	const struct setting *settings; // of the divisions that have a date
	size_t settings_n;
	const struct provenance *provenance; // NULL: nothing is known
};

// Writes the teiHeader.
void header_write(struct tei *w, const struct header *h);

// Writes its fileDesc: titles, those responsible, publication, source.
void header_file(struct tei *w, const struct header *h);

// Writes its particDesc, unless nobody takes part: organisations and people.
void header_participants(struct tei *w, const struct header *h);

#endif
