# SPDX-License-Identifier: EUPL-1.2
# Several machines: the parts that build --shard makes, merged, are the portal that one build makes, byte for byte; and merge takes nothing that
# is not a part of just that portal.
. "$root/tests/suites/lib.bash"
place=$(mktemp -d -p /dev/shm 2> /dev/null || mktemp -d)
trap 'chmod -R u+rwX "$place"; rm -rf "$place"' EXIT
cd "$place" || exit 1
ln -s "$root/templates" templates
day=2026-11-01

rich() { # rich SITE: its content, with a former address and a file that is attached
	cp -r "$root/tests/site/$1/content" content
	mkdir -p content/files
	printf 'bijlage\n' > content/files/bijlage.txt
	first=$(find content/letters -name '*.md' | sort | head -n 1)
	sed -i '0,/^---$/s//---\naliases: [letters\/vroeger]\nattachments: [{file: bijlage.txt, title: Bijlage}]/' "$first"
}
whole() { "$program" build --as-of $day --quiet "$@"; }
part() { # part K/N FOLDER OPTION...
	local shard=$1 folder=$2
	shift 2
	"$program" build --shard "$shard" --out "$folder" --as-of $day --quiet "$@"
}
merge() { "$program" merge --as-of $day --quiet "$@"; }
parts() { # parts N OPTION...: into parts/, the last one first, with one thread or three
	local count=$1 k
	shift
	rm -rf parts
	for ((k = count; k > 0; k--)); do
		exits "part $k of $count" 0 part "$k/$count" "parts/$k" --jobs $((k % 2 * 2 + 1)) "$@"
	done
}
files() { (cd "$1" && find . -type f ! -name manifest.txt ! -name _part ! -path './_search/part-*' | sort); }
once() { # once NAME: the files of the parts are those of the portal, each in one part; but for the terms of the search index
	files out | grep -vE '^\./_search/(root\.json|t/)' > whole
	for folder in parts/*; do files "$folder"; done | sort > all
	check "$1: each file is in exactly one part" cmp -s whole all
}
joins() { # joins NAME OPTION...: parts/ becomes what out/ is
	local name=$1
	shift
	rm -rf merged
	exits "$name: merge" 0 merge parts --out merged "$@"
	check "$name: the same bytes" diff -r out merged
}

# Every kind of portal, in every number of parts.
for site in woven letters; do
	rm -rf content out
	rich $site
	exits "$site" 0 whole
	for count in $([ $site = letters ] && echo 2 7 || echo 3); do
		parts $count
		once "$site in $count"
		joins "$site in $count" --jobs $((count % 3 + 1))
	done
done
check "a former address is among them" test -s "$(find out -path '*vroeger*' | head -n 1)"
check "and a file" test -s "$(find out -name 'bijlage.txt')"
for options in --compress "--only pages --no-pdf"; do
	rm -rf out
	# shellcheck disable=SC2086
	exits "$options" 0 whole $options
	# shellcheck disable=SC2086
	parts 3 $options
	once "$options"
	# shellcheck disable=SC2086
	joins "$options" $options
done
exits "one part of one is the portal" 0 part 1/1 one
exits "in one build" 0 whole --out two
check "one part of one is the portal" diff -r one two

# More parts than there are records: those of little or nothing.
rm -rf out content
cp -r "$root/tests/site/withheld/content" content
exits "whole" 0 whole --no-pdf
parts 40 --no-pdf
once "more parts than records"
joins "more parts than records" --no-pdf
silent "no part holds anything withheld" geheimzinnig parts
silent "nor a stem of it" geheimzinn parts
check "what is for the merge alone is not published" [ "$(find merged -name '_part' -o -path '*_search/part-*' | wc -l)" -eq 0 ]

# About equal parts: of 119 records in four, none has half as much again as another.
rm -rf out content
cp -r "$root/content" content
exits "whole" 0 whole
parts 4
once "four parts"
joins "four parts"
counts=$(for folder in parts/*; do files "$folder" | grep -c 'html$'; done | sort -n | tr '\n' ' ')
read -r least _ _ most <<< "$counts"
check "four parts of about one size: $counts" [ $((2 * most)) -lt $((3 * least)) ]
counts=$(for folder in parts/*; do files "$folder" | grep -c 'pdf$'; done | awk '{ sum += $1 } END { print sum }')
check "each letter is set once" [ "$counts" -eq "$(files out | grep -c 'pdf$')" ]

# After a merge: nothing to do, little to do, or all of it; each is right.
exits "a build over what was merged" 0 whole --out merged
check "changes nothing" diff -r out merged
letter=$(find content/letters -name '*.md' | sort | tail -n 1)
printf '\nEen zin met kwartelkoning.\n' >> "$letter"
exits "an edit over what was merged" 0 whole --out merged
exits "an edit over the whole" 0 whole
check "an edit after a merge: the same bytes" diff -r out merged
exits "parts that are there already, 1" 0 part 1/4 parts/1
exits "parts that are there already, 2" 0 part 2/4 parts/2
cp -r merged before
refused() { # refused NAME WORD...: merge ends with 2, says these, and leaves what is published alone
	local name=$1 word
	shift
	exits "$name" 2 merge "${folder:-parts}" --out "${into:-merged}" "${options[@]}"
	check "$name: one line: $(head -n 3 "$suite_work/err")" [ "$(wc -l < "$suite_work/err")" -eq 1 ]
	for word in "$@"; do says "$name" "$word" "$suite_work/err"; done
	check "$name: out/ untouched" diff -r before merged
}
options=()
refused "of other content" parts/3 "other content"
exits "parts that are there already, 3" 0 part 3/4 parts/3
exits "parts that are there already, 4" 0 part 4/4 parts/4
joins "parts that are made again"
cp -r parts good
mend() { rm -rf parts && cp -r good parts; }

# Refusals. Each says which folder or file it is about, and what to do.
rm -rf parts/2
refused "a part is missing" "merge parts: part 2 of 4 is missing" "--shard 2/4"
mend
cp -r parts/2 parts/copy
refused "a part twice" "merge parts/copy: this is part 2 of 4, and so is parts/2" "remove one"
mend
exits "a part of five" 0 part 5/5 parts/5
refused "a part of another number of parts" "merge parts/5: this is one of 5 parts" "remove"
mend
for options in "--no-pdf" "--compress" "--only=pages" "--as-of=2026-11-02"; do
	options=("$options")
	refused "other options: ${options[0]}" "merge parts/1: " "build it again"
done
options=()
rm templates && cp -r "$root/templates" templates
echo '/* other */' >> templates/assets/theme.css
refused "other templates" "merge parts/1: " "other content or templates"
rm -r templates && ln -s "$root/templates" templates
cp -r content former
printf -- '---\ntype: page\n---\n' > content/pages/broken.md
exits "a part of content with errors" 1 part 1/4 fresh
check "makes no part" test ! -e fresh
exits "nor does merge make a portal of it" 1 merge parts --out merged
rm -r content && mv former content

mkdir parts/5
refused "a part that is begun" "merge parts/5: this is no part, or one that is not finished"
mend
mkdir parts/notes && echo x > parts/notes/x
refused "a foreign folder" "merge parts/notes: this is no part"
mend
echo x > parts/notes
refused "a foreign file" "merge parts/notes: this is no folder"
mend
mv parts/2 elsewhere && ln -s ../elsewhere parts/2
refused "a link to a part" "merge parts/2: this is no folder" "no links"
mend
rm -r elsewhere
folder=parts/1 refused "the part itself" "merge parts/1/404.html: this is no folder"
folder=nowhere refused "no folder at all" "nowhere: No such file or directory"
folder=content/site.yaml refused "a file instead of a folder" "content/site.yaml: Not a directory"
mkdir none
folder=none refused "a folder of nothing" "merge none: no part is here" "--shard 1/2"
into=parts/1 refused "into a part" "merge parts/1: a part stands here; choose another --out"
mend
into=parts refused "into the folder of the parts" "choose another --out"
mend

# What was damaged on its way. The manifest of a part and its mark vouch for each other.
page=$(cd parts/3 && find . -name '*.html' | sort | head -n 1)
page=parts/3/${page#./}
echo >> "$page"
refused "a damaged page" "merge $page: this file is another than its part's manifest says" "build the part again"
mend
rm "$page"
refused "a page is gone" "merge parts/3: " "build the part again"
mend
rm "$page" && ln -s /etc/hostname "$page"
refused "a link for a page" "merge $page: this is neither file nor folder"
mend
mkfifo parts/3/pipe
refused "no file of any kind" "merge parts/3/pipe: this is neither file nor folder"
mend
echo x > parts/3/x
refused "a foreign file in a part" "merge parts/3: " "files are here instead of"
mend
rm "$page" && sed -i "\\,  ${page#parts/3/}\$,d" parts/3/manifest.txt
refused "a page is gone, and from the manifest too" "merge parts/3: "
echo x > parts/3/x
refused "and another is there for it" "merge parts/3/manifest.txt: " "build the part again"
mend
sed -i '3s/^./-/' parts/3/manifest.txt
refused "a damaged manifest" "merge parts/3/manifest.txt: line 3 is none of a manifest"
mend
sed -i "s,  ${page#parts/3/}\$,  ../../content/site.yaml," parts/3/manifest.txt
refused "a way out of the part" "merge parts/3/manifest.txt: line"
mend
sed -i "3{p;d};4{h;d};5{p;x}" parts/3/manifest.txt
sed -i "3s/.*/$(sed -n '4{s,/,\\/,g;p}' parts/3/manifest.txt)/" parts/3/manifest.txt
refused "a line twice" "merge parts/3/" "two parts hold this file"
mend
: > parts/3/manifest.txt
refused "an empty manifest" "merge parts/3/manifest.txt: 0 files are named"
rm parts/3/manifest.txt
refused "no manifest" "merge parts/3: "
mend
truncate -s 20 parts/3/_part
refused "a damaged mark" "merge parts/3: this is no part"
mend
cp good/3/_part parts/2/_part
cp good/2/_part parts/3/_part
refused "marks of each other" "merge parts/" "build the part again"
mend
terms=$(echo parts/3/_search/part-*)
truncate -s -1 "$terms"
refused "damaged terms" "merge $terms: this file is another"
sed -i "s,^.*  ${terms#parts/3/}\$,$(xxhsum -H2 "$terms" 2> /dev/null | cut -d ' ' -f 1)  ${terms#parts/3/}," parts/3/manifest.txt
refused "damaged terms that the manifest vouches for" "merge parts: the terms of a part are damaged"
mend
joins "after all of that"

# Where folders cannot be exchanged, as on NFS, a part is made all the same, a portal is not. Killed while its folders trade places, the part is made anew.
rm -rf parts
stuck() { env LD_PRELOAD="$build/fault.so" FAULT_EXCHANGE=never "$@"; }
build_part() { stuck "$program" build --shard "$1/4" --out "parts/$1" --as-of $day --quiet; }
for k in 1 2 3 4 1; do exits "without exchanges, $k" 0 build_part $k; done
joins "without exchanges"
exits "no portal without exchanges" 2 stuck "$program" build --out stuck --as-of $day --quiet
says "no portal without exchanges" "two folders cannot be exchanged here" "$suite_work/err"
printf 'dirty\n' > parts/.2.opvolging/state
mv parts/2 parts/.2.opvolging/former
exits "killed on the way" 0 build_part 2
printf 'dirty\n' > parts/.3.opvolging/state
mv parts/3 parts/.3.opvolging/former
mv parts/.3.opvolging/tree parts/3
exits "killed later" 0 build_part 3
joins "killed on the way"

# A part and a portal do not take each other's place by mistake, and nothing is left of one in the other.
exits "a part over a portal" 2 part 1/4 merged
says "a part over a portal" "write merged: a whole portal stands here" "$suite_work/err"
check "leaves it alone" diff -r before merged
exits "a portal over a part" 0 whole --out parts/1
check "is a portal" diff -r out parts/1
refused "which is no part then" "merge parts/1: this is no part"
exits "and no part takes its place" 2 part 1/4 parts/1
mend
# Parts of other numbers one over another, with other style sheets: what a portal would keep one release longer is in no part.
rm templates && cp -r "$root/templates" templates
echo '/* other */' >> templates/assets/theme.css
for k in 1 2 3 4; do exits "another number of parts, $k" 0 part $((k % 3 + 1))/3 "parts/$((k % 3 + 1))"; done
rm -r parts/4 out
exits "whole" 0 whole
once "parts over others"
joins "parts over others"

# The examples (docs/scale/), the engines' own part of it apart.
examples=$root/docs/scale
export PATH="$place/bin:$PATH" SOURCE_DATE_EPOCH=1793520000
mkdir bin
ln -s "$program" bin/opvolging
cat > bin/date << 'end'
#!/bin/sh
echo 2026-11-01T06:00:00+01:00
end
# What is asked of it: each task of an array, then what waits for them.
cat > bin/sbatch << 'end'
#!/bin/sh
tasks=0
for word; do
	case $word in
	--array=1-*) tasks=${word#*-*-} && tasks=${tasks##*-} ;;
	--dependency=afterok:7) after=7 ;;
	esac
	script=$word
done
[ "$tasks" -gt 0 ] || [ "$after" = 7 ] || exit 1
[ "$tasks" -gt 0 ] || exec sh -c "$script"
while [ "$tasks" -gt 0 ]; do
	SLURM_ARRAY_TASK_ID=$tasks sh -c "$script" || exit 1
	tasks=$((tasks - 1))
done
echo '7;cluster'
end
chmod +x bin/date bin/sbatch
example() { # example NAME COMMAND...: makes out/ again
	local name=$1
	shift
	rm -rf parts out
	exits "$name" 0 "$@"
	check "$name: the same bytes" diff -r sure out
}
mv out sure
example "the example for Slurm" sh "$examples/slurm.sh" 3
if command -v parallel > /dev/null; then
	example "the example for GNU parallel" sh "$examples/parallel.sh" 3
else
	echo "GNU parallel is missing: its example is not tried"
fi
# What each pod is told to do, with its index; and the merge.
cat > pods.py << 'end'
import shlex, sys, yaml
for job in yaml.safe_load_all(open(sys.argv[1])):
    spec, pod = job["spec"], job["spec"]["template"]["spec"]["containers"][0]
    for index in range(spec.get("completions", 1)):
        print("JOB_COMPLETION_INDEX=%d" % index, shlex.join(pod["command"] + pod.get("args", [])), "|| exit")
end
if python3 pods.py "$examples/kubernetes.yaml" > pods; then
	check "the example for Kubernetes: eight pods and a merge" [ "$(wc -l < pods)" -eq 9 ]
	example "the example for Kubernetes" sh pods
else
	no "the example for Kubernetes is no YAML"
fi
done_suite
