"""Everything that is HTTP and not a domain. It knows no domain of this part; domains' routes build on it."""
