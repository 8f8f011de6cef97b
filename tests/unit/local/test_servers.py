"""What is started for a while ends with who started it, whatever tells him to."""

import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from deploy.local.servers import free_port
from deploy.local.stack import ROOT

STARTER = """
import signal, sys
from pathlib import Path
from deploy.local.servers import end_on_signals, started

signal.signal(signal.SIGINT, signal.SIG_IGN)  # as a script's background commands have it
end_on_signals()
with started(["sleep", "600"], Path(sys.argv[1]), lambda: True) as process:
    print(process.pid, flush=True)
    signal.pause()
"""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_at_a_signal_even_where_ctrl_c_was_deaf(number: signal.Signals, tmp_path: Path) -> None:
    command = [sys.executable, "-c", STARTER, str(tmp_path / "out")]
    starter = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert starter.stdout is not None
    child = psutil.Process(int(starter.stdout.readline()))
    starter.send_signal(number)
    starter.wait(60)
    starter.stdout.close()
    assert not child.is_running() or child.status() == psutil.STATUS_ZOMBIE


def test_a_free_port_is_not_one_the_system_gives_to_clients() -> None:
    outgoing = int(Path("/proc/sys/net/ipv4/ip_local_port_range").read_text().split()[0])
    assert {free_port() < outgoing for _ in range(20)} == {True}
