package telegram

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"strconv"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

// answerBytes is the longest answer that is read: a hundred updates.
const answerBytes = 8 << 20

// payload is the body of a request, as the API wants it.
type payload map[string]any

// at is the address of a method. The token stands in it.
func (a *account) at(method string) string { return a.base + "/bot" + a.token + "/" + method }

// call asks for something and answers its result.
func (a *account) call(ctx context.Context, method string, p payload) (json.RawMessage, *channel.Failure) {
	raw, err := json.Marshal(p)
	if err != nil {
		return nil, a.failure(channel.Permanent, wire.CodeInvalid, err.Error())
	}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, a.at(method), bytes.NewReader(raw))
	if err != nil {
		return nil, a.failure(channel.Permanent, wire.CodeInvalid, "the address of the API is not valid")
	}
	r.Header.Set("Content-Type", "application/json")
	return a.ask(r)
}

// repeat is call for what does no harm when it is done twice.
func (a *account) repeat(ctx context.Context, method string, p payload) (json.RawMessage, *channel.Failure) {
	result, f := a.call(ctx, method, p)
	return result, wire.Again(f)
}

// ask makes a request and answers its result.
func (a *account) ask(r *http.Request) (json.RawMessage, *channel.Failure) {
	r.Header.Set("User-Agent", wire.Agent)
	answer, f := wire.Open(a.http, r)
	if f != nil {
		return nil, a.scrubbed(f)
	}
	defer answer.Body.Close()
	raw, f := wire.Body(answer, answerBytes)
	if f == nil {
		f = judge(answer, raw)
	}
	if f != nil {
		return nil, a.scrubbed(f)
	}
	o := wire.Read(raw)
	if !o.Flag("ok") || !o.Has("result") {
		return nil, a.failure(channel.Lost, wire.CodeGarbled, "the answer is none of Telegram's")
	}
	return o["result"], nil
}

// judge finds what an answer refuses; nil when it does not. Telegram's own error decides where there is one.
func judge(answer *http.Response, raw []byte) *channel.Failure {
	o := wire.Read(raw)
	if code, ok := o.Number("error_code"); ok && !o.Flag("ok") {
		f := refused(int(code), o.Text("description"))
		if seconds, told := o.Object("parameters").Number("retry_after"); told {
			f.RetryAfter = wire.Seconds(int(min(seconds, 1e9)))
		}
		return f
	}
	return wire.Status(answer)
}

// The words for what Telegram refuses.
const (
	codeToken     = "token_invalid"
	codeElsewhere = "listened_elsewhere" // another program fetches the bot's updates
	codeTaken     = "webhook_elsewhere"  // they are brought to another program
	codePair      = "pair_rate_limited"
	codeTooLarge  = "media_too_large"
)

// rule says what an error means: its code, and what its sentence holds; the first that fits counts.
type rule struct {
	code  int
	says  string
	class channel.Class
	word  string
}

// rules are Telegram's errors. It gives one code to many of them, so that the sentence tells them apart; one that is not
// known is shown to whoever sent the message.
var rules = []rule{
	{401, "", channel.Refused, codeToken},
	{404, "", channel.Refused, codeToken}, // a token that is none leads nowhere
	{403, "blocked by the user", channel.Permanent, "contact_blocked_us"},
	{403, "user is deactivated", channel.Permanent, "contact_gone"},
	{403, "", channel.Permanent, "contact_never_wrote"},
	{400, "chat not found", channel.Permanent, "contact_never_wrote"},
	{409, "webhook is active", channel.Temporary, codeTaken},
	{409, "", channel.Temporary, codeElsewhere},
	{413, "", channel.Permanent, codeTooLarge},
	{400, "file is too big", channel.Permanent, codeTooLarge},
	{400, "temporarily unavailable", channel.Temporary, wire.CodeMediaGone},
	{400, "message is too long", channel.Permanent, wire.CodeInvalid},
	{400, "https url must be provided", channel.Permanent, "hook_insecure"},
	{400, "bad webhook", channel.Permanent, "hook_refused"},
	{429, "", channel.PairBusy, codePair},
}

// refused makes the failure of an error. Whether what failed with 500 and above was done, nobody knows.
func refused(code int, says string) *channel.Failure {
	f := &channel.Failure{Class: channel.Permanent, Code: wire.CodeUnknown, Provider: strconv.Itoa(code), Detail: says}
	if code >= http.StatusInternalServerError {
		f.Class, f.Code = channel.Lost, wire.CodeLost
	}
	for _, r := range rules {
		if r.code == code && strings.Contains(strings.ToLower(says), r.says) {
			f.Class, f.Code = r.class, r.word
			break
		}
	}
	return f
}

// failure makes a Failure without secrets.
func (a *account) failure(class channel.Class, word, detail string) *channel.Failure {
	return &channel.Failure{Class: class, Code: word, Detail: a.secrets.Scrub(detail)}
}

func (a *account) scrubbed(f *channel.Failure) *channel.Failure {
	f.Detail = a.secrets.Scrub(f.Detail)
	return f
}

// already are refusals of what is so already, or too late to matter.
var already = []string{"message is not modified", "message to delete not found", "query is too old"}

// unlessDone drops the refusal of what is so already.
func unlessDone(f *channel.Failure) *channel.Failure {
	if f == nil || f.Provider != "400" {
		return f
	}
	for _, says := range already {
		if strings.Contains(strings.ToLower(f.Detail), says) {
			return nil
		}
	}
	return f
}
