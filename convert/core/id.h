// id.h: names as XML ids

#ifndef STENOGRAM_ID_H
#define STENOGRAM_ID_H

#include "core/translit.h"

// Appends an XML id made from a name: lower-case ASCII after folding and transliteration, words
// joined by "-", apostrophes dropped, matching ^[a-z]([-_a-z0-9]*[a-z0-9])?$ (DraCor's rule; see
// unicode_is_id). "Il'ichev" gives ilichev, "Peng Zhen" peng-zhen, "Хрущёв" khrushchev, "唐鳳" tang-feng.
// What has no transliteration gives its code points: the kanji of a Japanese name ("大谷さん"
// u5927-u8c37-san), letters of scripts that nobody has rules for. A name without letters gives "x".
// False when memory ran out. The name is valid UTF-8.
bool id_from_name(struct translit *t, struct buf *out, struct str name);

#endif
