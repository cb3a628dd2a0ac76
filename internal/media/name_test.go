package media_test

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/sapa-inbox/sapa/internal/media"
)

func TestCleanName(t *testing.T) {
	long := strings.Repeat("a", 200)
	for name, want := range map[string]string{
		"foto.jpg":                       "foto.jpg",
		"Bukti transfer 12.500,-.pdf":    "Bukti transfer 12.500,-.pdf",
		"struk  belanja\t1.png":          "struk belanja 1.png",
		"résumé 日本語.docx":                "résumé 日本語.docx",
		"":                               "file",
		" . . ":                          "file",
		"\u200b\u202e":                   "file",
		"/etc/passwd":                    "passwd",
		`C:\Users\sari\foto.jpg`:         "foto.jpg",
		"../../../etc/cron.d/x":          "x",
		"folder/":                        "file",
		".bashrc":                        "bashrc",
		"..":                             "file",
		"a.jpg.":                         "a.jpg",
		"foto\r\nSet-Cookie: a=b.jpg":    "foto Set-Cookie_ a=b.jpg",
		"a\x00b\x1b[31m.txt":             "ab[31m.txt",
		"gnp.\u202eexe.tot\u202c":        "gnp.exe.tot",
		"a\u200b\u200d\ufeff\u2066b.pdf": "ab.pdf",
		"a\u3164\u115fb\ufe0f.pdf":       "ab.pdf",
		"a\u00a0\u2028b.pdf":             "a b.pdf",
		"a\xff\xfeb.txt":                 "ab.txt",
		`a<b>:"c|d?e*.txt`:               "a_b___c_d_e_.txt",
		"CON":                            "_CON",
		"nul.txt":                        "_nul.txt",
		"com1.tar.gz":                    "_com1.tar.gz",
		"console.txt":                    "console.txt",
		long + ".jpeg":                   strings.Repeat("a", 115) + ".jpeg",
		long:                             strings.Repeat("a", 120),
		long + "." + long:                strings.Repeat("a", 120),
		strings.Repeat("ä", 130) + ".go": strings.Repeat("ä", 117) + ".go",
	} {
		if got := media.CleanName(name); got != want {
			t.Errorf("CleanName(%q) is %q, want %q", name, got, want)
		}
	}
}

func TestTypeName(t *testing.T) {
	long := strings.Repeat("a", 119)
	for _, c := range []struct{ mime, name, want string }{
		{"image/jpeg", "foto.jpg", "foto.jpg"},
		{"image/jpeg", "foto.JPEG", "foto.JPEG"},
		{"image/jpeg", "foto.png", "foto.png.jpg"},
		{"image/jpeg", "virus.exe", "virus.exe.jpg"},
		{"image/jpeg", "", "image.jpg"},
		{"audio/ogg", "suara.opus", "suara.opus"},
		{"audio/ogg", "", "audio.ogg"},
		{"video/mp4", "\u202e", "video.mp4"},
		{"application/pdf", "", "file.pdf"},
		{"application/pdf", "tagihan.", "tagihan.pdf"},
		{"text/plain", "README", "README.txt"},
		{"text/plain", "evil.hta", "evil.hta.txt"},
		{"application/pdf", long, long[:116] + ".pdf"},
	} {
		if got := typeOf(t, c.mime).Name(c.name); got != c.want {
			t.Errorf("%s named %q becomes %q, want %q", c.mime, c.name, got, c.want)
		}
	}
}

func FuzzCleanName(f *testing.F) {
	for _, seed := range []string{"foto.jpg", "../a", "a\u202eb", "con.txt", strings.Repeat("é. ", 90), ". .a. .", "\xff"} {
		f.Add(seed)
	}
	types := media.Types()
	f.Fuzz(func(t *testing.T, name string) {
		wantClean(t, media.CleanName(name))
		if again := media.CleanName(media.CleanName(name)); again != media.CleanName(name) {
			t.Errorf("%q: cleaned twice is %q", name, again)
		}
		known := types[len(name)%len(types)]
		typed := known.Name(name)
		wantClean(t, typed)
		if again := known.Name(typed); again != typed {
			t.Errorf("%q: named twice is %q", typed, again)
		}
	})
}

func wantClean(t *testing.T, name string) {
	t.Helper()
	if name == "" || !utf8.ValidString(name) || utf8.RuneCountInString(name) > 120 {
		t.Errorf("%q: empty, invalid or too long", name)
	}
	if strings.ContainsAny(name, `/\:`) || strings.Trim(name, ". ") != name {
		t.Errorf("%q: names a folder, or hides", name)
	}
	for _, r := range name {
		if unicode.IsControl(r) || unicode.In(r, unicode.Cf) || unicode.IsSpace(r) && r != ' ' {
			t.Errorf("%q: holds %U", name, r)
		}
	}
}

// What nobody knows is no allowed type, shown nowhere, and named so that nothing runs it.
func TestUnknown(t *testing.T) {
	t.Parallel()
	if _, ok := media.ByMIME(media.Unknown.MIME); ok || media.Unknown.Inline || media.Unknown.Kind != media.File {
		t.Error("it is a type like others")
	}
	for name, want := range map[string]string{
		"winmail.dat": "winmail.dat", "undangan.ICS": "undangan.ICS", "a.exe": "a.exe.bin", "b.html": "b.html.bin", "c.svg": "c.svg.bin", "d.js": "d.js.bin",
		"e": "e.bin", "f.exe ": "f.exe.bin", "g.lnk\u200b": "g.lnk.bin", "": "file.bin", "h.xml": "h.xml.bin", "i.dat.scr": "i.dat.scr.bin",
	} {
		if got := media.Unknown.Name(name); got != want {
			t.Errorf("%q is kept as %q, not %q", name, got, want)
		}
	}
}
