/* SPDX-License-Identifier: EUPL-1.2 */
/* page — the portal: a page for every record, lists, groups, the home page, redirects.
 *
 * A page is rendered into a buffer and handed on; who takes it decides whether it is written. */
#ifndef OPVOLGING_HTML_PAGE_H
#define OPVOLGING_HTML_PAGE_H

#include "../base/buf.h"
#include "../model/output.h"
#include "../model/site.h"

struct portal;

/* Loads and checks the templates and the assets below folder. NULL where something is wrong, which is reported. */
struct portal *portal_open(const struct site *site, struct str folder);
void portal_close(struct portal *portal);

/* The size in bytes of a PDF, told before the page that names it is rendered. */
void portal_set_pdf_size(struct portal *portal, const struct record *record, size_t size);

/* Whether an address is that of an asset: its name holds the hash of its bytes, and it says nothing of any record. */
bool page_is_asset(struct str address);

/* Every page and asset, in a fixed order. */
void portal_render(struct portal *portal, struct output output);

#endif
