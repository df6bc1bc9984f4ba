// rngload.h: a schema loaded into libxml2's RelaxNG, within a time
//
// Debian's libxml2 never ends loading some schemas that are in daily use (DraCor's, Parla-CLARIN's).
// It cannot be interrupted, so that it works in a thread of its own, which is left behind when the
// time is over.

#ifndef STENOGRAM_RNGLOAD_H
#define STENOGRAM_RNGLOAD_H

#include <libxml/relaxng.h>

#include "core/report.h"

// Loads `schema`, which it takes over (also on failure); includes are relative to doc->URL. `path`
// names it in reports. NULL: reported as fatal.
xmlRelaxNG *rngload(xmlDoc *schema, const char *path, unsigned seconds, struct reporter *reporter);

#endif
