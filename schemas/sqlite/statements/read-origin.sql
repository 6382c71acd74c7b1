SELECT hash FROM event WHERE sequence = 1
