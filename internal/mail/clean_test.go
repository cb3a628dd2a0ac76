package mail_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"github.com/sapa-inbox/sapa/internal/mail"
)

// traps are what mails have tried, each in its own way.
var traps = []string{
	`<script>alert(1)</script>`, `<ScRiPt src=//evil.example/x.js></sCrIpT>`, `<img src=x onerror=alert(1)>`, `<svg onload=alert(1)>`,
	`<svg><script>alert(1)</script></svg>`, `<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>`,
	`<a href="javascript:alert(1)">x</a>`, `<a href="java&#x0A;script:alert(1)">x</a>`, `<a href=" &#14; javascript:alert(1)">x</a>`, `<a href="data:text/html,<script>alert(1)</script>">x</a>`,
	`<a href="vbscript:msgbox(1)">x</a>`, `<iframe srcdoc="<script>alert(1)</script>"></iframe>`, `<iframe src="https://evil.example"></iframe>`, `<object data="x.swf"></object>`,
	`<embed src="x.swf">`, `<form action="https://evil.example"><input name=password><button>ok</button></form>`, `<form><form><input></form></form>`, `<base href="https://evil.example/">`,
	`<meta http-equiv="refresh" content="0;url=https://evil.example">`, `<link rel=stylesheet href="https://evil.example/x.css">`, `<style>@import url(https://evil.example/x.css);</style>`,
	`<div style="background:url(https://evil.example/p.gif)">x</div>`, `<div style="background-image:url('javascript:alert(1)')">x</div>`, `<div style="width:expression(alert(1))">x</div>`,
	`<div style="position:fixed;top:0;left:0;width:100%;height:100%;z-index:9">x</div>`, `<div style="-moz-binding:url(x.xml#x)">x</div>`, `<img src="data:image/svg+xml;base64,PHN2Zy8+">`,
	`<table background="https://evil.example/p.gif"><tr><td>x</td></tr></table>`, `<video src="https://evil.example/v" autoplay></video>`, `<audio src=x onerror=alert(1)>`, `<input type=image src=x onerror=alert(1)>`,
	`<body onload=alert(1)>x</body>`, `<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>`, `<template><script>alert(1)</script></template>`,
	`<img srcset="https://evil.example/a 1x" src=x>`, `<a href="//evil.example" target="_top" onclick=alert(1)>x</a>`, `<p id="__proto__" name="cookie" class="x">x</p>`, `<!--[if mso]><script>alert(1)</script><![endif]-->`,
	`<textarea><script>alert(1)</script></textarea>`, `<xmp><script>alert(1)</script></xmp>`, `<plaintext><script>alert(1)</script>`, "<p>\x00<scr\x00ipt>alert(1)</scr\x00ipt></p>", `<a href="https://example.com" ping="https://evil.example">x</a>`,
}

// plain are the elements that may be left, and looks what a style may not have in it.
var (
	plain   = regexp.MustCompile(`^(a|abbr|address|b|bdi|bdo|big|blockquote|br|caption|center|cite|code|col|colgroup|dd|del|dfn|div|dl|dt|em|figcaption|figure|font|h[1-6]|hr|i|img|ins|kbd|li|mark|ol|p|pre|q|s|samp|small|span|strike|strong|sub|sup|table|tbody|td|tfoot|th|thead|tr|tt|u|ul|var|wbr)$`)
	known   = regexp.MustCompile(`^(align|valign|bgcolor|color|size|face|width|height|border|cellpadding|cellspacing|colspan|rowspan|span|start|value|dir|alt|title|src|href|style|rel|target)$`)
	link    = regexp.MustCompile(`(?i)^(https?://|mailto:|tel:)`)
	picture = regexp.MustCompile(`(?i)^(https?://|cid:|data:image/(png|jpe?g|gif|webp);base64,)`)
	reaches = regexp.MustCompile(`(?i)url|expression|import|position|binding|behavior|[\\<>]`)
)

// harmless fails when cleaned HTML has anything but what is permitted, by a look at every tag of it.
func harmless(t *testing.T, source, cleaned string) {
	t.Helper()
	for z := html.NewTokenizer(strings.NewReader(cleaned)); z.Next() != html.ErrorToken; {
		tag := z.Token()
		if tag.Type == html.CommentToken || tag.Type == html.DoctypeToken {
			t.Fatalf("%q became %q, with %v", source, cleaned, tag)
		}
		if tag.Type != html.StartTagToken && tag.Type != html.SelfClosingTagToken {
			continue
		}
		if !plain.MatchString(tag.Data) {
			t.Fatalf("%q became %q, with <%s>", source, cleaned, tag.Data)
		}
		for _, a := range tag.Attr {
			bad := !known.MatchString(a.Key) || a.Key == "href" && !link.MatchString(strings.TrimSpace(a.Val)) ||
				a.Key == "src" && !picture.MatchString(strings.TrimSpace(a.Val)) || a.Key == "style" && reaches.MatchString(a.Val) ||
				a.Key == "target" && a.Val != "_blank"
			if bad {
				t.Fatalf("%q became %q, with %s=%q", source, cleaned, a.Key, a.Val)
			}
		}
	}
}

func TestCleanLeavesNothingThatRuns(t *testing.T) {
	t.Parallel()
	for _, trap := range traps {
		for _, source := range []string{trap, "<p>Halo " + trap + " dunia</p>", "<div><table><tr><td>" + trap, `<p title='` + trap + `'>x</p>`, `<b title="` + trap + `">x</b>`} {
			cleaned := mail.Clean(source, nil)
			harmless(t, source, cleaned)
			if again := mail.Clean(cleaned, nil); again != cleaned {
				harmless(t, cleaned, again)
			}
			fresh, quoted := mail.SplitHTML(source)
			harmless(t, source, mail.Clean(fresh, nil))
			harmless(t, source, mail.Clean(quoted, nil))
		}
	}
}

func TestCleanKeepsWhatAMailIs(t *testing.T) {
	t.Parallel()
	source := `<div style="color:#7a3b10;font-family:Arial"><h2>Pesanan</h2><table border="1"><tr><td align="right">25</td></tr></table>` +
		`<a href="https://example.com/a?b=1&amp;c=2">Katalog</a> <a href="mailto:a@b.example">tulis</a><img src="cid:p%40x" width="24"><img src="https://example.com/x.png"></div>`
	got := mail.Clean(source, map[string]string{"p@x": "KEY"})
	for _, part := range []string{"<h2>Pesanan</h2>", `border="1"`, `align="right"`, `href="https://example.com/a?b=1&amp;c=2"`, "nofollow", "noopener", `href="mailto:a@b.example"`, `src="cid:KEY"`, `src="https://example.com/x.png"`, "color: #7a3b10"} {
		if !strings.Contains(got, part) {
			t.Errorf("%q is not in %s", part, got)
		}
	}
}

func FuzzCleanHTML(f *testing.F) {
	for _, trap := range traps {
		f.Add(trap)
	}
	f.Fuzz(func(t *testing.T, source string) {
		harmless(t, source, mail.Clean(source, map[string]string{"x": "KEY"}))
		fresh, quoted := mail.SplitHTML(source)
		harmless(t, source, mail.Clean(fresh, nil))
		harmless(t, source, mail.Clean(quoted, nil))
		mail.HTMLText(source)
	})
}

// FuzzRead reads whatever comes, whole and thinned: nothing breaks, what is told can be stored, and a thinned mail has the
// same parts and the same words.
func FuzzRead(f *testing.F) {
	files, err := filepath.Glob("testdata/*/*.eml")
	if err != nil || len(files) < 30 {
		f.Fatal(files, err)
	}
	for _, name := range files {
		raw, err := os.ReadFile(name)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(raw)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		l := mail.Read(raw)
		fresh, rest := mail.Words(l)
		for _, s := range []string{fresh, rest, l.Subject(), l.MessageID(), l.HTML, l.From().Address, l.From().Name} {
			if strings.Contains(s, "\x00") || strings.ToValidUTF8(s, "") != s {
				t.Fatalf("%q cannot be stored", s)
			}
		}
		l.Machine()
		l.Report()
		l.Proof()
		l.Recipients()
		thin, cut := mail.Thin(raw, 4<<20)
		if cut {
			return
		}
		small := mail.Read(thin)
		if len(small.Leaves) != len(l.Leaves) || len(small.Files) > len(l.Files) {
			t.Fatalf("%d parts and %d files, thinned %d and %d", len(l.Leaves), len(l.Files), len(small.Leaves), len(small.Files))
		}
		if again, _ := mail.Words(small); again != fresh {
			t.Fatalf("it says %q, thinned %q", fresh, again)
		}
	})
}
