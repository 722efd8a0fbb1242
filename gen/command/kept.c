/* SPDX-License-Identifier: EUPL-1.2 */
#include "kept.h"

#include <stdio.h>
#include <string.h>

#include "../base/file.h"
#include "../pdf/pdf.h"

#define IMAGE_NAME "image"
#define NEW_IMAGE_NAME "new/image" /* in the folder that a build cleans up */
#define SEEN_NAME "seen"
#define CHANGES_NAME "changes"

struct keeping {
	struct arena *arena;
	const struct options *options;
	const struct site *site;
	struct inputs *inputs;
	struct image_file *image;
	struct str path, new_path, changes;
};

static uint64_t
options_digest(const struct options *options)
{
	uint64_t digest = hash_text(hash_of(options->content), options->templates);

	digest = hash_mix(digest, (uint64_t)options->year);
	return hash_mix(digest, (uint64_t)options->only_pages << 3 | (uint64_t)options->no_pdf << 2 |
	                                (uint64_t)options->compress << 1 | options->strict);
}

/* What a build reads. */
struct folders {
	struct str items[2];
};

enum { FOLDERS = sizeof(struct folders) / sizeof(struct str) };

static struct folders
folders_of(const struct options *options)
{
	return (struct folders){{options->content, options->templates}};
}

struct keeping *
keeping_begin(const struct options *options)
{
	struct arena *arena = arena_new();
	struct keeping *keeping = arena_alloc(arena, sizeof *keeping);
	struct folders folders = folders_of(options);

	keeping->arena = arena;
	keeping->options = options;
	keeping->inputs = inputs_gather(folders.items, FOLDERS, (unsigned)options->jobs);
	return keeping;
}

/* Fonts, colours, the logo and the time zone are no part of the two folders. */
static void
add_outside(struct keeping *keeping, const struct site *site)
{
	for (enum face_id face = 0; face < FACE_COUNT; face++)
		if (site->layout->fonts[face].len)
			inputs_add(keeping->inputs, site->layout->fonts[face]);
	if (site->layout->logo.len)
		inputs_add(keeping->inputs, site->layout->logo);
	inputs_add(keeping->inputs, STR(PDF_PROFILE));
	inputs_add(keeping->inputs, path_join(keeping->arena, STR("/usr/share/zoneinfo"), site->settings.timezone));
}

void
keeping_image(struct keeping *keeping, const struct site *site, struct str folder)
{
	add_outside(keeping, site);
	keeping->site = site;
	keeping->path = path_join(keeping->arena, folder, STR(IMAGE_NAME));
	keeping->new_path = path_join(keeping->arena, folder, STR(NEW_IMAGE_NAME));
	keeping->changes = path_join(keeping->arena, folder, STR(CHANGES_NAME));
	if (file_make_folders(path_folder(keeping->new_path)) && file_remove(keeping->new_path))
		keeping->image = image_begin(site, keeping->new_path);
}

/* Beside the image: the facts, then the inputs. */
static bool
finish_image(struct keeping *keeping, struct digest release)
{
	const struct site *site = keeping->site;
	struct kept_facts facts = {.options = options_digest(keeping->options),
	                           .today = site->today,
	                           .now = site->now,
	                           .next_release = site->next_release,
	                           .release = release,
	                           .records = site->read_count,
	                           .weight = search_weight_of_all(site),
	                           .warnings = diag_count(site->diags, SEVERITY_WARNING),
	                           .unresolved = site->unresolved};
	struct buf more = {0};
	bool is_whole;

	buf_add_bytes(&more, &facts, sizeof facts);
	inputs_keep(keeping->inputs, &site->records, &more);
	is_whole = image_finish(keeping->image, buf_str(&more), site->jobs);
	keeping->image = NULL;
	buf_free(&more);
	return is_whole;
}

/* What was kept before goes in any case: it tells of records that may be withheld now. */
void
keeping_finish(struct keeping *keeping, struct digest release)
{
	bool is_whole = keeping->image && finish_image(keeping, release);

	file_remove(keeping->changes);
	if (is_whole && rename(keeping->new_path.at, keeping->path.at) == 0)
		return;
	file_remove(keeping->path);
	file_remove(keeping->new_path);
}

void
keeping_free(struct keeping *keeping)
{
	if (!keeping)
		return;
	if (keeping->image)
		image_abandon(keeping->image);
	inputs_free(keeping->inputs);
	arena_free(keeping->arena);
}

/* What has changed since the image: of the release that it led to, each file as it was then, and behind it their texts. */
struct changes {
	struct digest release;
	uint64_t image;      /* see image_id */
	uint64_t unresolved; /* references in that release */
	uint64_t count;
	struct change {
		uint64_t name, state;
		uint64_t size, digest; /* see kept_text */
	} items[INPUTS_MOST_CHANGED];
	uint64_t check; /* of all before, and of the texts */
};

static uint64_t
check_of(const struct changes *changes, struct str texts)
{
	return hash_text(hash_of((struct str){(const char *)changes, offsetof(struct changes, check)}), texts);
}

static struct changes
changes_of(const struct kept *kept, struct digest release, const struct kept_text *texts)
{
	struct changes changes;

	memset(&changes, 0, sizeof changes);
	changes.release = release;
	changes.image = image_id(kept->image);
	changes.unresolved = kept->unresolved;
	changes.count = kept->changed_count;
	for (size_t i = 0; i < kept->changed_count; i++) {
		const struct input *input = &kept->changed[i];

		changes.items[i] = (struct change){input->name, input->state, texts[i].text.len, texts[i].digest};
	}
	return changes;
}

/* Whose it is of the files that are others now; the number of these where it is none of them. */
static size_t
place_of(const struct kept *kept, uint64_t name)
{
	size_t place = 0;

	while (place < kept->changed_count && kept->changed[place].name != name)
		place++;
	return place;
}

/* What was followed is another than in the image still. False where a file is none of those, or its text is missing. */
static bool
take_texts(struct kept *kept, const struct changes *changes, struct str texts)
{
	for (size_t i = 0; i < changes->count; i++) {
		const struct change *change = &changes->items[i];
		size_t place = place_of(kept, change->name);

		if (place == kept->changed_count || change->size > texts.len)
			return false;
		kept->published[place] = (struct kept_text){
			.text = str_slice(texts, 0, change->size),
			.digest = change->digest,
			.is_published = change->state && change->state == kept->changed[place].state,
		};
		texts = str_slice(texts, change->size, texts.len);
	}
	return texts.len == 0;
}

static bool
is_up_to_date(const struct kept *kept)
{
	for (size_t i = 0; i < kept->changed_count; i++)
		if (!kept->published[i].is_published)
			return false;
	return true;
}

/* False where no build has followed the image to this release. */
static bool
read_changes(struct kept *kept, struct str folder, struct digest release, struct changes *changes, struct str *texts)
{
	struct arena *scratch = arena_new();
	struct str path = path_join(scratch, folder, STR(CHANGES_NAME));

	if (file_kind_of(path, NULL) == FILE_REGULAR)
		kept->changes.at = (const char *)file_map(path, &kept->changes.len);
	arena_free(scratch);
	if (kept->changes.len < sizeof *changes)
		return false;
	memcpy(changes, kept->changes.at, sizeof *changes);
	*texts = str_slice(kept->changes, sizeof *changes, kept->changes.len);
	return changes->count <= INPUTS_MOST_CHANGED && manifest_digest_equal(changes->release, release) &&
	       changes->image == image_id(kept->image) && changes->check == check_of(changes, *texts);
}

/* Whether the portal that stands is that of the image, or one that followed it. */
static bool
is_of_release(struct kept *kept, struct str folder, struct digest release)
{
	struct changes changes;
	struct str texts;
	bool has_followed = read_changes(kept, folder, release, &changes, &texts);

	if (has_followed && !take_texts(kept, &changes, texts))
		return false;
	kept->unresolved = has_followed ? changes.unresolved : kept->facts.unresolved;
	kept->is_published = is_up_to_date(kept);
	return has_followed || manifest_digest_equal(kept->facts.release, release);
}

static bool
is_of_this_time(const struct kept_facts *facts, const struct site *now)
{
	return date_order(facts->today, now->today) == 0 && facts->now <= now->now && now->now < facts->next_release;
}

static bool
reads_beside(struct kept *kept, const struct options *options, const struct site *now)
{
	struct str more = image_more(kept->image);
	struct folders folders = folders_of(options);

	if (more.len < sizeof kept->facts)
		return false;
	memcpy(&kept->facts, more.at, sizeof kept->facts);
	return kept->facts.options == options_digest(options) && is_of_this_time(&kept->facts, now) &&
	       inputs_compare(kept->arena, str_slice(more, sizeof kept->facts, more.len), folders.items, FOLDERS,
	                      (unsigned)options->jobs, kept->changed, &kept->changed_count);
}

struct kept *
kept_open(const struct options *options, const struct site *now, struct str folder, struct digest release)
{
	struct arena *arena = arena_new();
	struct image *image = image_open(path_join(arena, folder, STR(IMAGE_NAME)));
	struct kept *kept;

	if (!image) {
		arena_free(arena);
		return NULL;
	}
	kept = arena_alloc(arena, sizeof *kept);
	kept->arena = arena;
	kept->image = image;
	if (reads_beside(kept, options, now) && is_of_release(kept, folder, release))
		return kept;
	kept_close(kept);
	return NULL;
}

void
kept_close(struct kept *kept)
{
	if (!kept)
		return;
	image_close(kept->image);
	file_unmap((const uint8_t *)kept->changes.at, kept->changes.len);
	arena_free(kept->arena);
}

bool
kept_is_whole(const struct kept *kept, struct str folder, unsigned jobs)
{
	struct arena *scratch = arena_new();
	bool is_whole = image_is_whole(kept->image, path_join(scratch, folder, STR(SEEN_NAME)), jobs);

	arena_free(scratch);
	return is_whole;
}

static void
add_changes(struct buf *file, const struct kept *kept, struct digest release, const struct kept_text *texts)
{
	struct changes changes = changes_of(kept, release, texts);

	buf_add_bytes(file, (const char *)&changes, sizeof changes);
	for (size_t i = 0; i < kept->changed_count; i++)
		buf_add(file, texts[i].text);
	changes.check = check_of(&changes, str_slice(buf_str(file), sizeof changes, file->len));
	memcpy(file->at, &changes, sizeof changes);
}

static bool
are_all_kept(const struct kept *kept, const struct kept_text *texts)
{
	for (size_t i = 0; i < kept->changed_count; i++)
		if (!texts[i].text.at)
			return false;
	return true;
}

void
kept_note(const struct kept *kept, struct str folder, struct digest release, const struct kept_text *texts)
{
	struct arena *scratch = arena_new();
	struct str path = path_join(scratch, folder, STR(CHANGES_NAME));
	struct buf file = {0};

	if (are_all_kept(kept, texts))
		add_changes(&file, kept, release, texts);
	if (file_remove(path) && file.len)
		file_write(path, buf_str(&file));
	buf_free(&file);
	arena_free(scratch);
}
