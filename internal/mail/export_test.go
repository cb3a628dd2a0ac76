package mail

// Weight is how many nodes HTML may become; false when it is called heavy.
func Weight(source string) (int, bool) {
	w := weigh(source)
	return w, w <= maxNodes
}
