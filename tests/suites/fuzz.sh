# SPDX-License-Identifier: EUPL-1.2
# The entries of 'make fuzz' over the inputs that once broke one, and over their seeds: in the sanitized build this finds what a change breaks
# again, in seconds.
. "$root/tests/suites/lib.bash"
cd "$root" || exit 1
node tests/fuzz/seeds.mjs "$suite_work/seeds"

for source in tests/fuzz/*.c; do
	name=$(basename "$source" .c)
	[ "$name" != fuzz ] && [ "$name" != replay ] || continue
	exits "the inputs of $name" 0 timeout 120 "$build/replay/$name" "$suite_work/seeds/$name" "tests/fuzz/kept/$name"
	kept=$(find "tests/fuzz/kept/$name" -type f 2> /dev/null | wc -l)
	seeds=$(find "$suite_work/seeds/$name" -type f | wc -l)
	check "$name has seeds" [ "$seeds" -gt 4 ]
	says "all inputs of $name were given" "$((kept + seeds)) inputs" "$suite_work/out"
done
exits "queries of readers" 0 node tests/fuzz/queries.mjs "$program" 3
done_suite
