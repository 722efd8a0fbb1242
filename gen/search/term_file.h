/* SPDX-License-Identifier: EUPL-1.2 */
/* term_file — the files of terms, and of what is not among the best of very common ones: see format.md. Private to search/. */
#ifndef OPVOLGING_SEARCH_TERM_FILE_H
#define OPVOLGING_SEARCH_TERM_FILE_H

#include "../model/output.h"
#include "posting.h"
#include "slot.h"

enum { TERM_PATH_MOST = 256 };

/* _search/t/7.bin, _search/r/aanbevel-0.bin */
void term_path(char path[TERM_PATH_MOST], uint32_t file);
void rest_path(char path[TERM_PATH_MOST], struct str name, uint32_t part);

/* Terms of one file as they are written, by name. Starts with the tables and the output; kept from one file to the next. */
struct term_writer {
	struct tables tables;
	struct output output;
	struct buf head, body, bytes;
	struct posting_list best, rest;
	uint32_t count;
};

/* Puts the files of the rest, if there is one. */
void term_writer_add(struct term_writer *writer, struct str name, const struct posting *postings, size_t count);
/* Puts the file, unless nothing was added, and begins the next. */
void term_writer_put(struct term_writer *writer, uint32_t file);
void term_writer_free(struct term_writer *writer);

/* A term of a file that is read. Slices of the file. */
struct term_row {
	struct str name, head, body;
	uint32_t count;      /* of postings in body */
	uint32_t rest_parts; /* files of the rest; 0 where body is all */
};

/* Takes the file apart; *rows are made in arena, by name. False where it is damaged. */
bool term_file_read(struct arena *arena, struct str bytes, struct term_row **rows, size_t *count);
/* Adds a row as it was read. */
void term_writer_copy(struct term_writer *writer, const struct term_row *row);

#endif
