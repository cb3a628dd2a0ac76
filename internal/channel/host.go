package channel

import "github.com/sapa-inbox/sapa/internal/sapa"

// Host is a channel that lives in our own window on a company's web page (Caps.Widget).
type Host interface {
	// Widget is what the window needs to show itself.
	Widget() WidgetConfig
	// Allows tells whether a page of this origin may use the channel. Without a list, every page may.
	Allows(origin string) bool
	// CheckProfile refuses a first message without what the form before the chat requires.
	CheckProfile(sapa.Sender) error
}

// WidgetConfig is what the widget is told of its channel. Nothing in it is secret.
type WidgetConfig struct {
	Key       string                   `json:"key"`
	Name      string                   `json:"name"`
	Color     string                   `json:"color"`
	Position  string                   `json:"position"`
	Language  sapa.Language            `json:"language"`
	Greeting  map[sapa.Language]string `json:"greeting"`
	PreChat   PreChat                  `json:"pre_chat"`
	Limits    WidgetLimits             `json:"limits"`
	Reactions []string                 `json:"reactions"`
}

// PreChat is the form before the first message. Each field is "required", "optional" or "off".
type PreChat struct {
	Enabled bool   `json:"enabled"`
	Name    string `json:"name"`
	Email   string `json:"email"`
	Phone   string `json:"phone"`
}

// WidgetLimits is what the widget checks before it sends.
type WidgetLimits struct {
	Text      int      `json:"text"`       // runes
	FileBytes int64    `json:"file_bytes"` // of one file
	Files     int      `json:"files"`      // of one message
	FileTypes []string `json:"file_types"` // content types
}
