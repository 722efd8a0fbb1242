/* SPDX-License-Identifier: EUPL-1.2 */
/* A made-up site whose search index is made at once, by two workers, in parts that are merged, and by updates after random edits: always the same
 * bytes. Damaged files are refused. */
#include <pthread.h>

#include "../../gen/base/table.h"
#include "../../gen/search/search.h"
#include "check.h"

/* More records than a term has postings in one place; "vaak" is in about as many as that. */
enum { RECORDS = 4500, VAAK_IN = 4097, WORDS = 700, ROUNDS = 60, EDITS_MOST = 4, PARTS = 3, FILES_MOST = 20000 };

static uint64_t state = 20261101;

static uint32_t
draw(uint32_t below)
{
	state = state * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)((state >> 33) % below);
}

/* Files by their paths, in an arena. */
struct files {
	struct arena *arena;
	struct table *by_path;
	struct str paths[FILES_MOST];
	size_t count;
	size_t put, withdrawn;
};

static struct files *
files_new(void)
{
	struct arena *arena = arena_new();
	struct files *files = arena_alloc(arena, sizeof *files);

	files->arena = arena;
	files->by_path = table_new(arena);
	return files;
}

static struct str
file_of(const struct files *files, struct str path)
{
	const struct str *bytes = table_find(files->by_path, path);

	return bytes ? *bytes : STR("");
}

static pthread_mutex_t one_at_a_time = PTHREAD_MUTEX_INITIALIZER;

static void
put(void *user, struct str path, struct str bytes)
{
	struct files *files = user;
	struct str *copy;

	pthread_mutex_lock(&one_at_a_time);
	copy = table_find(files->by_path, path);
	CHECK(bytes.len > 0);
	files->put++;
	if (!copy) {
		copy = arena_alloc(files->arena, sizeof *copy);
		files->paths[files->count] = arena_str(files->arena, path);
		table_set(files->by_path, files->paths[files->count++], copy);
	}
	*copy = arena_str(files->arena, bytes);
	pthread_mutex_unlock(&one_at_a_time);
}

static struct str
read_file(void *user, struct str path)
{
	return file_of(user, path);
}

static void
withdraw(void *user, struct str path)
{
	struct files *files = user;
	struct str *bytes = table_find(files->by_path, path);

	CHECK(bytes && bytes->len);
	files->withdrawn++;
	if (bytes)
		*bytes = STR("");
}

static struct str
part_path(struct arena *arena, unsigned part)
{
	return arena_printf(arena, "_search/part-%u", part);
}

static bool
are_in(const struct files *files, const struct files *others, const char *prefix)
{
	for (size_t i = 0; i < files->count; i++)
		if (!str_starts(files->paths[i], prefix) &&
		    !str_equal(file_of(files, files->paths[i]), file_of(others, files->paths[i]))) {
			printf("%.*s differs\n", STR_ARG(files->paths[i]));
			return false;
		}
	return true;
}

/* The site. */

static struct language language;

static struct prose *
prose_of(struct arena *arena, struct str text)
{
	struct arena *scratch = arena_new();
	struct tape_maker *maker = tape_maker_new(scratch);
	struct prose *prose = arena_alloc(arena, sizeof *prose);

	tape_open(maker, TAPE_PARAGRAPH, (struct tape_event){0}, STR(""));
	tape_add(maker, TAPE_TEXT, (struct tape_event){0}, text);
	tape_close(maker, TAPE_PARAGRAPH);
	prose->tape = tape_made(maker, arena);
	arena_free(scratch);
	return prose;
}

static void
add_words(struct buf *text, unsigned count)
{
	while (count--) {
		/* Words of few numbers are much more frequent. */
		unsigned number = draw(draw(draw(WORDS) + 1) + 1);

		buf_printf(text, "%c%c%c%s ", 'a' + number % 26, 'a' + number / 26 % 26, 'k' + number % 7,
		           number % 3 ? "beleid" : "");
	}
}

static void
give_text(struct site *site, struct record *record, bool has_vaak)
{
	struct buf text = {0};

	buf_add_cstring(&text, "Overal ");
	for (unsigned left = has_vaak ? 1 + draw(9) : 0; left > 0; left--)
		buf_add_cstring(&text, "vaak ");
	add_words(&text, 2 + draw(12));
	record->proses = arena_array(site->arena, 1, sizeof *record->proses);
	record->proses[0] = record->body = prose_of(site->arena, buf_str(&text));
	record->prose_count = 1;
	buf_free(&text);
}

static void
give_title(struct site *site, struct record *record)
{
	struct buf text = {0};

	add_words(&text, 1 + draw(6));
	record->title = arena_str(site->arena, buf_str(&text));
	buf_free(&text);
}

static void
give_status(struct site *site, struct record *record)
{
	if (record->type != TYPE_COMMITMENT)
		return;
	*map_add(site->arena, &record->map, KEY_status) = (struct value){.is_set = true, .number = draw(2)};
}

static struct record *
record_new(struct site *site, unsigned number)
{
	static const enum type types[] = {TYPE_LETTER, TYPE_PAGE, TYPE_COMMITMENT, TYPE_THEME};
	struct record *record = arena_alloc(site->arena, sizeof *record);

	record->type = types[number % 4];
	record->id = arena_printf(site->arena, "made/%06u", number);
	record->address = arena_printf(site->arena, "made/%06u \"x\".html", number);
	record->map.shape = type_info(record->type)->shape;
	record->date = number % 5 ? (struct date){.year = (int16_t)(2015 + number % 9)} : (struct date){0};
	give_title(site, record);
	give_text(site, record, number < VAAK_IN);
	give_status(site, record);
	return record;
}

static struct site *
site_made(void)
{
	struct arena *arena = arena_new();
	struct site *site = arena_alloc(arena, sizeof *site);

	site->arena = arena;
	site->language = &language;
	site->jobs = 1;
	for (unsigned i = 0; i < RECORDS; i++)
		records_add(arena, &site->records, record_new(site, i));
	return site;
}

static struct files *
rendered(const struct site *site)
{
	struct files *files = files_new();

	search_render(site, (struct output){put, files});
	return files;
}

static void
take_in(void *user, struct str path, struct str bytes)
{
	(void)user;
	(void)path;
	(void)bytes;
}

/* Tests. */

static void
test_parts(struct site *site, const struct files *whole)
{
	struct files *files = files_new();
	struct str runs[PARTS];

	for (unsigned i = 0; i < PARTS; i++)
		search_render_part(site, (struct share){i, PARTS}, (struct output){put, files});
	for (unsigned i = 0; i < PARTS; i++)
		runs[i] = file_of(files, part_path(files->arena, i));
	CHECK(search_merge(site, runs, PARTS, (struct output){put, files}));
	CHECK(are_in(whole, files, "-"));
	CHECK(are_in(files, whole, "_search/part-"));
	CHECK(!search_merge(site, runs, PARTS - 1, (struct output){put, files}));
	for (unsigned i = 0; i < 200; i++) {
		struct str *run = &runs[draw(PARTS)], kept = *run;
		char *bytes = arena_cstring(files->arena, kept);
		bool is_merged;

		if (i % 2)
			bytes[draw((uint32_t)kept.len)] ^= (char)(1 + draw(255));
		*run = (struct str){bytes, i % 2 ? kept.len : draw((uint32_t)kept.len)};
		is_merged = search_merge(site, runs, PARTS, (struct output){take_in, NULL});
		CHECK(!is_merged || i % 2);
		*run = kept;
	}
	arena_free(files->arena);
}

static void
edit(struct site *site, struct record *record)
{
	switch (draw(4)) {
	case 0:
		give_title(site, record);
		break;
	case 1:
		give_status(site, record);
		break;
	default:
		give_text(site, record, draw(2));
		break;
	}
}

/* Different records, with what they were; then they are others. */
static size_t
make_changes(struct arena *arena, struct site *site, struct search_change changes[EDITS_MOST])
{
	size_t count = 1 + draw(EDITS_MOST);
	uint32_t number = draw(RECORDS);

	for (size_t i = 0; i < count; i++) {
		struct record *record = site->records.items[number];

		changes[i] = (struct search_change){record, search_terms_of(arena, site, record)};
		edit(site, record);
		number = (number + 1 + draw(RECORDS / EDITS_MOST - 1)) % RECORDS;
	}
	return count;
}

static void
test_updates(struct site *site, struct files *files)
{
	struct arena *arena = arena_new();
	size_t refused = 0;

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct search_change changes[EDITS_MOST];
		size_t count = make_changes(arena, site, changes);
		struct files *clean = rendered(site);

		files->put = files->withdrawn = 0;
		if (!search_update(site, search_weight_of_all(site), changes, count,
		                   (struct search_published){read_file, withdraw, files}, (struct output){put, files})) {
			CHECK(!files->put && !files->withdrawn);
			refused++;
			files = clean;
			continue;
		}
		CHECK(files->put > 0 || round);
		CHECK(files->put < 200 * count);
		CHECK(are_in(clean, files, "-"));
		CHECK(are_in(files, clean, "-"));
		arena_free(clean->arena);
		arena_reset(arena);
	}
	CHECK(refused < ROUNDS / 4);
	arena_free(arena);
}

/* Files of which a few bytes are others, or that end early. */
struct damaged {
	struct files *files;
	bool is_cut;
};

static struct str
read_damaged(void *user, struct str path)
{
	const struct damaged *damaged = user;
	struct str bytes = file_of(damaged->files, path);
	char *copy;

	if (!bytes.len || str_is(path, SEARCH_ROOT))
		return bytes;
	if (damaged->is_cut)
		return str_slice(bytes, 0, 1 + draw((uint32_t)bytes.len - 1));
	copy = arena_cstring(damaged->files->arena, bytes);
	copy[draw((uint32_t)bytes.len)] ^= (char)(1 + draw(255));
	return (struct str){copy, bytes.len};
}

static void
pass_over(void *user, struct str path)
{
	(void)user;
	(void)path;
}

static void
test_damage(struct site *site)
{
	struct files *files = rendered(site);

	for (unsigned round = 0; round < 200; round++) {
		struct arena *arena = arena_new();
		struct damaged damaged = {files, round % 2};
		struct search_change changes[EDITS_MOST];
		size_t count = make_changes(arena, site, changes);
		bool is_made = search_update(site, search_weight_of_all(site), changes, count,
		                             (struct search_published){read_damaged, pass_over, &damaged},
		                             (struct output){take_in, NULL});

		CHECK(!is_made || !damaged.is_cut);
		arena_free(arena);
	}
	arena_free(files->arena);
}

int
main(void)
{
	struct site *site = site_made();
	struct files *files = rendered(site), *again;

	CHECK(file_of(files, STR("_search/r/vak-0.bin")).len > 0);
	CHECK(file_of(files, STR("_search/r/overal-0.bin")).len > 0);
	site->jobs = 3;
	again = rendered(site);
	CHECK(are_in(files, again, "-") && are_in(again, files, "-"));
	test_parts(site, files);
	test_updates(site, files);
	test_damage(site);
	arena_free(files->arena);
	arena_free(again->arena);
	arena_free(site->arena);
	return check_done();
}
