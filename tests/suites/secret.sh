# SPDX-License-Identifier: EUPL-1.2
# What is not public leaves no trace: a mark in every field of withheld records is in no byte of out/, unpacked or not.
. "$root/tests/suites/lib.bash"
place=$suite_work/place
mkdir -p "$place"
cp -r "$root/tests/site/withheld/content" "$place/content"
ln -s "$root/templates" "$place/templates"
cd "$place" || exit 1

unpacked() { # every byte of out/, PDF streams inflated
	rm -rf bytes
	mkdir bytes
	find out -type f ! -name '*.pdf' -exec cat {} + > bytes/files
	find out > bytes/names
	find out -name '*.pdf' | while read -r pdf; do
		qpdf --qdf --object-streams=disable "$pdf" - 2> /dev/null
		pdftotext "$pdf" -
		pdfinfo "$pdf"
	done > bytes/pdfs
}

exits "a site that withholds" 0 "$program" build --as-of 2026-11-01
unpacked
for mark in geheimzinnig GEHEIMZINNIG TZ209912-999 39999; do
	silent "no trace of $mark" "$mark" bytes
	# UTF-16, as PDF strings may be.
	silent "no trace of $mark in UTF-16" "$(printf '%s' "$mark" | iconv -t UTF-16BE | od -An -tx1 | tr -d ' \n' | tr a-f A-F)" bytes
done
# Terms of the search index are stems: part of a word's trace.
for mark in geheimzinn geheim 209912 tz209912-999; do
	silent "no trace of $mark in the search index" "$mark" out/_search
done
check "the public part is there" test -f out/brieven/openbaar.html
says "a recognised reference to what is withheld stays text" 'aanbeveling 2 blijft tekst' out/brieven/openbaar.html
check "nothing is renumbered" test -f out/aanbevelingen/ev/03.html
says "the gap stays a gap" '>3<' out/evaluaties/ev.html

# A site in which the withheld records do not exist is the same, byte for byte: not even a title or a link tells of them.
mkdir without
cp -r content without/content
grep -rlE '^(visibility: (draft|confidential)|publish_from: )' without/content | xargs rm
rm -r without/content/questions/geheim without/content/followups/2026/twee.md without/content/files
exits "a site without them" 0 "$program" build --content without/content --out without/out --as-of 2026-11-01
check "withheld or not there: the same bytes" diff -rq out without/out

# The embargo passes at the second, in the site's time zone.
exits "a second before" 0 "$program" build --as-of 2026-12-01T08:59:59+01:00
check "a second before" test ! -e out/brieven/embargo.html
exits "at the second" 0 "$program" build --as-of 2026-12-01T09:00:00+01:00
check "at the second" test -e out/brieven/embargo.html
exits "the day of a reproducible build" 0 env SOURCE_DATE_EPOCH=1796112000 "$program" build
check "SOURCE_DATE_EPOCH is the day where none is asked" test -e out/brieven/embargo.html
exits "a day begins at midnight in Amsterdam" 0 "$program" build --as-of 2026-12-31T22:59:59Z
check "not a second too early" test ! -e out/brieven/nieuwjaar.html
exits "and not a second too late" 0 "$program" build --as-of 2026-12-31T23:00:00Z
check "at midnight" test -e out/brieven/nieuwjaar.html

# A public record that becomes confidential is gone, from both trees.
sed -i 's/^visibility: public$/visibility: confidential/' content/letters/eerst-openbaar.md
exits "withdrawn" 0 "$program" build --as-of 2026-11-01
check "withdrawn" test ! -e out/brieven/eerst-openbaar.html
silent "gone from both trees" eekhoornbrief out .out.opvolging
done_suite
