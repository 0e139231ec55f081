"""An RTSP camera for tests: serves video files for ever, with RTCP sender reports.

Reads one JSON object from stdin:
  {"port": 0, "user": null, "password": null, "mounts": [
    {"path": "/cam", "files": ["a.mp4", "b.mp4"], "codec": "h264", "rtcp": true,
     "stopAfterMs": null, "srIntervalMs": 1000, "loop": true,
     "clock": [{"atMs": 0, "offsetMs": 0, "ppm": 0}], "reports": [{"atMs": 0, "offsetMs": 0, "stop": false}],
     "rtpJump": {"atMs": 0, "byMs": 0}, "lossy": false}]}
Prints "ready PORT UTC" when it serves, UTC in milliseconds. Several files of one mount follow each other without a break. A mount with
"live": {"width": 640, "height": 360, "fps": 25} has no files: its pictures show the time of the camera's clock
when they were made, as a row of 48 blocks (milliseconds since 1970, highest bit first, black or white) in their
upper eighth. "clock": how far the camera's clock is off, from moments after the first picture on; sender reports
follow it. "reports": what they say beyond that, or that they stop. "rtpJump": RTP times leap, reports do not know.
"inStep": true: whoever connects sees what has come to be since the server began, as of a camera, so that mounts of
one film show the same moment. "lossy": true loses the share of RTP packets, by chance, that the newest further line of stdin says: {"loss": 0.1}.
"reportsSendTime": true has reports tell when pictures were sent, as GStreamer does by itself.
Needs GStreamer with gst-rtsp-server and python3-gi.
"""

import ctypes
import json
import random
import signal
import sys
import threading
import time

import gi

gi.require_version("Gst", "1.0")
gi.require_version("GstApp", "1.0")
gi.require_version("GstRtsp", "1.0")
gi.require_version("GstRtspServer", "1.0")
from gi.repository import GLib, Gst, GstApp, GstRtsp, GstRtspServer  # noqa: E402, F401

DIE_WITH_PARENT = 1
AHEAD_NS = 20_000_000


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


NTP_EPOCH_S = 2_208_988_800
BITS = 48


def at_moment(parts, since_ms):
    """The last part of a schedule that has begun, or none."""
    return next((part for part in reversed(parts) if part["atMs"] <= since_ms), {})


class Line:
    """The way from the lossy cameras to whoever watches them."""

    loss = 0.0
    chance = random.Random(1)

    @classmethod
    def loses(cls):
        return cls.chance.random() < cls.loss

    @classmethod
    def listen(cls):
        for line in sys.stdin:
            cls.loss = json.loads(line)["loss"]


class CameraTime:
    """The camera's own clock and what is done to its packets."""

    def __init__(self, spec):
        self.clock = spec.get("clock") or []
        self.reports = spec.get("reports") or []
        self.jump = spec.get("rtpJump")
        self.lossy = spec.get("lossy", False)
        self.sends = spec.get("reportsSendTime", False)
        self.began = None

    def since_ms(self, now_s):
        if self.began is None:
            self.began = now_s
        return (now_s - self.began) * 1000

    def offset_ms(self, now_s):
        since = self.since_ms(now_s)
        part = at_moment(self.clock, since)
        return part.get("offsetMs", 0) + part.get("ppm", 0) * (since - part.get("atMs", 0)) / 1e6

    def rtcp(self, data):
        """The packet as this camera sends it, or none. Only a sender report (200) that stands first is altered."""
        now = time.time()
        part = at_moment(self.reports, self.since_ms(now))
        if data[1] != 200:
            return data
        if part.get("stop"):
            return None
        off = (self.offset_ms(now) + part.get("offsetMs", 0)) / 1000
        ntp = int.from_bytes(data[8:16], "big") + int(off * 2**32)
        return data[:8] + (ntp % 2**64).to_bytes(8, "big") + data[16:]

    def rtp(self, data):
        """The packet as it arrives, or none."""
        if self.lossy and Line.loses():
            return None
        if self.jump is None or self.since_ms(time.time()) < self.jump["atMs"]:
            return data
        stamp = int.from_bytes(data[4:8], "big") + self.jump["byMs"] * 90
        return data[:4] + (stamp % 2**32).to_bytes(4, "big") + data[8:]

    def watch(self, session):
        for pad in session.pads:
            name = pad.get_name()
            if name.startswith("send_rtcp_src") and (self.clock or self.reports):
                rewrite(pad, self.rtcp)
            if name.startswith("send_rtp_src") and (self.lossy or self.jump is not None):
                rewrite(pad, self.rtp)


def rewrite(pad, change):
    """Lets every packet of a pad through `change`: bytes to bytes, or to none."""
    inside = threading.local()

    def probe(pad, info):
        if getattr(inside, "yes", False):
            return Gst.PadProbeReturn.OK
        whole = info.type & Gst.PadProbeType.BUFFER_LIST and info.get_buffer_list()
        buffers = [whole.get(i) for i in range(whole.length())] if whole else [info.get_buffer()]
        inside.yes = True
        for buffer in buffers:
            data = change(buffer.extract_dup(0, buffer.get_size()))
            if data is not None:
                fresh = Gst.Buffer.new_wrapped(data)
                fresh.pts, fresh.dts = buffer.pts, buffer.dts
                pad.push(fresh)
        inside.yes = False
        return Gst.PadProbeReturn.DROP

    pad.add_probe(Gst.PadProbeType.BUFFER | Gst.PadProbeType.BUFFER_LIST, probe)


class LiveMount:
    """Makes pictures as time goes by and writes the time into each."""

    def __init__(self, spec):
        self.spec = spec
        live = spec["live"]
        self.width, self.height, self.fps = live["width"], live["height"], live["fps"]
        self.sr_ms = spec.get("srIntervalMs", 1000)
        reordered = live.get("bFrames", 0)
        tune = f"bframes={reordered} rc-lookahead=1" if reordered else "tune=zerolatency"
        self.factory = GstRtspServer.RTSPMediaFactory()
        self.factory.set_launch(
            f"( appsrc name=src format=time is-live=true block=false max-bytes=20000000 "
            f"caps=video/x-raw,format=I420,width={self.width},height={self.height},framerate={self.fps}/1 ! "
            f"x264enc {tune} speed-preset=ultrafast key-int-max={self.fps} bitrate=1500 threads=1 ! "
            f"h264parse ! rtph264pay name=pay0 pt=96 config-interval=-1 )"
        )
        self.factory.set_shared(True)
        self.factory.set_enable_rtcp(spec.get("rtcp", True))
        self.factory.connect("media-configure", self.configure)

    def configure(self, _factory, media):
        media.set_reusable(False)
        source = media.get_element().get_by_name_recurse_up("src")
        times = CameraTime(self.spec)
        media.connect("prepared", prepared, self.sr_ms, times)
        threading.Thread(target=self.film, args=(source, times), daemon=True).start()

    def film(self, source, times):
        step = 1 / self.fps
        due = time.time()
        while True:
            due += step
            time.sleep(max(0, due - time.time()))
            clock = source.get_clock()
            if clock is None:
                continue
            now, pts = time.time(), clock.get_time() - source.get_base_time()
            buffer = Gst.Buffer.new_wrapped(self.picture(round(now * 1000 + times.offset_ms(now))))
            buffer.pts = buffer.dts = max(0, pts)
            buffer.duration = int(step * Gst.SECOND)
            if source.emit("push-buffer", buffer) not in (Gst.FlowReturn.OK, Gst.FlowReturn.FLUSHING):
                return

    def picture(self, utc_ms):
        block, stripe = self.width // BITS, self.height // 8
        bits = [255 if utc_ms >> (BITS - 1 - i) & 1 else 0 for i in range(BITS)]
        row = b"".join(bytes([bit]) * block for bit in bits).ljust(self.width, b"\x80")
        grey = bytes([96]) * self.width
        chroma = bytes([128]) * (self.width * self.height // 2)
        return row * stripe + grey * (self.height - stripe) + chroma


def prepared(media, sr_ms, times):
    iterator = media.get_element().get_parent().iterate_recurse()
    while True:
        result, element = iterator.next()
        if result != Gst.IteratorResult.OK:
            return
        kind = element.get_factory() and element.get_factory().get_name()
        if kind == "rtpbin":
            session = element.emit("get-internal-session", 0)
            if session is not None:
                session.set_property("rtcp-min-interval", sr_ms * Gst.MSECOND)
        if kind == "rtpsession":
            # reports are to tell when pictures were made, not when they were sent
            element.set_property("rtcp-sync-send-time", times.sends)
            times.watch(element)


class Mount:
    """Plays a list of access units round and round into the appsrc of one RTSP media."""

    began_ns = 0  # of the server

    def __init__(self, spec):
        codec = spec.get("codec", "h264")
        self.spec = spec
        self.loop = spec.get("loop", True)
        self.stop_ns = (spec.get("stopAfterMs") or 0) * 1_000_000
        self.sr_ms = spec.get("srIntervalMs", 1000)
        self.in_step = spec.get("inStep", False)
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
        state = {}
        source.connect("need-data", self.feed, state)
        media.connect("prepared", prepared, self.sr_ms, CameraTime(self.spec))

    def start(self, source):
        """Where to begin: at the first picture, or at the next key frame that is due."""
        if not self.in_step:
            return {"next": 0, "base": 0, "ahead": 0}
        while source.get_clock() is None or source.get_base_time() == 0:
            time.sleep(0.005)
        rounds, at = divmod(time.monotonic_ns() - Mount.began_ns, self.length)
        following = (i for i, unit in enumerate(self.units) if unit[4] and unit[1] >= at)
        first = next(following, len(self.units))
        return {"next": first, "base": rounds * self.length, "ahead": self.ahead(source)}

    def ahead(self, source):
        """By how much the stream's clock is ahead of the time since the server began."""
        running = source.get_clock().get_time() - source.get_base_time()
        return running - (time.monotonic_ns() - Mount.began_ns)

    def feed(self, source, _length, state):
        if not state:
            state.update(self.start(source))
        if self.in_step and abs(self.ahead(source) - state["ahead"]) > AHEAD_NS:
            state["ahead"] = self.ahead(source)  # the stream's clock stands still while nobody plays it
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
        buffer.dts = state["base"] + state["ahead"] + dts
        buffer.pts = state["base"] + state["ahead"] + pts
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
    mounts = [(spec["path"], (LiveMount if spec.get("live") else Mount)(spec)) for spec in config["mounts"]]
    for path, mount in mounts:
        server.get_mount_points().add_factory(path, mount.factory)
    if config.get("user"):
        protect(server, [m.factory for _, m in mounts], config["user"], config["password"])
    if server.attach(None) == 0:
        raise SystemExit("the port is taken")
    threading.Thread(target=Line.listen, daemon=True).start()
    Mount.began_ns = time.monotonic_ns()
    print(f"ready {server.get_bound_port()} {time.time_ns() // 1_000_000}", flush=True)
    GLib.MainLoop().run()


main()
