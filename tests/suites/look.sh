# SPDX-License-Identifier: EUPL-1.2
# The look: its weight, what pruning keeps, neutral values under every token, contrast, one file that switches the theme.
. "$root/tests/suites/lib.bash"
assets=$root/templates/assets
whole=$root/build/components-whole.css
out=$suite_work/own

nothing() { # nothing NAME COMMAND...: it prints nothing
	local name=$1
	shift
	if "$@" > "$suite_work/said" 2>&1 && [ ! -s "$suite_work/said" ]; then
		ok
	else
		no "$name"
		head -n 8 "$suite_work/said"
	fi
}
look() { node "$root/tests/suites/look.mjs" "$@"; }
build() { "$program" build --as-of 2026-11-01 --quiet --no-pdf "$@"; }
weight() { # of the style sheets of a portal, as sent
	local sheet
	for sheet in "$1"/_assets/*.css; do gzip -9c "$sheet"; done | wc -c
}

exits "the portal" 0 build -C "$root" --out "$out"
exits "another portal" 0 build --content "$root/tests/site/letters/content" --templates "$root/templates" --out "$suite_work/letters"
exits "no letters" 0 build --content "$root/tests/site/woven/content" --templates "$root/templates" --out "$suite_work/woven"

check "at most 20 kB of style sheets ($(weight "$out"))" test "$(weight "$out")" -le 20000
check "pruning leaves a tenth or so ($(wc -c < "$assets/generated/components.css") of $(wc -c < "$whole"))" \
	test $(($(wc -c < "$assets/generated/components.css") * 3)) -lt "$(wc -c < "$whole")"
for place in own letters woven; do
	nothing "classes, landmarks and headings of $place" look pages "$suite_work/$place" "$whole" "$assets/generated/components.css"
done

# What pruning does, by a small example.
cat > "$suite_work/sheet.css" <<'END'
@charset "utf-8";
/* .gone { } */
.kept, .gone { color: var(--kept-color, "a;}b") }
.kept:not(.gone):hover > a { margin : 0 }
.badge--good { color : green }
.gone .kept { color: red }
:is(.gone, .kept)::after { content: "}" }
.kept:is(.gone) { color: red }
@media print { .gone { color: red } }
@media screen { .kept { color: blue; } }
END
printf '<p class="kept badge--{{tone}}">' > "$suite_work/page.mustache"
node "$root/.ci/prune.mjs" "$suite_work/page.mustache" < "$suite_work/sheet.css" > "$suite_work/pruned.css"
cat > "$suite_work/expected.css" <<'END'
.kept{color:var(--kept-color, "a;}b")}
.kept:not(.gone):hover>a{margin:0}
.badge--good{color:green}
:is(.gone,.kept)::after{content:"}"}
@media screen{.kept{color:blue}
}
END
check "what pruning keeps" diff "$suite_work/expected.css" "$suite_work/pruned.css"

nothing "a neutral value for every token" look tokens "$assets/tokens.css" "$assets/generated/components.css" "$assets/portal.css"
nothing "contrast" look contrast "$assets/tokens.css"

# A theme is one file: it changes its own sheet and the name of that in pages, and nothing else.
cp -r "$root/templates" "$suite_work/templates"
cp "$root/tests/theme/theme.css" "$suite_work/templates/assets/theme.css"
exits "another theme" 0 build --content "$root/content" --templates "$suite_work/templates" --out "$suite_work/themed"
nothing "its tokens are ours" look known "$assets/tokens.css" "$root/tests/theme/theme.css"
nothing "its contrast" look contrast "$assets/tokens.css" "$root/tests/theme/theme.css"
find "$suite_work/themed" -name '*.html' -exec sed -i 's/theme\.[0-9a-f]*\.css/theme.css/' {} +
cp -r "$out" "$suite_work/plain"
find "$suite_work/plain" -name '*.html' -exec sed -i 's/theme\.[0-9a-f]*\.css/theme.css/' {} +
rm "$suite_work"/{plain,themed}/_assets/theme.*.css "$suite_work"/{plain,themed}/manifest.txt
nothing "nothing else changes" diff -rq "$suite_work/plain" "$suite_work/themed"
check "the theme is loaded last" test "$(grep -o '_assets/[a-z]*\.' "$out/index.html" | grep -n 'theme' | cut -d: -f1)" -eq \
	"$(grep -o '_assets/[a-z]*\.[0-9a-f]*\.[a-z]*' "$out/index.html" | sed -n '/css$/=' | tail -n 1)"
check "neutral values weigh nothing" test -z "$(grep -E '^\s*:root' "$assets/tokens.css")"
done_suite
