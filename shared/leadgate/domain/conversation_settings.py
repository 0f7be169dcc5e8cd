"""Settings of conversations: when a person is called in, and what is answered without one."""

from typing import Annotated, Literal

from pydantic import Field

from leadgate.domain.section import Section, Share

Topic = Literal["escalation", "question", "support", "curiosity", "student", "job", "pitch", "greeting"]
Language = Annotated[str, Field(pattern="^[a-z]{2}$")]


class SelfServiceAnswer(Section):
    """What is answered. Of those that fit, the lead's language and the most words in common win, then the first."""

    topic: Topic = Field(
        description="What it answers: support, curiosity, student, job, pitch; or escalation, question, greeting."
    )
    languages: tuple[Language, ...] = Field((), description="ISO 639-1 codes it is written in; empty: for everybody.")
    words: tuple[str, ...] = Field((), description="Given only if one of these words was said; empty: to all.")
    text: str = Field(min_length=1, max_length=2000, description="The answer.")
    url: str = Field("", pattern="^(https?://.+)?$", description="A page that is shown below it.")

    @property
    def shown(self) -> str:
        return f"{self.text} {self.url}".strip()


class Escalation(Section):
    evaluation_share: Share = Field(0.4, description="From this share of evaluation on a message is about buying.")
    strength: Annotated[float, Field(ge=0.1, le=5)] = Field(
        1.0, description="How much must have been said: a demo wanted is 1, a budget 0.6, a near date 0.5 …"
    )
    near_days: Annotated[int, Field(ge=1, le=730)] = Field(90, description="A date within these days is near.")


class Bedrock(Section):
    """Amazon Bedrock in front of the bundled classifier. It only says what a message is about; the rules stay ours."""

    enabled: bool = Field(False, description="Whether messages are sent to Amazon Bedrock.")
    model_id: str = Field("", description="Model or inference profile, for example anthropic.claude-haiku-4-5.")
    region: str = Field("", description="AWS region of the model; empty: the function's own.")


class ConversationSettings(Section):
    answers: tuple[SelfServiceAnswer, ...] = Field((), description="Your answers; they come before the built-in ones.")
    escalation: Escalation = Escalation()
    same_conversation_hours: Annotated[float, Field(gt=0, le=720)] = Field(
        24, description="A chat message within these hours of the last belongs to the same conversation."
    )
    bedrock: Bedrock = Bedrock()
