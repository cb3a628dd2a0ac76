package api_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// The main job on WhatsApp: a number is connected, a customer writes, everybody sees it at once, one answers, the answer
// arrives, and how far it got is told.
func TestAWhatsAppCustomerWritesAndAnAgentAnswers(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		eko, fitri := l.As(sapatest.Eko), l.As(sapatest.Fitri)
		live := eko.Live(0)
		rina := l.Fake.Customer("6281234567890", "Rina")
		rina.Text("Halo, masih ada batik ukuran L?")
		l.Turn()
		live.WaitEvent("the message", sapatest.Kind("message.received"))
		id := eko.List("queue")[0]
		row := eko.Want(http.StatusOK, "GET", "/api/v1/conversations/"+id, nil)
		if row.Text("contact", "name") != "Rina" || row.Text("contact", "phone") != "+6281234567890" {
			t.Errorf("the contact is %v", row.At("contact"))
		}
		if a := eko.Reply(id, "Masih, kak!"); a.Status != http.StatusCreated || a.Text("status") != "queued" {
			t.Fatalf("reply: %d %s", a.Status, a.Body)
		}
		l.Turn()
		if inbox := rina.Inbox(); len(inbox) != 1 || inbox[0].Text != "Masih, kak!" {
			t.Fatalf("the customer has %+v", inbox)
		}
		if m := eko.Last(id); m.Status != "delivered" || m.FailureCode != "" {
			t.Errorf("the answer is %+v", m)
		}
		if written := rina.Written(); written[0].Status != "read" {
			t.Errorf("the customer sees their message as %s", written[0].Status)
		}
		rina.ReadAll()
		l.Turn()
		if m := eko.Last(id); m.Status != "read" {
			t.Errorf("read by the customer, the answer is %s", m.Status)
		}
		live.WaitEvent("the mark of reading", func(e sapatest.Frame) bool {
			m, _ := e["message"].(map[string]any)
			return e["kind"] == "message.changed" && m["status"] == "read"
		})
		if got := fitri.List("queue"); len(got) != 0 {
			t.Error("a handled conversation must leave the other agents' queue")
		}
	})
}

// Whoever connects a number hands over secrets once. No answer, no log and no table shows them again.
func TestSecretsOfANumberAreNeverShown(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.Site{}.Unconnected(t, e)
		owner := l.As(sapatest.Ratna)
		answers := []*sapatest.Answer{l.Connect()}
		l.Rina()
		answers = append(answers,
			owner.Want(http.StatusOK, "GET", "/api/v1/channels", nil),
			owner.Want(http.StatusOK, "POST", "/api/v1/channels/"+l.Channel+"/check", nil),
			owner.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+l.Channel, map[string]any{"name": "Nomor toko"}),
			l.As(sapatest.Eko).Want(http.StatusOK, "GET", "/api/v1/channels", nil))
		l.Fake.KillToken(463)
		answers = append(answers, owner.Want(http.StatusOK, "POST", "/api/v1/channels/"+l.Channel+"/check", nil))
		wrong := l.Settings()
		wrong["phone_number_id"] = "nomor"
		answers = append(answers, owner.Want(http.StatusUnprocessableEntity, "PATCH", "/api/v1/channels/"+l.Channel, map[string]any{"config": wrong}))
		text := l.Dump() + l.Log.String()
		for _, a := range answers {
			text += string(a.Body)
		}
		for _, secret := range []string{fake.DefaultAccessToken, fake.DefaultAppSecret} {
			if strings.Contains(text, secret) || strings.Contains(text, hexOf(secret)) {
				t.Errorf("%s is shown or kept in the clear", secret)
			}
		}
		if got := answers[1].At("channels", 1, "setup", "secrets"); !slices.Equal(got.([]any), []any{"access_token", "app_secret"}) {
			t.Errorf("the names of the secrets are %v", got)
		}
	})
}

// A secret that is left empty stays as it was; one that is given takes its place.
func TestChangingANumbersSecrets(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	owner, config := l.As(sapatest.Ratna), l.Settings()
	config["access_token"], config["app_secret"] = "", nil
	owner.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+l.Channel, map[string]any{"config": config})
	rina, id := l.Rina()
	owner.Reply(id, "Masih jalan")
	l.Turn()
	if len(rina.Inbox()) != 1 {
		t.Fatal("without new secrets, the old ones count")
	}
	config["access_token"] = "EAAsomethingelse"
	owner.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+l.Channel, map[string]any{"config": config})
	if got := owner.Want(http.StatusOK, "POST", "/api/v1/channels/"+l.Channel+"/check", nil).Text("channel", "health", "code"); got != "token_invalid" {
		t.Errorf("with another token, the number is %q", got)
	}
	config["access_token"] = fake.DefaultAccessToken
	owner.Want(http.StatusOK, "PATCH", "/api/v1/channels/"+l.Channel, map[string]any{"config": config})
	if got := owner.Want(http.StatusOK, "POST", "/api/v1/channels/"+l.Channel+"/check", nil).Text("channel", "health", "state"); got != "well" {
		t.Errorf("with the right token again, the number is %q", got)
	}
	owner.Do("POST", "/api/v1/channels", map[string]any{"kind": "whatsapp", "name": "Dua kali", "config": l.Settings()}).Must(http.StatusConflict, "account_connected")
}

// The provider's question whether this is the right address is answered with its own word, as text, and only to who
// knows the verify token.
func TestHandshake(t *testing.T) {
	t.Parallel()
	l := sapatest.WhatsApp(t, sapatest.SQLite)
	token := l.As(sapatest.Ratna).Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 1, "setup", "hook", "verify_token")
	ask := func(key, query string) *sapatest.Answer { return l.Anonymous().Do("GET", "/hooks/"+key+"?"+query, nil) }
	good := ask(l.Key, "hub.mode=subscribe&hub.challenge=%3Cb%3E1&hub.verify_token="+token)
	if good.Status != http.StatusOK || string(good.Body) != "<b>1" || good.Header.Get("Content-Type") != "text/plain; charset=utf-8" {
		t.Errorf("the right question: %d %s %s", good.Status, good.Header.Get("Content-Type"), good.Body)
	}
	for name, query := range map[string]string{
		"wrong": "hub.mode=subscribe&hub.challenge=1&hub.verify_token=" + token + "x", "none": "hub.mode=subscribe&hub.challenge=1",
		"another mode": "hub.mode=unsubscribe&hub.challenge=1&hub.verify_token=" + token, "no challenge": "hub.mode=subscribe&hub.verify_token=" + token,
	} {
		if a := ask(l.Key, query); a.Status != http.StatusForbidden {
			t.Errorf("%s: %d %s", name, a.Status, a.Body)
		}
	}
	good = ask(l.Widget, "hub.mode=subscribe&hub.challenge=1&hub.verify_token="+token)
	if good.Status != http.StatusNotFound {
		t.Errorf("a web chat has no provider: %d", good.Status)
	}
	ask("wk_nothing", "hub.mode=subscribe").Must(http.StatusNotFound, "")
	l.As(sapatest.Ratna).Want(http.StatusNoContent, "DELETE", "/api/v1/channels/"+l.Channel, nil)
	ask(l.Key, "hub.mode=subscribe&hub.challenge=1&hub.verify_token="+token).Must(http.StatusNotFound, "")
}
