from hypothesis import assume, given
from hypothesis import strategies as st

from parcelwright.evidence.chain import ChainFault, Head, Payload, check_chain, head_of
from parcelwright.evidence.entry import Entry, commitment, entry_bytes, leaf
from parcelwright.evidence.item import EntryKind


def build(cases, contents):
    """A sound log: one entry per given case id (None for none), with payloads."""
    lines, payloads = [], {}
    of_case = {}
    for seq, (case, content) in enumerate(zip(cases, contents, strict=True)):
        salt = seq.to_bytes(32, "big")
        case_seq, case_prev = of_case.get(case, (0, None))
        line = entry_bytes(
            Entry(
                log="log:1",
                seq=seq,
                at="2026-11-22T02:30:00Z",
                kind=EntryKind.DOCUMENT,
                actor="system",
                case=case,
                case_seq=None if case is None else case_seq,
                case_prev=None if case is None else case_prev,
                prev=leaf(lines[-1]) if lines else None,
                commit=commitment(salt, content),
                size=len(content),
            )
        )
        lines.append(line)
        of_case[case] = (case_seq + 1, leaf(line))
        payloads[seq] = Payload(salt=salt, content=content)
    return lines, payloads


logs = st.lists(
    st.tuples(st.sampled_from([None, "case:1", "case:2"]), st.binary(max_size=20)),
    min_size=2,
    max_size=8,
).map(lambda rows: build([row[0] for row in rows], [row[1] for row in rows]))


@given(logs)
def test_a_sound_log_has_no_findings(log):
    lines, payloads = log
    assert check_chain(lines, payloads, head=head_of(lines)) == ()


@given(logs, st.data())
def test_any_changed_byte_of_an_entry_is_found(log, data):
    lines, payloads = log
    head = head_of(lines)
    place = data.draw(st.integers(0, len(lines) - 1))
    offset = data.draw(st.integers(0, len(lines[place]) - 1))
    mask = data.draw(st.integers(1, 255))
    changed = bytearray(lines[place])
    changed[offset] ^= mask
    assert check_chain([*lines[:place], bytes(changed), *lines[place + 1 :]], payloads, head=head)


@given(logs, st.data())
def test_any_changed_byte_of_a_payload_is_found(log, data):
    lines, payloads = log
    place = data.draw(st.integers(0, len(lines) - 1))
    content = payloads[place].content
    assume(content)
    offset = data.draw(st.integers(0, len(content) - 1))
    changed = bytearray(content)
    changed[offset] ^= data.draw(st.integers(1, 255))
    payloads[place] = Payload(salt=payloads[place].salt, content=bytes(changed))
    found = check_chain(lines, payloads, head=head_of(lines))
    assert [(finding.place, finding.fault) for finding in found] == [
        (place, ChainFault.PAYLOAD_CHANGED)
    ]


@given(logs, st.data())
def test_any_entry_left_out_is_found(log, data):
    lines, payloads = log
    place = data.draw(st.integers(0, len(lines) - 1))
    assert check_chain(lines[:place] + lines[place + 1 :], payloads, head=head_of(lines))


@given(logs, st.data())
def test_any_two_entries_swapped_are_found(log, data):
    lines, payloads = log
    one, other = sorted(
        data.draw(st.lists(st.integers(0, len(lines) - 1), min_size=2, max_size=2, unique=True))
    )
    swapped = list(lines)
    swapped[one], swapped[other] = lines[other], lines[one]
    assert check_chain(swapped, payloads, head=head_of(lines))


@given(logs, logs, st.data())
def test_any_entry_inserted_is_found(log, stranger, data):
    lines, payloads = log
    place = data.draw(st.integers(0, len(lines)))
    extra = data.draw(st.sampled_from(stranger[0]))
    assert check_chain([*lines[:place], extra, *lines[place:]], payloads, head=head_of(lines))


@given(st.lists(st.binary(max_size=200), max_size=5))
def test_hostile_bytes_give_findings_and_no_exception(lines):
    found = check_chain(lines, {}, head=head_of(lines))
    assert [finding.fault for finding in found] == [ChainFault.UNREADABLE] * len(lines)


def test_a_log_rewritten_from_the_middle_differs_from_its_remembered_head():
    lines, _ = build([None] * 3, [b"a", b"b", b"c"])
    forged, payloads = build([None] * 3, [b"a", b"B", b"c"])
    found = check_chain(forged, payloads, head=head_of(lines))
    assert [finding.fault for finding in found] == [ChainFault.HEAD_DIFFERS]


def test_a_missing_payload_is_found_unless_it_was_erased():
    lines, _ = build([None], [b"a"])
    head = head_of(lines)
    assert [f.fault for f in check_chain(lines, {}, head=head)] == [ChainFault.PAYLOAD_MISSING]
    assert check_chain(lines, {}, head=head, erased=frozenset({0})) == ()


def test_an_empty_log_is_sound_only_when_nothing_was_remembered():
    assert check_chain([], {}, head=Head(size=0, leaf=None)) == ()
    assert check_chain([], {}, head=Head(size=1, leaf="0" * 64))[0].fault is ChainFault.HEAD_DIFFERS
