"""Prints the events of the feed, and goes on next time where it stopped. Needs Python 3.9, nothing else.

    NTM_ADDRESS=https://... NTM_CLIENT_ID=... NTM_CLIENT_SECRET=... python3 read_feed.py CURSOR_FILE [--once]
"""

import json
import os
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

ADDRESS = os.environ["NTM_ADDRESS"].rstrip("/")
CURSOR_FILE, ONCE = sys.argv[1], "--once" in sys.argv
TROUBLE = (urllib.error.URLError, ConnectionError, TimeoutError, json.JSONDecodeError)


def call(path, body=None, token=None):
    request = urllib.request.Request(ADDRESS + path, json.dumps(body).encode() if body else None)
    request.add_header("Content-Type", "application/json")
    if token:
        request.add_header("Authorization", "Bearer " + token)
    with urllib.request.urlopen(request, timeout=60) as answer:
        return json.load(answer)


def new_token():
    secret = {"clientId": os.environ["NTM_CLIENT_ID"], "clientSecret": os.environ["NTM_CLIENT_SECRET"]}
    return call("/identity/tokens", secret)["accessToken"]


def keep(cursor):  # In earnest: in one transaction with what you do.
    with open(CURSOR_FILE, "w") as file:
        json.dump(cursor, file)


cursor, token = {"after": 0}, None
if os.path.exists(CURSOR_FILE):
    with open(CURSOR_FILE) as file:
        cursor = json.load(file)
while True:
    try:
        token = token or new_token()
        page = call("/notifications/events?" + urllib.parse.urlencode({**cursor, "wait": 0 if ONCE else 25}), token=token)
    except urllib.error.HTTPError as refusal:
        if refusal.code == 401 and token:
            token = None  # It has expired.
        elif refusal.code == 410:  # Restarted or trimmed: events may be missing, and known ones may come again.
            problem = json.load(refusal)
            print(problem["code"], file=sys.stderr)
            cursor = {"after": problem["resumeAfter"], "epoch": problem["epoch"]}
        elif refusal.code in (429, 500, 502, 503, 504):
            time.sleep(min(int(refusal.headers.get("Retry-After") or 5), 300))
        else:
            raise
        continue
    except TROUBLE:
        time.sleep(5)
        continue
    for item in page["items"]:
        event = item["event"]
        print(event["type"], event.get("subject", ""), event.get("sequence", ""), flush=True)
        keep({"after": item["position"], "epoch": page["epoch"]})
    cursor = {"after": page["next"], "epoch": page["epoch"]}
    keep(cursor)
    if ONCE and not page["more"]:
        break
