"""What the log means: pure, without clock, network or chance."""
