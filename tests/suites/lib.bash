# SPDX-License-Identifier: EUPL-1.2
# What the suites share: counting, comparing, a folder of one's own.
passed=0 failed=0
suite_work=$(mktemp -d "$work/suite.XXXXXX")

ok() { passed=$((passed + 1)); }
no() { failed=$((failed + 1)); echo "FAILED: $*"; }
done_suite() { echo "$passed passed, $failed failed"; }

# check NAME CONDITION...: a command that must succeed.
check() {
	local name=$1
	shift
	if "$@"; then ok; else no "$name: $*"; fi
}

# same NAME EXPECTED_FILE ACTUAL_FILE: equal, or a small diff and how to accept it. With GOLDEN=1 the expectation is rewritten.
same() {
	if [ -n "$golden" ]; then
		mkdir -p "$(dirname "$2")"
		cp "$3" "$2"
	fi
	if cmp -s "$2" "$3"; then
		ok
	else
		no "$1 differs (accept with: make golden)"
		diff -u "$2" "$3" | head -n 20
	fi
}

# exits NAME CODE COMMAND...: the exit code; what it prints is in $suite_work/out and err.
exits() {
	local name=$1 expected=$2 code
	shift 2
	"$@" > "$suite_work/out" 2> "$suite_work/err" < /dev/null
	code=$?
	if [ "$code" -eq "$expected" ]; then
		ok
	else
		no "$name: exit $code instead of $expected: $*"
		head -n 5 "$suite_work/out" "$suite_work/err"
	fi
}

# says NAME TEXT FILE: the file holds the text.
says() {
	if grep -qF -- "$2" "$3"; then ok; else no "$1: does not say: $2"; head -n 8 "$3"; fi
}

# silent NAME TEXT FILE...: the files are there, and none holds it.
silent() {
	local name=$1 text=$2 code
	shift 2
	grep -rqF -- "$text" "$@" 2> /dev/null
	code=$?
	if [ "$code" -eq 1 ]; then ok; else no "$name: says, or cannot be read: $text"; fi
}

# crawl NAME FOLDER: every page of a portal is well formed and every link in it leads somewhere.
crawl() {
	if node "$root/tests/suites/crawl.mjs" "$2" > "$suite_work/crawl" 2> "$suite_work/crawled" && [ ! -s "$suite_work/crawl" ]; then
		ok
	else
		no "$1"
		head -n 20 "$suite_work/crawl" "$suite_work/crawled"
	fi
}
