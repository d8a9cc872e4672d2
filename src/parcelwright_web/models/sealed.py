"""Columns that are encrypted in the database, and blind indexes to find them again.

A sealed value is AES-256-GCM: version byte, key id byte, 12-byte random nonce,
ciphertext and tag. The key is derived per tenant; the additional data names table,
column and tenant, so a value moved to another place does not open.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Never

from django.core.exceptions import FieldError
from django.db import models

from parcelwright_web import sealing

if TYPE_CHECKING:
    from typing import Any

    _Characters = models.CharField[str, str]
    _Bytes = models.BinaryField[Any, Any]
else:
    _Characters = models.CharField
    _Bytes = models.BinaryField


@dataclass(frozen=True, slots=True)
class Sealed:
    """A value as it stands in the database; opened when a row's attribute is read."""

    data: bytes

    def __repr__(self) -> str:
        return "<sealed>"


def _place_of(
    model: type[models.Model], field: models.Field[Any, Any], tenant_id: int
) -> sealing.Place:
    table = model._meta.db_table  # noqa: SLF001  # Django's documented name
    return sealing.Place(table=table, column=field.column or field.name, tenant=tenant_id)


def _place(field: models.Field[Any, Any], row: models.Model) -> sealing.Place:
    tenant_id = getattr(row, "tenant_id", None)
    if tenant_id is None:
        name = f"{type(row).__name__}.{field.name}"
        msg = f"{name} cannot be sealed or opened before the row has a tenant"
        raise FieldError(msg)
    return _place_of(type(row), field, tenant_id)


class _Unsealing:
    """Opens a value on first reading."""

    def __init__(self, field: _SealedField) -> None:
        self._field = field

    def __get__(self, row: models.Model | None, owner: type[models.Model]) -> Any:
        if row is None:
            return self
        name = self._field.attname
        if name not in row.__dict__:
            row.refresh_from_db(fields=[name])
        value = row.__dict__[name]
        if isinstance(value, Sealed):
            value = self._field.decode(sealing.unseal(value.data, _place(self._field, row)))
            row.__dict__[name] = value
        return value

    def __set__(self, row: models.Model, value: object) -> None:
        row.__dict__[self._field.attname] = value


class _SealedField(_Bytes):
    """Common to the sealed fields; a subclass turns its value into bytes and back."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("editable", True)
        super().__init__(*args, **options)

    def _check_str_default_value(self) -> list[Never]:
        """Accept a text as default: the value is sealed before it is bytes."""
        return []

    def encode(self, value: Any) -> bytes:
        raise NotImplementedError

    def decode(self, data: bytes) -> Any:
        raise NotImplementedError

    def contribute_to_class(self, cls: Any, name: str, private_only: bool = False) -> None:  # noqa: FBT001, FBT002  # Django's signature
        super().contribute_to_class(cls, name, private_only)
        if not cls._meta.abstract:
            setattr(cls, self.attname, _Unsealing(self))

    def from_db_value(self, value: Any, *_: object) -> Sealed | None:
        return None if value is None else Sealed(bytes(value))

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed | None:  # noqa: ARG002, FBT001  # Django's signature
        value = model_instance.__dict__.get(self.attname)
        if value is None or isinstance(value, Sealed):
            return value
        return Sealed(sealing.seal(self.encode(value), _place(self, model_instance)))

    def get_db_prep_value(self, value: Any, connection: Any, prepared: bool = False) -> Any:  # noqa: FBT001, FBT002  # Django's signature
        if value is None:
            return None
        if not isinstance(value, Sealed):
            msg = f"{self.name} is sealed: set it on the row and save, not by update()"
            raise FieldError(msg)
        return super().get_db_prep_value(value.data, connection, prepared)

    def get_default(self) -> Any:
        """Return what a new row holds: the encoded type's empty value, or nothing."""
        return None if not self.has_default() else models.Field.get_default(self)

    def get_lookup(self, lookup_name: str) -> Any:
        if lookup_name == "isnull":
            return super().get_lookup(lookup_name)
        msg = f"{self.name} is sealed and cannot be searched; give it a BlindIndexField"
        raise FieldError(msg)

    def value_to_string(self, obj: models.Model) -> Never:  # noqa: ARG002  # Django's signature
        msg = f"{self.name} is sealed; the database backup carries it, a fixture does not"
        raise FieldError(msg)


class SealedBytesField(_SealedField):
    """Bytes, encrypted in the database."""

    def encode(self, value: bytes) -> bytes:
        """Return the bytes to seal."""
        return bytes(value)

    def decode(self, data: bytes) -> bytes:
        """Return the value of opened bytes."""
        return data


class SealedTextField(_SealedField):
    """Text, encrypted in the database."""

    def encode(self, value: str) -> bytes:
        """Return the bytes to seal."""
        return value.encode()

    def decode(self, data: bytes) -> str:
        """Return the value of opened bytes."""
        return data.decode()


class SealedJSONField(_SealedField):
    """A JSON value, encrypted in the database. Assign a new value to change it."""

    def encode(self, value: object) -> bytes:
        """Return the bytes to seal."""
        return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()

    def decode(self, data: bytes) -> Any:
        """Return the value of opened bytes."""
        return json.loads(data)


class BlindIndexField(_Characters):
    """HMAC of another field of the row, so that a sealed value is found by equality.

    ``source`` names that field; ``form`` says what counts as equal: ``text`` (case, width
    and spaces do not matter) or ``code`` (only letters and digits matter). Search with
    ``filter(email_index=Model._meta.get_field("email_index").of(value, tenant_id))``.
    """

    FORMS: ClassVar = sealing.FORMS

    def __init__(self, *, source: str = "", form: str = "text", **options: Any) -> None:
        self.source, self.form = source, form
        options |= {"max_length": 64, "blank": True, "editable": False}
        options.setdefault("db_index", True)
        options.setdefault("default", "")
        super().__init__(**options)

    def deconstruct(self) -> Any:
        """Return what a migration writes."""
        name, path, args, options = super().deconstruct()
        for key in ("max_length", "blank", "editable"):
            options.pop(key, None)
        return name, path, args, {**options, "source": self.source, "form": self.form}

    def of(self, value: str, tenant_id: int) -> str:
        """Return the index of a value, to search with; empty for an empty value."""
        place = _place_of(self.model, self, tenant_id)
        return sealing.blind_index(value, place, self.form)

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: ARG002, FBT001  # Django's signature
        """Compute the index from the source field."""
        value = self.of(
            getattr(model_instance, self.source) or "", _place(self, model_instance).tenant
        )
        setattr(model_instance, self.attname, value)
        return value
