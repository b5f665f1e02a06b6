"""constraints.txt: one exact version per package, nothing that names a place, and nothing installed beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from importlib import metadata
from typing import cast

from packaging.markers import default_environment
from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

# Every environment brings these along, or they are the tree itself.
UNPINNED = frozenset({"pip", "setuptools", "wheel"})
OURS = re.compile(r"vet-(core|services|clinic-.*|devstack)")
# Needed to build, inside an environment that is thrown away.
BUILD_ONLY = frozenset({"editables"})


def requirements(text: str) -> list[Requirement]:
    """The pins that can be read."""
    found = []
    for line in lines(text):
        try:
            found.append(Requirement(line))
        except InvalidRequirement:
            continue
    return found


def lines(text: str) -> Iterator[str]:
    for line in text.splitlines():
        bare = line.strip()
        if bare and not bare.startswith("#"):
            yield bare


def exactness(text: str) -> Iterator[str]:
    """Sentences about lines that are more or less than a name, one version and perhaps a marker."""
    seen: set[tuple[str, str]] = set()
    for line in lines(text):
        try:
            pin = Requirement(line)
        except InvalidRequirement:
            yield f"constraints.txt: {line!r} is not a pin; write name==version."
            continue
        exact = [one for one in pin.specifier if one.operator == "==" and not one.version.endswith(".*")]
        if pin.url or pin.extras or len(pin.specifier) != 1 or not exact:
            yield f"constraints.txt: {line!r} is not one exact version."
        place = (canonicalize_name(pin.name), str(pin.marker or ""))
        if place in seen:
            yield f"constraints.txt: {pin.name} stands there twice."
        seen.add(place)


def drift(text: str, installed: Mapping[str, str], environment: Mapping[str, str] | None = None) -> Iterator[str]:
    """Sentences about pins that are not what is installed, and about what is installed without a pin."""
    here = {**cast("dict[str, str]", default_environment()), **(environment or {})}
    wanted: dict[str, str] = {
        canonicalize_name(pin.name): next(iter(pin.specifier)).version
        for pin in requirements(text)
        if len(pin.specifier) == 1 and (pin.marker is None or pin.marker.evaluate(here))
    }
    for name, version in sorted(wanted.items()):
        if name not in installed and name not in BUILD_ONLY:
            yield f"constraints.txt pins {name}, which nothing installs; remove it."
        elif installed.get(name, version) != version:
            yield f"{name} {installed[name]} is installed, constraints.txt says {version}; run ./vet once."
    for name in sorted(installed.keys() - wanted.keys() - UNPINNED):
        if not OURS.fullmatch(name):
            yield f"{name} {installed[name]} is installed and has no pin in constraints.txt."


def installed_here() -> dict[str, str]:
    found: dict[str, str] = {}
    for distribution in metadata.distributions():
        if name := distribution.metadata["Name"]:
            found[canonicalize_name(name)] = distribution.version
    return found
