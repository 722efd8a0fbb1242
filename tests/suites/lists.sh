# SPDX-License-Identifier: EUPL-1.2
# The home page and the lists: counts, what needs attention, what changed, filters, pages whose addresses stay.
. "$root/tests/suites/lib.bash"
place=$suite_work/place
mkdir -p "$place"
cp -r "$root/tests/site/lists/content" "$place/content"
ln -s "$root/templates" "$place/templates"
cd "$place" || exit 1
build() { exits "$1" 0 "$program" build --no-pdf --quiet --as-of "$2"; }
lines() { tr -d '\n' < "$1" | sed 's,<tr,\n<tr,g; s,<section,\n<section,g; s,<li,\n<li,g; s,</table>,\n,g'; }

# row NAME PAGE THING NUMBERS: the row of a thing tells these numbers.
row() {
	local said
	said=$(lines "out/$2.html" | grep -F ">$3<" | grep '<tr' | grep -oE '<td[^>]*>[^<]*' | sed 's,.*>,,' | tr '\n' ' ')
	check "$1 ($said)" test "$said" = "$4 "
}
# needs NAME PAGE COUNT RECORD...: a card of the home page and its list.
needs() {
	local name=$1 page=$2 count=$3 thing
	shift 3
	check "$name: $count" grep -qF "href=\"$page.html\"><span class=\"needs__count\">$count</span>" out/index.html
	check "$name: as many rows" test "$(grep -c '<tr data-' "out/$page.html")" -eq "$count"
	for thing in "$@"; do says "$name" "href=\"../$thing.html\"" "out/$page.html"; done
}

build "the portal" 2026-11-01
crawl "well formed, nothing inline, no dead link" out

# Counts, as bars and as tables.
row "by status: not started" index 'Nog niet gestart' '0 0%'
row "by status: in progress" index 'Onderhanden' '3 33%'
row "by status: done" index 'Afgerond' '2 22%'
row "by status: dropped" index 'Vervallen' '1 11%'
row "by decision" index 'Overgenomen' '7 78%'
row "by decision: rejected" index 'Niet overgenomen' '1 11%'
row "a theme counts those below it" index 'Thema T' '0 3 1 0 2 6'
row "the theme below it" index 'Subthema van T' '0 3 1 0 2 6'
row "the other theme" index 'Thema U' '0 0 1 1 1 3'
row "an evaluation" index 'Evaluatie van het ander' '0 0 1 1 1 3'
for page in aanbevelingen/_thema/t aanbevelingen/_thema/sub; do
	check "$page lists them" test "$(grep -c '<tr data-' "out/$page.html")" -eq 6
done
says "a bar is drawn without style or script" '<rect class="step-2" x="0.0%" width="33.3%" height="100%"></rect>' out/index.html
check "no style attribute" test -z "$(grep -rl --include='*.html' ' style=' out)"

# What needs attention, by the day that is asked.
needs overdue _aandacht/termijn-voorbij 2 aanbevelingen/ev/01 toezeggingen/laat
needs "left out" _aandacht/niet-gemeld 1 aanbevelingen/ev/02
needs "without evidence" _aandacht/zonder-bewijs 1 aanbevelingen/ev/03
silent "decided after the letter" 'tw/01.html' out/_aandacht
silent "closed the year before" 'tw/02.html' out/_aandacht
check "nothing was reported of three" test "$(grep -c '<tr data-' out/aanbevelingen/_status/_nog-niet-gemeld.html)" -eq 3

# What changed.
says "the newest year" 'Wat er in 2026 veranderde' out/index.html
says "changes are counted" 'Gemeld: 4. Met een andere status dan de keer ervoor: 2. Voor het eerst gemeld: 1.' out/index.html
changes=$(lines out/index.html | grep 'class="change"' | sed 's,<span class="unseen">,|,g; s,<[^>]*>,,g; s,  *, ,g')
says "from and to" 'Aanbeveling 1, EV |van: Nog niet gestart →|naar: Onderhanden' <(printf '%s' "$changes")
says "from and to" 'Aanbeveling 3, TW |van: Onderhanden →|naar: Vervallen' <(printf '%s' "$changes")

# The day shows only in its results.
cp -r out before
build "a later day without a result" 2026-11-15
check "the same bytes" diff -rq before out
build "a later day with one" 2026-12-01
needs "overdue later" _aandacht/termijn-voorbij 3 aanbevelingen/ev/06
build "an earlier day" 2026-02-01
needs "nothing overdue" _aandacht/termijn-voorbij 0

# Filters: only where there is a choice, of use with the script alone, which every row is complete without.
build "the portal again" 2026-11-01
page=out/aanbevelingen/index.html
says "a form that the script shows" '<form class="filters" hidden' "$page"
says "the script" 'defer></script>' "$page"
for label in Status Besluit Thema Jaar; do says "a labelled choice" ">$label</label>" "$page"; done
says "a choice" '<option value="niet-overgenomen">Niet overgenomen</option>' "$page"
says "a row tells its values" 'data-status="onderhanden" data-decision="overgenomen" data-theme="sub t" data-year="' "$page"
check "no row is hidden" test "$(grep -c '<tr data-' "$page")" -eq 9
silent "no filter of three rows" '<form class="filters"' out/vragen/index.html
silent "no script for three rows" '<script' out/vragen/index.html out/index.html
node "$root/tests/suites/lists.mjs" > said 2>&1
check "the functions of the script ($(head -n 3 said))" test ! -s said

# Pages: full ones stay where and as they are.
questions() { # questions SET DATE COUNT
	mkdir -p "content/questions/$1"
	printf -- '---\ntitle: Set %s\ndate: %s\nkind: Feitelijke vragen\n---\n' "$1" "$2" > "content/questions/$1/index.md"
	for ((n = 1; n <= $3; n++)); do
		printf -- '---\nnumber: %d\nasker: Partij %d\nquestion: Vraag %d van %s?\n---\n\nAntwoord.\n' "$n" $((n % 3)) "$n" "$1" > "content/questions/$1/$(printf %03d "$n").md"
	done
}
rows() { grep -c '<tr data-' "$1"; }
questions een 2020-01-01 146
build "149 rows" 2026-11-01
check "149 rows are one page" test ! -e out/vragen/_1.html -a "$(rows out/vragen/index.html)" -eq 149
questions twee 2026-10-01 80
build "229 rows" 2026-11-01
check "a full page" test "$(rows out/vragen/_1.html)" -eq 100
check "the newest page holds the rest" test "$(rows out/vragen/index.html)" -eq 129
says "the oldest question is on page 1" '../vragen/een/146.html' <(sed 's,href=",&../vragen/,g' out/vragen/_1.html)
says "page 1 leads to what comes after it" '<link rel="prev" href="_2.html">' out/vragen/_1.html
says "which is the list for now" 'content="0; url=index.html"' out/vragen/_2.html
says "the list leads to page 1" '<a class="parts__step" rel="next" href="_1.html">' out/vragen/index.html
says "and says how much it shows" 'Deze pagina toont de nieuwste 129 van 229.' out/vragen/index.html
crawl "no dead link between pages" out
cp out/vragen/_1.html page-1
cp out/vragen/_steller/partij-1.html asker
questions drie 2026-10-20 140
build "369 rows" 2026-11-01
check "a newer set leaves page 1 as it is" cmp -s page-1 out/vragen/_1.html
check "pages 2 and 3 are full" test "$(rows out/vragen/_2.html)" -eq 100 -a "$(rows out/vragen/_3.html)" -eq 100
check "each question once" test "$(cat out/vragen/_[123].html out/vragen/index.html | grep '<tr data-' | grep -oE 'href="[a-z]+/[0-9]+\.html"' | sort -u | wc -l)" -eq 369
check "a group has pages too" test "$(rows out/vragen/_steller/partij-1.html)" -eq 123
crawl "no dead link between more pages" out
cp out/vragen/_3.html page-3
questions vier 2026-10-21 60
build "429 rows" 2026-11-01
check "nor does it change page 3, the last full one" cmp -s page-3 out/vragen/_3.html
check "nor page 1" cmp -s page-1 out/vragen/_1.html
cp -r out whole
rm -rf out .out.opvolging
build "from nothing" 2026-11-01
check "incremental = clean" diff -rq whole out
done_suite
