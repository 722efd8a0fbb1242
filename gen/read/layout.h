/* SPDX-License-Identifier: EUPL-1.2 */
/* layout — reads templates/layout.yaml. */
#ifndef OPVOLGING_READ_LAYOUT_H
#define OPVOLGING_READ_LAYOUT_H

#include "../model/site.h"

/* NULL where the file is not there or something in it is wrong, which is reported: a key, a value, or values that leave no room for a
 * text. site->language is there: the file must have its words. */
const struct layout *layout_read(struct site *site, struct str templates);

#endif
