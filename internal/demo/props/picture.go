// Package props makes the files that the demo's people send each other: pictures, documents and voice messages. All are
// drawn, written or spoken here from their names, so that the program carries no files and invades nobody's privacy.
// It knows the script's file names but not the script; it stores and sends nothing, and may be used by several
// goroutines at once.
package props

import (
	"fmt"
	"path"
	"strings"
	"time"
)

// scenes are what a picture can show; the keys are the values of a script line's Scene.
var scenes = map[string]func(*stage){
	"cloth":   drawCloth,
	"garment": drawGarment,
	"receipt": drawReceipt,
	"sketch":  drawSketch,
	"place":   drawPlace,
	"parcel":  drawParcel,
	"damage":  drawDamage,
	"screen":  drawScreen,
}

// pictureLimit is how large a JPEG should be at most, in bytes.
const pictureLimit = 150 << 10

// PictureAt draws what the scene says, about 900 by 1200 pixels, taken or received at that moment: receipts and screens
// show it, in Jakarta's zone when it is in none of Indonesia's (WIB, WITA, WIT). The name gives the format (.png, or else a
// JPEG below 150 KB) and decides everything else: words in it such as a colour or a garment are heeded, and its letters
// choose the rest. The same arguments give the same bytes. A picture takes about a fifth of a second to draw.
func PictureAt(scene, name string, at time.Time) ([]byte, error) {
	draw, ok := scenes[scene]
	if !ok {
		return nil, fmt.Errorf("props: no scene %q", scene)
	}
	s := newStage(scene, name, local(at))
	draw(s)
	if strings.EqualFold(path.Ext(name), ".png") {
		return s.PNG()
	}
	return s.JPEG(pictureLimit)
}
