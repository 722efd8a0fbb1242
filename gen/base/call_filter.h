/* SPDX-License-Identifier: EUPL-1.2 */
/* call_filter — the calls that a run may make once it is in the sandbox, as a program of the kernel's (seccomp(2)), made by gen/tools/call_filter.c. */
#ifndef OPVOLGING_BASE_CALL_FILTER_H
#define OPVOLGING_BASE_CALL_FILTER_H

#include <linux/filter.h>

/* Stands in the program for the number of the process, which may send signals to itself. */
#define CALL_FILTER_PID 0x5A5AA5A5u

extern const struct sock_filter call_filter[];
extern const unsigned short call_filter_count;

#endif
