/* SPDX-License-Identifier: EUPL-1.2 */
/* fault — a library to preload, in which one call of the system fails once.
 *
 *     FAULT=write:7:28         the seventh call of the class 'write' fails with errno 28
 *     FAULT_KINDS=hidden       folders do not tell what their entries are, as on some file systems
 *     FAULT_EXCHANGE=never     two folders cannot be exchanged, as on NFS
 *     FAULT_COUNTS=FILE        at the end, "<class> <calls>" for each class goes into FILE
 *
 * What the program and its libraries call is counted, what the C library calls inside itself is not, but for memory. Counting begins where
 * the program's own code does. */
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define CLASSES(X)                                                                                                               \
	X(open)                                                                                                                  \
	X(opendir)                                                                                                               \
	X(readdir)                                                                                                               \
	X(read) X(write) X(close) X(rename) X(link) X(unlink) X(mkdir) X(sync) X(stat) X(mmap) X(room) X(lock) X(thread) X(memory)

enum class {
#define X(name) CLASS_##name,
	CLASSES(X)
#undef X
		CLASS_COUNT
};

static const char *const names[] = {
#define X(name) #name,
	CLASSES(X)
#undef X
};

static unsigned long counts[CLASS_COUNT];
static enum class struck = CLASS_COUNT;
static unsigned long struck_at;
static int reason;
static bool is_armed, hides_kinds, never_exchanges;
static int told = -1; /* opened before the program gives up its rights to write */

/* Whether this call fails; errno is set then. */
static bool fails(enum class class)
{
	if (!is_armed || __atomic_add_fetch(&counts[class], 1, __ATOMIC_RELAXED) != struck_at || class != struck)
		return false;
	errno = reason;
	return true;
}

/* The function that this one stands before, looked up once. */
static void *
behind(void **known, const char *name)
{
	if (!*known)
		*known = dlsym(RTLD_NEXT, name);
	return *known;
}

#define BEHIND(name) ((__typeof__(&name))behind(&known_##name, #name))

#define WRAP(class, type, failed, name, parameters, arguments)                                                                   \
	static void *known_##name;                                                                                               \
	type name parameters;                                                                                                    \
	type name parameters                                                                                                     \
	{                                                                                                                        \
		return fails(CLASS_##class) ? failed : BEHIND(name) arguments;                                                   \
	}

static void *known_open, *known_openat;

static mode_t
mode_of(int flags, va_list args)
{
	return flags & O_CREAT || (flags & O_TMPFILE) == O_TMPFILE ? va_arg(args, mode_t) : 0;
}

int
open(const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = mode_of(flags, args);
	va_end(args);
	return fails(CLASS_open) ? -1 : BEHIND(open)(path, flags, mode);
}

int
openat(int root, const char *path, int flags, ...)
{
	va_list args;
	mode_t mode;

	va_start(args, flags);
	mode = mode_of(flags, args);
	va_end(args);
	return fails(CLASS_open) ? -1 : BEHIND(openat)(root, path, flags, mode);
}

/* What the C library's headers make of calls whose arguments they want to look at (FORTIFY). */
int __open_2(const char *path, int flags);
int __openat_2(int root, const char *path, int flags);
ssize_t __read_chk(int file, void *bytes, size_t count, size_t room);
WRAP(open, int, -1, __open_2, (const char *path, int flags), (path, flags))
WRAP(open, int, -1, __openat_2, (int root, const char *path, int flags), (root, path, flags))
WRAP(read, ssize_t, -1, __read_chk, (int file, void *bytes, size_t count, size_t room), (file, bytes, count, room))
WRAP(open, FILE *, NULL, fopen, (const char *path, const char *mode), (path, mode))
WRAP(opendir, DIR *, NULL, opendir, (const char *path), (path))
WRAP(opendir, DIR *, NULL, fdopendir, (int file), (file))
WRAP(read, ssize_t, -1, read, (int file, void *bytes, size_t count), (file, bytes, count))
WRAP(read, ssize_t, -1, pread, (int file, void *bytes, size_t count, off_t at), (file, bytes, count, at))
WRAP(write, ssize_t, -1, write, (int file, const void *bytes, size_t count), (file, bytes, count))
WRAP(write, ssize_t, -1, pwrite, (int file, const void *bytes, size_t count, off_t at), (file, bytes, count, at))
WRAP(rename, int, -1, rename, (const char *a, const char *b), (a, b))
WRAP(rename, int, -1, renameat, (int from, const char *a, int to, const char *b), (from, a, to, b))
WRAP(link, int, -1, link, (const char *a, const char *b), (a, b))
WRAP(link, int, -1, linkat, (int from, const char *a, int to, const char *b, int flags), (from, a, to, b, flags))
WRAP(unlink, int, -1, unlink, (const char *path), (path))
WRAP(unlink, int, -1, unlinkat, (int root, const char *path, int flags), (root, path, flags))
WRAP(unlink, int, -1, rmdir, (const char *path), (path))
WRAP(mkdir, int, -1, mkdir, (const char *path, mode_t mode), (path, mode))
WRAP(mkdir, int, -1, mkdirat, (int root, const char *path, mode_t mode), (root, path, mode))
WRAP(sync, int, -1, fsync, (int file), (file))
WRAP(sync, int, -1, fdatasync, (int file), (file))
WRAP(sync, int, -1, syncfs, (int file), (file))
WRAP(stat, int, -1, stat, (const char *path, struct stat *info), (path, info))
WRAP(stat, int, -1, lstat, (const char *path, struct stat *info), (path, info))
WRAP(stat, int, -1, fstat, (int file, struct stat *info), (file, info))
WRAP(stat, int, -1, fstatat, (int root, const char *path, struct stat *info, int flags), (root, path, info, flags))
WRAP(stat, int, -1, statx, (int root, const char *path, int flags, unsigned mask, struct statx *info),
     (root, path, flags, mask, info))
WRAP(stat, char *, NULL, realpath, (const char *path, char *found), (path, found))
WRAP(mmap, void *, MAP_FAILED, mmap, (void *at, size_t size, int protection, int flags, int file, off_t offset),
     (at, size, protection, flags, file, offset))

/* Tells its reason by what it returns. */
static void *known_posix_fallocate;

int
posix_fallocate(int file, off_t at, off_t size)
{
	return fails(CLASS_room) ? reason : BEHIND(posix_fallocate)(file, at, size);
}

WRAP(lock, int, -1, flock, (int file, int operation), (file, operation))

WRAP(write, int, -1, ftruncate, (int file, off_t size), (file, size))
WRAP(thread, int, reason, pthread_create,
     (pthread_t * thread, const pthread_attr_t *attributes, void *(*start)(void *), void *user),
     (thread, attributes, start, user))

static void *known_readdir;

struct dirent *
readdir(DIR *dir)
{
	struct dirent *entry = fails(CLASS_readdir) ? NULL : BEHIND(readdir)(dir);

	if (entry && hides_kinds)
		entry->d_type = DT_UNKNOWN;
	return entry;
}

static void *known_renameat2;

int
renameat2(int from, const char *a, int to, const char *b, unsigned flags)
{
	if (fails(CLASS_rename))
		return -1;
	if (never_exchanges && flags & RENAME_EXCHANGE) {
		errno = EINVAL;
		return -1;
	}
	return BEHIND(renameat2)(from, a, to, b, flags);
}

/* A close that fails has closed. */
static void *known_close;

int
close(int file)
{
	bool is_struck = fails(CLASS_close);
	int result = BEHIND(close)(file);

	errno = is_struck ? reason : errno;
	return is_struck ? -1 : result;
}

/* The fortified realpath. */
char *__realpath_chk(const char *path, char *found, size_t size);
char *
__realpath_chk(const char *path, char *found, size_t size)
{
	(void)size;
	return realpath(path, found);
}

/* Under AddressSanitizer memory is its own: no calls come here. */
void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *at, size_t size);
void *__libc_memalign(size_t alignment, size_t size);

void *
malloc(size_t size)
{
	return fails(CLASS_memory) ? NULL : __libc_malloc(size);
}

void *
calloc(size_t count, size_t size)
{
	return fails(CLASS_memory) ? NULL : __libc_calloc(count, size);
}

void *
realloc(void *at, size_t size)
{
	return fails(CLASS_memory) ? NULL : __libc_realloc(at, size);
}

void *
reallocarray(void *at, size_t count, size_t size)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes)) {
		errno = ENOMEM;
		return NULL;
	}
	return realloc(at, bytes);
}

void *
memalign(size_t alignment, size_t size)
{
	return fails(CLASS_memory) ? NULL : __libc_memalign(alignment, size);
}

void *
aligned_alloc(size_t alignment, size_t size)
{
	return memalign(alignment, size);
}

int
posix_memalign(void **at, size_t alignment, size_t size)
{
	void *found = memalign(alignment, size);

	if (!found)
		return ENOMEM;
	*at = found;
	return 0;
}

static void
read_fault(const char *text)
{
	const char *at = strchr(text, ':');

	for (enum class i = 0; at && i < CLASS_COUNT; i++)
		if (strlen(names[i]) == (size_t)(at - text) && memcmp(names[i], text, (size_t)(at - text)) == 0)
			struck = i;
	if (struck == CLASS_COUNT || sscanf(at, ":%lu:%d", &struck_at, &reason) != 2)
		abort();
}

__attribute__((constructor)) static void
arm(void)
{
	const char *fault = getenv("FAULT"), *path = getenv("FAULT_COUNTS");

	if (fault)
		read_fault(fault);
	if (path)
		told = creat(path, 0600);
	if (path && told < 0)
		abort();
	hides_kinds = getenv("FAULT_KINDS");
	never_exchanges = getenv("FAULT_EXCHANGE");
	is_armed = true;
}

__attribute__((destructor)) static void
tell(void)
{
	is_armed = false;
	for (enum class i = 0; told >= 0 && i < CLASS_COUNT; i++)
		dprintf(told, "%s %lu\n", names[i], counts[i]);
}
