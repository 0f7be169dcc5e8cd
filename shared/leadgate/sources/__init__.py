"""Payloads of other systems read as signals, by mapping files: field paths by JMESPath, one TOML file a source."""
