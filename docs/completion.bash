# SPDX-License-Identifier: EUPL-1.2
# Completion for bash: commands and options of opvolging.
_opvolging() {
	local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
	case $before in
	--content | --templates | --out | -C) mapfile -t COMPREPLY < <(compgen -d -- "$word") && return ;;
	--only) mapfile -t COMPREPLY < <(compgen -W "pages" -- "$word") && return ;;
	merge) mapfile -t COMPREPLY < <(compgen -d -- "$word") && return ;;
	--format) mapfile -t COMPREPLY < <(compgen -W "text json sarif" -- "$word") && return ;;
	-o) mapfile -t COMPREPLY < <(compgen -f -- "$word") && return ;;
	esac
	mapfile -t COMPREPLY < <(compgen -W "build check merge letter schema -C -o --content --templates --out --as-of --year --format
		--jobs --memory --anew --only --shard --no-pdf --compress --final --tables --strict --no-sandbox --color --quiet --help --version" -- "$word")
}
complete -F _opvolging opvolging
