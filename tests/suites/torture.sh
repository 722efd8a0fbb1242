# SPDX-License-Identifier: EUPL-1.2
# No text makes the build slow: tests/hostile/torture.py. The long form has longer texts, and looks at how the time grows with them.
# Alone: the time of texts is compared.
. "$root/tests/suites/lib.bash"
# shellcheck disable=SC2086
python3 "$root/tests/hostile/torture.py" "$program" "$root" "$suite_work" $([ -n "$long" ] && echo long) > "$suite_work/tortured" 2>&1
passed=$(sed -n 's/^\([0-9]*\) passed, .*/\1/p' "$suite_work/tortured")
failed=$(sed -n 's/.*passed, \([0-9]*\) failed$/\1/p' "$suite_work/tortured")
grep -v '^[0-9]* passed, ' "$suite_work/tortured" | cut -c 1-300
[ -n "$passed" ] || no "the torture ended without a count: $(tail -n 3 "$suite_work/tortured")"
done_suite
