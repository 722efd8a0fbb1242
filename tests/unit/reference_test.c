/* SPDX-License-Identifier: EUPL-1.2 */
/* What is recognised in running text, and what is left alone. Each row: a text, and what is found in it as kind:name[text]. */
#include "../../gen/base/buf.h"
#include "../../gen/read/reference.h"
#include "check.h"

static const char *const kind_names[] = {
	[REF_URL] = "url",       [REF_KAMERSTUK] = "paper", [REF_QUESTION] = "question", [REF_RECOMMENDATION] = "recommendation",
	[REF_COMMITMENT] = "tz", [REF_MOTION] = "motion",   [REF_TERM] = "term",
};

static const struct row {
	const char *text, *found;
} rows[] = {
	/* The spellings of records.md. */
	{"zie Kamerstuk 31516, nr. 50.", "paper:31516//50[Kamerstuk 31516, nr. 50]"},
	{"Kamerstuk 31 516, nr. 48", "paper:31516//48[Kamerstuk 31 516, nr. 48]"},
	{"kamerstuk 31865, nr. 267)", "paper:31865//267[kamerstuk 31865, nr. 267]"},
	{"(Kamerstuk 33763-165, juni 2025)", "paper:33763//165[Kamerstuk 33763-165]"},
	{"Kamerstuk 34 775 X, nr. 49", "paper:34775/X/49[Kamerstuk 34 775 X, nr. 49]"},
	{"Kamerstuk 35 000 X nr. 13", "paper:35000/X/13[Kamerstuk 35 000 X nr. 13]"},
	{"Kamerstuk 36\u00a0124,\nnr.\u00a03 van", "paper:36124//3[Kamerstuk 36\u00a0124,\nnr.\u00a03]"},
	{"Kamerstuk 36\n124, nr. 3", "paper:36124//3[Kamerstuk 36\n124, nr. 3]"},
	{"Kamerstukken 28676-472; 28676-504 en 28676-464",
         "paper:28676//472[28676-472] paper:28676//504[28676-504] paper:28676//464[28676-464]"},
	{"Kamerstuk 21501-02, nr. 3174", "paper:21501-02//3174[Kamerstuk 21501-02, nr. 3174]"},
	{"Kamerstuk 36800-X", "paper:36800/X/[Kamerstuk 36800-X]"},
	{"in 36 800 X, G staat", "paper:36800/X/G[36 800 X, G]"},
	{"Kamerstukken II 2023/24, 36 470, nr. 6", "paper:36470//6[36 470, nr. 6]"},
	{"Kamerstuk 31 865, nrs. 267 en 295", "paper:31865//267[Kamerstuk 31 865, nrs. 267] paper:31865//295[295]"},
	{"Kamerstuk 31 125, nr. 134 van 4 april 2025", "paper:31125//134[Kamerstuk 31 125, nr. 134]"},
	{"de motie-Van Eijk (31 865, nr. 295)", "motion:Van Eijk(31865//295)[motie-Van Eijk] paper:31865//295[31 865, nr. 295]"},
	{"Kamerstuk 33328-AG", ""},
	{"zie vraag 11", "question!:11[vraag 11]"},
	{"Zie antwoord op vraag 6 en 7.", "question!:6[vraag 6] question!:7[7]"},
	{"Bij vragen 3, 5 en 9 staat", "question:3[vragen 3] question:5[5] question:9[9]"},
	{"Zie hiertoe vraag 26 en vraag 54.", "question!:26[vraag 26] question!:54[vraag 54]"},
	{"zie vragen 3 t/m 5", "question!:3[vragen 3] question!:4[] question!:5[5]"},
	{"vraag 7 van de SP-fractie gaat", "question:7(de SP-fractie gaat)[vraag 7]"},
	{"aanbeveling 1 en 3, die", "recommendation:1[aanbeveling 1] recommendation:3[3]"},
	{"Aanbeveling 10: Borg", "recommendation:10[Aanbeveling 10]"},
	{"aanbeveling 2 uit de PR Personeel.", "recommendation:2(de PR Personeel)[aanbeveling 2]"},
	{"aanbeveling 2 uit deze evaluatie", "recommendation:2[aanbeveling 2]"},
	{"rapporteren? (TZ202307-053)", "tz:TZ202307-053[TZ202307-053]"},
	{"de motie-Van Vroonhoven/Vermeer (19", "motion:Van Vroonhoven/Vermeer[motie-Van Vroonhoven/Vermeer]"},
	{"motie\u2011Van Eijk", "motion:Van Eijk[motie\u2011Van Eijk]"},
	{"Lees https://example.nl/a_(b).", "url:https://example.nl/a_(b)[https://example.nl/a_(b)]"},
	{"de SEA en de Strategische Evaluatieagenda", "term:terms/sea[SEA] term:terms/sea[Strategische Evaluatieagenda]"},
	{"een beleidstheorie. Beleidstheorie", "term:terms/theorie[beleidstheorie] term:terms/theorie[Beleidstheorie]"},
	{"vragen 18/19 en 20-22", "question:18[vragen 18] question:19[19] question:20[20] question:21[] question:22[22]"},
	{"motie Van Eijk (19 december; Kamerstuk 35 000, nr. 9)",
         "motion:Van Eijk(35000//9)[motie Van Eijk] paper:35000//9[Kamerstuk 35 000, nr. 9]"},
	{"nrs. van Kamerstuk 31 865, nrs. 267 en 295 en verder",
         "paper:31865//267[Kamerstuk 31 865, nrs. 267] paper:31865//295[295]"},
	{"vraag 2 bij deze lijst", "question:2[vraag 2]"},
	/* What stays text: another source, an amount, half a word, a number too much. */
	{"aanbeveling 3 van de Rekenkamer", ""},
	{"De Rekenkamer doet in aanbeveling 3 een voorstel.", ""},
	{"de ARK-aanbeveling 3", ""},
	{"het rapport Giebels aanbeveling 3", ""},
	{"vraag 3,5 keer", ""},
	{"vraag 2 miljoen mensen", ""},
	{"aanbeveling 2 in het rapport van de AIV", ""},
	{"aanbeveling 2 door de ADR", ""},
	{"De commissie-Giebels gaf aanbeveling 4", ""},
	{"vraag 3 in de nota", "question:3(de nota)[vraag 3]"},
	{"vraag 5 (Kamerstuk 36 600 X, nr. 5)", "paper:36600/X/5[Kamerstuk 36 600 X, nr. 5]"},
	{"uw vragen 27 januari", ""},
	{"Kamerstuk 31 865, nrs. 267 en 295, 40 miljoen", "paper:31865//267[Kamerstuk 31 865, nrs. 267] paper:31865//295[295]"},
	{"Kamerstuk 31 865, nrs. 267 en 3 moties", "paper:31865//267[Kamerstuk 31 865, nrs. 267]"},
	{"Kamerstuk 31516/50", ""},
	{"TZ202307-053/1", ""},
	{"de vraag 2026", "question:2026[vraag 2026]"},
	{"aanbeveling 1a", ""},
	{"vraagstuk 3", ""},
	{"een bedrag van € 36 800, nr. 3", ""},
	{"EUR 136 800 X, G", ""},
	{"Kamerstuk 36 410 B", ""},
	{"Kamerstuk 36 410 B, nr. 2", "paper:36410/B/2[Kamerstuk 36 410 B, nr. 2]"},
	{"36 800 X, SP vroeg", ""},
	{"36 800 X, D66 vroeg", ""},
	{"Kamerstuk 3.1", ""},
	{"Kamerstuk 31516, nr. 3.2", ""},
	{"31516, 50", ""},
	{"in 31516", ""},
	{"motie van de leden", ""},
	{"promotie-Van Eijk", ""},
	{"TZ202307-0531", ""},
	{"SEA-thema en NSEA", ""},
	{"\x1F vraag 3\x1F", "question:3[vraag 3]"},
	{"http://example.nl https://", ""},
};

static void
add_reference(struct buf *out, struct str text, const struct reference *reference)
{
	buf_printf(out, "%s%s%s:%.*s", out->len ? " " : "", kind_names[reference->kind], reference->flags & REF_SEE ? "!" : "",
	           STR_ARG(reference->name));
	if (reference->of.len)
		buf_printf(out, "(%.*s)", STR_ARG(reference->of));
	buf_printf(out, "[%.*s]", STR_ARG(str_slice(text, reference->start, reference->end)));
}

static struct reference_terms *
terms_new(struct arena *arena)
{
	struct reference_terms *terms = reference_terms_new(arena);

	reference_terms_add(terms, STR("SEA"), STR("terms/sea"), true);
	reference_terms_add(terms, STR("Strategische Evaluatieagenda"), STR("terms/sea"), false);
	reference_terms_add(terms, STR("Beleidstheorie"), STR("terms/theorie"), false);
	reference_terms_add(terms, STR("PR"), STR("terms/a"), true);
	reference_terms_add(terms, STR("PR"), STR("terms/b"), true);
	return terms;
}

int
main(void)
{
	struct arena *arena = arena_new();
	struct reference_terms *terms = terms_new(arena);

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		struct str text = str_from(rows[i].text);
		struct references found = references_find(arena, text, terms);
		struct buf said = {0};

		for (size_t j = 0; j < found.count; j++)
			add_reference(&said, text, &found.items[j]);
		if (!str_equal(buf_str(&said), str_from(rows[i].found)))
			printf("in: %s\n", rows[i].text);
		CHECK_STR(buf_str(&said), str_from(rows[i].found));
		buf_free(&said);
	}
	arena_free(arena);
	return check_done();
}
