package mail_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"

	"github.com/sapa-inbox/sapa/internal/mail"
)

// readAll does with a mail what is done with one that comes in and is looked at.
func readAll(raw string) {
	thin, _ := mail.Thin([]byte(raw), 4<<20)
	l := mail.Read(thin)
	mail.Words(l)
	_, _ = l.Report()
	l.Machine()
	l.Proof()
	l.Recipients()
	l.Answers()
	l.Forwarded()
	mail.BoundIDs(mail.IDs(l.Header.First("References")), 20)
	mail.HasPictures(l.HTML)
	mail.CIDs(l.HTML)
	fresh, quoted := mail.SplitHTML(l.HTML)
	mail.Clean(fresh, nil)
	mail.Clean(quoted, nil)
}

// numbered repeats a text with a number in it.
func numbered(form string, n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, form, i)
	}
	return b.String()
}

// Mails that are made to be read for hours, or to become a thousand times as large, are read like all others. Each of these
// took many minutes, or all the memory there is, where something was looked at once for each of the others.
func TestBombs(t *testing.T) {
	r := strings.Repeat
	page := func(html string) string { return "Content-Type: text/html\n\n" + html }
	for name, raw := range map[string]string{
		"lines of a header":      "Content-Type: multipart/mixed; boundary=b\n\n" + r("--b\nX: a\n"+r(" a\n", 80_000)+"\nx\n", 40),
		"ids":                    "References: " + numbered("<%x>", 35_000) + "\n\nhi",
		"recipients":             numbered("To: %x@b.example\n", 15_000) + "\nhi",
		"parts":                  "Content-Type: multipart/mixed; boundary=b\n\n" + r("--b\n\nx\n", 100_000),
		"parts in parts":         numbered("Content-Type: multipart/mixed; boundary=b%d\n\n--b%[1]d\n", 10_000) + "hi",
		"quotes and one word":    "Subject: a\n\nhi\n" + r(">\n", 500_000) + "x",
		"one line":               "Subject: a\n\n" + r("a", 20<<20),
		"marks of text":          page("<p>" + numbered("<b id=%d>", 400) + r("<p>x", 200_000)),
		"marks behind a table":   page("<p>" + numbered("<b id=%d>", 400) + "<table>" + r("</b>", 400) + r("<p>x", 200_000)),
		"marks in a cell":        page("<p><td>" + numbered("<b id=%d>", 400) + "</td>" + r("<p>x", 200_000)),
		"marks and a choice":     page("<p>" + numbered("<b id=%d>", 400) + "<select>" + r("</b>", 400) + "</select>" + r("<p>x", 200_000)),
		"marks hidden in a sign": page("<svg><style>" + numbered("<b id=%d>", 400) + r("<p>x", 200_000)),
		"elements in elements":   page(r("<div>", 200_000) + "x"),
		"borders":                page(r("<div style='border-top:solid'>", 300) + r("<i></i>", 100_000)),
		"a style":                page("<p style='background:" + r("url(", 50_000) + "'>x"),
		"styles":                 page(r("<p style='background:"+r("url(", 450)+"'>x", 500)),
		"comments in a style":    page("<p style='" + r("/*", 500_000) + "'>x"),
	} {
		t.Run(name, func(t *testing.T) {
			done := make(chan struct{})
			go func() {
				readAll(raw)
				close(done)
			}()
			select {
			case <-done:
			case <-time.After(4 * time.Minute):
				t.Fatal("it is being read still")
			}
		})
	}
}

// What is too heavy to be shown as it is shows its words.
func TestHeavyHTMLHasItsWords(t *testing.T) {
	source := "<p>Halo " + numbered("<b id=%d>", 400) + strings.Repeat("<p>x", 2000) + "<p onclick=f()>sudah &lt;i&gt;</p>"
	if got := mail.HTMLText(source); !strings.HasPrefix(got, "Halo") || !strings.HasSuffix(got, "sudah <i>") {
		t.Errorf("it says %.40q", got)
	}
	got := mail.Clean(source, nil)
	if !strings.HasSuffix(got, "sudah &lt;i&gt;") || strings.Contains(got, "<") {
		t.Errorf("it is shown as %.40q", got)
	}
	// A mail as large as they come, of many tables and marks of text, is none of those.
	table := "<table><tr><td><font face=a><b>" + strings.Repeat("kain ", 10) + "</b></font></td><td><a href='https://shop.example'>lihat</a></td></tr></table>"
	if got := mail.Clean(strings.Repeat(table, 5000), nil); !strings.Contains(got, "<b>kain") {
		t.Errorf("it is shown as %.40q", got)
	}
}

// However HTML is made, it becomes no more elements than were counted.
func FuzzHeavy(f *testing.F) {
	for _, seed := range []string{
		"<p><b><p>x<p>y", "<b><table></b><p>x", "<td><b></td><p>x", "<b><select></b></select><p>x<p>x", "<table><tr><td><b></td><td>x</table>x<p>x",
		"<b><object></b></object><p>x", "<a><a><p>x<a><p>y", "<b><template></b></template>x<p>x", "<b><noscript></b></noscript><p>x", "<b><frameset></b></frameset><p>x",
		"<b><caption></b></caption><p>x", "<nobr><nobr><p>x<p>", "<table><b><tr></b><td></table><p>x",
	} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, source string) {
		if len(source) > 4000 {
			return
		}
		most, told := mail.Weight(source)
		doc, err := html.Parse(strings.NewReader(source))
		if err != nil || !told {
			return
		}
		nodes := 0
		for range doc.Descendants() {
			nodes++
		}
		if nodes > 3*most+10 { // html, head and body, and the rows that cells imply
			t.Errorf("%d elements, %d were counted", nodes, most)
		}
	})
}

// Many recipients are cut to as many as anybody may be told of.
func TestManyRecipients(t *testing.T) {
	l := mail.Read([]byte(numbered("To: a%d@b.example\n", 5000) + "\nhi"))
	if n := len(l.Header.AllAddresses("To")); n != 100 {
		t.Errorf("%d recipients", n)
	}
}
