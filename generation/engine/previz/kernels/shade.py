"""One bounce of light: what a ray adds to its pixel, which light it asks for, and where it goes next."""

# mypy: disable-error-code="no-untyped-def"

from __future__ import annotations

import numpy as np
from numba import njit

from generation.engine.previz.kernels.glass import crossed, lamps_seen
from generation.engine.previz.kernels.kinds import (
    DIFFUSE_BOUNCE,
    GHOST,
    GLASS,
    GLINT,
    GLOW,
    LAMP,
    LIT_GLOW,
    MATTE,
    METAL,
    MIRROR_BOUNCE,
    SATIN,
    SCREEN,
    STRAIGHT,
    WATER,
)
from generation.engine.previz.kernels.noise import noise_here, random
from generation.engine.previz.kernels.rays import basis
from generation.engine.previz.kernels.sky import sky as sky_light
from generation.engine.previz.kernels.surface import bump, pattern, texel
from generation.engine.previz.kernels.water import waves

FIREFLY = 12.0  # brightest a bounced path may be
ROULETTE = 2  # bounces after which a path may end early
STAYS = 0.6  # and the most likely that it goes on


@njit(inline="always")
def visible(nv, a2):
    return 2 * nv / (nv + np.sqrt(a2 + (1 - a2) * nv * nv))


@njit(nogil=True, fastmath=True, cache=True)
def shade(
    pixel, origin, direction, primitive, bary_u, bary_v, reach, weight, came, spent,
    faces, normals, uvs, owner, piece, pieces, materials, textures, lights, sky, air, fill, angle,
    radiance, albedo, aux_normal, sample, depth, last, bounces, seed,
    shadow_from, shadow_to, shadow_light, has_shadow, next_from, next_dir, next_weight, next_came, alive,
):  # fmt: skip
    """One bounce for every ray of a band: adds what it sees, picks a light to test, and chooses where to go next.

    `spent` counts a ray's real bounces, up to `bounces`; panes and clear glass cost none, up to `last` surfaces in all.
    `angle` is what a pixel sees, in radians: how large a footprint is on what it meets.
    """
    count_lights = lights.shape[0]
    for i in range(len(pixel)):
        p = pixel[i]
        has_shadow[i] = 0
        alive[i] = 0
        dx, dy, dz = direction[i, 0], direction[i, 1], direction[i, 2]
        w0, w1, w2 = weight[i, 0], weight[i, 1], weight[i, 2]
        straight = came[i] == STRAIGHT
        prim = primitive[i]
        if came[i] == GLINT:
            far = reach[i] if prim >= 0 else 1e9
            r, g, b = lamps_seen(origin[i, 0], origin[i, 1], origin[i, 2], dx, dy, dz, far, lights, FIREFLY)
            radiance[p, 0] += w0 * r
            radiance[p, 1] += w1 * g
            radiance[p, 2] += w2 * b
        if prim < 0:
            r, g, b = sky_light(dx, dy, dz, sky, air)
            k = fill if came[i] == DIFFUSE_BOUNCE else 1.0
            if not straight:
                r, g, b = min(r, FIREFLY), min(g, FIREFLY), min(b, FIREFLY)
            radiance[p, 0] += w0 * r * k
            radiance[p, 1] += w1 * g * k
            radiance[p, 2] += w2 * b * k
            if straight:
                albedo[p, 0] += min(r, 1.0) * min(w0, 1.0)
                albedo[p, 1] += min(g, 1.0) * min(w1, 1.0)
                albedo[p, 2] += min(b, 1.0) * min(w2, 1.0)
            continue
        o = owner[prim]
        kind = int(materials[o, 0])
        u, v = bary_u[i], bary_v[i]
        t = 1 - u - v
        ca, cb, cc = faces[prim, 0], faces[prim, 1], faces[prim, 2]
        nx = normals[ca, 0] * t + normals[cb, 0] * u + normals[cc, 0] * v
        ny = normals[ca, 1] * t + normals[cb, 1] * u + normals[cc, 1] * v
        nz = normals[ca, 2] * t + normals[cb, 2] * u + normals[cc, 2] * v
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
        outward = cos < 0
        if cos > 0:
            nx, ny, nz, cos = -nx, -ny, -nz, -cos
        hx, hy, hz = origin[i, 0] + dx * reach[i], origin[i, 1] + dy * reach[i], origin[i, 2] + dz * reach[i]
        br, bg, bb, ba = materials[o, 1], materials[o, 2], materials[o, 3], 1.0
        if materials[o, 6] >= 0:
            tu = uvs[ca, 0] * t + uvs[cb, 0] * u + uvs[cc, 0] * v
            tv = uvs[ca, 1] * t + uvs[cb, 1] * u + uvs[cc, 1] * v
            tr, tg, tb, ba = texel(textures, int(materials[o, 6]), int(materials[o, 7]), int(materials[o, 8]), tu, tv)
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
        if kind == GHOST:
            kind = SATIN  # to light and to mirrors; the lens looks through it
            if straight:
                for c in range(3):
                    next_dir[i, c] = direction[i, c]
                    next_weight[i, c] = weight[i, c]
                next_from[i, 0], next_from[i, 1], next_from[i, 2] = hx + dx * 1e-3, hy + dy * 1e-3, hz + dz * 1e-3
                next_came[i] = came[i]
                alive[i] = 1
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
        rough = max(materials[o, 4], 0.03)
        art = int(materials[o, 11])
        if materials[o, 10] > 0 or art > 0:
            # In the piece's own metres, so that wood moves with its table.
            k = piece[prim]
            ax, ay, az = hx - pieces[k, 9], hy - pieces[k, 10], hz - pieces[k, 11]
            px = pieces[k, 0] * ax + pieces[k, 1] * ay + pieces[k, 2] * az
            py = pieces[k, 3] * ax + pieces[k, 4] * ay + pieces[k, 5] * az
            pz = pieces[k, 6] * ax + pieces[k, 7] * ay + pieces[k, 8] * az
            if materials[o, 10] > 0:
                q = 0.6 * noise_here(px * 1.9 + k, py * 1.9, pz * 1.9)
                q += 0.4 * noise_here(px * 9.0, py * 9.0 + k, pz * 9.0)
                q = 1 + materials[o, 10] * (q - 0.5) * 1.6
                br, bg, bb = br * q, bg * q, bb * q
            if art > 0:
                blur = reach[i] * angle / np.sqrt(max(-cos, 0.04))
                if came[i] == DIFFUSE_BOUNCE:
                    blur = max(blur, 0.2)  # nobody sees it: the mean will do
                ax = pieces[k, 0] * nx + pieces[k, 1] * ny + pieces[k, 2] * nz
                ay = pieces[k, 3] * nx + pieces[k, 4] * ny + pieces[k, 5] * nz
                az = pieces[k, 6] * nx + pieces[k, 7] * ny + pieces[k, 8] * nz
                first, second = int(pieces[k, 12]), int(pieces[k, 13])
                q, s, d = pattern(art, px, py, pz, ax, ay, az, first, second, materials[o, 15], blur)
                br = (br * (1 - s) + materials[o, 12] * s) * q
                bg = (bg * (1 - s) + materials[o, 13] * s) * q
                bb = (bb * (1 - s) + materials[o, 14] * s) * q
                rough = min(max(rough + d, 0.03), 1.0)
                gx, gy, gz = bump(art, px, py, pz, materials[o, 15], blur)
                if gx != 0 or gy != 0:
                    nx, ny, nz = nx + gx, ny + gy, nz + gz
                    il = 1 / np.sqrt(nx * nx + ny * ny + nz * nz)
                    nx, ny, nz = nx * il, ny * il, nz * il
                    cos = min(nx * dx + ny * dy + nz * dz, -0.02)
        if kind == WATER:
            s1, s2 = random(p, sample, depth * 8 + 8, seed), random(p, sample, depth * 8 + 9, seed)
            nx, ny, nz, s = waves(hx, hz, dx, dy, dz, reach[i], angle, materials[o, 9], air[10], s1, s2)
            cos = min(nx * dx + ny * dy + nz * dz, -0.02)
            br = br * (1 - s) + materials[o, 12] * s
            bg = bg * (1 - s) + materials[o, 13] * s
            bb = bb * (1 - s) + materials[o, 14] * s
        frosted = kind == GLASS and rough > 0.1
        if kind == GLASS and not frosted:
            ox, oy, oz, k0, k1, k2, passed = crossed(
                dx, dy, dz, nx, ny, nz, outward, br, bg, bb, materials[o, 16], reach[i], rough,
                random(p, sample, depth * 8 + 5, seed), 0.5, 0.5, straight and depth == 0,
            )  # fmt: skip
            if straight and not passed:
                albedo[p, 0] += min(w0 * k0, 1.0)
                albedo[p, 1] += min(w1 * k1, 1.0)
                albedo[p, 2] += min(w2 * k2, 1.0)
                aux_normal[p, 0] += nx
                aux_normal[p, 1] += ny
                aux_normal[p, 2] += nz
            if depth + 1 >= last:
                continue
            side = -1e-4 if passed else 1e-4
            next_from[i, 0], next_from[i, 1], next_from[i, 2] = hx + nx * side, hy + ny * side, hz + nz * side
            next_dir[i, 0], next_dir[i, 1], next_dir[i, 2] = ox, oy, oz
            next_weight[i, 0], next_weight[i, 1], next_weight[i, 2] = w0 * k0, w1 * k1, w2 * k2
            next_came[i] = came[i] if passed else GLINT
            alive[i] = 1 if max(next_weight[i, 0], next_weight[i, 1], next_weight[i, 2]) > 0.01 else 0
            continue
        metal = kind == METAL
        if straight:
            albedo[p, 0] += br * min(w0, 1.0)
            albedo[p, 1] += bg * min(w1, 1.0)
            albedo[p, 2] += bb * min(w2, 1.0)
            aux_normal[p, 0] += nx
            aux_normal[p, 1] += ny
            aux_normal[p, 2] += nz
        a = rough * rough
        a2 = a * a
        f0 = 0.0 if kind in (MATTE, LIT_GLOW) else (0.02 if kind == WATER else 0.045)
        if kind == SATIN and came[i] == DIFFUSE_BOUNCE:
            f0 = 0.0  # nobody sees the gloss of what lights something else
        shiny = f0 > 0 or metal
        nv = max(-cos, 1e-3)
        fresnel = 0.0
        if metal:
            fresnel = 1.0
        elif shiny:
            fresnel = f0 + (1 - f0) * (1 - nv) ** 5
            if kind != WATER:
                fresnel *= 1 - rough * 0.7
        gx, gy, gz = hx, hy, hz
        hx, hy, hz = hx + nx * 1e-3, hy + ny * 1e-3, hz + nz * 1e-3
        dim = depth * 8 + 2
        mirror = rough < 0.25 or kind == WATER
        body = 0.0 if metal else (1 - fresnel)
        if frosted:
            body, mirror = 0.35 * min(rough, 1.0), False

        # One shadow ray, to a light chosen in proportion to what it would add (resampled importance sampling). The same
        # spot on every light will do: only one of them is asked.
        total, chosen = 0.0, 0.0
        lx_ = ly_ = lz_ = c0 = c1 = c2 = 0.0
        pick = random(p, sample, dim, seed)
        s1 = random(p, sample, dim + 1, seed) * 2.0 - 1.0
        s2 = random(p, sample, dim + 2, seed) * 2.0 - 1.0
        coat = shiny and not mirror
        seen = visible(nv, a2) / (4 * nv)
        diffuse = body * 0.31830989
        for k in range(count_lights):
            lx = lights[k, 0] + s1 * lights[k, 3] + s2 * lights[k, 6] - hx
            ly = lights[k, 1] + s1 * lights[k, 4] + s2 * lights[k, 7] - hy
            lz = lights[k, 2] + s1 * lights[k, 5] + s2 * lights[k, 8] - hz
            nl = nx * lx + ny * ly + nz * lz
            facing = -(lx * lights[k, 9] + ly * lights[k, 10] + lz * lights[k, 11])
            if nl <= 0 or facing <= 0:
                continue
            d2 = 1 / (lx * lx + ly * ly + lz * lz)
            g = nl * facing * d2 * d2 * lights[k, 15]
            e0, e1, e2 = br * diffuse, bg * diffuse, bb * diffuse
            if coat:
                d = np.sqrt(d2)
                nl *= d
                ix, iy, iz = lx * d, ly * d, lz * d
                mx, my, mz = ix - dx, iy - dy, iz - dz
                im = 1 / np.sqrt(mx * mx + my * my + mz * mz + 1e-12)
                nh = (nx * mx + ny * my + nz * mz) * im
                q = nh * nh * (a2 - 1) + 1
                spec = a2 / (np.pi * q * q) * seen * visible(nl, a2) / nl
                if metal:
                    e0, e1, e2 = e0 + br * spec, e1 + bg * spec, e2 + bb * spec
                else:
                    vh = 1 - max((ix * mx + iy * my + iz * mz) * im, 0.0)
                    vh2 = vh * vh
                    spec *= f0 + (1 - f0) * vh2 * vh2 * vh
                    e0, e1, e2 = e0 + spec, e1 + spec, e2 + spec
            e0, e1, e2 = e0 * lights[k, 12] * g, e1 * lights[k, 13] * g, e2 * lights[k, 14] * g
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
        if spent[i] + 1 >= bounces or depth + 1 >= last:
            continue
        spent[i] += 1
        if frosted:
            ox, oy, oz, k0, k1, k2, passed = crossed(
                dx, dy, dz, nx, ny, nz, outward, br, bg, bb, materials[o, 16], reach[i], rough,
                random(p, sample, dim + 3, seed), random(p, sample, dim + 4, seed), random(p, sample, dim + 5, seed),
                False,
            )  # fmt: skip
            side = -1e-4 if passed else 1e-4
            next_from[i, 0], next_from[i, 1], next_from[i, 2] = gx + nx * side, gy + ny * side, gz + nz * side
            next_dir[i, 0], next_dir[i, 1], next_dir[i, 2] = ox, oy, oz
            k = 1 - 0.6 * body
            next_weight[i, 0], next_weight[i, 1], next_weight[i, 2] = w0 * k0 * k, w1 * k1 * k, w2 * k2 * k
            next_came[i] = MIRROR_BOUNCE
            alive[i] = 1
            continue

        # Where the path goes on: off the clear coat (GGX half vector) or out of the body (cosine).
        r0 = random(p, sample, dim + 3, seed)
        r1, r2 = random(p, sample, dim + 4, seed), random(p, sample, dim + 5, seed)
        chance = 1.0 if metal else (min(max(fresnel, 0.25 if straight else 0.1), 0.9) if shiny else 0.0)
        x1, x2, x3, y1_, y2_, y3_ = basis(nx, ny, nz)
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
                k = visible(nl, a2) * visible(nv, a2) * vh / (nv * ch + 1e-6)
                k = min(k * (1.0 if metal else (f0 + (1 - f0) * (1 - vh) ** 5) / chance), 4.0)
            next_weight[i, 0] = w0 * k * (br if metal else 1.0)
            next_weight[i, 1] = w1 * k * (bg if metal else 1.0)
            next_weight[i, 2] = w2 * k * (bb if metal else 1.0)
            # A rough lobe has met the lights through its shadow ray; only mirrors may see them again.
            next_came[i] = DIFFUSE_BOUNCE
            if mirror:  # a floor does not show the studio's lamps, a bottle does
                next_came[i] = MIRROR_BOUNCE if kind == WATER or pieces[piece[prim], 15] > 0 else GLINT
        else:
            r, ph = np.sqrt(r1), 6.2831853 * r2
            mx, my, ch = r * np.cos(ph), r * np.sin(ph), np.sqrt(max(1 - r1, 0.0))
            ox = x1 * mx + y1_ * my + nx * ch
            oy = x2 * mx + y2_ * my + ny * ch
            oz = x3 * mx + y3_ * my + nz * ch
            k = body / max(1 - chance, 1e-3)
            next_weight[i, 0], next_weight[i, 1], next_weight[i, 2] = w0 * br * k, w1 * bg * k, w2 * bb * k
            next_came[i] = DIFFUSE_BOUNCE
        if spent[i] >= ROULETTE:
            # Late bounces add little: some end here, and those that go on count for them too.
            keep = min(max(next_weight[i, 0], next_weight[i, 1], next_weight[i, 2], 0.2), STAYS)
            if random(p, sample, dim + 6, seed) >= keep:
                continue
            for c in range(3):
                next_weight[i, c] /= keep
        next_dir[i, 0], next_dir[i, 1], next_dir[i, 2] = ox, oy, oz
        alive[i] = 1 if max(next_weight[i, 0], next_weight[i, 1], next_weight[i, 2]) > 0.01 else 0
