"""A stand-in for Clerk that speaks Clerk's own protocol: the platform runs its real sign-in code without an account.

It lets anybody sign in as anybody and therefore refuses to start outside development and test.
"""
