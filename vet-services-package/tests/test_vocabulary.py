"""Errors are vocabulary: each has one code of its own domain, and a sentence for people."""

import importlib
import pkgutil

import pytest
import vet_core.registry
from vet_core.kernel.errors import all_errors
from vet_core.outbox import known_types

import vet_services
from vet_services.bootstrap import HANDLERS

MODULES = [module.name for module in pkgutil.walk_packages(vet_services.__path__, "vet_services.")]


def ours():
    for name in MODULES:
        importlib.import_module(name)
    return [error for error in all_errors() if error.__module__.startswith("vet_services.")]


def test_codes_are_unique_and_belong_to_their_domain():
    codes = [error.code for error in all_errors()]
    assert len(codes) == len(set(codes))
    for error in ours():
        assert error.code.split(".")[0] == error.__module__.split(".")[1]


def test_every_error_says_what_to_do_in_a_sentence():
    for error in ours():
        assert error.title.endswith("."), error
        assert error.__dict__.get("title"), f"{error.__name__} borrows its title"


def test_handlers_listen_to_events_that_exist():
    assert vet_core.registry.EVENTS
    assert set(HANDLERS) <= known_types()


@pytest.mark.parametrize("name", MODULES)
def test_every_module_opens_with_its_reason(name):
    assert importlib.import_module(name).__doc__
