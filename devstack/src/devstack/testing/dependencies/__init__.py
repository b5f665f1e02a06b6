"""Other people's code: pinned to the letter, not withdrawn by its makers, without known holes, as far as can be asked.

What nobody answers for is skipped with the reason, never passed. VET_REQUIRE_ADVISORIES=1 makes that a failure.
"""
