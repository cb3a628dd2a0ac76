//go:build !linux

package blob

// Free is how many bytes there is room for where a folder lies; false when nobody can tell, as here.
func Free(string) (int64, bool) { return 0, false }
