# SPDX-License-Identifier: EUPL-1.2
# Input that git cannot keep or nobody should read: each is refused with one message and a place, or taken, in bounded time and memory;
# whatever happens, an erroneous run leaves out/ as it was.
# Alone: runs are stopped after a time.
. "$root/tests/suites/lib.bash"

if nm "$program" 2> /dev/null | grep -q __asan; then memory=unlimited; else memory=2000000; fi
limited() { (ulimit -v "$memory" && exec timeout 20 "$program" "$@"); }

# site NAME: an empty site of this name, and $here in it.
site() {
	here=$suite_work/$1
	mkdir -p "$here/content/pages"
	cp "$root/tests/diag/site.yaml" "$here/content/"
	ln -s "$root/templates" "$here/templates"
}
# page NAME BODY, with escapes: a page whose front matter is fine.
page() { printf -- "---\ntitle: $1\n---\n$2" > "$here/content/pages/$1.md"; }
# letter BODY_FILE: a letter, so that the PDF has to take the text too.
letter() {
	mkdir -p "$here/content/letters"
	{
		printf -- '---\ntitle: Brief\ndate: 2026-01-10\nkind: information\n'
		printf 'signatories: [{office: de Minister van Proeven, name: A. Voorbeeld}]\n---\n'
		cat "$1"
	} > "$here/content/letters/brief.md"
}
go() { limited "$@" -C "$here" --as-of 2026-11-01 --quiet; }
said() { cat "$suite_work/out" "$suite_work/err" > "$suite_work/said"; }
errors() { grep -c ': error:' "$suite_work/said"; }

# refused NAME PLACE RULE [TEXT]: exit 1, and one message, at the place.
refused() {
	exits "$1" 1 go check
	said
	check "$1 is one mistake" [ "$(errors)" -eq 1 ]
	says "$1" "$here/content/$2: error: " "$suite_work/said"
	says "$1" "$3" "$suite_work/said"
	[ -z "${4:-}" ] || says "$1" "$4" "$suite_work/said"
}
# taken NAME COMMAND...: whatever it says, it ends by itself, without a crash.
taken() {
	local name=$1 code
	shift
	go "$@" > "$suite_work/out" 2> "$suite_work/err" < /dev/null
	code=$?
	said
	check "$name ends with 0 or 1, not $code" [ "$code" -le 1 ]
	silent "$name" "Sanitizer" "$suite_work/said"
}
repeat() { head -c "$(($2 * ${#1}))" <(yes -- "$1" | tr -d '\n'); } # repeat TEXT TIMES

# --- Bytes.
site nul
page a 'Een byte die geen tekst is: \000.\n'
refused 'a NUL byte' pages/a.md:4:29 '[file-binary]' 'NUL'

site binary
head -c 20000 /usr/bin/env > "$here/content/pages/a.md"
refused 'a program as a record' pages/a.md:1:8 '[file-binary]'

site latin1
page a 'Een geaccentueerde caf\351 in Latin-1.\n'
refused 'invalid UTF-8' pages/a.md:4:23 '[utf8-invalid]' '0xE9'

site surrogate
page a '\355\240\200\n'
refused 'a surrogate in UTF-8' pages/a.md:4:1 '[utf8-invalid]' '0xED'

site latin1-settings
printf 'title: caf\351\n' > "$here/content/site.yaml"
refused 'invalid UTF-8 in site.yaml' site.yaml:1:11 '[utf8-invalid]' '0xE9'

site nul-settings
printf 'title: Proef\000portaal\n' > "$here/content/site.yaml"
refused 'a NUL byte in site.yaml' site.yaml:1:13 '[file-binary]'

site empty
: > "$here/content/pages/a.md"
refused 'an empty file' pages/a.md:1:1 '[front-matter-missing]' 'empty'

site unclosed
printf -- '---\ntitle: A' > "$here/content/pages/a.md"
refused 'no closing line' pages/a.md:1:1 '[front-matter-open]'

site escape
printf -- '---\ntitle: A\n"\\e[31mkleur\\a": rood\n---\n' > "$here/content/pages/a.md"
refused 'terminal escapes in a key' pages/a.md:3:1 '[text-unseen]'
silent 'terminal escapes in a key' "$(printf '\033')" "$suite_work/said"
silent 'terminal escapes in a key' "$(printf '\a')" "$suite_work/said"

site escape-raw
page a 'Een [link](\033[2Jweg).\n'
taken 'raw terminal escapes in a text' check
silent 'raw terminal escapes in a text' "$(printf '\033')" "$suite_work/said"

site direction
page a 'Zie [de brief](letters/\342\200\256geen).\n'
refused 'a character that turns the direction of text' pages/a.md:4:24 '[text-unseen]'
silent 'a character that turns the direction of text' "$(printf '\342\200\256')" "$suite_work/said"

# A mark, and the line ends of Windows, change nothing.
site lines
page a 'Een alinea met *nadruk*.\n\n- een\n- twee\n\n| A | B |\n|---|---|\n| 1 | 2 |\n\n``` json\n{}\n```\n'
mkdir -p "$here/content/questions/set"
printf -- '---\ntitle: Vragen\ndate: 2026-01-02\nkind: Lijst\n---\n``` question-list\n```\n' > "$here/content/questions/set/index.md"
printf -- '---\nnumber: 1\nquestion: |\n  Een vraag over\n  twee regels.\n\n  | A |\n  |---|\n  | 1 |\n---\nAntwoord.\n' > "$here/content/questions/set/01.md"
exits 'lines with LF' 0 go build --out "$here/lf"
find "$here/content" -name '*.md' -exec sed -i 's/$/\r/' {} +
exits 'lines with CRLF' 0 go build --out "$here/crlf"
check 'CRLF gives the same pages' diff -r "$here/lf" "$here/crlf"
find "$here/content" \( -name '*.md' -o -name site.yaml \) -exec sed -i '1s/^/\xef\xbb\xbf/' {} +
exits 'a byte order mark' 0 go build --out "$here/bom"
check 'a byte order mark gives the same pages' diff -r "$here/lf" "$here/bom"
printf '\r\nZie [de brief](letters/geen).\r\n' >> "$here/content/questions/set/01.md"
refused 'CRLF and a mark move no place' questions/set/01.md:13:16 '[link-broken]'

# --- YAML.
yaml() { # yaml NAME PLACE RULE FRONT_MATTER
	site "$1"
	printf -- "---\ntitle: A\n$4\n---\n" > "$here/content/pages/a.md"
	refused "$1" "pages/a.md:$2" "$3"
}
yaml tab 4:1 '[yaml-tab]' 'extra:\n\tkleur: blauw'
yaml duplicate 4:1 '[key-duplicate]' 'summary: a\nsummary: b'
yaml anchor 3:10 '[yaml-anchor]' 'summary: &a x'
yaml alias 3:10 '[yaml-anchor]' 'summary: *a'
yaml tag 3:10 '[yaml-anchor]' 'summary: !!python/object x'
yaml date 3:7 '[value-date]' 'date: 2026-02-30'
yaml dots 3:7 '[id-malformed]' 'see: [../../etc/passwd]'
yaml dots-inside 3:7 '[id-malformed]' 'see: [pages/../site]'
yaml flow-depth 3:30 '[yaml-depth]' "extra: {a: $(repeat '[' 1000)$(repeat ']' 1000)}"
yaml block-depth 23:21 '[yaml-depth]' "extra:$(for i in $(seq 1 1000); do printf '\\n%*sa:' "$i" ''; done) 1"
yaml many-keys 504:3 '[yaml-syntax]' "extra:$(for i in $(seq 1 600); do printf '\\n  k%d: 1' "$i"; done)"

site number
mkdir -p "$here/content/questions/set"
printf -- '---\ntitle: Vragen\ndate: 2026-01-02\nkind: Lijst\n---\n' > "$here/content/questions/set/index.md"
printf -- '---\nnumber: 08\nquestion: Wat?\n---\n' > "$here/content/questions/set/08.md"
refused 'number: 08' questions/set/08.md:2:9 '[value-number]' 'write 8'

# --- Files.
site large
page a ''
truncate -s 100M "$here/content/pages/a.md"
refused 'a record of 100 MB' pages/a.md '[file-too-large]'
rm "$here/content/pages/a.md"

site large-other
truncate -s 3G "$here/content/pages/film.mp4"
refused 'a film among the records' pages/film.mp4 '[file-place]'
check 'a film is not shown' [ "$(wc -c < "$suite_work/said")" -lt 1000 ]
rm "$here/content/pages/film.mp4"

site link-file
page b ''
ln -s b.md "$here/content/pages/a.md"
refused 'a symbolic link to a file' pages/a.md '[file-link]'

site link-folder
mkdir "$here/elsewhere"
ln -s ../elsewhere "$here/content/terms"
refused 'a symbolic link to a folder' terms '[file-link]'

site link-folder-inside
mkdir -p "$here/content/files"
ln -s / "$here/content/files/alles"
refused 'a symbolic link among the files' files/alles '[file-link]'

site link-broken
ln -s nergens "$here/content/pages/a.md"
refused 'a symbolic link to nothing' pages/a.md '[file-link]'

site link-settings
mv "$here/content/site.yaml" "$here/"
ln -s ../site.yaml "$here/content/site.yaml"
refused 'site.yaml as a symbolic link' site.yaml '[file-link]'

site pipe
mkfifo "$here/content/pages/a.md"
refused 'a pipe' pages/a.md '[file-place]'

if [ "$(id -u)" -ne 0 ]; then
	site unreadable
	page a ''
	chmod 0 "$here/content/pages/a.md"
	refused 'a file that may not be read' pages/a.md '[file-read]'
	site unreadable-folder
	mkdir "$here/content/terms"
	chmod 0 "$here/content/terms"
	refused 'a folder that may not be read' terms '[file-read]'
	chmod 700 "$here/content/terms"
fi

site folder-name
mkdir -p "$here/content/questions/Set A"
printf -- '---\ntitle: Vragen\ndate: 2026-01-02\nkind: Lijst\n---\n' > "$here/content/questions/Set A/index.md"
refused 'a folder whose name is no address' 'questions/Set A' '[file-name]'

site folder-long
name=$(repeat a 201)
mkdir -p "$here/content/recommendations/$name"
printf -- '---\nevaluation: evaluations/a\nnumber: 1\ndecision: undecided\n---\n' > "$here/content/recommendations/$name/01.md"
refused 'a folder whose name is too long' "recommendations/$name" '[file-name]'

site aliases
page a ''
page b ''
sed -i '2a aliases: [pages/oud]' "$here/content/pages/a.md" "$here/content/pages/b.md"
refused 'two records with one alias' pages/b.md:3:11 '[address-clash]'
says 'two records with one alias' 'content/pages/a.md:3:11: note:' "$suite_work/said"

# --- Ids that lead nowhere, wherever they stand.
site other-folder
mkdir -p "$here/content/questions/set"
printf -- '---\ntitle: Vragen\ndate: 2026-01-02\nkind: Lijst\nabout: [brieven/besluit]\n---\n' > "$here/content/questions/set/index.md"
refused 'an id of a folder that is no type' questions/set/index.md:5:9 '[id-unknown]'

site no-asker
mkdir -p "$here/content/questions/set"
printf -- '---\ntitle: Vragen\ndate: 2026-01-02\nkind: Nota\n---\n' > "$here/content/questions/set/index.md"
for asker in A B; do
	printf -- '---\nnumber: 1\nasker: %s-fractie\nquestion: Wat?\n---\nDit.\n' $asker > "$here/content/questions/set/$asker.md"
	mv "$here/content/questions/set/$asker.md" "$here/content/questions/set/${asker,}.md"
done
printf -- '---\nnumber: 2\nasker: B-fractie\nquestion: Wat?\n---\nZie vraag 9 van de A-fractie.\n' > "$here/content/questions/set/b2.md"
exits 'a question of an asker who has it not' 0 go check
says 'a question of an asker who has it not' 'b2.md:6:5: warning: ' "$suite_work/out"

# --- Templates and language files.
templates() { # templates NAME: a site with templates of its own
	site "$1"
	rm "$here/templates"
	cp -r "$root/templates" "$here/templates"
	page over ''
}
templates language
sed -i 's/language: nl/language: fy/' "$here/content/site.yaml"
exits 'a language without its file' 1 go check
says 'a language without its file' '[template-missing]' "$suite_work/out"

templates word
sed -i '/^  months:/d' "$here/templates/nl.yaml"
exits 'a language file that lacks a word' 1 go check
said
check 'a language file that lacks a word is one mistake' [ "$(errors)" -eq 1 ]
says 'a language file that lacks a word' "lacks 'words: months'" "$suite_work/said"
says 'a language file that lacks a word' '[language-word]' "$suite_work/said"

templates no-template
rm "$here/templates/home.mustache"
exits 'a template that is not there' 1 go build
says 'a template that is not there' "'home'" "$suite_work/err"
says 'a template that is not there' '[template-missing]' "$suite_work/err"

# --- Pictures.
site pictures
mkdir -p "$here/content/files"
echo '<svg xmlns="http://www.w3.org/2000/svg"/>' > "$here/content/files/tekening.gif"
printf '\211PNG\r\n\032\n kapot' > "$here/content/files/kapot.png"
echo '![Een tekening](files/tekening.gif)' | letter /dev/stdin
exits 'a picture that is no PNG or JPEG' 1 go build --out "$here/out"
says 'a picture that is no PNG or JPEG' '[image-format]' "$suite_work/err"
echo '![Een stuk bestand](files/kapot.png)' | letter /dev/stdin
exits 'a picture that is broken' 1 go build --out "$here/out"
says 'a picture that is broken' '[image-format]' "$suite_work/err"

# --- An erroneous run leaves out/ as it was.
sums() { (cd "$here" && find out -type f | sort | xargs md5sum && find out -printf '%p %i %T@\n' | sort); }
site kept
page over 'Een pagina.\n'
exits 'a good build' 0 go build
sums > "$suite_work/before"
page stuk '[weg](pages/weg)\n'
exits 'a build with a mistake' 1 go build
sums > "$suite_work/after"
same 'out/ after a build with a mistake' "$suite_work/before" "$suite_work/after"
page stuk '<b>Vet</b>\n'
exits 'a build with a warning, when strict' 1 go build --strict
sums > "$suite_work/after"
same 'out/ after a strict build with a warning' "$suite_work/before" "$suite_work/after"
rm "$here/content/pages/stuk.md"
printf '\xf0\x92\x80\x80\n' | letter /dev/stdin
exits 'a build with a mistake that only the PDF shows' 1 go build
sums > "$suite_work/after"
same 'out/ after a mistake that only the PDF shows' "$suite_work/before" "$suite_work/after"
rm -r "$here/content/letters"
printf 'title: [\n' > "$here/content/site.yaml"
exits 'a build with a broken site.yaml' 1 go build
sums > "$suite_work/after"
same 'out/ after a build with a broken site.yaml' "$suite_work/before" "$suite_work/after"

# --- Wrong usage, and the world.
site usage
page over ''
usage() { # usage NAME TEXT ARGUMENTS...: exit 2, and it says so in a line
	local name=$1 text=$2
	shift 2
	exits "$name" 2 limited "$@"
	says "$name" "$text" "$suite_work/err"
	check "$name is short" [ "$(wc -l < "$suite_work/err")" -le 2 ]
}
usage 'no command' 'command'
usage 'an unknown command' "publiceer" publiceer
usage 'an unknown option' "--kleur" check --kleur
usage 'an option without its value' "--content" check --content
usage 'too many words' "nog" check nog
usage 'no id' 'id' letter
usage 'a year that is none' '--year' check --year twee
usage 'no jobs' '--jobs' check --jobs 0
usage 'an unknown format' 'xml' check --format xml
for when in morgen 2026-02-30 2026-13-01 2026 2026-11 '' 2026-11-01T10:00 1e9; do
	usage "--as-of '$when'" '--as-of' check -C "$here" "--as-of=$when"
done
usage 'a letter that is not there' 'letters/geen' letter -C "$here" letters/geen
exits 'help' 0 limited --help
exits 'version' 0 limited --version

exits 'no content' 1 limited check --content "$here/nergens"
said
says 'no content' "$here/nergens" "$suite_work/said"
says 'no content' '[file-read]' "$suite_work/said"
check 'no content is one mistake' [ "$(errors)" -eq 1 ]

echo x > "$here/file"
usage 'an output folder that is a file' "$here/file" build -C "$here" --out "$here/file"
usage 'an output folder below a file' "$here/file" build -C "$here" --out "$here/file/out"
if [ "$(id -u)" -ne 0 ]; then
	mkdir -m 0500 "$here/closed"
	usage 'an output folder that may not be made' "$here/closed" build -C "$here" --out "$here/closed/out"
fi
page stuk '[weg](pages/weg)\n'
exits 'a mistake comes before a complaint about the output folder' 1 go build --out "$here/file"
rm "$here/content/pages/stuk.md"
exits 'missing parents are made' 0 go build --out "$here/a/b/out"
check 'missing parents are made' [ -s "$here/a/b/out/index.html" ]
exits 'standard output that is full' 2 sh -c '"$0" build -C "$1" --out "$1/full" > /dev/full' "$program" "$here"
done_suite
