"""What leaves the machine: the sheet. Takes pictures drawn for sharing only, and never looks at the log behind them."""
