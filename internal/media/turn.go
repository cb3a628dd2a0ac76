package media

import "image"

// turn makes a picture upright: orientations 2 to 4 mirror or turn it by a half, 5 to 8 exchange its sides.
func turn(src *image.RGBA, orientation int) *image.RGBA {
	if orientation == upright {
		return src
	}
	w, h := src.Bounds().Dx(), src.Bounds().Dy()
	size := image.Rect(0, 0, w, h)
	if orientation >= 5 {
		size = image.Rect(0, 0, h, w)
	}
	dst := image.NewRGBA(size)
	for y := range size.Dy() {
		for x := range size.Dx() {
			sx, sy := storedAt(x, y, w, h, orientation)
			dst.SetRGBA(x, y, src.RGBAAt(sx, sy))
		}
	}
	return dst
}

// storedAt is where the pixel shown at x, y stands in a picture of w by h pixels as stored.
func storedAt(x, y, w, h, orientation int) (int, int) {
	switch orientation {
	case 2: // mirrored left to right
		return w - 1 - x, y
	case 3: // upside down
		return w - 1 - x, h - 1 - y
	case 4: // mirrored top to bottom
		return x, h - 1 - y
	case 5: // mirrored and lying on its left side
		return y, x
	case 6: // lying on its left side
		return y, h - 1 - x
	case 7: // mirrored and lying on its right side
		return w - 1 - y, h - 1 - x
	case 8: // lying on its right side
		return w - 1 - y, x
	}
	return x, y
}
