"""What stands where in a picture's file, read from its container alone: no pixel is decoded, no library that could.

`dissect.dissect(data)` gives a `parts.Anatomy`: size, profile, packet, EXIF, whether Content Credentials are in it, and
one digest of all the rest, so that a file before and after sealing can be held side by side.
"""
