"""The outbox relay: from the table of events to handlers and to the realtime stream."""
