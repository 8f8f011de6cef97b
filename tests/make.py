"""The Makefile's targets, run for a stack of the test's own."""

import os
import subprocess

from deploy.local.stack import ROOT, Stack

TARGET_SECONDS = 400.0


def run_make(target: str, stack: Stack, **more: str) -> "subprocess.CompletedProcess[str]":
    """A target of the Makefile, told about this stack."""
    return subprocess.run(
        ["make", "-s", target], cwd=ROOT, env=environment_of(stack, **more), capture_output=True, text=True,
        timeout=TARGET_SECONDS, check=False,
    )  # fmt: skip


def environment_of(stack: Stack, **more: str) -> dict[str, str]:
    """The environment that means this stack."""
    own = {
        "ZJ_DATA_DIR": str(stack.data),
        "ZJ_DEMO_PORT": str(stack.public_port),
        "ZJ_KAFKA_PORT": str(stack.kafka_port),
        "ZJ_VALKEY_PORT": str(stack.valkey_port),
        "ZJ_PORT_BASE": str(stack.port_base),
        "ACCEPT": str(stack.accept),
        "TALLY": str(stack.tally),
        "TWIN": "1" if stack.twin else "0",
    }
    inherited = {name: value for name, value in os.environ.items() if not name.startswith(("ZJ_", "MAKE", "MFLAGS"))}
    return {**inherited, **own, **more}
