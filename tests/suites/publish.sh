# SPDX-License-Identifier: EUPL-1.2
# Publishing is all or nothing, with the program itself: killed at random moments, on a full disk, without rights, without handles, beside
# other builds, and read by a web server meanwhile. Afterwards the old or the new portal stands, whole, and the next build mends what is left.
#
# Two portals, a and b, take each other's place: other texts, other records, another style sheet. And two states of one content, e and f, that differ
# in a few texts and a state: a build of one over the other follows these. SEED=N chooses other moments.
. "$root/tests/suites/lib.bash"
RANDOM=${SEED:=4711}
strike=$build/tools/strike
part=${1:-whole}

# Where another user can read it too.
place=$(mktemp -d)
chmod 755 "$place"
cp "$program" "$place/opvolging"
for v in a b; do
	cp -r "$root/tests/site/woven/content" "$place/content-$v"
	cp -r "$root/templates" "$place/templates-$v"
	printf '\n/* the style of %s */\n' "$v" >> "$place/templates-$v/assets/theme.css"
done
sed -i '$ a \\nEen zin die alleen b heeft, met kwartelkoning.' "$place"/content-b/questions/set/*.md
cp "$place/content-b/questions/set/03.md" "$place/content-b/questions/set/07.md"
sed -i 's/^number: 3$/number: 7/; s/^title: .*/title: Vraag zeven/' "$place/content-b/questions/set/07.md"
rm "$place/content-b/terms"/*.md
cp -r "$place/content-a" "$place/content-e"
for path in evaluations/ev.md followups/2026/ev-02.md motions/proef.md; do
	mkdir -p "$place/edited-"{e,f}"/${path%/*}"
	sed 's/^expected: .*/expected: 2027-10/' "$place/content-e/$path" > "$place/edited-e/$path"
	sed 's/^status: .*/status: done/; $ a \\nEen zin die alleen f heeft, met kwartelkoning.' "$place/edited-e/$path" > "$place/edited-f/$path"
done
# Where a disk is slow, memory is quick; the long form kills on either.
field=$(mktemp -d -p /dev/shm 2> /dev/null || mktemp -d)/field
trap 'chmod -R u+rwX "$place" "${field%/field}"; rm -rf "$place" "${field%/field}"' EXIT
chmod 755 "${field%/field}"
mkdir "$field"
cd "$place" || exit 1

command_of() { # command_of VERSION: its build, in the array "build_it"
	local content=$1 templates=$1 path
	case $1 in e | f)
		content=e templates=a
		while read -r path; do
			cmp -s "$place/edited-$1/$path" "$place/content-e/$path" && continue
			cp "$place/edited-$1/$path" "$place/content-e/$path.new" && mv "$place/content-e/$path.new" "$place/content-e/$path"
		done < <(cd "$place/edited-$1" && find . -name '*.md')
		;;
	esac
	build_it=("$place/opvolging" build --content "$place/content-$content" --templates "$place/templates-$templates" --out "$field/out" --as-of 2026-11-01 --quiet)
}
# Each build of everything keeps an image of its own; one that follows leaves it as it is.
image_now() { stat -c %i "$field/.out.opvolging/image" 2> /dev/null; }
build() { # build VERSION: its code; what it says in said
	command_of "$1"
	"${as[@]}" "${build_it[@]}" > said 2>&1 < /dev/null
}
as=()
builds() { # builds NAME VERSION
	if build "$2"; then ok; else
		no "$1: $2 does not build"
		head -n 3 said
	fi
}
# What the version before it leaves for pages that were read is there too.
portal_is() { diff -rq "$field/out" "golden-$1" > differ 2>&1; }
shows() { # shows NAME VERSION...: one of them stands there
	local name=$1 v
	shift
	for v; do
		portal_is "$v" && ok && return
	done
	no "$name: not $*: $(head -n 2 differ)"
}
# Every file is what the manifest says, and no other is there.
is_whole() {
	(cd "$field/out" && xxhsum -H2 --check --quiet manifest.txt) > sums 2>&1 &&
		cmp -s <(sed 's/^[0-9a-f]*  //' "$field/out/manifest.txt") <(cd "$field/out" && find . -type f ! -path ./manifest.txt -printf '%P\n' | sort) &&
		[ -z "$(find "$field/out" -mindepth 1 -type d -empty)" ]
}
inodes() { (cd "$1" && find . \( -type d -printf '%P/\n' \) -o -printf '%P %i\n' | sort); }
# Nothing is left of the work, and the second tree has the same inodes.
is_settled() {
	[ "$(cd "$field" && echo .[!.]* *)" = ".out.opvolging out" ] && [ "$(cd "$field/.out.opvolging" && ls -A | grep -vxE 'image|changes|seen' | tr '\n' ' ')" = "digests kept lock state tree " ] &&
		[ "$(cat "$field/.out.opvolging/state")" = clean ] && cmp -s <(inodes "$field/out") <(inodes "$field/.out.opvolging/tree")
}
mended() { # mended NAME VERSION: the next build makes everything right by itself
	builds "$1, then the next build" "$2"
	shows "$1, then the next build" "$2"
	check "$1, then the next build: whole" is_whole
	check "$1, then the next build: settled" is_settled
}
tell() { [ -z "$long" ] || echo "$*"; }
start_afresh() { chmod -R u+rwX "$field" && rm -rf "${field:?}"/* "$field"/.[!.]*; }

# The portals that are to stand: the first one, and each as it follows on the other.
remember() {
	build "$1" || { no "no portal $1" && cat said; }
	check "$2 is whole" is_whole
	cp -r "$field/out" "golden-$2"
}
remember a fresh
remember b b
remember a a
start_afresh
remember e e
start_afresh
remember f f
check "the two differ much" test "$(diff -rq golden-a golden-b | wc -l)" -gt 50

# ---- killed ----

# Moments over the whole build, but most of them where it writes.
measure() { # measure MOMENT FROM TO: microseconds from it of its work that it lasts in a build of one over the other
	local least=2000 took try
	for try in 1 2; do
		command_of "$3"
		took=$("$strike" "$field/.out.opvolging" "$1" measure "${build_it[@]}" 2> /dev/null)
		[ "${took:-$least}" -ge "$least" ] && [ $try -ne 1 ] || least=${took:-$least}
		build "$2"
	done
	echo "$least"
}
choose_moment() {
	moment=$(set -- start staging publishing publishing && eval echo "\$$((RANDOM % 4 + 1))")
	delay=$(((RANDOM << 15 | RANDOM) % (${lasts[$moment]} + 1)))
}
strike_at() { # strike_at VERSION: a build of it, killed at the moment
	command_of "$1"
	"$strike" "$field/.out.opvolging" "$moment" "$delay" "${build_it[@]}" > /dev/null 2>&1
	if [ $? -eq 137 ]; then
		killed=$((killed + 1))
		[ ! -e "$field/.out.opvolging/new" ] || [ "$(cat "$field/.out.opvolging/state" 2> /dev/null)" = clean ] || in_publishing=$((in_publishing + 1))
	fi
}
kill_builds() { # kill_builds COLD INCREMENTAL
	local cold=$1 count=$2 i from=a to=b name swap killed=0 killed_cold=0 in_publishing=0 found_old=0 found_new=0
	declare -A lasts
	start_afresh
	build b && build a
	for moment in start staging publishing; do lasts[$moment]=$(measure "$moment" a b); done
	for i in $(seq "$cold"); do
		choose_moment
		name="cold build $i (SEED=$SEED) killed $delay µs after $moment"
		start_afresh
		strike_at a
		if [ -n "$(find "$field/out" -mindepth 1 2> /dev/null | head -n 1)" ]; then shows "$name" fresh && check "$name: whole" is_whole; else ok; fi
		builds "$name, then the next build" a
		shows "$name, then the next build" fresh
		check "$name, then the next build: settled" is_settled
	done
	start_afresh
	build b && build a
	killed_cold=$killed
	for i in $(seq "$count"); do
		choose_moment
		name="incremental build $i (SEED=$SEED) killed $delay µs after $moment"
		strike_at $to
		check "$name: whole" is_whole
		shows "$name" $from $to
		portal_is $from && found_old=$((found_old + 1)) || found_new=$((found_new + 1))
		mended "$name" $to
		swap=$from from=$to to=$swap
	done
	check "most builds were killed ($killed of $((cold + count)))" test $killed -gt $(((cold + count) / 3))
	check "some of them while they published ($in_publishing)" test $in_publishing -ge $((count / 8))
	tell "$killed_cold of $cold first builds and $((killed - killed_cold)) of $count others killed, $in_publishing while publishing; the others left the old portal $found_old times, the new one $found_new"
}

# Builds that follow an edit. Where the trees are equal afterwards, the next build follows it too; else it makes everything.
kill_short() { # kill_short COUNT
	local count=$1 total=0 i from=e to=f name swap image killed=0 in_publishing=0 found_old=0 found_new=0 followed=0 whole=0
	declare -A lasts
	# Publishing a few files takes so little that a measure can miss it: then it is measured again, and more are killed.
	while [ $total -eq 0 ] || { [ $total -lt $((8 * count)) ] && [ $in_publishing -lt $((count / 8)) -o $whole -eq 0 ]; }; do
		start_afresh
		build f && build e
		from=e to=f total=$((total + count))
		for moment in start staging publishing; do lasts[$moment]=$(measure "$moment" e f); done
		for i in $(seq "$count"); do
			choose_moment
			name="short build $i (SEED=$SEED) killed $delay µs after $moment"
			strike_at $to
			check "$name: whole" is_whole
			shows "$name" $from $to
			portal_is $from && found_old=$((found_old + 1)) || found_new=$((found_new + 1))
			image=$(image_now)
			mended "$name" $to
			[ "$image" = "$(image_now)" ] && followed=$((followed + 1)) || whole=$((whole + 1))
			swap=$from from=$to to=$swap
		done
	done
	check "most short builds were killed ($killed of $total)" test $killed -gt $((total / 3))
	check "some of them while they published ($in_publishing)" test $in_publishing -ge $((count / 8))
	check "of the next ones some follow, others make everything ($followed, $whole)" test $followed -gt 0 -a $whole -gt 0
	tell "$killed of $total short builds killed, $in_publishing while publishing; the others left the old portal $found_old times, the new one $found_new; $followed of the next ones followed, $whole made everything"
}

# ---- a full disk ----

fill() { # fill LEFT: all but so many bytes of the file system are taken
	local free
	free=$(($(stat -f -c '%f * %S' "$field")))
	rm -f "$field/filler"
	[ "$free" -le "$1" ] || fallocate -l $((free - $1)) "$field/filler"
}
empty() { rm -rf "$field/filler"; }
fill_inodes() { # fill_inodes LEFT: so many files can be made
	local used
	used=$(($(stat -f -c '%c - %d' "$field")))
	mount -o "remount,nr_inodes=$((used + $1))" "$field"
}
empty_inodes() { mount -o remount,nr_inodes=100000 "$field"; }
steps=0 refusals=0 followed=0
on_full() { # on_full NAME FILL EMPTY LEFT [FROM TO]: one over the other, b over a, with so much room
	local name="$1: $4 left" from=${5:-a} to=${6:-b} code image
	steps=$((steps + 1))
	image=$(image_now)
	"$2" "$4"
	build "$to"
	code=$?
	case $code in
	0)
		portal_is "$to" || no "$name: not $to, although the build says so"
		[ "$image" != "$(image_now)" ] || followed=$((followed + 1))
		;;
	2)
		refusals=$((refusals + 1))
		shows "$name" "$from"
		says "$name" 'No space left on device; make room' said
		;;
	*) no "$name: exit $code: $(head -n 2 said)" ;;
	esac
	check "$name: whole" is_whole
	"$3"
	mended "$name" "$to"
	build "$from"
}
fill_short() {
	local most=$((160 << 10)) left
	steps=0 refusals=0 followed=0
	start_afresh
	build f && build e
	for ((left = 0; left <= most; left += long ? 2048 : most / 4)); do on_full "a full disk and a short build" fill empty $left e f; done
	for ((left = 0; left <= 160; left += long ? 2 : 40)); do on_full "no more files for a short build" fill_inodes empty_inodes $left e f; done
	check "a full disk stops short builds, and room lets them through ($refusals of $steps, $followed followed)" \
		test $refusals -gt 1 -a $followed -gt 1
	tell "$steps steps of a full disk under short builds, $refusals of them stopped, $followed followed"
}
fill_disk() {
	local need=$(($(du -s --apparent-size -B 1 golden-b | cut -f 1) * 5 / 4)) files step left
	mount -t tmpfs -o size=20M,mode=755 none "$field" || { echo "skipped: a full disk: no file system in memory here" && return; }
	files=$(($(find golden-b | wc -l) * 3))
	build b && build a
	step=$((long ? 4096 : need / 5))
	for ((left = 0; left <= need; left += step)); do on_full "a full disk" fill empty $left; done
	check "a full disk stops builds, and room lets them through ($refusals of $steps)" test $refusals -gt 2 -a $refusals -lt $steps
	step=$((long ? 4 : files / 4))
	for ((left = 0; left <= files; left += step)); do on_full "no more files" fill_inodes empty_inodes $left; done
	tell "$steps steps of a full disk, $refusals builds stopped"
	empty_inodes
	fill_short
	# The very first build.
	empty_inodes
	for left in 0 4096 $((need / 3)) $((need * 2 / 3)); do
		start_afresh
		fill "$left"
		build a
		check "a first build on a full disk: exit 2" test $? -eq 2
		check "a first build on a full disk leaves nothing" test -z "$(find "$field/out" -mindepth 1 2> /dev/null)"
		empty
		builds "with room" a
		shows "with room" fresh
		check "with room: settled" is_settled
	done
	umount "$field"
}

# Limits: no signal kills, a message tells.
limit_sizes() {
	local kilobytes code
	start_afresh
	build b && build a
	for kilobytes in 0 1 8 32 $((long ? 48 : 64)) 4096; do
		command_of b
		(ulimit -f $kilobytes && exec "${build_it[@]}") 2>&1 | cat > said
		code=${PIPESTATUS[0]}
		case $code in
		0) shows "files of $kilobytes kB at the most" b ;;
		2) shows "files of $kilobytes kB at the most" a && says "files of $kilobytes kB at the most" 'File too large; raise the limit' said ;;
		*) no "files of $kilobytes kB at the most: exit $code" ;;
		esac
		mended "files of $kilobytes kB at the most" b
		build a
	done
	check "files may be large" test "$code" -eq 0
}
limit_handles() {
	local handles code=2
	start_afresh
	build b && build a
	# With three the loader itself finds no library; with four the program runs.
	for ((handles = 4; code != 0 && handles < 64; handles++)); do
		command_of b
		# The leak check at the end of an instrumented program opens files too.
		(export ASAN_OPTIONS=detect_leaks=0 && ulimit -n $handles && exec "${build_it[@]}") > said 2>&1
		code=$?
		[ $code -ne 0 ] || break
		check "$handles handles: exit 2, not $code: $(head -n 1 said)" test $code -eq 2
		says "$handles handles" 'Too many open files' said
		shows "$handles handles" a
	done
	check "$handles handles are enough" test $code -eq 0
	mended "few handles" b
}

# ---- refused before any change ----

listing() { (cd "$field" && find . -printf '%P %y %i %T@ %m %U\n' | sort); }
refused() { # refused NAME WHAT [REMEDY]
	local code
	listing > listed
	build b
	code=$?
	check "$1: exit 2, not $code" test $code -eq 2
	says "$1" "$2" said
	says "$1" "${3:-choose another --out}" said
	check "$1: nothing was changed" cmp -s listed <(listing)
}
stand() { # a portal of the user who builds
	start_afresh
	build b && build a
}
without_right() { # without_right NAME PATH: a folder that this user may not change
	chmod 555 "$field/$2"
	refused "$1" "$2: Permission denied; "
	chmod 755 "$field/$2"
	mended "$1, mended" "${3:-b}"
}
lose_rights() {
	if [ "$(id -u)" -eq 0 ]; then
		as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
		"${as[@]}" true || { as=() && echo "skipped: rights: no other user here" && return; }
		chown 65534:65534 "$field"
	fi
	start_afresh
	chmod 555 "$field"
	refused "no right to the folder above" "Permission denied; "
	chmod 755 "$field"
	stand
	without_right "no right to the folder above out" .
	stand
	without_right "no right to out" out
	stand
	without_right "no right to the state" .out.opvolging
	stand
	without_right "no right to the second tree" .out.opvolging/tree
	stand
	chmod 000 "$field/.out.opvolging/lock"
	refused "no right to the lock" "Permission denied" "give the user who runs this the right to it"
	stand
	chmod 000 "$field/out/manifest.txt"
	refused "a manifest that cannot be read" "Permission denied" "give the user who runs this the right to it"
	stand
	chmod 555 "$field/.out.opvolging/tree/brieven"
	build b
	check "a folder of the second tree that cannot be changed: exit 2" test $? -eq 2
	shows "a folder of the second tree that cannot be changed" a
	chmod 755 "$field/.out.opvolging/tree/brieven"
	mended "a folder of the second tree" b
	# What cannot be read is not there: whoever may change the folder writes it anew.
	for name in image changes digests kept; do
		for take in "chmod 000" ${as:+"chown 0:0"}; do
			start_afresh
			build e && build f && build e
			$take "$field/.out.opvolging/$name"
			builds "$name, $take" f
			shows "$name, $take" f
			mended "$name, $take" e
		done
	done
	if [ ${#as[@]} -gt 0 ]; then
		stand
		chown -R 0:0 "$field"/out "$field"/.out.opvolging
		refused "another user's portal" "Permission denied; "
		chown 0:0 "$field"
	fi
	as=()
}
mount_out() {
	start_afresh
	build b && build a
	mount -t tmpfs none "$field/out" || { echo "skipped: mount points: none can be made here" && return; }
	refused "out on another file system" "out: this is a mount point" "choose a folder inside it as --out"
	umount "$field/out"
	mount --bind "$field/out" "$field/out"
	refused "out bound to itself" "out: this is a mount point" "choose a folder inside it as --out"
	umount "$field/out"
	mount -t tmpfs none "$field/.out.opvolging"
	refused "the state on another file system" ".out.opvolging: this is a mount point" "unmount it"
	umount "$field/.out.opvolging"
	mount --bind "$field" "$field"
	mount -o remount,bind,ro "$field"
	refused "a file system to read only" "Read-only file system"
	umount "$field"
	mended "mounts gone" b
}
replace_out() {
	start_afresh
	mkdir "$field/elsewhere" && ln -s elsewhere "$field/out"
	refused "out is a symbolic link" "symbolic link" "give the folder that it leads to as --out"
	rm "$field/out" && mkfifo "$field/out"
	refused "out is a pipe" "this is no folder"
	rm "$field/out" && mkdir "$field/out" && echo x > "$field/out/thesis.txt"
	refused "out is somebody else's" "opvolging did not write"
	start_afresh
	for what in file link pipe; do
		case $what in
		file) echo x > "$field/.out.opvolging" ;;
		link) ln -s /nowhere "$field/.out.opvolging" ;;
		pipe) mkfifo "$field/.out.opvolging" ;;
		esac
		refused "the state is a $what" ".out.opvolging: this is no folder" "remove it"
		rm "$field/.out.opvolging"
	done
}

# What others leave in the state folder and beside out/ is neither removed nor in the way.
litter_state() {
	local name what code
	start_afresh
	build b && build a
	echo thesis > "$field/thesis.txt"
	mkdir "$field/.out.opvolging/map" && echo thesis > "$field/.out.opvolging/map/thesis.txt"
	builds "foreign files beside out" b
	shows "foreign files beside out" b
	says "foreign files are kept" thesis "$field/thesis.txt"
	says "foreign files are kept" thesis "$field/.out.opvolging/map/thesis.txt"
	rm -r "$field/thesis.txt" "$field/.out.opvolging/map"
	for name in state kept new digests; do
		for what in ${long:+empty} pipe folder link; do
			rm -rf "$field/.out.opvolging/$name"
			case $what in
			pipe) mkfifo "$field/.out.opvolging/$name" ;;
			folder) mkdir -p "$field/.out.opvolging/$name/deep" && echo x > "$field/.out.opvolging/$name/deep/file" ;;
			link) ln -s ../thesis "$field/.out.opvolging/$name" ;;
			empty) : > "$field/.out.opvolging/$name" ;;
			esac
			command_of b
			timeout 20 "${build_it[@]}" > said 2>&1
			code=$?
			check "$name as $what: $(head -n 1 said)" test $code -eq 0
			check "$name as $what: nothing is written elsewhere" test ! -e "$field/thesis"
			[ $name = kept ] || shows "$name as $what" b
			build a
			mended "$name as $what" b
		done
	done
	start_afresh
	build f && build e
	for name in image changes digests kept; do
		for what in pipe folder link huge; do
			rm -rf "$field/.out.opvolging/$name"
			case $what in
			pipe) mkfifo "$field/.out.opvolging/$name" ;;
			folder) mkdir -p "$field/.out.opvolging/$name/deep" && echo x > "$field/.out.opvolging/$name/deep/file" ;;
			link) ln -s ../thesis "$field/.out.opvolging/$name" ;;
			huge) truncate -s 6G "$field/.out.opvolging/$name" ;;
			esac
			command_of f
			timeout 20 "${build_it[@]}" --memory 512 > said 2>&1
			code=$?
			check "$name as $what, an edit: $(head -n 1 said)" test $code -eq 0
			check "$name as $what, an edit: nothing is written elsewhere" test ! -e "$field/thesis"
			shows "$name as $what, an edit" f
			mended "$name as $what, an edit" e
			build f && build e
		done
	done
	rm -rf "$field/.out.opvolging/tree" && echo x > "$field/.out.opvolging/tree"
	refused "the second tree is a file" "tree: this is no folder" "remove it"
	rm -rf "$field/.out.opvolging"
	builds "the state removed" a
	shows "the state removed: nothing is kept" fresh
	check "the state removed: settled" is_settled
}

# ---- several at once ----

build_at_once() { # build_at_once VERSION...
	local v code pids=()
	for v; do
		command_of "$v"
		"${build_it[@]}" > "said-${#pids[@]}" 2>&1 < /dev/null &
		pids+=($!)
	done
	for v in "${!pids[@]}"; do
		wait "${pids[v]}"
		code=$?
		check "build $v at once with others: $(head -n 1 "said-$v")" test $code -eq 0
	done
}
build_together() {
	local round waiting image followed_at_once=0
	start_afresh
	build b && build a
	command_of b
	exec 9< "$field/.out.opvolging/lock"
	flock 9
	"${build_it[@]}" > said 2>&1 < /dev/null 9<&- &
	pid=$!
	for waiting in $(seq 200); do grep -q waiting said && break || sleep 0.05; done
	says "a second build" "another build is under way; waiting for it" said
	shows "while it waits" a
	exec 9<&-
	wait $pid
	check "a second build goes on" test $? -eq 0
	shows "a second build" b
	for round in $(seq $((long ? 20 : 2))); do
		build_at_once a b
		shows "two at once" a b
		check "two at once: whole and settled" is_whole && check "two at once: settled" is_settled
	done
	# One that looks while the other publishes makes everything.
	for round in $(seq $((long ? 20 : 2))); do
		start_afresh
		build e
		image=$(image_now)
		build_at_once f f
		shows "two short ones at once" f
		check "two short ones at once: settled" is_settled
		[ "$image" != "$(image_now)" ] || followed_at_once=$((followed_at_once + 1))
		build_at_once e a
		shows "a short one and another at once" e fresh
		check "a short one and another at once: whole and settled" is_whole && check "a short one and another at once: settled" is_settled
		build e && build f
		build_at_once e e a e
		shows "short ones and another at once" e fresh
		check "short ones and another at once: settled" is_settled
	done
	check "most short ones at once follow ($followed_at_once)" test "$followed_at_once" -ge $((long ? 10 : 1))
	for round in $(seq $((long ? 20 : 1))); do
		start_afresh
		build_at_once a a a a a a a a
		shows "eight first builds at once" fresh
		check "eight first builds at once: settled" is_settled
		build b
		build_at_once a b a b a b a b
		shows "eight at once" a b
		check "eight at once: settled" is_settled
		check "eight at once: whole" is_whole
	done
}

# ---- what stays one release longer ----

clean_of() { # clean_of VERSION: the folder of its portal where there was none before
	[ -d "clean-$1" ] || "$place/opvolging" build --content "content-$1" --templates "templates-$1" --out "clean-$1" --as-of 2026-11-01 --quiet "${packed[@]}" > said 2>&1
	echo "clean-$1"
}
keeps() { # keeps NAME VERSION FILE...: the clean portal of a version, and besides it these files alone; the manifest has all
	local name=$1 clean
	clean=$(clean_of "$2")
	shift 2
	diff -rq "$clean" "$field/out" | grep -v '/manifest.txt differ$' | sort > differ
	printf "Only in $field/out/_assets: %s\n" "$@" | sed '/: $/d' | sort > kept
	check "$name: $(head -n 2 differ)" cmp -s kept differ
	cat "$clean/manifest.txt" <(cd "$field/out" && for file; do xxhsum -H2 "_assets/$file" 2> /dev/null; done) | sort -k 2 > kept
	check "$name: the manifest" cmp -s kept "$field/out/manifest.txt"
	check "$name: settled" is_settled
}
keep_assets() {
	local of_a of_b damage list=$field/.out.opvolging/kept
	packed=()
	of_a=$(cd "$(clean_of a)/_assets" && echo theme.*.css)
	of_b=$(cd "$(clean_of b)/_assets" && echo theme.*.css)
	start_afresh
	build a
	keeps "a first release keeps nothing" a
	build b
	keeps "a release keeps what the one before had" b $of_a
	build b
	keeps "a build that changes nothing leaves it" b $of_a
	cp -r content-b content-c && cp -r templates-b templates-c
	sed -i '/kwartelkoning/d' content-c/questions/set/01.md
	build c
	keeps "the next release withdraws it" c
	build a
	keeps "back" a $of_b
	build b
	keeps "what comes back is no longer kept, what goes is" b $of_a
	# A list that is lost, damaged or of another release: what was kept goes at once, and nothing else is taken for it.
	for damage in ': > "$list"' 'rm "$list"' 'head -c 60 "$list" > x; cat x > "$list"' 'echo rubbish > "$list"' 'sed -i "s/^[0-9a-f]*/00000000000000000000000000000000/" "$list"' \
		'sed -i "s/  1$/  999999999/" "$list"' 'sed -i "s/  1$/  -1/" "$list"'; do
		build a && build b
		eval "$damage"
		builds "kept list: $damage" b
		keeps "kept list: $damage" b
	done
	# Pages are never kept, whatever the list says.
	build a && build b
	sed -i 's,^_assets/theme.*,vragen/set/07.html,' "$list"
	rm content-c/questions/set/07.md
	build c
	rm -rf clean-c
	check "a list that names a page" test ! -e "$field/out/vragen/set/07.html" -a ! -e "$field/.out.opvolging/tree/vragen/set/07.html"
	# What becomes confidential together with the style is gone from everywhere in the same build.
	build b
	printf '\n/* the style of c */\n' >> templates-c/assets/theme.css
	sed -i '/kwartelkoning/d' content-c/questions/set/*.md
	sed -i 's/^visibility: public$/visibility: confidential/' content-c/letters/*.md
	build c
	keeps "withheld" c $of_b
	silent "nothing withheld is kept" kwartelkoning "$field/out" "$field/.out.opvolging"
	[ -n "$long" ] || return
	packed=(--compress)
	rm -rf clean-*
	start_afresh
	command_of a && "${build_it[@]}" --compress > said 2>&1
	command_of b && "${build_it[@]}" --compress > said 2>&1
	keeps "packed copies stay with what they are of" b $(printf '%s %s.gz %s.br' $of_a $of_a $of_a)
}

# ---- read meanwhile ----

read_meanwhile() {
	OUT=${field%/field}/web/out node "$root/tests/suites/publish.mjs" "$place/opvolging" "$place" $((long ? 300 : 25)) "$SEED" > readers 2> failed || no "readers: $(head -n 5 failed)"
	check "readers: $(head -n 8 readers)" test -z "$(head -n 1 readers)" -a "$(wc -l < readers)" -eq 2
	tell "$(tail -n 1 readers)"
}

# ---- ----

# Parts with mounts of their own run apart, so that no mount outlives the suite.
run_apart() {
	local line
	for apart in "unshare -m" "unshare -rm"; do $apart mount -t tmpfs none "$field" 2> /dev/null && break || apart=; done
	[ -n "$apart" ] || { echo "skipped: full disk and mount points: neither mount nor unshare -rm works here" && return; }
	$apart bash "$root/tests/suites/publish.sh" mounts > apart 2>&1
	line=$(grep -E '^[0-9]+ passed, [0-9]+ failed$' apart | tail -n 1)
	grep -vE '^[0-9]+ passed, [0-9]+ failed$' apart
	[ -n "$line" ] || no "full disk and mount points: ended without a count"
	passed=$((passed + ${line%% passed*}))
	line=${line#*, }
	failed=$((failed + ${line%% failed*}))
}
timed() {
	local from=$EPOCHREALTIME
	"$@"
	[ -z "${TIMES:-}" ] || echo "$1: $(((${EPOCHREALTIME/./} - ${from/./}) / 1000)) ms" >&2
}
is_over=
if [ "$part" = mounts ]; then
	timed fill_disk
	timed mount_out
	is_over=1
else
	timed kill_builds $((long ? 200 : 8)) $((long ? 200 : 16))
	timed kill_short $((long ? 200 : 16))
	# Where syncing takes its time.
	[ -z "$long" ] || (field=$place/field && mkdir "$field" && timed kill_builds "${ON_DISK:-50}" "${ON_DISK:-50}" && exit "$failed") || no "killed on a disk"
	timed limit_sizes
	timed limit_handles
	timed lose_rights
	timed replace_out
	timed litter_state
	timed build_together
	timed keep_assets
	timed read_meanwhile
	timed run_apart
	is_over=1
fi
check "all parts were gone through" test -n "$is_over"
done_suite
