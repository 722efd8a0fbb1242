# SPDX-License-Identifier: EUPL-1.2
# The project's own content as a portal: every page is there, every link leads somewhere, equal input gives equal bytes.
. "$root/tests/suites/lib.bash"
out=$suite_work/out-1/portal

build() { # build OUT OPTIONS...
	local to=$1
	shift
	"$program" build -C "$root" --out "$to" --as-of 2026-11-01 "$@"
}

exits "the first build" 0 build "$out"
says "a build tells what changed" "0 changed, 0 removed" "$suite_work/out"

# A page for every record.
while read -r id; do
	case $id in
	questions/*/index) page=vragen/${id#questions/} && page=${page%/index} ;;
	questions/*) page=vragen/${id#questions/} ;;
	themes/*) page=themas/${id#*/} ;;
	evaluations/*) page=evaluaties/${id#*/} ;;
	recommendations/*) page=aanbevelingen/${id#*/} ;;
	followups/*) page=opvolging/${id#*/} ;;
	letters/*) page=brieven/${id#*/} ;;
	motions/*) page=moties/${id#*/} ;;
	commitments/*) page=toezeggingen/${id#*/} ;;
	measures/*) page=maatregelen/${id#*/} ;;
	savings/*) page=besparingsvarianten/${id#*/} ;;
	dossiers/*) page=dossiers/${id#*/} ;;
	terms/*) page=begrippen/${id#*/} ;;
	pages/*) page=${id#*/} ;;
	esac
	check "the page of $id" test -f "$out/$page.html"
done < <(cd "$root/content" && find . -name '*.md' | sed 's,^\./,,; s,\.md$,,' | sort)
check "at least 90 records" test "$(find "$root/content" -name '*.md' | wc -l)" -ge 90

# Lists, groups, what is cited, and the letters beside their pages.
for page in index 404 about accessibility privacy themas/index evaluaties/index aanbevelingen/index opvolging/index brieven/index vragen/index moties/index \
	toezeggingen/index maatregelen/index besparingsvarianten/index dossiers/index begrippen/index opvolging/2026/index \
	aanbevelingen/_thema/veiligheid aanbevelingen/_status/_nog-niet-gemeld _aandacht/termijn-voorbij _aandacht/niet-gemeld \
	_aandacht/zonder-bewijs brieven/_jaar/2026 vragen/_jaar/2026 vragen/_sets/index aanbevelingen/_status/in-progress aanbevelingen/_status/dropped aanbevelingen/_besluit/not-yet-adopted \
	vragen/_steller/vaste-commissie-voor-defensie brieven/_ondertekenaar/derk-boswijk brieven/_ondertekenaar/ruben-brekelmans \
	dossiers/36470 dossiers/33763; do
	check "the page $page" test -f "$out/$page.html"
done
for letter in brieven/2025-12-12-kabinetsreactie-pr-veiligheid brieven/2026-04-23-opvolging-in-beeld vragen/stand-van-defensie-2025; do
	check "the PDF of $letter" test -s "$out/$letter.pdf"
done

# Every page is well formed and every link leads somewhere.
crawl "no dead link, no broken page" "$out"

# The notice is on every page and in every PDF.
without=$(grep -L 'Dit is een demonstratie' $(find "$out" -name '*.html') | head -n 3)
check "the notice on every page ($without)" test -z "$without"
for pdf in $(find "$out" -name '*.pdf'); do
	pdftotext "$pdf" "$suite_work/text"
	pages=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
	check "the notice on each of $pages pages of $(basename "$pdf")" test "$(grep -c 'Dit is een demonstratie' "$suite_work/text")" -ge "$pages"
done

# The pages that every site owes are at the foot of each page; 404 uses addresses from the root.
for page in about accessibility privacy; do
	without=$(grep -L "href=\"[./]*$page.html\"" $(find "$out" -name '*.html') | head -n 3)
	check "$page at the foot of every page ($without)" test -z "$without"
done
says "404 leads on" '<a class="nl-link" href="/brieven/index.html">' "$out/404.html"
check "the map of former addresses" test -s "$out/_redirects.map"

# What belongs together is one step away, in both directions.
links() { # links PAGE TO
	check "$1 leads to $2" grep -qF "href=\"$2" "$out/$1.html"
}
links aanbevelingen/pr-veiligheid/03 ../../evaluaties/pr-veiligheid.html
links aanbevelingen/pr-veiligheid/03 ../../brieven/2025-12-12-kabinetsreactie-pr-veiligheid.html
links aanbevelingen/pr-veiligheid/03 ../../opvolging/2026/pr-veiligheid-03.html
links aanbevelingen/pr-veiligheid/03 ../../brieven/2026-04-23-opvolging-in-beeld.html
links evaluaties/pr-veiligheid ../aanbevelingen/pr-veiligheid/03.html
links evaluaties/pr-veiligheid ../aanbevelingen/pr-veiligheid/09.html
links opvolging/2026/pr-veiligheid-03 ../../aanbevelingen/pr-veiligheid/03.html
links brieven/2026-04-23-opvolging-in-beeld ../opvolging/2026/pr-veiligheid-03.html
links brieven/2026-04-23-opvolging-in-beeld ../moties/van-eijk.html
links brieven/2026-04-23-opvolging-in-beeld ../aanbevelingen/pr-veiligheid/02.html
links brieven/2026-04-23-opvolging-in-beeld ../aanbevelingen/pr-veiligheid/04.html
links evaluaties/pr-veiligheid ../opvolging/2026/pr-veiligheid-02.html
links evaluaties/pr-veiligheid ../brieven/2025-12-12-kabinetsreactie-pr-veiligheid.html
links brieven/2026-04-23-opvolging-in-beeld https://zoek.officielebekendmakingen.nl/kst-31865-267.html
links moties/van-eijk ../brieven/2026-04-23-opvolging-in-beeld.html
links toezeggingen/tz202307-053 ../vragen/stand-van-defensie-2025/08.html
links vragen/stand-van-defensie-2025/08 ../../toezeggingen/tz202307-053.html
links vragen/stand-van-defensie-2025 stand-van-defensie-2025/63.html
links dossiers/31516 ../brieven/2025-12-12-kabinetsreactie-pr-veiligheid.html
links index aanbevelingen/index.html
links index evaluaties/pr-veiligheid.html
links aanbevelingen/index pr-veiligheid/10.html
links aanbevelingen/_thema/mensen ../pr-veiligheid/10.html
links index aanbevelingen/_status/in-progress.html

# 'Zie het antwoord op vraag 6 en 7': links, and the answers folded behind the paragraph.
page=$out/vragen/stand-van-defensie-2025/08.html
check "a link to question 6" grep -q '<a href="06.html">vraag 6</a>' "$page"
check "a link to question 7" grep -q '<a href="07.html">7</a>' "$page"
check "both answers folded" test "$(grep -c '<details class="answer">' "$page")" -eq 2
says "an answer that points further says so" 'Dit antwoord verwijst zelf verder' "$page"

# Nothing changes where nothing changed, and no time stamp moves.
find "$out" -type f -printf '%P %T@ %i\n' | sort > "$suite_work/before"
exits "the second build" 0 build "$out"
says "a build without changes" "0 added, 0 changed, 0 removed" "$suite_work/out"
find "$out" -type f -printf '%P %T@ %i\n' | sort > "$suite_work/after"
check "no file was touched" cmp -s "$suite_work/before" "$suite_work/after"

# Equal input, equal bytes: another folder, zone, language and time.
(cd / && TZ=Asia/Tokyo LC_ALL=C.UTF-8 HOME=/ build "$suite_work/other/place/out" --quiet --jobs 2)
check "another place, the same bytes" diff -rq "$out" "$suite_work/other/place/out"
(cd "$out" && xxhsum -H2 -c manifest.txt) > "$suite_work/sums" 2>&1
check "the manifest holds" grep -q 'OK$' "$suite_work/sums"
silent "the manifest holds" FAILED "$suite_work/sums"
check "the manifest names every file" test "$(wc -l < "$out/manifest.txt")" -eq "$(find "$out" -type f ! -name manifest.txt | wc -l)"
silent "no path of this machine" "$root" "$out"

# Copies for web servers hold the same bytes.
exits "compressed copies" 0 build "$suite_work/packed" --compress --no-pdf
check "gzip" cmp -s <(gzip -dc "$suite_work/packed/index.html.gz") "$suite_work/packed/index.html"
check "brotli" test -s "$suite_work/packed/index.html.br"
check "--no-pdf" test -z "$(find "$suite_work/packed" -name '*.pdf')"

# English words, to prove the language file.
cp -r "$root/content" "$suite_work/english"
sed -i 's/^language: nl$/language: en/' "$suite_work/english/site.yaml"
exits "in English" 0 "$program" build --content "$suite_work/english" --templates "$root/templates" --out "$suite_work/en" --as-of 2026-11-01
check "English addresses" test -f "$suite_work/en/recommendations/pr-veiligheid/01.html"
says "English dates" '12 December 2025' "$suite_work/en/recommendations/pr-veiligheid/01.html"
says "English words" 'Follow-up' "$suite_work/en/recommendations/pr-veiligheid/01.html"
crawl "no dead link in English" "$suite_work/en"
pdftotext "$suite_work/en/letters/2026-04-23-opvolging-in-beeld.pdf" "$suite_work/text"
says "an English letter" 'Page 1 of' "$suite_work/text"
done_suite
