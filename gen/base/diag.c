/* SPDX-License-Identifier: EUPL-1.2 */
#include "diag.h"

#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "buf.h"
#include "diag_print.h"
#include "work.h"

struct diagnostics {
	struct arena *arena;
	struct diagnostic *items;
	size_t count, cap;
	size_t counts[2]; /* by severity */
	/* Of the source that was reported on last: how often each rule. */
	const struct source *source;
	size_t told[RULE_COUNT];
	bool is_untold; /* the last message was not kept */
	bool is_part;   /* keeps all: what is too much is judged where it is joined */
};

static const struct rule_info {
	const char *name;
	enum severity severity;
	const char *why;
} rules[] = {
#define RULE(id, name, severity, why) {name, SEVERITY_##severity, why},
#include "diag.def"
#undef RULE
};

const char *
rule_name(enum rule rule)
{
	return rules[rule].name;
}

const char *
rule_why(enum rule rule)
{
	return rules[rule].why;
}

enum severity
rule_severity(enum rule rule)
{
	return rules[rule].severity;
}

struct diagnostics *
diag_new(struct arena *arena)
{
	struct diagnostics *diags = arena_alloc(arena, sizeof *diags);

	diags->arena = arena;
	return diags;
}

struct diagnostics *
diag_new_part(struct arena *arena)
{
	struct diagnostics *part = diag_new(arena);

	part->is_part = true;
	return part;
}

static struct str
formatted(struct arena *arena, const char *format, va_list args)
{
	struct buf text = {0};
	struct str copy;

	buf_vprintf(&text, format, args);
	copy = arena_str(arena, buf_str(&text));
	buf_free(&text);
	return copy;
}

/* A text that is wrong throughout has one mistake, made often: showing each place would cost the square of its length. */
enum { MOST_OF_A_KIND = 100 };

/* How often the rule was broken in this source, with this time. Messages on one source come together. */
static size_t
times_told(struct diagnostics *diags, enum rule rule, const struct source *source)
{
	if (source != diags->source) {
		diags->source = source;
		memset(diags->told, 0, sizeof diags->told);
	}
	return ++diags->told[rule];
}

/* Several threads may have something to tell of what they share. */
static void
mark_source(const struct source *source)
{
	if (source)
		__atomic_store_n(&((struct source *)(uintptr_t)source)->is_told_of, true, __ATOMIC_RELAXED);
}

/* Counts a message; false where it is not to be kept. times: how often the rule was broken in this source, with this time. */
static bool
is_kept(struct diagnostics *diags, enum rule rule, struct span span, size_t *times)
{
	mark_source(span.source);
	*times = times_told(diags, rule, span.source);
	diags->counts[rules[rule].severity]++;
	diags->is_untold = *times > MOST_OF_A_KIND && !diags->is_part;
	return !diags->is_untold;
}

static void
keep(struct diagnostics *diags, enum rule rule, struct span span, struct str text, size_t times)
{
	diags->items = arena_grow(diags->arena, diags->items, diags->count, &diags->cap, sizeof *diags->items);
	diags->items[diags->count] = (struct diagnostic){.rule = rule, .span = span, .text = text, .sequence = diags->count};
	diags->count++;
	if (times == MOST_OF_A_KIND && !diags->is_part)
		diag_note(diags, span_of(span.source, 0, 0), "there may be more like this in this file; they are not shown");
}

void
diag_report(struct diagnostics *diags, enum rule rule, struct span span, const char *format, ...)
{
	size_t times;
	va_list args;

	if (!is_kept(diags, rule, span, &times))
		return;
	va_start(args, format);
	keep(diags, rule, span, formatted(diags->arena, format, args), times);
	va_end(args);
}

void
diag_retell(struct diagnostics *diags, const struct diagnostics *part)
{
	for (size_t i = 0; i < part->count; i++) {
		const struct diagnostic *item = &part->items[i];
		size_t times;

		if (!is_kept(diags, item->rule, item->span, &times))
			continue;
		keep(diags, item->rule, item->span, arena_str(diags->arena, item->text), times);
		for (const struct diag_note *note = item->notes; note; note = note->next)
			diag_note(diags, note->span, "%.*s", STR_ARG(note->text));
	}
}

void
diag_note(struct diagnostics *diags, struct span span, const char *format, ...)
{
	struct diag_note *note, **last;
	va_list args;

	mark_source(span.source);
	if (diags->is_untold)
		return;
	note = arena_alloc(diags->arena, sizeof *note);
	last = &diags->items[diags->count - 1].notes;
	note->span = span;
	va_start(args, format);
	note->text = formatted(diags->arena, format, args);
	va_end(args);
	while (*last)
		last = &(*last)->next;
	*last = note;
}

void
diag_take(struct diagnostics *diags, struct diagnostics *from)
{
	diags->items = arena_reserve(diags->arena, diags->items, diags->count, from->count, &diags->cap, sizeof *diags->items);
	for (size_t i = 0; i < from->count; i++) {
		diags->items[diags->count] = from->items[i];
		diags->items[diags->count].sequence = diags->count;
		diags->count++;
	}
	for (enum severity severity = SEVERITY_WARNING; severity <= SEVERITY_ERROR; severity++)
		diags->counts[severity] += from->counts[severity];
	diags->source = NULL;
	*from = (struct diagnostics){.arena = from->arena, .items = from->items, .cap = from->cap};
}

size_t
diag_count(const struct diagnostics *diags, enum severity severity)
{
	return diags->counts[severity];
}

static int
diagnostic_order(const void *a, const void *b)
{
	const struct diagnostic *x = a, *y = b;
	struct str none = {0};
	int order = str_order(x->span.source ? x->span.source->name : none, y->span.source ? y->span.source->name : none);

	if (order)
		return order;
	if (x->span.start != y->span.start)
		return x->span.start < y->span.start ? -1 : 1;
	return x->sequence < y->sequence ? -1 : x->sequence > y->sequence;
}

void
diag_print(struct diagnostics *diags, enum diag_format format, bool color, FILE *out)
{
	struct buf text = {0};

	if (diags->count)
		qsort(diags->items, diags->count, sizeof *diags->items, diagnostic_order);
	diag_write(diags->items, diags->count, format, color, &text);
	if (out == stdout)
		world_print(buf_str(&text));
	else if (text.len)
		fwrite(text.at, 1, text.len, out);
	buf_free(&text);
}

/* What an administrator can do about it. */
static const struct {
	int reason;
	const char *remedy;
} remedies[] = {
	{ENOSPC, "make room on the disk and try again"},
	{EDQUOT, "make room within the quota and try again"},
	{EFBIG, "raise the limit on the size of files (ulimit -f) and try again"},
	{EMFILE, "raise the limit on open files (ulimit -n) and try again"},
	{ENFILE, "the system has no file handles left; try again later"},
	{EACCES, "give the user who runs this the right to it"},
	{EPERM, "give the user who runs this the right to it"},
	{EROFS, "make the file system writable, or choose another place"},
};

static const char *
remedy_of(int reason)
{
	for (size_t i = 0; i < sizeof remedies / sizeof *remedies; i++)
		if (remedies[i].reason == reason)
			return remedies[i].remedy;
	return NULL;
}

void
world_print(struct str text)
{
	if ((text.len && fwrite(text.at, 1, text.len, stdout) != text.len) || fflush(stdout))
		world_failed("write", STR("standard output"));
}

void
world_failed(const char *doing, struct str path)
{
	int reason = errno;
	const char *remedy = remedy_of(reason);
	struct buf line = {0};

	work_end();
	buf_printf(&line, "opvolging: %s ", doing);
	diag_write_plain(&line, path);
	buf_printf(&line, ": %s%s%s\n", strerror(reason), remedy ? "; " : "", remedy ? remedy : "");
	fflush(stdout);
	fwrite(line.at, 1, line.len, stderr);
	buf_free(&line);
	work_exit(2);
}
