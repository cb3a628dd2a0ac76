package comment

import (
	"context"
	"net/http"
	"net/url"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
)

// Send satisfies channel.Sender.
func (a *Account) Send(ctx context.Context, out channel.Outbound) (channel.Receipt, error) {
	return channel.Handed(a.send(ctx, out))
}

func (a *Account) send(ctx context.Context, out channel.Outbound) (channel.Receipt, *channel.Failure) {
	switch {
	case out.Message != nil && out.Answers != nil && out.Answers.Comment != "":
		return a.answer(ctx, out)
	case out.Hide != nil:
		return channel.Receipt{}, a.do(ctx, http.MethodPost, out.Hide.Comment, url.Values{a.form.Hidden: {word(out.Hide.On)}})
	case out.Like != nil && out.Like.On:
		return channel.Receipt{}, a.do(ctx, http.MethodPost, out.Like.Comment+"/likes", nil)
	case out.Like != nil:
		return channel.Receipt{}, a.do(ctx, http.MethodDelete, out.Like.Comment+"/likes", nil)
	case out.Delete != "":
		f := a.do(ctx, http.MethodDelete, out.Delete, nil)
		if f != nil && f.Code == codeGone {
			f = nil // somebody was faster
		}
		return channel.Receipt{}, f
	}
	return channel.Receipt{}, a.Failure(channel.Permanent, wire.CodeInvalid, "there is nothing that can be sent")
}

func word(on bool) string {
	if on {
		return "true"
	}
	return "false"
}

// answer writes below a comment, or to whoever wrote it.
func (a *Account) answer(ctx context.Context, out channel.Outbound) (channel.Receipt, *channel.Failure) {
	if err := a.form.Caps.CheckOut(*out.Message); err != nil {
		return channel.Receipt{}, a.Failure(channel.Permanent, wire.CodeInvalid, err.Error())
	}
	if out.Answers.Private {
		return a.privately(ctx, out)
	}
	above := out.Answers.Comment
	if a.form.Flat && out.Answers.Parent != "" {
		above = out.Answers.Parent
	}
	answer, f := a.Post(ctx, url.PathEscape(above)+"/"+a.form.Replies, map[string]string{"message": out.Message.Text})
	if f != nil {
		return channel.Receipt{}, f
	}
	if answer.Key("id") == "" {
		return channel.Receipt{}, a.Failure(channel.Lost, wire.CodeGarbled, "the answer has no id of a comment")
	}
	return channel.Receipt{ProviderID: answer.Key("id")}, nil
}

// privately sends the one message by which a comment can be answered to its writer alone.
func (a *Account) privately(ctx context.Context, out channel.Outbound) (channel.Receipt, *channel.Failure) {
	answer, f := a.Post(ctx, a.Own+"/messages", map[string]any{
		"recipient": map[string]string{"comment_id": out.Answers.Comment}, "message": map[string]string{"text": out.Message.Text},
	})
	if f != nil {
		return channel.Receipt{}, f
	}
	if answer.Key("message_id") == "" {
		return channel.Receipt{}, a.Failure(channel.Lost, wire.CodeGarbled, "the answer has no id of a message")
	}
	return channel.Receipt{ProviderID: answer.Key("message_id"), External: answer.Key("recipient_id")}, nil
}

// do asks for something that may be done twice. Its words go along in the address.
func (a *Account) do(ctx context.Context, method, path string, query url.Values) *channel.Failure {
	r, f := a.Request(ctx, method, a.At(path, query), nil)
	if f != nil {
		return f
	}
	answer, f := a.Ask(r)
	if f == nil && !answer.Flag("success") {
		f = a.Failure(channel.Temporary, wire.CodeGarbled, "the provider did not say that it is done")
	}
	return wire.Again(f)
}
