from __future__ import annotations

import csv
import json
from dataclasses import replace

from click.testing import CliRunner

from label_drawings import drawn_page, order, picture, png
from label_pdf import pdf
from parcelwright.cli.check import command

COLUMNS = [
    "order_number",
    "tracking_number",
    "buyer_name",
    "address_lines",
    "city",
    "destination_postal_code",
    "destination_country",
    "origin_country",
]


def write_orders(path, orders):
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(COLUMNS)
        for draft in (each.draft for each in orders):
            to = draft.recipient
            table.writerow(
                [draft.order_number, draft.tracking_number, to.name, to.address_lines[0], to.city,
                 to.postal_code, to.country, draft.sender.country]
            )  # fmt: skip


def test_a_folder_of_labels_is_checked_with_the_orders(tmp_path):
    orders = [order(seed) for seed in range(4)]
    missing, swapped = orders[2], orders[3]
    write_orders(tmp_path / "orders.csv", orders)
    labels = tmp_path / "labels"
    labels.mkdir()
    stray = order(9)
    (labels / "batch.pdf").write_bytes(pdf(*(drawn_page(each) for each in (*orders[:2], stray))))
    wrong = png(picture(swapped, says=orders[0].number))
    (labels / f"{swapped.draft.order_number}.png").write_bytes(wrong)
    (labels / "scan.pdf").write_bytes(b"%PDF-1.4 cut")
    (labels / "notes.txt").write_text("not a label")
    result = CliRunner().invoke(
        command,
        ["--orders", str(tmp_path / "orders.csv"), "--on", "2026-03-02", "--json",
         "--labels", str(labels)],
    )  # fmt: skip
    told = [json.loads(line) for line in result.stdout.splitlines()]
    codes = {
        each["order_number"]: [one["code"] for one in each["findings"] if one["check"] == "label"]
        for each in told
    }
    assert codes == {
        orders[0].draft.order_number: [],
        orders[1].draft.order_number: [],
        missing.draft.order_number: ["label_not_given"],
        swapped.draft.order_number: ["label_of_other_order", "label_text_absent"],
    }
    assert result.stderr.splitlines()[:2] == [
        f"no order has the number of batch.pdf p. 3, {stray.number}",
        "scan.pdf was not checked: it is broken or incomplete; download the label again",
    ]
    assert result.exit_code == 1


def test_ten_labels_in_one_file_are_each_held_against_their_own_order(tmp_path):
    orders = [order(seed) for seed in range(10)]
    moved = orders[4].draft
    elsewhere = replace(moved.recipient, address_lines=("99 Elsewhere Road",))
    at_fault = replace(orders[4], draft=replace(moved, recipient=elsewhere))
    write_orders(tmp_path / "orders.csv", [*orders[:4], at_fault, *orders[5:]])
    labels = tmp_path / "labels"
    labels.mkdir()
    (labels / "batch.pdf").write_bytes(pdf(*(drawn_page(each) for each in reversed(orders))))
    arguments = ["--orders", str(tmp_path / "orders.csv"), "--on", "2026-03-02", "--json"]
    result = CliRunner().invoke(command, [*arguments, "--labels", str(labels)])
    told = {
        each["order_number"]: codes
        for each in map(json.loads, result.stdout.splitlines())
        if (codes := [one["code"] for one in each["findings"] if one["check"] == "label"])
    }
    assert told == {moved.order_number: ["label_address_differs"]}


def test_without_labels_the_label_check_says_nothing(tmp_path):
    write_orders(tmp_path / "orders.csv", [order(1)])
    arguments = ["--orders", str(tmp_path / "orders.csv"), "--on", "2026-03-02", "--json"]
    result = CliRunner().invoke(command, arguments)
    (told,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert [one for one in told["findings"] if one["check"] == "label"] == []
