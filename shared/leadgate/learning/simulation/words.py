"""Names, titles, pages: the vocabulary of the simulated funnel."""

from collections.abc import Mapping
from typing import Final

FIRST_NAMES: Final = tuple(
    """
    Jennifer Michael Anna Thomas Priya Wei Carlos Sofia Lars Marie Ahmed Fatima John Emily Daniel Laura Kenji Yuki
    Olga Ivan Pedro Lucia Hans Ingrid Pierre Chloe Marco Giulia Sven Petra David Sarah Rahul Mei Aisha Omar Nina Paul
    """.split()
)
LAST_NAMES: Final = tuple(
    """
    Martinez Smith Keller Nguyen Patel Chen Garcia Rossi Lindqvist Dubois Hassan Khan Johnson Brown Fischer Meyer
    Tanaka Sato Petrova Novak Silva Moreno Weber Larsen Bernard Moreau Ricci Conti Eriksson Vogel Cohen Evans Rao Lin
    Ibrahim Farouk Schmidt Walker
    """.split()
)
COMPANY_STARTS: Final = tuple(
    """
    Acme North River Blue Summit Delta Iron Harbor Cedar Vector Alpine Union Atlas Prime Beacon Granite Pacific Nova
    Sterling Orion Falcon Meridian Silver Crown Pioneer Keystone Redwood Baltic Rhein Lakeside
    """.split()
)
COMPANY_ENDS: Final[Mapping[str, str]] = {
    "Manufacturing": "Manufacturing",
    "Industrial Machinery": "Machinery",
    "Automotive": "Automotive",
    "Logistics": "Logistics",
    "Software": "Software",
    "Retail": "Stores",
    "Financial Services": "Capital",
    "Health Care": "Health",
    "Education": "Learning",
    "Construction": "Construction",
    "Hospitality": "Hotels",
    "Food Production": "Foods",
}
INDUSTRIES: Final[Mapping[str, float]] = {
    "Manufacturing": 0.2,
    "Industrial Machinery": 0.12,
    "Automotive": 0.08,
    "Logistics": 0.1,
    "Food Production": 0.06,
    "Software": 0.12,
    "Retail": 0.08,
    "Financial Services": 0.07,
    "Health Care": 0.06,
    "Construction": 0.05,
    "Education": 0.03,
    "Hospitality": 0.03,
}
WANTED_INDUSTRIES: Final = ("Manufacturing", "Industrial Machinery", "Automotive", "Logistics", "Food Production")
COUNTRIES: Final[Mapping[str, float]] = {
    "United States": 0.42,
    "Germany": 0.12,
    "United Kingdom": 0.1,
    "France": 0.07,
    "Canada": 0.06,
    "Netherlands": 0.04,
    "India": 0.07,
    "Brazil": 0.05,
    "Japan": 0.04,
    "Nigeria": 0.03,
}
WANTED_COUNTRIES: Final = ("United States", "Germany", "United Kingdom", "France", "Canada", "Netherlands")
WANTED_TECHNOLOGIES: Final = ("SAP", "Salesforce", "Microsoft Azure")
TOPIC: Final = "digital operations"
OPENINGS: Final = ("Digital Operations Lead", "Manager Digital Operations")
OTHER_OPENINGS: Final = ("Accountant", "Truck Driver", "Receptionist")
OTHER_TOPICS: Final = ("payroll outsourcing", "fleet leasing", "office furniture")
CUSTOMERS: Final = ("granite-foods.com", "delta-motors.de", "harbor-freightlines.com")
STRANGE_COMPANIES: Final = ("smalltown-bakery.com", "north-insurance.com", "alpha-consulting.de")
BLOCKING_TECHNOLOGIES: Final = ("Odoo",)
OTHER_TECHNOLOGIES: Final = ("WordPress", "Google Analytics", "Oracle", "HubSpot", "AWS", "Slack", "Zoom")

# function → seniority → titles
TITLES: Final[Mapping[str, Mapping[str, tuple[str, ...]]]] = {
    "operations": {
        "c_level": ("Chief Operating Officer", "COO"),
        "vp": ("VP Operations", "VP Manufacturing", "Vice President Supply Chain"),
        "director": ("Director of Operations", "Plant Director", "Leiter Produktion", "Director of Supply Chain"),
        "manager": ("Operations Manager", "Production Manager", "Logistics Manager"),
        "individual": ("Operations Analyst", "Production Planner"),
    },
    "finance": {
        "c_level": ("CFO", "Chief Financial Officer"),
        "vp": ("VP Finance",),
        "director": ("Finance Director", "Director of Finance", "Directeur financier"),
        "manager": ("Finance Manager", "Controlling Manager"),
        "individual": ("Accountant", "Financial Analyst"),
    },
    "it": {
        "c_level": ("CIO", "Chief Information Officer"),
        "vp": ("VP IT",),
        "director": ("IT Director", "Leiter IT"),
        "manager": ("IT Manager",),
        "individual": ("System Administrator", "IT Specialist"),
    },
    "engineering": {
        "c_level": ("CTO",),
        "vp": ("VP Engineering",),
        "director": ("Director of Engineering",),
        "manager": ("Engineering Manager",),
        "individual": ("Process Engineer", "Software Engineer", "Automation Engineer"),
    },
    "marketing": {
        "c_level": ("CMO", "Chief Marketing Officer"),
        "vp": ("VP Marketing",),
        "director": ("Marketing Director", "Director of Marketing"),
        "manager": ("Marketing Manager",),
        "individual": ("Content Specialist", "Marketing Coordinator"),
    },
    "executive": {
        "c_level": ("CEO", "Managing Director", "Geschäftsführer", "Owner"),
        "vp": ("Vice President",),
        "director": ("General Manager",),
        "manager": ("Business Manager",),
        "individual": ("Executive Assistant",),
    },
    "procurement": {
        "c_level": ("Chief Procurement Officer",),
        "vp": ("VP Procurement",),
        "director": ("Procurement Director",),
        "manager": ("Purchasing Manager", "Einkaufsleiter"),
        "individual": ("Buyer", "Purchasing Specialist"),
    },
}
UNIVERSITY: Final = "stanford.edu"
STUDENT_TITLES: Final = ("PhD Student", "Student", "Research Assistant", "Professor of Management", "MBA Candidate")
PAGES: Final[Mapping[str, tuple[str, ...]]] = {
    "educational": ("/blog/industry-trends", "/guides/planning-basics", "/webinars/introduction", "/glossary/oee"),
    "evaluation": ("/product/overview", "/case-studies/manufacturing", "/roi-calculator", "/solutions/operations"),
    "pricing": ("/pricing", "/plans"),
    "implementation": ("/implementation-guide", "/integrations/sap", "/docs/getting-started", "/security"),
    "competitive": ("/compare/us-vs-them", "/alternatives"),
    "careers": ("/careers", "/careers/engineer"),
    "support": ("/support/reset-password", "/help/billing"),
}
ASSETS: Final[Mapping[str, tuple[str, ...]]] = {
    "educational": ("whitepaper-digital-operations", "ebook-planning"),
    "evaluation": ("case-study-manufacturing", "buyers-guide"),
}
HEADLINES: Final[Mapping[str, str]] = {
    "funding": "raises new capital",
    "expansion": "opens a new site",
    "initiative": "announces a digital operations initiative",
    "leadership_change": "names a new vice president",
    "acquisition": "acquires a smaller rival",
    "layoffs": "cuts jobs",
}

# What is written beyond `learning/utterances`: studies, refusals, the details a rep asks for, a rep's own notes.
STUDIES: Final = (
    "I am writing my master's thesis on this and would like to ask some questions",
    "I'm a student and need this for a seminar paper",
    "could I use your product for a university project?",
    "for my dissertation I compare several vendors, can I get a demo",
    "Ich schreibe meine Bachelorarbeit über das Thema und suche Material",
    "je prépare un mémoire de master sur ce sujet",
    "estoy haciendo mi tesis de maestría sobre este tema",
)
NOES: Final = (
    "we are not interested",
    "no thanks",
    "We are not looking to buy anything, just reading.",
    "we're not in the market for this",
    "please stop contacting me",
    "we don't need this",
    "we have decided not to go ahead",
    "Wir haben kein Interesse.",
    "Wir suchen keinen neuen Anbieter.",
    "nous ne sommes pas intéressés",
    "no estamos buscando comprar nada",
)
DETAILS: Final[Mapping[str, tuple[str, ...]]] = {
    "budget": (
        "We have a budget of 60k for this.",
        "The budget is approved.",
        "Das Budget ist freigegeben.",
        "around $80,000 this year",
    ),
    "timeline": ("We need to be live in two months.", "We decide next month.", "Start wäre nächsten Monat.", "asap"),
    "authority": ("I make the decision together with our CFO.", "I sign for it.", "I am the decision maker."),
    "pain": (
        "Our current process costs us hours every day.",
        "We are struggling with manual work and keep losing orders.",
        "we lose about $20,000 a month because of this",
    ),
    "size": ("It is for 40 users.", "We are 350 people.", "about 25 licences"),
}
QUESTIONS_OF_OURS: Final = (
    "What budget do you have in mind?",
    "When would you like to start?",
    "Who decides about this at your company?",
)
NOTES: Final[Mapping[str, tuple[str, ...]]] = {
    "interested": (
        "Interested, send me a proposal",
        "wants a quote for two sites",
        "Wants a demo next week",
        "Möchte ein Angebot",
        "asked for pricing and references",
    ),
    "not_interested": ("not interested", "No need, has a solution and is happy with it", "Kein Interesse"),
    "timing": ("Not before next year", "call back after the budget round"),
    "connected": ("Short talk, asked what we do", "took notes, will think about it"),
}
