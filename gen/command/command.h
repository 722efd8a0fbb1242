/* SPDX-License-Identifier: EUPL-1.2 */
/* command — what the program can be asked to do: one file each. A command returns the exit code: 0 fine, 1 the content has errors; a failure of
 * the world ends the program with 2. */
#ifndef OPVOLGING_COMMAND_COMMAND_H
#define OPVOLGING_COMMAND_COMMAND_H

#include "../base/diag.h"
#include "../base/sandbox.h"
#include "../model/output.h"
#include "../model/site.h"
#include "../write/tree_place.h"

struct options {
	struct str content, templates, out;
	struct str as_of;    /* "" for now */
	struct str output;   /* letter -o; "" for a name of its own */
	struct str argument; /* letter ID, merge DIR */
	struct share share;  /* build --shard; {0, 1}: all */
	int year;            /* check --year; 0 */
	int jobs;            /* threads, at the most; 1 or more */
	size_t memory;       /* megabytes, at the most; 0: no limit */
	enum diag_format format;
	bool anew, only_pages, no_pdf, compress, color, quiet, strict, is_final;
	bool as_tables; /* schema: Markdown for the manual */
	bool no_sandbox;
	struct tree_place *place; /* build: made by confine; else NULL */
};

/* What a command may write beside its messages. */
enum may_write { WRITES_NOTHING, WRITES_PORTAL, WRITES_LETTER };

/* Gives up what the command does not need, before it reads anything: see base/sandbox.h. For WRITES_PORTAL the folders of out are made
 * first and become options->place. */
void confine(struct options *options, enum may_write may_write);

int command_build(const struct options *options);
int command_check(const struct options *options);
int command_merge(const struct options *options);
int command_letter(const struct options *options);
int command_schema(const struct options *options);

/* The stages that every command but schema begins with: read, resolve, derive, check. The site, with its diagnostics. */
struct site *site_read(const struct options *options);
/* An empty one, to be read into. */
struct site *site_new(const struct options *options);
void site_free(struct site *site);

/* Whether the run ends here: errors, or warnings where --strict makes errors of them. */
bool site_is_refused(const struct site *site, const struct options *options);

/* Prints the diagnostics to out and a line that counts them to standard error. */
void site_report(struct site *site, const struct options *options, FILE *out);
/* That line, without its end. */
void report_counts(size_t records, size_t errors, size_t warnings, size_t unresolved);

#endif
