// The card on a contact's record: what Leadgate says of this person, as its server has it (GET /cards/hubspot/{id}).
import React, { useEffect, useState } from "react";
import {
  Accordion,
  Alert,
  DescriptionList,
  DescriptionListItem,
  EmptyState,
  Flex,
  List,
  LoadingSpinner,
  StatusTag,
  Text,
  hubspot,
} from "@hubspot/ui-extensions";

const COLORS = { sales_ready: "success", nurture: "info", disqualified: "default", review: "warning" };
const PATIENCE_MS = 10_000;

hubspot.extend(({ context }) => <Verdict context={context} />);

const Verdict = ({ context }) => {
  const [card, setCard] = useState(/** @type {any} */ (null));
  const [problem, setProblem] = useState("");
  const url = `${context.variables?.LEADGATE_URL}/cards/hubspot/${context.crm.objectId}`;

  useEffect(() => {
    let gone = false;
    const load = async () => {
      try {
        const answer = await hubspot.fetch(url, { method: "GET", timeout: PATIENCE_MS });
        const body = await answer.json();
        if (gone) return;
        if (answer.ok) setCard(body);
        else setProblem(`Leadgate answered ${answer.status}: ${body.error ?? "no reason given"}`);
      } catch (error) {
        if (!gone) setProblem("Leadgate could not be reached. The fields on the record say what it found last.");
      }
    };
    load();
    return () => {
      gone = true;
    };
  }, [url]);

  if (problem) return <Alert title="No verdict to show" variant="warning">{problem}</Alert>;
  if (!card) return <LoadingSpinner label="Asking Leadgate" />;
  if (!card.status) {
    return (
      <EmptyState title="Not judged yet" layout="vertical">
        <Text>Leadgate has no verdict on this contact, or the contact is outside the rollout.</Text>
      </EmptyState>
    );
  }
  return <Judged card={card} />;
};

const Judged = ({ card }) => (
  <Flex direction="column" gap="small">
    <StatusTag variant={COLORS[card.status]}>{card.verdict}</StatusTag>
    {card.observing && <Text variant="microcopy">Observing: nothing acts on this verdict.</Text>}
    <DescriptionList direction="row">
      <DescriptionListItem label="Tier">{card.tier}</DescriptionListItem>
      <DescriptionListItem label="Score">{String(card.score)}</DescriptionListItem>
      <DescriptionListItem label="Confidence">{`${card.confidence_percent} %`}</DescriptionListItem>
    </DescriptionList>
    {card.alerts.map((alert) => (
      <Alert key={alert} title={alert} variant="info" />
    ))}
    {card.next_step && <Text format={{ fontWeight: "bold" }}>{card.next_step}</Text>}
    {card.route_to && <Text>Route to: {card.route_to}</Text>}
    <Part title="Why" lines={card.reasons.map(({ text, effect }) => `${signed(effect)} ${text}`)} open />
    <Part title="Stakeholders" lines={card.stakeholders.map(described)} open />
    <Part title="Committee seats nobody is known for" lines={card.seats_missing} />
    <Part title="What nobody knows yet" lines={card.unknowns} />
    <Part title="What would change the verdict" lines={card.would_change} />
    <Text variant="microcopy">As of {card.assessed_at}</Text>
  </Flex>
);

const Part = ({ title, lines, open = false }) =>
  lines.length > 0 && (
    <Accordion title={title} defaultOpen={open} size="small">
      <List variant="unordered-styled">
        {lines.map((line) => (
          <Text key={line}>{line}</Text>
        ))}
      </List>
    </Accordion>
  );

const signed = (effect) => `${effect < 0 ? "−" : "+"}${Math.abs(effect).toFixed(2)}`;

const described = ({ name, title, seat, engagement }) => {
  const who = [name, title].filter(Boolean).join(", ") || "Unnamed contact";
  return `${who}: ${seat ? `${seat}, ` : ""}engagement ${engagement}`;
};
