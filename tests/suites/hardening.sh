# SPDX-License-Identifier: EUPL-1.2
# What protects the machine from the program: how it was compiled, what it gives up before it reads, and what it leaves behind.
. "$root/tests/suites/lib.bash"

# --- The flags, as they show in the program.
# hardened NAME PROGRAM: position-independent, nothing both written and executed, all of the linker's tables sealed, calls guarded.
hardened() {
	local name=$1 file=$2
	readelf -W --file-header "$file" > "$suite_work/header"
	readelf -W --program-headers "$file" > "$suite_work/segments"
	readelf -W --dynamic "$file" > "$suite_work/dynamic"
	readelf -W --dyn-syms "$file" > "$suite_work/imports"
	check "$name is position-independent" grep -qE 'Type: +DYN' "$suite_work/header"
	check "$name is marked PIE" grep -qE 'FLAGS_1.*\bPIE\b' "$suite_work/dynamic"
	check "$name is bound at its start" grep -qE 'FLAGS.*(BIND_NOW|\bNOW\b)' "$suite_work/dynamic"
	check "$name has its tables sealed" grep -q GNU_RELRO "$suite_work/segments"
	check "$name has a stack that is no code" grep -qE 'GNU_STACK.* RW +0' "$suite_work/segments"
	check "$name has no memory both written and executed" test -z "$(grep -E '\b(LOAD|GNU_STACK)\b.* RWE ' "$suite_work/segments")"
	check "$name has its code in segments of its own" test "$(grep -cE '^ +LOAD.* R +0x' "$suite_work/segments")" -ge 1
	check "$name has no relocations in code" test -z "$(grep TEXTREL "$suite_work/dynamic")"
	check "$name seeks no library in a folder of its own" test -z "$(grep -E 'RPATH|RUNPATH' "$suite_work/dynamic")"
	check "$name watches its stack" grep -q __stack_chk_fail "$suite_work/imports"
	for call in memcpy snprintf; do
		check "$name watches $call" grep -qE "__v?${call}_chk" "$suite_work/imports"
	done
	check "$name watches more than one call" test "$(grep -cE '__[a-z]+_chk@' "$suite_work/imports")" -ge 5
}
if nm "$program" 2> /dev/null | grep -q __asan; then
	sanitized=yes
	echo "hardening.sh: a program with sanitizers; left out: the flags of the other one"
else
	sanitized=
	hardened "the program" "$program"
	if [ "$(uname -m)" = x86_64 ] && ! readelf -p .comment "$program" | grep -q clang; then
		# Every function that a pointer may lead to begins with the mark.
		objdump -d --no-show-raw-insn "$program" > "$suite_work/code"
		check "the program marks where a jump may lead" test "$(grep -A 1 -E '^[0-9a-f]+ <(main|command_build|make_share|join_parts)>:' "$suite_work/code" | grep -c endbr64)" -ge 4
	fi
	cfi=$root/build/cfi/opvolging
	hardened "clang's program" "$cfi"
	nm "$cfi" > "$suite_work/names"
	check "clang's program checks calls through pointers" test "$(grep -cE '\.cfi$' "$suite_work/names")" -ge 50
	for file in "$program" "$cfi"; do
		exits "$file" 0 "$file" build -C "$root" --out "$suite_work/by/$(basename "$(dirname "$file")")" --as-of 2026-11-01 --quiet
	done
	check "both programs build the same" diff -r "$suite_work/by/$(basename "$build")" "$suite_work/by/cfi"
	rm -r "$suite_work/by"
fi

# --- What the kernel has, asked without the program; there it must be active.
landlock=$(python3 -c 'import ctypes; print(ctypes.CDLL(None).syscall(444, None, 0, 1))')
seccomp=
[ -n "$sanitized" ] || ! grep -q '^Seccomp_filters:' /proc/self/status || seccomp=yes
exits "--version" 0 "$program" --version
check "--version begins with the version alone" grep -qxE 'opvolging 0\.[0-9]+\.[0-9]+' <(head -n 1 "$suite_work/out")
check "--version is two lines" test "$(wc -l < "$suite_work/out")" -eq 2
if [ "$landlock" -ge 2 ]; then
	says "--version" "Landlock $landlock" "$suite_work/out"
	silent "--version" "no Landlock" "$suite_work/out"
else
	echo "hardening.sh: this kernel has no Landlock; left out: what it refuses"
	says "--version" "Landlock" "$suite_work/out"
fi
if [ -n "$seccomp" ]; then
	check "--version tells of seccomp" grep -qE '(, |: )seccomp' "$suite_work/out"
else
	says "--version" "; " "$suite_work/out"
fi

# --- A build at work, as others see it: it waits for the lock, long after its options.
mkdir "$suite_work/here"
cd "$suite_work/here" || exit 1
cp -r "$root/tests/site/woven/content" content
ln -s "$root/templates" templates
go() { "$program" build --as-of 2026-11-01 --quiet --no-pdf "$@"; }
state_of() { # state_of OPTIONS...: /proc/PID/status of a build that waits, in the file status; its exit code in code
	exec 9> .out.opvolging/lock
	flock 9
	"$program" build --as-of 2026-11-01 --quiet --no-pdf "$@" 2> waiting 9>&- &
	local pid=$! tries=0
	until grep -q waiting waiting 2> /dev/null || [ $((tries += 1)) -gt 200 ]; do sleep 0.05; done
	cat "/proc/$pid/status" > status
	exec 9>&-
	wait "$pid"
	code=$?
	rm waiting
}
exits "a build" 0 go
state_of
check "a build at work has no new rights to win" grep -qxP 'NoNewPrivs:\t1' status
[ -z "$seccomp" ] || check "a build at work is filtered" grep -qxP 'Seccomp:\t2' status
check "and ends well" test "$code" -eq 0
state_of --no-sandbox
check "--no-sandbox keeps all" grep -qxP 'NoNewPrivs:\t0' status
check "--no-sandbox keeps all" grep -qxP 'Seccomp:\t0' status
check "and ends well" test "$code" -eq 0

# --- What lies elsewhere is not read, though a file of the site asks for it. (A program with sanitizers reads everywhere.)
if [ "$landlock" -ge 2 ] && [ -z "$sanitized" ]; then
	rm templates
	cp -r "$root/templates" templates
	ln -s /etc/passwd templates/assets/users.svg
	exits "an asset that leads elsewhere" 2 go --out elsewhere
	says "an asset that leads elsewhere" "follow the symbolic link templates/assets/users.svg: Permission denied" "$suite_work/err"
	check "an asset that leads elsewhere" test ! -e elsewhere
	exits "an asset that leads elsewhere, without the sandbox" 0 go --out elsewhere --no-sandbox
	rm templates/assets/users.svg
	mkdir fonts
	cp /usr/share/fonts/truetype/noto/NotoSerif-Bold.ttf fonts/
	sed -i 's,^  bold: .*,  bold: ../fonts/NotoSerif-Bold.ttf,' templates/layout.yaml
	letter=$(cd content && find letters -name '*.md' | sort | head -n 1)
	exits "a font elsewhere" 1 "$program" letter "${letter%.md}" -o letter.pdf --as-of 2026-11-01
	says "a font elsewhere" "put it beside the layout file, or into /usr/share or /usr/local/share" "$suite_work/err"
	mv fonts templates/
	sed -i 's,^  bold: .*,  bold: fonts/NotoSerif-Bold.ttf,' templates/layout.yaml
	exits "a font beside the layout file" 0 "$program" letter "${letter%.md}" -o letter.pdf --as-of 2026-11-01
	rm -r templates
	ln -s "$root/templates" templates
fi

# --- Where a letter goes: a new file, one that is there, one that a link leads to, standard output.
letter=$(cd content && find letters -name '*.md' | sort | head -n 1)
mkdir -p drawer other
for place in new.pdf new.pdf drawer/letter.pdf "$PWD/drawer/absolute.pdf"; do
	exits "a letter to $place" 0 "$program" letter "${letter%.md}" -o "$place" --as-of 2026-11-01 --final
	check "a letter to $place" cmp -s new.pdf "$place"
done
if grep -q 'CONCEPT' <(pdftotext new.pdf -); then no "the letter is final"; else ok; fi
"$program" letter "${letter%.md}" -o /dev/stdout --as-of 2026-11-01 --final 2> "$suite_work/err" | cat > other/piped.pdf
check "a letter to standard output" cmp -s new.pdf other/piped.pdf

# --- A first build that is refused leaves nothing, whenever its mistake shows.
rm -rf out .out.opvolging elsewhere .elsewhere.opvolging
touch before after
touch after; ls -A > before
left() { # left NAME: the folder is as it was
	ls -A > after
	same "$1 leaves nothing behind" before after
}
printf -- '---\ntitle: x\n---\n[weg](pages/weg)\n' > content/pages/stuk.md
exits "a mistake in a record" 1 go
left "a mistake in a record"
exits "a mistake in a record, deep" 1 go --out a/b/c/out
left "a mistake in a record, deep"
exits "a mistake in a record, absolute" 1 go --out "$PWD/a/b/out/"
left "a mistake in a record, absolute"
mkdir empty
touch after; ls -A > before
exits "a mistake, and an empty folder to publish in" 1 go --out empty
left "a mistake, and an empty folder to publish in"
check "which stays empty" test -z "$(ls -A empty)"
rm content/pages/stuk.md
cp "content/$letter" kept.md
printf '\n\xf0\x92\x80\x80\n' >> "content/$letter"
touch after; ls -A > before
exits "a mistake that only the PDF shows" 1 "$program" build --as-of 2026-11-01 --quiet --out a/b/out
left "a mistake that only the PDF shows"
mv kept.md "content/$letter"

# --- No place for a portal: it is said as ever, and nothing is made.
mkdir full
echo x > full/x
echo x > file
ln -s full link
touch after; ls -A > before
for out in file link full file/out full/x/out; do
	exits "--out $out" 2 go --out "$out"
	left "--out $out"
done
exits "--out file" 2 go --out file
says "--out file" "this is no folder" "$suite_work/err"
exits "--out link" 2 go --out link
says "--out link" "symbolic link" "$suite_work/err"
exits "--out full" 2 go --out full
says "--out full" "did not write" "$suite_work/err"
if unshare -m true 2> /dev/null; then
	exits "a mount point" 2 unshare -m sh -c 'mount --bind empty empty && exec "$0" build --out empty --quiet --no-pdf' "$program"
	says "a mount point" "this is a mount point" "$suite_work/err"
	left "a mount point"
	exits "a folder that is read only" 2 unshare -m sh -c 'mount --bind empty empty && mount -o remount,ro,bind empty && exec "$0" build --out empty/a/out --quiet --no-pdf' "$program"
	says "a folder that is read only" "opvolging: make empty/a: Read-only file system" "$suite_work/err"
	left "a folder that is read only"
else
	echo "hardening.sh: no right to mount; left out: mount points"
fi

# --- Two first builds at once, of which one is refused and takes its folders away.
cp -r content refused
printf -- '---\ntitle: x\n---\n[weg](pages/weg)\n' > refused/pages/stuk.md
ended=
for i in $(seq 12); do
	rm -rf deep
	go --content refused --out deep/er/out 2> /dev/null &
	other=$!
	[ $((i % 3)) -eq 0 ] || sleep "0.0$i"
	go --out deep/er/out 2> "$suite_work/err"
	ended+="$?"
	wait "$other"
	ended+="$? "
	[ -s deep/er/out/index.html ] || ended+=empty
done
check "a refused build takes nothing from another ($ended)" test "$ended" = "$(printf '01 %.0s' $(seq 12))"
done_suite
