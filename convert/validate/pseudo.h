// pseudo.h: attributes as processing instructions write them: href="a.rng" type="application/xml"

#ifndef STENOGRAM_PSEUDO_H
#define STENOGRAM_PSEUDO_H

#include "core/str.h"

// The value of key="…" in the data of a processing instruction; else empty.
struct str pseudo_attribute(struct str data, struct str key);

#endif
