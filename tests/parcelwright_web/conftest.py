"""Prepares Django for the tests of the application; the core's tests never come here."""

import atexit
import os
import shutil
import tempfile
from pathlib import Path

import pytest

_HOME = Path(tempfile.mkdtemp(prefix="parcelwright-test-"))
atexit.register(shutil.rmtree, _HOME, ignore_errors=True)
os.environ["PARCELWRIGHT_HOME"] = str(_HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "parcelwright_web.settings"
for _name in ("PARCELWRIGHT_MODE", "PARCELWRIGHT_CONFIG", "PORT"):
    os.environ.pop(_name, None)

from parcelwright_web import keys  # noqa: E402  # the home folder comes first
from parcelwright_web.commands._start import start  # noqa: E402

keys.create(_HOME / "keys" / "master.key", keys.new_master_line(1))
keys.create(_HOME / "keys" / "session.key", keys.new_session_secret())
start()
# A test process that found this name on its start would read the settings before its own
# home folder is made, and share one with all others.
del os.environ["DJANGO_SETTINGS_MODULE"]

from django.conf import settings as django_settings  # noqa: E402
from django.middleware import csrf  # noqa: E402
from django.utils import translation  # noqa: E402

# Tests neither collect static files nor wait for slow hashes.
django_settings.STORAGES["staticfiles"] = {
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
django_settings.MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")

from parcelwright_web.actions import incidents  # noqa: E402
from parcelwright_web.configuration import configuration  # noqa: E402
from parcelwright_web.models.accounts import Membership, Role, Shop, Tenant, User  # noqa: E402

assert configuration().home_folder == _HOME  # else tests remove each other's files


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items):
    """Begin with what takes long, so that no process is left alone with it at the end."""
    items.sort(key=lambda item: not any(map(item.get_closest_marker, ("crash", "long"))))


@pytest.fixture(autouse=True)
def nothing_usual_learned():
    """Tests share keys of tenants and days, and the searches of one process share what is usual."""
    incidents._learned.cache_clear()


@pytest.fixture(autouse=True)
def forms_without_random_letters(monkeypatch):
    """A page's token of random letters holds, once in a while, the word a test says is not there."""
    monkeypatch.setattr(csrf, "get_random_string", lambda length, allowed_chars: "x" * length)


@pytest.fixture(autouse=True)
def nobodys_language():
    """A page that was asked for in Chinese leaves its language to the thread."""
    yield
    translation.deactivate()


@pytest.fixture
def tenant(db):
    return Tenant.objects.create(name="Lumi Home")


@pytest.fixture
def other_tenant(db):
    return Tenant.objects.create(name="Somebody Else")


@pytest.fixture
def shop(tenant):
    return Shop.objects.for_tenant(tenant).create(name="Lumi Home", timezone="Asia/Shanghai")


@pytest.fixture
def user(tenant):
    person = User.objects.create_user("liang@lumi.example", "a-long-password", name="Liang Wei")
    Membership.objects.create(user=person, tenant=tenant, role=Role.OWNER)
    return person


@pytest.fixture
def member(client, user, shop):
    """A browser in which a member of the tenant is logged in."""
    client.force_login(user)
    return client
