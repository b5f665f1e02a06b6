"""PostgreSQL and Valkey from Python wheels: real servers on TCP with passwords, for machines that have neither."""
