// sandbox.h: what a process that reads hostile documents may do
//
// A second wall, for faults that nobody knows of: the stages themselves neither open what a document names nor
// start programs.

#ifndef STENOGRAM_BATCH_SANDBOX_H
#define STENOGRAM_BATCH_SANDBOX_H

#include <stdbool.h>
#include <stddef.h>

// From here on this process reads files anywhere, writes below the n folders alone, has no network
// and starts no program; and has so many bytes of memory more than now (0: as much as there is). What
// the kernel cannot do (this of Landlock is from Linux 5.19 on, seccomp filters from 3.5) is left out: false then.
bool sandbox_enter(const char *const *folders, size_t n, size_t memory);

#endif
