# SPDX-License-Identifier: EUPL-1.2
# Damages a good PDF in one place, so that the judges can show that they judge. Sourced; needs qpdf and fix-qdf.

# as_text FROM TO: the same PDF, as text that sed can change.
as_text() { qpdf --qdf --object-streams=disable --newline-before-endstream "$1" "$2"; }

# damage FROM TO SED_SCRIPT: changed, and its offsets put right again.
damage() {
	as_text "$1" "$2.whole" && sed "$3" "$2.whole" > "$2.broken"
	if cmp -s "$2.whole" "$2.broken"; then
		echo "nothing to damage in $1 by: $3" >&2
		return 1
	fi
	fix-qdf "$2.broken" > "$2" && rm "$2.whole" "$2.broken"
}

# first LINE_PATTERN COMMANDS: the script that does something to the first line that matches, and may take those behind it.
first() { echo "0,/$1/{/$1/{$2}}"; }

# The two that veraPDF knows too.
lost_tag=$(first '<<\/MCID 2>>BDC' 's,.*,/P BMC,') # content that is neither tagged nor an artifact
wrong_width=$(first '^  \/W \[$' 'n;n;n;n;s,[0-9.]*$,999,') # of the first glyph behind the empty one
