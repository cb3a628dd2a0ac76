package props_test

import (
	"bytes"
	"path"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/sapa-inbox/sapa/internal/demo"
	"github.com/sapa-inbox/sapa/internal/demo/props"
	"github.com/sapa-inbox/sapa/internal/media"
)

var morning = time.Date(2026, 3, 14, 9, 50, 0, 0, time.FixedZone("WIB", 7*60*60))

// filed are the lines of the script that carry a file.
func filed() []demo.Line {
	var lines []demo.Line
	for _, dialogue := range demo.Dialogues {
		for _, line := range dialogue.Lines {
			if line.File != "" {
				lines = append(lines, line)
			}
		}
	}
	return lines
}

func made(line demo.Line) ([]byte, error) {
	switch line.Kind {
	case demo.KindImage:
		return props.PictureAt(line.Scene, line.File, morning)
	case demo.KindAudio:
		return props.Voice(line.File, line.Length), nil
	}
	return props.DocumentAt(line.File, morning)
}

func TestEveryFileOfTheScriptCanBeMade(t *testing.T) {
	lines := filed()
	if len(lines) < 40 {
		t.Fatalf("only %d files in the script", len(lines))
	}
	kinds := map[string]media.Kind{demo.KindImage: media.Image, demo.KindAudio: media.Audio, demo.KindFile: media.File}
	for _, line := range lines {
		t.Run(line.File, func(t *testing.T) {
			t.Parallel()
			body, err := made(line)
			if err != nil {
				t.Fatal(err)
			}
			facts := mustBeAccepted(t, line.File, body)
			if facts.Type.Kind != kinds[line.Kind] {
				t.Errorf("taken for %s", facts.Type.MIME)
			}
			switch line.Kind {
			case demo.KindImage:
				mustBePicture(t, line.File, body, facts)
			case demo.KindAudio:
				if facts.Duration != line.Length {
					t.Errorf("plays for %v, want %v", facts.Duration, line.Length)
				}
			case demo.KindFile:
				if facts.Type.Ext != path.Ext(line.File) {
					t.Errorf("taken for %s", facts.Type.MIME)
				}
			}
		})
	}
}

// mustBeAccepted sends a file the way an attachment goes.
func mustBeAccepted(t *testing.T, name string, body []byte) media.Facts {
	t.Helper()
	kind, ok := media.Sniff(body[:min(len(body), media.HeadSize)], name)
	if !ok {
		t.Fatalf("%s is refused", name)
	}
	facts, err := media.Inspect(bytes.NewReader(body), kind)
	if err != nil {
		t.Fatal(err)
	}
	return facts
}

func mustBePicture(t *testing.T, name string, body []byte, facts media.Facts) {
	t.Helper()
	if long := max(facts.Width, facts.Height); long < 700 || long > 1500 || min(facts.Width, facts.Height) < 500 {
		t.Errorf("is %d by %d pixels", facts.Width, facts.Height)
	}
	if want := map[string]string{".jpg": "image/jpeg", ".png": "image/png"}[path.Ext(name)]; facts.Type.MIME != want {
		t.Errorf("is %s, want %s", facts.Type.MIME, want)
	}
	if len(body) < 20<<10 || len(body) > 200<<10 || facts.Type.MIME == "image/jpeg" && len(body) > 150<<10 {
		t.Errorf("has %d bytes", len(body))
	}
}

// someDay is when a picture was taken of which nobody asks when.
var someDay = time.Date(2026, 3, 9, 10, 30, 0, 0, time.FixedZone("WIB", 7*60*60))

// What the script does not have, but a name may ask for.
func TestPicturesOfOtherNames(t *testing.T) {
	for scene, names := range map[string][]string{
		demo.SceneCloth:   {"", "kain-batik"},
		demo.SceneGarment: {"blus-truntum.jpeg", "kemeja.JPG"},
		demo.SceneDamage:  {"noda.jpg"},
		demo.SceneReceipt: {"bukti.png"},
		demo.SceneScreen:  {"a/b.jpg"},
	} {
		for _, name := range names {
			t.Run(scene+" "+name, func(t *testing.T) {
				t.Parallel()
				body, err := props.PictureAt(scene, name, someDay)
				if err != nil {
					t.Fatal(err)
				}
				facts := mustBeAccepted(t, name, body)
				if _, err := media.Thumbnail(t.Context(), bytes.NewReader(body), facts.Type,
					media.ThumbnailSide); err != nil {
					t.Errorf("thumbnail of %s: %v", facts.Type.MIME, err)
				}
			})
		}
	}
}

func TestPictureOfNoScene(t *testing.T) {
	if body, err := props.PictureAt("sunset", "a.jpg", someDay); err == nil || body != nil {
		t.Errorf("%d bytes, %v", len(body), err)
	}
}

// The same arguments give the same bytes; another name, or for what shows a clock another time, gives others.
func TestPicturesDependOnTheirArgumentsAlone(t *testing.T) {
	for _, scene := range []string{demo.SceneReceipt, demo.SceneScreen, demo.SceneSketch} {
		t.Run(scene, func(t *testing.T) {
			t.Parallel()
			draw := func(name string, at time.Time) []byte {
				body, err := props.PictureAt(scene, name, at)
				if err != nil {
					t.Fatal(err)
				}
				return body
			}
			one := draw("selendang.jpg", morning)
			if !bytes.Equal(one, draw("selendang.jpg", morning)) {
				t.Error("drawn twice, it differs")
			}
			if bytes.Equal(one, draw("sarung.jpg", morning)) {
				t.Error("two names give one picture")
			}
			clock := scene == demo.SceneReceipt || scene == demo.SceneScreen
			if later := draw("selendang.jpg", morning.Add(5*time.Hour)); bytes.Equal(one, later) == clock {
				t.Errorf("shows the time: %v, want %v", !clock, clock)
			}
		})
	}
}

// The amounts on receipts are those the people talk about, and nothing is kept for files the script no longer has.
func TestReceiptsShowWhatIsSaid(t *testing.T) {
	found := map[string]bool{}
	for _, dialogue := range demo.Dialogues {
		var said strings.Builder
		for _, line := range dialogue.Lines {
			said.WriteString(line.Text + "\n")
		}
		for _, line := range dialogue.Lines {
			if line.Scene != demo.SceneReceipt {
				continue
			}
			name := strings.ToLower(strings.TrimSuffix(line.File, path.Ext(line.File)))
			found[name] = true
			if amount := strings.TrimPrefix(props.AmountOf(name), "Rp"); !strings.Contains(said.String(), amount) {
				t.Errorf("%s shows %s, of which nobody speaks", line.File, amount)
			}
		}
	}
	for _, name := range props.KnownPayments() {
		if !found[name] {
			t.Errorf("no receipt %s in the script", name)
		}
	}
}

// An agent reads the time off this one: it came at 09.46, and the picture four and a half minutes later.
func TestReceiptsAreOlderThanTheirPictures(t *testing.T) {
	at := morning.Add(30 * time.Second)
	if got := props.PaidAt("bukti-transfer-galih", at); got != "14 Mar 2026, 09.46 WIB" {
		t.Errorf("paid on %s", got)
	}
	for _, name := range props.KnownPayments() {
		if props.PaidAt(name, at) == props.PaidAt(name, at.Add(-24*time.Hour)) {
			t.Errorf("%s does not depend on the time", name)
		}
	}
}

// The same moment is the same, however the server's clock is set; another of Indonesia's zones shows its own.
func TestTimesAreIndonesian(t *testing.T) {
	draw := func(at time.Time) []byte {
		body, err := props.PictureAt(demo.SceneReceipt, "bukti.jpg", at)
		if err != nil {
			t.Fatal(err)
		}
		return body
	}
	one := draw(morning)
	if !bytes.Equal(one, draw(morning.UTC())) {
		t.Error("a server in London shows another receipt")
	}
	if bytes.Equal(one, draw(morning.In(time.FixedZone("WIT", 9*60*60)))) {
		t.Error("Papua has the time of Jakarta")
	}
}

func TestPapersAreThoseOfTheScript(t *testing.T) {
	var want []string
	for _, line := range filed() {
		if line.Kind == demo.KindFile {
			want = append(want, line.File)
		}
	}
	slices.Sort(want)
	if got := props.KnownPapers(); !slices.Equal(got, want) {
		t.Errorf("papers %v, the script has %v", got, want)
	}
}

func TestRupiah(t *testing.T) {
	for amount, want := range map[int]string{0: "Rp0", 999: "Rp999", 1000: "Rp1.000", 15_400_000: "Rp15.400.000"} {
		if got := props.Rupiah(amount); got != want {
			t.Errorf("%d is %s, want %s", amount, got, want)
		}
	}
}
