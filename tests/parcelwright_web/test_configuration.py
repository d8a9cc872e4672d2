import pytest
from pydantic import ValidationError

from parcelwright_web.configuration import Configuration, ConfigurationError, configuration
from parcelwright_web.databases import database


@pytest.fixture
def fresh():
    configuration.cache_clear()
    yield
    configuration.cache_clear()


def test_local_mode_refuses_to_listen_beyond_this_machine():
    with pytest.raises(ValidationError, match=r"listens on 127\.0\.0\.1 only"):
        Configuration(address="0.0.0.0")


def test_production_mode_refuses_to_answer_to_any_name():
    with pytest.raises(ValidationError, match="needs the names people type"):
        Configuration(mode="production", hosts="*")


def test_a_wrong_value_names_its_variable(fresh, monkeypatch):
    monkeypatch.setenv("PARCELWRIGHT_THREADS", "many")
    with pytest.raises(ConfigurationError, match="PARCELWRIGHT_THREADS"):
        configuration()


def test_the_plain_port_variable_is_read(fresh, monkeypatch):
    monkeypatch.setenv("PORT", "8123")
    assert configuration().port == 8123


def test_the_file_gives_what_the_environment_does_not(fresh, monkeypatch, tmp_path):
    file = tmp_path / "parcelwright.toml"
    file.write_text('threads = 5\nlanguage = "zh-hans"\n')
    monkeypatch.setenv("PARCELWRIGHT_CONFIG", str(file))
    monkeypatch.setenv("PARCELWRIGHT_THREADS", "3")
    assert (configuration().threads, configuration().language) == (3, "zh-hans")


def test_a_database_address_becomes_djangos_form():
    settings = Configuration(database_url="postgresql://ann:p%40ss@db.example:5433/parcels")
    found = database(settings)
    assert {key: found[key] for key in ("NAME", "USER", "PASSWORD", "HOST", "PORT")} == {
        "NAME": "parcels", "USER": "ann", "PASSWORD": "p@ss", "HOST": "db.example", "PORT": "5433",
    }  # fmt: skip


def test_a_socket_folder_is_taken_from_the_query():
    settings = Configuration(database_url="postgresql://postgres@/parcels?host=/tmp/pg")
    assert database(settings)["HOST"] == "/tmp/pg"


def test_another_kind_of_database_is_refused():
    with pytest.raises(ConfigurationError, match="postgresql://"):
        database(Configuration(database_url="mysql://x/y"))
