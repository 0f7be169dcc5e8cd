"""Every 15 minutes: leads whose verdict has grown old are sent to be judged again."""

from leadgate.aws.entry import lambda_schedule
from leadgate.service.age import requalify_due

handler = lambda_schedule(requalify_due, counted="Aged")
