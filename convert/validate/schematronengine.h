// schematronengine.h: Schematron as an engine

#ifndef STENOGRAM_SCHEMATRONENGINE_H
#define STENOGRAM_SCHEMATRONENGINE_H

#include "validate/engine.h"

// Its schemas come from schematron_read() and schematron_read_embedded(); it compiles none itself.
extern const struct engine engine_schematron;

#endif
