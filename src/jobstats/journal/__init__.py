"""Writing into the person's own file: rows added, changed, taken back, byte for byte. The only room that writes there; it draws nothing."""
