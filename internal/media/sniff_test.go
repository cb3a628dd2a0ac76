package media_test

import (
	"archive/zip"
	"bytes"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/media"
)

func zipOf(names ...string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range names {
		// Stored, as the mimetype entry of OpenDocument must be.
		w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Store})
		if err != nil {
			panic(err)
		}
		w.Write(nil)
	}
	z.Close()
	return b.Bytes()
}

// openDocument writes the entry that names the type as the format wants it: first, stored, without extra fields.
func openDocument(mime string) []byte {
	size := little(uint32(len(mime)))
	return join("PK\x03\x04", make([]byte, 14), size, size, "\x08\x00\x00\x00mimetype", mime)
}

const ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"

func TestSniffAllows(t *testing.T) {
	const office = "application/vnd.openxmlformats-officedocument."
	const document = "application/vnd.oasis.opendocument."
	for _, c := range []struct {
		name string
		head []byte
		want string
	}{
		{"a.jpg", jpegOf(corners(8, 8)), "image/jpeg"},
		{"a.png", pngOf(corners(8, 8)), "image/png"},
		{"a.gif", []byte("GIF89a\x01\x00\x01\x00"), "image/gif"},
		{"a.webp", fixture(t, "lossy.webp"), "image/webp"},
		{"sticker.webp", fixture(t, "anim.webp"), "image/webp"},
		{"a.heic", fixture(t, "photo.heic"), "image/heic"},
		{"a.ogg", fixture(t, "voice.ogg"), "audio/ogg"},
		{"a.mp3", fixture(t, "cbr.mp3"), "audio/mpeg"},
		{"a.mp3", fixture(t, "vbr.mp3")[45:], "audio/mpeg"},
		{"a.m4a", fixture(t, "voice.m4a"), "audio/mp4"},
		{"a.aac", fixture(t, "voice.aac"), "audio/aac"},
		{"a.wav", riff("WAVE", riffChunk("fmt ", make([]byte, 16))), "audio/wav"},
		{"a.amr", []byte("#!AMR\n\x3c"), "audio/amr"},
		{"a.mp4", fixture(t, "clip.mp4"), "video/mp4"},
		{"blob", fixture(t, "chromium-voice.m4a"), "video/mp4"},
		{"a.webm", fixture(t, "clip.webm"), "video/webm"},
		{"blob", fixture(t, "chromium-voice.webm"), "video/webm"},
		{"a.mov", fixture(t, "clip.mov"), "video/quicktime"},
		{"a.3gp", fixture(t, "clip.3gp"), "video/3gpp"},
		{"a.pdf", []byte("%PDF-1.7\n"), "application/pdf"},
		{"a.docx", zipOf("[Content_Types].xml", "word/document.xml"), office + "wordprocessingml.document"},
		{"a.xlsx", zipOf("[Content_Types].xml", "xl/workbook.xml"), office + "spreadsheetml.sheet"},
		{"a.pptx", zipOf("[Content_Types].xml", "ppt/presentation.xml"), office + "presentationml.presentation"},
		{"late.docx", zipOf("[Content_Types].xml", "_rels/.rels"), office + "wordprocessingml.document"},
		{"a.odt", openDocument(document + "text"), document + "text"},
		{"a.ods", openDocument(document + "spreadsheet"), document + "spreadsheet"},
		{"a.odp", openDocument(document + "presentation"), document + "presentation"},
		{"a.doc", []byte(ole + strings.Repeat("\x00", 600)), "application/msword"},
		{"A.XLS", []byte(ole + strings.Repeat("\x00", 600)), "application/vnd.ms-excel"},
		{"a.ppt", []byte(ole + strings.Repeat("\x00", 600)), "application/vnd.ms-powerpoint"},
		{"a.zip", zipOf("foto.jpg"), "application/zip"},
		{"a.vcf", []byte("BEGIN:VCARD\nVERSION:3.0\nFN:Sari\nEND:VCARD\n"), "text/vcard"},
		{"a.txt", []byte("Halo, apa kabar\nBaik, terima kasih\n"), "text/plain"},
		{"catatan", []byte("Halo"), "text/plain"},
		{"a.csv", []byte("nama,kota\nSari,Bandung\n"), "text/csv"},
		{"a.csv", []byte("nama;kota\nSari;Bandung\n"), "text/csv"},
		{"a.json", []byte(`{"halo": 1}`), "text/plain"},
		// The content counts, not the name.
		{"virus.exe", jpegOf(corners(8, 8)), "image/jpeg"},
		{"photo.jpg", []byte("Halo"), "text/plain"},
	} {
		got, ok := media.Sniff(c.head[:min(len(c.head), media.HeadSize)], c.name)
		if !ok || got.MIME != c.want {
			t.Errorf("%s: %q, %v; want %s", c.name, got.MIME, ok, c.want)
		}
	}
}

func TestSniffRefuses(t *testing.T) {
	svg := `<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>`
	for name, head := range map[string]string{
		"empty.txt":     "",
		"a.svg":         svg,
		"photo.png":     svg,
		"declared.png":  `<?xml version="1.0"?>` + svg,
		"hidden.svg":    strings.Repeat(" ", 5000) + svg,
		"a.html":        "<!doctype html><p>halo",
		"page.txt":      "<html><body>halo",
		"script.jpg":    "<script>alert(1)</script>",
		"late.html":     "halo " + svg,
		"feed.txt":      `<?xml version="1.0"?><rss version="2.0"></rss>`,
		"setup.exe":     "MZ" + strings.Repeat("\x00", 100),
		"foto.jpg.exe":  "MZ" + strings.Repeat("\x00", 100),
		"invoice.pdf":   "MZ" + strings.Repeat("\x00", 100),
		"program":       "\x7fELF\x02\x01\x01" + strings.Repeat("\x00", 100),
		"a.sh":          "#!/bin/sh\nrm -rf /\n",
		"a.txt":         "#!/usr/bin/env python\nprint()\n",
		"a.php":         "<?php echo 1;",
		"run.bat":       "@echo off\r\ndel *\r\n",
		"run.BAT":       "@echo off\r\ndel *\r\n",
		"run.bat\u200b": "@echo off\r\ndel *\r\n",
		"run.bat. ":     "@echo off\r\ndel *\r\n",
		"a.vbs":         "MsgBox 1",
		"a.lnk":         "L\x00\x00\x00\x01\x14\x02\x00\x00\x00\x00\x00\xc0\x00\x00\x00\x00\x00\x00\x46",
		"a.url":         "[InternetShortcut]\r\nURL=http://example.com\r\n",
		"a.msi":         ole + strings.Repeat("\x00", 600),
		"unknown":       ole + strings.Repeat("\x00", 600),
		"macro.docm":    string(zipOf("[Content_Types].xml", "word/vbaProject.bin")),
		"a.jar":         string(zipOf("META-INF/MANIFEST.MF", "Main.class")),
		"hidden.zip":    string(zipOf("META-INF/MANIFEST.MF", "Main.class")),
		"app.apk":       string(zipOf("AndroidManifest.xml", "classes.dex")),
		"late.apk":      string(zipOf("a.txt")),
		"a.rar":         "Rar!\x1a\x07\x01\x00",
		"a.swf":         "CWS\x09aaaaaaaaaaa",
		"noise":         "\x00\x01\x02\x03\x04\x05\x06\x07",
	} {
		if got, ok := media.Sniff([]byte(head)[:min(len(head), media.HeadSize)], name); ok || got != (media.Type{}) {
			t.Errorf("%s: taken for %q", name, got.MIME)
		}
	}
}

// Whatever is not a picture, sound or video is downloaded; and what is shown has a kind that can be.
func TestOnlyMediaIsInline(t *testing.T) {
	seen := map[string]bool{}
	for _, known := range media.Types() {
		if known.Inline && known.Kind == media.File {
			t.Errorf("%s is shown within a page", known.MIME)
		}
		if seen[known.MIME] || known.MIME == "" || known.Ext == "" || known.Kind == "" {
			t.Errorf("%+v: double or incomplete", known)
		}
		seen[known.MIME] = true
		if again, ok := media.ByMIME(known.MIME); !ok || again != known {
			t.Errorf("%s is not found by its name", known.MIME)
		}
	}
	for _, never := range []string{"", "text/html", "image/svg+xml", "application/octet-stream", "text/javascript"} {
		if _, ok := media.ByMIME(never); ok {
			t.Errorf("%q is allowed", never)
		}
	}
}

func TestTypesIsACopy(t *testing.T) {
	media.Types()[0].MIME = "text/html"
	if _, ok := media.ByMIME("text/html"); ok {
		t.Error("the allow-list can be changed from outside")
	}
}

func FuzzSniff(f *testing.F) {
	f.Add([]byte("halo"), "a.txt")
	f.Add([]byte("<svg"), "a.png")
	f.Add([]byte(ole), "a.doc")
	for _, name := range []string{"voice.ogg", "clip.mp4", "clip.webm", "photo.heic"} {
		f.Add(fixture(f, name), name)
	}
	f.Fuzz(func(t *testing.T, head []byte, name string) {
		got, ok := media.Sniff(head, name)
		if known, listed := media.ByMIME(got.MIME); ok != listed || got != known {
			t.Errorf("%q: %+v, %v", name, got, ok)
		}
	})
}
