// datefix.h: dates that are not written as the schema asks

#ifndef STENOGRAM_DATEFIX_H
#define STENOGRAM_DATEFIX_H

#include "core/xml.h"
#include "validate/findings.h"

// Keeps an edit for each attribute of a date that the schema refuses, where year, month and day are plain:
// 1960-9-7, 1960/09/07, 1960.9.7, 19600907.
void datefix_findings(struct findings *f, const struct xml_text *text);

#endif
