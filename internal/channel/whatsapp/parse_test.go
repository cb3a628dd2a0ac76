package whatsapp_test

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/channel"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest/conform"
)

// deliver wraps elements as the provider does.
func deliver(t testing.TB, values ...map[string]any) []byte {
	t.Helper()
	var changes []map[string]any
	for _, value := range values {
		value["metadata"] = map[string]string{"phone_number_id": phoneID}
		changes = append(changes, map[string]any{"field": "messages", "value": value})
	}
	raw, err := json.Marshal(map[string]any{
		"object": "whatsapp_business_account", "entry": []map[string]any{{"id": wabaID, "changes": changes}},
	})
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// Whatever is odd about one message, or a whole list of the delivery, the message beside it arrives; and a message that has
// an id and a sender arrives in some form.
func TestOneBrokenElementTakesNoOtherAlong(t *testing.T) {
	t.Parallel()
	one := account(nil)
	for _, name := range []string{"message-image", "message-interactive-flow-reply", "message-text-ctwa-referral", "message-contacts", "status-failed-131047", "smb-message-echo-text"} {
		var sampled struct {
			Entry []struct {
				Changes []struct{ Value map[string]json.RawMessage }
			}
		}
		conform.Sample(t, &sampled, "deliveries", name+".json")
		for list, elements := range sampled.Entry[0].Changes[0].Value {
			if list == "metadata" || list == "messaging_product" {
				continue
			}
			for odd := range conform.Variants(t, elements) {
				good := map[string]any{"id": "wamid.GOOD", "from": contact, "type": "text", "text": map[string]string{"body": "masih ada"}}
				body := deliver(t, map[string]any{list: json.RawMessage(odd)}, map[string]any{"messages": []any{good}})
				elements, err := one.Parse(channel.Delivery{Body: body})
				if err != nil || !arrived(elements, "wamid.GOOD", sapa.Text) {
					t.Fatalf("%s: %+v, %v", body, elements, err)
				}
			}
		}
	}
}

func arrived(elements []sapa.Inbound, id string, kind sapa.MessageKind) bool {
	for _, in := range elements {
		if in.ProviderID == id && in.Kind == sapa.InboundMessage && in.Message.Kind == kind {
			return true
		}
	}
	return false
}

// A message with an id and a sender is never dropped, whatever else is in it.
func TestNoMessageIsDropped(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("testdata/deliveries/message-image.json")
	if err != nil {
		t.Fatal(err)
	}
	var sampled struct {
		Entry []struct {
			Changes []struct {
				Value struct{ Messages []map[string]json.RawMessage }
			}
		}
	}
	if err := json.Unmarshal(raw, &sampled); err != nil {
		t.Fatal(err)
	}
	whole := sampled.Entry[0].Changes[0].Value.Messages[0]
	rest := map[string]json.RawMessage{}
	for name, value := range whole {
		if name != "id" && name != "from" {
			rest[name] = value
		}
	}
	body, err := json.Marshal(rest)
	if err != nil {
		t.Fatal(err)
	}
	one := account(nil)
	for odd := range conform.Variants(t, body) {
		message := map[string]json.RawMessage{}
		if json.Unmarshal(odd, &message) != nil || message == nil {
			continue
		}
		message["id"], message["from"] = whole["id"], whole["from"]
		elements, err := one.Parse(channel.Delivery{Body: deliver(t, map[string]any{"messages": []any{message}})})
		if err != nil || len(elements) != 1 || elements[0].Kind != sapa.InboundMessage || elements[0].From.External != contact {
			t.Fatalf("%s: %+v, %v", odd, elements, err)
		}
	}
}

// Any mixture of elements for us and for others comes out whole: as many as went in for us, in their order, whatever the
// batches.
func TestEveryElementComesOut(t *testing.T) {
	t.Parallel()
	one := account(nil)
	rapid.Check(t, func(rt *rapid.T) {
		var want []string
		var values []map[string]any
		for i := range rapid.IntRange(1, 5).Draw(rt, "changes") {
			var messages, statuses []any
			for j := range rapid.IntRange(0, 4).Draw(rt, "messages") {
				id := fmt.Sprintf("wamid.m%d.%d", i, j)
				want = append(want, id)
				messages = append(messages, map[string]any{"id": id, "from": contact, "type": rapid.SampledFrom([]string{"text", "image", "order", ""}).Draw(rt, "type")})
			}
			for j := range rapid.IntRange(0, 4).Draw(rt, "statuses") {
				id := fmt.Sprintf("wamid.s%d.%d", i, j)
				want = append(want, id)
				statuses = append(statuses, map[string]any{"id": id, "status": "read", "recipient_id": contact})
			}
			if len(messages)+len(statuses) > 0 {
				values = append(values, map[string]any{"messages": messages, "statuses": statuses})
			}
		}
		if len(values) == 0 {
			return
		}
		elements, err := one.Parse(channel.Delivery{Body: deliver(t, values...)})
		var got []string
		for _, in := range elements {
			if in.Kind != sapa.InboundAccount {
				got = append(got, in.ProviderID)
			}
		}
		if err != nil || strings.Join(got, " ") != strings.Join(want, " ") {
			rt.Fatalf("%v, %v, want %v", got, err, want)
		}
	})
}

// A delivery of which nothing can be understood is an error, so that it waits for a person.
func TestNothingUnderstoodIsAnError(t *testing.T) {
	t.Parallel()
	for _, value := range []map[string]any{
		{"messages": []any{7}}, {"messages": "x"}, {"statuses": []any{map[string]any{"id": "wamid.A"}}}, {"message_echoes": []any{map[string]any{"id": "wamid.A", "type": "text"}}},
		{"user_id_update": []any{map[string]any{"wa_id": contact}}}, {"errors": []any{map[string]any{"title": "x"}}},
	} {
		if elements, err := account(nil).Parse(channel.Delivery{Body: deliver(t, value)}); sapa.CodeOf(err) != "unreadable" || len(elements) != 0 {
			t.Errorf("%v: %+v, %v", value, elements, err)
		}
	}
}

// A delivery as large as they come is read in the time of a small one for each of its messages.
func TestLargeDelivery(t *testing.T) {
	t.Parallel()
	const many = 10_000
	var contacts, messages []any
	for i := range many {
		number := fmt.Sprint(6281200000000 + i)
		contacts = append(contacts, map[string]any{"wa_id": number, "profile": map[string]string{"name": "N" + number}})
		messages = append(messages, map[string]any{"id": "wamid." + number, "from": number, "type": "text", "text": map[string]string{"body": "x"}})
	}
	began := time.Now()
	elements, err := account(nil).Parse(channel.Delivery{Body: deliver(t, map[string]any{"contacts": contacts, "messages": messages})})
	if err != nil || len(elements) != many {
		t.Fatalf("%d elements, %v", len(elements), err)
	}
	for _, in := range elements {
		if in.From.Name != "N"+in.From.External {
			t.Fatalf("%+v", in.From)
		}
	}
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("it took %v", took)
	}
}

func TestTimes(t *testing.T) {
	t.Parallel()
	for raw, want := range map[string]int64{
		`"1749416383"`: 1749416383, `1749416383`: 1749416383, `""`: 0, `"x"`: 0, `"-1"`: 0, `0`: 0, `"99999999999999999999"`: 0, `1e9`: 0, `"253402300799"`: 253402300799,
		`"253402300800"`: 0, `null`: 0, `[]`: 0,
	} {
		message := map[string]any{"id": "wamid.A", "from": contact, "type": "text", "text": map[string]string{"body": "x"}, "timestamp": json.RawMessage(raw)}
		elements, err := account(nil).Parse(channel.Delivery{Body: deliver(t, map[string]any{"messages": []any{message}})})
		if err != nil || len(elements) != 1 || !elements[0].At.Equal(unix(want)) {
			t.Errorf("%s is %+v, %v", raw, elements, err)
		}
	}
}

func unix(seconds int64) time.Time {
	if seconds == 0 {
		return time.Time{}
	}
	return time.Unix(seconds, 0)
}
