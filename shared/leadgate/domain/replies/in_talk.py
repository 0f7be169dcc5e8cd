"""A reply in the light of what the rules for conversations find in it: a no for now, a wish they know."""

from leadgate.domain.conversation.intents import REFUSALS, denies_buying, wishes
from leadgate.domain.conversation.said import MessageReading
from leadgate.domain.replies.reading import Reply, read_reply


def reply_of(text: str, reading: MessageReading) -> Reply:
    """text: as it was written; reading: of the same text."""
    reply = read_reply(text)
    if reply.kind not in ("for", "unclear"):
        return reply
    if denies_buying(reading.mentions):
        refusals = [m for m in reading.mentions if m.negated and m.says("cue") in REFUSALS]
        last = max((refusal.start for refusal in refusals), default=0)
        put_off = any(refusal.says("cue") != "refusal" for refusal in refusals)
        return Reply("against", "no", last) if reply.kind == "unclear" or put_off or last > reply.start else reply
    return Reply("for", "ask") if reply.kind == "unclear" and wishes(reading.mentions) else reply
