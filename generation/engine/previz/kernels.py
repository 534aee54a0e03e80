"""The inner loops of the path tracer, compiled by numba. Rows of pixels go through them a band at a time.

Never numba's own threads (they abort under forks and other threads): the kernels release the GIL and a thread pool
runs bands. Every random number is a hash of (pixel, pass, dimension, seed), so bands and threads cannot change a bit.

Material row: kind, r, g, b, rough, glow, texture offset (-1: none), texture width, height, ripple, grain.
Light row: position 3, half axis a 3, half axis b 3, facing 3, radiance 3, area.
"""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np
from numba import njit

MATTE, SATIN, METAL, GLOW, LIT_GLOW, SCREEN, WATER, LAMP = range(8)
DIFFUSE_BOUNCE, MIRROR_BOUNCE, STRAIGHT = 0, 1, 2  # how a ray came to be; STRAIGHT: from the lens, through screens only
SKY_ROWS = 256
FIREFLY = 12.0  # brightest a bounced path may be


@njit(inline="always")
def _hash(a, b, c):
    # numba widens uint32 products to 64 bits: narrow after every step.
    x = np.uint32(np.uint32(a) * np.uint32(0x9E3779B1))
    x ^= np.uint32(np.uint32(b) * np.uint32(0x85EBCA77))
    x ^= np.uint32(np.uint32(c) * np.uint32(0xC2B2AE3D))
    x ^= x >> np.uint32(16)
    x = np.uint32(x * np.uint32(0x7FEB352D))
    x ^= x >> np.uint32(15)
    x = np.uint32(x * np.uint32(0x846CA68B))
    x ^= x >> np.uint32(16)
    return x


@njit(inline="always")
def _random(pixel, sample, dimension, seed):
    """A golden-ratio sequence over samples, shifted per pixel and dimension: even at 4 samples. Always below 1."""
    start = _hash(pixel, dimension, seed) * 2.3283064e-10
    x = start + sample * (0.6180339887 if dimension % 2 == 0 else 0.7548776662)
    # Once in some tens of millions the float32 rounds up to 1, and "r < 1" then takes the branch that cannot be taken.
    return min(np.float32(x - np.floor(x)), np.float32(0.99999994))


@njit(inline="always")
def _noise(x, y, z):
    """Value noise, 0-1."""
    fx, fy, fz = np.floor(x), np.floor(y), np.floor(z)
    i, j, k = int(fx), int(fy), int(fz)
    u, v, w = x - fx, y - fy, z - fz
    u, v, w = u * u * (3 - 2 * u), v * v * (3 - 2 * v), w * w * (3 - 2 * w)
    total = 0.0
    for a in range(2):
        for b in range(2):
            for c in range(2):
                h = _hash(i + a, j + b, k + c) * 2.3283064e-10
                total += h * (u if a else 1 - u) * (v if b else 1 - v) * (w if c else 1 - w)
    return total


@njit(nogil=True, fastmath=True, cache=True)
def primary(
    origin, direction, eye, forward, right, up, width, height, tan_x, tan_y, shift, lens, sample, seed, jitter, y0, y1
):
    """Rays through the pixels of rows y0 to y1. lens = (radius, distance of the sharp plane)."""
    for y in range(y0, y1):
        for x in range(width):
            j = (y - y0) * width + x
            i = y * width + x
            jx = _random(i, sample, 0, seed) if jitter else 0.5
            jy = _random(i, sample, 1, seed) if jitter else 0.5
            a = ((x + jx) / width * 2 - 1 + shift[0]) * tan_x
            b = (1 - (y + jy) / height * 2 + shift[1]) * tan_y
            la = lb = 0.0
            if jitter and lens[0] > 0:
                r = lens[0] * np.sqrt(_random(i, sample, 240, seed))
                t = 6.2831853 * _random(i, sample, 241, seed)
                la, lb = r * np.cos(t), r * np.sin(t)
                a -= la / lens[1]
                b -= lb / lens[1]
            dx = forward[0] + a * right[0] + b * up[0]
            dy = forward[1] + a * right[1] + b * up[1]
            dz = forward[2] + a * right[2] + b * up[2]
            il = 1 / np.sqrt(dx * dx + dy * dy + dz * dz)
            direction[j, 0], direction[j, 1], direction[j, 2] = dx * il, dy * il, dz * il
            for c in range(3):
                origin[j, c] = eye[c] + la * right[c] + lb * up[c]


@njit(inline="always")
def _basis(nx, ny, nz):
    sign = 1.0 if nz >= 0 else -1.0
    a = -1 / (sign + nz)
    b = nx * ny * a
    return 1 + sign * nx * nx * a, sign * b, -sign * nx, b, sign + ny * ny * a, -ny


@njit(inline="always")
def _texel(tex, offset, w, h, u, v):
    u -= np.floor(u)
    v -= np.floor(v)
    x, y = u * w - 0.5, v * h - 0.5
    x0, y0 = int(np.floor(x)), int(np.floor(y))
    fx, fy = x - x0, y - y0
    xa, xb = x0 % w, (x0 + 1) % w
    ya, yb = min(max(y0, 0), h - 1), min(max(y0 + 1, 0), h - 1)
    p, q = offset + (ya * w + xa) * 4, offset + (ya * w + xb) * 4
    r, s = offset + (yb * w + xa) * 4, offset + (yb * w + xb) * 4
    c0, c1, c2, c3 = (1 - fx) * (1 - fy), fx * (1 - fy), (1 - fx) * fy, fx * fy
    red = tex[p] * c0 + tex[q] * c1 + tex[r] * c2 + tex[s] * c3
    green = tex[p + 1] * c0 + tex[q + 1] * c1 + tex[r + 1] * c2 + tex[s + 1] * c3
    blue = tex[p + 2] * c0 + tex[q + 2] * c1 + tex[r + 2] * c2 + tex[s + 2] * c3
    alpha = tex[p + 3] * c0 + tex[q + 3] * c1 + tex[r + 3] * c2 + tex[s + 3] * c3
    return red, green, blue, alpha


@njit(inline="always")
def _sky(dx, dy, dz, table, air):
    """Radiance of the sky. air: sun direction 3, sun colour 3 times glow, clouds, cloud colour 3."""
    e = np.arcsin(min(max(dy, -1.0), 1.0)) / 1.5707963
    t = np.sqrt(abs(e))  # more rows near the horizon, where the picture is
    row = (0.5 + 0.5 * (t if e >= 0 else -t)) * (SKY_ROWS - 1)
    k = min(int(row), SKY_ROWS - 2)
    f = row - k
    r = table[k, 0] * (1 - f) + table[k + 1, 0] * f
    g = table[k, 1] * (1 - f) + table[k + 1, 1] * f
    b = table[k, 2] * (1 - f) + table[k + 1, 2] * f
    if air[6] > 0 and dy > 0.005:
        x, z = dx / (dy + 0.12), dz / (dy + 0.12)
        n = (
            0.55 * _noise(x * 0.7 + 11, z * 1.6 + 5, 0.5)
            + 0.3 * _noise(x * 1.7, z * 3.9, 3.5)
            + 0.15 * _noise(x * 4.1, z * 8.3, 7.5)
        )
        cover = min(max((n - 0.44) * 3.2, 0.0), 1.0) * air[6] * min(dy * 9, 1.0)
        r, g, b = r * (1 - cover) + air[7] * cover, g * (1 - cover) + air[8] * cover, b * (1 - cover) + air[9] * cover
    m = max(dx * air[0] + dy * air[1] + dz * air[2], 0.0)
    halo = 0.55 * m**14 + 1.2 * m**90 + (6.0 * m**1400)
    return r + air[3] * halo, g + air[4] * halo, b + air[5] * halo


@njit(inline="always")
def _visible(nv, a2):
    return 2 * nv / (nv + np.sqrt(a2 + (1 - a2) * nv * nv))


@njit(nogil=True, fastmath=True, cache=True)
def shade(
    pixel, origin, direction, primitive, bary_u, bary_v, reach, weight, came,
    normals, uvs, owner, materials, textures, lights, sky, air, fill,
    radiance, albedo, aux_normal, sample, depth, last, seed,
    shadow_from, shadow_to, shadow_light, has_shadow, next_from, next_dir, next_weight, next_came, alive,
):  # fmt: skip
    """One bounce for every ray of a band: adds what it sees, picks a light to test, and chooses where to go next."""
    count_lights = lights.shape[0]
    for i in range(len(pixel)):
        p = pixel[i]
        has_shadow[i] = 0
        alive[i] = 0
        dx, dy, dz = direction[i, 0], direction[i, 1], direction[i, 2]
        w0, w1, w2 = weight[i, 0], weight[i, 1], weight[i, 2]
        straight = came[i] == STRAIGHT
        prim = primitive[i]
        if prim < 0:
            r, g, b = _sky(dx, dy, dz, sky, air)
            k = fill if came[i] == DIFFUSE_BOUNCE else 1.0
            if not straight:
                r, g, b = min(r, FIREFLY), min(g, FIREFLY), min(b, FIREFLY)
            radiance[p, 0] += w0 * r * k
            radiance[p, 1] += w1 * g * k
            radiance[p, 2] += w2 * b * k
            if straight:
                albedo[p, 0] += min(r, 1.0)
                albedo[p, 1] += min(g, 1.0)
                albedo[p, 2] += min(b, 1.0)
            continue
        o = owner[prim]
        kind = int(materials[o, 0])
        u, v = bary_u[i], bary_v[i]
        t = 1 - u - v
        nx = normals[prim, 0, 0] * t + normals[prim, 1, 0] * u + normals[prim, 2, 0] * v
        ny = normals[prim, 0, 1] * t + normals[prim, 1, 1] * u + normals[prim, 2, 1] * v
        nz = normals[prim, 0, 2] * t + normals[prim, 1, 2] * u + normals[prim, 2, 2] * v
        il = 1 / np.sqrt(nx * nx + ny * ny + nz * nz + 1e-20)
        nx, ny, nz = nx * il, ny * il, nz * il
        cos = nx * dx + ny * dy + nz * dz
        if kind == LAMP:
            if cos < 0 and came[i] != DIFFUSE_BOUNCE:  # diffuse rays have met it already, as a light
                for c in range(3):
                    radiance[p, c] += weight[i, c] * min(materials[o, 1 + c], FIREFLY)
                    if straight:
                        albedo[p, c] += 1.0
            continue
        if cos > 0:
            nx, ny, nz, cos = -nx, -ny, -nz, -cos
        hx, hy, hz = origin[i, 0] + dx * reach[i], origin[i, 1] + dy * reach[i], origin[i, 2] + dz * reach[i]
        br, bg, bb, ba = materials[o, 1], materials[o, 2], materials[o, 3], 1.0
        if materials[o, 6] >= 0:
            tu = uvs[prim, 0, 0] * t + uvs[prim, 1, 0] * u + uvs[prim, 2, 0] * v
            tv = uvs[prim, 0, 1] * t + uvs[prim, 1, 1] * u + uvs[prim, 2, 1] * v
            tr, tg, tb, ba = _texel(textures, int(materials[o, 6]), int(materials[o, 7]), int(materials[o, 8]), tu, tv)
        else:
            tr, tg, tb = br, bg, bb

        if kind in (GLOW, LIT_GLOW):
            s = materials[o, 5] * (ba if kind == LIT_GLOW else 1.0)
            if kind == GLOW and came[i] == DIFFUSE_BOUNCE:
                s = min(s, 4.0)
            radiance[p, 0] += w0 * tr * s
            radiance[p, 1] += w1 * tg * s
            radiance[p, 2] += w2 * tb * s
            if kind == GLOW:
                if straight:
                    albedo[p, 0] += min(tr, 1.0)
                    albedo[p, 1] += min(tg, 1.0)
                    albedo[p, 2] += min(tb, 1.0)
                    aux_normal[p, 0] += nx
                    aux_normal[p, 1] += ny
                    aux_normal[p, 2] += nz
                continue
        if kind == SCREEN:
            # Light passes on, and so do the denoiser's hints: what is behind must stay sharp through the pane.
            s = materials[o, 5] * ba
            radiance[p, 0] += w0 * tr * s
            radiance[p, 1] += w1 * tg * s
            radiance[p, 2] += w2 * tb * s
            if straight:
                albedo[p, 0] += tr * ba
                albedo[p, 1] += tg * ba
                albedo[p, 2] += tb * ba
            through = 1 - 0.8 * ba
            for c in range(3):
                next_dir[i, c] = direction[i, c]
                next_weight[i, c] = weight[i, c] * through
            next_from[i, 0], next_from[i, 1], next_from[i, 2] = hx + dx * 1e-3, hy + dy * 1e-3, hz + dz * 1e-3
            next_came[i] = came[i]
            alive[i] = 1
            continue
        if materials[o, 6] >= 0 and kind != LIT_GLOW:
            br, bg, bb = tr, tg, tb
        if materials[o, 10] > 0:
            q = 0.6 * _noise(hx * 1.9, hy * 1.9, hz * 1.9) + 0.4 * _noise(hx * 9.0, hy * 9.0, hz * 9.0)
            q = 1 + materials[o, 10] * (q - 0.5) * 1.6
            br, bg, bb = br * q, bg * q, bb * q
        if kind == WATER and materials[o, 9] > 0:
            fade = materials[o, 9] / (1 + 0.05 * reach[i])
            gx = (
                np.cos(hx * 1.7 + hz * 0.9) * 0.5
                + np.cos(hx * 4.1 - hz * 2.3 + 1.7) * 0.35
                + (_noise(hx * 3, 0.0, hz * 7) - 0.5) * 1.2
            )
            gz = (
                np.cos(hz * 2.9 + hx * 0.6) * 0.8
                + np.cos(hz * 7.3 + hx * 1.9 + 0.4) * 0.5
                + (_noise(hx * 2, 9.0, hz * 9) - 0.5) * 1.6
            )
            nx, nz = nx + gx * fade * 0.5, nz + gz * fade
            il = 1 / np.sqrt(nx * nx + ny * ny + nz * nz)
            nx, ny, nz = nx * il, ny * il, nz * il
            cos = min(nx * dx + ny * dy + nz * dz, -0.02)
        metal = kind == METAL
        rough = max(materials[o, 4], 0.03)
        if straight:
            albedo[p, 0] += br
            albedo[p, 1] += bg
            albedo[p, 2] += bb
            aux_normal[p, 0] += nx
            aux_normal[p, 1] += ny
            aux_normal[p, 2] += nz
        a = rough * rough
        a2 = a * a
        f0 = 0.0 if kind in (MATTE, LIT_GLOW) else (0.02 if kind == WATER else 0.045)
        shiny = f0 > 0 or metal
        nv = max(-cos, 1e-3)
        fresnel = 0.0
        if metal:
            fresnel = 1.0
        elif shiny:
            fresnel = f0 + (1 - f0) * (1 - nv) ** 5
            if kind != WATER:
                fresnel *= 1 - rough * 0.7
        hx, hy, hz = hx + nx * 1e-3, hy + ny * 1e-3, hz + nz * 1e-3
        dim = depth * 8 + 2
        mirror = rough < 0.25 or kind == WATER
        body = 0.0 if metal else (1 - fresnel)

        # One shadow ray, to a light chosen in proportion to what it would add (resampled importance sampling).
        total, chosen = 0.0, 0.0
        lx_ = ly_ = lz_ = c0 = c1 = c2 = 0.0
        pick = _random(p, sample, dim, seed)
        for k in range(count_lights):
            s1 = _random(p, sample, dim + 1 + 16 * k, seed) * 2 - 1
            s2 = _random(p, sample, dim + 2 + 16 * k, seed) * 2 - 1
            lx = lights[k, 0] + s1 * lights[k, 3] + s2 * lights[k, 6] - hx
            ly = lights[k, 1] + s1 * lights[k, 4] + s2 * lights[k, 7] - hy
            lz = lights[k, 2] + s1 * lights[k, 5] + s2 * lights[k, 8] - hz
            d2 = lx * lx + ly * ly + lz * lz
            d = np.sqrt(d2)
            ix, iy, iz = lx / d, ly / d, lz / d
            nl = nx * ix + ny * iy + nz * iz
            facing = -(ix * lights[k, 9] + iy * lights[k, 10] + iz * lights[k, 11])
            if nl <= 0 or facing <= 0:
                continue
            g = nl * facing / d2 * lights[k, 15]
            diffuse = body * 0.31830989
            spec = 0.0
            if shiny and not mirror:
                mx, my, mz = ix - dx, iy - dy, iz - dz
                im = 1 / np.sqrt(mx * mx + my * my + mz * mz + 1e-12)
                nh, vh = (nx * mx + ny * my + nz * mz) * im, max((ix * mx + iy * my + iz * mz) * im, 0.0)
                q = nh * nh * (a2 - 1) + 1
                spec = a2 / (np.pi * q * q) * _visible(nl, a2) * _visible(nv, a2) / (4 * nl * nv)
                spec *= 1.0 if metal else f0 + (1 - f0) * (1 - vh) ** 5
            tint = spec if metal else 0.0
            flat = 0.0 if metal else spec
            e0 = (br * (diffuse + tint) + flat) * lights[k, 12] * g
            e1 = (bg * (diffuse + tint) + flat) * lights[k, 13] * g
            e2 = (bb * (diffuse + tint) + flat) * lights[k, 14] * g
            lum = 0.3 * e0 + 0.6 * e1 + 0.1 * e2
            if lum <= 0:
                continue
            total += lum
            if pick * total < lum or chosen == 0.0:
                pick = pick * total / lum if pick * total < lum else pick
                chosen, lx_, ly_, lz_, c0, c1, c2 = lum, lx, ly, lz, e0, e1, e2
            else:
                pick = (pick * total - lum) / max(total - lum, 1e-20)  # the first light alone is all there is so far
        if chosen > 0:
            k = total / chosen
            has_shadow[i] = 1
            shadow_from[i, 0], shadow_from[i, 1], shadow_from[i, 2] = hx, hy, hz
            shadow_to[i, 0], shadow_to[i, 1], shadow_to[i, 2] = lx_, ly_, lz_
            top = 1e9 if straight else FIREFLY
            shadow_light[i, 0] = min(w0 * c0 * k, top)
            shadow_light[i, 1] = min(w1 * c1 * k, top)
            shadow_light[i, 2] = min(w2 * c2 * k, top)
        if depth + 1 >= last:
            continue

        # Where the path goes on: off the clear coat (GGX half vector) or out of the body (cosine).
        r0 = _random(p, sample, dim + 3, seed)
        r1, r2 = _random(p, sample, dim + 4, seed), _random(p, sample, dim + 5, seed)
        chance = 1.0 if metal else (min(max(fresnel, 0.25 if straight else 0.1), 0.9) if shiny else 0.0)
        x1, x2, x3, y1_, y2_, y3_ = _basis(nx, ny, nz)
        next_from[i, 0], next_from[i, 1], next_from[i, 2] = hx, hy, hz
        if r0 < chance:
            ph = 6.2831853 * r2
            ch = 1.0 if kind == WATER else np.sqrt((1 - r1) / (1 + (a2 - 1) * r1))
            sh = np.sqrt(max(1 - ch * ch, 0.0))
            mx, my = sh * np.cos(ph), sh * np.sin(ph)
            gx = x1 * mx + y1_ * my + nx * ch
            gy = x2 * mx + y2_ * my + ny * ch
            gz = x3 * mx + y3_ * my + nz * ch
            gd = dx * gx + dy * gy + dz * gz
            ox, oy, oz = dx - 2 * gd * gx, dy - 2 * gd * gy, dz - 2 * gd * gz
            nl = ox * nx + oy * ny + oz * nz
            if nl <= 0:
                continue
            vh = max(-gd, 1e-4)
            k = fresnel / chance
            if kind != WATER:
                k = _visible(nl, a2) * _visible(nv, a2) * vh / (nv * ch + 1e-6)
                k = min(k * (1.0 if metal else (f0 + (1 - f0) * (1 - vh) ** 5) / chance), 4.0)
            next_weight[i, 0] = w0 * k * (br if metal else 1.0)
            next_weight[i, 1] = w1 * k * (bg if metal else 1.0)
            next_weight[i, 2] = w2 * k * (bb if metal else 1.0)
            # A rough lobe has met the lights through its shadow ray; only mirrors may see them again.
            next_came[i] = MIRROR_BOUNCE if mirror else DIFFUSE_BOUNCE
        else:
            r, ph = np.sqrt(r1), 6.2831853 * r2
            mx, my, ch = r * np.cos(ph), r * np.sin(ph), np.sqrt(max(1 - r1, 0.0))
            ox = x1 * mx + y1_ * my + nx * ch
            oy = x2 * mx + y2_ * my + ny * ch
            oz = x3 * mx + y3_ * my + nz * ch
            k = body / max(1 - chance, 1e-3)
            next_weight[i, 0], next_weight[i, 1], next_weight[i, 2] = w0 * br * k, w1 * bg * k, w2 * bb * k
            next_came[i] = DIFFUSE_BOUNCE
        next_dir[i, 0], next_dir[i, 1], next_dir[i, 2] = ox, oy, oz
        alive[i] = 1 if max(next_weight[i, 0], next_weight[i, 1], next_weight[i, 2]) > 0.01 else 0


@njit(nogil=True, cache=True)
def add_lit(radiance, pixel, light, blocked):
    """Add the chosen light's share where nothing stood in the way."""
    for i in range(len(pixel)):
        if blocked[i] < 0:
            for c in range(3):
                radiance[pixel[i], c] += light[i, c]
