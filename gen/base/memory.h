/* SPDX-License-Identifier: EUPL-1.2 */
/* memory — how much the program may take, and how it ends when there is no more.
 *
 * Whoever gets NULL for memory calls die_out_of_memory, libraries included; so nobody has an error branch for it, and what is published
 * stays as it was, or as it has just become. */
#ifndef OPVOLGING_BASE_MEMORY_H
#define OPVOLGING_BASE_MEMORY_H

#include "str.h"

/* Bounds what the program writes into: heap and stacks of threads, not files that are mapped to be read. Called once, before the first
 * thread. 0: no bound. A lower bound that the system has set already stays. Does nothing under AddressSanitizer and
 * ThreadSanitizer, which need terabytes of addresses. */
void memory_limit(size_t megabytes);

/* The bound in bytes, ours or SIZE_MAX, for memory that the system does not count for it. */
size_t memory_most(void);

/* The file that this thread works on, to be named should memory run out; "" for none. Borrowed until the next call. */
void memory_at(struct str path);

/* What was asked for is done: what still takes memory is for the next run, and running out ends this one well. Called once, while there is one thread. */
void memory_published(void);

/* Says so on standard error and exits with 2; with 0 where everything is published. */
_Noreturn void die_out_of_memory(void);

/* Of memory that is about to be written: the system gives its pages at once. One by one, each takes a fault, which costs more than writing it. */
void memory_touch(void *at, size_t size);

/* What libraries take that ask for functions: they never return NULL. */
void *memory_take(size_t size);
void *memory_take_zeroed(size_t count, size_t size);
void *memory_take_more(void *at, size_t size);

/* A table that is looked into all over: zeroed, on lines of the cache, and where it is large on pages as large as the system has, since each look would wait for
 * the address of a page else. count and size are such that it is whole lines. Given back by free. */
void *memory_take_table(size_t count, size_t size);

#endif
