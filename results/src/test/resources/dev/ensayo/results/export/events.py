"""Makes events.tfevents: what TensorBoard reads, written from the published formats alone.

TFRecord framing: tensorflow/core/lib/io/record_writer.h. Masked CRC-32C: core/lib/hash/crc32c.h; the polynomial is
that of RFC 3720 (Castagnoli), reflected. Messages: core/util/event.proto, core/framework/summary.proto. Wire format:
protobuf.dev, "Encoding". Nothing but 'struct' of the standard library is used.

Run: python3 events.py
"""
import struct

TABLE = []
for byte in range(256):
    crc = byte
    for _ in range(8):
        crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    TABLE.append(crc)


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc = TABLE[(crc ^ byte) & 0xFF] ^ crc >> 8
    return crc ^ 0xFFFFFFFF


assert crc32c(b"123456789") == 0xE3069283  # the check value of the catalogue of CRCs
assert crc32c(bytes(32)) == 0x8A9136AA  # RFC 3720, B.4


def masked(data):
    crc = crc32c(data)
    return ((crc >> 15 | crc << 17 & 0xFFFFFFFF) + 0xA282EAD8) & 0xFFFFFFFF


def record(data):
    length = struct.pack("<Q", len(data))
    return length + struct.pack("<I", masked(length)) + data + struct.pack("<I", masked(data))


def varint(value):
    out = b""
    while value > 127:
        out += bytes([value & 127 | 128])
        value >>= 7
    return out + bytes([value])


def double(field, value):
    return varint(field << 3 | 1) + struct.pack("<d", value)


def single(field, value):
    return varint(field << 3 | 5) + struct.pack("<f", value)


def integer(field, value):
    return varint(field << 3) + varint(value)


def text(field, value):
    return varint(field << 3 | 2) + varint(len(value)) + value


TIME = 1772359200.0  # 2026-03-01T10:00:00Z
EVENTS = [
    (0, [("eval/return", 9.5), ("train/loss", 0.1)]),
    (127, [("eval/return", float("inf"))]),
    (128, [("train/loss", -1e-30)]),
    (300000, [("eval/return", 500.0), ("train/loss", 16777217.0)]),
]

with open("events.tfevents", "wb") as out:
    out.write(record(double(1, TIME) + text(3, b"brain.Event:2")))
    for step, values in EVENTS:
        summary = b"".join(text(1, text(1, tag.encode()) + single(2, value)) for tag, value in values)
        out.write(record(double(1, TIME) + integer(2, step) + text(5, summary)))
