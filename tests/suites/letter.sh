# SPDX-License-Identifier: EUPL-1.2
# A letter in the making: its records are drafts, 'letter' sets it with CONCEPT, and nothing of it is in out/.
. "$root/tests/suites/lib.bash"
place=$suite_work/place
mkdir -p "$place"
cp -r "$root/content" "$place/content"
ln -s "$root/templates" "$place/templates"
cd "$place" || exit 1
mkdir -p content/followups/2027
cat > content/letters/2027-04-20-opvolging.md <<'END'
---
title: Zilverreiger over het vervolg
date: 2027-04-20
kind: follow-up
year: 2027
visibility: draft
references: [KENMERKZILVERREIGER]
signatories:
  - {office: DE STAATSSECRETARIS VAN PROEVEN, name: Zilver Reiger}
about: [evaluations/pr-veiligheid]
---

De zilverreigerbrief meldt de stand.

``` follow-up-table
theme: themes/mensen
```
END
for number in 01 02 03 04; do
	cat > "content/followups/2027/pr-veiligheid-$number.md" <<END
---
item: recommendations/pr-veiligheid/$number
letter: letters/2027-04-20-opvolging
status: in-progress
visibility: draft
---

Zilverreigerstand van aanbeveling $number.
END
done

exits "a draft letter" 0 "$program" letter letters/2027-04-20-opvolging -o concept.pdf --as-of 2026-11-01
pdftotext concept.pdf text
pages=$(pdfinfo concept.pdf | sed -n 's/^Pages: *//p')
check "CONCEPT on each of $pages pages" test "$(grep -c CONCEPT text)" -ge "$pages"
says "its body" 'De zilverreigerbrief meldt de stand.' text
for number in 01 02 03 04; do
	says "its follow-ups, drafts too" "Zilverreigerstand van aanbeveling $number" <(tr '\n' ' ' < text)
done
exits "final" 0 "$program" letter letters/2027-04-20-opvolging -o final.pdf --final --as-of 2026-11-01
pdftotext final.pdf text
silent "no CONCEPT in the final one" CONCEPT text
exits "a name of its own" 0 "$program" letter letters/2027-04-20-opvolging --as-of 2026-11-01
check "beside the user" test -s 2027-04-20-opvolging.pdf

exits "the portal" 0 "$program" build --as-of 2026-11-01
for mark in ilverreiger ZILVERREIGER 2027-04-20 followups/2027 opvolging/2027; do
	silent "nothing of the draft in out/" "$mark" out
	check "no file is named after it" test -z "$(find out -name "*$mark*")"
done
exits "never into out/" 2 "$program" letter letters/2027-04-20-opvolging -o out/brieven/concept.pdf --as-of 2026-11-01
says "never into out/" 'published folder' "$suite_work/err"
check "never into out/" test ! -e out/brieven/concept.pdf
ln -s out/brieven/langs.pdf omweg.pdf
exits "never into out/ by a link" 2 "$program" letter letters/2027-04-20-opvolging -o omweg.pdf --as-of 2026-11-01
check "never into out/ by a link" test ! -e out/brieven/langs.pdf
exits "no letter" 2 "$program" letter themes/mensen
exits "nothing there" 2 "$program" letter letters/niets
exits "a place that is not there" 2 "$program" letter letters/2026-04-23-opvolging-in-beeld -o niet/daar.pdf
exits "a public letter" 0 "$program" letter letters/2026-04-23-opvolging-in-beeld -o brief.pdf --as-of 2026-11-01
check "the letter alone is the letter of the portal" cmp -s brief.pdf out/brieven/2026-04-23-opvolging-in-beeld.pdf

# What the letter of 2027 still lacks.
rm content/followups/2027/pr-veiligheid-02.md content/followups/2027/pr-veiligheid-04.md
exits "what a year lacks" 0 "$program" check --year 2027 --as-of 2026-11-01
says "what a year lacks" "'recommendations/pr-veiligheid/02'" "$suite_work/out"
check "two are lacking" test "$(grep -c 'letter-lacks' "$suite_work/out")" -eq 2
done_suite
