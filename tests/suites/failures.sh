# SPDX-License-Identifier: EUPL-1.2
# Every failure of the world happens once (tests/tools/faults.c), and memory has a limit.
. "$root/tests/suites/lib.bash"

# In memory where that is: what is tested is what the program does about a disk that fails, not the disk.
place=$suite_work/place
if [ -w /dev/shm ]; then
	place=$(mktemp -d /dev/shm/failures.XXXXXX)
	trap 'rm -rf "$place"' EXIT
fi
mkdir -p "$place/faults"
cp -r "$root/tests/fault/content" "$place/faults/new"
cp -r "$root/templates" "$place/faults/templates"
# What stands in style sheets and scripts fails nowhere, but takes long to compress.
find "$place/faults/templates/assets" -type f -size +1k -exec truncate -s 300 {} +
cp -r "$place/faults/new" "$place/faults/old"
# A page, a picture and an attachment that come, change and go.
printf -- '---\ntitle: Oud\n---\n\nGaat.\n' > "$place/faults/old/pages/oud.md"
sed -i 's/Over dit/Dit was/' "$place/faults/old/pages/about.md"
echo 'was' > "$place/faults/old/files/rapport.txt"
sed -i '/^!\[/d' "$place/faults/old/letters/brief.md"
# A follow-up that is edited, then its recommendation and a page, as a build follows it: texts, a state and a decision.
cp -r "$place/faults/new" "$place/faults/edited"
mkdir -p "$place"/faults/{first,second}/{followups/2026,pages} "$place/faults/second/recommendations/ev"
followup=followups/2026/ev-01.md
sed 's/^status: .*/status: not-started/; s/^Loopt/Begint/' "$place/faults/new/$followup" > "$place/faults/first/$followup"
sed 's/^Loopt/Loopt al lang/' "$place/faults/new/$followup" > "$place/faults/second/$followup"
sed 's/^Doe het/Doe het toch/' "$place/faults/new/recommendations/ev/01.md" > "$place/faults/second/recommendations/ev/01.md"
sed 's/^Over dit/Nog over dit/' "$place/faults/new/pages/about.md" > "$place/faults/second/pages/about.md"

# SCENARIOS="short build,merge": these alone.
IFS=, read -ra scenarios <<< "${SCENARIOS:-}"
kinds=memory
# AddressSanitizer has its own malloc, linked into the program: nothing can stand before it.
if nm "$program" 2> /dev/null | grep -q __asan; then kinds=io; fi
"$build/tools/faults" "$program" "$build/fault.so" "$place/faults" "$([ -n "$long" ] && echo all || echo spread)" $kinds "${scenarios[@]}" > "$suite_work/faults"
grep -vE '^[0-9]+ passed, [0-9]+ failed$' "$suite_work/faults"
counts=$(grep -oE '^[0-9]+ passed, [0-9]+ failed$' "$suite_work/faults") || no "the faults end without a count"
passed=$((passed + ${counts%% passed*})) counts=${counts#*, }
failed=$((failed + ${counts%% failed*}))

# --- Standard output that is full.
full() { "$program" "$@" --templates "$root/templates" --as-of 2026-05-01 > /dev/full; }
cp -r "$place/faults/new" "$suite_work/broken"
echo 'Zie [dit](pages/geen).' >> "$suite_work/broken/pages/about.md"
unwritten() { # unwritten NAME ARGUMENTS...
	exits "$1, standard output is full" 2 full "${@:2}"
	says "$1, standard output is full" "opvolging: write standard output: No space left on device" "$suite_work/err"
}
unwritten help --help
unwritten version --version
unwritten schema schema
unwritten check check --content "$suite_work/broken"
unwritten build build --content "$place/faults/new" --out "$suite_work/full"
check "the portal is published all the same" test -s "$suite_work/full/manifest.txt"
exits "the next build" 0 "$program" build --content "$place/faults/new" --templates "$root/templates" --as-of 2026-05-01 --out "$suite_work/full"
says "the next build has nothing to do" "0 added, 0 changed, 0 removed" "$suite_work/out"
exits "the letter itself is standard output" 2 "$program" letter letters/brief --content "$place/faults/new" --templates "$root/templates" -o /dev/full
says "the letter itself is standard output" "opvolging: write /dev/full: No space left on device" "$suite_work/err"

# --- A limit.
exits "no number" 2 "$program" check --memory veel
says "no number" "--memory" "$suite_work/err"
if [ $kinds = memory ]; then
	mkdir "$place/limit"
	cp -r "$place/faults/new" "$place/limit/content"
	ln -s "$place/faults/templates" "$place/limit/templates"
	limited() { "$program" build -C "$place/limit" --as-of 2026-05-01 --memory "$@"; }
	exits "a build within 512 MB" 0 limited 512
	(cd "$place/limit/out" && find . -type f -exec md5sum {} + | sort) > "$suite_work/before"
	# An edit within any limit: it is in the portal, or the portal is as it was and one line tells why.
	sums() { (cd "$1" && find . -type f ! -name manifest.txt -exec md5sum {} + | sort -k 2); }
	sums "$place/limit/out" > "$suite_work/stands"
	image=$(stat -c %i "$place/limit/.out.opvolging/image")
	followed=0
	for megabytes in 1 2 3 4 5 6 7 8 10 12 16 24 48; do
		sed -i '/^Binnen/d' "$place/limit/content/pages/about.md"
		printf '\nBinnen %s.\n' "$megabytes" >> "$place/limit/content/pages/about.md"
		sleep 0.05
		limited "$megabytes" --quiet > "$suite_work/out" 2> "$suite_work/err" < /dev/null
		code=$?
		sums "$place/limit/out" > "$suite_work/now"
		if [ $code -eq 0 ]; then
			exits "an edit, at once" 0 "$program" build -C "$place/limit" --as-of 2026-05-01 --anew --out "$place/limit/clean" --quiet
			sums "$place/limit/clean" > "$suite_work/stands"
		else
			check "an edit within $megabytes MB: exit $code" test $code -eq 2 -a "$(wc -l < "$suite_work/err")" -eq 1
			says "an edit within $megabytes MB" "opvolging: out of memory" "$suite_work/err"
		fi
		check "an edit within $megabytes MB: whole" cmp "$suite_work/stands" "$suite_work/now"
		[ $code -eq 0 ] && [ "$image" = "$(stat -c %i "$place/limit/.out.opvolging/image")" ] && followed=$((followed + 1))
		image=$(stat -c %i "$place/limit/.out.opvolging/image" 2> /dev/null)
	done
	check "the last ones follow the edit ($followed)" test "$followed" -gt 2
	(cd "$place/limit/out" && find . -type f -exec md5sum {} + | sort) > "$suite_work/before"
	for i in $(seq 1500); do
		printf -- '---\ntitle: Pagina %d\n---\n\nEen pagina met tekst over vliegtuigen.\n' "$i" > "$place/limit/content/pages/p$i.md"
	done
	exits "more records than memory" 2 limited 3
	check "more records than memory is one line" test "$(wc -l < "$suite_work/err")" -eq 1
	says "more records than memory" "opvolging: out of memory at $place/limit/content/pages/p" "$suite_work/err"
	says "more records than memory" \
		": the limit is 3 MB; give --memory a larger number, or look for a record that is unusually large" "$suite_work/err"
	exits "more pages than memory" 2 limited 5
	says "more pages than memory" "opvolging: out of memory: the limit is 5 MB" "$suite_work/err"
	(cd "$place/limit/out" && find . -type f -exec md5sum {} + | sort) > "$suite_work/after"
	check "the portal stays as it was" cmp "$suite_work/before" "$suite_work/after"
	exits "a lower bound of the system" 2 bash -c 'ulimit -d 3000; exec "$@"' - "$program" build -C "$place/limit" --as-of 2026-05-01
	says "a lower bound of the system is not ours" "opvolging: out of memory" "$suite_work/err"
	silent "a lower bound of the system is not ours" "the limit is" "$suite_work/err"
	exits "no limit" 0 limited 0 --no-pdf
	truncate -s 40M "$place/limit/content/files/rapport.txt"
	exits "an attachment larger than memory" 2 limited 32
	says "an attachment larger than memory" "opvolging: out of memory at $place/limit/content/files/rapport.txt: the limit is 32 MB" "$suite_work/err"
fi
done_suite
