"""notify: tells people what happened to their work, and vouches for their certificates."""
