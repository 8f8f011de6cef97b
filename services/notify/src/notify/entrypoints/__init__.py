"""The processes of notify: http and relay."""
