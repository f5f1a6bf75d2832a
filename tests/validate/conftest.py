"""How many random cases are tried: few by default, 10,000 with --hypothesis-profile=thorough."""

from __future__ import annotations

from hypothesis import HealthCheck, settings

QUIET = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much)

settings.register_profile("quick", max_examples=60, deadline=None, suppress_health_check=QUIET)
settings.register_profile(
    "thorough", max_examples=10_000, deadline=None, suppress_health_check=QUIET
)
settings.load_profile("quick")
