#!/bin/sh
# SPDX-License-Identifier: EUPL-1.2
# A portal in parts with Slurm: an array of jobs, and the merge once all of them have succeeded. In the folder that content/, templates/ and out/
# lie in, which all nodes share:
#   slurm.sh 8 [OPTION OF SBATCH...]
# Where a node fails, Slurm makes its part again elsewhere. Where a part fails, nothing is merged: mend what its log says, and run this again.
set -eu
parts=$1
shift
now=$(date +%FT%T%:z) # one moment for all, also when midnight passes meanwhile
opvolging check --as-of "$now" --quiet
array=$(sbatch --parsable --job-name=portal --array="1-$parts" --cpus-per-task=1 "$@" --wrap \
	"opvolging build --shard \$SLURM_ARRAY_TASK_ID/$parts --out parts/\$SLURM_ARRAY_TASK_ID --jobs 1 --as-of $now --quiet")
sbatch --job-name=portal-merge --dependency="afterok:${array%%;*}" --kill-on-invalid-dep=yes "$@" --wrap \
	"opvolging merge parts --as-of $now"
