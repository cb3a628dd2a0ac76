package demo

import (
	"bytes"
	"runtime"
	"time"

	"golang.org/x/sync/errgroup"

	"github.com/sapa-inbox/sapa/internal/demo/props"
	"github.com/sapa-inbox/sapa/internal/inbox"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// place is where a line points to on the map; nil for nowhere.
func place(line Line) *sapa.Place {
	if line.Kind != KindLocation {
		return nil
	}
	return &sapa.Place{Latitude: line.Latitude, Longitude: line.Longitude, Name: line.Text}
}

// draw makes the files of all lines beforehand, on all processors, since a picture takes a moment.
func draw(scenes []scene) (map[scene][]byte, error) {
	bodies := make([][]byte, len(scenes))
	var group errgroup.Group
	group.SetLimit(runtime.NumCPU())
	for i, sc := range scenes {
		if sc.line == len(Dialogues[sc.dialogue].Lines) {
			continue
		}
		group.Go(func() (err error) {
			bodies[i], err = prop(Dialogues[sc.dialogue].Lines[sc.line], sc.at)
			return err
		})
	}
	err := group.Wait()
	drawn := map[scene][]byte{}
	for i, sc := range scenes {
		if bodies[i] != nil {
			drawn[sc] = bodies[i]
		}
	}
	return drawn, err
}

// prop makes the file a line holds; nil for a line without one.
func prop(line Line, at time.Time) ([]byte, error) {
	switch line.Kind {
	case KindImage:
		return props.PictureAt(line.Scene, line.File, at)
	case KindAudio:
		return props.Voice(line.File, line.Length), nil
	case KindFile:
		return props.DocumentAt(line.File, at)
	}
	return nil, nil
}

func upload(line Line, body []byte) inbox.NewFile {
	return inbox.NewFile{Name: line.File, Body: bytes.NewReader(body), Size: int64(len(body))}
}
