package media

import (
	"path"
	"strings"

	"github.com/gabriel-vasile/mimetype"
)

// HeadSize is how many bytes from the start of a file Sniff makes use of.
const HeadSize = 4096

// Sniff tells the type of a file from its first HeadSize bytes (fewer if it is shorter). The name serves only to
// tell apart what looks the same at the start, and to refuse scripts, which are mere text to look at.
// It reports false for everything that is not allowed, the empty file included.
func Sniff(head []byte, name string) (Type, bool) {
	if len(head) == 0 {
		return Type{}, false
	}
	seen, _, _ := strings.Cut(mimetype.Detect(head).String(), ";")
	ext := strings.ToLower(path.Ext(CleanName(name)))
	t, allowed := ByMIME(settle(seen, ext))
	if !allowed || t.Kind == File && t.MIME != "application/pdf" && runs(ext) {
		return Type{}, false
	}
	return t, true
}

// settle turns what the library saw into the name of an allowed type where there is one.
func settle(seen, ext string) string {
	if same, ok := sameAs[seen]; ok {
		seen = same
	}
	if t, ok := byExt[seen][ext]; ok {
		return t
	}
	if seen == "text/csv" {
		// Two lines of prose with a comma each look like a table; only the name can tell.
		return "text/plain"
	}
	return seen
}

// sameAs holds further names of allowed types, and formats that are safe as one of them.
var sameAs = map[string]string{
	"image/apng":                "image/png",
	"image/heif":                "image/heic",
	"image/heic-sequence":       "image/heic",
	"image/heif-sequence":       "image/heic",
	"audio/x-m4a":               "audio/mp4",
	"video/x-m4v":               "video/mp4",
	"text/tab-separated-values": "text/plain",
	"application/json":          "text/plain",
	"application/geo+json":      "text/plain",
	"application/x-ndjson":      "text/plain",
	"application/x-subrip":      "text/plain",
	"text/vtt":                  "text/plain",
}

// byExt says which extension decides within a container that looks the same for several types. The old Office
// container (OLE) alone is not allowed: installers and e-mails use it too.
var byExt = map[string]map[string]string{
	"application/zip": {
		".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
		".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
		".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
		".odt":  "application/vnd.oasis.opendocument.text",
		".ods":  "application/vnd.oasis.opendocument.spreadsheet",
		".odp":  "application/vnd.oasis.opendocument.presentation",
	},
	"application/x-ole-storage": {
		".doc": "application/msword",
		".xls": "application/vnd.ms-excel",
		".ppt": "application/vnd.ms-powerpoint",
		".pps": "application/vnd.ms-powerpoint",
	},
	"text/plain": {".csv": "text/csv"},
	"text/csv":   {".csv": "text/csv"},
}

// runs reports whether a double click on a file with this extension starts a program, or opens a page or a
// document that holds one.
func runs(ext string) bool {
	for r := range strings.FieldsSeq(runnable) {
		if ext == "."+r {
			return true
		}
	}
	return false
}

const runnable = `
	exe com scr pif bat cmd ps1 psm1 vbs vbe vb js jse mjs wsf wsh ws hta msi msp mst msc cpl gadget dll sys ocx
	jar class jnlp apk xapk apks aab ipa dex lnk url website scf reg inf iso img vhd vhdx dmg pkg app deb rpm
	sh bash zsh ksh csh fish run bin elf command tool desktop appimage workflow terminal
	py pyc pyw pyz rb pl php phtml phar asp aspx jsp cgi lua tcl
	html htm xhtml xht shtml mht mhtml svg svgz xml xsl xslt swf chm hlp
	docm dotm dot xlsm xltm xlsb xlam xla xlt xll pptm potm ppam ppsm sldm pot ppa one
	library-ms search-ms settingcontent-ms application appref-ms msix appx cab diagcab theme iqy slk wll`
