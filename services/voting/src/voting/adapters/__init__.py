"""Kafka, Faust and Valkey behind the ports."""
