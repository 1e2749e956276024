"""The shapes of home-made sheets with one row for each application: one module a shape, `fits` apart from `read`.

A sheet may have several of them at once (a status, a response date and three interview dates): each shape takes the columns it
knows, and `facts` keeps what all of them said of a row.
"""
