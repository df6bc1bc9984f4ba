# stenogram.bash: completion for the programs of Stenogram
#
# Options come from each program's --help, formats from teitransform --list, profiles and schemas from
# the folders where the programs look for them.

# The data directories, in the order in which the programs search them.
_stenogram_places() {
	local program=$1 place
	IFS=: read -ra places <<<"${TEIPATH-}"
	program=$(readlink -f -- "$(type -P -- "$program")" 2>/dev/null)
	program=${program%/*/*}
	places+=("${program%/build}" "$program/share/stenogram" /usr/local/share/stenogram
		/usr/share/stenogram)
	for place in "${places[@]}"; do
		[[ $place ]] && printf '%s\n' "$place"
	done
}

# The names of the data files in folder $2 that end in $3.
_stenogram_names() {
	local place file
	_stenogram_places "$1" | while IFS= read -r place; do
		for file in "$place/$2"/*"$3"; do
			[[ -e $file ]] || continue
			file=${file##*/}
			printf '%s\n' "${file%"$3"}"
		done
	done | sort -u
}

_stenogram() {
	local program=$1 current=$2 previous=$3 words=''
	COMPREPLY=()
	# "--profile=pl" arrives as three words where "=" breaks words.
	if [[ $current == = ]]; then
		current=''
	elif [[ $previous == = ]]; then
		previous=${COMP_WORDS[COMP_CWORD - 2]}
	fi
	case $previous in
	-p | --profile)
		[[ ${program##*/} == teitransform || ($previous == -p && ${program##*/} == teibatch) ]] ||
			words=$(_stenogram_names "$program" convert/profiles .profile)
		;;
	-e | --encoding)
		[[ ${program##*/} == teimark ]] || words=$(iconv -l 2>/dev/null | tr -s ', /' '\n')
		;;
	-s | --schema) words=$(_stenogram_names "$program" schemas .rng) ;;
	--from) words='auto text' ;;
	--format) words='gcc github sarif junit checkstyle rdjsonl gitlab jsonl html' ;;
	--engine) words='native libxml2' ;;
	--fail-level) words='info warning error' ;;
	esac
	if [[ $current == -* && -z $words ]]; then
		# "  -p, --profile=P  what it does"
		words=$("$program" --help 2>/dev/null | grep -E '^  +-' | sed 's/\([^ ,]\)  .*/\1/' |
			grep -oE -- '--?[a-zA-Z][a-z0-9-]*=?' | sort -u)
	elif [[ ${program##*/} == teitransform && $COMP_CWORD -eq 1 ]]; then
		words=$("$program" --list 2>/dev/null | cut -d ' ' -f 1 | cut -f 1)
	fi
	if [[ $words && $current != */* ]]; then
		mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")
	fi
	# With nothing of our own to offer, files (the default of "complete -o default") are offered.
	[[ ${COMPREPLY[0]-} != *= ]] || compopt -o nospace 2>/dev/null
}

complete -o default -F _stenogram \
	teiclean teimark teiencode teiconvert teivalidate teitransform teibatch
