// habits.h: names that people bring along from other vocabularies
//
// Whoever writes <br> means a line break, also where the schema calls it otherwise. A habit is only told
// where the schema has no such name and has one of those that it stands for.

#ifndef STENOGRAM_HABITS_H
#define STENOGRAM_HABITS_H

#include "relaxng/nameclass.h"

// The symbol of the element of the schema that the name probably means, or 0. `uri` is the namespace to
// look in.
symbol habit_of_element(const struct symbols *symbols, struct str uri, struct str local);

// Whether an attribute of the schema is what the name may mean.
bool habit_is_attribute(const struct symbols *symbols, struct str local, symbol attribute);

#endif
