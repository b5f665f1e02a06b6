"""A mailbox that takes every mail, sends none on, and shows them on a page and as JSON."""
