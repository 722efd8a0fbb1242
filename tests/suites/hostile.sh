# SPDX-License-Identifier: EUPL-1.2
# What an author or a merge request writes is data: vectors (tests/hostile/vectors.mjs) in every text field of every type, in bodies, links,
# names of files and site.yaml get neither into pages, data and PDFs as more than text, nor out of the folders, nor into a terminal.
# In the long form every field has every vector; else each type has each vector in several of its fields.
. "$root/tests/suites/lib.bash"
made=$suite_work/made hostile=$root/tests/hostile
step=6 pdf_step=5
[ -z "$long" ] || step=1 pdf_step=1
exits 'sites of hostile texts' 0 node "$hostile/hostile.mjs" "$program" "$made" $step
settings=$(jq -r '.settings[]' "$made/planted.json")
for site in plain taken refused $settings; do ln -s "$root/templates" "$made/$site/templates"; done

# judged NAME ARGUMENTS...: the judge has nothing to say.
judged() {
	local name=$1
	shift
	if NODE_PATH=$root/node_modules node "$hostile/judge.mjs" "$@" > "$suite_work/judged" 2>&1 && [ ! -s "$suite_work/judged" ]; then
		ok
	else
		no "$name"
		head -n 20 "$suite_work/judged"
	fi
}
outs=
for site in plain taken $settings; do
	exits "hostile texts are taken: $site" 0 "$program" build -C "$made/$site" --as-of 2026-11-01 --quiet
	[ $site = plain ] || outs="$outs $made/$site/out"
done
judged 'pages have the elements of the templates, and no others' page "$made/plain/out" $outs
judged 'data holds texts as they were written' data "$made/taken/out" "$made/planted.json" taken
judged 'letters have no action but to go to an address' pdf "$made/taken/out" $pdf_step
crawl 'every link of hostile records leads somewhere' "$made/taken/out"

exits 'what is refused' 1 "$program" check -C "$made/refused" --as-of 2026-11-01 --format json
cp "$suite_work/out" "$suite_work/said.json"
judged 'each has its rule' refused "$made/refused.json" "$suite_work/said.json"

# --- Messages: no byte of what authors write steers a terminal, in any format.
unseen='[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|\xc2[\x80-\x9f]|\xe2\x80[\xaa-\xae]|\xe2\x81[\xa6-\xa9]|\xf3\xa0[\x80\x81]'
quiet() { # quiet NAME FILE
	if LC_ALL=C grep -qaP "$unseen" "$2"; then no "$1: $(LC_ALL=C grep -aP -m 1 "$unseen" "$2" | head -c 200 | cat -v)"; else ok; fi
}
for format in text json sarif; do
	exits "messages as $format" 1 "$program" check -C "$made/refused" --as-of 2026-11-01 --format $format
	quiet "messages as $format" "$suite_work/out"
	quiet "what is said beside messages as $format" "$suite_work/err"
	[ $format = text ] || check "messages are $format" python3 -m json.tool "$suite_work/out" "$suite_work/parsed"
done
exits 'what is printed of a build' 0 "$program" build -C "$made/taken" --as-of 2026-11-01 --out "$made/other"
quiet 'what is printed of a build' "$suite_work/out"

# --- Names of files and folders. A place for each, so that each message is of one name.
named() { # named NAME RULE PATH, with escapes: one error, with the rule, and nothing in it that steers
	local path
	here=$suite_work/named
	rm -rf "$here"
	mkdir -p "$here/content/pages"
	cp "$root/tests/diag/site.yaml" "$here/content/"
	ln -s "$root/templates" "$here/templates"
	path=$(printf "$3")
	mkdir -p "$here/content/$(dirname "$path")" && printf -- '---\ntitle: A\n---\n' > "$here/content/$path" || { no "$1: no such file can be made"; return; }
	exits "$1" 1 "$program" check -C "$here" --as-of 2026-11-01
	says "$1" "[$2]" "$suite_work/out"
	quiet "$1" "$suite_work/out"
	check "$1 is one mistake" [ "$(grep -c ': error' "$suite_work/out")" -eq 1 ]
}
named 'an escape in the name of a record' file-name 'pages/a\033[31m.md'
named 'a C1 control in the name of a record' file-name 'pages/a\302\23331m.md'
named 'a bell in the name of a folder' file-name 'questions/a\007/index.md'
named 'another direction in the name of a record' file-name 'pages/a\342\200\256b.md'
named 'a homograph in the name of a record' file-name 'pages/\320\260.md'
named 'a capital in the name of a record' file-name 'pages/A.md'
named 'a backslash in the name of a record' file-name 'pages/a\\\\b.md'
named 'a blank in the name of a record' file-name 'pages/a b.md'
named 'a quotation mark in the name of a record' file-name 'pages/a"onload="x.md'
named 'a percent sign in the name of a record' file-name 'pages/%%2e%%2e.md'
named 'a long name of a record' file-name "pages/$(printf 'a%.0s' $(seq 201)).md"
named 'no UTF-8 in the name of a record' file-name 'pages/a\377.md'
named 'index' file-name 'pages/index.md'
named 'index of letters' file-name 'letters/index.md'
named 'an escape in the name of an attachment' file-name 'files/a\033[31m.pdf'
named 'another direction in the name of an attachment' file-name 'files/rapport\342\200\256fdp.exe'
named 'a backslash in the name of an attachment' file-name 'files/a\\\\..\\\\x.pdf'
named 'no UTF-8 in the name of an attachment' file-name 'files/a\377.pdf'
named 'a type that is none' file-place 'constructor/a.md'
named 'a program among the records' file-place 'pages/a.html'

# Names that other systems are particular about are names: each record has its page, and the site's own files stay.
here=$suite_work/names
mkdir -p "$here/content/pages"
cp "$root/tests/diag/site.yaml" "$here/content/"
ln -s "$root/templates" "$here/templates"
for name in con nul aux com1 a. a..b 0 manifest.txt robots.txt feed.atom _search .htaccess 404.html sitemap.xml; do
	printf -- '---\ntitle: Naam %s\n---\n' "$name" > "$here/content/pages/$name.md"
done
exits 'names that other systems are particular about' 0 "$program" build -C "$here" --as-of 2026-11-01
for name in con nul aux com1 a. a..b 0 manifest.txt robots.txt feed.atom 404.html sitemap.xml; do
	says "the page of $name" "Naam $name" "$here/out/$name.html"
done
check 'what begins with a point or a line is skipped' [ ! -e "$here/out/.htaccess.html" ]
says 'the manifest is the manifest' 'index.html' "$here/out/manifest.txt"
check 'no file is outside out/' [ "$(ls -A "$here" | sort | tr '\n' ' ')" = '.out.opvolging content out templates ' ]

# Partials are names in the templates' folder.
for name in ../x /etc/passwd ..%2fx 'x/../../y' '..\\x'; do
	rm -rf "$here/templates"
	cp -r "$root/templates" "$here/templates"
	printf '{{> %s}}\n' "$name" >> "$here/templates/record.mustache"
	exits "a partial $name" 1 "$program" build -C "$here" --as-of 2026-11-01
	says "a partial $name" '[template-' "$suite_work/err"
	silent "a partial $name" 'root:' "$suite_work/err"
done
done_suite
