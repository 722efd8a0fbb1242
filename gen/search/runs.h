/* SPDX-License-Identifier: EUPL-1.2 */
/* runs — the file that one of several machines leaves for the merge: its terms with their postings, portion by portion. Private to search/. */
#ifndef OPVOLGING_SEARCH_RUNS_H
#define OPVOLGING_SEARCH_RUNS_H

#include "index.h"

enum { RUNS_PATH_MOST = 64 };

/* _search/part-3 */
void runs_path(char path[RUNS_PATH_MOST], uint32_t part);

/* Begins the file; a run for each portion follows (gathered_add_run). */
void runs_begin(struct buf *out, struct tables tables, struct share share);

#endif
