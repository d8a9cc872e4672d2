"""The worker is killed, and two workers run at once; no mail leaves twice."""

import json
import time

import pytest

from installation import PATIENCE_S, Installation
from smtp_server import serving

pytestmark = pytest.mark.crash

_DECIDE = """
from datetime import UTC, datetime, timedelta
from django.db import transaction
from parcelwright_web.actions import effects
from parcelwright_web.models.accounts import Shop, Tenant
from parcelwright_web.models.cases import Case
from parcelwright_web.models.parcels import Parcel
now = datetime.now(UTC) - timedelta(hours=1)
tenant = Tenant.objects.create(name="mail")
shop = Shop.objects.for_tenant(tenant).create(
    name="Lumi", mail_from="care@lumi.example", smtp_host="127.0.0.1", smtp_port={port},
    smtp_security="none",
)
parcel = Parcel.objects.for_tenant(tenant).create(
    shop=shop, tracking_number="RA123456785CN", created_at=now
)
case = Case.objects.for_tenant(tenant).create(
    number=1, parcel=parcel, state="watch", opened_at=now, opened_by="system"
)
for n in range({mails}):
    with transaction.atomic():
        effects.decide_mail(
            case, purpose=f"test.{{n}}", recipient="ana@buyer.example", subject=f"Mail {{n}}",
            body="Hello", actor="system", now=now,
        )
"""
_WORK = """
import time
from datetime import UTC, datetime
from parcelwright_web.jobs import send
print("ready", flush=True)
input()
quiet = 0
while quiet < 4:
    quiet = 0 if send.run(datetime.now(UTC)) else quiet + 1
    time.sleep(0.1)
"""
_LATER = """
import json
from datetime import UTC, datetime, timedelta
from parcelwright_web.jobs import send
from parcelwright_web.models.messages import Effect
now = datetime.now(UTC)
done = [send.run(now + timedelta(seconds=61)), send.run(now + timedelta(days=3))]
print(json.dumps([done, list(Effect.across_tenants.values_list("verdict", flat=True))]))
"""


def begin(place):
    process = place.begin(_WORK)
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("\n")
    process.stdin.flush()
    return process


def test_a_worker_killed_between_marker_and_answer_leaves_unknown_and_nothing_goes_again(tmp_path):
    with serving() as server:
        server.mode = "hangs after the dot"
        place = Installation(tmp_path, _DECIDE.format(port=server.port, mails=1))
        worker = begin(place)
        limit = time.monotonic() + PATIENCE_S
        while not server.delivered and time.monotonic() < limit:
            time.sleep(0.02)
        worker.kill()
        worker.communicate()
        server.mode = ""
        assert json.loads(place.run(_LATER)) == [[1, 0], ["unknown"]]
        assert len(server.delivered) == 1


def test_two_workers_send_each_mail_once(tmp_path):
    with serving() as server:
        server.mode = "slow"
        place = Installation(tmp_path, _DECIDE.format(port=server.port, mails=12))
        for worker in [begin(place), begin(place)]:
            worker.communicate(timeout=PATIENCE_S)
            assert worker.returncode == 0
        sent = sorted(
            line
            for mail in server.delivered
            for line in mail.split(b"\r\n")
            if line.startswith(b"Subject:")
        )
        assert sent == sorted(f"Subject: Mail {n}".encode() for n in range(12))
        assert json.loads(place.run(_LATER))[1] == ["sent"] * 12
