/* SPDX-License-Identifier: EUPL-1.2 */
#include "../check/link.h"
#include "command.h"

int
command_check(const struct options *options)
{
	struct site *site = site_read(options);
	bool is_refused = site_is_refused(site, options);

	/* References are counted as the public will find them. */
	if (diag_count(site->diags, SEVERITY_ERROR) == 0) {
		cut_to_public(site);
		link_site(site);
	}
	site_report(site, options, stdout);
	site_free(site);
	return is_refused ? 1 : 0;
}
