"""Rows that belong to one tenant, and a manager that refuses to forget which."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn, Self, TypeVar

from django.db import models

if TYPE_CHECKING:
    from typing import Any

    from parcelwright_web.models.accounts import Tenant

M = TypeVar("M", bound=models.Model)


class TenantRequired(RuntimeError):  # reads as the rule it states
    """A query on tenant rows that does not say for which tenant."""


class TenantQuerySet(models.QuerySet[M]):
    """Rows of one tenant; what it creates belongs to that tenant."""

    _tenant_id: int | None = None

    def _clone(self) -> Self:
        clone: Self = super()._clone()  # type: ignore[misc]  # absent from the stubs
        clone._tenant_id = self._tenant_id
        return clone

    def create(self, **fields: Any) -> M:
        """Create a row of this tenant."""
        fields.setdefault("tenant_id", self._tenant_id)
        return super().create(**fields)

    def bulk_create(self, objs: Any, *args: Any, **options: Any) -> list[M]:
        """Create rows of this tenant.

        Raises:
            TenantRequired: A row names another tenant.
        """
        rows = list(objs)
        for row in rows:
            if row.tenant_id is None:
                row.tenant_id = self._tenant_id
            if row.tenant_id != self._tenant_id:
                msg = f"a {self.model.__name__} of tenant {row.tenant_id} among rows of another"
                raise TenantRequired(msg)
        return super().bulk_create(rows, *args, **options)


class TenantManager(models.Manager[M]):
    """Gives rows of one tenant, by :meth:`for_tenant`, and nothing else."""

    def for_tenant(self, tenant: Tenant | int) -> TenantQuerySet[M]:
        """Return the rows of a tenant (the row itself or its id)."""
        tenant_id = tenant if isinstance(tenant, int) else tenant.pk
        rows: TenantQuerySet[M] = TenantQuerySet(self.model, using=self._db)
        rows = rows.filter(tenant_id=tenant_id)
        rows._tenant_id = tenant_id  # noqa: SLF001  # the query set of this module
        return rows

    def get_queryset(self) -> NoReturn:
        """Refuse.

        Raises:
            TenantRequired: Always; the message says what to write.
        """
        name = self.model.__name__
        msg = (
            f"{name}.objects does not say whose rows: write {name}.objects.for_tenant(tenant), "
            f"or {name}.across_tenants where all tenants are meant"
        )
        raise TenantRequired(msg)


class TenantModel(models.Model):
    """Base of every table with data of a tenant.

    ``objects`` refuses queries without a tenant; ``across_tenants`` is for the worker.
    Related managers (``case.messages``) work: their rows hang on a row of one tenant.
    """

    tenant = models.ForeignKey("parcelwright_web.Tenant", models.CASCADE, related_name="+")

    # Django's own checks use the first manager.
    across_tenants = models.Manager()
    objects = TenantManager()

    class Meta:
        abstract = True


class TenantFirstModel(TenantModel):
    """Base of a table that has a longer index beginning with the tenant.

    A second one of the tenant alone would answer no question that the longer does not, and cost
    time on every write.
    """

    tenant = models.ForeignKey(
        "parcelwright_web.Tenant", models.CASCADE, related_name="+", db_index=False
    )

    class Meta:
        abstract = True
