package main

import (
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/coder/websocket"
)

// screen is a member's screen: it loads what there is, follows the socket, and resumes by number, as the web app does.
type screen struct {
	*office
	name int

	mu sync.Mutex
	// number is the newest change that is contained; rows and messages are by id.
	number   int64
	loaded   bool
	rows     map[string]row
	messages map[string]said
	// resumed and reloaded count how it came back.
	resumed, reloaded int
}

// row is what a list shows of a conversation, said what a thread shows of a message.
type row struct {
	ID           string
	State        string
	ChannelID    string `json:"channel_id"`
	AssigneeID   string `json:"assignee_id"`
	LastSeq      int    `json:"last_seq"`
	InboundCount int    `json:"inbound_count"`
	Last         struct {
		Text      string
		Direction string
	}
}

type said struct {
	ID             string
	ConversationID string `json:"conversation_id"`
	Direction      string
	Text           string
	Status         string
	Seq            int
	FailureCode    string `json:"failure_code"`
}

// frame is what the socket brings.
type frame struct {
	Type   string
	Number int64
	Events []struct {
		Kind         string
		Conversation *row
		Message      *said
		Status       string
		UpTo         int `json:"up_to"`
	}
}

// look keeps the screen up to date until ctx ends.
func (s *screen) look(ctx context.Context) {
	for ctx.Err() == nil {
		err := s.load()
		if err == nil {
			err = s.follow(ctx)
		}
		if websocket.CloseStatus(err) == 4401 {
			s.t.Errorf("screen %d was told that its session is over: %v", s.name, err)
			return
		}
		select {
		case <-ctx.Done():
		case <-time.After(10 * time.Millisecond): // as the web app waits a second
		}
	}
}

// load reads everything, unless that was done.
func (s *screen) load() error {
	if s.loaded {
		return nil
	}
	var first struct{ Number int64 }
	if err := s.read("/api/v1/bootstrap", &first); err != nil {
		return err
	}
	rows, messages, err := s.everything()
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.number, s.rows, s.messages, s.loaded = first.Number, rows, messages, true
	return nil
}

// everything reads all conversations and their messages.
func (s *screen) everything() (map[string]row, map[string]said, error) {
	rows, messages := map[string]row{}, map[string]said{}
	for next := ""; ; {
		var page struct {
			Conversations []row
			Next          string
		}
		if err := s.read("/api/v1/conversations?tab=all&limit=100"+next, &page); err != nil {
			return nil, nil, err
		}
		for _, r := range page.Conversations {
			rows[r.ID] = r
			if err := s.thread(r.ID, messages); err != nil {
				return nil, nil, err
			}
		}
		if page.Next == "" {
			return rows, messages, nil
		}
		next = "&after=" + page.Next
	}
}

// thread reads a conversation's messages.
func (s *screen) thread(id string, into map[string]said) error {
	for after := 0; ; {
		var page struct {
			Messages []said
			More     bool
		}
		if err := s.read(fmt.Sprintf("/api/v1/conversations/%s/messages?limit=200&after=%d", id, after), &page); err != nil {
			return err
		}
		for _, m := range page.Messages {
			into[m.ID] = m
			after = m.Seq
		}
		if !page.More {
			return nil
		}
	}
}

// follow applies what the socket brings until it breaks.
func (s *screen) follow(ctx context.Context) error {
	conn, _, err := websocket.Dial(ctx, "ws://"+s.address+"/api/v1/socket", &websocket.DialOptions{HTTPClient: &http.Client{Jar: s.client.Jar}})
	if err != nil {
		return err
	}
	defer conn.CloseNow()
	conn.SetReadLimit(1 << 20)
	hello := fmt.Sprintf(`{"type":"hello","after":%d}`, s.number)
	if err := conn.Write(ctx, websocket.MessageText, []byte(hello)); err != nil {
		return err
	}
	reloading := false
	for {
		_, text, err := conn.Read(ctx)
		if err != nil {
			return err
		}
		var f frame
		if err := json.Unmarshal(text, &f); err != nil {
			s.t.Errorf("%v in %s", err, text)
			return err
		}
		switch f.Type {
		case "reload":
			reloading = true
		case "ready":
			if reloading {
				s.loaded = false
				s.reloaded++
				return nil
			}
			s.resumed++
			s.reach(f.Number)
		case "change":
			s.apply(f)
		}
	}
}

func (s *screen) reach(number int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.number = max(s.number, number)
}

// ranks order statuses: a report never takes one back.
var ranks = map[string]int{"": 0, "queued": 1, "unsure": 2, "sent": 3, "delivered": 4, "read": 5, "failed": 6}

// apply takes a change in, once.
func (s *screen) apply(f frame) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if f.Number <= s.number {
		return
	}
	s.number = f.Number
	for _, e := range f.Events {
		if e.Conversation != nil {
			s.rows[e.Conversation.ID] = *e.Conversation
		}
		if m := e.Message; m != nil {
			if known := s.messages[m.ID]; e.Kind != "message.changed" && ranks[known.Status] > ranks[m.Status] {
				m.Status, m.FailureCode = known.Status, known.FailureCode
			}
			s.messages[m.ID] = *m
		}
		if e.Kind == "message.progressed" && e.Conversation != nil {
			s.progress(e.Conversation.ID, e.Status, e.UpTo)
		}
	}
}

// progress moves the statuses of a conversation's outbound messages forward, up to a number.
func (s *screen) progress(conversation, status string, upTo int) {
	for id, m := range s.messages {
		if m.ConversationID == conversation && m.Direction == "out" && m.Seq <= upTo && ranks[m.Status] < ranks[status] {
			m.Status = status
			s.messages[id] = m
		}
	}
}

// open is the id of one of a channel's conversations, another one for each n; empty when there is none, or enough waits to
// be sent already.
func (s *screen) open(channel string, n int) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	waiting := 0
	for _, m := range s.messages {
		if m.Status == "queued" {
			waiting++
		}
	}
	var ids []string
	for id, r := range s.rows {
		if r.ChannelID == channel {
			ids = append(ids, id)
		}
	}
	if len(ids) == 0 || waiting >= unanswered {
		return ""
	}
	slices.Sort(ids)
	return ids[n*7%len(ids)]
}

// differences says where a screen shows something else than what there is.
func (s *screen) differences(rows map[string]row, messages map[string]said) string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return cmp.Or(different(s.rows, rows), different(s.messages, messages))
}

func different[T comparable](shown, there map[string]T) string {
	if maps.Equal(shown, there) {
		return ""
	}
	var all []string
	for id, one := range there {
		if mine, ok := shown[id]; !ok || mine != one {
			all = append(all, fmt.Sprintf("shown %+v, there is %+v", mine, one))
		}
	}
	return fmt.Sprintf("%d shown, %d there are; %s", len(shown), len(there), strings.Join(all[:min(len(all), 3)], "; "))
}
