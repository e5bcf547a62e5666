#!/usr/bin/env python3
"""A pedestal's side of the protocol in Python, made from firmware/protocol/PROTOCOL.md alone.

It redeems a ticket's code, or shows a palm's template, and prints the decision. Needs python3-cryptography and python3-paho-mqtt.
"""

import argparse
import hmac
import json
import os
import queue
import sys
import time

import paho.mqtt.client as mqtt
from cryptography.hazmat.primitives import padding
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

MATCH_REQUEST, MATCH_REPLY, TICKET_REQUEST, TICKET_REPLY, SESSION_OFFER = 1, 2, 3, 4, 7
ENTER, REDEEM_CODE = 1, 1
HEADER, MAC, MAGIC, VERSION, LONGEST = 44, 32, 0x50, 2, 2048
DECISIONS = [
    "none", "admitted", "no ticket", "ticket used", "not recognised", "unknown ticket", "too late", "unavailable", "refused",
    "enrolment opened", "sample accepted", "sample rejected", "enrolled", "already enrolled", "bound", "other lane", "deleted",
    "wrong role", "confirmation awaited", "deletion opened", "code needed", "no event", "linked", "other account",
    "other palm wanted", "enrolled for event", "too early", "entry over", "other entrance", "already inside", "not left",
    "used today", "blocked", "full", "left", "at other lane", "noted", "consent awaited"]


class Envelope:
    """A sealed message: its header's fields and the body in clear."""

    def __init__(self, kind, request, session, sequence, budget, body):
        self.kind, self.request, self.session, self.sequence = kind, request, session, sequence
        self.budget, self.body = budget, body

    def seal(self, key, iv=None):
        """The bytes on the wire, under a device's key of 48 bytes."""
        iv = iv or os.urandom(16)
        pad = padding.PKCS7(128).padder()
        cipher = Cipher(algorithms.AES(key[:16]), modes.CBC(iv)).encryptor()
        text = cipher.update(pad.update(self.body) + pad.finalize()) + cipher.finalize()
        message = bytes([MAGIC, VERSION, self.kind, 0]) + self.request.to_bytes(8, "little") \
            + self.session.to_bytes(8, "little") + self.sequence.to_bytes(4, "little") \
            + self.budget.to_bytes(2, "little") + len(text).to_bytes(2, "little") + iv + text
        return message + hmac.digest(key[16:], message, "sha256")

    @staticmethod
    def open(key, message):
        """The message in these bytes; None for whatever a receiver drops."""
        length = len(message)
        if not HEADER + 16 + MAC <= length <= LONGEST or message[0] != MAGIC or message[1] != VERSION:
            return None
        count = int.from_bytes(message[26:28], "little")
        if count % 16 or length != HEADER + count + MAC:
            return None
        if not hmac.compare_digest(hmac.digest(key[16:], message[:-MAC], "sha256"), message[-MAC:]):
            return None
        cipher = Cipher(algorithms.AES(key[:16]), modes.CBC(message[28:44])).decryptor()
        unpad = padding.PKCS7(128).unpadder()
        try:
            body = unpad.update(cipher.update(message[HEADER:-MAC]) + cipher.finalize()) + unpad.finalize()
        except ValueError:
            return None
        number = [int.from_bytes(message[a:b], "little") for a, b in ((4, 12), (12, 20), (20, 24), (24, 26))]
        return Envelope(message[2], *number, body)


class Sender:
    """Asks one service, in the session that the service offers."""

    def __init__(self, client, topic, key, kind):
        self.client, self.topic, self.key, self.kind = client, topic, key, kind
        self.session = self.sequence = 0
        self.arrived = queue.Queue()
        client.message_callback_add(f"{topic}/reply", lambda _c, _u, message: self.arrived.put(message.payload))
        client.subscribe(f"{topic}/reply")

    def ask(self, body, budget=1.0):
        """The reply's body; None if there is none within the budget, in seconds."""
        end, wait = time.monotonic() + budget, 0.25
        request, sent = int.from_bytes(os.urandom(8), "little"), set()
        while (left := end - time.monotonic()) > 0:
            self.sequence += 1
            sent.add(self.sequence)
            self.client.publish(f"{self.topic}/request",
                                Envelope(self.kind, request, self.session, self.sequence, int(left * 1000), body).seal(self.key))
            reply = self.receive(request, sent, min(end, time.monotonic() + wait))
            if reply and reply.kind == SESSION_OFFER:
                # The same request again at once, as the first of the offered session.
                self.session, self.sequence, sent = int.from_bytes(reply.body[:8], "little"), 0, set()
            elif reply:
                return reply.body
            else:
                wait *= 2
        return None

    def receive(self, request, sent, until):
        """A reply or offer to what was sent; whatever else arrives is dropped."""
        while (left := until - time.monotonic()) > 0:
            try:
                reply = Envelope.open(self.key, self.arrived.get(timeout=left))
            except queue.Empty:
                return None
            if reply and reply.kind in (self.kind + 1, SESSION_OFFER) and reply.request == request \
                    and reply.session == self.session and reply.sequence in sent:
                return reply
        return None


def redeem_code(code, seconds=0):
    """The body that redeems a code at an entry, where a guest has to pass within some seconds, or 0."""
    raw = code.encode("ascii")
    return bytes([REDEEM_CODE, len(raw), 0, seconds]) + bytes(14) + raw.ljust(128, b"\0")


def enter(template, seconds=0):
    """The body that shows a palm's template at an entry."""
    return bytes([ENTER, 0, 0, 0, 0, seconds]) + bytes(14) + template


def connect(host, port, name, account=None, password=None):
    """A connection to the broker."""
    versions = [mqtt.CallbackAPIVersion.VERSION2] if hasattr(mqtt, "CallbackAPIVersion") else []
    client = mqtt.Client(*versions, client_id=name, protocol=mqtt.MQTTv5)
    if account:
        client.username_pw_set(account, password)
    connected = queue.Queue()
    client.on_connect = lambda _c, _u, _f, reason, _p: connected.put(reason)
    client.connect(host, port)
    client.loop_start()
    if connected.get(timeout=10) != 0:
        sys.exit("The broker refuses this account.")
    return client


def main():
    parser = argparse.ArgumentParser(description="Redeems a ticket's code or shows a palm's template, as a pedestal does.")
    parser.add_argument("--keys", required=True, help="the pedestal's key file, from \"venue provision\"")
    parser.add_argument("--broker", default="127.0.0.1:1883", help="host:port")
    parser.add_argument("--password-file", help="file with the password of the pedestal's account at the broker")
    parser.add_argument("--code", action="append", default=[], help="a ticket's code; may be repeated")
    parser.add_argument("--template", action="append", default=[], help="a file with a template of 528 bytes; may be repeated")
    asked = parser.parse_args()
    with open(asked.keys, encoding="utf-8") as file:
        keys = json.load(file)
    password = None
    if asked.password_file:
        with open(asked.password_file, encoding="utf-8") as file:
            password = file.readline().rstrip("\n")
    host, port = asked.broker.rsplit(":", 1)
    client = connect(host, int(port), f"{keys['device']}/sample", keys["device"] if password else None, password)
    topic = f"pedestal/v2/{keys['venue']}/{keys['device']}"
    tickets = Sender(client, f"{topic}/ticket", bytes.fromhex(keys["ticket"]), TICKET_REQUEST)
    palms = Sender(client, f"{topic}/match", bytes.fromhex(keys["match"]), MATCH_REQUEST)
    bodies = [(code, tickets, redeem_code(code)) for code in asked.code]
    for name in asked.template:
        with open(name, "rb") as file:
            bodies.append((name, palms, enter(file.read())))
    for name, sender, body in bodies:
        reply = sender.ask(body)
        print(f"{name}: {DECISIONS[reply[0]] if reply else 'no reply in time'}", flush=True)
    client.loop_stop()


if __name__ == "__main__":
    main()
