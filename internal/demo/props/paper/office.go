package paper

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"strings"
	"time"
)

// part is one file inside an Office file.
type part struct{ name, text string }

const declaration = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"

// bundle zips the parts in their order, which readers care about: the list of types comes first.
func bundle(parts []part) ([]byte, error) {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, p := range parts {
		w, err := z.CreateHeader(&zip.FileHeader{
			Name: p.name, Method: zip.Deflate, Modified: time.Date(2026, 1, 1, 0, 0, 0, 0, time.UTC),
		})
		if err != nil {
			return nil, fmt.Errorf("zip %s: %w", p.name, err)
		}
		if _, err := w.Write([]byte(declaration + p.text)); err != nil {
			return nil, fmt.Errorf("zip %s: %w", p.name, err)
		}
	}
	if err := z.Close(); err != nil {
		return nil, fmt.Errorf("zip: %w", err)
	}
	return out.Bytes(), nil
}

// escaped is a text as it may stand in XML.
func escaped(text string) string {
	var out strings.Builder
	// A strings.Builder takes everything.
	_ = xml.EscapeText(&out, []byte(text))
	return out.String()
}

// contentTypes lists what the parts of a file are; named is pairs of a part's name and its type.
func contentTypes(named ...[2]string) part {
	var out strings.Builder
	out.WriteString(`<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
		`<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
		`<Default Extension="xml" ContentType="application/xml"/>`)
	for _, n := range named {
		fmt.Fprintf(&out, `<Override PartName="/%s" `+
			`ContentType="application/vnd.openxmlformats-officedocument.%s+xml"/>`, n[0], n[1])
	}
	out.WriteString(`</Types>`)
	return part{"[Content_Types].xml", out.String()}
}

// relations says which part a part needs for what; targets is pairs of a kind and a part's name.
func relations(name string, targets ...[2]string) part {
	var out strings.Builder
	out.WriteString(`<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">`)
	for i, t := range targets {
		fmt.Fprintf(&out, `<Relationship Id="rId%d" Target="%s" `+
			`Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/%s"/>`, i+1, t[1], t[0])
	}
	out.WriteString(`</Relationships>`)
	return part{name, out.String()}
}
