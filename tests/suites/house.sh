# SPDX-License-Identifier: EUPL-1.2
# The house keeps its own rules: who may include whom, headers that stand alone, licences, no path of a machine.
. "$root/tests/suites/lib.bash"
cd "$root" || exit 1
includes() { # includes FOLDER: the folders that its files include
	grep -rhoE '#include "\.\./[a-z]+/' "gen/$1" | sed 's,.*\.\./\([a-z]*\)/,\1,' | sort -u | tr '\n' ' '
}
may() { # may FOLDER ALLOWED...
	local folder=$1 found
	shift
	for found in $(includes "$folder"); do
		case " $* " in
		*" $found "*) ok ;;
		*) no "gen/$folder includes $found" ;;
		esac
	done
}
check "base includes nobody" test -z "$(includes base)"
may model base
may read base model
may check base model
may html base model
may data base model
may pdf base model
may search base model
may write base
may keep base model
may command base model keep read check html data pdf search write
only() { # only LIBRARY_PATTERN FOLDER: no other folder names the library
	local found
	found=$(grep -rlE "#include <($1)" gen | grep -v "^gen/$2/" | head -n 3 | tr '\n' ' ')
	check "only gen/$2 knows $1 ($found)" test -z "$found"
}
only 'cmark|yaml' read
only 'hpdf|linebreak|png' pdf
only 'hyphen' tools
only 'brotli' write
only 'seccomp.h' tools
only 'linux/landlock|linux/seccomp' base
for header in gen/*/*.h; do
	check "$header compiles alone" cc -std=c17 -D_GNU_SOURCE -fsyntax-only -x c "$header"
done
for named in $(grep -oE '`tests/[a-z0-9_/.-]+`' SECURITY.md | tr -d '`' | sort -u); do
	check "SECURITY.md names $named" test -e "$named"
done
check "the files are known to git" git ls-files --error-unmatch Makefile > /dev/null
for file in $(git ls-files | grep -E '\.(c|h|def|sh|bash|js|mjs|mustache|yaml|css|svg)$|^Makefile$|^\.ci/|^tests/(bench/)?run$' | grep -vE '^(content|tests/(diag|site))/'); do
	check "$file tells its licence" grep -q 'SPDX-License-Identifier: EUPL-1.2' "$file"
done
places=$(git grep -n -I -E '(^|[^a-z.])/(home|root|work|srv)/[a-z]' -- . ':!tests/suites/house.sh' ':!docs/servers' ':!tests/browser/lib/serve.bash' | head -n 3)
check "no path of a machine ($places)" test -z "$places"
# Text of the real documents stays out of the repository.
sentence='Het vervullen van de personele'
silent "no text of the documents" "$sentence behoefte is een van" content tests docs README.md
done_suite
