"""Wrong passphrases slow the next try down."""

from outreach.safety.vault_attempts import Attempts


def test_each_wrong_try_from_the_third_on_waits_twice_as_long_up_to_half_a_minute() -> None:
    attempts = Attempts()

    assert [attempts.failed(100.0) for _ in range(10)] == [0, 0, 1, 2, 4, 8, 16, 30, 30, 30]
    assert [attempts.failed(100.0) for _ in range(2_000)][-1] == 30


def test_the_wait_runs_down_and_never_below_nothing() -> None:
    attempts = Attempts()
    for _ in range(5):
        attempts.failed(100.0)

    assert [attempts.wait(now) for now in (100.0, 101.5, 104.0, 900.0)] == [4.0, 2.5, 0.0, 0.0]


def test_the_right_passphrase_forgets_the_wrong_ones() -> None:
    attempts = Attempts()
    for _ in range(5):
        attempts.failed(100.0)

    attempts.succeeded()

    assert attempts.wait(100.0) == 0
    assert attempts.failed(100.0) == 0


def test_nobody_waits_before_the_first_try() -> None:
    assert Attempts().wait(0.0) == 0
