# SPDX-License-Identifier: EUPL-1.2
"""Texts that make parsers slow: each as a page, as a letter and, where it is YAML, as front matter. Every run ends by itself, within bounds
of time and memory, with 0 or 1; and in the long form the time grows with the text: four times the text takes less than eight times as long.

    torture.py PROGRAM ROOT WORK [long] [NAME...]      prints what fails, and a line for each case where TORTURE_TIMES is set
"""
import os
import resource
import shutil
import subprocess
import sys

SIZES = (25_000, 50_000, 100_000)  # of what opens, in the long form
SECONDS, MEMORY = 8, 2_000_000_000  # of processor time and bytes, for each run
SHORT, BATCH, SHORT_SECONDS = 20_000, 10, 10  # in the short form ten cases share a site
FLOOR = 0.4  # seconds: below it times say nothing


def lines(n, text):
    return "".join(text % i for i in range(n))


# Markdown, by n.
BODIES = {
    f"many {opening!r}": (lambda n, opening=opening: opening * n)
    for opening in (
        "[ ![ * _ ** __ *** *_ ` `` ~ ~~ < > >> | - -- 1. 1) # [^ [^a] & &# \\ \" ' ( ) { {{ }} ! !! + = : ]( ][ [] []( [a]( [a][ ]: <! <!-- <? <![CDATA[ </ <a <a> "
        "**a __a *a_ [*a `a`` $ ^ @ % http:// https:// https://a. www. mailto: a@b. "
    ).split()
}
BODIES |= {
    f"many {word!r}": (lambda n, word=word: word * (n // 4))
    for word in (
        "vraag ", "vraag 1 ", "vragen 1, ", "vraag 1 en ", "Kamerstuk ", "Kamerstuk 31516, ", "Kamerstukken 1-2; ", "31516, nr. ", "36 800 X, ",
        "aanbeveling ", "aanbeveling 1, ", "aanbeveling 1 en ", "aanbeveling 1 van de ", "TZ", "TZ202301-", "motie-", "motie-Van ", "motie-A/", "motie Van der ", "zie ",
        "Begrip ", "BGR ", "Begrip van ", "de ", "nr. ", "1 ", "1.", "a.", "A. ", "- ", "> ", "* ", "1. ", "# ", "\\\n", "  \n", "a\n", "&amp;", "&#x41;", "&notanentity;",
        "a\n\n", "## Kop\n\n", "- a\n", "1. a\n", "> a\n\n", "***\n", "```\n", "~~~ a\n", "    a\n", "| a |\n", "<b>", "<!-- a -->", "</b>", "\t", " ", "\u00a0", "\u200b", "\u0301", "\u00e9", "\U0001d400",
        "[a](b) ", "[a](pages/geen) ", "![a](files/geen.png) ", "[a](https://a.nl/) ", "<https://a.nl/> ", "https://a.nl/x ", "[^geen] ", "[x[^a]] ", "*a* ", "**a** ", "`a` ", "*a **b* c** ",
    )
}
BODIES |= {
    "nested quotes": lambda n: "> " * (n // 50) + "a",
    "quotes in steps": lambda n: "".join("> " * i + "x\n" for i in range(int(n**0.5) * 2)),
    "lists in steps": lambda n: "".join("  " * i + "- x\n" for i in range(int(n**0.5) * 2)),
    "nested lists": lambda n: "- " * (n // 50) + "a",
    "nested numbered lists": lambda n: "1. " * (n // 50) + "a",
    "quotes and lists": lambda n: "> - " * (n // 50) + "a",
    "nested links": lambda n: "[" * n + "a" + "](b)" * n,
    "nested pictures": lambda n: "![" * n + "a" + "](files/b)" * n,
    "nested emphasis": lambda n: "*a " * n + "a*" * n,
    "nested strong": lambda n: "**a " * n + "a**" * n,
    "brackets in an address": lambda n: "[a](" + "(" * n,
    "long address": lambda n: "[a](https://a.nl/" + "a" * n + ")",
    "long title": lambda n: '[a](pages/a "' + "a" * n + '")',
    "open title": lambda n: '[a](pages/a "' * (n // 8),
    "open backticks of all lengths": lambda n: "".join("`" * i + "a" for i in range(int((2 * n) ** 0.5))),
    "definitions": lambda n: lines(n // 4, "[a%d]: https://a.nl/\n"),
    "definitions of one name": lambda n: "[a]: https://a.nl/\n" * (n // 4),
    "definitions and uses": lambda n: lines(n // 8, "[a%d]: https://a.nl/\n") + "\n" + lines(n // 8, "[a%d] "),
    "definition with a long address, used often": lambda n: "[a]: https://a.nl/" + "a" * 1900 + "\n\n" + "[a] " * (n // 50),
    "uses of a long name": lambda n: ("[" + "a" * 990 + "]") * (n // 200),
    "footnotes": lambda n: "".join(f"a[^{i}]\n\n[^{i}]: b\n\n" for i in range(n // 16)),
    "one footnote, used often": lambda n: "a[^1] " * (n // 8) + "\n\n[^1]: b\n",
    "footnotes without use": lambda n: "".join(f"[^{i}]: b\n\n" for i in range(n // 16)),
    "footnotes of one name": lambda n: "a[^1]\n\n" + "[^1]: b\n\n" * (n // 16),
    "footnotes in footnotes": lambda n: "a[^0]\n\n" + "".join(f"[^{i}]: b[^{i + 1}]\n\n" for i in range(n // 16)),
    "footnotes that name each other": lambda n: "a[^1]\n\n[^1]: " + "b[^2] " * (n // 16) + "\n\n[^2]: " + "c[^1] " * (n // 16),
    "columns": lambda n: "|x" * n + "|\n" + "|-" * n + "|\n" + "|x" * n + "|\n",
    "few columns, rows": lambda n: "|a|b|c|\n|-|-|-|\n" + "|x|y|z|\n" * (n // 16),
    "columns, short rows": lambda n: "|x" * (n // 100) + "|\n" + "|-" * (n // 100) + "|\n" + "|x|\n" * (n // 100),
    "tables": lambda n: "|a|\n|-|\n|x|\n\n" * (n // 32),
    "cell with much": lambda n: "|a|\n|-|\n|" + "woord " * n + "|\n",
    "row of escapes": lambda n: "|a|\n|-|\n|" + "\\|" * n + "|\n",
    "headings of one name": lambda n: "## a\n\n" * (n // 8),
    "headings of all levels": lambda n: "# a\n\n## b\n\n### c\n\n#### d\n\n" * (n // 32),
    "setext headings": lambda n: "a\n===\n\n" * (n // 8),
    "long heading": lambda n: "## " + "a " * n,
    "heading without an end of setext": lambda n: "a\n" * n + "===",
    "one word": lambda n: "a" * (n * 30),
    "one word of combining marks": lambda n: "e" + "\u0301" * (n * 10),
    "one word with hyphens": lambda n: "aan-" * n,
    "one word with soft hyphens": lambda n: "aan\u00ad" * n,
    "no-break spaces": lambda n: "aan\u00a0" * n,
    "words": lambda n: "een woord dat telt " * n,
    "sentences": lambda n: "Een zin over vraag 1. " * n,
    "one sentence with many references": lambda n: "zie https://a.nl/x en " * (n // 8),
    "long lines": lambda n: ("woord " * 1000 + "\n") * (n // 1000),
    "code": lambda n: "```\n" + "regel code\n" * n + "```\n",
    "one line of code": lambda n: "```\n" + "x" * n * 4 + "\n```\n",
    "blocks that fill themselves": lambda n: "``` follow-up-list\n```\n\n" * (n // 200),
    "tabs and blanks": lambda n: "\t " * n,
    "letters of two directions": lambda n: "a \u05d0 " * n,
    "comments": lambda n: "<!-- a\n-->\n" * (n // 4),
    "html blocks": lambda n: "<div>\n\n" * (n // 8),
    "declarations": lambda n: "<!X " * n,
    "mixed": lambda n: "*a _b **c ~~d `e [f ![g <h &i \\j " * (n // 8),
    "mixed closings": lambda n: "*a _b **c " * (n // 8) + "c** b_ a* " * (n // 8),
}

# Front matter below the title, by n.
FRONTS = {
    "flow depth": lambda n: "extra: {a: " + "[" * n + "]" * n + "}",
    "flow maps": lambda n: "extra: " + "{a: " * n + "1" + "}" * n,
    "block depth": lambda n: "extra:\n" + "".join(" " * (i + 1) + "a:\n" for i in range(int(n**0.5) * 2)),
    "open flow": lambda n: "extra: {a: " + "[" * n,
    "many keys": lambda n: "extra:\n" + "".join(f"  k{i}: 1\n" for i in range(n)),
    "many unknown keys": lambda n: "".join(f"onbekend{i}: 1\n" for i in range(n)),
    "many maps": lambda n: "extra:\n  a:\n" + "  - {a: 1, b: 2}\n" * (n // 4),
    "long key": lambda n: "extra:\n  ? " + "k" * n * 10 + "\n  : 1",
    "long scalar": lambda n: "summary: " + "a" * n * 30,
    "long words": lambda n: "summary: " + "woord " * n * 5,
    "long quoted": lambda n: 'summary: "' + "\\u0061" * n + '"',
    "many lines": lambda n: "summary: >\n" + "  woord\n" * n,
    "folded lines": lambda n: "summary: woord\n" + "  woord\n" * n,
    "list": lambda n: "extra:\n  a:\n" + "  - b\n" * n,
    "flow list": lambda n: "extra: {a: [" + "b," * n + "]}",
    "ids": lambda n: "see:\n" + "- pages/geen\n" * (n // 10),
    "ids of one record": lambda n: "see:\n" + "- pages/ander\n" * (n // 10),
    "aliases": lambda n: "aliases:\n" + "".join(f"- pages/oud-{i}\n" for i in range(n // 50)),
    "dashes": lambda n: "extra: " + "- " * n,
    "colons": lambda n: "extra: " + ": " * n,
    "questions": lambda n: "extra: " + "? " * n,
    "quotes": lambda n: "extra: " + "'" * n,
    "anchors": lambda n: "extra: {a: " + "&a " * n + "}",
    "tags": lambda n: "extra: {a: " + "!" * n + "}",
    "comments": lambda n: "# a\n" * n,
    "documents": lambda n: "...\n" * n,
    "placeholders": lambda n: "summary: " + "[te starten/lopend/afgerond] " * (n // 16),
    "placeholders of another kind": lambda n: "summary: x" + " TODO xx-xx-20xx" * (n // 16),
    "brackets": lambda n: "summary: x " + "[a/" * n,
    "percent signs": lambda n: "%" * n,
    "markdown": lambda n: "extra: {a: b}\nsummary: " + "*" * n,
}

SETTINGS = open(os.path.join(sys.argv[2], "tests/diag/site.yaml"), encoding="utf-8").read()
LETTER = "title: Brief\ndate: 2026-01-10\nkind: information\nsignatories: [{office: de Minister, name: A. Voorbeeld}]"
MOST = 4_000_000  # bytes: a longer text is refused as a whole


def write(place, path, text):
    path = os.path.join(place, "content", path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as file:
        file.write(text)
    return path


def site(place):
    """The content is new; out/ stays, so that most of it need not be written again."""
    shutil.rmtree(os.path.join(place, "content"), ignore_errors=True)
    write(place, "site.yaml", SETTINGS)
    write(place, "pages/ander.md", "---\ntitle: Ander\n---\n")
    write(place, "terms/begrip.md", "---\ntitle: Begrip\nabbreviation: BGR\n---\n")
    if not os.path.islink(os.path.join(place, "templates")):
        os.symlink(os.path.join(sys.argv[2], "templates"), os.path.join(place, "templates"))


# Each shape takes a number, so that several texts fit in a site; it returns the file of the text.
def page(place, text, i=0):
    return write(place, f"pages/a{i}.md", f"---\ntitle: A\n---\n{text}\n")


def letter(place, text, i=0):
    return write(place, f"letters/brief{i}.md", f"---\n{LETTER}\n---\n{text}\n")


def question(place, text, i=0):
    write(place, f"questions/set{i}/index.md", "---\ntitle: Vragen\ndate: 2026-01-02\nkind: Lijst\n---\n")
    return write(place, f"questions/set{i}/01.md", f"---\nnumber: 1\nquestion: Wat?\n---\n{text}\n")


def front(place, text, i=0):
    return write(place, f"pages/f{i}.md", f"---\ntitle: A\n{text}\n---\n")


def run(program, place, seconds):
    """What went wrong, and the seconds of processor time."""

    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
        if not instrumented:
            resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    with open(os.path.join(place, "said"), "wb") as said:
        child = subprocess.Popen([program, "build", "-C", place, "--as-of", "2026-11-01", "--quiet"], stdin=subprocess.DEVNULL, stdout=said, stderr=said, preexec_fn=limit)
        _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    spent = usage.ru_utime + usage.ru_stime
    size = os.path.getsize(os.path.join(place, "said"))
    with open(os.path.join(place, "said"), "rb") as said:
        start = said.read(100_000)
    if child.returncode not in (0, 1) or b"Sanitizer" in start:
        return f"ended with {child.returncode} after {spent:.1f} s: {start[:300]!r}", spent
    if size > 8_000_000:
        return f"said {size} bytes", spent
    return None, spent


def text_of(make, n):
    return make(n).encode()[:MOST].decode("utf-8", "ignore")


def is_measured(small, large):
    return large <= 8 * small + FLOOR * slower


def grow(program, place, make, shapes):
    """Each shape alone, at three sizes: what went wrong, and the times."""
    times = []
    for shape in shapes:
        spent = []
        for n in SIZES:
            site(place)
            shape(place, text_of(make, n))
            wrong, seconds = run(program, place, SECONDS * slower)
            spent.append(seconds)
            if wrong:
                return f"{shape.__name__} of {n}: {wrong}", times + [spent]
        times.append(spent)
        if not is_measured(spent[0], spent[-1]):
            return f"{shape.__name__}: {spent[0]:.2f} s became {spent[-1]:.2f} s with four times the text", times
    return None, times


def together(program, place, cases):
    """Several cases in one site: the short form. Of a text that is refused as a whole there is one error."""
    site(place)
    files = [shape(place, text_of(make, SHORT), i) for i, (_, shapes, make) in enumerate(cases) for shape in shapes]
    wrong, seconds = run(program, place, SHORT_SECONDS * slower)
    with open(os.path.join(place, "said"), encoding="utf-8", errors="replace") as said:
        lines = said.readlines()
    refused = []
    for path in files:
        errors = [line for line in lines if line.startswith(path + ":") and ": error: " in line]
        refused += [path] if errors else []
        if len(errors) > 100 or sum("[markdown-bounds]" in line for line in errors) > 1:
            wrong = wrong or f"{len(errors)} errors in {path}"
    if wrong or not refused:
        return wrong, [[seconds]]
    # While one text is refused, nothing is set: now the others.
    for path in refused:
        os.remove(path)
    wrong, more = run(program, place, SHORT_SECONDS * slower)
    return wrong, [[seconds, more]]


def main():
    global instrumented, slower
    program, _, work = sys.argv[1:4]
    wants_long = "long" in sys.argv[4:5]
    names = sys.argv[5 if wants_long else 4 :]
    instrumented = b"__asan_init" in open(program, "rb").read()
    slower = 8 if instrumented else 1
    place = os.path.join(work, "torture")
    cases = [(name, [page, letter, question] if wants_long else [page, letter], make) for name, make in BODIES.items()]
    cases += [(f"front matter: {name}", [front], make) for name, make in FRONTS.items()]
    cases = [case for case in cases if not names or any(part in case[0] for part in names)]
    size = 1 if wants_long else BATCH
    passed = failed = 0
    for i in range(0, len(cases), size):
        batch = cases[i : i + size]
        name = ", ".join(name for name, _, _ in batch)
        wrong, times = grow(program, place, batch[0][2], batch[0][1]) if wants_long else together(program, place, batch)
        if os.environ.get("TORTURE_TIMES"):
            print(f"{name}: " + "; ".join(" ".join(f"{one:.2f}" for one in spent) for spent in times))
        if wrong:
            failed += 1
            print(f"FAILED: {name}: {wrong}")
        else:
            passed += len(batch)
    shutil.rmtree(place, ignore_errors=True)
    print(f"{passed} passed, {failed} failed")


instrumented, slower = False, 1
main()
