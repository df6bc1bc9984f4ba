// language.h: language tags and the names of languages

#ifndef STENOGRAM_LANGUAGE_H
#define STENOGRAM_LANGUAGE_H

#include "core/str.h"

// Whether a tag has the form of BCP 47: a language of two or three letters, then parts.
bool language_is_good(struct str tag);

// The name of a language in English, or the tag itself.
struct str language_name(struct str tag);

#endif
