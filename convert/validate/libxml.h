// libxml.h: libxml2's RelaxNG as an engine
//
// A second opinion, and the only one until the native engine is there. Its limits: schemas on which
// its loading takes seconds or never ends, time exponential in the attributes of one element, the
// first error of an element only, and depth.

#ifndef STENOGRAM_LIBXML_H
#define STENOGRAM_LIBXML_H

#include "validate/engine.h"

extern const struct engine engine_libxml; // "libxml2"

#endif
