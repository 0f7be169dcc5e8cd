"""Every queue gives a lead to one worker at a time, and loses nothing: what `ports.Queue` promises."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from leadgate.ports import LeadChanged, Queue
from tests.contract.conftest import MAX_RECEIVES, QueueBench

NOW = timedelta(0)


def leads(messages: tuple[LeadChanged, ...]) -> list[str]:
    return sorted(message.lead_id for message in messages)


def receive_one(queue: Queue) -> LeadChanged:
    (message,) = queue.receive(limit=1)
    return message


def give_up(bench: QueueBench) -> None:
    """Receive as often as the queue allows, each time dying over it."""
    for _ in range(MAX_RECEIVES):
        bench.expire(receive_one(bench.queue))


def test_what_was_sent_is_received(bench: QueueBench) -> None:
    bench.queue.send_all([("a", 1), ("b", 1)])
    messages = bench.queue.receive()
    assert leads(messages) == ["a", "b"]
    assert [message.attempts for message in messages] == [0, 0]


def test_an_empty_queue_gives_nothing(bench: QueueBench) -> None:
    bench.queue.send_all([])
    assert bench.queue.receive() == ()
    assert bench.queue.waiting() == 0
    assert bench.queue.redrive() == 0
    assert bench.queue.buried() == ()


def test_a_lead_id_may_be_any_text(bench: QueueBench) -> None:
    names = ["hubspot:contact:501", "ünïcode lead", "x" * 400]
    bench.queue.send_all([(name, 1) for name in names])
    assert leads(bench.queue.receive()) == sorted(names)


def test_a_batch_may_be_larger_than_any_limit_of_a_backend(bench: QueueBench) -> None:
    bench.queue.send_all([(f"lead-{number:02d}", 1) for number in range(25)])
    found: list[str] = []
    while messages := bench.queue.receive(limit=10):
        assert len(messages) <= 10
        found += leads(messages)
    assert sorted(found) == [f"lead-{number:02d}" for number in range(25)]


def test_messages_of_one_lead_that_wait_are_one(bench: QueueBench) -> None:
    bench.queue.send_all([("a", 1), ("a", 2), ("b", 1)])
    bench.queue.send_all([("a", 3), ("a", 3)])
    messages = bench.queue.receive()
    assert leads(messages) == ["a", "b"]
    for message in messages:
        bench.queue.done(message)
    assert bench.queue.waiting() == 0
    assert bench.queue.receive() == ()


def test_a_lead_being_worked_on_is_given_to_nobody_else(bench: QueueBench) -> None:
    bench.queue.send_all([("a", 1)])
    receive_one(bench.queue)
    bench.queue.send_all([("a", 2), ("b", 1)])
    assert leads(bench.queue.receive()) == ["b"]


def test_what_is_done_does_not_come_again(bench: QueueBench) -> None:
    bench.queue.send_all([("a", 1)])
    message = receive_one(bench.queue)
    bench.queue.done(message)
    bench.queue.done(message)
    assert bench.queue.receive() == ()
    assert bench.queue.waiting() == 0


def test_a_message_sent_during_the_work_comes_after_it(bench: QueueBench) -> None:
    bench.queue.send_all([("a", 1)])
    message = receive_one(bench.queue)
    bench.queue.send_all([("a", 2)])
    bench.queue.done(message)
    again = receive_one(bench.queue)
    assert (again.lead_id, again.attempts) == ("a", 0)
    bench.queue.done(again)
    assert bench.queue.receive() == ()


def test_the_same_version_sent_again_during_the_work_is_the_same_message(bench: QueueBench) -> None:
    bench.queue.send_all([("a", 1)])
    message = receive_one(bench.queue)
    bench.queue.send_all([("a", 1)])
    bench.queue.done(message)
    assert bench.queue.receive() == ()


def test_a_message_nobody_finishes_comes_again_and_is_counted(bench: QueueBench) -> None:
    bench.queue.send_all([("a", 1)])
    bench.expire(receive_one(bench.queue))
    again = receive_one(bench.queue)
    assert (again.lead_id, again.attempts) == ("a", 1)


def test_a_released_message_waits_with_all_of_its_lead(bench: QueueBench) -> None:
    bench.queue.send_all([("a", 1), ("b", 1)])
    a, b = sorted(bench.queue.receive(), key=lambda message: message.lead_id)
    bench.queue.done(b)
    bench.queue.release(a, timedelta(hours=1))
    bench.queue.send_all([("a", 2)])
    assert bench.queue.receive() == ()
    bench.expire(a)
    assert receive_one(bench.queue).attempts == 1


def test_a_message_released_without_delay_is_there_at_once(bench: QueueBench) -> None:
    bench.queue.send_all([("a", 1)])
    bench.queue.release(receive_one(bench.queue), NOW)
    assert leads(bench.queue.receive()) == ["a"]


def test_a_message_that_was_buried_lies_there_with_its_reason(bench: QueueBench) -> None:
    bench.queue.send_all([("a", 1)])
    bench.queue.bury(receive_one(bench.queue), "token revoked")
    bench.queue.send_all([("b", 1)])
    bench.queue.bury(receive_one(bench.queue), "field gone")
    assert bench.queue.receive() == ()
    assert bench.queue.buried() == (("a", "token revoked"), ("b", "field gone"))
    assert bench.queue.buried() == (("a", "token revoked"), ("b", "field gone"))
    assert bench.queue.waiting() == 0


def test_a_buried_message_does_not_hold_up_its_lead(bench: QueueBench) -> None:
    bench.queue.send_all([("a", 1)])
    message = receive_one(bench.queue)
    bench.queue.send_all([("a", 2)])
    bench.queue.bury(message, "token revoked")
    assert receive_one(bench.queue).attempts == 0


def test_a_message_that_kills_every_worker_is_buried_in_the_end(bench: QueueBench) -> None:
    bench.queue.send_all([("a", 1)])
    give_up(bench)
    assert bench.queue.receive() == ()
    ((lead_id, reason),) = bench.queue.buried()
    assert lead_id == "a"
    assert "never finished" in reason
    bench.queue.send_all([("a", 2)])
    assert receive_one(bench.queue).attempts == 0


def test_a_poisoned_lead_does_not_block_the_others(bench: QueueBench) -> None:
    bench.queue.send_all([("poisoned", 1)])
    for number in range(MAX_RECEIVES + 1):
        bench.queue.send_all([(f"lead-{number}", 1)])
        for message in bench.queue.receive():
            if message.lead_id == "poisoned":
                bench.queue.release(message, NOW)
            else:
                bench.queue.done(message)
    assert bench.queue.waiting() == 0
    assert [lead_id for lead_id, _ in bench.queue.buried()] == ["poisoned"]


def test_dead_letters_put_back_come_again_as_new(bench: QueueBench) -> None:
    bench.queue.send_all([("a", 1), ("b", 1), ("c", 1)])
    messages = bench.queue.receive()
    for message in messages[1:]:
        bench.queue.bury(message, "token revoked")
    bench.expire(messages[0])
    bench.queue.done(receive_one(bench.queue))
    assert bench.queue.redrive() == 2
    assert bench.queue.buried() == ()
    again = bench.queue.receive()
    assert leads(again) == sorted(message.lead_id for message in messages[1:])
    assert [message.attempts for message in again] == [0, 0]


def test_what_the_queue_gave_up_can_be_put_back(bench: QueueBench) -> None:
    bench.queue.send_all([("a", 1)])
    give_up(bench)
    assert bench.queue.receive() == ()
    assert bench.queue.redrive() == 1
    assert receive_one(bench.queue).attempts == 0


def test_what_waits_and_what_is_worked_on_is_counted(bench: QueueBench) -> None:
    bench.queue.send_all([("a", 1), ("b", 1)])
    bench.queue.receive(limit=1)
    assert bench.queue.waiting() == 2


def test_many_workers_get_each_lead_once(bench: QueueBench) -> None:
    expected = [f"lead-{number:02d}" for number in range(20)]
    bench.queue.send_all([(lead_id, 1) for lead_id in expected])

    def work(_: int) -> list[str]:
        found = []
        while messages := bench.queue.receive(limit=2):
            found += leads(messages)
        return found

    with ThreadPoolExecutor(5) as pool:
        found = sorted(lead_id for worker in pool.map(work, range(5)) for lead_id in worker)
    assert found == expected
