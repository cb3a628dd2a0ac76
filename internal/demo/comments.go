package demo

import (
	"context"

	"github.com/sapa-inbox/sapa/internal/demo/props"
	"github.com/sapa-inbox/sapa/internal/sapa"
	"github.com/sapa-inbox/sapa/internal/simulate/meta/direct"
)

// ConnectComments connects the comments below the Page's posts as a channel.
func (p *Page) ConnectComments(ctx context.Context, owner sapa.By) (sapa.Channel, error) {
	return p.connect(ctx, owner, "fb_comment", "Komentar "+Company, map[string]any{})
}

// poster is a post of the shop, and who comments on it.
type poster struct {
	words, scene, file string
	by                 []commenter
}

// commenter is a customer who comments, with what they go on with once they are answered.
type commenter struct {
	id, name, words string
	goesOn          []string
}

// posters are invented, like everybody here.
var posters = []poster{
	{"Batik tulis motif truntum sudah siap kirim. Harga mulai Rp450.000, bisa dijahitkan di toko kami.", "cloth", "truntum.jpg", []commenter{
		{"7123456780000111", "Fitriani Dewi", "Masih ada yang warna cokelat kak?", []string{"Mau satu, ongkir ke Semarang berapa ya?"}},
		{"7123456780000112", "Rudi Hartono", "Bisa COD?", []string{"Siap, makasih infonya"}},
	}},
	{"Akhir pekan ini toko buka sampai jam delapan malam.", "", "", []commenter{
		{"7123456780000113", "Sari Wulandari", "Parkirnya luas nggak min?", []string{"Oke, besok kami mampir 🙏"}},
		{"7123456780000114", "Akun Promo", "Promo pinjaman cepat, klik bio!!!", nil},
	}},
}

// pictures are the posts of the shop's account at Instagram.
var pictures = []poster{
	{"Kebaya kutubaru, siap pakai ✨", "cloth", "kebaya.jpg", []commenter{
		{"4987650000000211", "Nadia Larasati", "Ready ukuran S kak? 😍", []string{"Oke kak, aku ke toko besok ya"}},
		{"4987650000000212", "Yoga Aditya", "Harga berapa min", []string{"Noted, makasih min"}},
		{"4987650000000213", "Citra Maharani", "Bisa kirim ke Bali?", nil},
	}},
}

// RunComments lets the shop post on its Page, and customers comment, until ctx ends.
func (p *Page) RunComments(ctx context.Context) error { return p.discuss(ctx, posters) }

// RunInstagramComments lets the shop post at Instagram, and customers comment, until ctx ends.
func (p *Page) RunInstagramComments(ctx context.Context) error { return p.discuss(ctx, pictures) }

// Comments are those below the Page's posts. They come to where the messages of the Page come.
func (p *Page) Comments() Account {
	return Account{
		Via: ViaPosts, Kind: sapa.Comments, Connect: p.ConnectComments, Run: p.RunComments,
		guest: p.commenter("71234567801", posters), settle: p.Provider.Settle,
	}
}

// Pictures are the comments of the account at Instagram, a part of it.
func (p *Page) Pictures() Account {
	return Account{
		Via: ViaPictures, Kind: sapa.Comments, Run: p.RunInstagramComments,
		guest: p.commenter("49876500001", pictures), settle: p.Provider.Settle,
	}
}

// commenter is a customer who first writes below a post, and then below what they wrote there.
func (p *Page) commenter(ids string, all []poster) func(Dialogue) (guest, error) {
	return func(d Dialogue) (guest, error) {
		c := p.customer(ids, d)
		where, err := p.publish(all, d.Post-1)
		first := true
		return guest{says: func(line Line, _ []byte) error {
			id, err := c.Comment(where, line.Text)
			if first {
				where, first = id, false
			}
			return err
		}}, err
	}
}

// publish puts a post before everybody, once, and answers its id.
func (p *Page) publish(all []poster, i int) (string, error) {
	if id := p.posts[i]; id != "" {
		return id, nil
	}
	one := all[i]
	picture := direct.File{Type: "image/jpeg", Name: one.file}
	if one.scene != "" {
		var err error
		if picture.Bytes, err = props.PictureAt(one.scene, one.file, p.Provider.Now()); err != nil {
			return "", err
		}
	}
	if p.posts == nil {
		p.posts = map[int]string{}
	}
	p.posts[i] = p.Provider.Publish(one.words, picture)
	return p.posts[i], nil
}

func (p *Page) discuss(ctx context.Context, posts []poster) error {
	type place struct {
		commenter
		post string
	}
	var places []place
	for i, one := range posts {
		id, err := p.publish(posts, i)
		if err != nil {
			return err
		}
		for _, by := range one.by {
			places = append(places, place{by, id})
		}
	}
	return p.live(ctx, len(places), func(i int) (*answering, error) {
		at := places[i]
		c := p.Provider.Customer(at.id, at.name)
		first, err := c.Comment(at.post, at.words)
		if err != nil {
			return nil, err
		}
		return &answering{
			goesOn: at.goesOn, inbox: func() int { return p.answers(first) + len(c.Inbox()) }, reads: c.ReadAll,
			says: func(text string) { _, _ = c.Comment(first, text) }, // nobody answers below a comment that was deleted
		}, nil
	})
}

// answers counts what the Page has written below a comment.
func (p *Page) answers(comment string) int {
	n := 0
	for _, c := range p.Provider.Comments() {
		if c.FromPage && c.Parent == comment && !c.Deleted {
			n++
		}
	}
	return n
}
