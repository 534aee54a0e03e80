"""Points: x, y, z in metres, y up."""

Vec3 = tuple[float, float, float]
