# SPDX-License-Identifier: EUPL-1.2
# A build that follows what was edited makes what a clean build makes: 100 random edits, or 1,000 in the long form ($long). The seed that a failure
# tells makes the same edits again: SEED=… ROUNDS=… . In memory where the system has a place for that: thousands of portals are published.
. "$root/tests/suites/lib.bash"
again_work=$(mktemp -d -p /dev/shm 2> /dev/null || echo "$suite_work")
trap 'rm -rf "$again_work"' EXIT
rounds=${ROUNDS:-${long:+1000}} flips=${FLIPS:-${long:+300}}
# A program with sanitizers takes five times as long.
[ "$(basename "$build")" != asan ] || rounds=${rounds:-30} flips=${flips:-25}
node "$root/tests/suites/again.mjs" "$program" "$again_work" "$root" "${SEED:-22}" "${rounds:-100}" "${flips:-100}" 2>&1
