"""What periodic jobs have already run, so that two schedulers do no work twice."""
