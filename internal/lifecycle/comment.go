package lifecycle

import (
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
)

// CodePrivateUsed is the word for a comment that has been answered privately, here or elsewhere.
const CodePrivateUsed = "private_reply_used"

// CodePrivateLate is the word for a comment that is too old to be answered privately.
const CodePrivateLate = "private_reply_late"

// CheckPrivate tells whether a comment can be answered privately now: once, and not for long (spec CHN-5).
func CheckPrivate(m sapa.Message, now time.Time) error {
	switch {
	case m.Comment == nil || m.Direction != sapa.In || m.ProviderID == "" || m.Comment.PrivateUntil.IsZero():
		return sapa.Errorf(sapa.Conflict, "not_supported", "the message cannot be answered privately")
	case !m.DeletedAt.IsZero():
		return sapa.Errorf(sapa.Conflict, "deleted", "the comment was deleted")
	case m.Comment.Answer != 0:
		return sapa.Errorf(sapa.Conflict, CodePrivateUsed, "the comment was answered privately")
	case !now.Before(m.Comment.PrivateUntil):
		return sapa.Errorf(sapa.Conflict, CodePrivateLate, "the comment is too old to be answered privately")
	}
	return nil
}

// Answerable tells whether a comment can be answered below it.
func Answerable(m sapa.Message) bool {
	return m.Comment != nil && !m.Comment.Private && !m.Comment.Live && m.Direction != sapa.Note && m.ProviderID != "" && m.DeletedAt.IsZero()
}
