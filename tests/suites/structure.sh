# SPDX-License-Identifier: EUPL-1.2
# The PDFs of content/, of a small stress set and of real content hold together (tests/structure/), and the reader that says so finds
# what was broken on purpose.
. "$root/tests/suites/lib.bash"
. "$root/tests/structure/damage.bash"
structure() { node "$root/tests/structure/structure.mjs" "$@"; }

# sound NAME CONTENT: its letters, built into $suite_work/NAME, have no fault.
sound() {
	local files
	exits "$1: letters" 0 "$program" build --content "$2" --templates "$root/templates" --out "$suite_work/$1" --as-of 2026-11-01
	mapfile -t files < <(find "$suite_work/$1" -name '*.pdf' | sort)
	check "$1 has letters" test "${#files[@]}" -gt 0
	exits "$1: no fault" 0 structure "${files[@]}"
}

sound content "$root/content"
sound site "$root/tests/site/letters/content"
node "$root/tests/stress/stress.mjs" "$suite_work/stress-content" small
sound stress "$suite_work/stress-content"
[ -z "$real" ] || sound real "$real"

exits "a draft" 0 "$program" letter letters/concept --content "$suite_work/stress-content" --templates "$root/templates" -o "$suite_work/concept.pdf"
exits "a draft has no fault" 0 structure "$suite_work/concept.pdf"
exits "no files, no praise" 1 structure

# found NAME SED_SCRIPT MESSAGE...: after the damage, the reader says so.
good=$suite_work/stress/brieven/opvolging.pdf
found() {
	local name=$1 message
	exits "$name: damage" 0 damage "$good" "$suite_work/bad.pdf" "$2"
	exits "$name: found" 1 structure "$suite_work/bad.pdf"
	sed 's/[0-9][0-9]* 0 R/N/g; s/font [^:]*:/font:/' "$suite_work/out" > "$suite_work/found"
	shift 2
	for message in "$@"; do says "$name" "$message" "$suite_work/found"; done
}

found "a tag that is dropped" "$lost_tag" \
	'page 1: Tj draws what is neither tagged nor an artifact' 'lists the content 2 that its page N does not have'
found "a wrong width" "$wrong_width" 'font: the glyph 1 is 999 wide in /W'
found "a cell without headings" "$(first '^    \/Headers \[$' 'N;N;d')" 'TD N names no headings (Headers)'
found "a heading that is not there" "$(first '^    \/Headers \[$' 'n;s,(.*),(e99999999),')" \
	'TD N names the heading e99999999, which its table does not have'

found "a number twice" "$(first '<<\/MCID 3>>BDC' 's,3,2,')" 'page 1: the number 2 is used twice'
found "an element that is cut off" "$(first '\/Type \/OBJR$' d)" 'Link N has a kid of no known kind'
found "an element under two parents" "$(first '^  \/P [0-9]* 0 R$' 's,P .*,P 1 0 R,')" 'Document N names N as its parent'
found "a page that the parent tree does not have" "$(first '^  \/StructParents 0$' 's,0,9999,')" 'page 1: it is not in the parent tree (StructParents 9999)'
found "headings that skip a level" 's,^  /S /H2$,  /S /H4,' 'H4 N follows H1'
found "a list without items" 's,^  /S /LI$,  /S /P,' 'P N stands in a L'
found "a heading of nothing" "$(first '^    \/Scope \/Column$' d)" 'TH N has no Scope'
found "a row that does not fill the table" "$(first '^    \/ColSpan 2$' 's,2,1,')" 'TR N has 4 columns, its table 5'
found "a picture without words" "$(first '^  \/Alt ' d)" 'Figure N has no alternative text'
found "a link that is not printed" "$(first '^  \/F 4$' d)" 'page 1: the link N is not printed'
found "a glyph without text" "$(first '^<0001> <' d)" 'font: the glyph 1 stands for no text (ToUnicode)'
found "another day in Info" "$(first '^  \/CreationDate ' 's,D:2026,D:2025,')" \
	"Info says CreationDate '2025-06-01T12:00:00Z', XMP xmp:CreateDate '2026-06-01T12:00:00Z'"
found "no language" "$(first '^  \/Lang ' d)" 'no language'
found "a program inside" "$(first '^  \/Lang ' 's,$,\n  /OpenAction << /S /JavaScript /JS (1) >>,')" 'JavaScript in N'
done_suite
