# SPDX-License-Identifier: EUPL-1.2
# The real documents, where they are at hand (REAL=folder): they build without an error, and the letter of 2026 says every word of its
# records, in order.
. "$root/tests/suites/lib.bash"
if [ -z "$real" ]; then
	done_suite
	exit
fi
out=$suite_work/out-real
exits "the real records" 0 "$program" build --content "$real" --templates "$root/templates" --out "$out" --as-of 2026-11-01
says "no error" "0 errors" "$suite_work/err"
crawl "no dead link" "$out"

# Words of a record's body: front matter, marks of Markdown and blocks taken out.
words() {
	awk 'BEGIN { part = 0 } /^---$/ && part < 2 { part++; next } part == 2' "$1" | sed '/^``` /,/^```$/d; s/^#* //; s/\*\*//g' | tr -s ' \n' '\n\n' | sed '/^$/d'
}
before() { sed '/^``` follow-up-table/,$d' "$1"; }
letter=$real/letters/2026-04-23-opvolging-in-beeld.md
{
	before "$letter" > "$suite_work/start.md"
	words "$suite_work/start.md"
	echo "SEA-thema: Mensen Overkoepelende toelichting SEA-thema:" | tr ' ' '\n'
	words "$real/themes/mensen.md"
	echo "Titel onderzoek Type onderzoek Jaar afronding Begrotingsartikel(en) Budgettaire grondslag (2025)" | tr ' ' '\n'
	echo "Toelichting evaluatie:" | tr ' ' '\n'
	words "$real/evaluations/pr-veiligheid.md"
	echo "Aanbevelingen/bevindingen: Toelichting status opvolging:" | tr ' ' '\n'
	for number in 1 2 3 4; do
		echo "$number."
		words "$real/recommendations/pr-veiligheid/0$number.md"
		echo "Onderhanden:"
		words "$real/followups/2026/pr-veiligheid-0$number.md"
	done
	{ printf -- '---\n---\n'; sed '1,/^```$/d' "$letter" | sed '/^# Bijlage/,$d'; } > "$suite_work/end.md"
	words "$suite_work/end.md"
	echo "Hoogachtend, DE STAATSSECRETARIS VAN DEFENSIE Derk Boswijk" | tr ' ' '\n'
	{ printf -- '---\n---\n'; sed -n '/^# Bijlage/,$p' "$letter"; } > "$suite_work/annex.md"
	words "$suite_work/annex.md"
} > "$suite_work/expected"

# In the order of the page's content; a soft hyphen at a line's end joins its word, and so may a hyphen that the word has itself.
pdftotext -raw "$out/brieven/2026-04-23-opvolging-in-beeld.pdf" - | tr '\f' '\n' | sed -z 's/\xc2\xad\n//g; s/\xc2\xad//g; s/\xc2\xa0/ /g' |
	tr -s ' \n' '\n\n' > "$suite_work/said"
awk 'NR == FNR { expected[++n] = $0; next } 
	$0 == expected[at + 1] || (before ~ /-$/ && before $0 == expected[at + 1]) { at++ } { before = $0 } END { if (at < n) print expected[at + 1], at, n }' \
	"$suite_work/expected" "$suite_work/said" > "$suite_work/missing"
check "every word of the records, in order ($(cat "$suite_work/missing"))" test ! -s "$suite_work/missing"
check "as many words as a letter has" test "$(wc -l < "$suite_work/expected")" -gt 1200
done_suite
