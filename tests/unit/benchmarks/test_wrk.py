"""What wrk prints is read as it is."""

import pytest

from benchmarks.wrk import WrkError, parsed

FINE = """Running 5s test @ http://127.0.0.1:40051
  1 threads and 512 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency    26.50ms    5.61ms  88.19ms   88.63%
    Req/Sec    19.37k     1.20k   21.07k    72.00%
  Latency Distribution
     50%   26.04ms
     75%   27.50ms
     90%  970.00us
     99%    1.05s{pad}
  96512 requests in 5.01s, 87.41MB read
Requests/sec:  19263.11
Transfer/sec:     17.45MB
""".format(pad=" ")
TROUBLED = FINE.replace(
    "Requests/sec",
    "  Socket errors: connect 1, read 2, write 3, timeout 4\n  Non-2xx or 3xx responses: 512\nRequests/sec",
)


def test_answers_seconds_and_latencies() -> None:
    found = parsed(FINE)

    assert (found.fine, found.refused, found.errors, found.seconds) == (96512, 0, 0, 5.01)
    assert found.latency == {
        50: pytest.approx(0.02604),
        75: pytest.approx(0.0275),
        90: pytest.approx(0.00097),
        99: 1.05,
    }


def test_what_was_refused_is_no_answer_and_broken_connections_are_summed_up() -> None:
    found = parsed(TROUBLED)

    assert (found.fine, found.refused, found.errors) == (96000, 512, 10)


def test_a_run_in_minutes() -> None:
    assert parsed("  5 requests in 1.50m, 1MB read\n").seconds == 90


def test_what_is_not_understood_is_no_figure() -> None:
    with pytest.raises(WrkError, match="unable to connect"):
        parsed("unable to connect to 127.0.0.1:1 Connection refused")
