/* SPDX-License-Identifier: EUPL-1.2 */
/* font — the faces of a letter together: which of them shows a character, and how wide it is there.
 *
 * Read here and not by libharu, because layout must not need a PDF: its fonts belong to one document, know 65,536 characters only,
 * and are loaded anew for each letter. Files are mapped once for a run, and the subset that goes into a letter is cut out of the same
 * bytes (subset.h). */
#ifndef OPVOLGING_PDF_FONT_H
#define OPVOLGING_PDF_FONT_H

#include "face.h"
#include "../model/layout.h"

struct fonts;

/* Opens the face of each path; "" is none. The first four must be there; without a mono, code is set in the regular one. NULL where one cannot be used, with which of them and why: a clause whose subject is the file, or the
 * system's reason. */
struct fonts *fonts_open(struct arena *arena, const struct str *paths, enum face_id *which, const char **fault);
void fonts_close(struct fonts *fonts);

/* The same fonts for another thread: of the same files, which must stay open, but with its own memory of what was looked up. All of it is
 * the arena's. */
struct fonts *fonts_share(struct arena *arena, const struct fonts *fonts);

/* A face that has a file. */
const struct face *fonts_face(const struct fonts *fonts, enum face_id id);

/* The face that shows a character where wanted is asked for: itself, the regular one or a fallback; FACE_COUNT where none does. */
enum face_id fonts_face_for(const struct fonts *fonts, enum face_id wanted, uint32_t character);

/* What is drawn where a word is divided: a soft hyphen, which copied text forgets; a plain one where no face has it. */
uint32_t fonts_hyphen(const struct fonts *fonts, enum face_id wanted);

/* The width of a character at a size; 0 where no face has it. */
mpt fonts_advance(const struct fonts *fonts, enum face_id wanted, mpt size, uint32_t character);

#endif
