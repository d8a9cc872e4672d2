from click.testing import CliRunner

from parcelwright.cli.check import command


def test_a_file_whose_orders_cannot_be_read_does_not_end_well(tmp_path):
    (tmp_path / "orders.csv").write_text("order_number,city\n,Ulm\n", "utf-8")
    ended = CliRunner().invoke(command, ["--orders", str(tmp_path / "orders.csv")])
    assert ended.exit_code == 1
    assert "could not be read, and were not checked" in ended.output
