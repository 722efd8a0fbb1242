/* SPDX-License-Identifier: EUPL-1.2 */
/* check — what unit tests say: CHECK(condition), CHECK_STR(actual, expected), and check_done() as the last line of main. */
#ifndef OPVOLGING_TESTS_CHECK_H
#define OPVOLGING_TESTS_CHECK_H

#include <stdio.h>
#include <string.h>

#include "../../gen/base/str.h"

static size_t check_passed, check_failed;

static inline void
check_that(bool is_true, const char *what, const char *file, int line)
{
	if (is_true) {
		check_passed++;
		return;
	}
	check_failed++;
	printf("%s:%d: failed: %s\n", file, line, what);
}

static inline void
check_text(struct str actual, struct str expected, const char *file, int line)
{
	if (str_equal(actual, expected)) {
		check_passed++;
		return;
	}
	check_failed++;
	printf("%s:%d: failed:\n  expected: %.*s\n  actual:   %.*s\n", file, line, STR_ARG(expected), STR_ARG(actual));
}

static inline int
check_done(void)
{
	printf("%zu passed, %zu failed\n", check_passed, check_failed);
	return check_failed ? 1 : 0;
}

#define CHECK(condition) check_that((condition), #condition, __FILE__, __LINE__)
#define CHECK_STR(actual, expected) check_text((actual), (expected), __FILE__, __LINE__)

#endif
