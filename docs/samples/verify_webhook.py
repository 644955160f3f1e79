"""Receives webhooks on a port of this machine and prints each genuine event once. Needs Python 3.9, nothing else.

    NTM_WEBHOOK_SECRET="whsec_..." python3 verify_webhook.py 8080
"""

import base64
import hashlib
import hmac
import json
import os
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer

SECRETS = [base64.b64decode(secret.removeprefix("whsec_")) for secret in os.environ["NTM_WEBHOOK_SECRET"].split()]
TOLERANCE = 5 * 60
seen = set()  # In earnest: a unique key in the database, committed with what you do.


def genuine(message_id, timestamp, signatures, body):
    if not message_id or "." in message_id or not (timestamp.isascii() and timestamp.isdigit()):
        return False
    if abs(time.time() - int(timestamp)) > TOLERANCE:
        return False
    content = f"{message_id}.{timestamp}.".encode() + body
    own = ["v1," + base64.b64encode(hmac.digest(secret, content, hashlib.sha256)).decode() for secret in SECRETS]
    return any(hmac.compare_digest(mine.encode(), theirs.encode()) for mine in own for theirs in signatures.split())


class Receiver(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(min(int(self.headers.get("content-length") or 0), 65536))
        message_id = self.headers.get("webhook-id", "")
        accepted = genuine(
            message_id, self.headers.get("webhook-timestamp", ""), self.headers.get("webhook-signature", ""), body
        )
        self.send_response(204 if accepted else 401)
        self.send_header("connection", "close")
        self.end_headers()
        if accepted and message_id not in seen:
            seen.add(message_id)
            event = json.loads(body)
            print(event["type"], event.get("subject", ""), event.get("sequence", ""), flush=True)

    def log_message(self, *_):
        pass


if __name__ == "__main__":
    HTTPServer(("127.0.0.1", int(sys.argv[1])), Receiver).serve_forever()
