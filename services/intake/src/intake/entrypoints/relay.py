"""The relay process: `python -m intake.entrypoints.relay`. Publishes what intake's log decides."""

from plumbing.logs import configure_logs
from plumbing.relay import Relay, run_relay
from plumbing.settings import load_settings

from intake.adapters.own_topics import ensure_own_topics
from intake.domain.state import State
from intake.handlers.journal import LOG_TOPIC
from intake.handlers.publish import publishing_from
from intake.settings import IntakeSettings

RELAY_GROUP = "intake-relay"


def main() -> None:
    """Starts the process."""
    configure_logs("intake")
    settings = load_settings(IntakeSettings)
    ensure_own_topics(settings)
    relay = Relay(settings, RELAY_GROUP, LOG_TOPIC, publishing_from(State()))
    raise SystemExit(run_relay(settings, "intake", [relay]))


if __name__ == "__main__":
    main()
