package telegram

import (
	"context"
	"encoding/json"
	"net/http"
	"regexp"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// way is how a file goes out: a method, and the field it takes the file in.
type way struct{ method, field string }

// wayOf finds the method that shows a file best; what none of them takes is sent as a document.
func wayOf(f sapa.Attachment) way {
	switch {
	case f.Kind == sapa.Image && isPhoto(f):
		return way{"sendPhoto", "photo"}
	case f.Type == "image/gif":
		return way{"sendAnimation", "animation"}
	case f.Type == "audio/ogg" && f.Voice:
		return way{"sendVoice", "voice"}
	case f.Type == "audio/mpeg" || f.Type == "audio/mp4":
		return way{"sendAudio", "audio"}
	case f.Type == "video/mp4":
		return way{"sendVideo", "video"}
	}
	return way{"sendDocument", "document"}
}

// isPhoto tells whether a picture is within what sendPhoto takes: its sides are 10,000 together at most, and one is no
// more than twenty times the other.
func isPhoto(f sapa.Attachment) bool {
	long, short := max(f.Width, f.Height), min(f.Width, f.Height)
	return (f.Type == "image/jpeg" || f.Type == "image/png") && f.Size <= photoBytes && long+short <= 10_000 && long <= 20*short
}

// sendFile uploads a file as a message. What stands beside it goes into fields of the form, objects as JSON.
func (a *account) sendFile(ctx context.Context, p payload, m sapa.Message, file channel.File) (json.RawMessage, *channel.Failure) {
	by := wayOf(file.Attachment)
	if m.Text != "" {
		p["caption"] = m.Text
	}
	if by.field == "document" {
		p["disable_content_type_detection"] = true // a picture that is sent as a document stays one
	}
	fields := map[string]string{}
	for name, value := range p {
		if text, ok := value.(string); ok {
			fields[name] = text
			continue
		}
		raw, err := json.Marshal(value)
		if err != nil {
			return nil, a.failure(channel.Permanent, wire.CodeInvalid, err.Error())
		}
		fields[name] = string(raw)
	}
	form, err := wire.NewForm(fields, by.field, file)
	if err != nil {
		return nil, a.failure(channel.Permanent, wire.CodeInvalid, err.Error())
	}
	r, err := form.Request(ctx, a.at(by.method))
	if err != nil {
		return nil, a.failure(channel.Temporary, wire.CodeFile, "the file could not be opened")
	}
	defer r.Body.Close()
	return a.ask(r)
}

// fileRef is what ids of files look like, filePath the paths they are found by; nothing else becomes part of an address.
var (
	fileRef  = regexp.MustCompile(`^[A-Za-z0-9_-]{1,256}$`)
	filePath = regexp.MustCompile(`^[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*){0,5}$`)
)

// Fetch satisfies channel.Fetcher. It asks for the file's path, which lives an hour, and then for the file.
func (a *account) Fetch(ctx context.Context, ref string) (channel.Fetched, error) {
	fetched, f := a.fetch(ctx, ref)
	if f != nil {
		return channel.Fetched{}, wire.Again(f)
	}
	return fetched, nil
}

func (a *account) fetch(ctx context.Context, ref string) (channel.Fetched, *channel.Failure) {
	if !fileRef.MatchString(ref) {
		return channel.Fetched{}, a.failure(channel.Permanent, wire.CodeMediaGone, "this is no id of a file")
	}
	result, f := a.call(ctx, "getFile", payload{"file_id": ref})
	if f != nil {
		return channel.Fetched{}, gone(f)
	}
	about := wire.Read(result)
	path := about.Text("file_path")
	if !filePath.MatchString(path) {
		return channel.Fetched{}, a.failure(channel.Permanent, wire.CodeMediaGone, "the file lies at a path that is none")
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, a.base+"/file/bot"+a.token+"/"+path, nil)
	if err != nil {
		return channel.Fetched{}, a.failure(channel.Permanent, wire.CodeInvalid, "the address of the API is not valid")
	}
	r.Header.Set("User-Agent", wire.Agent)
	answer, f := wire.Open(a.http, r)
	if f != nil {
		return channel.Fetched{}, a.scrubbed(f)
	}
	if answer.StatusCode != http.StatusOK {
		defer answer.Body.Close()
		return channel.Fetched{}, a.notFetched(answer)
	}
	fetched := channel.Fetched{Body: answer.Body, Size: answer.ContentLength}
	if size, ok := about.Number("file_size"); ok && size >= 0 && fetched.Size < 0 {
		fetched.Size = int64(size)
	}
	return fetched, nil
}

// notFetched judges an answer without a file.
func (a *account) notFetched(answer *http.Response) *channel.Failure {
	raw, f := wire.Body(answer, 64<<10)
	if f == nil {
		f = judge(answer, raw)
	}
	if f == nil {
		return a.failure(channel.Temporary, wire.CodeUnavailable, "HTTP status "+answer.Status)
	}
	// The token was good a moment ago: here, it is the file that is not found.
	if answer.StatusCode == http.StatusNotFound {
		f.Class, f.Code = channel.Permanent, wire.CodeMediaGone
	}
	return a.scrubbed(f)
}

// gone says that Telegram knows no such file where it refuses its id.
func gone(f *channel.Failure) *channel.Failure {
	if f.Code == wire.CodeUnknown && strings.Contains(strings.ToLower(f.Detail), "file") {
		f.Code = wire.CodeMediaGone
	}
	return f
}
