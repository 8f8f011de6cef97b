"""Probes tell the truth: an open port alone is not a broker."""

import socket
import threading

from plumbing.probes import kafka_answers, passes
from plumbing.settings import ProcessSettings


def settings(port: int) -> ProcessSettings:
    return ProcessSettings(profile="demo", kafka=f"127.0.0.1:{port}")


def test_a_closed_port_is_no_broker() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    assert not kafka_answers(settings(port))


def test_a_port_that_says_something_else_is_no_broker() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def talk() -> None:
            connection, _ = server.accept()
            with connection:
                connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        thread = threading.Thread(target=talk)
        thread.start()
        assert not kafka_answers(settings(server.getsockname()[1]))
        thread.join()


def test_a_port_that_accepts_and_is_silent_is_no_broker() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert not kafka_answers(settings(server.getsockname()[1]), timeout=0.2)


async def test_a_check_that_raises_fails() -> None:
    def broken() -> bool:
        raise ConnectionError

    assert not await passes(broken)
