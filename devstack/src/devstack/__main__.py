"""`python -m devstack` is what `./vet` runs."""

from __future__ import annotations

from devstack.cli import main

raise SystemExit(main())
