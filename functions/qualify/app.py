"""The queue's worker: each message says that a lead changed; the lead is judged and its record written."""

from leadgate.aws.entry import lambda_leads
from leadgate.service.qualify import qualify

handler = lambda_leads(qualify)
