package lifecycle_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/lifecycle"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

// A comment can be answered privately exactly while it is the contact's, is there, has no such answer and is young enough.
func TestPrivateReplyIsOnceAndNotForLong(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		within := time.Duration(rapid.IntRange(0, 8*24).Draw(t, "within")) * time.Hour
		age := time.Duration(rapid.IntRange(0, 9*24*60).Draw(t, "age")) * time.Minute
		m := sapa.Message{
			Direction: rapid.SampledFrom([]sapa.Direction{sapa.In, sapa.Out, sapa.Note}).Draw(t, "direction"), At: monday,
			ProviderID: rapid.SampledFrom([]string{"", "c1"}).Draw(t, "id"), Comment: &sapa.Comment{Answer: sapa.MessageID(rapid.IntRange(0, 1).Draw(t, "answer"))},
		}
		if within > 0 {
			m.Comment.PrivateUntil = monday.Add(within)
		}
		if rapid.Bool().Draw(t, "deleted") {
			m.DeletedAt = monday
		}
		free := m.Direction == sapa.In && m.ProviderID != "" && m.DeletedAt.IsZero() && m.Comment.Answer == 0 && age < within
		err := lifecycle.CheckPrivate(m, monday.Add(age))
		if (err == nil) != free || err != nil && sapa.KindOf(err) != sapa.Conflict {
			t.Fatalf("%+v %+v after %s: %v", m, m.Comment, age, err)
		}
	})
	if lifecycle.CheckPrivate(sapa.Message{Direction: sapa.In, ProviderID: "m1"}, monday) == nil {
		t.Error("a message that is no comment can be answered privately")
	}
}

// What is deleted, private, unsent or between members cannot be answered below.
func TestAnswerable(t *testing.T) {
	t.Parallel()
	good := sapa.Message{Direction: sapa.In, ProviderID: "c1", Comment: &sapa.Comment{}}
	if !lifecycle.Answerable(good) {
		t.Error("a comment cannot be answered")
	}
	for name, spoil := range map[string]func(*sapa.Message){
		"deleted": func(m *sapa.Message) { m.DeletedAt = monday }, "unsent": func(m *sapa.Message) { m.ProviderID = "" },
		"note": func(m *sapa.Message) { m.Direction = sapa.Note }, "private": func(m *sapa.Message) { m.Comment = &sapa.Comment{Private: true} },
		"message": func(m *sapa.Message) { m.Comment = nil },
	} {
		m := good
		if spoil(&m); lifecycle.Answerable(m) {
			t.Errorf("one that is %s can be answered", name)
		}
	}
}
