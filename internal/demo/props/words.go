package props

import "strings"

// sizeIn is the clothes size in a name such as "label-ukuran-s", or the other one.
func sizeIn(name, other string) string {
	for part := range strings.FieldsFuncSeq(name, func(r rune) bool { return r == '-' || r == '_' || r == ' ' }) {
		switch size := strings.ToUpper(part); size {
		case "XS", "S", "M", "L", "XL", "XXL", "2XL", "3XL", "4XL":
			return size
		}
	}
	return other
}
