"""Outreach: supplies, anonymous encounters and the monthly tally of a harm-reduction center."""

__version__ = "0.1.0"
