"""Every setting of an installation, from environment variables and an optional TOML file.

Environment variables carry the prefix ``PARCELWRIGHT_``; the file is named by
``PARCELWRIGHT_CONFIG``, or is ``parcelwright.toml`` in the home folder.
"""

from __future__ import annotations

import os
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, Self

from pydantic import Field, ValidationError, model_validator
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from parcelwright.errors import ParcelwrightError

_LOOPBACK = frozenset({"127.0.0.1", "::1", "localhost"})


class ConfigurationError(ParcelwrightError):
    """A setting is missing or wrong; the message names it and says what it takes."""

    code = "configuration"


class Configuration(BaseSettings):
    """The settings of one installation."""

    model_config = SettingsConfigDict(env_prefix="PARCELWRIGHT_", extra="forbid")

    # Folder that holds the database, stored files, keys and compiled files.
    home: Path = Path("var")
    # "local": http on this machine only. "production": https, refuses unsafe settings.
    mode: Literal["local", "production"] = "local"
    # Where rows are kept; empty means SQLite in the home folder, else postgresql://...
    database_url: str = ""
    # Connections that the PostgreSQL pool keeps at most, per process.
    database_pool: int = Field(default=8, ge=1, le=200)
    # Address the server listens on; anything but loopback needs production mode.
    address: str = "127.0.0.1"
    # Port the server listens on; the variable PORT is read too.
    port: int = Field(default=8000, ge=1, le=65535)
    # Threads that answer requests, per server process.
    threads: int = Field(default=2, ge=1, le=64)
    # Server processes; SQLite always gets one.
    workers: int = Field(default=1, ge=1, le=64)
    # Host names under which the pages may be asked for, separated by commas.
    hosts: str = "localhost,127.0.0.1,[::1]"
    # Proxies in front that add to X-Forwarded-For; 0 means none is trusted.
    proxies: int = Field(default=0, ge=0, le=5)
    # Host names, separated by commas, of sources in your own network that may be asked whatever
    # their address and port, such as a Karrio server; all others must be public.
    allowed_private_hosts: str = ""
    # Address of a service of exchange rates, asked twice a day; empty asks nobody.
    # See docs/howto/refresh-exchange-rates.md for addresses that are understood.
    rates_url: str = ""
    # Key file of sealed columns; empty means keys/master.key in the home folder.
    master_key_file: str = ""
    # Language of pages for people without a preference.
    language: Literal["en", "zh-hans"] = "en"
    # Path of a Chromium for page tests; the application itself never starts one.
    chromium: str = "/usr/bin/chromium"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Read the environment first, then the TOML file where there is one."""
        del dotenv_settings, file_secret_settings
        default = Path(os.environ.get("PARCELWRIGHT_HOME", "var")) / "parcelwright.toml"
        file = TomlConfigSettingsSource(
            settings_cls, toml_file=os.environ.get("PARCELWRIGHT_CONFIG", default)
        )
        return init_settings, env_settings, file

    @model_validator(mode="after")
    def _refuse_unsafe(self) -> Self:
        if self.mode == "local" and self.address not in _LOOPBACK:
            msg = f"address is {self.address}; local mode listens on 127.0.0.1 only"
            raise ValueError(msg)
        if self.mode == "production" and set(self.host_names) & {"*"}:
            msg = 'hosts is "*"; production mode needs the names people type'
            raise ValueError(msg)
        return self

    @property
    def host_names(self) -> list[str]:
        """The host names, split and trimmed."""
        return [name.strip() for name in self.hosts.split(",") if name.strip()]

    @property
    def private_hosts(self) -> list[str]:
        """The host names of sources in the own network, split, trimmed, in small letters."""
        names = self.allowed_private_hosts.split(",")
        return [name.strip().lower() for name in names if name.strip()]

    @cached_property
    def home_folder(self) -> Path:
        """The absolute home folder."""
        return self.home.expanduser().resolve()

    @cached_property
    def key_file(self) -> Path:
        """The file of the master keys."""
        chosen = self.master_key_file
        return Path(chosen) if chosen else self.home_folder / "keys" / "master.key"

    @property
    def secret_file(self) -> Path:
        """The file of the secret that signs sessions and forms."""
        return self.home_folder / "keys" / "session.key"

    @property
    def on_sqlite(self) -> bool:
        """Whether rows are kept in the embedded database."""
        return not self.database_url


@cache
def configuration() -> Configuration:
    """Return the settings of this process, read once.

    Raises:
        ConfigurationError: A value does not fit its setting.
    """
    port = os.environ.get("PORT")
    try:
        if port and "PARCELWRIGHT_PORT" not in os.environ:
            return Configuration.model_validate({**Configuration().model_dump(), "port": port})
        return Configuration()
    except ValidationError as error:
        first = error.errors()[0]
        name = ".".join(str(part) for part in first["loc"]) or "settings"
        msg = f"PARCELWRIGHT_{name.upper()}: {first['msg']}"
        raise ConfigurationError(msg) from error
