# SPDX-License-Identifier: EUPL-1.2
# opvolging: records in, portal and letters out. 'make help' lists the targets.

PREFIX ?= /usr/local
CFLAGS ?= -O2 -g
# REAL=folder: 'make test' and 'make conformance' build that content too.
REAL ?=
# Where what is compiled goes.
BUILD = build

# Debian's packages: what the program is made with, what the look and the tests need. Their versions are those of Debian 12.
PACKAGES = gcc libc6-dev binutils libcmark-gfm-dev libcmark-gfm-extensions-dev libyaml-dev libhpdf-dev libunibreak-dev libhyphen-dev \
	hyphen-nl libutf8proc-dev libxxhash-dev libdeflate-dev libpng-dev libbrotli-dev libseccomp-dev wdutch \
	fonts-noto-core fonts-noto-mono icc-profiles-free tzdata
LOOK_PACKAGES = nodejs npm ca-certificates
BENCH_PACKAGES = poppler-utils hugo valgrind
TEST_PACKAGES = clang lld libclang-rt-14-dev libjansson-dev poppler-utils qpdf diffutils jq xxhash hunspell-nl libxml2-utils python3-jsonschema python3-yaml \
	parallel
# What test-browser serves and looks with.
BROWSER_PACKAGES = nginx libnginx-mod-http-brotli-static apache2-bin chromium curl
# What the validator runs on; taken only where there is no other java and mvn.
JAVA_PACKAGE = default-jre-headless
MAVEN_PACKAGE = maven

STANDARD = -std=c17 -D_GNU_SOURCE
WARNINGS = -Wall -Wextra -Wshadow -Wmissing-prototypes -Wconversion -Werror

# What makes a mistake of ours hard to use: tests/suites/hardening.sh finds each in the program. LINK_HARDENING is for the linker.
HARDENING = -fPIE -fstack-protector-strong -fstack-clash-protection -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3 $(BRANCHES_$(MACHINE)) $(VARIABLES) $(CFI)
LINK_HARDENING = -pie -Wl,--build-id,-z,relro,-z,now,-z,noexecstack,-z,separate-code,--as-needed
MACHINE := $(shell uname -m)
BRANCHES_x86_64 = -fcf-protection=full
BRANCHES_aarch64 = -mbranch-protection=standard
VARIABLES = -ftrivial-auto-var-init=zero
# clang can also prove at each call through a pointer that a function of this type stands there (CFI). Its tables of functions know nothing of
# the marks that -fcf-protection wants, and are the stronger of the two.
ifneq (,$(findstring clang,$(CC)))
BRANCHES_x86_64 =
# Before clang 16 it goes by another name.
VARIABLES =
CFI = -flto=thin -fvisibility=hidden -fsanitize=cfi
CFI_LINK = $(CFI) -fuse-ld=lld
PACKAGES += clang lld
endif

LIBRARIES = -lcmark-gfm -lcmark-gfm-extensions -lyaml -lhpdf -lunibreak -lutf8proc -lxxhash -ldeflate -lpng -lbrotlienc -lm
FUZZ = -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
# TIME=seconds: how long 'make fuzz' gives each parser.
TIME ?= 60
SANITIZE = -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer

# What make runs to make a part of the program.
TOOLS = $(wildcard gen/tools/*.c)
MADE = $(TOOLS:gen/tools/%.c=%)
SOURCES = $(filter-out $(TOOLS),$(wildcard gen/*.c gen/*/*.c))
UNITS = $(wildcard tests/unit/*.c)
TEST_TOOLS = $(patsubst tests/tools/%.c,%,$(wildcard tests/tools/*.c))
OBJECTS = $(SOURCES:gen/%.c=$(BUILD)/obj/%.o) $(MADE:%=$(BUILD)/obj/%.o)
FUZZERS = $(filter-out fuzz replay,$(patsubst tests/fuzz/%.c,%,$(wildcard tests/fuzz/*.c)))
# The unit tests of what threads share.
THREADED = work_test spill_test tree_test content_test jobs_test search_update_test
# What the tests run beside the program: in build/ and, sanitized, in build/asan/.
TESTED = fault.so $(TEST_TOOLS:%=tools/%) $(UNITS:tests/unit/%.c=unit/%) $(FUZZERS:%=replay/%)
FUZZ_OBJECTS = $(patsubst gen/%.c,build/fuzz/obj/%.o,$(filter-out gen/main.c,$(SOURCES))) $(MADE:%=build/asan/obj/%.o)
ASAN_OBJECTS = $(SOURCES:gen/%.c=build/asan/obj/%.o) $(MADE:%=build/asan/obj/%.o)
HYPHENS = /usr/share/hyphen/hyph_nl_NL.dic
WORDS = /usr/share/dict/dutch

.PHONY: all program look site test cfi cfi-program asan tsan conformance test-browser torture fuzz golden bench fmt lint install clean help
.DELETE_ON_ERROR:

all: site ## what is missing, the program, the look, and out/ from content/

program: $(BUILD)/opvolging ## build/opvolging alone

site: $(BUILD)/opvolging build/.look
	$(BUILD)/opvolging build

look: build/.look ## the parts of the look that npm brings

test: $(BUILD)/opvolging build/.look build/.test-packages $(TESTED:%=$(BUILD)/%) cfi-program ## all tests; REAL=folder builds that content too
	tests/run $(BUILD) $(REAL)

cfi: ## all tests with clang, which adds the integrity of control flow (CFI)
	$(MAKE) CC=clang BUILD=build/cfi test

cfi-program: build/.test-packages $(MADE:%=build/%.c)
	$(MAKE) CC=clang BUILD=build/cfi program

asan: build/asan/opvolging build/.look build/.test-packages $(TESTED:%=build/asan/%) ## all tests with clang, AddressSanitizer and UBSan
	tests/run build/asan $(REAL)

# Clang's flags for the other programs are not for this one.
tsan: build/.look build/.test-packages build/opvolging $(MADE:%=build/%.c) ## what threads share, under clang's ThreadSanitizer
	$(MAKE) CC=clang BUILD=build/tsan CFLAGS="-O1 -g -fsanitize=thread -fno-omit-frame-pointer" CFI= CFI_LINK= HARDENING=-fPIE LINK_HARDENING=-pie \
		program $(THREADED:%=build/tsan/unit/%)
	tests/tsan/run build

conformance: build/opvolging build/.look build/.test-packages build/verapdf.jar ## veraPDF on every letter of content/, REAL=folder and a stress set
	tests/conformance/run build $(REAL)

test-browser: build/opvolging build/.look build/browser/.packages ## the portal in Chromium, nginx and Apache; NAMES="pages search" runs these alone
	tests/browser/run build $(NAMES)

torture: build/opvolging build/.look build/.test-packages $(TESTED:%=build/%) ## the long forms of the tests that have one
	LONG=1 tests/run build $(REAL)

fuzz: $(FUZZERS:%=build/fuzz/%) build/opvolging build/.look ## libFuzzer on each parser for TIME seconds; NAMES="markdown yaml" runs these alone
	tests/fuzz/run build $(TIME) $(NAMES)

golden: build/opvolging build/.look build/.test-packages $(TEST_TOOLS:%=build/tools/%) ## accept what the program says now as what it should say
	GOLDEN=1 tests/run build

bench: build/opvolging build/bench/.packages build/bench/measure build/bench/floor build/bench/files build/.look build/tools/indexer ## how fast letters are set and portals are built, beside others; what searching costs; results in build/bench.json
	tests/bench/run build

build/.packages: Makefile .ci/install
	@.ci/install $(PACKAGES)
	@mkdir -p build && touch $@

build/.test-packages: build/.packages
	@.ci/install $(TEST_PACKAGES)
	@touch $@

build/.npm: build/.packages package-lock.json
	@command -v npm > /dev/null || .ci/install $(LOOK_PACKAGES)
	npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# The style sheet of the components holds the rules that pages use, so it is made anew where a template names another class.
build/.look: build/.npm .ci/look .ci/prune.mjs $(wildcard templates/*.mustache templates/assets/*.js gen/html/*.c gen/search/*.c)
	.ci/look
	@touch $@

# The validator, in the version that pom.xml names and of which the sum is known.
build/verapdf.jar: tests/conformance/pom.xml tests/conformance/verapdf.sha256 | build/.packages
	@command -v java > /dev/null || .ci/install $(JAVA_PACKAGE)
	@command -v mvn > /dev/null || .ci/install $(MAVEN_PACKAGE)
	mvn --batch-mode --quiet --file $< dependency:copy
	@cd build && sha256sum --check --quiet ../tests/conformance/verapdf.sha256
	@touch $@

build/browser/.packages: build/.packages tests/browser/package-lock.json
	@.ci/install $(BROWSER_PACKAGES)
	@command -v java > /dev/null || .ci/install $(JAVA_PACKAGE)
	@command -v npm > /dev/null || .ci/install $(LOOK_PACKAGES)
	@mkdir -p $(@D) && cp tests/browser/package.json tests/browser/package-lock.json $(@D)
	npm ci --prefix $(@D) --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

# 'npm ci' wants the packages of all processors in the lock file; only those for x86-64 are there, and another's come at the version that is written
# in the compiler's own package.
build/bench/.packages: build/.packages tests/bench/package-lock.json
	@.ci/install $(BENCH_PACKAGES)
	@command -v npm > /dev/null || .ci/install $(LOOK_PACKAGES)
	@mkdir -p $(@D) && cp tests/bench/package.json tests/bench/package-lock.json $(@D)
	npm install --prefix $(@D) --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

build/bench/measure: tests/bench/lib/measure.c | build/.packages
build/bench/files: tests/bench/files.c | build/.packages
build/bench/measure build/bench/files:
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) $(CFLAGS) -o $@ $<

build/bench/floor: tests/bench/floor.c | build/.packages
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) $(CFLAGS) -o $@ $< -lcmark-gfm -lcmark-gfm-extensions -lyaml

# Everything but main, which the tests link too.
$(BUILD)/libopvolging.a: $(filter-out $(BUILD)/obj/main.o,$(OBJECTS))
	@rm -f $@ && ar rcs $@ $^

build/asan/libopvolging.a: $(filter-out build/asan/obj/main.o,$(ASAN_OBJECTS))
	@rm -f $@ && ar rcs $@ $^

$(BUILD)/opvolging: $(BUILD)/obj/main.o $(BUILD)/libopvolging.a
	$(CC) $(CFLAGS) $(LINK_HARDENING) $(CFI_LINK) $(LDFLAGS) -o $@ $^ $(LIBRARIES)

$(BUILD)/obj/%.o: gen/%.c | build/.packages
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) $(HARDENING) $(CFLAGS) -MMD -MP -c -o $@ $<

build/asan/opvolging: build/asan/obj/main.o build/asan/libopvolging.a
	clang $(SANITIZE) -o $@ $^ $(LIBRARIES)

build/asan/obj/%.o: gen/%.c | build/.test-packages
	@mkdir -p $(@D)
	clang $(STANDARD) $(WARNINGS) $(SANITIZE) -MMD -MP -c -o $@ $<

# What becomes data of the program, the same in every build of it: the patterns of hyphenation, the words that compounds are made of, the calls that a
# run may make.
build/tools/hyphen_table build/tools/compound_table build/tools/call_filter: build/tools/%: gen/tools/%.c | build/.packages
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) $(CFLAGS) -o $@ $< -lhyphen -lutf8proc -lseccomp

build/tools/hyphen_table: gen/pdf/hyphen_table.h
build/tools/compound_table: gen/search/compound_table.h
build/tools/call_filter: gen/base/call_filter.h

build/hyphen_table.c: $(wildcard $(HYPHENS))
build/compound_table.c: $(wildcard $(WORDS))
$(MADE:%=build/%.c): build/%.c: build/tools/%
	$< $(filter-out $<,$^) > $@

$(MADE:%=$(BUILD)/obj/%.o): $(BUILD)/obj/%.o: build/%.c
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) $(HARDENING) $(CFLAGS) -I. -c -o $@ $<

$(MADE:%=build/asan/obj/%.o): build/asan/obj/%.o: build/%.c | build/.test-packages
	@mkdir -p $(@D)
	clang $(STANDARD) $(WARNINGS) $(SANITIZE) -I. -c -o $@ $<

# A unit test may ask for flags of its linker in a line '// LINK: …'.
$(BUILD)/unit/%: tests/unit/%.c $(BUILD)/libopvolging.a | build/.test-packages
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) $(CFLAGS) $(CFI_LINK) -MMD -MP -MF $(BUILD)/obj/unit-$*.d -o $@ $< $(BUILD)/libopvolging.a \
		$$(sed -n 's,^// LINK: ,,p' $<) $(LIBRARIES) -ljansson

$(BUILD)/tools/%: tests/tools/%.c $(BUILD)/libopvolging.a
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) $(CFLAGS) $(CFI_LINK) -o $@ $< $(BUILD)/libopvolging.a $(LIBRARIES)

# What is preloaded to make calls of the system fail.
$(BUILD)/fault.so build/asan/fault.so: tests/fault/fault.c | build/.packages
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) -O2 -g -fPIC -shared -o $@ $<

build/asan/unit/%: tests/unit/%.c build/asan/libopvolging.a | build/.test-packages
	@mkdir -p $(@D)
	clang $(STANDARD) $(WARNINGS) $(SANITIZE) -MMD -MP -MF build/asan/obj/unit-$*.d -o $@ $< build/asan/libopvolging.a \
		$$(sed -n 's,^// LINK: ,,p' $<) $(LIBRARIES) -ljansson

build/asan/tools/%: tests/tools/%.c build/asan/libopvolging.a
	@mkdir -p $(@D)
	clang $(STANDARD) $(WARNINGS) $(SANITIZE) -o $@ $< build/asan/libopvolging.a $(LIBRARIES)

# An entry of tests/fuzz with libFuzzer, and with what gives it kept inputs.
build/fuzz/obj/%.o: gen/%.c | build/.test-packages
	@mkdir -p $(@D)
	clang $(STANDARD) $(WARNINGS) $(FUZZ) -MMD -MP -c -o $@ $<

build/fuzz/%: tests/fuzz/%.c tests/fuzz/fuzz.c tests/fuzz/fuzz.h $(FUZZ_OBJECTS)
	clang $(STANDARD) $(WARNINGS) $(FUZZ) -fsanitize=fuzzer -o $@ $(filter %.c %.o,$^) $(LIBRARIES)

$(BUILD)/replay/%: tests/fuzz/%.c tests/fuzz/fuzz.c tests/fuzz/replay.c tests/fuzz/fuzz.h $(BUILD)/libopvolging.a
	@mkdir -p $(@D)
	$(CC) $(STANDARD) $(WARNINGS) $(CFLAGS) $(CFI_LINK) -o $@ $(filter %.c %.a,$^) $(LIBRARIES)

build/asan/replay/%: tests/fuzz/%.c tests/fuzz/fuzz.c tests/fuzz/replay.c tests/fuzz/fuzz.h build/asan/libopvolging.a
	@mkdir -p $(@D)
	clang $(STANDARD) $(WARNINGS) $(SANITIZE) -o $@ $(filter %.c %.a,$^) $(LIBRARIES)

fmt: build/.packages ## lay out the code
	@.ci/install clang-format
	clang-format -i $(SOURCES) $(TOOLS) $(wildcard gen/*/*.h) $(UNITS) $(wildcard tests/fuzz/*.[ch])

lint: build/.packages ## whether the layout is clang-format's
	@.ci/install clang-format
	clang-format --dry-run -Werror $(SOURCES) $(TOOLS) $(wildcard gen/*/*.h)

install: $(BUILD)/opvolging build/.look ## under PREFIX, with templates, manual page and completion
	install -D -m 755 $(BUILD)/opvolging $(DESTDIR)$(PREFIX)/bin/opvolging
	install -D -m 644 docs/opvolging.1 $(DESTDIR)$(PREFIX)/share/man/man1/opvolging.1
	install -D -m 644 docs/completion.bash $(DESTDIR)$(PREFIX)/share/bash-completion/completions/opvolging
	mkdir -p $(DESTDIR)$(PREFIX)/share/opvolging
	cp -r templates $(DESTDIR)$(PREFIX)/share/opvolging/

clean: ## everything that make made, but for out/
	rm -rf build node_modules templates/assets/generated

help: ## this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  \1\t\2/p' Makefile | expand -t 15

-include $(shell find build -name '*.d' 2> /dev/null)
