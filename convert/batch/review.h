// review.h: report.html, what a person should look at first after a run

#ifndef STENOGRAM_BATCH_REVIEW_H
#define STENOGRAM_BATCH_REVIEW_H

#include "core/report.h"

// Writes report.html beside the manifest of the folder, from what that says. False: reported.
bool review_write(const char *folder, struct reporter *reporter);

#endif
