package main

// permission is something that only looks like a secret.
type permission struct {
	// file is where it stands; empty is anywhere.
	file, kind string
	// text is what the line holds.
	text string
	why  string
}

// permitted is what was looked at by a person. One that is not needed any more fails.
var permitted = []permission{
	{"", "what looks drawn by chance, under a secret's name", "3f1c0de5app5ecret", "the invented app secret of the published signature vectors, and of the simulator"},
	{"", "what looks drawn by chance, under a secret's name", "pZ3_-abcDEF0123456789", "the invented secret of the wire notes on Telegram's webhook"},
	{"", "what looks drawn by chance, under a secret's name", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw", "the published secret of the standardwebhooks library's samples"},
	{"internal/api/file_test.go", "a path of somebody's machine", `eko\struk.png`, "a file name as a browser of old sent it, which is cut"},
	{"internal/media/name_test.go", "a path of somebody's machine", `sari\foto.jpg`, "as above"},
}
