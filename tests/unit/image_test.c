/* SPDX-License-Identifier: EUPL-1.2 */
/* image and inputs — a site that was kept and mapped shows what the site itself shows, and nothing damaged is believed; files that are others
 * are found. */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "../../gen/base/file.h"
#include "../../gen/base/table.h"
#include "../../gen/check/link.h"
#include "../../gen/command/command.h"
#include "../../gen/data/data.h"
#include "../../gen/html/page.h"
#include "../../gen/keep/image.h"
#include "../../gen/keep/image_file.h"
#include "../../gen/keep/image_texts.h"
#include "../../gen/keep/inputs.h"
#include "check.h"

#define MORE STR("what the caller keeps")

static struct arena *arena; /* of the whole test */
static struct str folder;   /* its own */

static struct str
in_folder(const char *name)
{
	return path_join(arena, folder, str_from(name));
}

/* ---- the image ---- */

/* The hash of every file that is put, by path; or how many are other than those of before. One at a time: the site has one thread then. */
struct files {
	struct table *by_path;
	const struct files *before;
	size_t count, other;
};

static void
put(void *user, struct str path, struct str bytes)
{
	struct files *files = user;
	uint64_t hash = hash_of(bytes), *stands = files->before ? table_find(files->before->by_path, path) : NULL;

	files->count++;
	if (files->before) {
		files->other += !stands || *stands != hash;
		return;
	}
	stands = arena_alloc(arena, sizeof *stands);
	*stands = hash;
	table_add(files->by_path, arena_str(arena, path), stands);
}

static void
show(struct site *site, struct files *files)
{
	struct portal *portal = portal_open(site, STR("templates"));

	site->jobs = 1;
	CHECK(portal != NULL);
	portal_render(portal, (struct share){0, 1}, (struct output){put, files});
	data_render(site, true, (struct share){0, 1}, (struct output){put, files});
	portal_close(portal);
}

/* The mapped site, with what is read anew for each run. */
static struct site *
wake(struct image *image, const struct site *from)
{
	struct site *site = image_site(image);

	site->arena = from->arena;
	site->diags = from->diags;
	site->jobs = from->jobs;
	site->settings = from->settings;
	site->today = from->today;
	site->now = from->now;
	site->language = from->language;
	site->languages = from->languages;
	site->language_count = from->language_count;
	site->layout = from->layout;
	return site;
}

static void
test_whole(const struct site *from, const struct files *files, struct str path)
{
	struct image *image = image_open(path);
	struct files mapped = {.before = files};
	struct site *site;

	CHECK(image != NULL);
	CHECK_STR(image_more(image), MORE);
	CHECK(image_is_whole(image, in_folder("seen"), 1) && image_is_whole(image, in_folder("seen"), 3));
	site = wake(image, from);
	CHECK(site->records.count == from->records.count);
	show(site, &mapped);
	CHECK(mapped.count == files->count);
	CHECK(mapped.other == 0);
	CHECK(!image_open(path)); /* there is one place */
	image_close(image);
}

/* What was done to the mapped site is not in the file. */
static void
test_unchanged(struct str path)
{
	struct image *image = image_open(path);

	CHECK(image && image_is_whole(image, in_folder("seen"), 2));
	CHECK(image && !image_site(image)->arena);
	image_close(image);
}

static bool
is_believed(struct str path)
{
	struct image *image = image_open(path);
	bool is_whole = image && image_more(image).at && image_is_whole(image, in_folder("seen"), 2);

	image_close(image);
	return is_whole;
}

/* Every byte of the head, but for what is filled in after mapping; then some of what follows. */
static size_t
next_place(size_t at, size_t size)
{
	if (at + 1 < offsetof(struct image_head, shapes))
		return at + 1;
	return at < sizeof(struct image_head) ? sizeof(struct image_head) : at + size / 199;
}

static void
test_damage(struct str path)
{
	size_t size, believed = 0;
	char *bytes = file_read(path, &size);
	struct str damaged = in_folder("damaged");

	for (size_t at = 0; at < size; at = next_place(at, size)) {
		bytes[at] ^= (char)(1 << at % 8);
		CHECK(file_write(damaged, (struct str){bytes, size}));
		believed += is_believed(damaged);
		bytes[at] ^= (char)(1 << at % 8);
	}
	CHECK(believed == 0);
	for (size_t most = 0; most < size; most += size / 20) {
		CHECK(file_write(damaged, (struct str){bytes, most}));
		CHECK(!image_open(damaged));
	}
	CHECK(file_write(damaged, (struct str){bytes, size}));
	CHECK(is_believed(damaged));
	free(bytes);
}

/* A bit is turned over, and the time of before put back. */
static void
turn_over(struct str path, off_t at)
{
	int file = open(path.at, O_RDWR);
	struct stat info;
	char byte = 0;

	CHECK(file >= 0 && fstat(file, &info) == 0 && pread(file, &byte, 1, at) == 1);
	byte ^= 4;
	CHECK(pwrite(file, &byte, 1, at) == 1);
	CHECK(futimens(file, (struct timespec[]){info.st_atim, info.st_mtim}) == 0);
	close(file);
}

/* That a file was whole is noted of that file, as it was. */
static void
test_seen(struct str path)
{
	struct str seen = in_folder("seen");
	off_t at = sizeof(struct image_head) + 100;

	usleep(50000);
	CHECK(is_believed(path) && access(seen.at, F_OK) == 0);
	CHECK(is_believed(path));
	turn_over(path, at);
	CHECK(!is_believed(path));
	usleep(50000);
	CHECK(!is_believed(path));
	turn_over(path, at);
	usleep(50000);
	CHECK(is_believed(path) && is_believed(path));
	turn_over(seen, 3);
	CHECK(is_believed(path));
	turn_over(path, at);
	CHECK(!is_believed(path));
	turn_over(path, at);
}

static void
test_no_file(const struct site *site, struct str path)
{
	struct image_file *file;

	CHECK(!image_open(in_folder("nothing")));
	CHECK(!image_open(folder));
	CHECK(symlink(path.at, in_folder("link").at) == 0);
	CHECK(!image_open(in_folder("link")));
	CHECK(!image_begin(site, path)); /* something stands there */
	file = image_begin(site, in_folder("given-up"));
	CHECK(file != NULL);
	image_abandon(file);
	CHECK(access(in_folder("given-up").at, F_OK) != 0);
	CHECK(is_believed(path));
}

static void
test_image(void)
{
	struct options options = {
		.content = STR("content"), .templates = STR("templates"), .as_of = STR("2026-11-01"), .jobs = 2};
	struct site *site = site_read(&options);
	struct files files = {.by_path = table_new(arena)};
	struct str path = in_folder("image");
	struct image_file *file;

	cut_to_public(site);
	link_site(site);
	file = image_begin(site, path);
	CHECK(file != NULL);
	if (file && image_finish(file, MORE, site->jobs)) {
		show(site, &files);
		test_whole(site, &files, path);
		test_unchanged(path);
		test_damage(path);
		test_seen(path);
		test_no_file(site, path);
	}
	site_free(site);
}

/* ---- its texts ---- */

enum { TEXTS = 40 };

/* Some fill several pieces, some say nothing. */
static struct tape
text_of(size_t index)
{
	struct tape tape = {.event_count = (uint32_t)(index % 7 * index),
	                    .ref_count = (uint32_t)(index % 3),
	                    .fill_count = index % 5 == 0,
	                    .pool_size = (uint32_t)(index % 9 == 8 ? 3 * IMAGE_PIECE + index : index * index)};

	tape.events = arena_array(arena, tape.event_count, sizeof *tape.events);
	tape.refs = arena_array(arena, tape.ref_count, sizeof *tape.refs);
	tape.fills = arena_array(arena, tape.fill_count, sizeof *tape.fills);
	tape.pool = arena_alloc(arena, tape.pool_size);
	for (uint32_t i = 0; i < tape.event_count; i++)
		tape.events[i].value = (uint32_t)index + i;
	for (uint32_t i = 0; i < tape.ref_count; i++)
		tape.refs[i].end = (uint32_t)index + i;
	for (uint32_t i = 0; i < tape.fill_count; i++)
		tape.fills[i].end = (uint32_t)index;
	memset(tape.pool, 'a' + (int)(index % 26), tape.pool_size);
	return tape;
}

/* A site of records that have up to three texts, and nothing else. */
static void
make_texts(struct site *site)
{
	struct prose *proses = arena_array(arena, TEXTS, sizeof *proses);

	for (size_t i = 0; i < TEXTS;) {
		struct record *record = arena_alloc(arena, sizeof *record);

		record->index = (uint32_t)site->records.count;
		record->prose_count = record->index % 4;
		record->proses = arena_array(arena, 3, sizeof *record->proses);
		for (size_t k = 0; k < record->prose_count; k++, i++) {
			proses[i % TEXTS].tape = text_of(i % TEXTS);
			record->proses[k] = &proses[i % TEXTS];
		}
		records_add(arena, &site->records, record);
	}
}

static void
check_texts(const struct site *site, char *at)
{
	for (size_t i = 0; i < site->records.count; i++) {
		const struct record *record = site->records.items[i];

		for (size_t k = 0; k < record->prose_count; k++) {
			struct tape tape = image_texts_next(&at, &record->proses[k]->tape);

			CHECK((uintptr_t)tape.events % 8 == 0);
			CHECK(tape_digest(&tape) == tape_digest(&record->proses[k]->tape));
		}
	}
}

static void
test_texts(void)
{
	struct str path = in_folder("texts");
	struct image_file *file = image_file_new(path);
	struct site site = {0};
	struct image_texts *texts;
	struct image_head *head;
	uint64_t state;
	char *at;

	CHECK(file != NULL);
	if (!file)
		return;
	make_texts(&site);
	texts = image_texts_new(file, &site, 1);
	at = image_texts_at(texts, site.records.items[0]);
	for (size_t i = image_texts_pieces(texts); i > 0; i--)
		image_texts_write(texts, 0, i - 1);
	image_texts_free(texts);
	CHECK(image_file_finish(file, MORE, 2));
	head = image_file_map(path, &state);
	CHECK(head != NULL && image_file_is_whole(head, 2));
	check_texts(&site, at);
	image_file_unmap(head);
}

/* ---- the inputs ---- */

enum { GIVEN = 3, WRITTEN = 600 };

static void
give(struct str folders[static GIVEN])
{
	folders[0] = in_folder("a");
	folders[1] = in_folder("b");
	folders[2] = in_folder("not-there");
}

/* Which may be named. A folder of which all are is not read while it is the same. */
enum shown_files { SHOWN_NONE, SHOWN_ONE, SHOWN_ALL };
static struct records shown;

static void
show_file(const char *name)
{
	struct record *record = arena_alloc(arena, sizeof *record);

	record->source = source_new(arena, in_folder(name), in_folder(name));
	records_add(arena, &shown, record);
}

static void
show_files(enum shown_files which)
{
	char name[32];

	shown = (struct records){0};
	if (which >= SHOWN_ONE)
		show_file("a/below/one.md");
	if (which < SHOWN_ALL)
		return;
	show_file("a/two.md");
	for (int i = 0; i < WRITTEN; i++) {
		snprintf(name, sizeof name, "b/%02d.md", i);
		show_file(name);
	}
}

/* Until what was written by now is believed. */
static void
age(void)
{
	nanosleep(&(struct timespec){.tv_nsec = 40000000}, NULL);
}

/* How many are others than in kept, the last of which has this name; -1 where it is not the same files, or more than are told. */
static int
others(const struct buf *kept, const char *name)
{
	struct input changed[INPUTS_MOST_CHANGED];
	struct str folders[GIVEN];
	size_t count;
	int found;

	give(folders);
	found = inputs_compare(arena, buf_str(kept), folders, GIVEN, 2, changed, &count) ? (int)count : -1;
	if (found > 0)
		CHECK_STR(path_name(changed[count - 1].path), str_from(name));
	return found;
}

static void
keep(struct buf *kept)
{
	struct str folders[GIVEN];
	struct inputs *inputs;

	give(folders);
	inputs = inputs_gather(folders, GIVEN, 2);
	inputs_add(inputs, in_folder("beside"));
	buf_clear(kept);
	inputs_keep(inputs, &shown, kept);
	inputs_free(inputs);
}

/* The same size, and the time of before: the time of the change, or the inode, tells. */
static void
disguise(struct str path, struct str text, bool is_anew)
{
	struct str other = in_folder("other");
	struct stat info;
	struct timespec times[2];

	CHECK(stat(path.at, &info) == 0);
	CHECK(file_write(is_anew ? other : path, text));
	times[0] = info.st_atim;
	times[1] = info.st_mtim;
	CHECK(utimensat(AT_FDCWD, is_anew ? other.at : path.at, times, 0) == 0);
	if (is_anew)
		CHECK(rename(other.at, path.at) == 0);
}

static void
test_one_file(struct buf *kept)
{
	struct str one = in_folder("a/below/one.md");

	CHECK(others(kept, "") == 0);
	CHECK(file_write(one, STR("EINS")));
	CHECK(others(kept, "one.md") == 1); /* young */
	age();
	CHECK(others(kept, "one.md") == 1);
	keep(kept);
	CHECK(others(kept, "") == 0);
	for (int is_anew = 0; is_anew < 2; is_anew++) {
		disguise(one, is_anew ? STR("ZWEI") : STR("DREI"), is_anew);
		age();
		CHECK(others(kept, "one.md") == 1);
		keep(kept);
	}
	CHECK(chmod(one.at, 0600) == 0); /* another time of change: it is looked at */
	age();
	CHECK(others(kept, "one.md") == 1);
	CHECK(file_write(in_folder("beside"), STR("further")));
	CHECK(others(kept, "beside") == 2);
	keep(kept); /* too early: it may be written to within the tick */
	age();
	CHECK(others(kept, "beside") == 1);
	keep(kept);
}

static void
test_other_files(struct buf *kept)
{
	CHECK(file_write(in_folder("a/.hidden"), STR("x")));
	age();
	CHECK(others(kept, "") == 0);
	CHECK(file_write(in_folder("a/_asset.css"), STR("x")));
	CHECK(others(kept, "") == -1);
	CHECK(unlink(in_folder("a/_asset.css").at) == 0);
	CHECK(file_write(in_folder("b/new.md"), STR("x")));
	CHECK(others(kept, "") == -1);
	CHECK(rename(in_folder("b/new.md").at, in_folder("a/new.md").at) == 0);
	CHECK(others(kept, "") == -1);
	CHECK(unlink(in_folder("a/two.md").at) == 0); /* as many as before */
	CHECK(others(kept, "") == -1);
	CHECK(rename(in_folder("a/new.md").at, in_folder("a/two.md").at) == 0);
	CHECK(others(kept, "two.md") == 1);
	CHECK(unlink(in_folder("a/two.md").at) == 0 && symlink("../beside", in_folder("a/two.md").at) == 0);
	age();
	keep(kept);
	CHECK(others(kept, "two.md") == 1);
	CHECK(unlink(in_folder("a/two.md").at) == 0 && file_write(in_folder("a/two.md"), STR("x")));
}

static void
write_many(int count, struct str text)
{
	char name[32];

	for (int i = 0; i < count; i++) {
		snprintf(name, sizeof name, "b/%02d.md", i);
		CHECK(file_write(in_folder(name), text));
	}
}

/* As many as are told, and one more. */
static void
test_many(struct buf *kept)
{
	for (int more = 0; more < 2; more++) {
		write_many(INPUTS_MOST_CHANGED + more, STR("x"));
		age();
		keep(kept);
		write_many(INPUTS_MOST_CHANGED + more, STR("other"));
		CHECK(others(kept, "23.md") == (more ? -1 : INPUTS_MOST_CHANGED));
	}
}

static void
test_folders(struct buf *kept)
{
	struct str below = in_folder("a/below"), moved = in_folder("moved");

	CHECK(file_make_folders(in_folder("a/new/empty")));
	CHECK(others(kept, "") == 0);
	age();
	CHECK(others(kept, "") == 0);
	CHECK(file_write(in_folder("a/new/empty/one.md"), STR("x")));
	CHECK(others(kept, "") == -1);
	CHECK(file_remove(in_folder("a/new")));
	CHECK(others(kept, "") == 0);
	CHECK(file_write(in_folder("not-there"), STR("no folder")));
	CHECK(others(kept, "") == -1); /* who reads it says so */
	CHECK(unlink(in_folder("not-there").at) == 0);
	CHECK(others(kept, "") == 0);
	CHECK(rename(below.at, moved.at) == 0);
	CHECK(others(kept, "") == -1);
	CHECK(symlink("../moved", below.at) == 0);
	CHECK(others(kept, "") == -1);
	CHECK(unlink(below.at) == 0 && rename(moved.at, below.at) == 0);
	CHECK(others(kept, "") == 0);
	CHECK(file_make_folders(in_folder("a/new")));
	age();
	keep(kept);
	CHECK(others(kept, "") == 0);
	CHECK(file_write(in_folder("a/new/one.md"), STR("x")));
	CHECK(others(kept, "") == -1);
	CHECK(file_remove(in_folder("a/new")));
	CHECK(others(kept, "") == 0);
}

/* What is kept within a tick of a change does not hide the next one. */
static void
test_young_folder(struct buf *kept)
{
	struct str new = in_folder("a/below/new.md");

	for (int i = 0; i < 20; i++) {
		keep(kept);
		CHECK(file_write(new, STR("x")));
		CHECK(others(kept, "") == -1);
		CHECK(unlink(new.at) == 0);
		CHECK(others(kept, "") == 0);
	}
}

static void
test_young_states(void)
{
	const int64_t second = 1000000000, now = 1000 * second;
	struct stat info = {.st_mtim.tv_sec = 900, .st_ctim = {.tv_sec = 1000, .tv_nsec = 1}};

	CHECK(input_state(&info, now + second / 100) == 0);
	CHECK(input_state(&info, now + second / 10) != 0);
	info.st_ctim.tv_nsec = 0; /* it may be that nobody tells more than that, or than every other second */
	CHECK(input_state(&info, now + second / 10) == 0);
	CHECK(input_state(&info, now + 2 * second) == 0);
	CHECK(input_state(&info, now + 3 * second) != 0);
}

/* More files than one worker takes at once. */
static void
test_large_folder(struct buf *kept)
{
	char name[32];

	write_many(WRITTEN, STR("x"));
	age();
	keep(kept);
	CHECK(others(kept, "") == 0);
	for (int i = 100; i < WRITTEN; i += 100) {
		snprintf(name, sizeof name, "b/%02d.md", i);
		CHECK(file_write(in_folder(name), STR("other")));
		CHECK(others(kept, name + 2) == i / 100);
	}
	disguise(in_folder("b/599.md"), STR("y"), true);
	CHECK(others(kept, "599.md") == 6);
	CHECK(unlink(in_folder("b/300.md").at) == 0);
	CHECK(others(kept, "") == -1);
	for (int i = INPUTS_MOST_CHANGED; i < WRITTEN; i++) {
		snprintf(name, sizeof name, "b/%02d.md", i);
		CHECK(unlink(in_folder(name).at) == 0 || i == 300);
	}
	age();
	keep(kept);
}

/* One, and more of a byte. What is found then is nobody's matter: who keeps it tells that it is damaged. */
static void
turn_bits(struct buf *kept, size_t at)
{
	struct input changed[INPUTS_MOST_CHANGED];
	struct str folders[GIVEN];
	char whole = kept->at[at];
	size_t count;

	give(folders);
	for (unsigned turned = 1; turned < 256; turned = 2 * turned + 1) {
		kept->at[at] = (char)((unsigned char)whole ^ turned);
		inputs_compare(arena, buf_str(kept), folders, GIVEN, 1, changed, &count);
	}
	kept->at[at] = whole;
}

/* Names that are not shown are not told; and no damage leads out of the text. */
static void
test_kept_text(struct buf *kept, enum shown_files are_shown)
{
	struct buf part = {0};
	size_t believed = 0;

	CHECK(str_contains(buf_str(kept), "a/below") == (are_shown != SHOWN_NONE));
	CHECK(str_contains(buf_str(kept), "one.md") == (are_shown != SHOWN_NONE));
	CHECK(str_contains(buf_str(kept), "two.md") == (are_shown == SHOWN_ALL));
	CHECK(str_contains(buf_str(kept), "23.md") == (are_shown == SHOWN_ALL));
	CHECK(str_contains(buf_str(kept), "beside"));
	for (size_t len = 0; len < kept->len; len++) {
		buf_clear(&part);
		buf_add_bytes(&part, kept->at, len);
		believed += others(&part, "") != -1;
		buf_free(&part);
	}
	CHECK(believed == 0);
	for (size_t i = 0; i < kept->len; i++)
		turn_bits(kept, i);
	CHECK(others(kept, "") == 0);
}

static void
test_inputs(enum shown_files are_shown)
{
	struct buf kept = {0};

	show_files(are_shown);
	CHECK(file_make_folders(in_folder("a/below")) && file_make_folders(in_folder("b")));
	CHECK(file_write(in_folder("a/below/one.md"), STR("ONE!")) && file_write(in_folder("a/two.md"), STR("TWO")));
	CHECK(file_write(in_folder("beside"), STR("far")));
	age();
	keep(&kept);
	test_one_file(&kept);
	test_other_files(&kept);
	test_many(&kept);
	test_large_folder(&kept);
	test_folders(&kept);
	test_young_folder(&kept);
	age();
	keep(&kept);
	test_kept_text(&kept, are_shown);
	CHECK(file_remove(in_folder("a")) && file_remove(in_folder("b")));
	buf_free(&kept);
}

int
main(void)
{
	char name[] = "/tmp/image_test.XXXXXX";

	arena = arena_new();
	CHECK(mkdtemp(name) != NULL);
	folder = str_from(name);
	test_image();
	test_texts();
	for (enum shown_files are_shown = SHOWN_NONE; are_shown <= SHOWN_ALL; are_shown++)
		test_inputs(are_shown);
	test_young_states();
	CHECK(file_remove(folder));
	arena_free(arena);
	return check_done();
}
