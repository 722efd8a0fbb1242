# SPDX-License-Identifier: EUPL-1.2
# A random series of edits. After each, building on what stands gives what a clean build gives; and a letter whose digest is the same as before
# has the same bytes as before: the digest holds everything that a letter depends on. An asset of the release before may stay, and no other file.
. "$root/tests/suites/lib.bash"
RANDOM=${SEED:-4711}
rounds=${ROUNDS:-40}
place=$suite_work/place
mkdir -p "$place"
cp -r "$root/tests/site/woven/content" "$place/content"
cp -r "$root/templates" "$place/templates"
cd "$place" || exit 1
as_of=2026-11-01

pick() { find content -name '*.md' | sort | awk -v n="$RANDOM" '{ a[NR] = $0 } END { print a[n % NR + 1] }'; }
word() { printf 'woord%s' $((RANDOM % 7)); }
edit() {
	local file
	file=$(pick)
	case $((RANDOM % 14)) in
	0 | 1) printf '\nEen zin met %s, aanbeveling %s en vraag %s.\n' "$(word)" $((RANDOM % 4)) $((RANDOM % 4)) >> "$file" ;;
	2) sed -i "s/^title: .*/title: Titel $(word)/" "$file" ;;
	3) sed -i "s/^status: .*/status: $([ $((RANDOM % 2)) = 0 ] && echo in-progress || echo not-started)/" content/followups/*/*.md ;;
	4) sed -i "2i summary: Een $(word)." "$file" && awk '!/^summary: / || !seen++' "$file" > tmp && cat tmp > "$file" ;;
	5) if grep -q '^visibility' "$file"; then sed -i '/^visibility/d' "$file"; else sed -i '2i visibility: draft' "$file"; fi ;;
	6) rm -f content/questions/set/03.md ;;
	7) cp "$root/tests/site/woven/content/questions/set/03.md" content/questions/set/03.md ;;
	8) as_of=2026-$((RANDOM % 2 + 10))-01 ;;
	10) sed -i "s/^kamerstuk: .*/kamerstuk: 31516, nr. $((RANDOM % 9 + 60))/" "$(find content/letters -name '*.md' | sort | head -n 1)" ;;
	11) find content/followups -name '*.md' -exec sed -i '/^expected: /d; 2i expected: 2027-0'$((RANDOM % 9 + 1)) {} + ;;
	12) sed -i -E 's/(id: in-progress[^}]*open: true)(, tone: [a-z]*)?/\1, tone: '"$([ $((RANDOM % 2)) = 0 ] && echo caution || echo good)/" content/site.yaml ;;
	13) printf '/* %s */\n' "$(word)" > templates/assets/theme.css ;;
	9) sed -i "s/^  home_intro: .*/  home_intro: Inleiding $(word)/" templates/nl.yaml ;;
	esac
	rm -f tmp
}
digest_of() { sed 1d .out.opvolging/digests 2> /dev/null; }

# What the clean build of the release before had, and this one's has not.
kept_of() { comm -23 assets-before <(ls clean/_assets); }
without_kept() { # a copy of out/ without it
	rm -rf plain
	cp -rl out plain
	kept_of | while read -r asset; do
		rm "plain/_assets/$asset" || echo "$asset is gone at once" >> lost
		sed -i "\\,  _assets/$asset\$,d" plain/manifest.txt
	done
}
built=0
compare() { # compare NAME EDIT...: one edit, and what is to hold after it
	local name=$1
	shift
	cp -r out before
	digest_of | sort > digests-before
	"$@"
	if "$program" build --as-of "$as_of" --quiet > said 2>&1; then
		built=$((built + 1))
		rm -rf clean-before .clean.opvolging lost
		mv clean clean-before
		"$program" build --as-of "$as_of" --out clean --quiet > /dev/null 2>&1
		# A build that changes nothing is no release.
		cmp -s clean-before/manifest.txt clean/manifest.txt || ls clean-before/_assets > assets-before
		[ -z "$(kept_of)" ] || styled=$((styled + 1))
		without_kept
		check "$name: incremental = clean" diff -rq clean plain
		check "$name: what went stays one release longer" test ! -e lost
		digest_of | sort > digests-after
		comm -12 digests-before digests-after | while read -r _ path; do
			cmp -s "before/$path" "out/$path" || echo "$path"
		done > lies
		check "$name: equal digest, equal bytes ($(head -n 2 lies | tr '\n' ' '))" test ! -s lies
	else
		# A draft that public records refer to is an error: out/ stays as it was.
		check "$name: an erroneous run leaves out/ as it was" diff -rq before out
		cp -r "$root/tests/site/woven/content/." content/
	fi
	rm -rf before
}

styled=0
"$program" build --as-of "$as_of" --quiet > /dev/null 2>&1
cp -r out clean
ls clean/_assets > assets-before
# Each text once, so that none is left to chance; then a random series.
for file in $(find content -name '*.md' | sort); do
	compare "$file" sed -i '$ a \\nEen zin erbij, over aanbeveling 3.' "$file"
done
for round in $(seq "$rounds"); do
	compare "round $round" edit
done
check "styles came and went ($styled)" test "$styled" -gt 0
check "most rounds build ($built)" test "$built" -gt $((rounds / 2 + 20))
done_suite
