"""Settings of what Leadgate sends to people: handoffs to reps, and the first response to a lead."""

from typing import Annotated, Literal

from pydantic import Field

from leadgate.domain.section import Names, Section

Tiers = tuple[Literal["A", "B", "C", "D"], ...]
Clock = Annotated[str, Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d$")]
Address = Annotated[str, Field(pattern=r"^$|^[^@\s<>\",;:]+@[A-Za-z0-9.-]+$")]
Line = Annotated[str, Field(pattern=r"^[^\r\n]*$", max_length=300)]


class HandoffSettings(Section):
    """How a lead is handed to its rep, beside note and task in the CRM (docs/handoff.md)."""

    slack: bool = Field(False, description="Post to Slack by the incoming webhook of secret `slack_webhook_url`.")
    teams: bool = Field(False, description="Post to Teams by the workflow webhook of secret `teams_webhook_url`.")
    email: bool = Field(False, description="Write to the assigned rep, at the team file's address.")
    tiers: Tiers = Field((), description="Only leads of these tiers are told of; empty: all.")
    templates: str = Field("", description="Your templates: a folder, or s3://bucket/prefix; empty: those that ship.")
    record_url: Annotated[str, Field(pattern=r"^$|^https?://\S*\{id\}\S*$")] = Field(
        "", description="Link to a lead's record, `{id}` for the CRM's own id; empty: no link."
    )
    webhook_hosts: Names = Field((), description="Hosts that webhooks may name beside those of Slack and Microsoft.")


class MailSettings(Section):
    """How e-mail leaves."""

    transport: Literal["off", "smtp", "ses"] = Field("off", description="off: none does; ses: on AWS; smtp elsewhere.")
    host: Line = Field("", description="The SMTP server.")
    port: int = Field(587, ge=1, le=65_535, description="Its port.")
    security: Literal["starttls", "tls", "none"] = Field("starttls", description="none: only on this machine itself.")
    username: Line = Field("", description="Whom to log in as, with secret `smtp_password`; empty: no login.")
    sender: Address = Field("", description="Address that mail comes from; empty: the rep's own, who gets the answers.")
    per_minute: int = Field(60, ge=1, le=10_000, description="Messages a minute, of all workers together.")
    configuration_set: Line = Field("", description="SES: configuration set whose events tell bounces and complaints.")


class FirstResponse(Section):
    """The automated answer to a qualified lead that asked for something. Autonomy `act` is needed too."""

    mode: Literal["off", "dry_run", "send"] = Field("off", description="dry_run: written and kept, never sent.")
    lawful_basis: Literal["", "request", "consent", "legitimate_interest"] = Field(
        "", description="On what you may write to leads; empty: nobody is written to."
    )
    consent_property: Line = Field("", description="consent: the CRM property that is true for whoever consented.")
    within_hours: Annotated[float, Field(gt=0, le=720)] = Field(
        72, description="A request that is older is answered by a person alone."
    )
    again_after_days: Annotated[float, Field(ge=1, le=3650)] = Field(
        30, description="Nobody gets another automated answer sooner."
    )
    quiet_from: Clock = Field("20:00", description="From this time on the recipient's clock nobody is written to,")
    quiet_until: Clock = Field("08:00", description="until this one; the same time twice: there are no quiet hours.")
    weekends: bool = Field(False, description="Whether Saturdays and Sundays are days to write on.")
    company: Line = Field("", description="Your company's name, below the rep's.")
    imprint: Line = Field("", description="Your postal address, at the foot of each mail.")
