package blob_test

import (
	"path/filepath"
	"runtime"
	"testing"

	"github.com/sapa-inbox/sapa/internal/blob"
)

func TestFree(t *testing.T) {
	t.Parallel()
	if n, ok := blob.Free(t.TempDir()); ok != (runtime.GOOS == "linux") || ok && n <= 0 {
		t.Errorf("%d bytes, %v", n, ok)
	}
	if _, ok := blob.Free(filepath.Join(t.TempDir(), "missing")); ok {
		t.Error("there is room in a folder that is not there")
	}
}
