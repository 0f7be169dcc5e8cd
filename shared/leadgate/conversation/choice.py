"""Which model says what a message is about: the bundled classifier, with Amazon Bedrock in front where settings ask."""

from functools import lru_cache

from leadgate.conversation.classifier import Classifier, load_classifier
from leadgate.conversation.port import Converser, WithFallback
from leadgate.domain.conversation_settings import Bedrock, ConversationSettings


@lru_cache(maxsize=1)
def bundled_classifier() -> Classifier:
    """Loaded once a process. Raises PermanentError where it is refused."""
    from leadgate.bootstrap import bundled_model

    return load_classifier(bundled_model().parent / "conversation")


def converser_for(settings: ConversationSettings) -> Converser:
    bundled = bundled_classifier()
    return WithFallback(_bedrock(settings.bedrock), bundled) if settings.bedrock.enabled else bundled


@lru_cache(maxsize=2)
def _bedrock(settings: Bedrock) -> Converser:
    import boto3

    from leadgate.aws.bedrock import BedrockConverser
    from leadgate.aws.clients import make_client

    session = boto3.Session(region_name=settings.region or None)
    return BedrockConverser(make_client("bedrock-runtime", session), settings.model_id)
