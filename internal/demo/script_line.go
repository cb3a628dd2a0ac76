package demo

import "time"

// The tables are written with these, so that a dialogue reads like a script: who, how long after, what.

const (
	second = time.Second
	minute = time.Minute
	hour   = time.Hour
)

// person is an index in People.
type person int

func clock(hours, minutes int) time.Duration {
	return time.Duration(hours)*hour + time.Duration(minutes)*minute
}

func in(after time.Duration, text string) Line {
	return Line{From: FromCustomer, By: Nobody, To: Nobody, Kind: KindText, Text: text, After: after}
}

func (p person) says(after time.Duration, text string) Line {
	return Line{From: FromAgent, By: int(p), To: Nobody, Kind: KindText, Text: text, After: after}
}

func (p person) notes(after time.Duration, text string) Line {
	return Line{From: FromNote, By: int(p), To: Nobody, Kind: KindText, Text: text, After: after}
}

func (p person) hands(to person, after time.Duration, text string) Line {
	line := p.notes(after, text)
	line.To = int(to)
	return line
}

func (l Line) image(file, scene string) Line {
	l.Kind, l.File, l.Scene = KindImage, file, scene
	return l
}

func (l Line) voice(file string, length time.Duration) Line {
	l.Kind, l.File, l.Length = KindAudio, file, length
	return l
}

func (l Line) file(name string) Line {
	l.Kind, l.File = KindFile, name
	return l
}

func (l Line) place(latitude, longitude float64) Line {
	l.Kind, l.Latitude, l.Longitude = KindLocation, latitude, longitude
	return l
}

func (l Line) quoting(number int) Line {
	l.Quotes = number
	return l
}

func (l Line) reacted(emoji string) Line {
	l.Reaction = emoji
	return l
}

func (l Line) edited(was string) Line {
	l.Was = was
	return l
}

func (l Line) deleted() Line {
	l.Deleted = true
	return l
}

func (l Line) aboutStory() Line {
	l.Story = true
	return l
}

func (l Line) hidden() Line {
	l.Hidden = true
	return l
}

func (l Line) privately() Line {
	l.Privately = true
	return l
}

func id(text string) Phrase { return Phrase{Text: text, Language: "id"} }

func en(text string) Phrase { return Phrase{Text: text, Language: "en"} }

func openers(subject string, phrases ...Phrase) []Opener {
	list := make([]Opener, len(phrases))
	for i, phrase := range phrases {
		list[i] = Opener{Subject: subject, Phrase: phrase}
	}
	return list
}
