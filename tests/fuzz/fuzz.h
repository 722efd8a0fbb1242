/* SPDX-License-Identifier: EUPL-1.2 */
/* fuzz — what the entries share. An entry is LLVMFuzzerTestOneInput in a file of its own: libFuzzer drives it ('make fuzz'), and replay.c gives it
 * kept inputs. Run from the root of the repository: the settings and words come from there. */
#ifndef OPVOLGING_TESTS_FUZZ_H
#define OPVOLGING_TESTS_FUZZ_H

#include <assert.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include "../../gen/html/context.h"
#include "../../gen/model/site.h"
#include "../../gen/read/markdown.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A site without records in an arena of its own: the settings of tests/diag and the words and layout of templates/. */
struct site *fuzz_site(void);

/* Prints the messages, so that their places are looked up too, and ends the site. */
void fuzz_site_free(struct site *site);

/* The input as a source that is loaded; NULL where it is no text, as text_load would find: not UTF-8, or with a NUL. */
struct source *fuzz_source(struct site *site, const uint8_t *data, size_t size);

/* A folder of this process's own, in memory where there is such a place; removed when the process ends by itself. */
struct str fuzz_folder(void);

/* What every parsed text must be: events that open and close in pairs, text inside the pool, references and notes that are there. */
void fuzz_check_tape(const struct tape *tape);

/* A text as a page shows it, its references unresolved: nothing of it may be a script. */
void fuzz_show(struct site *site, struct prose *prose);

#endif
