/* SPDX-License-Identifier: EUPL-1.2 */
#include "program.h"

#include <elf.h>
#include <link.h>
#include <string.h>

/* The note that the linker leaves in every program: a number that no other program has. */
static int
find_note(struct dl_phdr_info *info, size_t size, void *user)
{
	(void)size;
	for (int i = 0; i < info->dlpi_phnum; i++) {
		const ElfW(Phdr) *part = &info->dlpi_phdr[i];
		const char *at = (const char *)info->dlpi_addr + part->p_vaddr, *end = at + part->p_memsz;

		while (part->p_type == PT_NOTE && at + sizeof(ElfW(Nhdr)) <= end) {
			const ElfW(Nhdr) *note = (const void *)at;
			const char *name = at + sizeof *note, *text = name + (note->n_namesz + 3) / 4 * 4;

			if (note->n_type == NT_GNU_BUILD_ID && note->n_namesz == 4 && memcmp(name, "GNU", 4) == 0)
				*(struct str *)user = (struct str){text, note->n_descsz};
			at = text + (note->n_descsz + 3) / 4 * 4;
		}
	}
	return 1; /* the program comes first; libraries are not asked */
}

bool
program_id(char id[static PROGRAM_ID])
{
	struct str found = {0};

	dl_iterate_phdr(find_note, &found);
	memset(id, 0, PROGRAM_ID);
	if (found.len)
		memcpy(id, found.at, found.len < PROGRAM_ID ? found.len : PROGRAM_ID);
	return found.len > 0;
}
