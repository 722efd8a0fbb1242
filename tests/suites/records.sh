# SPDX-License-Identifier: EUPL-1.2
# What single keys and blocks of the format do on pages: later decisions, redirects, attachments, askers, free data, blocks in blocks.
. "$root/tests/suites/lib.bash"
place=$suite_work/place
mkdir -p "$place"
cp -r "$root/tests/site/letters/content" "$place/content"
ln -s "$root/templates" "$place/templates"
cd "$place" || exit 1
echo ongebruikt > content/files/ongebruikt.txt
cat > content/recommendations/ev/02.md <<'END'
---
evaluation: evaluations/ev
number: 2
decision: undecided
later_decisions:
  - decision: adopted
    decided_in: letters/opvolging-2025
    response: |
      ## Toelichting

      Alsnog overgenomen.
aliases: [recommendations/ev/oud-2]
extra:
  plaats: {stad: {wijk: Zuid}, punten: [een, twee]}
see: [motions/proef]
---

Doe het tweede.

## Toelichting

De tekst zelf, zie [de toelichting](#toelichting).
END
sed -i '$ a \\n## Toelichting\n\nMet een kop.' content/followups/2025/ev-02.md content/followups/2026/ev-02.md
mkdir -p content/savings
cat > content/savings/variant.md <<'END'
---
title: Twintig procent minder
evaluation: evaluations/ev
percentage: 20
decision: rejected
decided_in: letters/reactie
---

De variant wordt niet ingevuld.
END
sed -i 's/^Zie het antwoord op vraag 3.*/Zie het antwoord op vraag 1./' content/questions/set/02.md
printf '\n``` savings-list\nevaluation: evaluations/ev\n```\n' >> content/evaluations/ev.md
sed -i 's/^evidence: .*/evidence: [letters\/reactie, "https:\/\/www.example.nl\/bewijs"]/' content/followups/2026/ev-01.md
sed -i '2i lang: en' content/pages/about.md
sed -i '2i lang: ar' content/commitments/tz.md
sed -i 's/^status: .*/status: done/; s/^expected: .*/expected: 2027-02/' content/followups/2026/ev-03.md
sed -i 's/label: Afgerond, open: false/&, tone: good/; s/label: Niet overgenomen, follow: false/&, tone: bad/' content/site.yaml

sed -i "s/^asker: .*/asker: $(printf 'naam%.0s' $(seq 200))/" content/questions/set/03.md

exits "the portal" 0 "$program" build --as-of 2026-11-01
check "a very long name has a page" test "$(find out/vragen/_steller -name 'naamnaam*' | wc -l)" -eq 1
crawl "well formed, no id twice" out
has() { says "$1 has" "$2" "out/$1.html"; }

# All decisions are shown, the last one counts, and no letter before it is blamed.
has aanbevelingen/ev/02 'Nog geen reactie'
has aanbevelingen/ev/02 'Alsnog overgenomen.'
check "the last decision is the fact" grep -qE '<dd[^>]*><a[^>]* href="\.\./_besluit/adopted\.html"|<dd[^>]*><a href="\.\./_besluit/adopted\.html"' out/aanbevelingen/ev/02.html
has aanbevelingen/_besluit/adopted 'Doe het tweede.'
silent "the first one no longer counts" 'Doe het tweede.' out/aanbevelingen/_besluit/undecided.html

# The time line: decisions and follow-ups in the order of their letters, each with what changed.
has aanbevelingen/ev/02 'van Nog geen reactie naar Overgenomen'
has aanbevelingen/ev/03 'van Onderhanden naar Afgerond'
has aanbevelingen/ev/03 'februari 2027 <span class="timeline__was">(eerder verwacht: oktober 2026)</span>'
has aanbevelingen/ev/01 'Ongewijzigd ten opzichte van 2025'
has moties/proef 'class="timeline"'
steps=$(sed -n 's/^<h3 .*">\(Besluit\|Opvolging 20[0-9]*\).*/\1/p' out/aanbevelingen/ev/02.html | head -n 4 | tr '\n' ' ')
check "in their order ($steps)" test "$steps" = "Besluit Besluit Opvolging 2025 Opvolging 2026 "
check "each evidence once a step" test "$(grep -c '<ul class="timeline__evidence">' out/aanbevelingen/ev/03.html)" -eq 2

# Tones: as site.yaml says, else by whether a status is open.
has aanbevelingen/ev/03 'utrecht-status-badge--valid">Afgerond'
has aanbevelingen/ev/01 'utrecht-status-badge--active">Onderhanden'
has besparingsvarianten/variant 'badge--danger">Niet overgenomen'
has aanbevelingen/ev/01 'badge--neutral">Overgenomen'

# Who cites the page finds its lasting address and the date of what it shows; the source is that of the letter.
has aanbevelingen/ev/03 'href="03.html">https://proef.example.nl/aanbevelingen/ev/03.html</a>, versie van <time datetime="2026-'
has aanbevelingen/ev/03 'href="https://zoek.officielebekendmakingen.nl/kst-31516-51.html">Bron: Kamerstuk'
has brieven/lang 'Als PDF ('

# A former id leads to the page.
has aanbevelingen/ev/oud-2 'http-equiv="refresh" content="0; url=02.html"'
has aanbevelingen/ev/oud-2 '<link rel="canonical" href="https://proef.example.nl/aanbevelingen/ev/02.html">'

says "servers know it too" '"/aanbevelingen/ev/oud-2.html" "/aanbevelingen/ev/02.html";' out/_redirects.map

# Free data, as deep as it is.
has aanbevelingen/ev/02 'stad, wijk: Zuid'
has aanbevelingen/ev/02 'punten: een'

# Attachments are listed and published; what nothing refers to is not.
has brieven/lang 'href="../bestanden/rapport.txt"'
check "the attachment is there" cmp -s content/files/rapport.txt out/bestanden/rapport.txt
check "the other file is not" test ! -e out/bestanden/ongebruikt.txt

# A block in a text that a block copies.
has evaluaties/ev 'De variant wordt niet ingevuld.'
has brieven/opvolging-2026 'De variant wordt niet ingevuld.'

# Numbers that restart: the same asker, or the one that is named.
has vragen/nota/volt-1 'href="sp-1.html">vraag 1</a>'
has vragen/nota 'href="nota/volt-2.html"'
check "the asker stands in the title" grep -qF 'Vraag 1 (SP), Nota' out/vragen/nota/sp-1.html
check "askers are groups of the PDF too" grep -qE '\|Volt\|' "$root/tests/pdf/nota.txt"

# Evidence, terms, dossiers, motions, commitments.
has aanbevelingen/ev/01 'href="https://www.example.nl/bewijs"'
has aanbevelingen/ev/01 'class="term'
check "a term is explained once on a page" test "$(grep -o 'href="../../begrippen/beleidskader.html" class="term' out/aanbevelingen/ev/03.html | wc -l)" -eq 1
has dossiers/31516 'href="../brieven/reactie.html"'
has dossiers/31516 'Kamerstuk 31 516, nr. 53'
has moties/proef 'Over aanbeveling 1, 2 en 3'
has toezeggingen/tz 'href="../vragen/set/02.html"'
has begrippen/beleidskader 'Een beleidskader hoort erbij.'
has moties/proef 'href="../aanbevelingen/ev/02.html"'

# Answers that point further or in a circle say so.
has vragen/set/03 'Dit antwoord verwijst zelf verder'
has vragen/set/01 'Dit antwoord verwijst terug'
has about 'lang="en" dir="ltr"'
has toezeggingen/tz 'lang="ar" dir="rtl"'
check "the text too" grep -qE '<div lang="ar" dir="rtl">' out/toezeggingen/tz.html
done_suite
