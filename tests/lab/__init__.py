"""The real JupyterLab in a real browser: what a person sees, tried as a person would."""
