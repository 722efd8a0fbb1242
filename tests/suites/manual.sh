# SPDX-License-Identifier: EUPL-1.2
# docs/manual.md is true: its records build, and the pages say what it says they say.
. "$root/tests/suites/lib.bash"
place=$suite_work/place
mkdir -p "$place/content" "$suite_work/shows"
cp "$root/tests/diag/site.yaml" "$place/content/"
ln -s "$root/templates" "$place/templates"
awk -v content="$place/content" -v shows="$suite_work/shows" '
	/^```layout$/ { file = shows "/layout"; fence = "```"; inside = 1; next }
	/^````?(record|shows|hides) / {
		fence = $1; sub(/[a-z].*/, "", fence); kind = $1; gsub(/`/, "", kind)
		file = kind == "record" ? content "/" $2 : shows "/" ++count "." kind
		if (kind == "record") { folder = file; sub(/\/[^\/]*$/, "", folder); system("mkdir -p " folder) } else print $2 > file
		inside = 1; next
	}
	inside && $0 == fence { inside = 0; close(file); next }
	inside { print > file }' "$root/docs/manual.md"
cd "$place" || exit 1
exits "the manual builds" 0 "$program" build --as-of 2026-11-01
for file in "$suite_work"/shows/*.shows; do
	page=out/$(head -n 1 "$file")
	while IFS= read -r line; do
		says "$page" "$line" "$page"
	done < <(tail -n +2 "$file")
done
for file in "$suite_work"/shows/*.hides; do
	while IFS= read -r line; do
		silent "withheld" "$line" out
	done < <(tail -n +2 "$file")
done
check "the manual has examples" test "$(ls "$suite_work"/shows | wc -l)" -ge 5
# The change of layout that the manual shows does what it says.
"$build/tools/describe" content templates letters/2026-04-20-opvolging > before.txt
rm templates
cp -r "$root/templates" .
while IFS=': ' read -r key value; do
	check "the layout has $key" grep -q "^  $key: " templates/layout.yaml
	sed -i "s/^  $key: .*/  $key: $value/" templates/layout.yaml
done < "$suite_work/shows/layout"
"$build/tools/describe" content templates letters/2026-04-20-opvolging > after.txt
check "the address stood at the left" grep -qE '^  79\.3 .*\|de Voorzitter' before.txt
check "the address stands at the right" grep -qE '^ 340\.1 .*\|de Voorzitter' after.txt
check "the sender stands at the left" grep -qE '^  79\.3 .*P \|Ministerie' after.txt
# The message that the manual quotes is the one that is given.
sed -i 's/^status: .*/status: onderhanden/' content/followups/2026/pr-01.md
exits "the message of the manual" 1 "$program" check --as-of 2026-11-01
grep -A4 "^content/followups/2026/pr-01.md:4" "$root/docs/manual.md" | head -n 4 > quoted
while IFS= read -r line; do says "the message of the manual" "$line" "$suite_work/out"; done < quoted
done_suite
