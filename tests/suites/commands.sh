# SPDX-License-Identifier: EUPL-1.2
# The command line: what it says, how it ends, and that what is written about it is true.
. "$root/tests/suites/lib.bash"
exits "help" 0 "$program" --help
cp "$suite_work/out" "$suite_work/help"
exits "version" 0 "$program" --version
says "version" "opvolging 0." "$suite_work/out"
exits "no command" 2 "$program"
exits "a wrong command" 2 "$program" bild
says "a wrong command" "there is no command bild" "$suite_work/err"
exits "a wrong option" 2 "$program" build --outt x
exits "too many words" 2 "$program" check this
exits "letter of what" 2 "$program" letter
exits "a wrong format" 2 "$program" check --format xml
exits "a wrong number" 2 "$program" check --year soon
exits "a wrong moment" 2 "$program" check -C "$root" --as-of yesterday

exits "check" 0 "$program" check -C "$root" --as-of 2026-11-01
says "check counts" "0 errors, 0 warnings" "$suite_work/err"
exits "no content" 1 "$program" check --content "$suite_work/nowhere" --templates "$root/templates"
says "no content" "site.yaml" "$suite_work/out"

# Every option of --help is in the manual page, and the completion knows it.
for option in $(grep -oE -- '^  --[a-z-]+' "$suite_work/help"); do
	check "$option is in the manual page" grep -qF -- "$(printf '%s' "$option" | sed 's/-/\\-/g')" "$root/docs/opvolging.1"
	check "$option is completed" grep -qF -- "$option" "$root/docs/completion.bash"
done

# The schema is JSON, knows every type, and the reference in docs/ is made from it.
exits "schema" 0 "$program" schema
check "the schema is JSON" jq -e . "$suite_work/out" > /dev/null
check "it has every type" test "$(jq '."$defs" | length' "$suite_work/out")" -eq 16
check "title of a letter" jq -e '."$defs".letter.required | index("kind")' "$suite_work/out" > /dev/null
exits "the reference" 0 "$program" schema --tables
same "docs/reference.md" "$root/docs/reference.md" "$suite_work/out"

# Messages in other formats.
mkdir -p "$suite_work/wrong/letters"
cp "$root/tests/diag/site.yaml" "$suite_work/wrong/"
printf -- '---\ntitel: x\n---\n' > "$suite_work/wrong/letters/x.md"
exits "JSON" 1 "$program" check --content "$suite_work/wrong" --templates "$root/templates" --format json
check "JSON" jq -e '.[0] | .rule and .line and .column and .message' "$suite_work/out" > /dev/null
exits "SARIF" 1 "$program" check --content "$suite_work/wrong" --templates "$root/templates" --format sarif
check "SARIF" jq -e '.version == "2.1.0" and (.runs[0].results | length) > 0' "$suite_work/out" > /dev/null
exits "colours" 1 "$program" check --content "$suite_work/wrong" --templates "$root/templates" --color
says "colours" "$(printf '\033[1;31merror:')" "$suite_work/out"

# Installed, wherever that is, it finds its templates by itself.
exits "make install" 0 make -s -C "$root" install DESTDIR="$suite_work/installed" PREFIX=/usr
for file in bin/opvolging share/man/man1/opvolging.1 share/bash-completion/completions/opvolging share/opvolging/templates/record.mustache \
	share/opvolging/templates/assets/generated/components.css; do
	check "$file is installed" test -s "$suite_work/installed/usr/$file"
done
mkdir -p "$suite_work/elsewhere"
cp -r "$root/tests/site/woven/content" "$suite_work/elsewhere/"
exits "the installed program" 0 "$suite_work/installed/usr/bin/opvolging" build -C "$suite_work/elsewhere" --no-pdf --as-of 2026-11-01
check "the installed program" test -s "$suite_work/elsewhere/out/index.html"

# Warnings are errors where that is asked.
mkdir -p "$suite_work/warned/pages"
cp "$root/tests/diag/site.yaml" "$suite_work/warned/"
printf -- '---\ntitle: x\n---\n\n<b>x</b>\n' > "$suite_work/warned/pages/x.md"
exits "a warning" 0 "$program" check --content "$suite_work/warned" --templates "$root/templates"
exits "a warning, strictly" 1 "$program" check --content "$suite_work/warned" --templates "$root/templates" --strict
exits "a full disk" 2 bash -c '"$program" schema > /dev/full'
done_suite
