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

kinds=memory
# AddressSanitizer has its own malloc, linked into the program: nothing can stand before it.
if nm "$program" 2> /dev/null | grep -q __asan; then kinds=io; fi
"$build/tools/faults" "$program" "$build/fault.so" "$place/faults" "$([ -n "$long" ] && echo all || echo spread)" $kinds > "$suite_work/faults"
grep -vE '^[0-9]+ passed, [0-9]+ failed$' "$suite_work/faults"
counts=$(grep -oE '^[0-9]+ passed, [0-9]+ failed$' "$suite_work/faults") || no "the faults end without a count"
passed=$((passed + ${counts%% passed*})) counts=${counts#*, }
failed=$((failed + ${counts%% failed*}))
done_suite
