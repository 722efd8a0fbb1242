# SPDX-License-Identifier: EUPL-1.2
# What a letter's digest holds. One edit at a time, always on the same site: a PDF whose digest is as before has the bytes that it had before,
# so that it need not be set again; and of an edit that a letter does not show, the digest knows nothing, so that it is not set again.
. "$root/tests/suites/lib.bash"
cd "$suite_work" || exit 1
mkdir base
cp -r "$root/tests/site/letters/content" base/content
cp -r "$root/templates" base/templates
cp base/content/files/vlak.png base/templates/logo.png
cp /usr/share/fonts/truetype/noto/NotoSans-Regular.ttf base/templates/letter.ttf
sed -i 's,^  regular: .*,  regular: letter.ttf,; s/^frame:/frame:\n  logo: logo.png\n  logo_left: 95 mm\n  logo_top: 8 mm\n  logo_width: 30 mm/' base/templates/layout.yaml
mkdir -p base/content/savings
cat > base/content/savings/minder.md << 'EOF'
---
title: Minder doen
evaluation: evaluations/ev
percentage: 20
decision: rejected
---

Een variant die Kamerstuk 31 516, nr. 51 al noemde.
EOF
cat > base/content/letters/varianten.md << 'EOF'
---
title: Besparingen
date: 2026-05-01
kind: information
signatories: [{office: De minister, name: Anna Proef}]
---

De varianten.

``` savings-list
evaluation: evaluations/ev
```
EOF
printf '\n``` savings-list\nevaluation: evaluations/ev\n```\n' >> base/content/evaluations/ev.md
# What no reader sees has no say in how the questions of a set are numbered.
sed 's/^asker: .*/asker: Volt/; s/^number: .*/number: 4/; 2i visibility: draft' base/content/questions/set/03.md > base/content/questions/set/04.md
# A set with contents, which show the question that a heading leads to.
{
	printf -- '---\ntitle: Een lange set\ndate: 2026-02-02\nkind: Lijst van vragen en antwoorden\nabout: [evaluations/ev]\n---\n\nDe vragen.\n\n``` question-list\nset: questions/stand\n```\n\n'
	printf '## [Uit de nota](questions/nota/sp-1)\n\n'
	for _ in $(seq 12); do printf 'Een alinea die lang genoeg is om met de andere meer dan vier pagina’s te vullen. %.0s' $(seq 20) && printf '\n\n'; done
} > base/content/long.md
mkdir base/content/questions/stand
mv base/content/long.md base/content/questions/stand/index.md
printf -- '---\nnumber: 1\nasker: SP\nquestion: |\n  Wat nu?\n---\n\nHet antwoord.\n' > base/content/questions/stand/1.md

render() { # render FOLDER JOBS [OPTION...]: builds it into FOLDER/out, the digests of its PDFs into FOLDER/digests
	(cd "$1" && "$program" build --as-of "${as_of:-2026-11-01}" --quiet --jobs "$2" "${@:3}" > said 2>&1 && sed -n 's/  \(.*\.pdf\)$/ \1/p' .out.opvolging/digests | sort -k 2 > digests)
}
exits "the site" 0 render base 1
grep -A 2 'error:' base/said
check "every PDF has a digest" test "$(wc -l < base/digests)" = "$(find base/out -name '*.pdf' | wc -l)"
check "all letters are there" test "$(wc -l < base/digests)" -eq 9

# edit NAME EXPECTED COMMAND...: EXPECTED are the PDFs whose digest it changes, by name.
edits=0 reused=0
edit() {
	local name=$1 expected=$2
	shift 2
	edits=$((edits + 1))
	rm -rf site
	mkdir site
	cp -r base/content base/templates site
	(cd site && "$@")
	if ! render site 2; then
		no "$name: does not build"
		grep -A 2 'error:' site/said | head -n 6
		return
	fi
	join -j 2 base/digests site/digests | awk '$2 == $3 { print $1 }' > equal
	: > lies
	while read -r path; do
		reused=$((reused + 1))
		cmp -s "base/out/$path" "site/out/$path" || echo "$path" >> lies
	done < equal
	check "$name: equal digest, equal bytes: $(tr '\n' ' ' < lies)" test ! -s lies
	join -j 2 base/digests site/digests | awk '$2 != $3 { sub(/.*\//, "", $1); sub(/\.pdf$/, "", $1); printf "%s%s", n++ ? " " : "", $1 }' > changed
	check "$name: sets again '$(cat changed)' and not '$expected'" test "$(cat changed)" = "$expected"
}
all='english lang opvolging-2025 opvolging-2026 reactie varianten nota set stand'
append() { printf '\n%s\n' "$2" >> "$1"; }
change() { sed -i "$2" "$1"; }
add_question() { sed 's/^number: .*/number: 3/' content/questions/nota/volt-2.md > content/questions/nota/volt-3.md; }
line() { sed -i "2i $2" "$1"; } # in the front matter

# The letter itself.
edit "nothing" "" true
edit "a text" "lang" append content/letters/lang.md 'Een zin.'
edit "a title" "lang" change content/letters/lang.md 's/^title: .*/title: Een andere titel/'
edit "a date" "reactie" change content/letters/reactie.md 's/^date: .*/date: 2024-12-02/'
edit "a summary" "reactie" line content/letters/reactie.md 'summary: Waar het over gaat.'
edit "signatories" "opvolging-2026" change content/letters/opvolging-2026.md 's/Anna Proef/Anna Nieuw/'
edit "references" "lang" change content/letters/lang.md 's/KENMERK-2/KENMERK-9/'
edit "an attachment’s title" "lang" change content/letters/lang.md 's/Rapport van de proef/Verslag/'
edit "an attachment’s bytes" "" append content/files/rapport.txt 'Meer.'
edit "a language" "reactie" line content/letters/reactie.md 'lang: en'
edit "an addressee" "lang" line content/letters/lang.md 'to: tweede-kamer'
edit "its own number" "lang opvolging-2025 opvolging-2026 reactie varianten" change content/letters/reactie.md 's/nr. 51/nr. 52/'
edit "a letter that nobody knew" "" cp content/letters/varianten.md content/letters/nieuw.md
edit "a letter that goes" "" rm content/letters/varianten.md

# What a block takes over.
edit "a status" "opvolging-2026" change content/followups/2026/ev-02.md 's/in-progress/done/'
edit "the text of a follow-up" "opvolging-2026" append content/followups/2026/ev-02.md 'Een zin.'
edit "a picture in a follow-up" "opvolging-2026" append content/followups/2026/ev-02.md '![Een vlak](files/vlak.png)'
edit "a follow-up of last year" "opvolging-2025" append content/followups/2025/motie.md 'Een zin.'
edit "a follow-up in another language" "opvolging-2026" line content/followups/2026/motie.md 'lang: en'
edit "a follow-up that goes" "opvolging-2026" rm content/followups/2026/motie.md
edit "a follow-up that is not public" "opvolging-2026" line content/followups/2026/motie.md 'visibility: draft'
edit "a follow-up of a letter that does not show it" "opvolging-2026" change content/followups/2026/motie.md 's/opvolging-2026/lang/'
edit "a recommendation" "lang opvolging-2025 opvolging-2026" change content/recommendations/ev/02.md 's/Doe het/Doe dit/'
edit "a motion’s title" "opvolging-2025 opvolging-2026" change content/motions/proef.md 's/^title: .*/title: Motie-Proef over iets anders/'
edit "an evaluation’s title" "lang opvolging-2025 opvolging-2026 varianten set stand" change content/evaluations/ev.md 's/^title: .*/title: Evaluatie van het ander/'
edit "its year" "lang opvolging-2025 opvolging-2026 varianten" change content/evaluations/ev.md 's/^completed: .*/completed: 2023/'
edit "a theme’s text" "lang opvolging-2025 opvolging-2026" append content/themes/t.md 'Een zin.'
edit "a theme that is no part any more" "lang opvolging-2025 opvolging-2026" change content/themes/sub.md '/^parent/d'
edit "a title of a theme that no letter names" "" change content/themes/sub.md 's/^title: .*/title: Iets anders/'
edit "savings" "lang opvolging-2025 opvolging-2026 varianten" append content/savings/minder.md 'Een zin.'
edit "more savings" "lang opvolging-2025 opvolging-2026 varianten" cp content/savings/minder.md content/savings/meer.md
edit "a question" "english set" change content/questions/set/02.md 's/Hoe staat het/Hoe is het/'
edit "an answer" "nota" append content/questions/nota/volt-2.md 'Een zin.'
edit "an asker" "nota" change content/questions/nota/volt-2.md 's/^asker: .*/asker: D66/'
edit "a number" "english set" change content/questions/set/03.md 's/^number: .*/number: 4/'
edit "a draft, which does not make numbers restart" "" change content/questions/set/04.md 's/^number: .*/number: 1/'
edit "a question more" "nota" add_question
edit "a question less" "english set" rm content/questions/set/03.md
edit "a question that the contents of another set show" "nota stand" change content/questions/nota/sp-1.md 's/Wat is/Wat was/'

# What references lead to.
edit "a term that is new" "english lang opvolging-2025 opvolging-2026 set" cp content/terms/beleidskader.md content/terms/nieuw.md
edit "a page of the portal" "" append content/pages/about.md 'Een zin.'
edit "a title that is only linked to" "" change content/commitments/tz.md 's/^title: .*/title: Een andere toezegging/'
edit "an address" "reactie" mv content/commitments/tz.md content/commitments/tz-1.md
edit "a reference that leads nowhere now" "reactie" change content/commitments/tz.md 's/^number: .*/number: TZ202401-002/'
edit "a public record that goes" "english" change content/letters/english.md 's/questions\/set/questions\/nota/'

# What all letters share.
edit "the picture of a letter" "english" cp content/files/verloop.jpg content/files/vlak.png
edit "the logo" "$all" cp content/files/verloop.jpg templates/logo.png
edit "a font" "$all" cp /usr/share/fonts/truetype/noto/NotoSerif-Regular.ttf templates/letter.ttf
edit "the layout" "$all" change templates/layout.yaml 's/^  left: .*/  left: 27 mm/'
edit "the settings" "$all" change content/site.yaml 's/^closing: .*/closing: Met vriendelijke groet,/'
edit "the words of the language" "$all" change templates/nl.yaml 's/^  column_status: .*/  column_status: Stand/'
edit "templates" "" append templates/record.mustache '<!-- x -->'
as_of=2027-03-01 edit "another day" "" true
check "$edits edits spare letters ($reused)" test "$reused" -gt $((edits * 5))
done_suite
