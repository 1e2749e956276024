"""What answers while it is touched: the panel. The only room that knows ipywidgets; it counts nothing itself."""
