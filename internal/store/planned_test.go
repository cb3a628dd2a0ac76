package store_test

import (
	"context"
	"fmt"
	"time"

	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/store"
)

// moreQuestions are the queries but the lists of conversations.
func moreQuestions() []asked {
	type s = store.Store
	type c = context.Context
	now := time.Unix(1_000_000, 0)
	words := store.SearchQuery{Scope: agent, Member: 1, Words: []string{"batik"}, Limit: 20}
	later := words
	later.Before = 50_000
	subject := words
	subject.Words = []string{"kain"}
	several := words
	several.Words = []string{"batik", "kata7"}
	return []asked{
		{"ConversationRows", func(x c, s *s) error { return only(s.ConversationRows(x, 1, agent, 1, []sapa.ConversationID{1, 2})) }, nil, ""},
		{"EveryRow", func(x c, s *s) error { return only(s.EveryRow(x, 1, []sapa.ConversationID{1, 2})) }, nil, ""},
		{"Conversation", func(x c, s *s) error { return only(s.Conversation(x, 1, 1)) }, nil, ""},
		{"Counts", func(x c, s *s) error { _, _, err := s.Counts(x, 1, all, 1); return err }, []string{"conversations_mine", "conversations_queue"}, ""},
		{"OldestQueued", func(x c, s *s) error { return only(s.OldestQueued(x, 1, all, sapa.Comments)) }, []string{"conversations_queue"}, ""},
		{"HandledBy", func(x c, s *s) error { return only(s.HandledBy(x, 1, 1)) }, []string{"conversations_mine"}, ""},
		{"DueConversations", func(x c, s *s) error { return only(s.DueConversations(x, now, 200)) }, []string{"conversations_due"}, ""},
		{"Search", func(x c, s *s) error { return only(s.Search(x, 1, words)) }, []string{"messages?_search", "contacts?_search"}, "what an index of words found"},
		{"Search, a mail's subject", func(x c, s *s) error { return only(s.Search(x, 1, subject)) }, []string{"messages?_search"}, "what an index of words found"},
		{"Search, several words", func(x c, s *s) error { return only(s.Search(x, 1, several)) }, []string{"messages?_search", "message_words(_pkey)?"}, "what an index of words found"},
		{"Search, further", func(x c, s *s) error { return only(s.Search(x, 1, later)) }, []string{"messages?_search"}, "what an index of words found"},

		{"MessagesBefore the end", func(x c, s *s) error { return only(s.MessagesBefore(x, 1, 1, 0, 50, false)) }, nil, ""},
		{"MessagesBefore one", func(x c, s *s) error { return only(s.MessagesBefore(x, 1, 1, 9, 50, false)) }, nil, ""},
		{"MessagesBefore, for the contact", func(x c, s *s) error { return only(s.MessagesBefore(x, 1, 1, 9, 50, true)) }, nil, ""},
		{"MessagesAfter", func(x c, s *s) error { return only(s.MessagesAfter(x, 1, 1, 9, 50)) }, nil, ""},
		{"Message", func(x c, s *s) error { return only(s.Message(x, 1, 1)) }, nil, ""},
		{"MessagesByID", func(x c, s *s) error { return only(s.MessagesByID(x, 1, []sapa.MessageID{1, 2})) }, nil, ""},
		{"FindMessageByClientID", func(x c, s *s) error { return only(s.FindMessageByClientID(x, 1, 1, "a")) }, []string{"messages_client"}, ""},
		{"ShownMessage", func(x c, s *s) error { return only(s.ShownMessage(x, 1, 1, sapa.NewShownNumber(1, 1))) }, nil, ""},
		{"Versions", func(x c, s *s) error { return only(s.Versions(x, 1, 1)) }, nil, ""},
		{"InboundUpTo", func(x c, s *s) error { return only(s.InboundUpTo(x, 1, 1, 5)) }, nil, ""},
		{"Timeline", func(x c, s *s) error { return only(s.Timeline(x, 1, 1, 5, 9)) }, []string{"events_timeline"}, ""},
		{"Changes", func(x c, s *s) error { return only(s.Changes(x, 1, 5, 100)) }, nil, ""},
		{"LastChange", func(x c, s *s) error { return only(s.LastChange(x, 1)) }, nil, ""},
		{"LastChanges", func(x c, s *s) error { return only(s.LastChanges(x, []sapa.WorkspaceID{1, 2})) }, nil, ""},
		{"Drafts", func(x c, s *s) error { return only(s.Drafts(x, 1, 1, 1)) }, nil, ""},
		{"HasRead", func(x c, s *s) error { return only(s.HasRead(x, 1, 1, 1, now)) }, nil, ""},

		{"RoomOf", func(x c, s *s) error { return only(s.RoomOf(x, 1, 1, "x")) }, nil, ""},
		{"Episode, the latest", func(x c, s *s) error { return only(s.Episode(x, 1, 1, 0)) }, nil, ""},
		{"Episode, one", func(x c, s *s) error { return only(s.Episode(x, 1, 1, 2)) }, nil, ""},
		{"ReadMarks", func(x c, s *s) error { _, _, err := s.ReadMarks(x, 1, 1); return err }, []string{"messages_unread"}, "one room's conversations"},
		{"Unconfirmed", func(x c, s *s) error { return only(s.Unconfirmed(x, 1, 1, 5, sapa.Read)) }, []string{"messages_unread"}, "one room's messages on their way"},
		{"Contact", func(x c, s *s) error { return only(s.Contact(x, 1, 1)) }, nil, ""},
		{"Identities", func(x c, s *s) error { return only(s.Identities(x, 1, 1)) }, []string{"identities_contact"}, "one person's ids"},
		{"AttachmentByKey", func(x c, s *s) error { return only(s.AttachmentByKey(x, 1, "k")) }, nil, ""},
		{"LooseAttachments", func(x c, s *s) error { return only(s.LooseAttachments(x, 1, []string{"k", "l"})) }, nil, ""},
		{"StaleAttachments", func(x c, s *s) error { return only(s.StaleAttachments(x, now, 200)) }, []string{"attachments_loose"}, ""},

		{"DueFiles", func(x c, s *s) error { return only(s.DueFiles(x, now, 4)) }, []string{"attachments_due"}, ""},
		{"DueProfiles", func(x c, s *s) error { return only(s.DueProfiles(x, now, 8)) }, []string{"identities_ask"}, ""},
		{"DuePosts", func(x c, s *s) error { return only(s.DuePosts(x, now, 8)) }, []string{"posts_ask"}, ""},
		{"Post", func(x c, s *s) error { return only(s.Post(x, 1, 1)) }, nil, ""},
		{"ConversationsAbout", func(x c, s *s) error { return only(s.ConversationsAbout(x, 1, 1, 100)) }, []string{"conversations_post"}, ""},
		{"LastComment", func(x c, s *s) error { return only(s.LastComment(x, 1, 1)) }, nil, ""},
		{"Sending", func(x c, s *s) error { return only(s.Sending(x, 1, 1, 1)) }, []string{"sends_line"}, ""},
		{"MessageByProvider", func(x c, s *s) error { _, _, err := s.MessageByProvider(x, 1, 1, "p"); return err }, []string{"messages_provider"}, ""},
		{"UnsureIn", func(x c, s *s) error { return only(s.UnsureIn(x, 1, 1, 9, "hello", now)) }, nil, ""},
		{"LastFromContact", func(x c, s *s) error { return only(s.LastFromContact(x, 1, 1, 9)) }, nil, ""},
		{"WaitingDeliveries", func(x c, s *s) error { return only(s.WaitingDeliveries(x, now, 64)) }, []string{"deliveries_due"}, ""},
		{"OldestDelivery", func(x c, s *s) error { return only(s.OldestDelivery(x, now)) }, []string{"deliveries_due"}, ""},
		{"StuckDeliveries", func(x c, s *s) error { return only(s.StuckDeliveries(x, 1, 0, 30)) }, []string{"deliveries_stuck"}, ""},
		{"Delivery", func(x c, s *s) error { return only(s.Delivery(x, 1, 1)) }, nil, ""},
		{"Lanes", func(x c, s *s) error { return only(s.Lanes(x)) }, []string{"sends_line"}, ""},
		{"DueSends", func(x c, s *s) error { return only(s.DueSends(x, 1, 1, now, 16)) }, []string{"sends_line"}, "the first of each room's line"},
		{"SendOf", func(x c, s *s) error { return only(s.SendOf(x, 1, 1, 1, sapa.SendHide)) }, []string{"sends_room"}, ""},
		{"SendsUnderWay", func(x c, s *s) error { return only(s.SendsUnderWay(x, 1, 1)) }, []string{"sends_under_way"}, "what one process was at"},
		{"MailBody", func(x c, s *s) error { return only(s.MailBody(x, 1, 1)) }, nil, ""},
		{"ThreadsOf", func(x c, s *s) error { return only(s.ThreadsOf(x, 1, 1, "a@b.c", []string{"x", "y"})) }, []string{"mails_id"}, "some mails by their ids"},
		{"ThreadOfToken", func(x c, s *s) error { return only(s.ThreadOfToken(x, 1, 1, "a@b.c", "1")) }, []string{"mails_token"}, ""},
		{"ThreadOfSubject", func(x c, s *s) error { return only(s.ThreadOfSubject(x, 1, 1, "a@b.c", "k", now)) }, []string{"mails_subject"}, ""},
		{"RoomByID", func(x c, s *s) error { return only(s.RoomByID(x, 1, 1, 1)) }, nil, ""},
		{"LastMails", func(x c, s *s) error { return only(s.LastMails(x, 1, 1, 20)) }, []string{"mails_room"}, ""},
		{"Template", func(x c, s *s) error { return only(s.Template(x, 1, 1, "n", "id")) }, nil, ""},
		{"Templates", func(x c, s *s) error { return only(s.Templates(x, 1, 1)) }, nil, ""},
		{"ChannelsToCheck", func(x c, s *s) error { return only(s.ChannelsToCheck(x, now, 200)) }, []string{"channels_check"}, ""},
		{"ListeningChannels", func(x c, s *s) error { return only(s.ListeningChannels(x, []string{"telegram"})) }, []string{"channels_listening"}, ""},
		{"Tokens", func(x c, s *s) error { return only(s.Tokens(x, 1, 1)) }, nil, ""},
		{"Listening", func(x c, s *s) error { return only(s.Listening(x, 1, 1)) }, nil, ""},
		{"Channel", func(x c, s *s) error { return only(s.Channel(x, 1, 1)) }, nil, ""},
		{"ChannelByKey", func(x c, s *s) error { return only(s.ChannelByKey(x, "k")) }, nil, ""},
		{"Channels", func(x c, s *s) error { return only(s.Channels(x, 1)) }, []string{"channels_workspace"}, ""},
		{"Workspace", func(x c, s *s) error { return only(s.Workspace(x, 1)) }, nil, ""},
		{"Installation", func(x c, s *s) error { return only(s.Installation(x)) }, nil, ""},
		{"Member", func(x c, s *s) error { return only(s.Member(x, 1, 1)) }, nil, ""},
		{"Members", func(x c, s *s) error { return only(s.Members(x, 1)) }, []string{"members_workspace"}, ""},
		{"Owners", func(x c, s *s) error { return only(s.Owners(x, 1)) }, nil, ""},
		{"FindMemberByEmail", func(x c, s *s) error { return only(s.FindMemberByEmail(x, "a@b.example")) }, []string{"members_email"}, ""},
		{"MembersByPhone", func(x c, s *s) error { return only(s.MembersByPhone(x, "+628")) }, []string{"members_by_phone"}, ""},
		{"SessionByHash", func(x c, s *s) error { return only(s.SessionByHash(x, []byte("h"))) }, nil, ""},
		{"Sessions", func(x c, s *s) error { return only(s.Sessions(x, 1, 1)) }, []string{"sessions_member"}, ""},
		{"KnownAddress", func(x c, s *s) error { return only(s.KnownAddress(x, 1, 1, "::1")) }, []string{"sessions_member"}, ""},
		{"InvitationByHash", func(x c, s *s) error { return only(s.InvitationByHash(x, []byte("h"), now)) }, nil, ""},
		{"Throttle", func(x c, s *s) error { return only(s.Throttle(x, "k")) }, nil, ""},

		{"View", func(x c, s *s) error { return only(s.View(x, 1, 1)) }, nil, ""},
		{"Views", func(x c, s *s) error { return only(s.Views(x, 1, 1)) }, []string{"views_member", "views_shared"}, ""},
		{"Department", func(x c, s *s) error { return only(s.Department(x, 1, 1)) }, nil, ""},
		{"Departments", func(x c, s *s) error { return only(s.Departments(x, 1)) }, []string{"departments_workspace"}, ""},
		{"DepartmentsToMove", func(x c, s *s) error { return only(s.DepartmentsToMove(x, now, 200)) }, []string{"departments_move"}, ""},
		{"OpenIn", func(x c, s *s) error { return only(s.OpenIn(x, 1, 1, 200)) }, []string{"conversations_waiting", "conversations_inactive_department", "conversations_mine"}, "what is handled at this moment"},
		{"Turn", func(x c, s *s) error { return only(s.Turn(x, 1, 1)) }, nil, ""},
		{"OnlineMembers", func(x c, s *s) error { return only(s.OnlineMembers(x, 1)) }, []string{"members_online"}, ""},
		{"Loads", func(x c, s *s) error { return only(s.Loads(x, 1)) }, nil, "what is handled at this moment"},
		{"LoadsOf", func(x c, s *s) error { return only(s.LoadsOf(x, 1, 1)) }, nil, ""},
		{"Lines", func(x c, s *s) error { return only(s.Lines(x, 1)) }, []string{"conversations_waiting"}, ""},
		{"Queued", func(x c, s *s) error { return only(s.Queued(x)) }, []string{"conversations_waiting|conversations_queue.*"}, ""},
		{"HasAgents", func(x c, s *s) error { return only(s.HasAgents(x, 1)) }, nil, ""},
		{"OldestQueued, but for a channel", func(x c, s *s) error { return only(s.OldestQueued(x, 1, all, sapa.Messages, 2)) }, []string{"conversations_queue"}, ""},
		{"Waiting", func(x c, s *s) error { return only(s.Waiting(x, 1, store.Line{Channel: 2}, 50)) }, []string{"conversations_waiting"}, ""},
		{"Allocating", func(x c, s *s) error { return only(s.Allocating(x)) }, []string{"allocations_due"}, ""},
		{"DueAllocations", func(x c, s *s) error { return only(s.DueAllocations(x, 1, now, 4)) }, []string{"allocations_due"}, ""},
		{"AllocationOf", func(x c, s *s) error { return only(s.AllocationOf(x, 1, 1)) }, nil, ""},
		{"AllocationLog", func(x c, s *s) error { return only(s.AllocationLog(x, 1)) }, []string{"allocation_answers_workspace"}, ""},
		{"Unanswered", func(x c, s *s) error { return only(s.Unanswered(x, 1)) }, []string{"conversations_(mine|live)"}, "what is handled at this moment"},
		{"ResolvedSince", func(x c, s *s) error { return only(s.ResolvedSince(x, 1, now)) }, []string{"conversations_resolved"}, "what was resolved in a day"},
		{"FirstReplies", func(x c, s *s) error { return only(s.FirstReplies(x, 1, now)) }, []string{"conversations_opened"}, "what was opened in a day"},
		{"PresenceLog", func(x c, s *s) error { return only(s.PresenceLog(x, 1, 1, now, 50)) }, nil, ""},
		{"Presences", func(x c, s *s) error { return only(s.Presences(x, 1, now, now)) }, []string{"presences_at"}, ""},
		{"FirstPresences", func(x c, s *s) error { return only(s.FirstPresences(x, 1)) }, []string{"members_workspace"}, ""},
		{"Happenings", func(x c, s *s) error {
			return only(s.Happenings(x, 1, sapa.Event{At: now, Number: 3, Index: 1}, now, now.Add(time.Hour), 100))
		}, []string{"events_shown"}, "events of one and the same moment"},

		{"Arrival", write(func(x c, tx *store.Tx) error {
			return only(tx.Arrival(x, sapa.Inbound{Channel: 1, From: sapa.Sender{External: "x"}, ProviderID: "p"}))
		}), []string{"messages_provider", "conversations_open", "identities_contact"}, "one person's ids"},
		{"Arrival, of many", many, []string{"messages_provider", "conversations_open", "identities_contact", "conversations_pkey|PRIMARY KEY"}, "one person's ids"},
		{"Progress", write(func(x c, tx *store.Tx) error { return only(tx.Progress(x, 1, 9, sapa.Read)) }), []string{"messages_unread"}, ""},
		{"ProgressUntil", write(func(x c, tx *store.Tx) error { return only(tx.ProgressUntil(x, 1, now, sapa.Read)) }), []string{"messages_unread"}, ""},
		{"DeleteMessage", write(func(x c, tx *store.Tx) error {
			return tx.DeleteMessage(x, sapa.Message{ID: 1}, sapa.SystemActor(), now)
		}), []string{"attachments_message"}, ""},
		{"DeleteStale", write(func(x c, tx *store.Tx) error { return tx.DeleteStale(x, now) }), []string{"sessions_expiry", "invitations_expiry", "throttles_age"}, ""},
		{"Hasten", write(func(x c, tx *store.Tx) error { return tx.Hasten(x, now) }), []string{"deliveries_due", "attachments_due"}, ""},
		{"DeleteSessions", write(func(x c, tx *store.Tx) error { return tx.DeleteSessions(x, 1, 1, 0) }), []string{"sessions_member"}, ""},
		{"NotePicked", write(func(x c, tx *store.Tx) error {
			return tx.NotePicked(x, map[sapa.MemberID]time.Time{1: now, 2: now, 3: now, 4: now, 5: now})
		}), nil, ""},
		{"CreateInvitation", write(func(x c, tx *store.Tx) error { return tx.DeleteInvitations(x, 1, 1) }), []string{"invitations_member"}, ""},
	}
}

// many asks for all there is to know of many who write, and writes many conversations.
func many(ctx context.Context, s *store.Store) error {
	coming := make([]sapa.Inbound, 8)
	for i := range coming {
		who := sapa.Sender{External: fmt.Sprint("x", i), Others: []string{fmt.Sprint("y", i)}, Lasting: true}
		coming[i] = sapa.Inbound{Kind: sapa.InboundMessage, Channel: 1, From: who, ProviderID: fmt.Sprint("p", i)}
	}
	_, err := s.ChangeFor(ctx, 1, coming, func(tx *store.Tx) error {
		for i := range coming {
			c := sapa.Conversation{ID: sapa.ConversationID(1_000_000 + i)}
			write := tx.UpdateConversation
			if i%2 == 1 {
				write = func(ctx context.Context, c sapa.Conversation) error { return tx.ContinueConversation(ctx, c, c) }
			}
			if err := write(ctx, c); err != nil {
				return err
			}
		}
		return only(tx.Arrival(ctx, sapa.Inbound{Channel: 1, From: sapa.Sender{External: "x"}}))
	})
	return err
}
