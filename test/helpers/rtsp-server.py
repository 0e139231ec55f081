"""An RTSP camera for tests: serves video files for ever, with RTCP sender reports.

Reads one JSON object from stdin:
  {"port": 0, "user": null, "password": null, "mounts": [
    {"path": "/cam", "files": ["a.mp4", "b.mp4"], "codec": "h264", "rtcp": true,
     "stopAfterMs": null, "srIntervalMs": 1000, "loop": true}]}
Prints "ready PORT" when it serves. Several files of one mount follow each other without a break.
Needs GStreamer with gst-rtsp-server and python3-gi.
"""

import ctypes
import json
import signal
import sys

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstApp", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstApp, GstRtsp, GstRtspServer  # noqa: E402, F401

DIE_WITH_PARENT = 1


def load_units(path, codec):
    """Every access unit of a file as (bytes, dts, pts, duration, keyframe), times in ns from zero."""
    pipeline = Gst.parse_launch(
        f"filesrc location={json.dumps(path)} ! parsebin ! {codec}parse config-interval=-1 ! "
        f"video/x-{codec},stream-format=byte-stream,alignment=au ! "
        "appsink name=out sync=false max-buffers=0"
    )
    sink = pipeline.get_by_name("out")
    pipeline.set_state(Gst.State.PLAYING)
    units = []
    while True:
        sample = sink.try_pull_sample(10 * Gst.SECOND)
        if sample is None:
            break
        buffer = sample.get_buffer()
        caps = sample.get_caps().get_structure(0)
        found, num, den = caps.get_fraction("framerate")
        step = Gst.SECOND * den // num if found and num else Gst.SECOND // 25
        key = not buffer.has_flags(Gst.BufferFlags.DELTA_UNIT)
        data = buffer.extract_dup(0, buffer.get_size())
        units.append([data, buffer.dts, buffer.pts, step, key])
    pipeline.set_state(Gst.State.NULL)
    if not units:
        raise SystemExit(f"no {codec} video in {path}")
    for index, unit in enumerate(units):  # raw streams carry no times: count them
        if unit[1] == Gst.CLOCK_TIME_NONE:
            unit[1] = index * unit[3] if unit[2] == Gst.CLOCK_TIME_NONE else unit[2]
        if unit[2] == Gst.CLOCK_TIME_NONE:
            unit[2] = unit[1]
    first = min(min(unit[1], unit[2]) for unit in units)
    for unit in units:
        unit[1] -= first
        unit[2] -= first
    return units


class Mount:
    """Plays a list of access units round and round into the appsrc of one RTSP media."""

    def __init__(self, spec):
        codec = spec.get("codec", "h264")
        self.loop = spec.get("loop", True)
        self.stop_ns = (spec.get("stopAfterMs") or 0) * 1_000_000
        self.sr_ms = spec.get("srIntervalMs", 1000)
        self.units = []
        offset = 0
        for path in spec["files"]:
            units = load_units(path, codec)
            self.units += [[u[0], u[1] + offset, u[2] + offset, u[3], u[4]] for u in units]
            offset += units[-1][1] + units[-1][3]
        self.length = offset
        self.factory = GstRtspServer.RTSPMediaFactory()
        self.factory.set_launch(
            f"( appsrc name=src format=time is-live=true block=false max-bytes=2000000 "
            f"caps=video/x-{codec},stream-format=byte-stream,alignment=au ! "
            f"{codec}parse ! rtp{codec}pay name=pay0 pt=96 config-interval=-1 )"
        )
        self.factory.set_shared(True)
        self.factory.set_enable_rtcp(spec.get("rtcp", True))
        self.factory.connect("media-configure", self.configure)

    def configure(self, _factory, media):
        media.set_reusable(False)
        source = media.get_element().get_by_name_recurse_up("src")
        state = {"next": 0, "base": 0}
        source.connect("need-data", self.feed, state)
        media.connect("prepared", self.prepared)

    def prepared(self, media):
        iterator = media.get_element().get_parent().iterate_recurse()
        while True:
            result, element = iterator.next()
            if result != Gst.IteratorResult.OK:
                return
            if element.get_factory() and element.get_factory().get_name() == "rtpbin":
                session = element.emit("get-internal-session", 0)
                if session is not None:
                    session.set_property("rtcp-min-interval", self.sr_ms * Gst.MSECOND)

    def feed(self, source, _length, state):
        if state["next"] == len(self.units):
            if not self.loop:
                source.emit("end-of-stream")
                return
            state["next"] = 0
            state["base"] += self.length
        data, dts, pts, step, key = self.units[state["next"]]
        if self.stop_ns and state["base"] + dts >= self.stop_ns:
            return  # the connection stands, and nothing comes
        buffer = Gst.Buffer.new_wrapped(data)
        buffer.dts = state["base"] + dts
        buffer.pts = state["base"] + pts
        buffer.duration = step
        if not key:
            buffer.set_flags(Gst.BufferFlags.DELTA_UNIT)
        state["next"] += 1
        source.emit("push-buffer", buffer)


def protect(server, factories, user, password):
    auth = GstRtspServer.RTSPAuth()
    token = GstRtspServer.RTSPToken()
    token.set_string("media.factory.role", "user")
    auth.add_basic(GstRtspServer.RTSPAuth.make_basic(user, password), token)
    server.set_auth(auth)
    rights = "user, media.factory.access=(boolean)true, media.factory.construct=(boolean)true"
    for factory in factories:
        factory.add_role_from_structure(Gst.Structure.from_string(rights)[0])


def main():
    ctypes.CDLL(None).prctl(DIE_WITH_PARENT, signal.SIGKILL)
    config = json.loads(sys.stdin.readline())
    Gst.init(None)
    server = GstRtspServer.RTSPServer()
    server.set_address("127.0.0.1")
    server.set_service(str(config.get("port") or 0))
    mounts = [(spec["path"], Mount(spec)) for spec in config["mounts"]]
    for path, mount in mounts:
        server.get_mount_points().add_factory(path, mount.factory)
    if config.get("user"):
        protect(server, [m.factory for _, m in mounts], config["user"], config["password"])
    if server.attach(None) == 0:
        raise SystemExit("the port is taken")
    print(f"ready {server.get_bound_port()}", flush=True)
    GLib.MainLoop().run()


main()
