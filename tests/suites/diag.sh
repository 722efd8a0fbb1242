# SPDX-License-Identifier: EUPL-1.2
# tests/diag/<case>/: a small content folder and, in expect.txt, all that check says of it: file, line, column, line, caret, text, rule.
#   content/     the records; without a site.yaml the one of tests/diag/ is taken
#   templates/   laid over the project's own, where the case is about templates
#   options      further options, in one line
# A rule that no case hits fails the suite.
. "$root/tests/suites/lib.bash"

run_case() { # run_case CASE
	local place=$suite_work/$1 options jobs
	mkdir -p "$place"
	cp -r "$root/tests/diag/$1/content" "$place/content"
	[ -e "$place/content/site.yaml" ] || cp "$root/tests/diag/site.yaml" "$place/content/"
	if [ -d "$root/tests/diag/$1/templates" ]; then
		cp -r "$root/templates" "$place/templates"
		cp -r "$root/tests/diag/$1/templates/." "$place/templates/"
	else
		ln -s "$root/templates" "$place/templates"
	fi
	options=$(cat "$root/tests/diag/$1/options" 2> /dev/null || echo check)
	for jobs in 1 5; do
		# shellcheck disable=SC2086
		(cd "$place" && timeout 60 "$program" $options --as-of 2026-11-01 --quiet --jobs $jobs) > "$place/said" 2>&1
		echo "exit $?" >> "$place/said"
		same "tests/diag/$1 with $jobs jobs" "$root/tests/diag/$1/expect.txt" "$place/said"
	done
}

for case in "$root"/tests/diag/*/; do
	run_case "$(basename "$case")"
done
for rule in $(sed -n 's/^RULE([A-Z0-9_]*, "\([a-z0-9-]*\)".*/\1/p' "$root/gen/base/diag.def"); do
	if grep -rqF "[$rule]" "$root"/tests/diag/*/expect.txt "$root"/tests/suites/*.sh; then ok; else no "no test hits the rule $rule"; fi
done
done_suite
