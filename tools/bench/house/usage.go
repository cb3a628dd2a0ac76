package house

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"strconv"
	"strings"
	"time"
)

// Usage is what a house takes of the machine at a moment.
type Usage struct {
	// RSS is the memory the system has given it, Heap what Go's objects take of it, in bytes.
	RSS, Heap int64
	// CPU is the time the processor has spent on it since its start.
	CPU time.Duration
	// Files are the file handles it holds open.
	Files int
	// Goroutines and Connections are the running goroutines and the open live connections.
	Goroutines, Connections int
	// Waiting is for how long the oldest delivery has been due that is not ingested; zero for none.
	Waiting time.Duration
}

// Usage asks the system and the program itself.
func (h *House) Usage(ctx context.Context) (Usage, error) {
	var u Usage
	proc := fmt.Sprintf("/proc/%d", h.process.Pid)
	status, err := os.ReadFile(proc + "/status")
	if err != nil {
		return u, fmt.Errorf("house: %w", err)
	}
	for line := range strings.Lines(string(status)) {
		if rest, ok := strings.CutPrefix(line, "VmRSS:"); ok {
			kilobytes, _ := strconv.ParseInt(strings.Fields(rest)[0], 10, 64)
			u.RSS = kilobytes << 10
		}
	}
	open, err := os.ReadDir(proc + "/fd")
	if err != nil {
		return u, fmt.Errorf("house: %w", err)
	}
	u.Files = len(open)
	m, err := h.metrics(ctx)
	if err != nil {
		return u, err
	}
	u.Heap = int64(m["go_memstats_heap_alloc_bytes"])
	u.CPU = seconds(m["process_cpu_seconds_total"])
	u.Goroutines, u.Connections = int(m["go_goroutines"]), int(m["sapa_live_connections"])
	u.Waiting = seconds(m["sapa_delivery_queue_seconds"])
	return u, nil
}

func seconds(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }

// metrics reads what the program tells Prometheus, without what has labels.
func (h *House) metrics(ctx context.Context) (map[string]float64, error) {
	r, err := http.NewRequestWithContext(ctx, http.MethodGet, h.URL+"/metrics", nil)
	if err != nil {
		return nil, fmt.Errorf("house: %w", err)
	}
	answer, err := http.DefaultClient.Do(r)
	if err != nil {
		return nil, fmt.Errorf("house: metrics: %w", err)
	}
	defer answer.Body.Close()
	if answer.StatusCode != http.StatusOK {
		text, _ := io.ReadAll(answer.Body)
		return nil, fmt.Errorf("house: metrics: %d %s", answer.StatusCode, text)
	}
	all := map[string]float64{}
	for lines := bufio.NewScanner(answer.Body); lines.Scan(); {
		name, value, ok := strings.Cut(lines.Text(), " ")
		if n, err := strconv.ParseFloat(value, 64); ok && err == nil {
			all[name] = n
		}
	}
	return all, nil
}
