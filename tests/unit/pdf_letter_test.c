/* SPDX-License-Identifier: EUPL-1.2 */
/* A whole letter, made by hand: what stands where, what belongs to what, and that the bytes are always the same. */
#include "../../gen/model/prose.h"
#include "../../gen/pdf/pdf.h"
#include "../../gen/read/layout.h"
#include "check.h"

static struct arena *arena;
static struct pdf_kit *kit;
static struct site site;
static struct language language;

static struct map *
map_new(const struct shape *shape)
{
	struct map *map = arena_alloc(arena, sizeof *map);
	map->shape = shape;
	return map;
}

static struct value *
set(struct map *map, enum key key, const char *text)
{
	struct value *value = map_add(arena, map, key);
	value->is_set = true;
	value->text = str_from(text);
	return value;
}

static struct value *
add(struct map *map, enum key key, const char *text)
{
	struct value *value = set(map, key, ""), *items = arena_array(arena, value->count + 1, sizeof *items);
	if (value->count)
		memcpy(items, value->items, value->count * sizeof *items);
	items[value->count] = (struct value){.is_set = true, .text = str_from(text)};
	value->items = items;
	return &value->items[value->count++];
}

static void
make_site(void)
{
	static struct term addressee = {.id = STR("kamer"), .label = STR("kamer")};
	struct map *organisation = map_new(shape_of(SHAPE_ORGANISATION)), *to = map_new(shape_of(SHAPE_ADDRESSEE));
	static const char *const months[] = {"januari", "februari", "maart",     "april",   "mei",      "juni",
	                                     "juli",    "augustus", "september", "oktober", "november", "december"};
	language.tag = STR("nl");
	for (int i = 0; i < WORD_COUNT; i++)
		language.words[i] = str_from(word_name((enum word)i));
	language.words[WORD_footnote] = STR("voetnoot %s");
	for (int i = 0; i < 12; i++)
		language.months[i] = str_from(months[i]);

	set(organisation, KEY_name, "Ministerie van Proef");
	set(organisation, KEY_return_address, "Postbus 1");
	add(organisation, KEY_letterhead, "Plein 1");
	add(to, KEY_lines, "de Voorzitter");
	set(to, KEY_salutation, "Geachte voorzitter,");
	addressee.map = to;
	site.arena = arena;
	site.diags = diag_new(arena);
	site.language = &language;
	site.layout = layout_read(&site, STR("templates"));
	site.settings.organisation = organisation;
	site.settings.base_url = STR("https://x.nl/");
	site.settings.closing = STR("Hoogachtend,");
	site.settings.vocabularies[VOCABULARY_ADDRESSEES] = (struct vocabulary_words){.items = &addressee, .count = 1};
}

static struct tape_maker *tape;

static void
open(enum tape_kind kind, struct tape_event with)
{
	tape_open(tape, kind, with, STR(""));
}

static void
text(const char *words)
{
	tape_add(tape, TAPE_TEXT, (struct tape_event){0}, str_from(words));
}

static void
add_paragraph(const char *words)
{
	open(TAPE_PARAGRAPH, (struct tape_event){0});
	text(words);
	tape_close(tape, TAPE_PARAGRAPH);
}

static void
add_heading(uint8_t level, const char *words)
{
	open(TAPE_HEADING, (struct tape_event){.level = level});
	text(words);
	tape_close(tape, TAPE_HEADING);
}

static void
add_cell(uint32_t columns, uint8_t flags, const char *words)
{
	open(TAPE_CELL, (struct tape_event){.value = columns, .flags = flags});
	add_paragraph(words);
	tape_close(tape, TAPE_CELL);
}

static void
add_row(uint8_t flags, uint32_t left_columns, const char *left, uint32_t right_columns, const char *right)
{
	open(TAPE_ROW, (struct tape_event){.flags = flags});
	add_cell(left_columns, flags, left);
	if (right_columns)
		add_cell(right_columns, flags, right);
	tape_close(tape, TAPE_ROW);
}

static struct record *
make_letter(void)
{
	struct record *letter = arena_alloc(arena, sizeof *letter);
	struct prose *body = arena_alloc(arena, sizeof *body);
	struct map *signatory = map_new(shape_of(SHAPE_SIGNATORY));

	letter->type = TYPE_LETTER;
	letter->id = STR("letters/proef");
	letter->source = source_new(arena, STR("letters/proef.md"), STR(""));
	letter->title = STR("Proef & <meer>");
	letter->date = (struct date){2026, 4, 23};
	letter->map = *map_new(type_info(TYPE_LETTER)->shape);
	set(signatory, KEY_office, "DE MINISTER VAN PROEF");
	set(signatory, KEY_name, "A. Naam");
	add(&letter->map, KEY_signatories, "")->map = signatory;
	add(&letter->map, KEY_references, "REF-1");
	body->tape = tape_made(tape, arena);
	body->links = arena_array(arena, body->tape.ref_count + 1, sizeof *body->links);
	body->owner = letter;
	letter->body = body;
	return letter;
}

static struct str
described(const struct record *letter, bool is_draft)
{
	struct buf buf = {0};
	pdf_describe(kit, &site, letter, is_draft, &buf);
	struct str result = arena_str(arena, buf_str(&buf));
	buf_free(&buf);
	return result;
}

/* How often a text stands in another. */
static size_t
count_of(struct str s, const char *needle)
{
	size_t count = 0, length = strlen(needle);
	for (size_t at = 0; at + length <= s.len; at++)
		count += memcmp(s.at + at, needle, length) == 0;
	return count;
}

static bool
stands_before(struct str s, const char *first, const char *second)
{
	size_t a = str_find(s, str_from(first)), b = str_find(s, str_from(second));
	return a < s.len && b < s.len && a < b;
}

static void
test_frame(void)
{
	tape = tape_maker_new(arena);
	add_paragraph("Eerste alinea.");
	add_heading(1, "Bijlage");
	add_paragraph("In de bijlage.");
	struct record *letter = make_letter();
	struct str said = described(letter, false);

	CHECK(count_of(said, "page 2\n") == 1 && count_of(said, "page 3\n") == 0);
	CHECK(str_contains(said, "|23 april 2026|"));
	CHECK(str_contains(said, "|REF-1|"));
	CHECK(str_contains(said, "|Pagina 2 van 2|"));
	CHECK(stands_before(said, "|Geachte voorzitter,|", "|Eerste alinea.|"));
	CHECK(stands_before(said, "|Eerste alinea.|", "|Hoogachtend,|"));
	CHECK(stands_before(said, "|DE MINISTER VAN PROEF|", "|A. Naam|"));
	CHECK(stands_before(said, "|A. Naam|", "page 2\n"));
	CHECK(stands_before(said, "page 2\n", "H2 |Bijlage|"));
	CHECK(!str_contains(said, "CONCEPT"));
	CHECK(count_of(described(letter, true), "|CONCEPT|") == 4); /* at the head and behind the text of both pages */
}

static void
test_headings(void)
{
	tape = tape_maker_new(arena);
	add_heading(2, "Twee");
	add_heading(4, "Vier");
	add_heading(2, "Weer twee");
	struct str said = described(make_letter(), false);
	CHECK(str_contains(said, "H2 |Twee|"));
	CHECK(str_contains(said, "H3 |Vier|")); /* no level is skipped */
	CHECK(str_contains(said, "H2 |Weer twee|"));
	CHECK(str_contains(said, "bookmark 3 page 1 Vier\n"));
}

static void
test_relations(void)
{
	tape = tape_maker_new(arena);
	open(TAPE_TABLE, (struct tape_event){.value = 5});
	add_row(0, 5, "SEA-thema", 0, "");
	add_row(TAPE_HEADER, 2, "Aanbeveling", 3, "Status");
	add_row(0, 2, "1. Doen", 3, "Onderhanden");
	tape_close(tape, TAPE_TABLE);
	struct str said = described(make_letter(), false);
	struct str structure = str_slice(said, str_find(said, STR("structure\n")), said.len);

	/* The headings have names; the cells below name theirs; a row over all columns is there before there are any. */
	CHECK(count_of(structure, "TH id=") == 2);
	CHECK(count_of(structure, "TD columns=2 header=") == 1);
	CHECK(count_of(structure, "TD columns=3 header=") == 1);
	CHECK(count_of(structure, "TD columns=5\n") == 1);
	CHECK(count_of(structure, "THead") == 0 && count_of(structure, "TBody") == 1);
}

static void
test_long_cell(void)
{
	tape = tape_maker_new(arena);
	open(TAPE_TABLE, (struct tape_event){.value = 5});
	add_row(TAPE_HEADER, 2, "Kop links", 3, "Kop rechts");
	open(TAPE_ROW, (struct tape_event){0});
	add_cell(2, 0, "1. Doen");
	open(TAPE_CELL, (struct tape_event){.value = 3});
	for (int i = 0; i < 200; i++)
		add_paragraph("Een alinea van een cel die langer is dan twee bladzijden.");
	tape_close(tape, TAPE_CELL);
	tape_close(tape, TAPE_ROW);
	tape_close(tape, TAPE_TABLE);
	struct str said = described(make_letter(), false);
	size_t pages = count_of(said, "|Pagina ");

	CHECK(pages > 4);
	CHECK(count_of(said, "|Kop rechts|") == pages - 1 || count_of(said, "|Kop rechts|") == pages);
	CHECK(count_of(said, "TH |Kop rechts|") + count_of(said, "P |Kop rechts|") == 1); /* said again only as an artifact */
	CHECK(count_of(said, "|Een alinea van een cel die langer is dan twee") == 200);
}

static void
test_notes(void)
{
	tape = tape_maker_new(arena);
	open(TAPE_PARAGRAPH, (struct tape_event){0});
	text("Een");
	tape_add(tape, TAPE_NOTE_REF, (struct tape_event){.value = 2}, STR(""));
	text(" en twee");
	tape_add(tape, TAPE_NOTE_REF, (struct tape_event){.value = 1}, STR(""));
	text(" en weer");
	tape_add(tape, TAPE_NOTE_REF, (struct tape_event){.value = 2}, STR(""));
	tape_close(tape, TAPE_PARAGRAPH);
	for (uint32_t i = 1; i <= 2; i++) {
		open(TAPE_NOTE, (struct tape_event){.value = i});
		add_paragraph(i == 1 ? "Noot een." : "Noot twee.");
		tape_close(tape, TAPE_NOTE);
	}
	struct str said = described(make_letter(), false);
	/* Numbered by first reference; each stands once, and knows its page. */
	CHECK(stands_before(said, "|Noot twee.|", "|Noot een.|"));
	CHECK(count_of(said, "|Noot twee.|") == 1);
	CHECK(count_of(said, "  link note 1\n") == 2 && count_of(said, "  link note 2\n") == 1);
	CHECK(count_of(said, "Note id=") == 2);
}

static struct buf
written(const struct record *letter)
{
	struct buf buf = {0};
	pdf_set(kit, &site, letter, false, site.diags, &buf);
	return buf;
}

static void
test_bytes(void)
{
	tape = tape_maker_new(arena);
	add_paragraph("Dezelfde bytes, elke keer.");
	struct record *letter = make_letter();
	struct buf one = written(letter), two = written(letter);
	CHECK(str_equal(buf_str(&one), buf_str(&two)));
	struct pdf_kit *second = pdf_kit_share(kit);
	buf_clear(&two);
	pdf_set(second, &site, letter, false, site.diags, &two);
	pdf_kit_close(second);
	CHECK(str_equal(buf_str(&one), buf_str(&two)));
	CHECK(str_starts(buf_str(&one), "%PDF-1.7"));
	CHECK(str_contains(buf_str(&one), "/Marked true"));
	CHECK(str_contains(buf_str(&one), "<pdfaid:part>2</pdfaid:part>"));
	CHECK(str_contains(buf_str(&one), "Proef &amp; &lt;meer&gt;"));
	CHECK(str_contains(buf_str(&one), "2026-04-23T12:00:00Z"));
	buf_free(&one);
	buf_free(&two);
}

static void
test_missing_characters(void)
{
	size_t before = diag_count(site.diags, SEVERITY_ERROR);
	tape = tape_maker_new(arena);
	add_paragraph("日 en nog eens 日");
	described(make_letter(), false);
	CHECK(diag_count(site.diags, SEVERITY_ERROR) == before + 1);
}

static void
test_empty(void)
{
	tape = tape_maker_new(arena);
	open(TAPE_LIST, (struct tape_event){0});
	open(TAPE_ITEM, (struct tape_event){0});
	tape_close(tape, TAPE_ITEM);
	tape_close(tape, TAPE_LIST);
	open(TAPE_TABLE, (struct tape_event){.value = 3});
	open(TAPE_ROW, (struct tape_event){0});
	tape_close(tape, TAPE_ROW);
	tape_close(tape, TAPE_TABLE);
	tape_add(tape, TAPE_CODE_BLOCK, (struct tape_event){0}, STR(""));
	struct record *letter = make_letter();
	letter->map = *map_new(type_info(TYPE_LETTER)->shape);
	letter->title = STR("");
	letter->date = (struct date){0};
	CHECK(str_contains(described(letter, false), "|Pagina 1 van 1|"));
	struct buf buf = written(letter);
	CHECK(buf.len > 0);
	buf_free(&buf);
}

int
main(void)
{
	arena = arena_new();
	make_site();
	kit = pdf_kit_open(&site);
	test_frame();
	test_headings();
	test_relations();
	test_long_cell();
	test_notes();
	test_bytes();
	test_missing_characters();
	test_empty();
	pdf_kit_close(kit);
	arena_free(arena);
	return check_done();
}
