/* SPDX-License-Identifier: EUPL-1.2 */
#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "../base/sixteen.h"
#include "template_inside.h"

struct frame {
	const struct view_type *type;
	const void *object;
};

struct template_kept {
	struct arena *arena; /* of the texts */
	struct str *texts;   /* by the operation's number; at is NULL: not yet */
	size_t count;
};

struct render {
	void *context;
	struct buf *out;
	struct template_kept *kept;           /* NULL: nothing is */
	struct frame frames[LEVELS_MOST + 2]; /* outer, root, and one at most for each level */
	size_t count;
	size_t levels; /* sections and calls */
	size_t calls;
	size_t calls_left;
};

/* What a name is now. A text that a slot writes stays unwritten until it is wanted: its answer's object is what the slot is
 * asked of. */
struct found {
	struct answer answer;
	const struct slot *slot; /* SLOT_TEXT, SLOT_HTML, or NULL */
};

/* ---- escaping ---- */

static const struct str entities[256] = {
	['&'] = {"&amp;", 5}, ['<'] = {"&lt;", 4}, ['>'] = {"&gt;", 4}, ['"'] = {"&quot;", 6}, ['\''] = {"&#39;", 5},
};

/* '"' and '&', '<' and '>' differ in one bit each. */
static bool
has_escaped(const char *at)
{
	sixteen bytes = sixteen_at(at);

	return sixteen_any(((bytes | ('"' ^ '&')) == '&') | ((bytes | ('<' ^ '>')) == '>') | (bytes == '\''));
}

/* The first byte from there on that has an entity, or the length. */
static size_t
find_escaped(const char *at, size_t len, size_t from)
{
	while (len - from >= sizeof(sixteen) && !has_escaped(at + from))
		from += sizeof(sixteen);
	if (sixteen_ends(len, from) && !has_escaped(at + len - sizeof(sixteen)))
		return len;
	while (from < len && !entities[(unsigned char)at[from]].len)
		from++;
	return from;
}

static size_t
count_growth(const char *at, size_t len)
{
	size_t growth = 0;

	for (size_t i = find_escaped(at, len, 0); i < len; i = find_escaped(at, len, i + 1))
		growth += entities[(unsigned char)at[i]].len - 1;
	return growth;
}

/* Escapes what was written from there on, in place and from behind: most texts have nothing to escape and are not copied. */
static void
escape_tail(struct buf *out, size_t from)
{
	size_t growth = out->len == from ? 0 : count_growth(out->at + from, out->len - from);
	size_t read = out->len, write = out->len + growth;

	if (growth == 0)
		return;
	buf_reserve(out, growth);
	out->len = write;
	/* Where both meet, what is left stands right already. */
	while (read < write) {
		char c = out->at[--read];
		struct str entity = entities[(unsigned char)c];

		if (entity.len)
			memcpy(out->at + (write -= entity.len), entity.at, entity.len);
		else
			out->at[--write] = c;
	}
}

void
template_escape(struct buf *out, struct str text)
{
	size_t from = 0;

	while (from < text.len) {
		size_t at = find_escaped(text.at, text.len, from);

		buf_add_bytes(out, text.at + from, at - from);
		if (at < text.len)
			buf_add(out, entities[(unsigned char)text.at[at++]]);
		from = at;
	}
}

/* ---- looking up ---- */

static struct found
found_kind(enum answer_kind kind)
{
	return (struct found){.answer.kind = kind};
}

static struct found
found_view(const struct view_type *type, const void *object)
{
	return (struct found){.answer = {.kind = object ? ANSWER_VIEW : ANSWER_FALSE, .type = type, .object = object}};
}

static struct found
ask_slot(const struct render *r, const struct slot *slot, const void *object)
{
	struct found found = {0};

	switch (slot->kind) {
	case SLOT_TEXT:
	case SLOT_HTML:
		return (struct found){.answer = {.kind = ANSWER_TEXT, .object = object}, .slot = slot};
	case SLOT_CLAIM:
		return found_kind(slot->claim(r->context, object) ? ANSWER_TRUE : ANSWER_FALSE);
	case SLOT_VIEW:
		return found_view(slot->of, slot->view(r->context, object));
	case SLOT_LIST:
		found.answer = (struct answer){.kind = ANSWER_LIST, .type = slot->of};
		found.answer.count = slot->list(r->context, object, &found.answer.items);
		return found;
	}
	return found;
}

static struct found
ask(const struct render *r, const struct view_type *type, const void *object, const struct step *step)
{
	const struct slot *slot = step->slot;

	if (!slot && type->slots)
		slot = template_slot(type, step->name);
	if (slot)
		return ask_slot(r, slot, object);
	if (type->find)
		return (struct found){.answer = type->find(r->context, object, step->name)};
	return found_kind(ANSWER_NOTHING);
}

static struct found
search(const struct render *r, const struct step *step)
{
	struct found found = found_kind(ANSWER_NOTHING);

	for (size_t i = r->count; i > 0 && found.answer.kind == ANSWER_NOTHING; i--)
		found = ask(r, r->frames[i - 1].type, r->frames[i - 1].object, step);
	return found;
}

/* {{.}}: the text of a section, what a dynamic type says of '.', or the object itself. */
static struct found
find_self(const struct render *r, const struct frame *frame)
{
	struct answer answer = {.kind = ANSWER_NOTHING};

	if (frame->type == &template_text_type)
		return *(const struct found *)frame->object;
	if (frame->type->find)
		answer = frame->type->find(r->context, frame->object, STR("."));
	if (answer.kind == ANSWER_NOTHING)
		return found_view(frame->type, frame->object);
	return (struct found){.answer = answer};
}

static struct found
look_up(const struct render *r, const struct path *path)
{
	const struct frame *frame = &r->frames[path->frame == FRAME_SEARCH ? (int)r->count - 1 : path->frame];
	struct found found;

	if (path->count == 0)
		return find_self(r, frame);
	found = path->frame == FRAME_SEARCH ? search(r, &path->steps[0]) : ask(r, frame->type, frame->object, &path->steps[0]);
	for (size_t i = 1; i < path->count; i++) {
		if (found.answer.kind != ANSWER_VIEW)
			return found_kind(ANSWER_NOTHING);
		found = ask(r, found.answer.type, found.answer.object, &path->steps[i]);
	}
	return found;
}

/* ---- values ---- */

static void
write_text(const struct render *r, const struct found *found)
{
	const struct answer *answer = &found->answer;

	if (found->slot)
		found->slot->text(r->context, answer->object, r->out);
	else if (answer->kind == ANSWER_TEXT)
		buf_add(r->out, answer->text);
	else if (answer->kind == ANSWER_VIEW && answer->type->self)
		answer->type->self(r->context, answer->object, r->out);
}

/* What a static type gives says itself whether it is HTML, also where a dynamic name led to it. */
static bool
is_html(const struct found *found, bool is_raw)
{
	if (found->slot)
		return found->slot->kind == SLOT_HTML;
	if (found->answer.kind == ANSWER_VIEW && found->answer.type->slots)
		return false;
	return is_raw;
}

/* Most names are one slot of a frame that was known when they were compiled; NULL: not this one. */
static const struct slot *
known_slot(const struct path *path)
{
	return path->frame != FRAME_SEARCH && path->count == 1 ? path->steps[0].slot : NULL;
}

static void
run_value(struct render *r, const struct op *op)
{
	const struct slot *slot = known_slot(&op->path);
	size_t from = r->out->len;
	struct found found;

	if (slot && slot->text) {
		slot->text(r->context, r->frames[op->path.frame].object, r->out);
		if (slot->kind == SLOT_TEXT)
			escape_tail(r->out, from);
		return;
	}
	found = look_up(r, &op->path);
	write_text(r, &found);
	if (!is_html(&found, op->kind == OP_RAW))
		escape_tail(r->out, from);
}

/* ---- sections ---- */

/* Written to see, and taken back. */
static bool
has_text(const struct render *r, const struct found *found)
{
	size_t before = r->out->len;
	bool has;

	write_text(r, found);
	has = r->out->len > before;
	r->out->len = before;
	return has;
}

static bool
is_true(const struct render *r, const struct found *found)
{
	switch (found->answer.kind) {
	case ANSWER_NOTHING:
	case ANSWER_FALSE:
		return false;
	case ANSWER_TEXT:
		return has_text(r, found);
	case ANSWER_LIST:
		return found->answer.count > 0;
	case ANSWER_TRUE:
	case ANSWER_VIEW:
		return true;
	}
	return false;
}

static void run_ops(struct render *r, const struct op *ops, size_t count);

static void
run_inside(struct render *r, const struct op *op)
{
	/* Only templates of dynamic types come so deep: for others it was an error to load them. */
	if (r->levels == LEVELS_MOST)
		return;
	r->levels++;
	run_ops(r, op + 1, op->inside);
	r->levels--;
}

static void
run_with(struct render *r, const struct op *op, const struct view_type *type, const void *object)
{
	if (r->levels == LEVELS_MOST)
		return;
	r->frames[r->count++] = (struct frame){type, object};
	run_inside(r, op);
	r->count--;
}

static void
run_list(struct render *r, const struct op *op, const struct view_type *type, const void *const *items, size_t count)
{
	for (size_t i = 0; i < count; i++)
		run_with(r, op, type, items[i]);
}

/* A section of a slot that is known. False where it is a text. */
static bool
run_known(struct render *r, const struct op *op, const struct slot *slot)
{
	const void *object = r->frames[op->path.frame].object, *const * items;

	if (slot->claim) {
		if (slot->claim(r->context, object))
			run_inside(r, op);
	} else if (slot->view) {
		object = slot->view(r->context, object);
		if (object)
			run_with(r, op, slot->of, object);
	} else if (slot->list) {
		size_t count = slot->list(r->context, object, &items);

		run_list(r, op, slot->of, items, count);
	}
	return !slot->text;
}

static void
run_section(struct render *r, const struct op *op)
{
	const struct slot *slot = known_slot(&op->path);
	const struct answer *answer;
	struct found found;

	if (slot && run_known(r, op, slot))
		return;
	found = look_up(r, &op->path);
	answer = &found.answer;
	if (!is_true(r, &found))
		return;
	if (answer->kind == ANSWER_LIST)
		run_list(r, op, answer->type, answer->items, answer->count);
	else if (answer->kind == ANSWER_VIEW)
		run_with(r, op, answer->type, answer->object);
	else if (answer->kind == ANSWER_TEXT)
		run_with(r, op, &template_text_type, &found);
	else
		run_inside(r, op);
}

static void
run_inverted(struct render *r, const struct op *op)
{
	struct found found = look_up(r, &op->path);

	if (!is_true(r, &found))
		run_inside(r, op);
}

static void
run_call(struct render *r, const struct template *called)
{
	if (r->calls == DEPTH_MOST || r->levels == LEVELS_MOST || r->calls_left == 0)
		return;
	r->calls_left--;
	r->calls++;
	r->levels++;
	run_ops(r, called->ops, called->count);
	r->levels--;
	r->calls--;
}

static void
run_op(struct render *r, const struct op *op)
{
	switch (op->kind) {
	case OP_LITERAL:
		buf_add(r->out, op->text);
		break;
	case OP_VALUE:
	case OP_RAW:
		run_value(r, op);
		break;
	case OP_SECTION:
		run_section(r, op);
		break;
	case OP_INVERTED:
		run_inverted(r, op);
		break;
	case OP_CALL:
		run_call(r, op->call);
		break;
	}
}

/* What was kept, or is from now on. */
static void
run_steady(struct render *r, const struct op *first)
{
	struct str *text = &r->kept->texts[first->number];
	size_t from = r->out->len;

	if (text->at) {
		buf_add(r->out, *text);
		return;
	}
	for (size_t i = 0; i < first->steady; i += 1 + first[i].inside)
		run_op(r, &first[i]);
	*text = arena_str(r->kept->arena, str_slice(buf_str(r->out), from, r->out->len));
}

static void
run_ops(struct render *r, const struct op *ops, size_t count)
{
	for (size_t i = 0; i < count;) {
		bool is_kept = r->kept && ops[i].steady;

		if (is_kept)
			run_steady(r, &ops[i]);
		else
			run_op(r, &ops[i]);
		i += is_kept ? ops[i].steady : 1 + ops[i].inside;
	}
}

struct template_kept *
template_kept_new(const struct templates *templates)
{
	struct arena *arena = arena_new();
	struct template_kept *kept = calloc(1, sizeof *kept);

	if (!kept)
		die_out_of_memory();
	kept->arena = arena;
	kept->count = templates->steady_count;
	kept->texts = arena_array(arena, kept->count, sizeof *kept->texts);
	return kept;
}

void
template_kept_clear(struct template_kept *kept)
{
	arena_reset(kept->arena);
	kept->texts = arena_array(kept->arena, kept->count, sizeof *kept->texts);
}

void
template_kept_free(struct template_kept *kept)
{
	arena_free(kept->arena);
	free(kept);
}

void
template_render(const struct template *template, const void *root_object, const void *outer_object, void *context,
                struct buf *out)
{
	template_render_kept(template, root_object, outer_object, context, NULL, out);
}

void
template_render_kept(const struct template *template, const void *root_object, const void *outer_object, void *context,
                     struct template_kept *kept, struct buf *out)
{
	const struct scope *root = template->scope;
	struct render r;

	assert(template->is_done && !template->is_broken);
	r.context = context;
	r.out = out;
	r.kept = kept;
	r.count = r.levels = r.calls = 0;
	r.calls_left = root->type->slots ? SIZE_MAX : DYNAMIC_CALLS_MOST;
	if (root->outer->outer)
		r.frames[r.count++] = (struct frame){root->outer->type, outer_object};
	r.frames[r.count++] = (struct frame){root->type, root_object};
	run_ops(&r, template->ops, template->count);
}
