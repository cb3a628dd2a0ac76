package admin

// OpenSession is the last step of signing in, for the test of what may happen before it.
var OpenSession = (*Admin).open
