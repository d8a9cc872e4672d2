import pytest
from click.testing import CliRunner

from parcelwright.errors import InputFileError
from parcelwright_web.commands.import_file import command
from parcelwright_web.models.parcels import Parcel


@pytest.fixture
def run(tmp_path):
    def invoke(content, *arguments):
        file = tmp_path / "parcels.csv"
        file.write_text(content)
        return CliRunner().invoke(command, [str(file), *arguments])

    return invoke


def test_a_file_is_written_and_the_counts_are_told(run, shop):
    done = run("tracking_number,carrier\nRV482917305CN,4px\n,\n", "--shop", shop.name)

    assert done.exit_code == 0
    assert "1 new, 0 changed" in done.output
    assert Parcel.objects.for_tenant(shop.tenant_id).get().carrier == "4px"


def test_an_unknown_shop_is_answered_with_the_names_there_are(run, shop):
    done = run("tracking_number\nRV482917305CN\n", "--shop", "Nobody")

    assert isinstance(done.exception, InputFileError)
    assert str(done.exception) == 'no shop is named "Nobody"; shops are: Lumi Home'


def test_a_file_without_the_number_is_refused_and_nothing_is_written(run, shop):
    done = run("color\nred\n", "--shop", shop.name, "--kind", "parcels")

    assert "no column holds tracking_number" in str(done.exception)
    assert not Parcel.objects.for_tenant(shop.tenant_id).exists()
