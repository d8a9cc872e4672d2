from django.urls import reverse

from parcelwright_web.models.accounts import Tenant


def test_the_owner_of_the_sample_removes_it_and_is_logged_out(member, tenant):
    Tenant.objects.filter(pk=tenant.pk).update(is_sample=True)
    page = member.get(reverse("samples")).content.decode()
    answer = member.post(reverse("sample_remove"))

    assert "Remove Lumi Home" in page
    assert answer.url == reverse("account_login")
    assert not Tenant.objects.filter(pk=tenant.pk).exists()
    assert member.get(reverse("imports")).status_code == 302


def test_a_real_shop_is_not_removed_this_way(member, tenant):
    assert "parcelwright init --sample" in member.get(reverse("samples")).content.decode()
    assert member.post(reverse("sample_remove")).status_code == 404
    assert Tenant.objects.filter(pk=tenant.pk).exists()
