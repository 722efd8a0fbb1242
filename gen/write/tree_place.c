/* SPDX-License-Identifier: EUPL-1.2 */
#include "tree_place.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../base/diag.h"
#include "../base/file.h"
#include "folder.h"
#include "tree_parts.h"

/* Another build may take its empty folders away while this one makes its own: then once more. */
enum { TRIES = 100 };

struct tree_place {
	struct arena *arena;
	struct str parent;             /* "." or "/" where out says none */
	struct str state, second, out; /* NUL behind each */
	struct str *made;              /* what this run made, in order */
	size_t made_count, made_cap;
	struct str failed; /* what could not be made, and why; reason is 0 where all is well */
	int reason;
	int lock; /* .out.opvolging/, shared by all runs that have the place; -1 */
};

/* For the end of the program, which hands nothing over. */
static struct tree_place *place_at_exit;

/* ---- making ---- */

static bool
failed_at(struct tree_place *place, struct str path)
{
	place->failed = path;
	place->reason = errno;
	return false;
}

/* path has a NUL behind it. */
static bool
make_folder(struct tree_place *place, struct str path, mode_t mode)
{
	if (mkdir(path.at, mode))
		return errno == EEXIST;
	place->made = arena_grow(place->arena, place->made, place->made_count, &place->made_cap, sizeof *place->made);
	place->made[place->made_count++] = path;
	return true;
}

static bool
make_parents(struct tree_place *place)
{
	struct stat info;

	if (stat(place->parent.at, &info) == 0)
		return true;
	for (size_t i = 1; i <= place->parent.len; i++) {
		if (i < place->parent.len && place->parent.at[i] != '/')
			continue;
		if (!make_folder(place, arena_str(place->arena, str_slice(place->parent, 0, i)), 0777))
			return false;
	}
	return true;
}

/* Who holds the folder sees that it is still the one with this name: a run that takes its folders away holds it alone. Where a file system
 * has no such locks, nobody takes anything away. */
static bool
hold_state(struct tree_place *place)
{
	struct stat info;
	int reason = ENOENT;

	place->lock = folder_open(AT_FDCWD, place->state.at);
	if (place->lock < 0)
		return false;
	flock(place->lock, LOCK_SH);
	if (fstat(place->lock, &info))
		reason = errno;
	else if (info.st_nlink > 0)
		return true;
	close(place->lock);
	place->lock = -1;
	errno = reason;
	return false;
}

/* Whether there are files in out that this program did not write. */
static bool
look_into(struct tree_place *place, bool *is_foreign)
{
	struct str manifest = path_join(place->arena, place->out, STR(MANIFEST_NAME));
	struct stat info;
	bool is_empty;

	*is_foreign = false;
	if (lstat(manifest.at, &info) == 0)
		return true;
	if (errno != ENOENT || !folder_is_empty(AT_FDCWD, place->out.at, &is_empty))
		return false;
	*is_foreign = !is_empty;
	return true;
}

/* Whether tree_open will refuse what stands there: then nothing is made beside it. */
static bool
look_around(struct tree_place *place, bool *is_refused)
{
	struct stat out, state, parent;

	*is_refused = false;
	if (lstat(place->out.at, &out))
		return errno == ENOENT;
	*is_refused = !S_ISDIR(out.st_mode);
	if (!*is_refused && !look_into(place, is_refused))
		return false;
	if (lstat(place->state.at, &state) == 0 && stat(place->parent.at, &parent) == 0 && state.st_dev != parent.st_dev)
		*is_refused = true;
	return true;
}

/* Once more with ENOENT. */
static bool
make_all(struct tree_place *place)
{
	bool is_refused;

	if (!make_parents(place))
		return failed_at(place, str_is(place->parent, ".") ? place->out : place->parent);
	if (!look_around(place, &is_refused))
		return failed_at(place, place->out);
	if (is_refused)
		return true;
	if (!make_folder(place, place->state, 0700) || !hold_state(place))
		return failed_at(place, place->state);
	if (!make_folder(place, place->second, 0755))
		return failed_at(place, place->second);
	return make_folder(place, place->out, 0755) || failed_at(place, place->out);
}

/* ---- taking away ---- */

/* Whether nothing was published. */
static bool
has_no_manifest(const struct tree_place *place)
{
	struct stat info;

	return lstat(path_join(place->arena, place->out, STR(MANIFEST_NAME)).at, &info) != 0 && errno == ENOENT;
}

/* With all that is in it. Another thread may be about to write a file there; in a folder that is gone it cannot. */
static bool
remove_whole(struct str path)
{
	for (int i = 0; i < TRIES; i++)
		if (file_remove(path))
			return true;
	return false;
}

static bool
clear_folder(const struct tree_place *place, struct str path)
{
	if (str_equal(path, place->state) || (str_equal(path, place->second) && has_no_manifest(place)))
		return remove_whole(path);
	return rmdir(path.at) == 0;
}

/* The last first; where one cannot go, those it stands in cannot either. Nothing but this run's is in a state folder that it made and
 * holds alone, once the second tree is gone and out with it; nor in a second tree that it made where nothing is published. */
static void
clear_place(void)
{
	struct tree_place *place = place_at_exit;

	if (place->lock >= 0 && flock(place->lock, LOCK_EX | LOCK_NB))
		return;
	for (size_t i = place->made_count; i > 0; i--)
		if (!clear_folder(place, place->made[i - 1]))
			return;
}

/* ---- the place ---- */

struct tree_place *
tree_place_make(struct str out)
{
	struct arena *arena = arena_new();
	struct tree_place *place = arena_alloc(arena, sizeof *place);
	struct str name;

	place->arena = arena;
	place->lock = -1;
	while (out.len > 1 && out.at[out.len - 1] == '/')
		out.len--;
	place->out = arena_str(arena, out);
	name = path_name(place->out);
	place->parent = arena_str(arena, path_folder(place->out));
	if (place->parent.len == 0)
		place->parent = str_starts(out, "/") ? STR("/") : STR(".");
	if (name.len == 0 || str_is(name, ".") || str_is(name, ".."))
		return place;
	place->state = path_join(arena, str_is(place->parent, ".") ? STR("") : place->parent,
	                         arena_printf(arena, ".%.*s.opvolging", STR_ARG(name)));
	place->second = path_join(arena, place->state, STR(SECOND_NAME));
	place_at_exit = place;
	atexit(clear_place);
	for (int i = 0; i < TRIES && !make_all(place) && place->reason == ENOENT; i++)
		place->reason = 0;
	return place;
}

void
tree_place_allow(const struct tree_place *place, struct sandbox_places *places)
{
	sandbox_allow(places, place->parent, SANDBOX_EXCHANGE);
	if (place->lock < 0)
		return;
	sandbox_allow(places, place->state, SANDBOX_WRITE);
	sandbox_allow(places, place->second, SANDBOX_WRITE);
	sandbox_allow(places, place->out, SANDBOX_WRITE);
	if (place->made_count && place->made[0].len <= place->parent.len)
		sandbox_allow(places, path_folder(place->made[0]), SANDBOX_PRUNE);
}

struct str
tree_place_state(const struct tree_place *place)
{
	return place->state;
}

/* Whether tree_open, with the rights that are left, finds the reason again and explains it: something else in the way, or a lack of rights that
 * lasts. */
static bool
is_found_again(const struct tree_place *place)
{
	struct str above = path_folder(place->failed);

	if (place->reason == ENOTDIR || place->reason == ELOOP ||
	    access(above.len ? arena_cstring(place->arena, above) : ".", W_OK | X_OK))
		return true;
	return access(place->failed.at, R_OK | W_OK | X_OK) && errno != ENOENT;
}

void
tree_place_require(const struct tree_place *place)
{
	if (!place->reason || is_found_again(place))
		return;
	errno = place->reason;
	world_failed("make", place->failed);
}
