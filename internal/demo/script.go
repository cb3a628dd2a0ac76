// Package demo holds the made-up company that `sapa demo` fills a workspace with: its people, its customers and
// what they wrote to each other. The script files are data only; they store nothing and send nothing.
package demo

import "time"

// The company of the demo. Nothing in it exists: the street is invented, the phone numbers use prefixes that
// no Indonesian operator has, and the mail domains end in names reserved for examples.
const (
	Company = "Batik Kencana"
	Cafe    = "Kedai Kencana"
	City    = "Surakarta"
	Address = "Jl. Canting Emas No. 17, Laweyan, Surakarta"
	Zone    = "Asia/Jakarta"
)

// Values of Dialogue.End: the state a dialogue is in when the demo starts.
const (
	EndResolved = "resolved"
	EndHandled  = "open"
	EndQueued   = "queue"
	EndInactive = "inactive"
)

// Values of Dialogue.Via, beside the empty one.
const (
	ViaWhatsApp  = "whatsapp"
	ViaTelegram  = "telegram"
	ViaMessenger = "messenger"
	ViaInstagram = "instagram"
	ViaPosts     = "posts"    // comments below the Page's posts
	ViaPictures  = "pictures" // and below those at Instagram
	ViaApp       = "app"
	ViaMail      = "mail"
)

// Values of Line.From.
const (
	FromCustomer = "customer"
	FromAgent    = "agent"
	FromNote     = "note"
)

// Values of Line.Kind.
const (
	KindText     = "text"
	KindImage    = "image"
	KindAudio    = "audio"
	KindFile     = "file"
	KindLocation = "location"
)

// Values of Line.Scene: what an image shows, for whoever draws it.
const (
	SceneReceipt = "receipt"
	SceneCloth   = "cloth"
	SceneGarment = "garment"
	SceneDamage  = "damage"
	SceneParcel  = "parcel"
	SceneSketch  = "sketch"
	ScenePlace   = "place"
	SceneScreen  = "screen"
)

// Values of Dialogue.Subject and Opener.Subject, and the keys of FollowUps.
const (
	size      = "size"
	stock     = "stock"
	product   = "product"
	promo     = "promo"
	shipping  = "shipping"
	tracking  = "tracking"
	cod       = "cod"
	payment   = "payment"
	refund    = "refund"
	wrongItem = "wrong-item"
	complaint = "complaint"
	uniform   = "uniform"
	tailoring = "tailoring"
	visit     = "visit"
	cafe      = "cafe"
	workshop  = "workshop"
	greeting  = "greeting"
	job       = "job"
	partner   = "partner"
	spam      = "spam"
)

// Nobody stands in Line.By and Line.To where no person of the company is meant.
const Nobody = -1

// Person is somebody who works for the company. Short is how colleagues call them, and what follows an @ in a note.
type Person struct {
	Name, Short  string
	Email, Phone string
	Role         string
}

// Customer is somebody who writes to the company. Phone is E.164; Email may be empty; Language is "id" or "en".
type Customer struct {
	Name         string
	Phone, Email string
	City         string
	Language     string
}

// Dialogue is one conversation, from its first line to the state it ends in.
type Dialogue struct {
	Via      string // where it took place; empty for the web chat
	Customer int    // index in Customers
	Subject  string
	Lines    []Line
	End      string

	Post  int      // of comments: the post they are below, counted from 1
	Title string   // of mails: what the first is about
	CC    []string // of mails: who gets a copy of all

	Days int           // days before today on which it began; 0 means it is recent and Ago places it
	At   time.Duration // time of day of the first line in the company's zone, when Days is not 0
	Ago  time.Duration // age of the last line, when Days is 0
}

// Line is one thing said, or one note. Agent lines come from whoever handles the conversation, or from a supervisor.
type Line struct {
	From string
	By   int // index in People of the writer; Nobody on a customer's line
	To   int // on a note: index in People of the agent it hands the conversation to; Nobody leaves it where it is

	Kind  string
	Text  string // the caption where Kind is not text, and then it may be empty
	After time.Duration

	File                string        // file name of an image, audio or file
	Scene               string        // what an image shows
	Length              time.Duration // how long an audio plays
	Latitude, Longitude float64       // of a location, in degrees

	Quotes   int    // the line this one answers, counted from 1; 0 means none
	Reaction string // the emoji the other side put on it; empty means none
	Was      string // the text before the writer edited it; empty means never edited
	Deleted  bool   // the writer took it back afterwards

	Story     bool // of a customer at Instagram: it is about a story
	Hidden    bool // of a comment: the supervisor hid it
	Privately bool // of an agent: it answers the comment privately
}

// Phrase is something a simulated customer may say. Language is "id" or "en".
type Phrase struct{ Text, Language string }

// Opener is a first message; what the same customer says later is in FollowUps under the same subject.
type Opener struct {
	Subject string
	Phrase
}

// Span is the time from the first line to the last.
func (d Dialogue) Span() time.Duration {
	var span time.Duration
	for _, line := range d.Lines {
		span += line.After
	}
	return span
}

// Began is the moment of the first line, for a demo that starts now. The location of now decides what a day is.
func (d Dialogue) Began(now time.Time) time.Time {
	if d.Days == 0 {
		return now.Add(-d.Ago - d.Span())
	}
	midnight := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	return midnight.AddDate(0, 0, -d.Days).Add(d.At)
}
