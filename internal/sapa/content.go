package sapa

import "time"

// Content is what a message holds beyond its text and files. At most one part of it is filled; nil in a message that is
// only what it says.
type Content struct {
	// Menu is what the contact may choose from, in a message of ours.
	Menu *Menu `json:"menu,omitempty"`
	// Choice is what the contact chose.
	Choice *Choice `json:"choice,omitempty"`
	// Cards are contacts that were shared.
	Cards []Card `json:"cards,omitempty"`
	// Template is the approved text that was sent.
	Template *TemplateUse `json:"template,omitempty"`
	// Ad is what brought the contact here.
	Ad *Ad `json:"ad,omitempty"`
	// Story is the story a message is about.
	Story *Story `json:"story,omitempty"`
	// Was is the provider's name for what cannot be shown, such as "order".
	Was string `json:"was,omitempty"`
	// Mail is what it is as a mail.
	Mail *Mail `json:"mail,omitempty"`
	// Forwarded tells that the contact passed a message on.
	Forwarded bool `json:"forwarded,omitempty"`
}

// Story is a picture or recording that its network shows for a day and nobody may see after.
type Story struct {
	// As is "reply" for a message that answers one of ours, "mention" for one of the contact's that names us, and "share" for
	// one that was passed on.
	As string `json:"as"`
	// URL is where it lies with the provider; empty when it is not told, and when the day is over.
	URL string `json:"url,omitempty"`
}

// StoryTime is how long a story is shown. It was there before somebody wrote about it, so it is gone this long after.
const StoryTime = 24 * time.Hour

// Menu is a choice offered to the contact: buttons, or a list that opens at a button. Exactly one of the two is filled.
type Menu struct {
	Buttons []Option `json:"buttons,omitempty"`
	// Open is the text of the button that opens the list.
	Open string   `json:"open,omitempty"`
	Rows []Option `json:"rows,omitempty"`
}

// Option is one entry of a menu.
type Option struct {
	// ID comes back with the choice; unique in its menu.
	ID    string `json:"id"`
	Title string `json:"title"`
	// Description is for rows only; may be empty.
	Description string `json:"description,omitempty"`
}

// Choice is an option the contact picked, or a form they filled in.
type Choice struct {
	ID          string `json:"id"`
	Title       string `json:"title"`
	Description string `json:"description,omitempty"`
	// Answers are the fields of a form, by name; nil for an option.
	Answers map[string]string `json:"answers,omitempty"`
}

// Card is a shared contact.
type Card struct {
	Name   string   `json:"name"`
	Firm   string   `json:"firm,omitempty"`
	Phones []string `json:"phones,omitempty"`
	Emails []string `json:"emails,omitempty"`
}

// Ad is an advertisement or a page's call to action from which the contact came.
type Ad struct {
	// Source is "ad" or "post".
	Source   string `json:"source"`
	URL      string `json:"url,omitempty"`
	Headline string `json:"headline,omitempty"`
	Body     string `json:"body,omitempty"`
	// ID is the provider's id of the ad.
	ID string `json:"id,omitempty"`
}

// TemplateState says whether a template can be sent.
type TemplateState string

// The states of a template, as the provider gives them.
const (
	TemplateApproved TemplateState = "approved"
	TemplateInReview TemplateState = "pending"
	TemplateRejected TemplateState = "rejected"
	TemplatePaused   TemplateState = "paused"
	TemplateDisabled TemplateState = "disabled"
)

// Template is a text the provider has approved, with places for values.
type Template struct {
	Channel  ChannelID
	Name     string
	Language string // the provider's code, such as "id" or "en_US"
	Category string // "utility", "marketing" or "authentication"
	State    TemplateState
	TemplateParts
}

// TemplateParts is what a template consists of. Places for values are written {{1}} or {{name}} in its texts.
type TemplateParts struct {
	// Media is the kind of file above the text; empty for none.
	Media MessageKind `json:"media,omitempty"`
	// Header is the line above the text; empty for none.
	Header  string           `json:"header,omitempty"`
	Body    string           `json:"body"`
	Footer  string           `json:"footer,omitempty"`
	Buttons []TemplateButton `json:"buttons,omitempty"`
	// Unsendable is the word for a part that Sapa cannot fill in yet, such as "carousel"; empty when it can be sent.
	Unsendable string `json:"unsendable,omitempty"`
}

// TemplateButton is a button below a template.
type TemplateButton struct {
	// Kind is "reply", "url", "phone", "code" or another word of the provider.
	Kind string `json:"kind"`
	Text string `json:"text"`
	// URL is the address of a url button; it may end with a place for a value.
	URL   string `json:"url,omitempty"`
	Phone string `json:"phone,omitempty"`
}

// TemplateUse is a template with its values filled in.
type TemplateUse struct {
	Name     string `json:"name"`
	Language string `json:"language"`
	// Values are by place, such as "body.1", "header.1" or "button.0.1" for the first value of the first button.
	Values map[string]string `json:"values,omitempty"`
	// Parts is the template with the values in their places, as it was when it was sent.
	Parts TemplateParts `json:"parts"`
}
