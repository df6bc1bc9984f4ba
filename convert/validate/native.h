// native.h: our own RelaxNG as an engine

#ifndef STENOGRAM_NATIVE_H
#define STENOGRAM_NATIVE_H

#include "validate/engine.h"

extern const struct engine engine_native;

#endif
