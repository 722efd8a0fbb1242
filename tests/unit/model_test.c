/* SPDX-License-Identifier: EUPL-1.2 */
/* Dates, numbers of papers, distances between words, folding and slugs. */
#include "../../gen/base/utf8.h"
#include "../../gen/model/date.h"
#include "../../gen/model/kamerstuk.h"
#include "../../gen/model/language.h"
#include "check.h"

static void
test_dates(void)
{
	static const struct {
		const char *text;
		enum date_fault fault;
	} rows[] = {
		{"2026-04-23", DATE_FINE},
		{"2026-04", DATE_FINE},
		{"2026", DATE_FINE},
		{"2024-02-29", DATE_FINE},
		{"2026-02-30", DATE_IMPOSSIBLE},
		{"2025-02-29", DATE_IMPOSSIBLE},
		{"1900-02-29", DATE_IMPOSSIBLE},
		{"2000-02-29", DATE_FINE},
		{"2026-13", DATE_IMPOSSIBLE},
		{"2026-00-10", DATE_IMPOSSIBLE},
		{"26-04-23", DATE_MALFORMED},
		{"2026/04/23", DATE_MALFORMED},
		{"2026-4-23", DATE_MALFORMED},
		{"", DATE_MALFORMED},
		{"23 april 2026", DATE_MALFORMED},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct date date;

		CHECK(date_read(str_from(rows[i].text), &date) == rows[i].fault);
	}
}

static void
test_moments(void)
{
	static const struct {
		const char *text;
		moment when; /* -1: malformed, -2: impossible */
	} rows[] = {
		{"1970-01-01T00:00:00Z", 0},           {"2026-04-23T14:00:00+02:00", 1776945600},
		{"2026-04-23 14:00+0200", 1776945600}, {"2026-04-23T12:00:00z", 1776945600},
		{"2026-02-30T12:00:00Z", -2},          {"2026-04-23T25:00:00Z", -2},
		{"2026-04-23T12:00:00", -1},           {"2026-04-23", -1},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		moment when = 7;
		enum date_fault fault = moment_read(str_from(rows[i].text), &when);

		if (rows[i].when >= 0)
			CHECK(fault == DATE_FINE && when == rows[i].when);
		else
			CHECK(fault == (rows[i].when == -1 ? DATE_MALFORMED : DATE_IMPOSSIBLE));
	}
}

static void
test_zones(void)
{
	struct date date = {2026, 3, 29}, back;
	moment when;

	CHECK(date_first_moment(date, STR("Europe/Amsterdam"), &when) && when == 1774738800);
	CHECK(date_of_moment(1774738799, STR("Europe/Amsterdam"), &back) && back.day == 28);
	CHECK(date_of_moment(1774738800, STR("Europe/Amsterdam"), &back) && back.day == 29);
	CHECK(!date_first_moment(date, STR("Europe/Nergens"), &when));
	CHECK(!date_first_moment(date, STR("../etc/passwd"), &when));
	CHECK(date_order(date_last_day((struct date){2027, 0, 0}), (struct date){2027, 12, 31}) == 0);
	CHECK(date_order(date_last_day((struct date){2024, 2, 0}), (struct date){2024, 2, 29}) == 0);
}

/* What key, address and printed form a number has; "" where it is none. */
static void
test_papers(struct arena *arena)
{
	static const struct {
		const char *text, *key, *url, *printed;
	} rows[] = {
		{"31516, nr. 50", "31516//50", "kst-31516-50.html", "Kamerstuk 31\u00a0516, nr.\u00a050"},
		{"Kamerstuk 36 800 X, G", "36800/X/G", "kst-36800-X-G.html", "Kamerstuk 36\u00a0800\u00a0X, G"},
		{"33763-165", "33763//165", "kst-33763-165.html", "Kamerstuk 33\u00a0763, nr.\u00a0165"},
		{"21501-02, nr. 3174", "21501-02//3174", "kst-21501-02-3174.html", "Kamerstuk 21\u00a0501-02, nr.\u00a03174"},
		{"35 925 IXB, nr. 2", "35925/IXB/2", "kst-35925-IXB-2.html", "Kamerstuk 35\u00a0925\u00a0IXB, nr.\u00a02"},
		{"36800-X-3", "36800/X/3", "kst-36800-X-3.html", "Kamerstuk 36\u00a0800\u00a0X, nr.\u00a03"},
		{"31516", "", "", ""},
		{"31516, nr. 50 en 51", "", "", ""},
		{"315, nr. 5", "", "", ""},
		{"nr. 5", "", "", ""},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kamerstuk paper, again;
		bool is_number = kamerstuk_is_number(str_from(rows[i].text), &paper);

		CHECK(is_number == (rows[i].key[0] != '\0'));
		if (!is_number)
			continue;
		CHECK_STR(kamerstuk_key(arena, &paper), str_from(rows[i].key));
		CHECK(str_ends(kamerstuk_url(arena, &paper), rows[i].url));
		CHECK_STR(kamerstuk_text(arena, &paper), str_from(rows[i].printed));
		again = kamerstuk_of_key(kamerstuk_key(arena, &paper));
		CHECK(memcmp(&paper, &again, sizeof paper) == 0);
	}
}

static void
test_dossiers(void)
{
	static const struct {
		const char *text;
		bool is_dossier;
	} rows[] = {
		{"31516", true}, {"36800-X", true}, {"21501-02", true}, {"36410-B", true},    {"36600-XXIII", true},
		{"3151", false}, {"31516-", false}, {"31516 X", false}, {"31516-50-X", true}, {"abc", false},
	};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct kamerstuk dossier;

		CHECK(kamerstuk_is_dossier(str_from(rows[i].text), &dossier) == rows[i].is_dossier);
	}
}

static void
test_texts(struct arena *arena)
{
	struct str values[] = {STR("2"), STR("5")};

	CHECK(str_distance(STR("decison"), STR("decision"), 3) == 1);
	CHECK(str_distance(STR("deicsion"), STR("decision"), 3) == 1);
	CHECK(str_distance(STR("owner"), STR("decision"), 3) == 4);
	CHECK_STR(utf8_fold(arena, STR("Étude")), STR("etude"));
	CHECK_STR(utf8_slug(arena, STR("Lid Omtzigt, Pieter ’t")), STR("lid-omtzigt-pieter-t"));
	CHECK_STR(utf8_slug(arena, STR("…")), STR("x"));
	CHECK(utf8_first_invalid(STR("a\xC3\xA9z")) == 4);
	CHECK(utf8_first_invalid(STR("a\xC3z")) == 1);
	CHECK(utf8_first_invalid(STR("\xED\xA0\x80")) == 0);
	CHECK(utf8_first_invalid(STR("\xC0\xAF")) == 0);
	CHECK_STR(language_fill(arena, STR("Pagina %s van %s (100%%)"), values, 2), STR("Pagina 2 van 5 (100%)"));
}

int
main(void)
{
	struct arena *arena = arena_new();

	test_dates();
	test_moments();
	test_zones();
	test_papers(arena);
	test_dossiers();
	test_texts(arena);
	arena_free(arena);
	return check_done();
}
