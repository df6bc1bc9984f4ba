// langtag.h: tags of languages, as in xml:lang (BCP 47, RFC 5646)

#ifndef STENOGRAM_LANGTAG_H
#define STENOGRAM_LANGTAG_H

#include "core/str.h"

// What is wrong with a tag, in words that complete "xml:lang="x" is no tag of a language: …"; NULL: it is
// well-formed by section 2.1 (irregular tags such as "i-klingon" included). A language of five to eight
// letters, which the grammar allows and no registry has, is taken for a name ("german").
const char *langtag_fault(struct str tag);

#endif
