// io.h: whole inputs in, whole outputs out
//
// Input is read to its end before a stage sees it: a stage works on one view. Output is held until
// it is complete: a file is replaced atomically (a temporary file beside it, then rename), so that
// nobody ever meets half a document.

#ifndef STENOGRAM_IO_H
#define STENOGRAM_IO_H

#include <signal.h>

#include "report.h"
#include "str.h"

// The most bytes one document may have after decompression.
#define INPUT_MAX ((size_t)2 << 30)

// Appends the whole of `path` ("-": standard input) to `out`, inflated if it begins with gzip's
// magic number, whatever its name; gzip members may follow each other. Reports and returns false
// for a file that cannot be read, a truncated or damaged gzip stream, one that inflates beyond
// `max` bytes, and lack of memory.
bool input_read(struct buf *out, const char *path, size_t max, struct reporter *reporter);

// A whole input that need not be in memory as a whole: a large file is mapped, and those pages of it
// that nobody looks at cost nothing. Others are read as by input_read.
struct input {
	struct str bytes;
	bool packed;     // they were compressed
	struct buf read; // owns them, unless they are mapped
	bool mapped;
};

// False: reported; input_close() all the same.
bool input_open(struct input *in, const char *path, size_t max, struct reporter *reporter);
void input_close(struct input *in);

// Whether a path leads to anything but a folder: a file, or what can be read like one.
bool input_is_there(const char *path);

// Gives back the memory of a part of mapped bytes; who looks at it again gets it from the file.
void input_pass(struct str part);

// Inflates `bytes` onto `out` if they are gzip, else copies them. As input_read.
bool input_inflate(struct buf *out, struct str bytes, const char *path, size_t max,
                   struct reporter *reporter);

// Writes the whole content to `path` (NULL or "-": standard output) and makes sure of it: a short
// write, a full disk and a failing close are reported and give false. A file keeps the permissions
// it had, or gets those of the umask; on failure what was there before is untouched. Of a link it is the
// file behind it that is replaced.
bool output_write(const char *path, struct str content, struct reporter *reporter);

// While a file is made that is to take another's place: who interrupts the program, or a limit on the size
// of files, must not leave a part of it behind. Begin and end come in pairs, in one thread.
struct output_hold {
	sigset_t usual;
	struct sigaction at_limit;
};
void output_hold_begin(struct output_hold *hold);
void output_hold_end(const struct output_hold *hold);

// Makes the folders on the way to a file. The path is as it was afterwards. False: reported.
bool output_folders(char *path, struct reporter *reporter);

// Writes all of it to a file descriptor. False: see errno.
bool output_put(int fd, struct str content);

// The same for what comes in pieces, to standard output.
bool output_print(const struct str *pieces, size_t n, struct reporter *reporter);

#endif
