/* SPDX-License-Identifier: EUPL-1.2 */
#include <stdlib.h>
#include <string.h>

#include "../base/unseen.h"
#include "../base/utf8.h"
#include "../model/host.h"
#include "markdown_parts.h"
#include "text.h"

/* A piece of running text: what is shown, and what references may be sought in. */
struct run {
	cmark_node *node;
	size_t start; /* in both texts */
	bool is_masked;
};

/* Lives in scratch. */
struct running_text {
	char *at; /* what is shown */
	size_t len, cap;
	struct str shown;    /* everything that a reader reads */
	struct str searched; /* of the same length: code and links are 0x1F */
	struct run *runs;    /* the nodes of text and breaks, in order */
	size_t run_count, run_cap;
	bool has_masked;
};

enum { MASK = 0x1F };

static bool
is_masking(cmark_node_type type)
{
	return type == CMARK_NODE_LINK || type == CMARK_NODE_IMAGE;
}

static struct str
text_of(cmark_node *node)
{
	switch (node_type(node)) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
	case CMARK_NODE_HTML_INLINE:
		return (struct str){(const char *)node->as.literal.data, (size_t)node->as.literal.len};
	case CMARK_NODE_SOFTBREAK:
	case CMARK_NODE_LINEBREAK:
		return STR("\n");
	default:
		return STR("");
	}
}

static bool
is_comment(cmark_node *node)
{
	return node_type(node) == CMARK_NODE_HTML_INLINE && str_starts(text_of(node), "<!--");
}

static void
add_run(struct parsing *parsing, struct running_text *text, cmark_node *node, bool is_masked)
{
	struct arena *scratch = parsing->reader->scratch;
	cmark_node_type type = node_type(node);
	struct str piece = is_comment(node) ? STR("") : text_of(node);

	is_masked = is_masked || type == CMARK_NODE_CODE || type == CMARK_NODE_HTML_INLINE;
	text->has_masked = text->has_masked || is_masked;
	text->runs = arena_grow(scratch, text->runs, text->run_count, &text->run_cap, sizeof *text->runs);
	text->runs[text->run_count++] = (struct run){node, text->len, is_masked};
	text->at = arena_reserve(scratch, text->at, text->len, piece.len, &text->cap, 1);
	if (piece.len)
		memcpy(text->at + text->len, piece.at, piece.len);
	text->len += piece.len;
}

/* A copy of what is shown, where anything must not be looked at. */
static struct str
masked(struct arena *scratch, const struct running_text *text)
{
	char *copy = arena_cstring(scratch, text->shown);

	for (size_t i = 0; i < text->run_count; i++) {
		size_t end = i + 1 < text->run_count ? text->runs[i + 1].start : text->len;

		if (text->runs[i].is_masked)
			memset(copy + text->runs[i].start, MASK, end - text->runs[i].start);
	}
	return (struct str){copy, text->len};
}

static bool
is_leaf(cmark_node_type type)
{
	return type == CMARK_NODE_TEXT || type == CMARK_NODE_CODE || type == CMARK_NODE_SOFTBREAK ||
	       type == CMARK_NODE_LINEBREAK || type == CMARK_NODE_HTML_INLINE || type == CMARK_NODE_FOOTNOTE_REFERENCE;
}

static void
collect(struct parsing *parsing, cmark_node *container, struct running_text *text)
{
	struct node_walk walk = {.root = container};
	int masks = 0;

	while (node_walk_next(&walk)) {
		cmark_node_type type = node_type(walk.node);

		if (is_masking(type))
			masks += walk.is_enter ? 1 : -1;
		else if (walk.is_enter && is_leaf(type))
			add_run(parsing, text, walk.node, masks > 0);
	}
	text->shown = text->searched = (struct str){text->at, text->len};
	if (text->has_masked)
		text->searched = masked(parsing->reader->scratch, text);
}

/* One blank for every run of blanks. */
static struct str
squeezed(struct arena *arena, struct str text)
{
	char *copy = arena_alloc(arena, text.len + 1);
	size_t len = 0;

	for (size_t i = 0; i < text.len; i++) {
		char c = char_is_space(text.at[i]) ? ' ' : text.at[i];

		if (c != ' ' || (len && copy[len - 1] != ' '))
			copy[len++] = c;
	}
	return str_trim((struct str){copy, len});
}

struct str
inline_plain(struct parsing *parsing, cmark_node *container)
{
	struct running_text text = {0};

	collect(parsing, container, &text);
	return squeezed(parsing->reader->scratch, text.shown);
}

/* Writing: the nodes again, with the references between them. */

struct writing {
	struct parsing *parsing;
	const struct running_text *text;
	struct references references;
	size_t next_reference;
	size_t next_run;
	bool is_inside;                      /* a reference is open */
	size_t sentence_start, sentence_end; /* of the last one that was asked for */
	struct str sentence;
};

/* The sentence around an offset. Many references may stand in one. */
static struct str
sentence_at(struct writing *writing, size_t offset)
{
	struct str text = writing->text->shown;

	if (!writing->sentence.len || offset < writing->sentence_start || offset >= writing->sentence_end) {
		sentence_around(text, offset, &writing->sentence_start, &writing->sentence_end);
		writing->sentence = squeezed(writing->parsing->reader->scratch,
		                             str_slice(text, writing->sentence_start, writing->sentence_end));
	}
	return writing->sentence;
}

/* The run that an offset lies in. */
static const struct run *
run_at(const struct running_text *text, size_t offset)
{
	size_t low = 0, high = text->run_count;

	while (high - low > 1) {
		size_t middle = (low + high) / 2;

		if (text->runs[middle].start <= offset)
			low = middle;
		else
			high = middle;
	}
	return &text->runs[low];
}

/* A reference that begins in bold and ends outside of it can be no element; it stays text. */
static bool
lies_on_one_level(const struct running_text *text, const struct reference *reference)
{
	size_t last = reference->end > reference->start ? reference->end - 1 : reference->start;
	cmark_node *first = run_at(text, reference->start)->node;

	return cmark_node_parent(first) == cmark_node_parent(run_at(text, last)->node);
}

static void
keep_whole_references(struct writing *writing)
{
	struct references *references = &writing->references;
	size_t kept = 0;

	for (size_t i = 0; i < references->count; i++)
		if (lies_on_one_level(writing->text, &references->items[i]))
			references->items[kept++] = references->items[i];
	references->count = kept;
}

static uint32_t
add_reference(struct writing *writing, const struct reference *reference)
{
	struct parsing *parsing = writing->parsing;
	const struct run *run = run_at(writing->text, reference->start);
	struct span span = markdown_span(parsing, run->node);
	uint32_t length = (uint32_t)(reference->end - reference->start);

	/* Where the text stands in the source as it is read, the reference has a place of its own. */
	if (parsing->text.line_count) {
		span.start += (uint32_t)(reference->start - run->start);
		span.end = span.start + length;
	}
	if (reference->kind == REF_URL)
		host_check(parsing->reader->diags, span, reference->name);
	return tape_add_ref(parsing->tape,
	                    (struct tape_ref){.kind = (uint8_t)reference->kind,
	                                      .flags = (uint8_t)reference->flags,
	                                      .start = span.start,
	                                      .end = span.end},
	                    reference->name, reference->of, STR(""), sentence_at(writing, reference->start));
}

static void
write_piece(struct writing *writing, struct str piece)
{
	if (piece.len)
		tape_add(writing->parsing->tape, TAPE_TEXT, (struct tape_event){0}, piece);
}

/* The references that begin or end at offset; the ones that cover no text are noted and closed at once. */
static void
cross_borders(struct writing *writing, size_t offset)
{
	struct tape_maker *tape = writing->parsing->tape;

	while (writing->next_reference < writing->references.count) {
		const struct reference *reference = &writing->references.items[writing->next_reference];

		if (writing->is_inside) {
			if (reference->end > offset)
				return;
			tape_close(tape, TAPE_LINK);
			writing->is_inside = false;
			writing->next_reference++;
			continue;
		}
		if (reference->start > offset)
			return;
		tape_open(tape, TAPE_LINK, (struct tape_event){.value = add_reference(writing, reference)}, STR(""));
		writing->is_inside = true;
	}
}

static size_t
next_border(const struct writing *writing)
{
	const struct reference *reference;

	if (writing->next_reference == writing->references.count)
		return SIZE_MAX;
	reference = &writing->references.items[writing->next_reference];
	return writing->is_inside ? reference->end : reference->start;
}

/* A text, cut where references begin and end. */
static void
write_text(struct writing *writing, struct str text, size_t start)
{
	size_t at = start, end = start + text.len;

	while (at < end) {
		size_t border;

		cross_borders(writing, at);
		border = next_border(writing);
		if (border > end)
			border = end;
		write_piece(writing, str_slice(text, at - start, border - start));
		at = border;
	}
	/* What ends here ends inside this node, where it began. */
	if (writing->is_inside && next_border(writing) == end)
		cross_borders(writing, end);
}

static void
write_leaf(struct writing *writing, cmark_node *node, size_t start)
{
	struct tape_maker *tape = writing->parsing->tape;
	struct tape_event plain = {0};

	switch (node_type(node)) {
	case CMARK_NODE_TEXT:
		write_text(writing, text_of(node), start);
		break;
	case CMARK_NODE_SOFTBREAK:
		tape_add(tape, TAPE_SOFT_BREAK, plain, STR(""));
		break;
	case CMARK_NODE_LINEBREAK:
		tape_add(tape, TAPE_HARD_BREAK, plain, STR(""));
		break;
	case CMARK_NODE_CODE:
		tape_add(tape, TAPE_CODE, plain, text_of(node));
		break;
	case CMARK_NODE_HTML_INLINE:
		/* What opens is told; what closes it again is the same mistake. */
		if (!str_starts(text_of(node), "</"))
			diag_report(writing->parsing->reader->diags, RULE_RAW_HTML, markdown_span(writing->parsing, node),
			            is_comment(node) ? "a comment of HTML, which is left out; remove it"
			                             : "HTML, which is shown as it stands; write Markdown instead");
		if (!is_comment(node))
			write_piece(writing, text_of(node));
		break;
	case CMARK_NODE_FOOTNOTE_REFERENCE:
		plain.value = (uint32_t)strtoul(cmark_node_get_literal(node), NULL, 10);
		tape_add(tape, TAPE_NOTE_REF, plain, STR(""));
		break;
	default:
		break;
	}
}

/* Explicit links and pictures. */

static bool
is_path_under_files(struct str path)
{
	return path.len > 0 && path.at[0] != '/' && !str_contains(path, "..") && !str_contains(path, "//");
}

/* What a written address means; false where it means nothing that a page may lead to. */
static bool
classify(struct str address, struct tape_ref *ref, struct str *name, struct str *fragment)
{
	size_t hash = str_find_char(address, '#');

	*name = address;
	*fragment = STR("");
	if (str_starts(address, "https://") || str_starts(address, "http://") || str_starts(address, "mailto:")) {
		ref->kind = REF_URL;
		return !host_ends_in_backslash(address);
	}
	*name = str_slice(address, 0, hash);
	*fragment = str_slice(address, hash + 1, address.len);
	if (name->len == 0 && fragment->len) {
		ref->kind = REF_FRAGMENT;
		return true;
	}
	if (str_starts(*name, "files/")) {
		ref->kind = REF_FILE;
		*name = str_slice(*name, sizeof "files/" - 1, name->len);
		return is_path_under_files(*name);
	}
	ref->kind = REF_ID;
	return is_like_id(*name);
}

static void
report_broken(struct parsing *parsing, struct span span, struct str address)
{
	if (address.len == 0)
		diag_report(parsing->reader->diags, RULE_LINK_BROKEN, span,
		            "a link without an address; write an id, an https address or files/…");
	else
		diag_report(parsing->reader->diags, RULE_LINK_BROKEN, span,
		            "the link '%.*s' leads nowhere; write an id (recommendations/…), an https address or files/…",
		            STR_ARG(str_slice(address, 0, 200)));
}

enum { FARTHEST_ADDRESS = 2000 };

/* What stands before an address that is written out: '(', '<', or the ': ' of a definition. */
static bool
introduces_address(struct str before)
{
	return str_ends(before, "(") || str_ends(before, "<") || str_ends(before, "]: ");
}

/* The place of the address itself, where it stands soon behind the place of the node. */
static struct span
address_span(struct parsing *parsing, cmark_node *node, struct str address)
{
	struct span span = markdown_span(parsing, node);
	struct str rest = str_slice(parsing->text.source->text, span.start, span.start + FARTHEST_ADDRESS);

	for (size_t at = 0; address.len && at < rest.len; at++) {
		size_t found = at + str_find(str_slice(rest, at, rest.len), address);

		if (found >= rest.len)
			break;
		if (introduces_address(str_slice(rest, 0, found)))
			return span_of(span.source, span.start + found, span.start + found + address.len);
		at = found;
	}
	return span;
}

/* Browsers leave out or turn what hides in an address: it would lead elsewhere than it says. */
static bool
hides_something(struct parsing *parsing, struct span span, struct str address)
{
	uint32_t c;

	if (unseen_find(address, 0, unseen_hides, &c) == address.len)
		return false;
	diag_report(parsing->reader->diags, RULE_TEXT_UNSEEN, span,
	            "the address has the character U+%04X, which nobody sees; remove it", (unsigned)c);
	return true;
}

static void
check_host(struct parsing *parsing, cmark_node *node, struct span span, struct str address)
{
	cmark_node *first = cmark_node_first_child(node);

	if (!host_check(parsing->reader->diags, span, address) || !first || !str_starts(text_of(first), "http"))
		return;
	host_check_shown(parsing->reader->diags, span, address, inline_plain(parsing, node));
}

/* The reference of a link or picture; false where it is broken, which is reported. */
static bool
add_written_reference(struct writing *writing, cmark_node *node, size_t offset, uint32_t *index)
{
	struct parsing *parsing = writing->parsing;
	struct str address = str_from(cmark_node_get_url(node)), name, fragment;
	struct span span = address_span(parsing, node, address);
	struct tape_ref ref = {.start = span.start, .end = span.end};
	bool is_known = address.len <= ADDRESS_LONGEST && classify(address, &ref, &name, &fragment);

	if (hides_something(parsing, span, address))
		return false;
	if (!is_known) {
		report_broken(parsing, span, address);
		return false;
	}
	if (ref.kind == REF_URL)
		check_host(parsing, node, span, address);
	*index = tape_add_ref(parsing->tape, ref, name, STR(""), fragment, sentence_at(writing, offset));
	return true;
}

static size_t
offset_now(const struct writing *writing)
{
	const struct running_text *text = writing->text;

	return writing->next_run < text->run_count ? text->runs[writing->next_run].start : text->shown.len;
}

/* A picture's alternative text is its plain text; what is inside it is not written. */
static void
write_image(struct writing *writing, cmark_node *node)
{
	struct parsing *parsing = writing->parsing;
	struct str alt = inline_plain(parsing, node);
	uint32_t ref;

	if (!alt.len)
		diag_report(parsing->reader->diags, RULE_IMAGE_ALT, markdown_span(parsing, node),
		            "a picture without an alternative text; write what it shows between the brackets");
	if (!str_starts(str_from(cmark_node_get_url(node)), "files/")) {
		diag_report(parsing->reader->diags, RULE_IMAGE_PLACE, markdown_span(parsing, node),
		            "a picture that does not lie under files/; put its file there, and write files/…");
		return;
	}
	if (!add_written_reference(writing, node, offset_now(writing), &ref))
		return;
	tape_add(parsing->tape, TAPE_IMAGE, (struct tape_event){.value = ref}, alt);
}

static void
enter_inline(struct writing *writing, cmark_node *node)
{
	struct tape_maker *tape = writing->parsing->tape;
	struct tape_event plain = {0};
	uint32_t ref;

	switch (node_type(node)) {
	case CMARK_NODE_EMPH:
		tape_open(tape, TAPE_EMPHASIS, plain, STR(""));
		break;
	case CMARK_NODE_STRONG:
		tape_open(tape, TAPE_STRONG, plain, STR(""));
		break;
	case CMARK_NODE_LINK:
		/* A broken one keeps its place in the tape as an empty reference: the closing event has a peer. */
		if (!add_written_reference(writing, node, offset_now(writing), &ref))
			ref = tape_add_ref(tape, (struct tape_ref){.kind = REF_ID}, STR(""), STR(""), STR(""), STR(""));
		tape_open(tape, TAPE_LINK, (struct tape_event){.value = ref}, STR(""));
		break;
	default:
		break;
	}
}

static void
exit_inline(struct writing *writing, cmark_node *node)
{
	cmark_node_type type = node_type(node);

	if (type == CMARK_NODE_EMPH)
		tape_close(writing->parsing->tape, TAPE_EMPHASIS);
	else if (type == CMARK_NODE_STRONG)
		tape_close(writing->parsing->tape, TAPE_STRONG);
	else if (type == CMARK_NODE_LINK)
		tape_close(writing->parsing->tape, TAPE_LINK);
}

/* The runs inside a picture are behind us once it is written. */
static void
skip_runs_of(struct writing *writing, cmark_node *node)
{
	struct node_walk walk = {.root = node};

	while (node_walk_next(&walk))
		if (walk.is_enter && is_leaf(node_type(walk.node)))
			writing->next_run++;
}

static void
write_nodes(struct writing *writing, cmark_node *container)
{
	struct node_walk walk = {.root = container};

	while (node_walk_next(&walk)) {
		cmark_node *node = walk.node;
		cmark_node_type type = node_type(node);

		if (node == container)
			continue;
		if (type == CMARK_NODE_IMAGE && walk.is_enter) {
			write_image(writing, node);
			skip_runs_of(writing, node);
			walk.is_enter = false;
		} else if (is_leaf(type)) {
			if (walk.is_enter)
				write_leaf(writing, node, writing->text->runs[writing->next_run++].start);
		} else if (walk.is_enter) {
			/* A reference that begins right here begins outside of what opens here. */
			enter_inline(writing, node);
		} else {
			exit_inline(writing, node);
		}
	}
}

/* '[^1]' that stayed text has no footnote of that name. */
static void
report_undefined_notes(struct parsing *parsing, const struct running_text *text)
{
	struct str searched = text->searched;

	for (size_t at = markdown_find_note(searched, 0); at + 2 < searched.len;) {
		size_t length = str_find_char(str_slice(searched, at, searched.len), ']') + 1;
		const struct run *run = run_at(text, at);
		struct span span = markdown_span(parsing, run->node);

		if (at + length > searched.len)
			return;
		if (parsing->text.line_count) {
			span.start += (uint32_t)(at - run->start);
			span.end = span.start + (uint32_t)length;
		}
		diag_report(parsing->reader->diags, RULE_FOOTNOTE_UNDEFINED, span,
		            "the footnote '%.*s' is not there; write it below the text as [^…]: …",
		            STR_ARG(str_slice(searched, at + 2, at + length - 1)));
		at = markdown_find_note(searched, at + length);
	}
}

/* Entities may be characters that no text may have; what stands there plainly was looked at when it was loaded. */
static void
check_seen(struct parsing *parsing, const struct running_text *text)
{
	struct str shown = text->shown;
	uint32_t c;
	size_t at = unseen_find(shown, 0, unseen_steers, &c);

	if (at < shown.len)
		text_is_seen(parsing->reader->diags, markdown_span(parsing, run_at(text, at)->node),
		             str_slice(shown, at, shown.len));
}

void
inline_write(struct parsing *parsing, cmark_node *container)
{
	struct running_text text = {0};
	struct writing writing = {.parsing = parsing, .text = &text};

	collect(parsing, container, &text);
	if (text.run_count) {
		if (parsing->has_entities)
			check_seen(parsing, &text);
		writing.references = references_find(parsing->reader->scratch, text.searched, parsing->reader->terms);
		keep_whole_references(&writing);
		report_undefined_notes(parsing, &text);
	}
	write_nodes(&writing, container);
}
