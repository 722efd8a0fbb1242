#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A portal in parts with GNU parallel (Debian: package parallel), and their merge. In the folder that content/, templates/ and out/ lie in:
#   parallel.sh 8                         eight parts on this machine, as many at a time as it has cores
#   parallel.sh 8 --sshlogin :,one,two    on two others too, which have this folder under the same path
# A part that fails is tried twice more, elsewhere where there is an elsewhere; then nothing is merged.
set -eu
parts=$1
shift
now=$(date +%FT%T%:z) # one moment for all, also when midnight passes meanwhile
opvolging check --as-of "$now" --quiet
seq "$parts" | parallel --retries 3 --workdir "$PWD" "$@" \
	opvolging build --shard "{}/$parts" --out "parts/{}" --jobs 1 --as-of "$now" --quiet
opvolging merge parts --as-of "$now"
