# SPDX-License-Identifier: EUPL-1.2
# Reads all that a built portal offers as data and prints what is wrong with it. Prints nothing where all is well.
#   check.py OUT BASE_URL
import csv, glob, io, json, os, re, sys
import xml.etree.ElementTree as xml
import jsonschema

out, base = sys.argv[1], sys.argv[2]
ATOM = "{http://www.w3.org/2005/Atom}"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def wrong(*words):
    print(*words)


def path_of(url):
    path = url[len(base):]
    return path + "index.html" if path == "" or path.endswith("/") else path


def leads(where, url):
    if url.startswith(base) and not os.path.exists(os.path.join(out, path_of(url))):
        wrong(where, "dead address", url)


def files(ending):
    return sorted(os.path.relpath(p, out) for p in glob.glob(out + "/**/*" + ending, recursive=True))


def read(path):
    return open(os.path.join(out, path), encoding="utf-8", newline="").read()


# Every JSON file holds to the schema that lies beside it, and every address in it leads somewhere.
schema = json.loads(read("_data/schema.json"))
jsonschema.Draft202012Validator.check_schema(schema)
of_index, of_part, of_record = ({**schema, "oneOf": [{"$ref": "#/$defs/" + name}]} for name in ("index", "part", "record"))


def visit(where, value):
    if isinstance(value, dict):
        for inside in value.values():
            visit(where, inside)
    elif isinstance(value, list):
        for inside in value:
            visit(where, inside)
    elif isinstance(value, str):
        leads(where, value) if value.startswith(base) and " " not in value else None


def judge(path, rules):
    data = json.loads(read(path))
    for error in jsonschema.Draft202012Validator(rules).iter_errors(data):
        wrong(path, list(error.path), error.message[:200])
    visit(path, data)
    return data


def type_schema(name):
    kinds = {r["title"]: r for r in schema["$defs"]["record"]["oneOf"]}
    return {"$defs": schema["$defs"], **kinds[name]}


records = {}
for path in files(".json"):
    if path.startswith(("_data/", "_search/")):
        continue
    data = json.loads(read(path))
    judge(path, type_schema(data["type"]))
    jsonschema.Draft202012Validator(of_record).validate(data)
    records[data["id"]] = data
    if path_of(data["json"]) != path:
        wrong(path, "says that it lies elsewhere")

# The index names all collections; the parts hold every record once, without texts.
index = judge("_data/index.json", of_index)
seen = set()


def columns_of(record, names):
    """What a row of the table should say, from the record as JSON."""
    return {name: cell_of(record, name) for name in names}


def text_of(value, aspect):
    if isinstance(value, dict):
        if aspect:
            return value[aspect]
        return value.get("id", value.get("text")) if "id" in value or "text" in value else json.dumps(value)
    if isinstance(value, bool):
        return str(value).lower()
    return str(value)


def cell_of(record, name):
    if name in ("id", "url", "title", "date", "lang"):
        return record.get(name, "")
    steps = name.split(".")
    here = record if steps[0] == "current" else record["keys"]
    aspect = steps.pop() if len(steps) > 1 and steps[-1] in ("label", "url") and not is_map(here.get(steps[0])) else None
    if aspect is None and len(steps) == 3:
        aspect = steps.pop()
    return dig(here, steps, aspect)


def is_map(value):
    value = value[0] if isinstance(value, list) and value else value
    return isinstance(value, dict) and not set(value) <= {"id", "label", "url", "title", "text"}


def dig(here, steps, aspect):
    for number, step in enumerate(steps):
        if isinstance(here, list):
            return "\n".join(dig(item, steps[number:], aspect) for item in here)
        if not isinstance(here, dict) or step not in here:
            return ""
        here = here[step]
    if isinstance(here, list):
        return "\n".join(text_of(item, aspect) for item in here)
    return text_of(here, aspect)


def judge_table(path, part):
    text = read(path)
    if not text.endswith("\r\n"):
        wrong(path, "does not end with CRLF")
    if re.search(r"\r(?!\n)", text):
        wrong(path, "has a lone CR")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    if len(rows) != len(part):
        wrong(path, len(rows), "rows for", len(part), "records")
    for row, record in zip(rows, part):
        for name, cell in row.items():
            if cell[:1] in tuple("=+-@\t\r"):
                wrong(path, record["id"], name, "could be a formula")
            if name == "extra":
                said = record["keys"].get("extra")
                if (json.loads(cell) if cell else None) != said:
                    wrong(path, record["id"], name, "differs")
                continue
            plain = cell[1:] if re.match(r"'[=+\-@\t\r]", cell) else cell
            if plain != cell_of(record, name):
                wrong(path, record["id"], name, repr(plain), "is not", repr(cell_of(record, name)))


for collection in index["collections"]:
    count = 0
    if bin(len(collection["json"])).count("1") != 1:
        wrong(collection["type"], "has parts that are no power of two")
    for number, (as_json, as_csv) in enumerate(zip(collection["json"], collection["csv"])):
        part = judge(path_of(as_json), of_part)
        if (part["part"], part["parts"], part["type"]) != (number, len(collection["json"]), collection["type"]):
            wrong(as_json, "is another part than the index says")
        if len(part["records"]) > 250:
            wrong(as_json, "holds more than 250 records")
        for record in part["records"]:
            whole = dict(records[record["id"]])
            whole.pop("body"), whole.pop("related")
            if whole != record:
                wrong(as_json, record["id"], "differs from its own file")
            seen.add(record["id"])
        count += len(part["records"])
        judge_table(path_of(as_csv), part["records"])
    if count != collection["count"]:
        wrong(collection["type"], count, "records, not", collection["count"])
if seen != set(records):
    wrong("the collections lack", sorted(set(records) - seen)[:3])

# Sitemaps: every page that is no redirect and not 404.html, once; the Woo's lead to documents, never to pages.
def locs(path):
    return [e.text for e in xml.fromstring(read(path)).iter(SITEMAP + "loc")]


pages = {p for p in files(".html") if p != "404.html" and 'http-equiv="refresh"' not in read(p)}
listed = locs("sitemap.xml")
if "<sitemapindex" in read("sitemap.xml"):
    listed = [loc for part in listed for loc in locs(path_of(part))]
if len(set(listed)) != len(listed):
    wrong("sitemap.xml lists a page twice")
if {path_of(loc) for loc in listed} != pages:
    wrong("sitemap.xml is not the pages:", sorted(pages ^ {path_of(loc) for loc in listed})[:3])
for path in files(".xml"):
    for loc in locs(path):
        leads(path, loc)
        if "diwoo-infocat" in path and not path.startswith("sitemapindex") and path_of(loc).endswith(".html"):
            wrong(path, "leads to a page:", loc)

# Feeds: newest first, at most fifty, each entry once, and it leads somewhere.
for path in files(".atom"):
    feed = xml.fromstring(read(path))
    entries = feed.findall(ATOM + "entry")
    dates = [e.find(ATOM + "updated").text[:10] for e in entries]
    ids = [e.find(ATOM + "id").text for e in entries]
    if dates != sorted(dates, reverse=True):
        wrong(path, "is not newest first")
    if len(ids) > 50 or len(set(ids)) != len(ids):
        wrong(path, "has too many entries, or one twice")
    for link in feed.iter(ATOM + "link"):
        leads(path, link.get("href"))
    if dates and feed.find(ATOM + "updated").text[:10] != dates[0]:
        wrong(path, "was not updated when its newest entry was")

# Pages: JSON-LD is JSON, its text ends no element, and the page of a record leads to its JSON.
for path in pages:
    html = read(path)
    for block in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.S):
        data = json.loads(block)
        if "<" in block or data["@context"] != "https://schema.org" or path_of(data["url"]) != path:
            wrong(path, "has a wrong JSON-LD block")
        answer = data.get("acceptedAnswer")
        if answer and (path_of(answer["url"].split("#")[0]) != path or 'id="%s"' % answer["url"].split("#")[1] not in html):
            wrong(path, "says that its answer is where it is not")
    if os.path.exists(os.path.join(out, path[:-4] + "json")) and not path.startswith("_data/"):
        if html.count("application/ld+json") != 1 or html.count('rel="alternate" type="application/json"') != 1:
            wrong(path, "does not lead to its data")
sys.stderr.write(f"{len(records)} records, {len(pages)} pages\n")
