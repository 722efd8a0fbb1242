/* SPDX-License-Identifier: EUPL-1.2 */
/* document — one letter while it is being set: what it is made from, and what it has become so far.
 *
 * All of it lives in the letter's arena. Nothing here knows libharu; describe prints it, the writer draws it. */
#ifndef OPVOLGING_PDF_DOCUMENT_H
#define OPVOLGING_PDF_DOCUMENT_H

#include "../model/site.h"
#include "box.h"
#include "picture.h"

/* A link: an element of the structure, and where it leads. */
struct document_link {
	uint32_t element;
	struct str url;          /* "" where it leads to a note or a heading */
	uint32_t note;           /* from 1; 0: none */
	uint32_t bookmark;       /* from 1; 0: none */
	const struct record *to; /* a record that may stand in this document; NULL */
	struct str contents;     /* said aloud instead of the rectangle */
};

/* A text that is being set, and which of its footnotes were referred to so far. */
struct text {
	const struct prose *prose;
	struct text_note {
		uint32_t event;  /* that opens it; 0: there is none */
		uint32_t number; /* in the document; 0: not referred to yet */
	} * notes;               /* by number in the tape */
	uint32_t note_count;
};

/* A footnote: flowed once, placed on the page of its first reference. */
struct note {
	uint32_t element;
	struct text *text;
	uint32_t event; /* that opens it */
	struct flow flow;
	bool is_placed;
	uint32_t page; /* where it begins, from 1; 0: not drawn yet */
	mpt y;
};

/* An entry of the outline. */
struct bookmark {
	int level;
	struct str title;
	const struct record *about; /* that stands under the heading, or NULL */
	uint32_t page;              /* from 1 */
	mpt y;
};

enum mark_kind { MARK_TEXT, MARK_RULE, MARK_TINT, MARK_PICTURE };

/* What follows a line's last character: a hyphen to be seen, or the blank that keeps its words apart when they are copied. */
enum ending { ENDS_PLAIN, ENDS_HYPHENATED, ENDS_BLANK };

/* Why something is drawn that is not part of the text. */
enum artifact { ARTIFACT_LAYOUT, ARTIFACT_HEADER, ARTIFACT_FOOTER, ARTIFACT_PAGINATION, ARTIFACT_WATERMARK };

/* Something to be drawn on a page. Marks are in drawing order. */
struct mark {
	enum mark_kind kind : 4;
	enum colour colour : 6;
	enum face_id face : 6;      /* text */
	enum ending ending : 4;     /* text */
	bool is_diagonal : 1;       /* text: from bottom left to top right */
	enum artifact artifact : 4; /* where slot is 0 */
	uint32_t slot;
	mpt size; /* text */
	mpt x, y; /* text: of the base line; else the top left corner */
	mpt width, height;
	uint32_t number; /* of the content on its page (MCID), where there is a slot; see page_finish */
	struct str text;
	uint32_t page_of; /* text: the number of the page of that bookmark, to the left of x, once it is known; 0: none */
	uint32_t picture; /* from 1 */
};

/* A rectangle of a page that leads somewhere. */
struct page_link {
	uint32_t link; /* from 1 */
	mpt x, y, width, height;
};

struct page {
	struct mark *background; /* drawn before all others; NULL */
	struct mark *marks;
	struct page_link *links;
	uint32_t *owners; /* elements by the numbers of the content (MCID); see page_finish */
	size_t owner_count;
	size_t mark_count, mark_cap, link_count, link_cap;
};

struct document {
	struct arena *arena;   /* of what is laid out: gone when its pages are filled */
	struct arena *scratch; /* of the page that is being filled */
	struct arena *kept;    /* of what is drawn: until the document is written */
	const struct layout *layout;
	struct fonts *fonts;
	struct breaker *breaker;
	const struct site *site;
	const struct record *record;
	struct diagnostics *diags;
	bool is_draft;

	struct str title, author, subject, language; /* a tag */
	struct str name;                             /* of the file: the title, and that it is a draft */
	const struct language *wording;              /* dates and labels */
	const struct letter_words *words;            /* of its language */
	int slope_across, slope_up; /* of the watermark, along the diagonal of the paper: cosine and sine, in thousandths */
	struct date date;

	struct tag_tree tree;
	uint32_t root; /* element */
	struct para_maker maker;

	struct document_link *links;
	struct note *notes;
	struct bookmark *bookmarks;
	const struct picture *logo; /* NULL */
	struct picture *pictures;
	struct page *pages;
	size_t notes_set; /* of the notes: those that have their flow */
	size_t picture_count, picture_cap;
	size_t link_count, link_cap, note_count, note_cap, bookmark_count, bookmark_cap, page_count, page_cap;

	struct table *anchors; /* records that stand here under a heading of their own, by id: struct bookmark number */

	const struct record *origin; /* of the text that is being set */
	struct missing {
		uint32_t character;
		const struct record *origin;
	} * missing; /* characters that no font has: each reported once for a record */
	size_t missing_count, missing_cap;
};

/* Every part but the tree begins empty. What is wrong is said to diags. */
void document_init(struct document *document, const struct site *site, const struct record *record, struct diagnostics *diags);

/* Forgets all that was needed only to fill the pages. */
void document_end_layout(struct document *document);
void document_free(struct document *document);

/* Each returns a number from 1. */
uint32_t document_add_link(struct document *document, struct document_link link);
uint32_t document_add_note(struct document *document, struct note note);
uint32_t document_add_picture(struct document *document, struct picture picture);
uint32_t document_add_bookmark(struct document *document, int level, struct str title);

/* A new page; borrowed until the next one. page_drop_marks forgets what is drawn on it. */
struct page *document_add_page(struct document *document);
struct mark *page_add_mark(struct page *page, struct mark mark);
void page_add_link(struct page *page, struct page_link link);
void page_drop_marks(struct page *page);
void page_drop(struct page *page);

/* The bookmark of the heading that a record stands under in this document, or NULL. */
void document_add_anchor(struct document *document, const struct record *record, uint32_t bookmark);
const struct bookmark *document_anchor(const struct document *document, const struct record *record);

/* A text of the frame, in the language of the document. */
struct str document_word(const struct document *document, enum letter_word word);

struct style style_of(struct lettering lettering);

#endif
