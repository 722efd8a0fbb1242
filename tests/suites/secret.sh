# SPDX-License-Identifier: EUPL-1.2
# What is not public leaves no trace. First on sites made from the schema (tests/hostile/withheld.mjs): a mark of its own in every field of
# withheld records is in no byte of out/ or beside it, unpacked or not. Then on a small site that can be read.
. "$root/tests/suites/lib.bash"
made=$suite_work/made hostile=$root/tests/hostile
exits "sites from the schema, every key filled" 0 node "$hostile/withheld.mjs" "$program" "$made"
for site in withheld public absent refused; do ln -s "$root/templates" "$made/$site/templates"; done

# traceless NAME FOLDER...: none of the marks is in any form in any file.
traceless() {
	local name=$1
	shift
	if node "$hostile/traces.mjs" "$made/marks.json" "$@" > "$suite_work/traces" 2>&1 && [ ! -s "$suite_work/traces" ]; then
		ok
	else
		no "$name"
		head -n 20 "$suite_work/traces"
	fi
}
make_site() { "$program" build -C "$made/$1" --as-of "$2" --compress --quiet; }

# Builds that follow an edit. A build of everything keeps an image of its own; one that follows leaves it as it is.
rest() { sleep 0.05; } # what was written in the same tick of the clock counts as changed
image_of() { stat -c %i "$1/.out.opvolging/image"; }
follows() { # follows NAME PLACE COMMAND...: it succeeds, and makes again what was edited
	local name=$1 place=$2 image
	image=$(image_of "$2")
	shift 2
	exits "$name" 0 "$@"
	check "$name: it follows" test "$image" = "$(image_of "$place")"
}
edit() { # edit PLACE SENTENCE FILE...: adds a sentence
	local place=$1 sentence=$2 file
	shift 2
	for file; do printf '\n%s\n' "$sentence" >> "$place/content/$file"; done
}

# All public, every mark shows: what is found nowhere is what Markdown has for authors alone. So the search below can find each of the others.
exits "all public" 0 make_site public 2026-11-01
node "$hostile/traces.mjs" --missing "$made/marks.json" "$made/public/out" | sed 's/.*: //' | sort | uniq -c | sed 's/^ *//' > "$suite_work/missing"
records=$(jq '[.marks[].where | select(endswith(": comment"))] | length' "$made/marks.json")
for part in comment 'info of a code block' 'link title' 'note name' 'picture title' 'reference name' 'reference title'; do
	echo "$records $part"
done > "$suite_work/never"
same "which marks never show" "$suite_work/never" "$suite_work/missing"

# Words that only builds that follow have seen, in records that are withheld below. What warns of nothing is followed: no HTML; and
# kept is what has no targets of links.
find "$made/public/content" -name '*.md' -exec sed -i '/^<!--/d; /^<b /d; /^\[[^^]/d' {} +
rest
exits "all public, without HTML" 0 make_site public 2026-11-01
for word in kwartelkoning kwartelkoningin; do
	# shellcheck disable=SC2046
	edit "$made/public" "Een $word van zqxwkvkwartel." $(cd "$made/public/content" && ls {evaluations,commitments,measures,motions,savings}/zqxwkv*.md questions/zqxwkv*/index.md)
	rest
	follows "all public, with a $word" "$made/public" make_site public 2026-11-01
	check "a $word shows" grep -rq "$word van" "$made/public/out"
	check "a $word is kept" grep -q kwartelkon "$made/public/.out.opvolging/changes"
done

exits "withheld" 0 make_site withheld 2026-11-01
traceless "no trace of what is withheld" "$made/withheld/out" "$made/withheld/.out.opvolging"
exits "not there" 0 make_site absent 2026-11-01
check "withheld or not there: the same bytes" diff -rq "$made/withheld/out" "$made/absent/out"
# But for dossiers, which a public text gets a page of by naming them.
check "the data counts the public records alone" [ "$(jq '[.collections[] | select(.type != "dossier").count] | add' \
	"$made/withheld/out/_data/index.json")" -eq "$(jq .fixed "$made/marks.json")" ]

# Edits beside what is withheld: of records that are public, with words that would lead to others; of those others; of both.
beside="commitments/openbaar.md evaluations/ev.md followups/2026/een.md letters/reactie.md measures/openbaar.md motions/openbaar.md questions/set/03.md questions/set/index.md recommendations/ev/01.md"
cp -r "$made/withheld/content" "$suite_work/unedited"
for sentence in "Over aanbeveling 2, aanbevelingen 4 en 5, TZ209901-001 en TZ209901-002." "Ook Kamerstuk 31001, nr. 7, Kamerstuk 32001, motie-Pimpelmees, een pimpelbegrip en PMPL."; do
	rest
	for site in withheld absent; do
		# shellcheck disable=SC2086
		edit "$made/$site" "$sentence" $beside
	done
	follows "beside what is withheld" "$made/withheld" make_site withheld 2026-11-01
	traceless "no trace beside an edit" "$made/withheld/out" "$made/withheld/.out.opvolging"
	rm -rf "$made/absent/out" "$made/absent/.out.opvolging"
	exits "not there, edited" 0 make_site absent 2026-11-01
	check "edited, withheld or not there: the same bytes" diff -rq "$made/withheld/out" "$made/absent/out"
done
# shellcheck disable=SC2046
edit "$made/withheld" "Ook zqxwkvkwartel." $(cd "$made/withheld/content" && ls */zqxwkv*.md | head -n 20)
exits "what is withheld is edited" 0 make_site withheld 2026-11-01
traceless "no trace of what is withheld and edited" "$made/withheld/out" "$made/withheld/.out.opvolging"
check "nothing comes of that" diff -rq "$made/withheld/out" "$made/absent/out"
rest
secret=$(cd "$made/withheld/content" && ls -d pages/zqxwkv* | head -n 1)
edit "$made/withheld" "Zie [dit](${secret%.md})." evaluations/ev.md
exits "an edit that refers to what is withheld" 1 make_site withheld 2026-11-01
says "it names the one" evaluations/ev.md "$suite_work/err"
says "and the other" "${secret%.md}" "$suite_work/err"
check "what refers to it is not published" diff -rq "$made/withheld/out" "$made/absent/out"
traceless "nor noted" "$made/withheld/out" "$made/withheld/.out.opvolging"
for site in withheld absent; do
	rm -rf "$made/$site/content"
	[ $site = withheld ] && mv "$suite_work/unedited" "$made/withheld/content"
done
node "$hostile/withheld.mjs" "$program" "$suite_work/again"
mv "$suite_work/again/absent/content" "$made/absent/content"
for site in withheld absent; do exits "unedited" 0 make_site $site 2026-11-01; done

# Each record turns withheld, and the site is made anew over what was there. The state of the last build stands beside out/.
rm -r "$made/public/content"
cp -r "$made/withheld/content" "$made/public/content"
exits "all withdrawn" 0 make_site public 2026-11-01
traceless "withdrawn from both trees" "$made/public/out" "$made/public/.out.opvolging"
check "withdrawn or never there: the same bytes" diff -rq "$made/public/out" "$made/absent/out"

# An embargo passes, and the clock goes back over it.
exits "after the embargo" 0 "$program" build -C "$made/public" --as-of 2031-01-01 --quiet
node "$hostile/traces.mjs" --missing "$made/marks.json" "$made/public/out" > "$suite_work/missing"
check "the embargo has passed" [ "$(grep -c embargo "$suite_work/missing")" -lt "$(jq '[.marks[].where | select(contains("embargo"))] | length' "$made/marks.json")" ]
exits "before the embargo again" 0 "$program" build -C "$made/public" --as-of 2026-11-01 --quiet
traceless "an embargo that came back" "$made/public/out" "$made/public/.out.opvolging"

# A public record that refers to a withheld one: an error that names both, for each key that leads to a record and each way to write a link.
exits "written references to what is withheld" 1 "$program" check -C "$made/refused" --as-of 2026-11-01 --format json
check "written references to what is withheld are errors" node "$hostile/refused.mjs" "$made/refused.json" "$suite_work/out"
node "$hostile/refused.mjs" "$made/refused.json" "$suite_work/out" > "$suite_work/unexpected"
check "each names both, and nothing else is said: $(head -n 3 "$suite_work/unexpected")" [ ! -s "$suite_work/unexpected" ]

# A small site.
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
exits "a second before, elsewhere" 0 "$program" build --as-of 2026-12-01T02:59:59-05:00
check "a second before, elsewhere" test ! -e out/brieven/embargo.html
exits "at the second, elsewhere" 0 "$program" build --as-of 2026-12-01T03:00:00-05:00
check "at the second, elsewhere" test -e out/brieven/embargo.html
exits "the day of a reproducible build" 0 env SOURCE_DATE_EPOCH=1796112000 "$program" build
check "SOURCE_DATE_EPOCH is the day where none is asked" test -e out/brieven/embargo.html
exits "a day begins at midnight in Amsterdam" 0 "$program" build --as-of 2026-12-31T22:59:59Z
check "not a second too early" test ! -e out/brieven/nieuwjaar.html
exits "and not a second too late" 0 "$program" build --as-of 2026-12-31T23:00:00Z
check "at midnight" test -e out/brieven/nieuwjaar.html

# An embargo passes between edits, and holds again when the clock goes back.
build_at() { "$program" build --as-of "$1" --quiet; }
exits "a minute before" 0 build_at 2026-12-01T08:59:00+01:00
rest
edit . "Een eerste zin." letters/eerst-openbaar.md
follows "an edit a second before" . build_at 2026-12-01T08:59:59+01:00
check "an edit a second before" test ! -e out/brieven/embargo.html
silent "an edit a second before" "Vanaf dat moment" out .out.opvolging
rest
edit . "Een tweede zin." letters/eerst-openbaar.md
exits "an edit at the second" 0 build_at 2026-12-01T09:00:00+01:00
check "an edit at the second" test -e out/brieven/embargo.html
rest
edit . "Een derde zin." letters/eerst-openbaar.md
edit . "Met moerassprinkhaan." letters/embargo.md
follows "an edit of what was under embargo" . build_at 2026-12-01T09:00:01+01:00
says "an edit of what was under embargo" moerassprinkhaan out/brieven/embargo.html
says "the words of the edit are noted" moerassprinkha .out.opvolging/changes
exits "the clock goes back" 0 build_at 2026-12-01T08:59:59+01:00
check "the clock goes back" test ! -e out/brieven/embargo.html
for mark in "Vanaf dat moment" moerassprinkha; do silent "the clock goes back" "$mark" out .out.opvolging; done

# A public record that becomes confidential is gone, from both trees and from what is kept, whatever builds had followed.
exits "before it is withdrawn" 0 "$program" build --as-of 2026-11-01
rest
edit . "Een boomklever." letters/eerst-openbaar.md
follows "edited before it is withdrawn" . "$program" build --as-of 2026-11-01
says "edited before it is withdrawn" boomklever out/brieven/eerst-openbaar.html
sed -i 's/^visibility: public$/visibility: confidential/' content/letters/eerst-openbaar.md
exits "withdrawn" 0 "$program" build --as-of 2026-11-01
check "withdrawn" test ! -e out/brieven/eerst-openbaar.html
silent "gone from both trees" eekhoornbrief out .out.opvolging
for word in boomklever boomklev; do silent "gone from what is kept" "$word" out .out.opvolging; done
# Where the new image cannot take its place (the last rename of a build fails), the one before goes too.
withdraw() { # withdraw VARIABLE VALUE: public, then withdrawn by a build with this in its environment
	sed -i 's/^visibility: confidential$/visibility: public/' content/letters/eerst-openbaar.md
	exits "public again" 0 "$program" build --as-of 2026-11-01
	says "public again" eekhoornbrief .out.opvolging/image
	sed -i 's/^visibility: public$/visibility: confidential/' content/letters/eerst-openbaar.md
	exits "withdrawn again" 0 env "$1=$2" LD_PRELOAD="$build/fault.so" "$program" build --as-of 2026-11-01 --jobs 1 --quiet
	silent "withdrawn again" eekhoornbrief out .out.opvolging
}
withdraw FAULT_COUNTS "$suite_work/counts"
check "an image" test -e .out.opvolging/image
withdraw FAULT "rename:$(sed -n 's/^rename //p' "$suite_work/counts"):5"
check "no image" test ! -e .out.opvolging/image
done_suite
