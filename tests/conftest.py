"""The fixtures of all tests are for whoever runs them: who only hands them out to workers needs none of the product."""

import gc

import pytest


def pytest_configure(config: pytest.Config) -> None:
    if hasattr(config, "workerinput") or config.getoption("dist", "no") == "no":
        # Thousands of tests and all that they import are kept alive to the end: nothing of it is garbage.
        gc.disable()
        config.pluginmanager.import_plugin("tests.fixtures")


def pytest_collection_finish() -> None:
    """The collector need not look at them again and again, nor after every seven hundred objects that a test makes."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000)
    gc.enable()
