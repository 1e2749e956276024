"""What the kit's own start adds to JupyterLab: its settings (labconfig/), and what keeps names out of notebooks' files. Knows no log."""
