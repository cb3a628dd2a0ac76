package webchat

import (
	"slices"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// Widget satisfies channel.Host. File types are not this package's knowledge and stay empty.
func (a account) Widget() channel.WidgetConfig {
	form := channel.PreChat{
		Enabled: a.config["pre_chat"] == true, Name: a.text("ask_name"), Email: a.text("ask_email"), Phone: a.text("ask_phone"),
	}
	if form.Name == "off" && form.Email == "off" && form.Phone == "off" {
		form.Enabled = false
	}
	return channel.WidgetConfig{
		Key: a.key, Name: a.name, Color: a.text("color"), Position: a.text("position"), Language: sapa.Language(a.text("language")),
		Greeting: map[sapa.Language]string{sapa.Indonesian: a.text("greeting_id"), sapa.English: a.text("greeting_en")},
		PreChat:  form,
		Limits:   channel.WidgetLimits{Text: textLimit, FileBytes: MaxFile, Files: filesPerMessage},
	}
}

func (a account) text(field string) string {
	text, _ := a.config[field].(string)
	return text
}

// Allows satisfies channel.Host.
func (a account) Allows(origin string) bool {
	origin, ok := channel.Origin(origin)
	if !ok {
		return false
	}
	list := channel.Texts(a.config["origins"])
	return len(list) == 0 || slices.Contains(list, origin)
}

// CheckProfile satisfies channel.Host.
func (a account) CheckProfile(from sapa.Sender) error {
	form := a.Widget().PreChat
	if !form.Enabled {
		return nil
	}
	var wrong sapa.Fields
	wrong.Check(form.Name != "required" || from.Name != "", "profile.name", "required")
	wrong.Check(form.Email != "required" || from.Email != "", "profile.email", "required")
	wrong.Check(form.Phone != "required" || from.Phone != "", "profile.phone", "required")
	return wrong.Err()
}
