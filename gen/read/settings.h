/* SPDX-License-Identifier: EUPL-1.2 */
/* settings — site.yaml and the language file. */
#ifndef OPVOLGING_READ_SETTINGS_H
#define OPVOLGING_READ_SETTINGS_H

#include "../model/site.h"

/* Reads content/site.yaml into site->settings, and site->today and now from as_of (a date, or a moment with offset; "" for
 * SOURCE_DATE_EPOCH or the clock). False where nothing can go on without it; what is wrong is reported. */
bool settings_read(struct site *site, struct str content, struct str as_of);

/* Reads templates/<tag>.yaml. NULL where it is not there or not whole, which is reported. */
const struct language *language_read(struct site *site, struct str templates, struct str tag);

/* Reads the language files of the records that are in another language than the site; one that is not there is not missed: the site's
 * words stand for it. */
void languages_read(struct site *site, struct str templates);
/* The same for a site whose records are as they were, by its tags. */
void languages_read_again(struct site *site, struct str templates);

#endif
