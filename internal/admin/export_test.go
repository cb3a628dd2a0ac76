package admin

// OpenSession is the last step of signing in, for the test of what may happen before it.
var OpenSession = (*Admin).open

// Candidates are the members whose name it may be; signing in computes a hash for each.
var Candidates = (*Admin).candidates
