"""A desk of topics on the real broker, with a prefix of its own for each test."""

import pytest
from plumbing.settings import ProcessSettings

from tests.integration.plumbing.topic_desk import TopicDesk


@pytest.fixture
def desk(kafka: str, topic_prefix: str) -> TopicDesk:
    return TopicDesk(ProcessSettings(profile="demo", kafka=kafka, topic_prefix=topic_prefix))
