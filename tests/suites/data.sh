# SPDX-License-Identifier: EUPL-1.2
# The portal as data: JSON, CSV, feeds, sitemaps, the Woo, robots.txt, security.txt. tests/data/ holds their schemas and what reads them back.
. "$root/tests/suites/lib.bash"
cd "$suite_work" || exit 1
export PYTHONDONTWRITEBYTECODE=1

build() { # build CONTENT OUT OPTIONS...
	local from=$1 to=$2
	shift 2
	"$program" build --content "$from" --templates "$root/templates" --out "$to" --as-of 2026-11-01 --quiet "$@"
}
# fine NAME OUT BASE_URL: everything holds to its schema, and says the same everywhere.
fine() {
	local file
	python3 "$root/tests/data/check.py" "$2" "$3" > said 2> counted || no "$1: $(tail -n 1 counted)"
	check "$1 ($(head -n 2 said | tr '\n' ' '))" test ! -s said
	for file in $(find "$2" -name '*.atom'); do
		check "$1: $file is Atom" xmllint --noout --relaxng "$root/tests/data/atom.rng" "$file" 2> /dev/null
	done
	for file in $(find "$2" -name '*.xml'); do
		check "$1: $file is a sitemap" xmllint --noout --schema "$root/tests/data/sitemap.xsd" "$file" 2> /dev/null
	done
}

# The project's own content.
exits "the demonstration" 0 build "$root/content" own/out
fine "the demonstration" own/out https://opvolging.example.nl/
exits "the same again" 0 build "$root/content" again/out
check "equal bytes from two runs" diff -rq own/out again/out
says "robots.txt names the sitemap" 'Sitemap: https://opvolging.example.nl/sitemap.xml' own/out/robots.txt
says "robots.txt names the index of the Woo" 'Sitemap: https://opvolging.example.nl/sitemapindex-diwoo-infocat006.xml' own/out/robots.txt
says "who to report to" 'Contact: mailto:meldpunt@opvolging.example.nl' own/out/.well-known/security.txt
says "until when" 'Expires: 2027-06-29T22:00:00Z' own/out/.well-known/security.txt
says "where it stands" 'Canonical: https://opvolging.example.nl/.well-known/security.txt' own/out/.well-known/security.txt
says "a letter of the Woo is its PDF" '<loc>https://opvolging.example.nl/brieven/2026-04-23-opvolging-in-beeld.pdf</loc>' own/out/_sitemaps/diwoo-infocat006-0.xml
check "a category without documents has no index" test ! -e own/out/sitemapindex-diwoo-infocat015.xml
says "the home page leads to the feed" 'type="application/atom+xml" title="Opvolging in Beeld" href="feed.atom"' own/out/index.html
says "an evaluation leads to its feed" 'href="pr-veiligheid.atom"' own/out/evaluaties/pr-veiligheid.html
silent "a recommendation has none" 'application/atom+xml' own/out/aanbevelingen/pr-veiligheid/01.html
check "the feed of a theme has what its evaluations have" grep -q 'aanbevelingen/pr-veiligheid/01.html' own/out/themas/veiligheid.atom
check "and so has that of the theme above" grep -q 'aanbevelingen/pr-veiligheid/01.html' own/out/themas/mensen.atom
check "what counts now" test "$(jq -r .current.status.id own/out/aanbevelingen/pr-veiligheid/03.json)" = in-progress
check "a reference is an id with its address" test "$(jq -r .keys.evaluation.url own/out/aanbevelingen/pr-veiligheid/03.json)" = https://opvolging.example.nl/evaluaties/pr-veiligheid.html
check "who mentions it, and how" jq -e '.related.letter[0].sentences[0] | contains("Aanbeveling 3")' own/out/aanbevelingen/pr-veiligheid/03.json > ignored
check "a body is text" jq -e '.body | contains("**") or contains("](") | not' own/out/brieven/2026-04-23-opvolging-in-beeld.json > ignored

# Values that would like to be something else.
cp -r "$root/tests/site/letters/content" hostile
cat >> hostile/site.yaml <<'END'
woo:
  publisher: https://identifier.overheid.nl/tooi/id/ministerie/mnre9999
  categories:
    - number: 6
      label: ingekomen & <stukken>
      uri: https://identifier.overheid.nl/tooi/def/thes/kern/c_6
      documents: [letter, question-set]
      handling: {label: ondertekening, uri: https://identifier.overheid.nl/tooi/def/thes/kern/c_h}
    - number: 15
      label: onderzoeksrapporten
      uri: https://identifier.overheid.nl/tooi/def/thes/kern/c_15
      documents: [report, decision-note, opinion, other]
      handling: {label: vaststelling, uri: https://identifier.overheid.nl/tooi/def/thes/kern/c_v}
END
cat > hostile/terms/formule.md <<'END'
---
title: "=HYPERLINK(\"https://kwaad.example.nl\",\"klik\")"
summary: "@SUM(1) </script><script>alert(1)</script> \"quoted\", comma; ]]> & é"
abbreviation: "+31"
extra: {lijst: [een, "=1+1", "</script>"], leeg: {}, "met \"teken\"": "-2"}
---

Een *cursief* woord, `code`, [een link](https://www.example.nl/?a=1&b=2) en een noot.[^1]

1. eerste
2. tweede
   - dieper

| a | b |
|---|---|
| 1 | 2 |

[^1]: De noot.
END
exits "hostile content" 0 build hostile hostile-out
fine "hostile content" hostile-out "$(sed -n 's/^base_url: //p' hostile/site.yaml)"
says "a formula becomes text" "\"'=HYPERLINK(\"\"https://kwaad.example.nl\"\",\"\"klik\"\")\"" hostile-out/_data/term-0.csv
says "as does a number with its sign" ",'+31," hostile-out/_data/term-0.csv
silent "no text ends the element of JSON-LD" '</script><script>' hostile-out/begrippen/formule.html
check "plain text" test "$(jq -r .body hostile-out/begrippen/formule.json | tr '\n' '/')" = 'Een cursief woord, code, een link en een noot.[1]//1. eerste/2. tweede/  - dieper//a | b/1 | 2//[1] De noot./'
check "free data as it was" test "$(jq -c .keys.extra hostile-out/begrippen/formule.json)" = '{"lijst":["een","=1+1","</script>"],"leeg":{},"met \"teken\"":"-2"}'
says "an attachment is a document of its own" '<loc>https://' hostile-out/_sitemaps/diwoo-infocat015-0.xml
says "which is part of its letter" '<diwoo:isPartOf resource="https://' hostile-out/_sitemaps/diwoo-infocat015-0.xml
says "which has it as a part" '<diwoo:hasPart resource="https://' hostile-out/_sitemaps/diwoo-infocat006-0.xml
exits "without letters" 0 build hostile letterless --no-pdf
fine "without letters" letterless "$(sed -n 's/^base_url: //p' hostile/site.yaml)"
silent "nothing names a PDF that is not there" '.pdf"' letterless/brieven
check "nor does the Woo" test ! -e letterless/sitemapindex-diwoo-infocat006.xml

# What is withheld is in no byte, and leaves its gap: a site without the records has the same data.
exits "a site that withholds" 0 build "$root/tests/site/withheld/content" withheld/out
fine "a site that withholds" withheld/out "$(sed -n 's/^base_url: //p' "$root/tests/site/withheld/content/site.yaml")"
for mark in geheimzinnig GEHEIMZINNIG TZ209912-999 39999; do
	silent "no trace of $mark" "$mark" withheld/out
done
check "the gap stays a gap" test "$(jq -c '[.records[].keys.number]' withheld/out/_data/recommendation-0.json)" = '[1,3]'

# Parts: at most 250 each, and an edit of one record changes one part alone.
cp -r "$root/tests/site/woven/content" many
for number in $(seq 1 400); do
	printf -- '---\ntitle: Begrip %s\n---\n\nTekst.\n' "$number" > "many/terms/begrip-$number.md"
done
exits "many records" 0 build many many-out --no-pdf
fine "many records" many-out "$(sed -n 's/^base_url: //p' many/site.yaml)"
check "two parts" test "$(find many-out/_data -name 'term-*.json' | wc -l)" -eq 2
hash=$(printf %s terms/begrip-7 | xxhsum -H3 | tail -c 2 | tr -d '\n')
check "the part is the hash's" jq -e --arg id terms/begrip-7 'any(.records[]; .id == $id)' "many-out/_data/term-$((0x$hash % 2)).json" > ignored
cp -r many-out many-before
sed -i 's/Tekst/Andere tekst/; s/Begrip 7$/Begrip zeven/' many/terms/begrip-7.md
exits "one edit" 0 build many many-out --no-pdf
check "one part changed" test "$(diff -rq many-before/_data many-out/_data | sed -n 's/.*term-[0-9]*\.\(json\|csv\) differ/\1/p' | sort | tr '\n' ' ')" = 'csv json '

# Below a folder of a host nothing is said for the host.
cp -r "$root/content" below
sed -i 's,^base_url: .*,base_url: https://www.example.nl/opvolging/,' below/site.yaml
exits "in a folder" 0 build below below-out
fine "in a folder" below-out https://www.example.nl/opvolging/
for file in robots.txt .well-known sitemapindex-diwoo-infocat006.xml; do
	check "no $file in a folder" test ! -e "below-out/$file"
done

# In English, the same names.
cp -r "$root/content" english
sed -i 's/^language: nl$/language: en/' english/site.yaml
exits "in English" 0 build english english-out
fine "in English" english-out https://opvolging.example.nl/
says "English words on the page about data" 'Everything that is public on this portal' english-out/_data/index.html
crawl "no dead link on it" english-out

# Compressed like pages.
exits "compressed" 0 build "$root/content" packed --no-pdf --compress
check "a feed is compressed" cmp -s <(gzip -dc packed/feed.atom.gz) packed/feed.atom
done_suite
