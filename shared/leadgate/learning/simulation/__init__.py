"""A simulated B2B funnel: dossiers with the outcome each came to, for the bundled model and for tests.

It is nobody's data. It exists so that a new installation has a prior that behaves sensibly until outcomes of its own
arrive, and so that everything that learns can be tested against a known truth. What it assumes, and why:

*Accounts buy, people show up.* A company's readiness lies anywhere between not in the market (0), aware (1),
evaluating (2) and deciding (3). Companies that fit (size, industry, country, as the product scores them) are further
on average. Who turns up in the CRM is one of eight kinds of people: a buyer's contact, a reader, a student or academic,
somebody looking for a job, a competitor or analyst, a customer with a support question, a name of a list that never did
anything, or a machine. Only the first kind can buy much; the others leave traces too, and from a distance some of them
look eager: a third of the readers read all week.

*Behaviour follows from the hidden state, never from the outcome.* A person reads as if its company were somewhat
ahead of or behind where it is: clicks are a noisy sign. Readiness sets the pace and depth of reading (its mix moves
from educational to evaluation) and how many of the committee take part. What speaks for a lead has causes of its own,
each with a trace of its own, because a model that adds up evidence can then be true: whoever *wants to talk* mostly
says so by a form; whoever has *money and a date* says so in words; whoever a rep has *warmed* asks for more on the
phone; *sums*, *checks* and *comparisons* bring people back to pricing, implementation and comparison pages; a company
with a *project* hires for it and announces it; where a whole company *reads up*, feeds report a surge; the *outspoken*
are seen at events and on networks. Half of the decisions near the end are *urgent*: they come in bursts and with
several people. Readers come rarely, for months, and leave pricing pages within seconds. Activity breathes with
weekdays, August and the end of December.

*What moved somebody passes.* Most leads are met as they act, some weeks later, an eighth of them two months to two
years later. Of what they were up to half is left after five weeks: it has been decided since, with us or without us.

*The outcome follows from the hidden state, never from the signals*: all of the above, fit, the person's authority, an
earlier purchase or refusal, a warm introduction, seats of the committee that are taken; then chance. Deals also die of
what nobody outside sees, so no amount of clicking makes a sale, and a model fitted on these traces learns how far to
trust each.

*Much is unknown.* Titles, company size, industry and technologies are often blank; some sites time no page view, some
trace none at all, half have no third-party feed; feeds report late. What is missing is mostly missing for reasons of
the installation, not of the lead, so not knowing says little by itself; only those who merely read leave a title less
often.

*Money and time.* The amount grows with the square root of company size, a little with authority and breadth. An
urgent decision closes in about seven weeks, others take up to half a year. Both are nearly settled when a whole
committee is moving and nearly open when one person reads now and then: the spread is part of the state. Deals are
watched for a random time; those not closed by then are open, with the days seen so far.

The numbers in `world.py`, `traces.py`, `surroundings.py` and `outcomes.py` are judgements (nearly one lead in five
becomes an opportunity, almost half of the opportunities are won), chosen so that the reference leads of
`tests/unit/test_bundle.py` come out where an experienced rep would put them. Replace them by outcomes of your own.
"""

from leadgate.learning.simulation.funnel import MARKET, SIMULATION_VERSION, SimulatedLead, simulate
from leadgate.learning.simulation.outcomes import Outcome

__all__ = ["MARKET", "SIMULATION_VERSION", "Outcome", "SimulatedLead", "simulate"]
