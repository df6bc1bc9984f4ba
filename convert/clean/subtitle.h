// subtitle.h: cleaned lines of WebVTT or SRT into cleaned lines with hints
//
// One line stays one line. The line of times keeps its text and gets {cue=START-END} in seconds,
// numbers of cues and the line WEBVTT get {fw}; tags are taken out of what is said.

#ifndef STENOGRAM_SUBTITLE_H
#define STENOGRAM_SUBTITLE_H

#include "core/str.h"

// "vtt" or "srt" when cleaned text begins like that, else NULL.
const char *subtitle_seems(struct str text);

// Appends the lines of `text`, cleaned before, to `out`. False when memory ran out.
bool subtitle_read(struct str text, struct buf *out);

#endif
