package telegram

import (
	"context"
	"slices"
	"strings"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/channel/wire"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// The lines of a check.
const (
	lineToken        = "token"
	lineSubscription = "subscription"
)

// Check satisfies channel.Checker.
func (a *account) Check(ctx context.Context) (sapa.Health, []channel.Finding) {
	facts, token := a.checkBot(ctx)
	all := []channel.Finding{finding(lineToken, token), finding(lineSubscription, a.checkSubscription(ctx))}
	health := sapa.Health{State: sapa.Well, Facts: facts}
	for _, f := range slices.Backward(all) {
		if !f.OK {
			health.State, health.Code, health.Detail = sapa.Limited, f.Code, f.Detail
		}
	}
	if health.Code == codeToken {
		health.State = sapa.Ill // whatever else fails does so for a while, or concerns only what comes in
	}
	return health, all
}

func finding(what string, f *channel.Failure) channel.Finding {
	if f == nil {
		return channel.Finding{What: what, OK: true}
	}
	return channel.Finding{What: what, Code: f.Code, Detail: f.Detail}
}

// checkBot asks who the bot is.
func (a *account) checkBot(ctx context.Context) (map[string]string, *channel.Failure) {
	result, f := a.repeat(ctx, "getMe", payload{})
	if f != nil {
		return nil, f
	}
	o := wire.Read(result)
	facts := map[string]string{}
	if name := o.Text("first_name"); name != "" {
		facts["name"] = wire.Short(name, 200)
	}
	if handle := o.Text("username"); handle != "" {
		facts["handle"] = "@" + wire.Short(handle, 200)
	}
	return facts, nil
}

// checkSubscription asks where updates go: to us, or nowhere when we fetch them.
func (a *account) checkSubscription(ctx context.Context) *channel.Failure {
	o, f := a.webhook(ctx)
	if f != nil {
		return f
	}
	set := o.Text("url")
	switch {
	case a.polls && (set == "" || a.ours(set)):
		return nil
	case a.polls:
		return a.failure(channel.Permanent, codeTaken, "")
	case a.hook == "":
		return a.failure(channel.Permanent, "address_unknown", "")
	case set == "":
		return a.failure(channel.Permanent, "not_subscribed", "")
	case set != a.hook:
		return a.failure(channel.Permanent, codeTaken, "")
	}
	// What once failed and nothing waits for any more is no trouble.
	if waiting, _ := o.Number("pending_update_count"); waiting > 0 && o.Text("last_error_message") != "" {
		return a.failure(channel.Temporary, "hook_failing", o.Text("last_error_message"))
	}
	return nil
}

// webhook asks where updates are brought.
func (a *account) webhook(ctx context.Context) (wire.Object, *channel.Failure) {
	result, f := a.repeat(ctx, "getWebhookInfo", payload{})
	return wire.Read(result), f
}

// ours tells whether updates are brought to this channel, at whatever address Sapa was reached then: its key, which the
// path ends with, is nobody else's.
func (a *account) ours(address string) bool {
	i := strings.LastIndex(a.hook, "/")
	return i >= 0 && strings.HasSuffix(address, a.hook[i:])
}

// Subscribe satisfies channel.Checker: updates come to us from now on, in the way that is set. Twice is the same as once,
// and what waits is kept.
func (a *account) Subscribe(ctx context.Context) error {
	if f := a.subscribe(ctx); f != nil {
		return f
	}
	return nil
}

func (a *account) subscribe(ctx context.Context) *channel.Failure {
	if a.polls {
		_, f := a.repeat(ctx, "deleteWebhook", payload{"drop_pending_updates": false})
		return f
	}
	if a.hook == "" {
		return a.failure(channel.Permanent, "address_unknown", "")
	}
	_, f := a.repeat(ctx, "setWebhook", payload{
		"url": a.hook, "secret_token": a.secret, "allowed_updates": updateKinds, "drop_pending_updates": false,
	})
	return f
}
