"""One platform on this machine: its folder, ports, secrets, programs, and what is known about it while it runs."""
