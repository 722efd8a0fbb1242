/* SPDX-License-Identifier: EUPL-1.2 */
#include "sandbox.h"

#include <assert.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "call_filter.h"
#include "diag.h"

#ifndef __has_feature
#define __has_feature(name) 0
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__) || __has_feature(address_sanitizer) ||                         \
	__has_feature(thread_sanitizer) || __has_feature(memory_sanitizer)
enum { IS_SANITIZED = true };
#else
enum { IS_SANITIZED = false };
#endif

static _Noreturn void
cannot_enter(const char *part)
{
	fprintf(stderr,
	        "opvolging: the sandbox cannot be entered (%s: %s); let the system allow it, or go without by --no-sandbox\n",
	        part, strerror(errno));
	exit(2);
}

/* ---- Landlock ---- */

/* The kernel's header may be older than the kernel; these are the numbers of its later ABIs. */
#define FS_REFER (UINT64_C(1) << 13)
#define FS_TRUNCATE (UINT64_C(1) << 14)
#define FS_IOCTL_DEV (UINT64_C(1) << 15)
#define NET_BIND_TCP (UINT64_C(1) << 0)
#define NET_CONNECT_TCP (UINT64_C(1) << 1)
#define SCOPE_ABSTRACT_SOCKET (UINT64_C(1) << 0)
#define SCOPE_SIGNAL (UINT64_C(1) << 1)

#define FS_LISTS LANDLOCK_ACCESS_FS_READ_DIR
#define FS_READS (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define FS_MAKES_SPECIAL                                                                                                         \
	(LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_SOCK | LANDLOCK_ACCESS_FS_MAKE_FIFO |                            \
	 LANDLOCK_ACCESS_FS_MAKE_BLOCK | LANDLOCK_ACCESS_FS_MAKE_SYM)
#define FS_FOLDERS (LANDLOCK_ACCESS_FS_MAKE_DIR | LANDLOCK_ACCESS_FS_REMOVE_DIR | FS_REFER)
#define FS_FILES (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_REMOVE_FILE | FS_TRUNCATE)
/* What a rule about a file may say; about anything that only a folder has, the kernel complains. */
#define FS_OF_A_FILE                                                                                                             \
	(LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_READ_FILE | FS_TRUNCATE | FS_IOCTL_DEV)

/* struct landlock_ruleset_attr of ABI 6. Fields that a kernel does not know are zero, which it accepts. */
struct ruleset {
	uint64_t fs, net, scoped;
};

enum { ABI_LEAST = 2 };

static const struct ruleset news_of_abi[] = {
	[1] = {.fs = FS_READS | FS_MAKES_SPECIAL | LANDLOCK_ACCESS_FS_EXECUTE |
                     ((FS_FOLDERS | FS_FILES) & ~(FS_REFER | FS_TRUNCATE))},
	[2] = {.fs = FS_REFER},
	[3] = {.fs = FS_TRUNCATE},
	[4] = {.net = NET_BIND_TCP | NET_CONNECT_TCP},
	[5] = {.fs = FS_IOCTL_DEV},
	[6] = {.scoped = SCOPE_ABSTRACT_SOCKET | SCOPE_SIGNAL},
};

enum { ABI_KNOWN = sizeof news_of_abi / sizeof *news_of_abi - 1 };

static const struct {
	uint64_t fs;
	int open_flags;
} rights[] = {
	[SANDBOX_READ] = {FS_READS, 0},
	[SANDBOX_WRITE] = {FS_READS | FS_FILES | FS_FOLDERS, O_DIRECTORY | O_NOFOLLOW},
	[SANDBOX_FILE] = {FS_FILES, 0},
	[SANDBOX_EXCHANGE] = {FS_LISTS | FS_FOLDERS, O_DIRECTORY},
	[SANDBOX_PRUNE] = {LANDLOCK_ACCESS_FS_REMOVE_DIR, O_DIRECTORY},
};

/* What every run reads: fonts, the colour profile, time zones. zoneinfo may be a link that leads out of /usr/share. */
static const char *const read_by_all[] = {"/usr/share", "/usr/local/share", "/usr/share/zoneinfo", "/etc/localtime"};

static struct ruleset
all_of_abi(int abi)
{
	struct ruleset all = {0};

	for (int i = 1; i <= abi && i <= ABI_KNOWN; i++) {
		all.fs |= news_of_abi[i].fs;
		all.net |= news_of_abi[i].net;
		all.scoped |= news_of_abi[i].scoped;
	}
	return all;
}

/* Of a place that is not there, is something else, or may not be entered, whoever wants it tells, in its own words. */
static bool
is_not_to_be_had(int reason)
{
	return reason == ENOENT || reason == ENOTDIR || reason == ELOOP || reason == EACCES;
}

static void
add_rule(int ruleset, const char *path, uint64_t fs, int open_flags)
{
	struct landlock_path_beneath_attr rule = {.allowed_access = fs};
	struct stat info;

	rule.parent_fd = open(path, O_PATH | O_CLOEXEC | open_flags);
	if (rule.parent_fd < 0 && is_not_to_be_had(errno))
		return;
	if (rule.parent_fd < 0)
		world_failed("open", str_from(path));
	if (fstat(rule.parent_fd, &info))
		world_failed("read", str_from(path));
	if (!S_ISDIR(info.st_mode))
		rule.allowed_access &= FS_OF_A_FILE;
	/* EBADFD is a pipe of no folder (/dev/stdout), about which there are no rules, nor refusals. */
	if (rule.allowed_access && syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0) &&
	    errno != EBADFD)
		cannot_enter("Landlock");
	close(rule.parent_fd);
}

static void
add_places(int ruleset, uint64_t known, const struct sandbox_places *places)
{
	struct arena *scratch = arena_new();

	for (size_t i = 0; i < places->count; i++) {
		const struct sandbox_place *place = &places->at[i];
		const char *path = place->path.len ? arena_cstring(scratch, place->path) : ".";

		add_rule(ruleset, path, rights[place->right].fs & known, rights[place->right].open_flags);
	}
	for (size_t i = 0; i < sizeof read_by_all / sizeof *read_by_all; i++)
		add_rule(ruleset, read_by_all[i], FS_READS, 0);
	if (getenv("TZDIR")) /* what the C library cannot read there it would quietly take for UTC */
		add_rule(ruleset, getenv("TZDIR"), FS_READS, 0);
	if (IS_SANITIZED)
		add_rule(ruleset, "/", FS_READS | LANDLOCK_ACCESS_FS_EXECUTE, 0);
	arena_free(scratch);
}

static enum sandbox_part
enter_landlock(const struct sandbox_places *places, int *abi)
{
	struct ruleset all;
	int ruleset;

	*abi = (int)syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
	if (*abi < 0 && errno != ENOSYS && errno != EOPNOTSUPP)
		cannot_enter("Landlock");
	if (*abi < ABI_LEAST)
		return *abi < 1 ? PART_ABSENT : PART_TOO_OLD;
	all = all_of_abi(*abi);
	ruleset = (int)syscall(SYS_landlock_create_ruleset, &all, sizeof all, 0);
	if (ruleset < 0)
		cannot_enter("Landlock");
	add_places(ruleset, all.fs, places);
	if (syscall(SYS_landlock_restrict_self, ruleset, 0))
		cannot_enter("Landlock");
	close(ruleset);
	return PART_ACTIVE;
}

/* ---- seccomp ---- */

static enum sandbox_part
enter_seccomp(void)
{
	struct sock_filter filter[call_filter_count];
	struct sock_fprog program = {call_filter_count, filter};

	if (IS_SANITIZED)
		return PART_SANITIZED;
	/* A kernel that has filters looks for one at this address; one that has none does not know the mode. */
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, NULL) && errno != EFAULT)
		return PART_ABSENT;
	for (unsigned short i = 0; i < call_filter_count; i++) {
		filter[i] = call_filter[i];
		if (filter[i].k == CALL_FILTER_PID)
			filter[i].k = (uint32_t)getpid();
	}
	if (prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program))
		cannot_enter("seccomp");
	return PART_ACTIVE;
}

/* ---- both ---- */

void
sandbox_allow(struct sandbox_places *places, struct str path, enum sandbox_right right)
{
	assert(places->count < SANDBOX_PLACES);
	places->at[places->count++] = (struct sandbox_place){path, right};
}

struct sandbox
sandbox_enter(const struct sandbox_places *places)
{
	struct sandbox sandbox = {0};

	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0))
		cannot_enter("no_new_privs");
	sandbox.landlock = enter_landlock(places, &sandbox.abi);
	sandbox.seccomp = enter_seccomp();
	return sandbox;
}

/* /dev/null is open to all, but for Landlock. */
static bool
is_landlock_felt(void)
{
	int file = open("/dev/null", O_WRONLY | O_CLOEXEC);

	if (file >= 0)
		close(file);
	return file < 0 && errno == EACCES;
}

static bool
is_seccomp_felt(void)
{
	return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) < 0 && errno == ENOSYS;
}

void
sandbox_describe(const struct sandbox *sandbox, struct buf *out)
{
	static const char *const no_landlock[] = {
		[PART_ACTIVE] = "; Landlock has no effect",
		[PART_ABSENT] = "; this kernel has no Landlock",
		[PART_TOO_OLD] = "; the Landlock of this kernel is too old",
		[PART_SANITIZED] = "",
	};
	static const char *const no_seccomp[] = {
		[PART_ACTIVE] = "; seccomp has no effect",
		[PART_ABSENT] = "; this kernel has no seccomp",
		[PART_TOO_OLD] = "",
		[PART_SANITIZED] = "; no seccomp beside sanitizers",
	};
	bool has_landlock = sandbox->landlock == PART_ACTIVE && is_landlock_felt();
	bool has_seccomp = sandbox->seccomp == PART_ACTIVE && is_seccomp_felt();

	if (has_landlock)
		buf_printf(out, "Landlock %d", sandbox->abi);
	if (has_seccomp)
		buf_add_cstring(out, has_landlock ? ", seccomp" : "seccomp");
	if (!has_landlock && !has_seccomp)
		buf_add_cstring(out, "none");
	if (!has_landlock)
		buf_add_cstring(out, no_landlock[sandbox->landlock]);
	if (!has_seccomp)
		buf_add_cstring(out, no_seccomp[sandbox->seccomp]);
}
