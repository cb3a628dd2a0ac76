package presence_test

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/sapa-inbox/sapa/internal/presence"
	"github.com/sapa-inbox/sapa/internal/sapa"
)

var nine = time.Date(2026, 3, 2, 2, 0, 0, 0, time.UTC)

func at(seconds int) time.Time { return nine.Add(time.Duration(seconds) * time.Second) }

// online is a member who last did something, and was last connected, so many seconds after nine.
func online(active, connected int) sapa.Presence {
	return sapa.Presence{State: sapa.Online, Why: sapa.PresenceSignedIn, Since: nine, Active: at(active), Connected: at(connected)}
}

func offline(why sapa.PresenceWhy) sapa.Presence {
	return sapa.Presence{State: sapa.Offline, Why: why, Since: nine}
}

func TestLapse(t *testing.T) {
	t.Parallel()
	const minute = 60
	for what, row := range map[string]struct {
		p          sapa.Presence
		now        int
		inactivity int // minutes
		why        sapa.PresenceWhy
	}{
		"at work":                             {online(100, 100), 101, 15, ""},
		"just below the limit":                {online(0, 15*minute), 15*minute - 1, 15, ""},
		"idle, within 15 s after it":          {online(0, 15*minute), 15*minute + 7, 15, sapa.PresenceIdle},
		"a shorter limit counts at once":      {online(0, 5*minute), 5 * minute, 1, sapa.PresenceIdle},
		"a longer one too":                    {online(0, 16*minute), 16 * minute, 60, ""},
		"the connection is just gone":         {online(0, 0), 59, 15, ""},
		"gone for a minute":                   {online(0, 0), 67, 15, sapa.PresenceLeft},
		"at work without a connection":        {online(100, 0), 120, 15, ""},
		"left long before being idle":         {online(0, 0), 20 * minute, 15, sapa.PresenceLeft},
		"idle before the connection was lost": {online(0, 10*minute), 20 * minute, 5, sapa.PresenceIdle},
		"left and idle at once":               {online(0, 0), 2 * minute, 1, sapa.PresenceLeft},
		"offline by hand":                     {offline(sapa.PresenceByHand), 100 * minute, 1, ""},
	} {
		after, changed := presence.Lapse(row.p, at(row.now), time.Duration(row.inactivity)*time.Minute)
		if changed != (row.why != "") || changed && (after.State != sapa.Offline || after.Why != row.why || !after.Since.Equal(at(row.now))) {
			t.Errorf("%s: %+v, changed %v", what, after, changed)
		}
	}
}

// What members do, by how they stand: the why of what they turn into, or nothing.
func TestActs(t *testing.T) {
	t.Parallel()
	whys := []sapa.PresenceWhy{"", sapa.PresenceIdle, sapa.PresenceLeft, sapa.PresenceByHand, sapa.PresenceSignedOut}
	to := func(state sapa.PresenceState) func(sapa.Presence, time.Time) (sapa.Presence, bool) {
		return func(p sapa.Presence, now time.Time) (sapa.Presence, bool) { return presence.Switch(p, state, now) }
	}
	for what, row := range map[string]struct {
		do      func(sapa.Presence, time.Time) (sapa.Presence, bool)
		state   sapa.PresenceState
		why     sapa.PresenceWhy
		online  bool   // who is online changes
		offline string // who is offline changes: never signed in, idle, left, by hand, signed out
	}{
		"something":  {presence.Act, sapa.Online, sapa.PresenceActive, false, "yyy--"},
		"signing in": {presence.SignIn, sapa.Online, sapa.PresenceSignedIn, false, "yyyyy"},
		"going out":  {presence.SignOut, sapa.Offline, sapa.PresenceSignedOut, true, "-----"},
		"on":         {to(sapa.Online), sapa.Online, sapa.PresenceByHand, false, "yyyyy"},
		"off":        {to(sapa.Offline), sapa.Offline, sapa.PresenceByHand, true, "yyy-y"},
	} {
		check := func(p sapa.Presence, changes bool) {
			after, changed := row.do(p, at(5))
			want := p
			if changes {
				want.State, want.Why, want.Since = row.state, row.why, at(5)
				if row.state == sapa.Online {
					want.Active, want.Connected = at(5), at(5)
				}
			}
			if changed != changes || after != want {
				t.Errorf("%s makes of %+v: %+v (%v), want %+v", what, p, after, changed, want)
			}
		}
		check(online(1, 2), row.online)
		for i, why := range whys {
			check(offline(why), row.offline[i] == 'y')
		}
	}
}

// However signs and looks follow each other: nobody is offline who did something within the limit and was connected within the
// minute, everybody is who did nothing for 15 s longer than that, and only those come back by themselves who did not leave by hand.
func TestLapseProperty(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		inactivity := time.Duration(rapid.IntRange(1, 60).Draw(t, "minutes")) * time.Minute
		p := online(0, 0)
		now, active, connected := nine, nine, nine
		byHand := false
		for range rapid.IntRange(1, 30).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(1, 600).Draw(t, "seconds")) * time.Second)
			if after, changed := presence.Lapse(p, now, inactivity); changed {
				if now.Sub(active) < inactivity && now.Sub(later(active, connected)) < presence.Absent {
					t.Fatalf("thrown out after %v of rest and %v alone", now.Sub(active), now.Sub(connected))
				}
				p = after
			} else if p.Here() && (now.Sub(active) >= inactivity+15*time.Second || now.Sub(later(active, connected)) >= presence.Absent+15*time.Second) {
				t.Fatalf("still there after %v of rest and %v alone", now.Sub(active), now.Sub(connected))
			}
			switch rapid.SampledFrom([]string{"act", "connect", "off", "on", "nothing"}).Draw(t, "step") {
			case "act":
				p, _ = presence.Act(p, now)
				if active, p.Active = now, now; p.Here() == byHand {
					t.Fatalf("after an act online is %v, by hand %v", p.Here(), byHand)
				}
			case "connect":
				connected, p.Connected = now, now
			case "off":
				p, _ = presence.Switch(p, sapa.Offline, now)
				byHand = true
			case "on":
				if after, changed := presence.Switch(p, sapa.Online, now); changed {
					p, active, connected = after, now, now
				}
				byHand = false
			}
		}
	})
}

func later(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

func TestDevice(t *testing.T) {
	t.Parallel()
	for agent, want := range map[string]string{
		"Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/140.0 Safari/537.36":                             "desktop",
		"Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0":                                              "desktop",
		"Mozilla/5.0 (Linux; Android 15; SM-A556E) AppleWebKit/537.36 Chrome/140.0 Mobile Safari/537.36":                      "phone",
		"Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1": "phone",
		"Mozilla/5.0 (Linux; Android 14; SM-X200) AppleWebKit/537.36 Chrome/140.0 Safari/537.36":                              "tablet",
		"Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Mobile/15E148 Safari/604.1":          "tablet",
		"curl/8.5.0": "",
		"":           "",
	} {
		if got := presence.Device(agent); got != want {
			t.Errorf("%q is a %q, want %q", agent, got, want)
		}
	}
}
