// clean.h: bytes into cleaned text
//
// Cleaned text is what every later stage stands on: valid UTF-8 in NFC, lines that end in one line
// feed and have no blank at their end, no control characters, and no TAB but the one that ends the
// hints at the beginning of a line (line_hints() in core/transcript.h). teiclean(1) lists what is
// normalised. Cleaning what is clean changes nothing.

#ifndef STENOGRAM_CLEAN_H
#define STENOGRAM_CLEAN_H

#include "core/report.h"
#include "core/str.h"

struct clean_options {
	const char *encoding; // as iconv names it; NULL: told from the bytes
	struct str announced; // what the server or the mail that brought it says of the encoding
	const char *from;     // auto, text, markdown, vtt, srt, html, docx, odt; NULL: auto
	size_t max;           // bytes that the cleaned text may have; 0: INPUT_MAX
	struct buf *input;    // that owns the bytes, if they need not be kept; NULL: they are
};

// Appends the cleaned text of `bytes` to `out`. `file` is the name for reports; `o` may be NULL.
// False when the input is not convertible (an error: it is binary, in a format that is no text, or
// holds no text) or the work cannot be done (fatal: an unknown encoding or option, more than `max`
// bytes, no memory); *out is then as it was. What could not be kept of the input is a warning and a
// hint on the first line: {from=F} a format other than plain text, {src=E} an encoding other than
// UTF-8 ({src=E:HOW} one told from the bytes), {bom} a byte order mark, {bad=N}
// undecodable sequences, {nul=N} NULs and {ctl=N} other control characters dropped, {win=N} C1
// controls read as windows-1252, {nfc} text brought into NFC. {ff} and {ff=N} tell page breaks in
// their lines.
//
// What is announced is weaker than a byte order mark, than `encoding`, and than what proves to be UTF-8; it
// is not believed where it names an encoding of western languages, which servers name unasked, or where
// the bytes cannot be that.
//
// A large text is best put into memory that was in use before, since new memory costs more time than
// cleaning: `input` gives what the bytes are in to use, and has scratch content afterwards.
bool clean(struct str bytes, const char *file, const struct clean_options *o, struct buf *out,
           struct reporter *r);

#endif
