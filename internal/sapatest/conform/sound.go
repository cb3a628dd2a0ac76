package conform

import (
	"fmt"
	"reflect"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// idBytes is the longest id in bytes: a database's index takes little more.
const idBytes = 512

// Sound tells what is wrong with an element, whatever it was made of: everything in it can be stored, and it says what
// its kind must say.
func Sound(in sapa.Inbound) error {
	if at := unstorable(reflect.ValueOf(in), string(in.Kind)); at != "" {
		return fmt.Errorf("%s cannot be stored", at)
	}
	if in.At.Year() > 9999 || in.At.Year() < 1 {
		return fmt.Errorf("%s is of the year %d", in.Kind, in.At.Year())
	}
	for _, id := range append([]string{in.ProviderID, in.SendID, in.ReplyTo, in.Topic, in.From.External}, in.From.Others...) {
		if len(id) > idBytes {
			return fmt.Errorf("%s has an id of %d bytes", in.Kind, len(id))
		}
	}
	known := in.From.External != ""
	switch in.Kind {
	case sapa.InboundMessage, sapa.InboundEcho:
		// The business' own comment is in the conversation of the comment it answers.
		own := in.Kind == sapa.InboundEcho && in.Topic != ""
		if known == own || in.ProviderID == "" {
			return fmt.Errorf("a message without sender or id: %+v", in)
		}
		return says(in.Message)
	case sapa.InboundEdit:
		if in.ProviderID == "" {
			return fmt.Errorf("an edit of nothing: %+v", in)
		}
		return says(in.Message)
	case sapa.InboundHide, sapa.InboundUnhide:
		if in.ProviderID == "" || in.Topic == "" {
			return fmt.Errorf("%s of nothing: %+v", in.Kind, in)
		}
	case sapa.InboundDelete, sapa.InboundReaction:
		if in.ProviderID == "" {
			return fmt.Errorf("%s of nothing: %+v", in.Kind, in)
		}
	case sapa.InboundStatus:
		if in.ProviderID == "" && in.SendID == "" || in.Status == sapa.StatusNone || (in.Status == sapa.Failed) != (in.FailureCode != "") {
			return fmt.Errorf("a status that says nothing: %+v", in)
		}
	case sapa.InboundRenamed:
		if !known || len(in.From.Others) == 0 {
			return fmt.Errorf("renamed from nobody: %+v", in)
		}
	case sapa.InboundContact:
		if !known {
			return fmt.Errorf("something about nobody: %+v", in)
		}
	case sapa.InboundWatermark:
		if !known || in.UpTo.IsZero() == (in.ProviderID == "") || in.UpTo.Year() > 9999 || in.Status != sapa.Delivered && in.Status != sapa.Read {
			return fmt.Errorf("a watermark that says nothing: %+v", in)
		}
	case sapa.InboundReferral:
		if !known || len(in.From.Facts) == 0 {
			return fmt.Errorf("a referral that says nothing: %+v", in)
		}
	case sapa.InboundAccount:
	default:
		return fmt.Errorf("an element of the kind %q", in.Kind)
	}
	return nil
}

// says tells whether a message says what its kind must say.
func says(m sapa.InboundContent) error {
	content := m.Content
	if content == nil {
		content = &sapa.Content{}
	}
	ok := false
	switch m.Kind {
	case sapa.Text:
		ok = m.Text != ""
	case sapa.Image, sapa.Audio, sapa.Video, sapa.File, sapa.Sticker:
		ok = len(m.Media) > 0 && m.Media[0].Ref != ""
	case sapa.Location:
		ok = m.Place != nil && m.Place.Valid()
	case sapa.Cards:
		ok = len(content.Cards) > 0
	case sapa.Choices:
		ok = content.Choice != nil && content.Choice.Title != "" && m.Text != ""
	case sapa.Stories:
		ok = content.Story != nil && content.Story.As != ""
	case sapa.Unsupported:
		ok = content.Was != ""
	}
	if !ok {
		return fmt.Errorf("a message of kind %q that says nothing: %+v", m.Kind, m)
	}
	return nil
}

// unstorable is the path to a text that a database cannot keep; empty for none.
func unstorable(v reflect.Value, path string) string {
	switch v.Kind() {
	case reflect.String:
		if !sapa.Storable(v.String()) {
			return path
		}
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			return unstorable(v.Elem(), path)
		}
	case reflect.Slice:
		for i := range v.Len() {
			if at := unstorable(v.Index(i), fmt.Sprintf("%s.%d", path, i)); at != "" {
				return at
			}
		}
	case reflect.Map:
		for _, key := range v.MapKeys() {
			if at := unstorable(key, path+".key") + unstorable(v.MapIndex(key), path+".value"); at != "" {
				return at
			}
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				if at := unstorable(v.Field(i), path+"."+v.Type().Field(i).Name); at != "" {
					return at
				}
			}
		}
	}
	return ""
}
