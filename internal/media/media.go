// Package media tells what the bytes of an attachment are, how large or long, and makes small pictures of them.
// It works on bytes and readers alone: it stores nothing and decides nothing about who may see what.
//
// A new file goes through Sniff (may it be here at all), Inspect (what is known about it, with its final type), Strip
// (what may be kept of it) and, for pictures, Thumbnail.
package media

import (
	"errors"
	"strings"
	"time"
)

var (
	// ErrMalformed says that the bytes are not what their type says.
	ErrMalformed = errors.New("media: malformed")
	// ErrTooLarge says that a picture has more pixels than MaxPixels, or needs more memory than a thumbnail may.
	ErrTooLarge = errors.New("media: picture too large")
	// ErrUnsupported says that there is no decoder for the type. The attachment is fine all the same.
	ErrUnsupported = errors.New("media: no decoder for this type")
)

// MaxPixels is the largest picture, width times height, that is accepted. It is one taken by a phone at 50
// megapixels (8,160 by 6,144); what is larger is more often meant to fill the memory of whoever opens it.
const MaxPixels = 50 << 20

// Kind is how an attachment is presented.
type Kind string

// The kinds.
const (
	Image Kind = "image"
	Audio Kind = "audio"
	Video Kind = "video"
	File  Kind = "file"
)

// Type is one of the types an attachment may have. Types are compared with ==. The zero Type stands for a refused one.
type Type struct {
	MIME   string // as stored and served, without parameters
	Ext    string // the usual extension, with its dot
	Kind   Kind
	Inline bool   // whether browsers can show it within a page; everything else is only downloaded
	others string // further extensions a file of this type may keep, each with its dot
}

// Unknown is the type of a file of which nobody knows what it is, where such files are kept: it is downloaded and nothing else.
// It is none of the allowed types. A name keeps only an ending that nothing runs by.
var Unknown = Type{"application/octet-stream", ".bin", File, false, ".dat .eml .ics .rtf .p7s .p7m .asc .sig .rar .7z .gz .tar .psd .ai .eps .cdr .dwg .dxf .tif .tiff .bmp .pages .numbers .key"}

// Facts are what Inspect finds out.
type Facts struct {
	Type          Type          // the type asked about, or a closer one: a WebM or MP4 file without pictures is audio
	Width, Height int           // pixels as shown, turned as the camera was held; 0 for unknown or none
	Duration      time.Duration // 0 for unknown or none
}

// ByMIME is the allowed type of that name, as kept in Type.MIME.
func ByMIME(mime string) (Type, bool) {
	for _, t := range types {
		if t.MIME == mime {
			return t, true
		}
	}
	return Type{}, false
}

// Types are all allowed types, for a file chooser's list or a page of documentation.
func Types() []Type {
	return append([]Type(nil), types...)
}

// has reports whether a file of this type may carry the extension, which is in lower case with its dot.
func (t Type) has(ext string) bool {
	if ext == t.Ext {
		return true
	}
	for other := range strings.FieldsSeq(t.others) {
		if ext == other {
			return true
		}
	}
	return false
}

// types is the allow-list. HTML, SVG and everything that can run are missing on purpose.
var types = []Type{
	{"image/jpeg", ".jpg", Image, true, ".jpeg .jpe .jfif"},
	{"image/png", ".png", Image, true, ".apng"},
	{"image/webp", ".webp", Image, true, ""},
	{"image/gif", ".gif", Image, true, ""},
	{"image/heic", ".heic", Image, false, ".heif .hif"},

	{"audio/ogg", ".ogg", Audio, true, ".oga .opus"},
	{"audio/webm", ".webm", Audio, true, ".weba"},
	{"audio/mpeg", ".mp3", Audio, true, ".mpga"},
	{"audio/mp4", ".m4a", Audio, true, ".mp4 .m4b"},
	{"audio/aac", ".aac", Audio, true, ""},
	{"audio/wav", ".wav", Audio, true, ".wave"},
	{"audio/amr", ".amr", Audio, false, ""},

	{"video/mp4", ".mp4", Video, true, ".m4v"},
	{"video/webm", ".webm", Video, true, ""},
	{"video/quicktime", ".mov", Video, true, ".qt"},
	{"video/3gpp", ".3gp", Video, true, ".3gpp"},

	{"application/pdf", ".pdf", File, false, ""},
	{"application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", File, false, ""},
	{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", File, false, ""},
	{"application/vnd.openxmlformats-officedocument.presentationml.presentation", ".pptx", File, false, ""},
	{"application/msword", ".doc", File, false, ""},
	{"application/vnd.ms-excel", ".xls", File, false, ""},
	{"application/vnd.ms-powerpoint", ".ppt", File, false, ".pps"},
	{"application/vnd.oasis.opendocument.text", ".odt", File, false, ""},
	{"application/vnd.oasis.opendocument.spreadsheet", ".ods", File, false, ""},
	{"application/vnd.oasis.opendocument.presentation", ".odp", File, false, ""},
	{"text/plain", ".txt", File, false, ".log .md .srt .vtt .json .tsv"},
	{"text/csv", ".csv", File, false, ""},
	{"text/vcard", ".vcf", File, false, ""},
	{"application/zip", ".zip", File, false, ""},
}
