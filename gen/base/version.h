/* SPDX-License-Identifier: EUPL-1.2 */
/* version — of the program; part of every page's digest. */
#ifndef OPVOLGING_BASE_VERSION_H
#define OPVOLGING_BASE_VERSION_H

#define OPVOLGING_VERSION "0.1.0"

#endif
