import pytest

from parcelwright.prevention.choice.number_samples import NumberSample, Verdict, judge_sample


@pytest.mark.parametrize(
    ("number", "carrier", "verdict", "first"),
    [
        ("CP123456785US", "usps", Verdict.OWN, "usps"),
        ("cp 123 456 785 us", "usps", Verdict.OWN, "usps"),
        ("CP123456785US", "yunexpress", Verdict.OTHER, "usps"),
        ("CP123456786US", "usps", Verdict.WRONG, None),
        ("4.20906E+15", "usps", Verdict.ROUNDED, None),
        ("hello", "usps", Verdict.UNKNOWN, None),
        ("", "usps", Verdict.UNKNOWN, None),
    ],
)
def test_a_sample_is_told_by_what_it_proves_of_the_carrier(number, carrier, verdict, first):
    sample = judge_sample(number, carrier)
    assert sample.verdict is verdict
    assert next(iter(sample.carriers), None) == first
    assert sample.valid is (first is not None)


def test_a_number_with_a_shape_only_is_not_called_proven():
    sample = judge_sample("YT2412345678901234", "yunexpress")
    assert sample.verdict is Verdict.SHAPE
    assert sample.carriers[0] == "yunexpress"


def test_the_likeliest_slip_of_a_wrong_sample_is_named():
    sample = judge_sample("CPI23456785US", "usps")
    assert (sample.verdict, sample.meant) in {
        (Verdict.WRONG, "CP123456785US"),
        (Verdict.UNKNOWN, "CP123456785US"),
    }


def test_a_sample_of_two_carriers_names_the_one_that_gave_it_first():
    sample = judge_sample("CP123456785US", "usps")
    assert isinstance(sample, NumberSample)
    assert sample.carriers[0] == "usps"
    assert sample.tracking_url.endswith("CP123456785US")
