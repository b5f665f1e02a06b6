"""The commands of `./vet`, one file each."""
