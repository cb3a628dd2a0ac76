package api_test

import (
	"net/http"
	"strings"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
	fake "github.com/sapa-inbox/sapa/internal/simulate/whatsapp"
)

// What administrators do to settings, permissions, members and channels stays written: who did it, and what is another
// now. No secret is ever part of it.
func TestWhatAdministratorsDoStaysWritten(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		l := sapatest.WhatsApp(t, e)
		ratna, citra := l.As(sapatest.Ratna), l.As(sapatest.Citra)
		hana := ratna.Want(http.StatusCreated, "POST", "/api/v1/members", object{"name": "Hana", "email": "hana@melati.example", "role": "agent"}).Text("member", "id")
		secrets := l.Settings()
		secrets["app_secret"] = "a-new-app-secret-0001"
		for _, c := range []struct {
			method, path string
			body         any
			kind         sapa.EventKind
			holds        []string
		}{
			{"PATCH", "/api/v1/settings", object{"agent_can_assign": true}, sapa.SettingsUpdated, []string{`"agent_can_assign":true`}},
			{"PATCH", "/api/v1/settings", object{"agent_can_assign": false}, sapa.SettingsUpdated, []string{`"agent_can_assign":false`}},
			{"PATCH", "/api/v1/workspace", object{"name": "Toko Mawar", "time_zone": "Asia/Jayapura"}, sapa.SettingsUpdated, []string{`"name":"Toko Mawar"`, `"time_zone":"Asia/Jayapura"`}},
			{"PATCH", "/api/v1/members/" + hana, object{"role": "manager"}, sapa.MemberUpdated, []string{`"role":"manager"`, `"was":"agent"`}},
			{"PATCH", "/api/v1/members/" + citra.ID, object{"denied": []string{"workspace_settings"}}, sapa.MemberUpdated, []string{`"denied":["workspace_settings"]`}},
			{"POST", "/api/v1/members/" + hana + "/link", nil, sapa.MemberInvited, []string{`"again":true`}},
			{"DELETE", "/api/v1/members/" + hana, nil, sapa.MemberRemoved, nil},
			{"PATCH", "/api/v1/channels/" + l.Channel, object{"name": "Nomor toko", "session_hours": 20}, sapa.ChannelUpdated, []string{`"changed":["name","session_hours"]`}},
			{"PATCH", "/api/v1/channels/" + l.Channel, object{"config": secrets}, sapa.ChannelUpdated, []string{`"changed":["secrets"]`}},
			{"PATCH", "/api/v1/channels/" + l.Channel, object{"on": false}, sapa.ChannelUpdated, []string{`"state":"off"`}},
			{"DELETE", "/api/v1/channels/" + l.Channel, nil, sapa.ChannelRemoved, []string{`"state":"disconnected"`}},
			{"POST", "/api/v1/channels", object{"kind": "webchat", "name": "Kedua"}, sapa.ChannelConnected, nil},
		} {
			last := l.Query(`SELECT max(number) FROM events WHERE workspace_id = 1`)[0]
			if a := ratna.Do(c.method, c.path, c.body); a.Status >= 300 {
				t.Fatalf("%s %s: %d %s", c.method, c.path, a.Status, a.Body)
			}
			got := strings.Join(l.Query(`SELECT kind, by_kind, data FROM events WHERE workspace_id = 1 AND number > `+last+` AND kind = '`+string(c.kind)+`'`), "\n")
			for _, want := range append(c.holds, string(c.kind)+"|member") {
				if !strings.Contains(strings.ReplaceAll(got, `": `, `":`), want) {
					t.Errorf("%s %s: %s is not in %q", c.method, c.path, want, got)
				}
			}
		}
		all := strings.Join(l.Query(`SELECT data FROM events`), "\n")
		for _, secret := range []string{"a-new-app-secret-0001", fake.DefaultAccessToken, fake.DefaultAppSecret, sapatest.Password} {
			if strings.Contains(all, secret) {
				t.Errorf("the events tell %q", secret)
			}
		}
	})
}
