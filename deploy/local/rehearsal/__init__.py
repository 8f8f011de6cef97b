"""The whole campaign of document 000, played over HTTP against the running services, with every figure checked."""
