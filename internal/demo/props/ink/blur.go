package ink

import "image"

// blur spreads the mask as a bell curve would: three passes of a moving average each way.
func blur(mask *image.Alpha, radius int) {
	if radius < 1 || mask.Rect.Empty() {
		return
	}
	width, height := mask.Rect.Dx(), mask.Rect.Dy()
	line := make([]uint8, max(width, height))
	for range 3 {
		for y := range height {
			average(mask.Pix[y*mask.Stride:], width, 1, max(1, radius/2), line)
		}
		for x := range width {
			average(mask.Pix[x:], height, mask.Stride, max(1, radius/2), line)
		}
	}
}

// average replaces each of n values, step apart, by the mean of it and its neighbours; beyond the ends there is nothing.
func average(values []uint8, n, step, radius int, line []uint8) {
	for i := range n {
		line[i] = values[i*step]
	}
	sum, window := 0, 2*radius+1
	for i := -radius; i < n; i++ {
		if i+radius < n {
			sum += int(line[i+radius])
		}
		if i-radius-1 >= 0 {
			sum -= int(line[i-radius-1])
		}
		if i >= 0 {
			values[i*step] = uint8(sum / window)
		}
	}
}
