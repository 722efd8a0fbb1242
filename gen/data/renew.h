/* SPDX-License-Identifier: EUPL-1.2 */
/* renew — a part of a collection in which a few records are others: these are made, and the rest is taken from what is published. */
#ifndef OPVOLGING_DATA_RENEW_H
#define OPVOLGING_DATA_RENEW_H

#include "csv.h"
#include "data_parts.h"

/* Makes the file at address in data->out, by who makes one record of it. False, with nothing in out, where nothing is published there, or one of the records
 * is not found in it: then all of it is to be made. */
bool renew_json(struct data *data, const struct records *records, struct str address);
bool renew_csv(struct data *data, const struct columns *columns, const struct records *records, struct str address);

#endif
