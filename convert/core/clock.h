// clock.h: how much time passes

#ifndef STENOGRAM_CLOCK_H
#define STENOGRAM_CLOCK_H

// Seconds since some moment, that only grow, whatever the time of day is set to.
double clock_seconds(void);

#endif
