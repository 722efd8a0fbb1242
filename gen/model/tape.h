/* SPDX-License-Identifier: EUPL-1.2 */
/* tape — a parsed text as a flat list of events.
 *
 * One form serves a record's own page, an answer shown in place elsewhere, a cell of the prescribed table and the PDF. So a
 * tape knows no position on any page: targets are ids and numbers, footnotes and anchors are local, heading levels relative. It
 * holds no pointer either (strings are offsets into its pool), so that it can be written to a file and mapped. What a
 * reference resolves to depends on other records and stands beside it: see struct prose.
 *
 * Events come in document order, opened blocks and spans are always closed, and the definitions of footnotes (TAPE_NOTE) stand at
 * the end, in the order of their first reference. */
#ifndef OPVOLGING_MODEL_TAPE_H
#define OPVOLGING_MODEL_TAPE_H

#include "../base/arena.h"
#include "../base/buf.h"
#include "../base/source.h"

enum tape_kind {
	/* Containers: TAPE_OPEN … TAPE_CLOSE. */
	TAPE_PARAGRAPH,
	TAPE_HEADING, /* level 1–6, no level skipped; text: its anchor, unique in the tape */
	TAPE_QUOTE,
	TAPE_LIST, /* value: first number of an ordered list; flags */
	TAPE_ITEM,
	TAPE_TABLE, /* value: columns; text: a caption, may be "" */
	TAPE_ROW,   /* flags: TAPE_HEADER on a row of column headings */
	TAPE_CELL,  /* value: columns that it spans; flags */
	TAPE_NOTE,  /* a footnote's text; value: its number in this tape, from 1 */
	TAPE_COPY,  /* taken over from another record; text: its id; flags: TAPE_INLINE within a paragraph, else around blocks */
	TAPE_EMPHASIS,
	TAPE_STRONG,
	TAPE_LINK, /* value: index into refs; where it resolves to nothing, its text stays text */
	/* Leaves. */
	TAPE_TEXT,
	TAPE_CODE,
	TAPE_SOFT_BREAK, /* a line break in the source: a blank */
	TAPE_HARD_BREAK,
	TAPE_RULE,
	TAPE_CODE_BLOCK, /* text: the code */
	TAPE_IMAGE,      /* value: index into refs (the file); text: its alternative text */
	TAPE_NOTE_REF,   /* value: the footnote's number in this tape */
	TAPE_FILL,       /* a block that fills itself; value: index into fills */
};

enum tape_step { TAPE_LEAF, TAPE_OPEN, TAPE_CLOSE };

enum {
	TAPE_ORDERED = 1,     /* list */
	TAPE_TIGHT = 2,       /* list, item: items without space between them */
	TAPE_HEADER = 4,      /* row, cell: a column heading */
	TAPE_LABEL = 8,       /* cell: a row of its own that no column heading speaks about */
	TAPE_ALIGN_LEFT = 16, /* cell */
	TAPE_ALIGN_CENTER = 32,
	TAPE_ALIGN_RIGHT = 64,
	TAPE_INLINE = 128, /* copy */
};

struct tape_event {
	uint8_t kind; /* enum tape_kind */
	uint8_t step; /* enum tape_step */
	uint8_t flags;
	uint8_t level;  /* heading */
	uint32_t value; /* see the kinds */
	uint32_t text;  /* offset into the pool */
	uint32_t length;
	uint32_t peer; /* of an open event: the index of its close; of a close: of its open */
};

enum ref_kind {
	REF_ID,             /* an explicit link; name: id, fragment: without '#' */
	REF_FRAGMENT,       /* an explicit link to a heading of the same text; fragment */
	REF_URL,            /* name: an absolute https, http or mailto address */
	REF_FILE,           /* a picture or attachment; name: path under files/ */
	REF_KAMERSTUK,      /* name: the key of a paper or a whole dossier (see kamerstuk.h) */
	REF_QUESTION,       /* name: its number; of: the asker that is named, or "" */
	REF_RECOMMENDATION, /* name: its number; of: the evaluation that is named, or "" */
	REF_COMMITMENT,     /* name: its number */
	REF_MOTION,         /* name: who the text says proposed it; of: the key of the paper that stands with it, or "" */
	REF_TERM,           /* name: the id of the term */
};

enum {
	REF_RECOGNISED = 1, /* found in running text, not written as a link */
	REF_SEE = 2,        /* the sentence says 'zie' before it: the answer is to be read there */
	REF_SILENT = 4,     /* covers no text: the middle of 'vragen 3 t/m 7' */
	REF_PORTAL = 8,     /* made for the portal: a letter on paper has no link there, and its name is the page's title */
};

struct tape_ref {
	uint8_t kind; /* enum ref_kind */
	uint8_t flags;
	uint16_t name_length, of_length, fragment_length;
	uint32_t name, of, fragment;        /* offsets into the pool */
	uint32_t sentence, sentence_length; /* plain text of the sentence that it stands in */
	uint32_t start, end;                /* in the source, for messages */
};

enum fill_kind { FILL_FOLLOW_UP_TABLE, FILL_FOLLOW_UP_LIST, FILL_QUESTION_LIST, FILL_SAVINGS_LIST, FILL_COUNT };

/* A block that fills itself from records: its kind and the one thing that it is about. */
struct tape_fill {
	uint8_t kind;           /* enum fill_kind */
	uint8_t about;          /* enum type of the id: theme, evaluation, question set; TYPE_NONE where there is none */
	uint16_t unused;        /* 0: digests see every byte */
	uint32_t id, id_length; /* into the pool */
	uint32_t start, end;    /* in the source */
};

struct tape {
	struct tape_event *events;
	struct tape_ref *refs;
	struct tape_fill *fills;
	char *pool;
	uint32_t event_count, ref_count, fill_count, pool_size;
};

struct str tape_text(const struct tape *tape, const struct tape_event *event);
struct str ref_name(const struct tape *tape, const struct tape_ref *ref);
struct str ref_of(const struct tape *tape, const struct tape_ref *ref);
struct str ref_fragment(const struct tape *tape, const struct tape_ref *ref);
struct str ref_sentence(const struct tape *tape, const struct tape_ref *ref);
struct str fill_id(const struct tape *tape, const struct tape_fill *fill);
const char *fill_name(enum fill_kind kind); /* follow-up-table … */

/* The event that opens footnote number, or event_count. */
uint32_t tape_find_note(const struct tape *tape, uint32_t number);

/* The text alone, a blank for every break and between blocks, from event first until before last. */
struct str tape_plain(struct arena *arena, const struct tape *tape, uint32_t first, uint32_t last);

/* The first paragraph of it; "" where there is none. */
struct str tape_lead(struct arena *arena, const struct tape *tape);
/* The same behind what stands in a buffer: the text is borrowed from it, and trimmed as the buffer is not. */
struct str tape_add_plain(struct buf *text, const struct tape *tape, uint32_t first, uint32_t last);

bool tape_is_empty(const struct tape *tape);

/* Whether a heading has that anchor. */
bool tape_has_anchor(const struct tape *tape, struct str anchor);

/* 64 bits of everything that the tape says; equal tapes, equal digest. */
uint64_t tape_digest(const struct tape *tape);

/* Making one. A maker grows in its own arena (scratch); the tape that tape_made returns is packed into another. */
struct tape_maker;
struct tape_maker *tape_maker_new(struct arena *arena);
/* Another tape with the same maker, which keeps its room. The one before was taken by tape_made. */
void tape_maker_reset(struct tape_maker *maker);
uint32_t tape_open(struct tape_maker *maker, enum tape_kind kind, struct tape_event with, struct str text);
void tape_close(struct tape_maker *maker, enum tape_kind kind);
uint32_t tape_add(struct tape_maker *maker, enum tape_kind kind, struct tape_event with, struct str text);
uint32_t tape_add_ref(struct tape_maker *maker, struct tape_ref ref, struct str name, struct str of, struct str fragment,
                      struct str sentence);
uint32_t tape_add_fill(struct tape_maker *maker, struct tape_fill fill, struct str id);
struct tape tape_made(struct tape_maker *maker, struct arena *arena);
uint32_t tape_depth(const struct tape_maker *maker); /* what is open */

#endif
