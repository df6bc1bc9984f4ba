#!/usr/bin/env bash
# cases.t: the cases of every stage and the samples
exec "$(dirname "${BASH_SOURCE[0]}")/run"
