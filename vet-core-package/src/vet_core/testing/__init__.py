"""What tests of every part share: a database per worker, a Redis per worker, a frozen clock, factories."""
