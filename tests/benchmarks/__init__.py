"""What Latu costs, measured with real processes: `make bench`."""
