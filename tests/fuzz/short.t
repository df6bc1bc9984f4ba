#!/bin/sh
# short.t: a few seconds of fuzzing for every stage, on the seeds that there are
exec tests/fuzz/run "${FUZZ_SHORT:-5}"
