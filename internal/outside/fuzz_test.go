package outside_test

import (
	"net"
	"net/netip"
	"testing"

	"github.com/sapa-inbox/sapa/internal/outside"
)

// No address of one's own house, link or this very machine passes for a place on the internet, in whatever disguise.
func FuzzPublic(f *testing.F) {
	for _, seed := range []string{
		"127.0.0.1", "10.0.0.1", "169.254.169.254", "::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "fe80::1%eth0", "8.8.8.8", "2606:4700::1111", "0.0.0.0", "2001:0:1::", "ff02::1", "",
	} {
		at, _ := netip.ParseAddr(seed)
		f.Add(at.AsSlice())
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		at, ok := netip.AddrFromSlice(raw)
		if !ok || !outside.Public(at) {
			return
		}
		ip := net.IP(raw)
		if ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsMulticast() || ip.IsUnspecified() || ip.IsInterfaceLocalMulticast() {
			t.Fatalf("%s passes", at)
		}
		// What holds an IPv4 address inside is held to it.
		inside := map[string]int{"2002::/16": 2, "64:ff9b::/96": 12, "::/96": 12, "::ffff:0:0/96": 12}
		for prefix, from := range inside {
			if !at.Is4() && netip.MustParsePrefix(prefix).Contains(at) && !outside.Public(netip.AddrFrom4([4]byte(raw[from:from+4]))) {
				t.Fatalf("%s passes, with %s inside", at, net.IP(raw[from:from+4]))
			}
		}
	})
}
