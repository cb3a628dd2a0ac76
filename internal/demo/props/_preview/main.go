package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	_ "image/jpeg"
	"image/png"
	"os"
	"strconv"
	"time"

	"github.com/sapa-inbox/sapa/internal/demo/props"
	"golang.org/x/image/draw"
)

func main() {
	w, _ := strconv.Atoi(os.Args[1])
	cols, _ := strconv.Atoi(os.Args[2])
	scene := os.Args[3]
	names := os.Args[4:]
	h := w * 4 / 3
	if scene == "screen" || os.Getenv("TALL") != "" {
		h = w * 16 / 9
	}
	rows := (len(names) + cols - 1) / cols
	sheet := image.NewRGBA(image.Rect(0, 0, cols*(w+8), rows*(h+8)))
	draw.Draw(sheet, sheet.Bounds(), image.NewUniform(color.RGBA{40, 44, 52, 255}), image.Point{}, draw.Src)
	for i, name := range names {
		t := time.Now()
		b, err := props.Picture(scene, name)
		if err != nil {
			panic(err)
		}
		fmt.Println(name, len(b)>>10, "KB", time.Since(t))
		os.WriteFile("/tmp/pv/"+name, b, 0o644)
		m, _, _ := image.Decode(bytes.NewReader(b))
		k := min(float64(w)/float64(m.Bounds().Dx()), float64(h)/float64(m.Bounds().Dy()))
		x, y := i%cols*(w+8), i/cols*(h+8)
		draw.CatmullRom.Scale(sheet, image.Rect(x, y, x+int(k*float64(m.Bounds().Dx())), y+int(k*float64(m.Bounds().Dy()))), m, m.Bounds(), draw.Src, nil)
	}
	f, _ := os.Create("/tmp/m.png")
	png.Encode(f, sheet)
	f.Close()
}
