package api_test

import (
	"bytes"
	"encoding/hex"
	"strconv"
	"testing"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/sapatest"
)

func hexOf(text string) string { return hex.EncodeToString([]byte(text)) }

// conversationOf is the newest conversation as the verbs know it.
func conversationOf(t *testing.T, l *sapatest.Line) sapa.ConversationID {
	t.Helper()
	n, err := strconv.ParseInt(l.Query(`SELECT max(id) FROM conversations`)[0], 10, 64)
	if err != nil {
		t.Fatal(err)
	}
	return sapa.ConversationID(n)
}

// channelOf is the number as the verbs know it.
func channelOf(t *testing.T, l *sapatest.Line) sapa.ChannelID {
	t.Helper()
	ch, err := l.Store.ChannelByKey(t.Context(), l.Key)
	if err != nil {
		t.Fatal(err)
	}
	return ch.ID
}

func replaceAll(body []byte, old, by string) []byte {
	return bytes.ReplaceAll(body, []byte(old), []byte(by))
}
