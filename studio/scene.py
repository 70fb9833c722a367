"""The picture: a procedural room with props, named cameras, and an offline renderer (moderngl on EGL, no GPU needed).

Lighting: one shadow-mapped key light, hemispheric ambient, two fills; 4x MSAA; procedural skin, cloth, wood and wall.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import moderngl
import numpy as np

from studio.kinds import Array, Vector
from studio.poses import SEAT_HEIGHT
from studio.rotations import unit

# vertex materials: 0 skin, 1 cloth, 2 hair (body.py), and for the room
if TYPE_CHECKING:
    from studio.body import Human

WOOD, WALL, PLAIN = 3.0, 4.0, 5.0

VERTEX = """#version 330
uniform mat4 VP, LVP;
in vec3 p, n, c, r; in float m;
out vec3 P, Nn, C, Rr; out float M; out vec4 LP;
void main() { P = p; Nn = n; C = c; M = m; Rr = r; LP = LVP * vec4(p, 1); gl_Position = VP * vec4(p, 1); }
"""
FRAGMENT = """#version 330
in vec3 P, Nn, C, Rr; in float M; in vec4 LP;
out vec4 o;
uniform vec3 eye, L; uniform sampler2DShadow S; uniform float amb;
float hash(vec3 p) { p = fract(p * vec3(.1031, .1030, .0973)); p += dot(p, p.yxz + 33.33); return fract((p.x + p.y) * p.z); }
float ns(vec3 p) {
  vec3 i = floor(p), f = fract(p); f = f * f * (3. - 2. * f);
  return mix(mix(mix(hash(i), hash(i + vec3(1,0,0)), f.x), mix(hash(i + vec3(0,1,0)), hash(i + vec3(1,1,0)), f.x), f.y),
             mix(mix(hash(i + vec3(0,0,1)), hash(i + vec3(1,0,1)), f.x),
                 mix(hash(i + vec3(0,1,1)), hash(i + vec3(1,1,1)), f.x), f.y), f.z);
}
float fb(vec3 p) { return ns(p) * .5 + ns(p * 2.1) * .28 + ns(p * 4.3) * .15 + ns(p * 9.) * .07; }
void main() {
  vec3 N = normalize(Nn), V = normalize(eye - P), c = C; float sp = .04, gl = 24.;
  if (!gl_FrontFacing) N = -N;
  if (M < .5) { c *= .94 + .12 * fb(Rr * 60.); sp = .10; gl = 18.; }                           // skin
  else if (M < 1.5) {                                                                          // cloth
    vec3 k = Rr * vec3(24, 32, 24), g = vec3(ns(k), ns(k + 7.), ns(k + 13.)) - .5;
    N = normalize(N + g * .45); c *= .92 + .16 * ns(Rr * 200.); sp = .02;
  }
  else if (M < 2.5) { c *= .6 + .9 * fb(Rr * vec3(240, 60, 240)); sp = .12; gl = 30.; }        // hair
  else if (M < 3.5) {                                                                          // wood
    float pl = floor(P.x / .14);
    c *= .80 + .25 * hash(vec3(pl, 3, floor((P.z + hash(vec3(pl, 1, 1)) * 2.) / 1.1)))
       + .20 * (ns(vec3(P.x * 60., P.y, P.z * 4. + pl * 7.)) - .5);
    if (fract(P.x / .14) < .02) c *= .75;
    sp = .08; gl = 40.;
  }
  else if (M < 4.5) { c *= .96 + .06 * ns(P * 4.) + .03 * (hash(floor(P * 400.)) - .5); sp = 0.; }   // wall
  else c *= .9 + .2 * fb(P * 30.);
  vec3 lp = LP.xyz / LP.w * .5 + .5; float sh = 0.;
  for (int i = -1; i <= 1; i++) for (int j = -1; j <= 1; j++)
    sh += texture(S, vec3(lp.xy + vec2(i, j) * 2.2 / 2048., lp.z - .0016));
  sh /= 9.;
  if (any(lessThan(lp.xy, vec2(.01))) || any(greaterThan(lp.xy, vec2(.99)))) sh = 1.;
  float d = max(dot(N, L), 0.) * sh, wrap = max((dot(N, L) + .35) / 1.35, 0.) * .12;
  vec3 hemi = mix(vec3(.34, .31, .28), vec3(.60, .62, .66), N.y * .5 + .5) * amb;
  float f2 = max(dot(N, normalize(vec3(-L.x * .8, .25, L.z))), 0.) * .22, fl = max(dot(N, V), 0.) * .10;
  vec3 col = c * (hemi + vec3(1., .96, .9) * d * .85 + wrap + f2 + fl);
  col += pow(max(dot(N, normalize(L + V)), 0.), gl) * sp * (.3 + sh);
  col = col / (1. + .18 * col);
  o = vec4(pow(clamp(col, 0., 1.), vec3(1. / 1.15)), 1);
}
"""
DEPTH_VERTEX = """#version 330
uniform mat4 LVP; in vec3 p;
void main() { gl_Position = LVP * vec4(p, 1); }
"""
DEPTH_FRAGMENT = """#version 330
void main() {}
"""


# ------------------------------------------------------------------ cameras
def look(eye: Vector, target: Vector, up: Any = (0, 1, 0)) -> Array:
    f = unit(np.subtract(target, eye))
    s = unit(np.cross(f, up))
    u = np.cross(s, f)
    M = np.eye(4)
    M[0, :3] = s
    M[1, :3] = u
    M[2, :3] = -f
    M[:3, 3] = -M[:3, :3] @ np.array(eye, float)
    return M


def persp(fovy: float, aspect: float, near: float, far: float) -> Array:
    t = 1 / np.tan(np.radians(fovy) / 2)
    return np.array(
        [
            [t / aspect, 0, 0, 0],
            [0, t, 0, 0],
            [0, 0, (far + near) / (near - far), 2 * far * near / (near - far)],
            [0, 0, -1, 0],
        ]
    )


def ortho(r: float, near: float, far: float) -> Array:
    return np.array(
        [[1 / r, 0, 0, 0], [0, 1 / r, 0, 0], [0, 0, -2 / (far - near), -(far + near) / (far - near)], [0, 0, 0, 1]]
    )


class Camera:
    """eye, target in metres; fov = vertical field of view in degrees. No lens distortion, picture not mirrored."""

    def __init__(
        self, eye: Vector, target: Vector, fov: float = 40, width: int = 640, height: int = 480, name: str = ""
    ) -> None:
        self.name, self.fov, self.width, self.height = name, fov, width, height
        self.eye, self.target = np.array(eye, float), np.array(target, float)
        self.V = look(eye, target)
        self.VP = persp(fov, width / height, 0.05, 30) @ self.V

    def project(self, X: Array) -> Array:
        """World points (n,3) -> pixels (n,2), origin top left."""
        X = np.atleast_2d(X)
        h = np.c_[X, np.ones(len(X))] @ self.VP.T
        nd = h[:, :2] / h[:, 3:]
        return np.c_[(nd[:, 0] * 0.5 + 0.5) * self.width, (0.5 - nd[:, 1] * 0.5) * self.height]

    def describe(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "eye": self.eye.round(3).tolist(),
            "target": self.target.round(3).tolist(),
            "fov": self.fov,
        }


# name -> (eye, target, fov) per prop. "side" stands at the person's left: facing forward = facing the picture's left.
_SIT = {
    "front": ((0, 1.05, 2.5), (0, 0.74, 0), 40),
    "side": ((2.5, 0.95, 0.15), (0, 0.70, 0.12), 40),
    "side-right": ((-2.5, 0.95, 0.15), (0, 0.70, 0.12), 40),
    "side-off": ((2.45, 1.15, 0.55), (0, 0.68, 0.12), 42),  # about 10 deg off the true side, a little higher
    "diagonal": ((1.75, 1.0, 1.85), (0, 0.72, 0.05), 40),
    "desk": ((0, 1.25, 1.45), (0, 1.0, 0), 48),  # laptop on a desk: upper body only
    "low": ((0, 0.55, 2.5), (0, 0.74, 0), 40),
    "high": ((0, 2.0, 1.6), (0, 0.8, 0.05), 45),
    "rear": ((0, 1.05, -2.3), (0, 0.74, 0), 42),
}
_STAND = {
    "front": ((0, 1.1, 3.1), (0, 0.97, 0), 42),
    "side": ((3.1, 1.1, 0.1), (0, 0.92, 0.1), 42),
    "side-right": ((-3.1, 1.1, 0.1), (0, 0.92, 0.1), 42),
    "side-off": ((3.05, 1.3, 0.65), (0, 0.90, 0.1), 42),
    "diagonal": ((2.2, 1.1, 2.3), (0, 0.92, 0.05), 42),
    "desk": ((0, 1.3, 1.7), (0, 1.3, 0), 50),
    "low": ((0, 0.5, 3.1), (0, 0.92, 0), 42),
    "high": ((0, 2.2, 2.6), (0, 0.95, 0), 42),
    "rear": ((0, 1.1, -2.5), (0, 0.95, 0), 50),
}
_FLOOR = {
    "front": ((0, 1.0, 3.0), (0, 0.35, 0), 42),
    "side": ((2.6, 0.75, -0.05), (0, 0.32, -0.05), 40),
    "side-right": ((-2.6, 0.75, -0.05), (0, 0.32, -0.05), 40),
    "side-off": ((2.5, 0.9, 0.6), (0, 0.32, -0.05), 40),
    "diagonal": ((1.9, 1.1, 1.9), (0, 0.30, 0), 42),
    "high": ((2.3, 1.5, -0.05), (0, 0.25, -0.05), 42),
    "low": ((2.6, 0.35, -0.05), (0, 0.32, -0.05), 40),
    "rear": ((0, 1.0, -2.5), (0, 0.35, 0), 46),
}
CAMERAS = {"stool": _SIT, "none": _STAND, "mat": _FLOOR}


def camera(view: str, prop: str, width: int = 640, height: int = 480, override: Any = None) -> Camera:
    """Named camera for a prop; override = (eye, target, fov) from Motion.camera."""
    table = CAMERAS[prop]
    if override is None and view not in table:
        raise ValueError(f"no camera {view!r} for prop {prop!r}; there are {', '.join(table)}")
    eye, target, fov = override or table[view]
    return Camera(eye, target, fov, width, height, view)


def light_for(cam: Camera) -> Any:
    """Key light from behind the camera's left shoulder, so that every view is lit alike."""
    f = cam.eye - cam.target
    f[1] = 0
    f = unit(f)
    v = f * 0.7 - np.array([f[2], 0, -f[0]]) * 0.45
    return (v[0], 0.75, v[2])


# ------------------------------------------------------------------ room and props
def _pack(v: Array, n: Any, c: Any, m: Any) -> Any:
    """position, normal, colour, material, rest position (texture space)"""
    return np.concatenate([v, n, np.tile(c, (len(v), 1)), np.full((len(v), 1), m), v], 1).astype("f4")


def box(centre: Any, size: Any, colour: Any, material: Any = PLAIN) -> Any:
    S = np.array(size) / 2
    v, n = [], []
    for ax in range(3):
        for sg in (-1, 1):
            nn, a, b = np.zeros(3), np.zeros(3), np.zeros(3)
            nn[ax], a[(ax + 1) % 3], b[(ax + 2) % 3] = sg, 1, 1
            q = [(nn + a * i + b * j) * S for i, j in ((-1, -1), (1, -1), (1, 1), (-1, 1))]
            if sg < 0:
                q = q[::-1]
            v += [q[0], q[1], q[2], q[0], q[2], q[3]]
            n += [nn] * 6
    return _pack(np.array(v) + np.array(centre), np.array(n), colour, material)


def cylinder(a: Any, b: Any, r: float, colour: Any, material: Any = PLAIN, k: Any = 20) -> Any:
    a, b = np.array(a, float), np.array(b, float)
    d = unit(b - a)
    x = unit(np.cross(d, [0.3, 0.8, 0.5]))
    y = np.cross(d, x)
    nn = [np.cos(t) * x + np.sin(t) * y for t in np.linspace(0, 2 * np.pi, k + 1)]
    v, n = [], []
    for i in range(k):
        p = [a + nn[i] * r, a + nn[i + 1] * r, b + nn[i + 1] * r, b + nn[i] * r]
        v += [p[0], p[1], p[2], p[0], p[2], p[3]]
        n += [nn[i], nn[i + 1], nn[i + 1], nn[i], nn[i + 1], nn[i]]
        for e, s in ((a, -1), (b, 1)):
            t = [e, e + nn[i] * r, e + nn[i + 1] * r]
            v += t if s > 0 else t[::-1]
            n += [d * s] * 3
    return _pack(np.array(v), np.array(n), colour, material)


def room(prop: str = "none", wall: Any = (0.78, 0.76, 0.71), depth: float = 2.6, half_width: float = 4.0) -> Any:
    """(walls, rest): the walls receive shadows but cast none."""
    Z, X, big = depth, half_width, 12.0
    walls = [
        box(c, s, wall, WALL)
        for c, s in (
            ((0, 1.4, -Z), (big, 2.8, 0.02)),
            ((0, 1.4, Z + 2.6), (big, 2.8, 0.02)),
            ((-X, 1.4, 0), (0.02, 2.8, big)),
            ((X, 1.4, 0), (0.02, 2.8, big)),
        )
    ]
    a = [box((0, -0.01, 0), (big, 0.02, big), (0.56, 0.40, 0.27), WOOD)]
    skirting = (0.92, 0.91, 0.89)
    a += [
        box(c, s, skirting)
        for c, s in (
            ((0, 0.05, -Z + 0.02), (big, 0.1, 0.03)),
            ((-X + 0.02, 0.05, 0), (0.03, 0.1, big)),
            ((X - 0.02, 0.05, 0), (0.03, 0.1, big)),
        )
    ]
    # things that might distract a detector: picture, cupboard with pots, wall panels, boxes
    a += [
        box((-1.15, 1.62, -Z + 0.03), (0.7, 0.5, 0.03), (0.25, 0.22, 0.2)),
        box((-1.15, 1.62, -Z + 0.05), (0.6, 0.4, 0.01), (0.45, 0.55, 0.62)),
        box((1.55, 0.45, -Z + 0.22), (0.8, 0.9, 0.38), (0.62, 0.50, 0.38), WOOD),
        box((1.4, 1.02, -Z + 0.2), (0.2, 0.24, 0.2), (0.5, 0.25, 0.2)),
        box((1.75, 0.98, -Z + 0.2), (0.1, 0.16, 0.2), (0.2, 0.3, 0.5)),
        box((-X + 0.03, 1.5, 0.2), (0.03, 0.7, 0.9), (0.35, 0.42, 0.40)),
        box((X - 0.03, 1.6, -0.3), (0.03, 0.6, 0.8), (0.5, 0.42, 0.35)),
        box((-X + 0.3, 0.35, 1.1), (0.45, 0.7, 0.6), (0.66, 0.62, 0.55)),
        box((X - 0.3, 0.40, 0.9), (0.45, 0.8, 0.5), (0.55, 0.45, 0.38)),
    ]
    if prop == "stool":
        y, z = SEAT_HEIGHT, -0.02
        a.append(cylinder((0, y - 0.05, z), (0, y, z), 0.20, (0.16, 0.15, 0.15), k=28))
        a += [
            cylinder(
                (sx * 0.19, 0, z + sz * 0.19), (sx * 0.12, y - 0.05, z + sz * 0.12), 0.016, (0.70, 0.70, 0.72), k=10
            )
            for sx in (-1, 1)
            for sz in (-1, 1)
        ]
    elif prop == "mat":
        a.append(box((0, 0.006, 0), (0.75, 0.012, 2.0), (0.30, 0.42, 0.45)))
    return np.concatenate(walls), np.concatenate(a)


# ------------------------------------------------------------------ renderer
class Renderer:
    def __init__(self, width: int = 640, height: int = 480, samples: int = 4) -> None:
        c: Any = moderngl.create_context(standalone=True, backend="egl")  # type: ignore[arg-type]
        self.ctx = c
        self.width, self.height = width, height
        self.program: Any
        self.depth: Any
        self.program, self.depth = c.program(VERTEX, FRAGMENT), c.program(DEPTH_VERTEX, DEPTH_FRAGMENT)
        size = (width, height)
        self.msaa = c.framebuffer(
            [c.renderbuffer(size, 4, samples=samples)], c.depth_renderbuffer(size, samples=samples)
        )
        self.flat = c.framebuffer([c.renderbuffer(size, 4)])
        tex = self.shadow = c.depth_texture((2048, 2048))
        tex.compare_func = "<="
        tex.filter = (moderngl.LINEAR, moderngl.LINEAR)
        self.shadow_fb = c.framebuffer(depth_attachment=tex)
        self.walls: Any = None
        self.props: Any = None

    def set_room(self, walls: Array, props: Array) -> None:
        for old in (self.walls, self.props):
            for o in old or ():
                o.release()
        self.walls, self.props = self._upload(walls), self._upload(props)

    def _upload(self, arr: Array) -> Any:
        b = self.ctx.buffer(np.ascontiguousarray(arr).tobytes())
        return (
            self.ctx.vertex_array(self.program, [(b, "3f 3f 3f 1f 3f", "p", "n", "c", "m", "r")]),
            self.ctx.vertex_array(self.depth, [(b, "3f 40x", "p")]),
            b,
        )

    def render(self, cam: Camera, human: Human, V: Array, light: Any = None, ambient: float = 0.62) -> Any:
        """RGB uint8 picture of the posed vertices V in the room."""
        c: Any
        c, N, F = self.ctx, human.normals(V), human.F.ravel()
        person = self._upload(
            np.concatenate([V[F], N[F], human.C[F], human.mat[F, None], human.rest[F]], 1).astype("f4")
        )
        L = unit(np.array(light_for(cam) if light is None else light, float))
        centre = V.mean(0)
        LVP = ortho(2.2, 0.5, 10) @ look(centre + L * 5, centre)

        def mat(M: Any) -> Any:
            return M.T.astype("f4").tobytes()

        self.shadow_fb.use()
        self.shadow_fb.clear(depth=1.0)
        c.enable(moderngl.DEPTH_TEST)
        self.depth["LVP"].write(mat(LVP))
        for v in (self.props, person):
            if v:
                v[1].render()
        self.msaa.use()
        self.msaa.clear(0.84, 0.83, 0.81)
        self.shadow.use(0)
        p = self.program
        p["VP"].write(mat(cam.VP))
        p["LVP"].write(mat(LVP))
        p["S"].value = 0
        p["eye"].value, p["L"].value, p["amb"].value = tuple(cam.eye), tuple(L), ambient
        for v in (self.props, self.walls, person):
            if v:
                v[0].render()
        c.copy_framebuffer(self.flat, self.msaa)
        im = np.frombuffer(self.flat.read(components=3), np.uint8).reshape(self.height, self.width, 3)[::-1]
        for o in person:
            o.release()
        return np.ascontiguousarray(im)
