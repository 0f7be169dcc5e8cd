"""AWS on one machine, as far as a function needs it: the emulator of Lambda's runtime, and the services around it."""
