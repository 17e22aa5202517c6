"""A local Slack workspace and a local Teams tenant for trying and testing Latu; never part of a real service."""
