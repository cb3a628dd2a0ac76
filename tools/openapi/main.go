// Command openapi writes the API's document to standard output.
package main

import (
	"fmt"
	"os"
	"time"

	"github.com/sapa-inbox/sapa/internal/api"
)

func main() {
	// The document is made from the routes alone: nothing is opened.
	a, err := api.New(api.Parts{Secret: make([]byte, 32), Now: time.Now, Version: "1"})
	if err != nil {
		fmt.Fprintln(os.Stderr, "openapi:", err)
		os.Exit(1)
	}
	doc, err := a.Document()
	if err != nil {
		fmt.Fprintln(os.Stderr, "openapi:", err)
		os.Exit(1)
	}
	_, _ = os.Stdout.Write(doc)
}
