package api_test

import (
	"net/http"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapatest"
)

func limitsOf(mode string, channels, members map[string]int) map[string]any {
	list := func(field string, of map[string]int) []any {
		all := []any{}
		for id, limit := range of {
			all = append(all, map[string]any{field: id, "limit": limit})
		}
		return all
	}
	return map[string]any{"mode": mode, "all": 3, "channels": list("channel_id", channels), "members": list("member_id", members)}
}

// All limits are set together and read as they were set; those who are left out have none any more.
func TestWorkloadIsSetAtOnce(t *testing.T) {
	t.Parallel()
	sapatest.Engines(t, func(t *testing.T, e sapatest.Engine) {
		h := sapatest.New(t, e)
		citra, eko := h.As(sapatest.Citra), h.As(sapatest.Eko)
		channel := citra.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "id")
		const path = "/api/v1/workload"
		citra.Want(http.StatusNoContent, "PUT", path, limitsOf("per_channel", map[string]int{channel: 2}, map[string]int{eko.ID: 7}))
		got := citra.Want(http.StatusOK, "GET", path, nil)
		if got.Text("mode") != "per_channel" || got.At("all") != 3.0 || got.At("channels", 0, "limit") != 2.0 ||
			got.Text("channels", 0, "channel_id") != channel || got.At("members", 0, "limit") != 7.0 || got.Text("members", 0, "member_id") != eko.ID {
			t.Errorf("it is %v", got)
		}
		citra.Want(http.StatusNoContent, "PUT", path, limitsOf("all_channels", nil, nil))
		if got := citra.Want(http.StatusOK, "GET", path, nil); got.Len("channels") != 0 || got.Len("members") != 0 || got.Text("mode") != "all_channels" {
			t.Errorf("it is %v", got)
		}
	})
}

// What is wrong changes nothing, and neither does what is another workspace's.
func TestWorkloadOfOthers(t *testing.T) {
	t.Parallel()
	h := sapatest.New(t, sapatest.SQLite)
	citra := h.As(sapatest.Citra)
	neighbour, _ := h.Neighbour()
	theirChannel := neighbour.Want(http.StatusOK, "GET", "/api/v1/channels", nil).Text("channels", 0, "id")
	const path = "/api/v1/workload"
	for _, row := range []struct {
		body  map[string]any
		field string
	}{
		{limitsOf("all_channels", map[string]int{theirChannel: 2}, nil), "channels"},
		{limitsOf("all_channels", nil, map[string]int{neighbour.ID: 2}), "members"},
		{limitsOf("all_channels", map[string]int{"nonsense": 2}, nil), "channels"},
		{limitsOf("all_channels", map[string]int{theirChannel: 101}, nil), ""},
		{limitsOf("some_channels", nil, nil), ""},
	} {
		answer := citra.Do("PUT", path, row.body)
		if answer.Status != http.StatusUnprocessableEntity || row.field != "" && answer.Text("errors", 0, "field") != row.field {
			t.Errorf("%v answers %d %v", row.body, answer.Status, answer)
		}
	}
	if got := citra.Want(http.StatusOK, "GET", path, nil); got.Text("mode") != "off" || got.Len("channels") != 0 {
		t.Errorf("it is %v", got)
	}
}
