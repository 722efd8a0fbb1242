/* SPDX-License-Identifier: EUPL-1.2 */
/* image — the public records of a build with all that was found out about them, as a file that the next build maps back.
 *
 * The file holds struct site, struct record, struct link … as they lie in memory, at an address that is the same in each run, so that nothing is
 * read or made anew: a page of the file is loaded when somebody looks at it. What is changed in memory never reaches the file. It is good for the
 * very program that wrote it and for nobody else, and is believed only whole: a checksum over all of it, which is not computed again while the
 * file that it was computed of is the same by size, inode and times (the rule of inputs.h). Nothing in it tells of a record that is not
 * public: it is a copy of what can be reached from the site after the cut.
 *
 * Settings, languages and layout are not in it, but for what records hold of them by number: they are read again. */
#ifndef OPVOLGING_KEEP_IMAGE_H
#define OPVOLGING_KEEP_IMAGE_H

#include "../model/site.h"

/* Copies the site into a new file of that name; NULL where the system does not allow it (no address, no room, no such file system). path is borrowed
 * until the end. One at a time, and none while another is mapped. */
struct image_file *image_begin(const struct site *site, struct str path);
/* Puts bytes of the caller's beside the site and closes the file. False where anything failed on the way: then no file is left, and nothing else
 * is lost. */
bool image_finish(struct image_file *file, struct str more, unsigned jobs);
/* Gives it up. */
void image_abandon(struct image_file *file);

struct image;

/* Maps what image_write made; NULL where it is not there, was written by another program, or is damaged in its head. */
struct image *image_open(struct str path);
void image_close(struct image *image);

/* Tells it from all others: a checksum of it and of what was kept beside the site. */
uint64_t image_id(const struct image *image);

/* What the caller kept beside the site, checked; borrowed until image_close. At NULL where it is damaged. */
struct str image_more(const struct image *image);

/* Whether every byte of the site is as it was written. Reads all of it, unless seen, a small file beside it, tells that this file was found to be
 * whole before; else notes there that it is. */
bool image_is_whole(const struct image *image, struct str seen, unsigned jobs);

/* The site, to be changed as its reader likes, once: records, links, what they gather in, and tables that may be looked into but not added to. Its
 * arena, messages, settings, languages, layout, addresses and day are to be set. Borrowed until image_close. */
struct site *image_site(struct image *image);

#endif
