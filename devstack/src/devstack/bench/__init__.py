"""`./vet bench`: what the platform's own code costs, against the least that the same SQL can cost on this machine."""
