"""What two services or more need and no domain word is in: Kafka, clock, settings, tokens, logs, metrics, health."""
