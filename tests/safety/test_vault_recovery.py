"""The recovery key, as it is printed and as it is typed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from outreach.safety.vault_recovery import GROUPS, RecoveryKey, RecoveryKeyMistyped

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
KEY = RecoveryKey(bytes(range(60, 80)))
keys = st.binary(min_size=20, max_size=20).map(RecoveryKey)


def wrong_groups(text: str) -> tuple[int, ...]:
    with pytest.raises(RecoveryKeyMistyped) as refused:
        RecoveryKey.typed(text)
    return refused.value.groups


@given(keys, st.sampled_from(["-", " ", "", " \N{EN DASH} ", "\n"]), st.booleans())
def test_a_key_typed_as_printed_is_that_key(key: RecoveryKey, between: str, small: bool) -> None:
    text = between.join(key.groups)

    assert RecoveryKey.typed(text.lower() if small else text) == key


@given(keys)
def test_a_key_is_eight_groups_of_five_without_letters_that_look_alike(key: RecoveryKey) -> None:
    assert [len(group) for group in key.groups] == [5] * GROUPS
    assert set("".join(key.groups)) <= set(ALPHABET)


def test_what_looks_alike_is_read_as_it_was_meant() -> None:
    key = RecoveryKey(bytes(20))

    assert key.groups[0].startswith("0000")
    assert RecoveryKey.typed(key.text.replace("0", "o").replace("1", "l")) == key


@given(keys, st.integers(0, GROUPS - 1), st.integers(0, 4), st.sampled_from([*ALPHABET, "U", "*"]))
def test_any_wrong_character_is_named_by_its_group(key: RecoveryKey, place: int, at: int, typed: str) -> None:
    groups = list(key.groups)
    if groups[place][at] == typed:
        return
    groups[place] = groups[place][:at] + typed + groups[place][at + 1 :]

    assert wrong_groups(" ".join(groups)) == (place + 1,)


@given(keys, st.integers(0, GROUPS - 1), st.integers(0, 4))
def test_a_missing_character_is_named_by_its_group(key: RecoveryKey, place: int, at: int) -> None:
    groups = list(key.groups)
    groups[place] = groups[place][:at] + groups[place][at + 1 :]

    assert wrong_groups(" ".join(groups)) == (place + 1,)


def test_groups_in_the_wrong_order_are_named() -> None:
    groups = list(KEY.groups)
    groups[2], groups[5] = groups[5], groups[2]

    assert wrong_groups(" ".join(groups)) == (3, 6)


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("", (1, 2, 3, 4, 5, 6, 7, 8)),
        (" ".join(KEY.groups[:6]), (7, 8)),
        ("".join(KEY.groups) + "0", (8,)),
        (KEY.text + "-00000", (8,)),
    ],
)
def test_too_little_and_too_much_are_named(text: str, groups: tuple[int, ...]) -> None:
    assert wrong_groups(text) == groups


def test_no_two_keys_are_alike_and_none_is_shown_by_accident() -> None:
    assert RecoveryKey.new() != RecoveryKey.new()
    assert KEY.groups[0] not in repr(KEY)
