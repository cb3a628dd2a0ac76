package media

import (
	"cmp"
	"io"
	"time"
)

// Inspect measures a file of the given type by reading its headers, never the picture or the sound itself.
// Beside ErrMalformed and ErrTooLarge the facts found so far are valid; other errors come from r.
// What a type does not tell, or no parser exists for, stays 0.
func Inspect(r io.ReadSeeker, t Type) (Facts, error) {
	facts := Facts{Type: t}
	c, err := newCursor(r)
	if err != nil {
		return facts, err
	}
	err = inspect(c, &facts)
	return facts, cmp.Or(c.src.failure, err)
}

func inspect(c *cursor, facts *Facts) (err error) {
	switch facts.Type.MIME {
	case "image/jpeg", "image/png", "image/gif", "image/webp":
		return inspectImage(c, facts)
	case "video/mp4", "video/quicktime", "video/3gpp", "audio/mp4":
		return inspectMP4(c, facts)
	case "video/webm", "audio/webm":
		return inspectWebM(c, facts)
	}
	facts.Duration, err = soundLength(c, facts.Type)
	return err
}

func inspectImage(c *cursor, facts *Facts) error {
	f, err := measure(c, facts.Type)
	if err != nil {
		return err
	}
	facts.Width, facts.Height = f.shown()
	return f.checkPixels()
}

func soundLength(c *cursor, t Type) (time.Duration, error) {
	switch t.MIME {
	case "audio/ogg":
		return oggLength(c)
	case "audio/wav":
		return wavLength(c)
	case "audio/mpeg":
		return mp3Length(c)
	case "audio/aac":
		return aacLength(c)
	case "audio/amr":
		return amrLength(c)
	}
	return 0, nil
}

// asAudio is the type of the same container holding sound only.
func asAudio(t Type) Type {
	same := map[string]string{"video/webm": "audio/webm", "video/mp4": "audio/mp4"}
	if audio, ok := ByMIME(same[t.MIME]); ok {
		return audio
	}
	return t
}
