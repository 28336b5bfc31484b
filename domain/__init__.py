"""The rules of the movement: pure functions over records. No I/O, no clock, no pandas."""
