// clock.h: times of day and times of a recording, as they are printed

#ifndef STENOGRAM_CLOCK_H
#define STENOGRAM_CLOCK_H

#include "core/str.h"

// "1435", "14:35", "14.35" as 14:35:00. False when it is no time of day.
bool clock_put_iso(struct buf *out, struct str printed);

// "0:06", "00:01:23", "1:02:03.5" as seconds: 6, 83, 3723.5. False when it is no time.
bool clock_put_seconds(struct buf *out, struct str printed);

#endif
