// timelimit.h: how much of the processor's time a process may spend on one document
//
// budget.h looks at the clock whenever a transformation takes memory. A step that takes none and never
// ends cannot be ended from within: the process is, by SIGXCPU.

#ifndef STENOGRAM_TIMELIMIT_H
#define STENOGRAM_TIMELIMIT_H

#include <stddef.h>

// For a process that nobody waits for: when the time is over it says so in the name of the program, and
// ends with status 2. One that was forked later, and one without this, ends by the signal, which its
// parent can tell of.
void timelimit_watch(const char *program);

// From here on this process has so much time: what a transformation of so many bytes is allowed, and some
// more. To be called before each; the name of the document is for what is said.
void timelimit_allow(const char *file, size_t bytes);

#endif
