package inbox

import "time"

// dayOf is when a day of a zone's calendar begins; months and days beyond their ends count on. That is its midnight, or, where
// clocks are put forward over it, the moment they are: package time would answer an hour of the day before.
func dayOf(year int, month time.Month, day int, zone *time.Location) time.Time {
	at, asked := time.Date(year, month, day, 0, 0, 0, 0, zone), time.Date(year, month, day, 0, 0, 0, 0, time.UTC)
	if at.Day() == asked.Day() {
		return at
	}
	if _, jump := at.ZoneBounds(); !jump.IsZero() {
		return jump
	}
	return at
}

// today is when the day of a moment began, by the clock of its zone.
func today(at time.Time) time.Time { return dayOf(at.Year(), at.Month(), at.Day(), at.Location()) }

// tomorrow is when the day after that of a moment begins, and always later than the moment.
func tomorrow(at time.Time) time.Time { return dayOf(at.Year(), at.Month(), at.Day()+1, at.Location()) }

// nextHour is when the next hour begins on the clock of a moment's zone. It counts on from the moment, for where clocks are
// put back an hour comes twice.
func nextHour(at time.Time) time.Time {
	past := time.Duration(at.Minute())*time.Minute + time.Duration(at.Second())*time.Second + time.Duration(at.Nanosecond())
	return at.Add(time.Hour - past)
}
