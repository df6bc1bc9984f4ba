// merge.h: the manifests of the shards of one run made one, when nothing is missing

#ifndef STENOGRAM_BATCH_MERGE_H
#define STENOGRAM_BATCH_MERGE_H

#include "core/report.h"

// Looks whether the shards in the folder are whole: all are there and read the same dump to its end, each document is
// once and in its own shard, and its results are there with the content that they had. Then writes manifest.jsonl, a line for each document, and
// report.html. Where there are no shards, looks at manifest.jsonl alone. Gives the exit status: 0 it
// is whole, 1 something is missing or double, which is reported, 2 trouble.
int merge_run(const char *folder, struct reporter *reporter);

#endif
