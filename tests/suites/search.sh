# SPDX-License-Identifier: EUPL-1.2
# The search index: both halves make the same terms, readers find what they ask for, an edit changes little, files stay small.
. "$root/tests/suites/lib.bash"
out=$suite_work/portal
ask() { # ask NAME OUT WHAT
	node "$root/tests/suites/search.mjs" "$root/templates" "$2" "$3" > "$suite_work/asked" 2>&1
	check "$1: $(head -n 10 "$suite_work/asked")" test ! -s "$suite_work/asked"
}

# Every word of Debian's lists, and what they have none of.
{
	cat /usr/share/dict/dutch
	sed '1d; s,/.*,,' /usr/share/hunspell/nl.dic
	printf 'Ĳsbeer\nĳsvrij\nStraße\nÉÉN\nco\302\255operatie\nfinancie\314\210le\nΣΟΦΟΣ\n'
} > "$suite_work/words"
"$build/tools/stems" < "$suite_work/words" > "$suite_work/stems"
node "$root/tests/suites/stems.mjs" "$root/templates" "$suite_work/words" "$suite_work/stems" > "$suite_work/differ" 2> "$suite_work/count"
check "the browser stems as the index does: $(head -n 5 "$suite_work/differ")" test ! -s "$suite_work/differ"
check "all words were compared" test "$(wc -l < "$suite_work/words")" -gt 400000
says "all words were compared" "$(wc -l < "$suite_work/words") words" "$suite_work/count"

exits "the portal" 0 "$program" build -C "$root" --out "$out" --as-of 2026-11-01 --no-pdf
ask "what readers ask" "$out" content
says "the form is on every page" 'action="../zoeken.html"' "$out/brieven/index.html"
says "without script there are lists" '<noscript>' "$out/zoeken.html"

# A collection large enough for common words: cut by rank, complete on demand.
node --input-type=module -e "import { writeCollection } from '$root/tests/bench/lib/collection.mjs'; writeCollection('$suite_work/many', 5200)"
index() { "$build/tools/indexer" "$suite_work/many/content" "$root/templates" "$1" > "$suite_work/said" 2>&1; }
check "an index of 5,200 records" index "$suite_work/first"
ask "common words" "$suite_work/first" common
export OTHER=$out
ask "published anew while a page is open" "$suite_work/first" anew
large=$(find "$suite_work/first" -type f -size +60k | head -n 3)
check "no file above 60 kB ($large)" test -z "$large"
check "the same again" index "$suite_work/again"
check "equal input, equal bytes" diff -rq "$suite_work/first" "$suite_work/again"

# A sentence with ten stems that the record has, or has not, or has once more; words that are in every record, and words that are in none.
edit() { # edit RECORD SENTENCE
	check "the collection has $1" test -f "$suite_work/many/content/$1"
	cp "$suite_work/many/content/$1" "$suite_work/kept"
	printf '\n%s\n' "$2" >> "$suite_work/many/content/$1"
	rm -rf "$suite_work/edited"
	check "after an edit" index "$suite_work/edited"
	changed=$(diff -rq "$suite_work/first" "$suite_work/edited" | wc -l)
	check "a sentence more changes few files of $1: $changed" test "$changed" -ge 1 -a "$changed" -le 12
	cp "$suite_work/kept" "$suite_work/many/content/$1"
}
edit questions/set-0003-1/07.md 'Een zin met tureluurs.'
edit letters/brief-0012-a.md 'De grutto en de kievit, de tureluur en de wulp: qwabel qwebel qwibel qwobel.'
edit recommendations/ev-0020-3/01.md 'Hierbij wordt nog onder tussen het volgens daarom echter zal.'
edit evaluations/ev-0030-2.md "Kamerstuk 29 999 is van niemand."
check "few files: $(find "$suite_work/first" -type f | wc -l)" test "$(find "$suite_work/first" -type f | wc -l)" -lt 1500
done_suite
