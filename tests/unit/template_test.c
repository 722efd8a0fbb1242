/* SPDX-License-Identifier: EUPL-1.2 */
/* template_test — typed views, what is refused when a template is loaded and where, escapes, inheritance, bounds. */
#include <stdlib.h>

#include "../../gen/html/template.h"
#include "check.h"

/* ---- a site, its pages, their rows ---- */

struct person {
	const char *name;
};

struct row {
	const char *label;
	struct person *owner;
};

struct page {
	const char *title, *body;
	bool is_draft;
	struct person *author, *editor;
	const void *const *tags;
	size_t tag_count;
	const void *const *rows;
	size_t row_count;
};

static void
person_name(void *context, const void *object, struct buf *out)
{
	const struct person *person = object;

	(void)context;
	buf_add_cstring(out, person->name);
}

static const struct slot person_slots[] = {
	{.name = "name", .kind = SLOT_TEXT, .text = person_name},
	{0},
};
static const struct view_type person_type = {.name = "person", .slots = person_slots};

static void
row_label(void *context, const void *object, struct buf *out)
{
	const struct row *row = object;

	(void)context;
	buf_add_cstring(out, row->label);
}

static const void *
row_owner(void *context, const void *object)
{
	const struct row *row = object;

	(void)context;
	return row->owner;
}

static const struct slot row_slots[] = {
	{.name = "label", .kind = SLOT_TEXT, .text = row_label},
	{.name = "owner", .kind = SLOT_VIEW, .of = &person_type, .view = row_owner},
	{0},
};
static const struct view_type row_type = {.name = "row", .slots = row_slots};

static void
tag_self(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add_cstring(out, object);
}

static const struct slot tag_slots[] = {{0}};
static const struct view_type tag_type = {.name = "tag", .slots = tag_slots, .self = tag_self};

static void
page_title(void *context, const void *object, struct buf *out)
{
	const struct page *page = object;

	(void)context;
	buf_add_cstring(out, page->title);
}

static void
page_body(void *context, const void *object, struct buf *out)
{
	const struct page *page = object;

	(void)context;
	buf_add_cstring(out, page->body);
}

static bool
page_is_draft(void *context, const void *object)
{
	const struct page *page = object;

	(void)context;
	return page->is_draft;
}

static const void *
page_author(void *context, const void *object)
{
	const struct page *page = object;

	(void)context;
	return page->author;
}

static const void *
page_editor(void *context, const void *object)
{
	const struct page *page = object;

	(void)context;
	return page->editor;
}

static size_t
page_tags(void *context, const void *object, const void *const **items)
{
	const struct page *page = object;

	(void)context;
	*items = page->tags;
	return page->tag_count;
}

static size_t
page_rows(void *context, const void *object, const void *const **items)
{
	const struct page *page = object;

	(void)context;
	*items = page->rows;
	return page->row_count;
}

static const struct slot page_slots[] = {
	{.name = "title", .kind = SLOT_TEXT, .text = page_title},
	{.name = "body", .kind = SLOT_HTML, .text = page_body},
	{.name = "is_draft", .kind = SLOT_CLAIM, .claim = page_is_draft},
	{.name = "author", .kind = SLOT_VIEW, .of = &person_type, .view = page_author},
	{.name = "editor", .kind = SLOT_VIEW, .of = &person_type, .view = page_editor},
	{.name = "tags", .kind = SLOT_LIST, .of = &tag_type, .list = page_tags},
	{.name = "rows", .kind = SLOT_LIST, .of = &row_type, .list = page_rows},
	{0},
};
static const struct view_type page_type = {.name = "page", .slots = page_slots};

/* The words of a language: which there are is known when templates are loaded. */
static bool
words_has(void *context, struct str name)
{
	(void)context;
	return str_is(name, "and") || str_is(name, "markup");
}

static struct answer
words_find(void *context, const void *object, struct str name)
{
	(void)context;
	(void)object;
	if (str_is(name, "and"))
		return (struct answer){.kind = ANSWER_TEXT, .text = STR("en & ook")};
	if (str_is(name, "markup"))
		return (struct answer){.kind = ANSWER_TEXT, .text = STR("<b>x</b>")};
	return (struct answer){.kind = ANSWER_NOTHING};
}

static const struct view_type words_type = {.name = "words", .find = words_find, .has = words_has, .is_constant = true};

static void
site_name(void *context, const void *object, struct buf *out)
{
	(void)context;
	buf_add_cstring(out, object);
}

static const void *
site_words(void *context, const void *object)
{
	(void)context;
	return object;
}

static const struct slot site_slots[] = {
	{.name = "title", .kind = SLOT_TEXT, .text = site_name},
	{.name = "site_name", .kind = SLOT_TEXT, .text = site_name},
	{.name = "words", .kind = SLOT_VIEW, .of = &words_type, .view = site_words},
	{0},
};
static const struct view_type site_type = {.name = "site", .slots = site_slots, .is_steady = true};

/* A dynamic type that has every name as a view of itself: loops in it never end by themselves. */
static struct answer endless_find(void *context, const void *object, struct str name);

static const struct view_type endless_type = {.name = "endless", .find = endless_find};

static struct answer
endless_find(void *context, const void *object, struct str name)
{
	(void)context;
	(void)name;
	return (struct answer){.kind = ANSWER_VIEW, .type = &endless_type, .object = object};
}

static struct person author = {"Jan <jan@example.org>"};
static struct row first_row = {"een", &author}, second_row = {"twee", NULL};
static const void *const tags[] = {"a&b", "c"};
static const void *const rows[] = {&first_row, &second_row};
static const struct page page = {
	.title = "Wie's \"A\" & <B>",
	.body = "<p>tekst</p>",
	.author = &author,
	.tags = tags,
	.tag_count = 2,
	.rows = rows,
	.row_count = 2,
};

/* ---- a folder of templates ---- */

struct file {
	const char *name, *text;
};

struct folder {
	struct arena *arena;
	struct diagnostics *diags;
	struct templates *templates;
	const struct file *files; /* ends with name NULL */
};

static struct source *
folder_load(void *user, struct str name)
{
	const struct folder *folder = user;
	struct source *source;

	for (const struct file *file = folder->files; file->name; file++) {
		if (!str_is(name, file->name))
			continue;
		source = source_new(folder->arena, name, name);
		source->text = str_from(file->text);
		return source;
	}
	return NULL;
}

static void
folder_open(struct folder *folder, const struct file *files)
{
	folder->files = files;
	folder->arena = arena_new();
	folder->diags = diag_new(folder->arena);
	folder->templates = templates_new(folder->arena, folder->diags, (struct template_loader){folder_load, folder});
}

static const struct template *
folder_find(struct folder *folder, const char *name)
{
	return templates_open(folder->templates, str_from(name), &page_type, &site_type, NULL);
}

/* The messages, without the lines of the source that are shown under them. */
static void
folder_messages(struct folder *folder, struct buf *out)
{
	char *printed = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&printed, &size);
	struct str rest, line;

	diag_print(folder->diags, DIAG_TEXT, false, stream);
	fclose(stream);
	rest = (struct str){printed, size};
	while (str_next_line(&rest, &line))
		if (line.len && line.at[0] != ' ') {
			buf_add(out, line);
			buf_add_char(out, '\n');
		}
	free(printed);
}

static void
folder_close(struct folder *folder)
{
	arena_free(folder->arena);
}

/* ---- what a test says ---- */

/* Keeping changes nothing, neither when it begins nor later. */
static void
check_kept(const struct folder *folder, const struct template *template, const char *expected, int line)
{
	struct template_kept *kept = template_kept_new(folder->templates);

	for (int times = 0; times < 3; times++) {
		struct buf out = {0};

		template_render_kept(template, &page, "Site & Co", NULL, kept, &out);
		check_text(buf_str(&out), str_from(expected), __FILE__, line);
		buf_free(&out);
		if (times == 1)
			template_kept_clear(kept);
	}
	template_kept_free(kept);
}

static void
check_output(const struct file *files, const char *expected, int line)
{
	struct folder folder;
	const struct template *template;
	struct buf out = {0};

	folder_open(&folder, files);
	template = folder_find(&folder, "main");
	if (template)
		template_render(template, &page, "Site & Co", NULL, &out);
	else
		folder_messages(&folder, &out);
	check_text(buf_str(&out), str_from(expected), __FILE__, line);
	if (template)
		check_kept(&folder, template, expected, line);
	buf_free(&out);
	folder_close(&folder);
}

static void
check_messages(const struct file *files, const char *expected, int line)
{
	struct folder folder;
	struct buf out = {0};

	folder_open(&folder, files);
	check_that(!folder_find(&folder, "main"), "the template is refused", __FILE__, line);
	check_that(!folder_find(&folder, "main"), "and is so again, without another message", __FILE__, line);
	folder_messages(&folder, &out);
	check_text(buf_str(&out), str_from(expected), __FILE__, line);
	buf_free(&out);
	folder_close(&folder);
}

#define FILES(...) ((const struct file[]){__VA_ARGS__, {NULL, NULL}})
#define MAIN(text) FILES({"main", (text)})

#define GIVES(files, expected) check_output((files), (expected), __LINE__)
#define REFUSES(files, expected) check_messages((files), (expected), __LINE__)

/* ---- values ---- */

static void
test_values(void)
{
	GIVES(MAIN("{{title}}"), "Wie&#39;s &quot;A&quot; &amp; &lt;B&gt;");
	GIVES(MAIN("{{{body}}}{{&body}}"), "<p>tekst</p><p>tekst</p>");
	GIVES(MAIN("<a title=\"{{title}}\" class='x {{author.name}}'>"),
	      "<a title=\"Wie&#39;s &quot;A&quot; &amp; &lt;B&gt;\" class='x Jan &lt;jan@example.org&gt;'>");
	GIVES(MAIN("[{{editor.name}}]"), "[]");
	GIVES(MAIN("{{site_name}}"), "Site &amp; Co");
	GIVES(MAIN(""), "");

	REFUSES(MAIN("a\n {{{title}}}"),
	        "main:2:2: error: 'title' is a text, which must be escaped; write {{title}} [template-name]\n");
	REFUSES(MAIN("{{&title}}"),
	        "main:1:1: error: 'title' is a text, which must be escaped; write {{title}} [template-name]\n");
	REFUSES(MAIN("{{body}}"), "main:1:1: error: 'body' is HTML; write {{{body}}} [template-name]\n");
	REFUSES(MAIN("{{#body}}x{{/body}}"), "main:1:1: error: 'body' is HTML; write {{{body}}} [template-name]\n");
	REFUSES(MAIN("{{is_draft}}"),
	        "main:1:1: error: 'is_draft' is true or false and has no text; write {{#is_draft}} and what it means "
	        "[template-name]\n");
	REFUSES(MAIN("{{author}}{{rows}}"),
	        "main:1:1: error: 'author' is a view and has no text; write {{#author}}, or a dot and one of its names "
	        "[template-name]\n"
	        "main:1:11: error: 'rows' is a list and has no text; write {{#rows}} and what each item shows "
	        "[template-name]\n");
}

static void
test_escape(void)
{
	struct buf out = {0};

	template_escape(&out, STR("<a & 'b' \"c\">"));
	CHECK_STR(buf_str(&out), STR("&lt;a &amp; &#39;b&#39; &quot;c&quot;&gt;"));
	template_escape(&out, STR(""));
	template_escape(&out, STR(" plain"));
	CHECK_STR(buf_str(&out), STR("&lt;a &amp; &#39;b&#39; &quot;c&quot;&gt; plain"));
	buf_clear(&out);
	for (int i = 0; i < 1000; i++)
		template_escape(&out, STR("\"x"));
	CHECK(out.len == 7000);
	buf_free(&out);
}

/* ---- sections ---- */

static void
test_sections(void)
{
	GIVES(MAIN("{{#is_draft}}draft{{/is_draft}}{{^is_draft}}final{{/is_draft}}"), "final");
	GIVES(MAIN("{{#author}}{{name}}{{/author}}{{#editor}}{{name}}{{/editor}}{{^editor}}none{{/editor}}"),
	      "Jan &lt;jan@example.org&gt;none");
	GIVES(MAIN("{{#tags}}({{.}}){{/tags}}{{^tags}}none{{/tags}}"), "(a&amp;b)(c)");
	GIVES(MAIN("{{#rows}}{{label}}{{#owner}} of {{name}}{{/owner}};{{/rows}}"), "een of Jan &lt;jan@example.org&gt;;twee;");
	GIVES(MAIN("{{#title}}{{.}}{{/title}}"), "Wie&#39;s &quot;A&quot; &amp; &lt;B&gt;");
	GIVES(MAIN("{{#title}}{{#author}}{{name}}{{/author}}{{/title}}"), "Jan &lt;jan@example.org&gt;");

	REFUSES(MAIN("{{#author}}{{.}}{{/author}}"),
	        "main:1:12: error: a person has no text of its own; write a name in place of '.' [template-name]\n");
	REFUSES(MAIN("{{#tags}}{{{.}}}{{/tags}}"),
	        "main:1:10: error: '.' is a text, which must be escaped; write {{.}} [template-name]\n");
	REFUSES(MAIN("{{#.}}x{{/.}}"), "main:1:1: error: '.' is always there; write the name that is asked [template-name]\n");
}

/* ---- names ---- */

static void
test_names(void)
{
	/* The innermost type that has a name gives it, be it empty there. */
	GIVES(MAIN("{{#rows}}{{#owner}}{{label}}/{{name}}{{/owner}} {{site_name}}{{/rows}}"),
	      "een/Jan &lt;jan@example.org&gt; Site &amp; Co Site &amp; Co");
	GIVES(MAIN("{{#rows}}{{title}} {{/rows}}"),
	      "Wie&#39;s &quot;A&quot; &amp; &lt;B&gt; Wie&#39;s &quot;A&quot; &amp; &lt;B&gt; ");
	GIVES(MAIN("{{#author}}{{#rows}}{{^owner}}{{owner.name}}!{{/owner}}{{/rows}}{{/author}}"), "!");

	REFUSES(MAIN("<p>\n\t{{titel}}"), "main:2:4: error: unknown name 'titel'; did you mean 'title'? [template-name]\n");
	REFUSES(MAIN("{{#rows}}{{site_nam}}{{labl}}{{/rows}}"),
	        "main:1:12: error: unknown name 'site_nam'; did you mean 'site_name'? [template-name]\n"
	        "main:1:24: error: unknown name 'labl'; did you mean 'label'? [template-name]\n");
	REFUSES(MAIN("{{ zzzzz }}"), "main:1:4: error: unknown name 'zzzzz'; write one that page or site has [template-name]\n");
	REFUSES(MAIN("{{author.nme}}"), "main:1:10: error: unknown name 'nme'; did you mean 'name'? [template-name]\n");
	/* What stands behind a dot is asked of what stands before it, and of nothing else. */
	REFUSES(MAIN("{{author.label}}"), "main:1:10: error: unknown name 'label'; write one that person has [template-name]\n");
	REFUSES(MAIN("{{label}}"), "main:1:3: error: unknown name 'label'; write one that page or site has [template-name]\n");
	REFUSES(MAIN("{{rows.label}}"),
	        "main:1:3: error: 'rows' is no view, and a dot asks one; open it as a section [template-name]\n");
	REFUSES(MAIN("{{title.label}}"),
	        "main:1:3: error: 'title' is no view, and a dot asks one; leave out what follows [template-name]\n");
}

static void
test_words(void)
{
	GIVES(MAIN("{{words.and}} {{{words.markup}}}"), "en &amp; ook <b>x</b>");
	GIVES(MAIN("{{#words}}{{and}} {{title}}{{/words}}"), "en &amp; ook Wie&#39;s &quot;A&quot; &amp; &lt;B&gt;");
	/* A static text found by searching is escaped, whatever the braces; HTML is not. */
	GIVES(MAIN("{{#words.and}}{{.}}, {{{title}}}, {{body}}{{/words.and}}"),
	      "en &amp; ook, Wie&#39;s &quot;A&quot; &amp; &lt;B&gt;, <p>tekst</p>");
	GIVES(MAIN("{{#words.and}}{{#title}}{{.}}{{/title}}{{#tags}}{{.}}{{/tags}}{{/words.and}}"),
	      "Wie&#39;s &quot;A&quot; &amp; &lt;B&gt;a&amp;bc");

	REFUSES(MAIN("{{words.or}}"), "main:1:9: error: unknown name 'or'; write one that words has [template-name]\n");
	REFUSES(MAIN("{{#words}}{{xyzxyz}}{{/words}}"),
	        "main:1:13: error: unknown name 'xyzxyz'; write one that words or page or site has [template-name]\n");
}

/* ---- partials and parents ---- */

static void
test_partials(void)
{
	GIVES(FILES({"main", "{{#rows}}{{>row}}{{/rows}}"}, {"row", "<{{! }}li>{{label}}</li>"}), "<li>een</li><li>twee</li>");
	/* The same partial in two stacks of types: the same name is another. */
	GIVES(FILES({"main", "{{>x}}{{#author}}{{>x}}{{/author}}"}, {"x", "{{#rows}}{{label}}{{/rows}}{{site_name}} "}),
	      "eentweeSite &amp; Co eentweeSite &amp; Co ");
	GIVES(FILES({"main", "<ul>\n  {{>item}}\n</ul>\n"},
	            {"item", "<li>\n\n{{#is_draft}}\nx\n{{/is_draft}}\n{{author.name}}\n"}),
	      "<ul>\n  <li>\n\n  Jan &lt;jan@example.org&gt;\n</ul>\n");

	REFUSES(FILES({"main", "a\n{{> nope}}"}),
	        "main:2:1: error: there is no template 'nope'; add it, or correct the name [template-missing]\n");
	/* One mistake, one message: the partial is compiled for two stacks. */
	REFUSES(FILES({"main", "{{>x}}{{#author}}{{>x}}{{/author}}"}, {"x", "{{oeps}}"}),
	        "x:1:3: error: unknown name 'oeps'; write one that page or site has [template-name]\n");
	REFUSES(FILES({"main", "{{>x}}{{>x}}"}, {"x", "{{#rows}}"}),
	        "x:1:1: error: 'rows' is opened here and never closed; write {{/rows}} where it ends [template-syntax]\n");
}

static void
test_parents(void)
{
	const struct file layout = {
		"layout",
		"<title>{{$title}}{{site_name}}{{/title}}</title>\n"
		"<main>\n"
		"  {{$main}}\n"
		"  {{/main}}\n"
		"</main>\n",
	};

	GIVES(FILES({"main", "{{<layout}}{{/layout}}"}, layout), "<title>Site &amp; Co</title>\n<main>\n</main>\n");
	GIVES(FILES({"main", "{{<layout}}\n"
	                     "{{$title}}{{author.name}} - {{site_name}}{{/title}}\n"
	                     "ignored\n"
	                     "{{$main}}\n"
	                     "    {{#rows}}\n"
	                     "    <p>{{label}}</p>\n"
	                     "    {{/rows}}\n"
	                     "    {{>end}}\n"
	                     "{{/main}}\n"
	                     "{{/layout}}\n"},
	            layout, {"end", "<hr>\n"}),
	      "<title>Jan &lt;jan@example.org&gt; - Site &amp; Co</title>\n"
	      "<main>\n"
	      "  <p>een</p>\n"
	      "  <p>twee</p>\n"
	      "  <hr>\n"
	      "</main>\n");
	/* A template that is not made for it: an argument is compiled in the types of the block's place. */
	GIVES(FILES({"main", "{{<each}}{{$row}}{{label}}{{/row}}{{/each}}"}, {"each", "{{#rows}}{{$row}}{{/row}};{{/rows}}"}),
	      "een;twee;");
	/* A block in an argument is its own template's: it does not fill itself. */
	GIVES(FILES({"main", "{{<p}}{{$a}}[{{$a}}x{{/a}}]{{/a}}{{/p}}"}, {"p", "{{$a}}{{/a}}"}), "[x]");
	/* A parent in a parent, whose argument has the first one's block in it. */
	GIVES(FILES({"main", "{{<b}}{{$in}}x{{/in}}{{/b}}"}, {"b", "{{<c}}{{$out}}<i>{{$in}}{{/in}}</i>{{/out}}{{/c}}"},
	            {"c", "<b>{{$out}}{{/out}}</b>"}),
	      "<b><i>x</i></b>");

	REFUSES(FILES({"main", "{{<layout}}\n{{$main}}{{titel}}{{/main}}\n{{/layout}}"}, layout),
	        "main:2:12: error: unknown name 'titel'; did you mean 'title'? [template-name]\n");
	REFUSES(FILES({"main", "{{<base}}{{/base}}"}),
	        "main:1:1: error: there is no template 'base'; add it, or correct the name [template-missing]\n");
}

static void
test_loops(void)
{
	/* A parent may come again while its arguments become more. */
	GIVES(FILES({"main", "{{<p}}{{$a}}1{{/a}}{{/p}}"}, {"p", "{{$a}}0{{/a}}{{$b}}{{<p}}{{$b}}2{{/b}}{{/p}}{{/b}}"}), "112");

	REFUSES(FILES({"main", "x {{>main}}"}),
	        "main:1:3: error: 'main' leads back to itself from here, without end; take this tag out [template-depth]\n");
	REFUSES(FILES({"main", "{{>a}}"}, {"a", "{{#rows}}{{>b}}{{/rows}}"}, {"b", "\n  {{>a}}\n"}),
	        "b:2:3: error: 'a' leads back to itself from here, without end; take this tag out [template-depth]\n");
	REFUSES(FILES({"main", "{{<p}}{{$a}}{{>main}}{{/a}}{{/p}}"}, {"p", "{{$a}}{{/a}}"}),
	        "main:1:13: error: 'main' leads back to itself from here, without end; take this tag out [template-depth]\n");
}

/* ---- places in HTML ---- */

#define NAME_OF_TAG "a value cannot be in the name of a tag; write the name [template-place]\n"
#define NAME_OF_ATTRIBUTE "a value cannot be the name of an attribute; write name=\"…\" around it [template-place]\n"
#define UNQUOTED "a value in an attribute needs quotes; put them around it [template-place]\n"
#define IN_RAW "a value in a script or style cannot be made safe; put it in an attribute outside [template-place]\n"
#define IN_COMMENT "a value in a comment of HTML cannot be made safe; write {{! }} for a comment [template-place]\n"
#define IN_CODE "a value in an attribute that is a script, a style or a page cannot be made safe; use another [template-place]\n"

static void
test_places(void)
{
	static const char *const fine[] = {
		"a < b {{site_name}}",
		"<a href=\"{{site_name}}\">{{site_name}}</a>",
		"<a href = '{{site_name}}' b=c/>{{site_name}}",
		"<title>{{site_name}}</title><textarea>{{site_name}}</textarea>",
		"<!doctype html>{{site_name}}",
		"<!-- < -- > -->{{site_name}}<!-->{{site_name}}<!--->{{site_name}}<!-- --!>{{site_name}}",
		"<script>if (a</b) '</scripts>'</script >{{site_name}}",
		"<STYLE a=b></Style/>{{site_name}}",
		"<script type=\"application/ld+json\">{{{body}}}</script>",
		"<scripting>{{site_name}}",
		"</script>{{site_name}}",
		"<p title='<script>'>{{site_name}}",
		"<p{{#is_draft}} class=\"x\"{{/is_draft}}>{{site_name}}",
		"<p{{#is_draft}} class=\"x\"{{/is_draft}} title=\"{{site_name}}\">",
		"<p {{#is_draft}}hidden{{/is_draft}}>{{site_name}}",
		"<p {{#is_draft}}hidden {{/is_draft}}title=\"{{site_name}}\">",
		"<p a=b{{^is_draft}} c{{/is_draft}}/>{{site_name}}",
		"<p{{#rows}} data-a=\"{{label}}\"{{/rows}}>{{site_name}}",
		"<p class=\"a{{#is_draft}} b{{/is_draft}}{{^is_draft}} c{{/is_draft}}\">",
		"<p {{#is_draft}}hidden {{/is_draft}}{{#is_draft}}inert{{/is_draft}}>{{site_name}}",
		"<p {{#rows}} hidden {{/rows}} a = \"{{site_name}}\">{{site_name}}",
		"<script{{#is_draft}} async{{/is_draft}}></script>{{site_name}}",
	};

	for (size_t i = 0; i < sizeof fine / sizeof *fine; i++) {
		struct folder folder;
		struct buf out = {0};

		folder_open(&folder, MAIN(fine[i]));
		CHECK(folder_find(&folder, "main"));
		folder_messages(&folder, &out);
		CHECK_STR(buf_str(&out), STR(""));
		buf_free(&out);
		folder_close(&folder);
	}

	REFUSES(MAIN("<a href={{title}}>"), "main:1:9: error: " UNQUOTED);
	REFUSES(MAIN("<a href=x{{title}}>"), "main:1:10: error: a value in an attribute needs quotes; put them around all of the "
	                                     "attribute [template-place]\n");
	REFUSES(MAIN("<h{{title}}>"), "main:1:3: error: " NAME_OF_TAG);
	REFUSES(MAIN("<{{title}}>"), "main:1:2: error: a value cannot be the name of a tag; write the name [template-place]\n");
	REFUSES(MAIN("<a {{title}}>"), "main:1:4: error: " NAME_OF_ATTRIBUTE);
	REFUSES(MAIN("<a x=\"y\"{{title}}>"), "main:1:9: error: " NAME_OF_ATTRIBUTE);
	REFUSES(MAIN("<a {{{body}}}>"), "main:1:4: error: " NAME_OF_ATTRIBUTE);
	REFUSES(MAIN("<a b=\"{{{body}}}\">"),
	        "main:1:7: error: HTML cannot be in an attribute; ask for a text here [template-place]\n");
	REFUSES(MAIN("<a data-{{title}}=\"x\">"),
	        "main:1:9: error: a value cannot be in the name of an attribute; write name=\"…\" around it [template-place]\n");
	REFUSES(MAIN("<a onclick=\"{{title}}\" style='{{title}}'>"), "main:1:13: error: " IN_CODE "main:1:31: error: " IN_CODE);
	REFUSES(MAIN("<script>\nvar x = '{{title}}';</script>"), "main:2:10: error: " IN_RAW);
	REFUSES(MAIN("<Style media=x>{{title}}"), "main:1:16: error: " IN_RAW);
	REFUSES(MAIN("<style>{{{body}}}"), "main:1:8: error: " IN_RAW);
	REFUSES(MAIN("<!-- {{title}} -->"), "main:1:6: error: " IN_COMMENT);
	REFUSES(MAIN("<!-- > {{title}}"), "main:1:8: error: " IN_COMMENT);
	REFUSES(MAIN("<!--!>{{title}}"), "main:1:7: error: " IN_COMMENT);
	REFUSES(MAIN("<!-- --!- >{{title}}"), "main:1:12: error: " IN_COMMENT);
	REFUSES(MAIN("<!doctype {{title}}>"),
	        "main:1:11: error: a value cannot be in a declaration; take it out [template-place]\n");
}

/* Where a value stands is carried through sections, partials and blocks. */
static void
test_places_across(void)
{
	GIVES(FILES({"main", "<p title=\"{{>x}}\">{{>x}}"}, {"x", "{{site_name}}"}), "<p title=\"Site &amp; Co\">Site &amp; Co");
	REFUSES(FILES({"main", "{{>x}}<p title={{>x}}>"}, {"x", "{{site_name}}"}), "x:1:1: error: " UNQUOTED);
	REFUSES(FILES({"main", "{{<x}}{{$a}}{{title}}{{/a}}{{/x}}"}, {"x", "<style>{{$a}}{{/a}}</style>"}),
	        "main:1:13: error: " IN_RAW);
	REFUSES(FILES({"main", "{{>open}}{{title}}"}, {"open", "<a href="}), "main:1:10: error: " UNQUOTED);

	REFUSES(MAIN("{{#is_draft}}<a {{/is_draft}}b>"),
	        "main:1:1: error: 'is_draft' begins between tags and ends in a tag; end it where it began [template-place]\n");
	REFUSES(MAIN("<a b={{#is_draft}}\"x\"{{/is_draft}}>"),
	        "main:1:6: error: 'is_draft' begins before the value of an attribute and ends in a tag; end it where it began "
	        "[template-place]\n");
	REFUSES(MAIN("<p class=\"{{#rows}}\">{{/rows}}"),
	        "main:1:11: error: 'rows' begins in a quoted attribute and ends between tags; end it where it began "
	        "[template-place]\n");
	/* Without the section this would be a tag <ahref=...>, and a space in the value would begin another attribute. */
	REFUSES(MAIN("<a{{#is_draft}} b=\"c\"{{/is_draft}}href=\"{{title}}\">"),
	        "main:1:35: error: this could belong to what stands before it, or not; put a space or a name before it "
	        "[template-place]\n");
	REFUSES(MAIN("<a {{#rows}}b=\"{{label}}\"{{/rows}}>"),
	        "main:1:4: error: 'rows' is repeated in a tag; put a space before each attribute inside it, and none before it "
	        "[template-place]\n");
	REFUSES(MAIN("<a b{{#is_draft}} c {{/is_draft}} =\"{{title}}\">"),
	        "main:1:35: error: this could belong to what stands before it, or not; put a space or a name before it "
	        "[template-place]\n"
	        "main:1:37: error: a value cannot be in the name of an attribute; write name=\"…\" around it "
	        "[template-place]\n");
	REFUSES(MAIN("<scr{{#is_draft}} x{{/is_draft}}ipt>"),
	        "main:1:33: error: this could belong to what stands before it, or not; put a space or a name before it "
	        "[template-place]\n");
}

/* ---- syntax ---- */

static void
test_syntax(void)
{
	REFUSES(MAIN("a\nb {{title"), "main:2:3: error: this tag does not end; write '}}' behind its name [template-syntax]\n");
	REFUSES(MAIN("{{{body}}"), "main:1:1: error: this tag does not end; write '}}' behind its name [template-syntax]\n");
	REFUSES(MAIN("{{=<% %>=}}<% title }}"),
	        "main:1:12: error: this tag does not end; write '%>' behind its name [template-syntax]\n");
	REFUSES(MAIN("é{{ }}"), "main:1:2: error: this tag has no name; write one [template-syntax]\n");
	REFUSES(MAIN("{{a b}}"),
	        "main:1:1: error: a name has no spaces; write one name, and the tag's end behind it [template-syntax]\n");
	REFUSES(MAIN("{{author..name}}"),
	        "main:1:1: error: 'author..name' lacks a name beside a dot; write names with single dots between "
	        "[template-syntax]\n");
	REFUSES(MAIN("{{#.x}}{{/.x}}"),
	        "main:1:1: error: '.x' lacks a name beside a dot; write names with single dots between [template-syntax]\n");
	REFUSES(MAIN("{{>*title}}"),
	        "main:1:1: error: which template it is must be known before; write its name without '*' [template-syntax]\n");
	REFUSES(MAIN("x{{/rows}}"),
	        "main:1:2: error: nothing is open that is called 'rows'; remove this tag [template-syntax]\n");
	REFUSES(MAIN("{{#rows}}\n{{#owner}}\n{{/rows}}"),
	        "main:3:1: error: 'rows' is closed where 'owner' is open; close that first [template-syntax]\n"
	        "main:2:1: note: 'owner' is opened here\n");
	REFUSES(MAIN("{{#rows}}\n"),
	        "main:1:1: error: 'rows' is opened here and never closed; write {{/rows}} where it ends [template-syntax]\n");
	REFUSES(MAIN("{{=| =}}"), "main:1:1: error: these are not two delimiters; write two words without '=', as in {{=<% %>=}} "
	                          "[template-syntax]\n");
	REFUSES(MAIN("{{=a= =b=}}"),
	        "main:1:1: error: these are not two delimiters; write two words without '=', as in {{=<% %>=}} "
	        "[template-syntax]\n");
	REFUSES(FILES({"other", ""}), "error: there is no template 'main'; add it to the templates [template-missing]\n");
}

/* ---- hostile texts ---- */

static struct str
repeat(struct arena *arena, const char *text, size_t count, const char *middle, const char *after)
{
	struct buf out = {0};
	struct str copy;

	for (size_t i = 0; i < count; i++)
		buf_add_cstring(&out, text);
	buf_add_cstring(&out, middle);
	for (size_t i = 0; i < count; i++)
		buf_add_cstring(&out, after);
	copy = arena_str(arena, buf_str(&out));
	buf_free(&out);
	return copy;
}

static void
test_depth(void)
{
	struct arena *arena = arena_new();

	GIVES(MAIN(repeat(arena, "{{^is_draft}}", 100, "x", "{{/is_draft}}").at), "x");
	REFUSES(MAIN(repeat(arena, "{{^is_draft}}", 100000, "x", "{{/is_draft}}").at),
	        "main:1:1301: error: tags stand more than 100 deep in each other; make partials of them [template-depth]\n");
	arena_free(arena);
}

/* 2 to the power of 30 ways lead through them; each is compiled once. */
static void
test_doubling(void)
{
	struct arena *arena = arena_new();
	struct file files[32] = {0};
	struct folder folder;

	for (size_t i = 0; i < 31; i++) {
		files[i].name = i ? arena_printf(arena, "t%zu", i).at : "main";
		files[i].text = i < 30 ? arena_printf(arena, "{{>t%zu}}{{>t%zu}}", i + 1, i + 1).at : "";
	}
	folder_open(&folder, files);
	CHECK(folder_find(&folder, "main"));
	folder_close(&folder);

	/* Here each way has a margin of its own. */
	for (size_t i = 0; i < 30; i++)
		files[i].text = arena_printf(arena, " {{>t%zu}}\n\t{{>t%zu}}\n", i + 1, i + 1).at;
	folder_open(&folder, files);
	CHECK(!folder_find(&folder, "main"));
	CHECK(diag_count(folder.diags, SEVERITY_ERROR) == 1);
	folder_close(&folder);
	arena_free(arena);
}

static struct str
render_endless(struct folder *folder, struct buf *out)
{
	const struct template *template = templates_open(folder->templates, STR("main"), &endless_type, NULL, NULL);

	CHECK(template);
	if (template)
		template_render(template, "", NULL, NULL, out);
	return buf_str(out);
}

/* Loops of dynamic types end by themselves. */
static void
test_dynamic_loops(void)
{
	static const char *const loops[] = {"{{>main}}x", "{{#a}}{{>main}}x{{/a}}", "{{>main}}\n", "  {{>main}}\n"};
	static const size_t most[] = {101, 200, 101, 101 * 201};
	struct folder folder;
	struct buf out = {0};

	for (size_t i = 0; i < sizeof loops / sizeof *loops; i++) {
		folder_open(&folder, MAIN(loops[i]));
		CHECK(render_endless(&folder, &out).len <= most[i]);
		buf_clear(&out);
		folder_close(&folder);
	}
	folder_open(&folder, MAIN("{{{{{{{{{{\n<p {{x}}={{y}}>"));
	CHECK(!templates_open(folder.templates, STR("main"), &endless_type, NULL, NULL));
	folder_close(&folder);
	buf_free(&out);
}

/* The same use of a template is the same template. */
static void
test_same(void)
{
	struct folder folder;
	const struct template *once;

	folder_open(&folder, FILES({"main", "{{>part}}"}, {"part", "{{title}}"}));
	once = folder_find(&folder, "main");
	CHECK(once);
	CHECK(folder_find(&folder, "main") == once);
	CHECK(templates_open(folder.templates, STR("main"), &site_type, NULL, NULL) != once);
	folder_close(&folder);
}

static void
check_steady(const struct template *template, const struct page *of, const char *site, struct template_kept *kept,
             const char *expected, int line)
{
	struct buf out = {0};

	template_render_kept(template, of, site, NULL, kept, &out);
	check_text(buf_str(&out), str_from(expected), __FILE__, line);
	buf_free(&out);
}

/* What asks the outer type alone stays as it was, until it is cleared; what asks a page is asked each time, be it inside or around. */
static void
test_kept(void)
{
	static const struct page other = {.title = "T", .body = "", .is_draft = true, .rows = rows, .row_count = 1};
	struct folder folder;
	const struct template *template;
	struct template_kept *kept;

	folder_open(&folder, FILES({"main", "<p>{{site_name}}{{>part}}</p>{{title}}{{#rows}}{{label}} {{site_name}}, {{/rows}}"
	                                    "{{#site_name}}({{.}}{{#is_draft}}!{{/is_draft}}){{/site_name}}"},
	                           {"part", "[{{site_name}}]"}));
	template = folder_find(&folder, "main");
	CHECK(template);
	kept = template_kept_new(folder.templates);
	check_steady(template, &page, "A", kept, "<p>A[A]</p>Wie&#39;s &quot;A&quot; &amp; &lt;B&gt;een A, twee A, (A)",
	             __LINE__);
	check_steady(template, &other, "B", kept, "<p>A[A]</p>Teen A, (B!)", __LINE__);
	template_kept_clear(kept);
	check_steady(template, &other, "B", kept, "<p>B[B]</p>Teen B, (B!)", __LINE__);
	template_kept_free(kept);
	folder_close(&folder);
}

int
main(void)
{
	test_kept();
	test_values();
	test_escape();
	test_sections();
	test_names();
	test_words();
	test_partials();
	test_parents();
	test_loops();
	test_places();
	test_places_across();
	test_syntax();
	test_depth();
	test_doubling();
	test_dynamic_loops();
	test_same();
	return check_done();
}
