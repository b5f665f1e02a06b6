"""`./vet test` and `./vet check`: every suite of every part, one total. Knows how suites run, not what they prove."""
