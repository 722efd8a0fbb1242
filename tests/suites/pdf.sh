# SPDX-License-Identifier: EUPL-1.2
# Letters as PDF: placed lines and structure trees (tests/pdf/*.txt hold them as text, never bytes), and what other readers make of the files.
. "$root/tests/suites/lib.bash"
content=$root/tests/site/letters/content

for id in letters/lang letters/opvolging-2026 letters/english questions/nota; do
	name=$(basename "$id")
	"$build/tools/describe" "$content" "$root/templates" "$id" > "$suite_work/$name.txt" 2>&1
	same "tests/pdf/$name.txt" "$root/tests/pdf/$name.txt" "$suite_work/$name.txt"
done

exits "the letters" 0 "$program" build --content "$content" --templates "$root/templates" --out "$suite_work/site" --as-of 2026-11-01
pdf=$suite_work/site/brieven/lang.pdf
pdftotext -layout "$pdf" "$suite_work/text"
for part in 'Retouradres Postbus 1 Den Haag' 'de Voorzitter van de Tweede Kamer' 'Onze referentie' 'KENMERK-2' '1 juni 2026' \
	'Geachte voorzitter,' 'Hoogachtend,' 'DE MINISTER VAN PROEVEN' 'Bo Şahin-Łukasz' 'Rapport van de proef' 'Bijlage: Toelichting' \
	'SEA-thema: Thema' 'Overkoepelende toelichting SEA-thema:' 'Jaar afronding' 'Toelichting evaluatie:' 'Alinea 8.'; do
	says "the letter" "$part" "$suite_work/text"
done
pages=$(pdfinfo "$pdf" | sed -n 's/^Pages: *//p')
check "several pages" test "$pages" -ge 5
for page in $(seq "$pages"); do says "page numbers" "Pagina $page van $pages" "$suite_work/text"; done
check "the column headings come again on the next page" test "$(grep -c 'Toelichting status opvolging:' "$suite_work/text")" -ge 3
check "the annex is behind the signature" awk '/Hoogachtend/ { a = NR } /Bijlage: Toelichting/ { b = NR } END { exit !(a && b > a) }' "$suite_work/text"
check "the annex begins a page" awk '/\f/ { fresh = 1 } fresh && /^ *\f? *Bijlage: Toelichting/ { found = 1 } NF && !/\f/ && !/Onze referentie/ { fresh = 0 } END { exit !found }' "$suite_work/text"

# What a reader of the file format makes of it.
for pdf in $(find "$suite_work/site" -name '*.pdf'); do
	name=$(basename "$pdf")
	check "qpdf finds no fault in $name" qpdf --check "$pdf" > "$suite_work/qpdf" 2>&1
	pdfinfo "$pdf" > "$suite_work/info" 2> "$suite_work/complaints"
	check "poppler does not complain about $name" test ! -s "$suite_work/complaints"
	says "$name is tagged" 'Tagged:          yes' "$suite_work/info"
	check "$name has a title" grep -qE '^Title: +[^ ]' "$suite_work/info"
	check "$name has its fonts inside" test "$(pdffonts "$pdf" | tail -n +3 | awk '{ print $(NF - 4) }' | sort -u)" = yes
	qpdf --qdf --object-streams=disable "$pdf" "$suite_work/plain.pdf" 2> /dev/null
	for key in '/Lang' '/MarkInfo' '/DisplayDocTitle' '/ParentTree' 'pdfaid:part' 'pdfuaid:part' '/GTS_PDFA1'; do
		check "$name has $key" grep -qa -- "$key" "$suite_work/plain.pdf"
	done
done
pdfinfo -struct-text "$suite_work/site/brieven/lang.pdf" > "$suite_work/structure" 2> /dev/null
for tag in H1 H2 H3 Table TR TH TD L LI LBody Link Note BlockQuote Code; do
	check "a $tag in the structure" grep -qw "$tag" "$suite_work/structure"
done

# A long set has its contents, each line a link that tells the page it leads to; a short one has none.
"$build/tools/describe" "$root/content" "$root/templates" questions/stand-van-defensie-2025 > "$suite_work/set.txt"
check "a long set has contents" grep -q '^  Sect$' "$suite_work/set.txt"
check "an entry for each ten questions" test "$(grep -c '^ *TOCI$' "$suite_work/set.txt")" -eq 7
awk '/ link bookmark / { wanted[$NF] } $1 > 400 && / Link \|[0-9]+\|$/ { told[++n] = $NF } /^bookmark / { page[++m] = $4 }
	END { for (b in wanted) count[page[b]]++; for (i = 1; i <= n; i++) { gsub(/\|/, "", told[i]); count[told[i]]-- } for (p in count) if (count[p]) print p, count[p]; if (n != 7) print n }' \
	"$suite_work/set.txt" > "$suite_work/untrue"
check "the contents tell the pages" test ! -s "$suite_work/untrue"
check "a short set has none" bash -c "! grep -q TOC '$root/tests/pdf/nota.txt'"

# Another layout: fonts, a logo, the address at the right. What cannot be used is said at its place.
cp -r "$root/templates" "$suite_work/layout"
cp "$content/files/vlak.png" "$suite_work/layout/logo.png"
change() { sed -i "$1" "$suite_work/layout/layout.yaml"; }
change 's/NotoSans-/NotoSerif-/; s/^  addressee_left: .*/  addressee_left: 110 mm/; s/^  addressee_width: .*/  addressee_width: 80 mm/; s/^  sender_left: .*/  sender_left: 28 mm/'
change 's/^frame:/frame:\n  logo: logo.png\n  logo_left: 95 mm\n  logo_top: 8 mm\n  logo_width: 30 mm/'
set_letter() { "$program" letter letters/lang --content "$content" --templates "$suite_work/layout" -o "$suite_work/other.pdf" --as-of 2026-11-01; }
exits "another layout" 0 set_letter
check "its fonts" bash -c "pdffonts '$suite_work/other.pdf' | grep -q NotoSerif-Bold"
check "its logo" bash -c "pdfimages -list '$suite_work/other.pdf' | grep -q ' 40 *20 '"
check "it holds together" node "$root/tests/structure/structure.mjs" "$suite_work/other.pdf"
change 's/logo: logo.png/logo: layout.yaml/'
exits "a logo that is no picture" 1 set_letter
says "a logo that is no picture" "layout.yaml:43:9: error: the logo" "$suite_work/err"
change 's/logo: layout.yaml/logo: logo.png/; s/^  italic: .*/  italic: logo.png/'
exits "a font that is none" 1 set_letter
says "a font that is none" "layout.yaml:7:11: error: the font" "$suite_work/err"
rm -r "$suite_work/layout"

# Many letters are wrong at once, in texts of their own and in one that all show: what is said does not tell who set which.
cp -r "$content" "$suite_work/wrong"
sed -i 's/^closing: .*/&\nnotice: Een teken \xf0\x92\x80\x81./' "$suite_work/wrong/site.yaml"
for i in $(seq 120); do
	{
		printf -- '---\ntitle: Brief %s\ndate: 2026-05-01\nkind: information\nsignatories: [{office: De minister, name: A}]\n---\n\nMet \xf0\x92\x80\x82.\n' "$i"
		[ $((i % 3)) -gt 0 ] || printf '\n``` question-list\nset: questions/set\n```\n'
	} > "$suite_work/wrong/letters/brief-$i.md"
done
printf '\nEen \xf0\x92\x80\x83 en &#x12004;.\n' >> "$suite_work/wrong/questions/set/02.md"
for jobs in 1 2 5; do
	exits "wrong letters, $jobs at once" 1 "$program" build --content "$suite_work/wrong" --templates "$root/templates" --out "$suite_work/wrong-out" --as-of 2026-11-01 --jobs "$jobs"
	mv "$suite_work/err" "$suite_work/err-$jobs"
done
check "two at once say the same" cmp "$suite_work/err-1" "$suite_work/err-2"
check "five at once say the same" cmp "$suite_work/err-1" "$suite_work/err-5"
check "all letters are told of" test "$(grep -c 'U+12002' "$suite_work/err-1")" -eq 120
rm -r "$suite_work/wrong"

# No box for a character that no font has.
mkdir -p "$suite_work/odd"
cp -r "$content/." "$suite_work/odd"
printf '\nEen teken dat geen lettertype heeft: \xf0\x92\x80\x80.\n' >> "$suite_work/odd/letters/reactie.md"
exits "a character without a glyph" 1 "$program" build --content "$suite_work/odd" --templates "$root/templates" --out "$suite_work/odd-out"
says "a character without a glyph" 'U+12000' "$suite_work/err"
check "nothing is published" test ! -e "$suite_work/odd-out/index.html"
done_suite
