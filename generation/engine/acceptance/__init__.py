"""Is a picture within tolerance? One module a test: pixels and evidence in, a number, a verdict and words out. Pure.

`table` is what may be asked (light: the web reads it), `run` holds a picture to it (workers only).
"""
