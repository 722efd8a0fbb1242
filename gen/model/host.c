/* SPDX-License-Identifier: EUPL-1.2 */
#include "host.h"

#include <string.h>

#include "../base/utf8.h"

/* What stands between '//' and the path. Browsers take '\' for '/'. */
static struct str
authority_of(struct str address)
{
	size_t start = str_find(address, STR("://")), end;

	if (!str_starts(address, "http://") && !str_starts(address, "https://"))
		return STR("");
	start += sizeof "://" - 1;
	for (end = start; end < address.len && !strchr("/?#\\", address.at[end]);)
		end++;
	return str_slice(address, start, end);
}

static size_t
end_of_user(struct str authority)
{
	size_t at = authority.len;

	while (at > 0 && authority.at[at - 1] != '@')
		at--;
	return at;
}

bool
host_ends_in_backslash(struct str address)
{
	struct str authority = authority_of(address), rest;

	if (!authority.at || !str_starts(address, "http"))
		return false;
	rest = str_slice(address, (size_t)(authority.at - address.at) + authority.len, address.len);
	return str_starts(rest, "\\");
}

struct str
host_of(struct str address)
{
	struct str authority = authority_of(address), host = str_slice(authority, end_of_user(authority), authority.len);

	return host.len && host.at[0] == '[' ? host : str_slice(host, 0, str_find_char(host, ':'));
}

static bool
is_plain(uint32_t c)
{
	return c < 0x80 && (char_is_alpha((char)c) || char_is_digit((char)c) || strchr("-._:[]", (char)c));
}

bool
host_check(struct diagnostics *diags, struct span span, struct str address)
{
	struct str authority = authority_of(address), host = host_of(address);

	if (end_of_user(authority)) {
		diag_report(diags, RULE_ADDRESS_DECEIVES, span,
		            "this address leads to '%.*s': what stands before the '@' is a user name; remove it",
		            STR_ARG(str_slice(host, 0, 200)));
		return false;
	}
	for (size_t at = 0; at < host.len;) {
		uint32_t c = utf8_next(host, &at);

		if (is_plain(c))
			continue;
		diag_report(
			diags, RULE_ADDRESS_DECEIVES, span,
			"the host of this address has the character U+%04X, which may pass for another; check where it leads, "
			"and write the host as xn--…",
			(unsigned)c);
		return false;
	}
	return true;
}

static struct str
without_www(struct str host)
{
	return str_starts(host, "www.") ? str_slice(host, sizeof "www." - 1, host.len) : host;
}

void
host_check_shown(struct diagnostics *diags, struct span span, struct str address, struct str shown)
{
	struct str there = host_of(address), here = host_of(str_slice(shown, 0, str_find_char(shown, ' ')));

	if (!here.len || !there.len || str_equal_folded(without_www(here), without_www(there)))
		return;
	diag_report(diags, RULE_ADDRESS_DECEIVES, span,
	            "the text shows '%.*s' and the link leads to '%.*s'; write the same in both",
	            STR_ARG(str_slice(here, 0, 200)), STR_ARG(str_slice(there, 0, 200)));
}
