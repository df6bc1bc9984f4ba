// matching.h: whether a value is what a pattern wants

#ifndef STENOGRAM_MATCHING_H
#define STENOGRAM_MATCHING_H

#include "relaxng/machine.h"

// Whether `value` is all that the content or value `p` may be. `context` for prefixes, or NULL.
bool machine_matches(struct machine *m, const struct pattern *p, struct str value,
                     const struct datatype_context *context);

// What may follow, of AFTERs whose left the value is.
const struct pattern *derive_value(struct machine *m, const struct pattern *p, struct str value,
                                   const struct datatype_context *context);

#endif
