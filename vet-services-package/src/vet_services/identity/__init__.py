"""Who a person is, how they prove it, and what our own tables let them do."""
