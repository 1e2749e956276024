"""What the kit adds to JupyterLab."""
