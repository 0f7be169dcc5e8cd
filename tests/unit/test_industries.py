"""Industries of every vocabulary, read into one."""

import pytest

from leadgate.reference.industries import industries, industry_matches, read_industry

# Every value of HubSpot's `industry`, which are LinkedIn's older labels.
HUBSPOT = {
    "accounting": "ACCOUNTING",
    "aerospace_defense": "AVIATION_AEROSPACE DEFENSE_SPACE SHIPBUILDING",
    "agriculture": "FARMING FISHERY RANCHING",
    "automotive": "AUTOMOTIVE",
    "banking": "BANKING",
    "chemicals": "CHEMICALS",
    "construction": "ARCHITECTURE_PLANNING BUILDING_MATERIALS CIVIL_ENGINEERING CONSTRUCTION",
    "consumer_goods": "APPAREL_FASHION ARTS_AND_CRAFTS CONSUMER_GOODS COSMETICS FURNITURE LUXURY_GOODS_JEWELRY "
    "SPORTING_GOODS TEXTILES",
    "education": "EDUCATION_MANAGEMENT E_LEARNING HIGHER_EDUCATION PRIMARY_SECONDARY_EDUCATION",
    "electronics": "COMPUTER_HARDWARE COMPUTER_NETWORKING CONSUMER_ELECTRONICS ELECTRICAL_ELECTRONIC_MANUFACTURING"
    " NANOTECHNOLOGY SEMICONDUCTORS",
    "financial_services": "FINANCIAL_SERVICES",
    "food_beverage": "DAIRY FOOD_BEVERAGES FOOD_PRODUCTION TOBACCO WINE_AND_SPIRITS",
    "government": "EXECUTIVE_OFFICE GOVERNMENT_ADMINISTRATION GOVERNMENT_RELATIONS INTERNATIONAL_AFFAIRS"
    " INTERNATIONAL_TRADE_AND_DEVELOPMENT JUDICIARY LAW_ENFORCEMENT LEGISLATIVE_OFFICE MILITARY "
    "POLITICAL_ORGANIZATION PUBLIC_POLICY PUBLIC_SAFETY",
    "healthcare": "ALTERNATIVE_MEDICINE HEALTH_WELLNESS_AND_FITNESS HOSPITAL_HEALTH_CARE MEDICAL_PRACTICE "
    "MENTAL_HEALTH_CARE VETERINARY",
    "hospitality": "HOSPITALITY LEISURE_TRAVEL_TOURISM RESTAURANTS",
    "insurance": "INSURANCE",
    "internet": "INTERNET ONLINE_MEDIA",
    "investment": "CAPITAL_MARKETS INVESTMENT_BANKING INVESTMENT_MANAGEMENT VENTURE_CAPITAL_PRIVATE_EQUITY",
    "it_services": "COMPUTER_NETWORK_SECURITY INFORMATION_SERVICES INFORMATION_TECHNOLOGY_AND_SERVICES "
    "OUTSOURCING_OFFSHORING",
    "legal": "ALTERNATIVE_DISPUTE_RESOLUTION LAW_PRACTICE LEGAL_SERVICES",
    "logistics": "AIRLINES_AVIATION LOGISTICS_AND_SUPPLY_CHAIN MARITIME PACKAGE_FREIGHT_DELIVERY"
    " TRANSPORTATION_TRUCKING_RAILROAD WAREHOUSING",
    "machinery": "INDUSTRIAL_AUTOMATION MACHINERY MECHANICAL_OR_INDUSTRIAL_ENGINEERING RAILROAD_MANUFACTURE",
    "manufacturing": "GLASS_CERAMICS_CONCRETE PACKAGING_AND_CONTAINERS PAPER_FOREST_PRODUCTS PLASTICS PRINTING",
    "marketing": "EVENTS_SERVICES MARKETING_AND_ADVERTISING PUBLIC_RELATIONS_AND_COMMUNICATIONS",
    "media_entertainment": "ANIMATION BROADCAST_MEDIA ENTERTAINMENT FINE_ART GAMBLING_CASINOS LIBRARIES "
    "MEDIA_PRODUCTION MOTION_PICTURES_AND_FILM MUSEUMS_AND_INSTITUTIONS MUSIC NEWSPAPERS PERFORMING_ARTS PUBLISHING"
    " RECREATIONAL_FACILITIES_AND_SERVICES SPORTS WRITING_AND_EDITING",
    "medical_devices": "MEDICAL_DEVICES",
    "mining": "MINING_METALS",
    "nonprofit": "CIVIC_SOCIAL_ORGANIZATION FUND_RAISING INDIVIDUAL_FAMILY_SERVICES NON_PROFIT_ORGANIZATION_MANAGEMENT"
    " PHILANTHROPY RELIGIOUS_INSTITUTIONS",
    "oil_gas": "OIL_ENERGY",
    "pharma_biotech": "BIOTECHNOLOGY PHARMACEUTICALS",
    "professional_services": "CONSUMER_SERVICES DESIGN GRAPHIC_DESIGN MANAGEMENT_CONSULTING MARKET_RESEARCH PHOTOGRAPHY"
    " PROGRAM_DEVELOPMENT RESEARCH SECURITY_AND_INVESTIGATIONS THINK_TANKS TRANSLATION_AND_LOCALIZATION",
    "real_estate": "COMMERCIAL_REAL_ESTATE FACILITIES_SERVICES REAL_ESTATE",
    "renewables": "RENEWABLES_ENVIRONMENT",
    "retail": "RETAIL SUPERMARKETS",
    "software": "COMPUTER_GAMES COMPUTER_SOFTWARE MOBILE_GAMES",
    "staffing": "HUMAN_RESOURCES PROFESSIONAL_TRAINING_COACHING STAFFING_AND_RECRUITING",
    "telecommunications": "TELECOMMUNICATIONS WIRELESS",
    "utilities": "ENVIRONMENTAL_SERVICES UTILITIES",
    "wholesale": "BUSINESS_SUPPLIES_AND_EQUIPMENT IMPORT_AND_EXPORT WHOLESALE",
}


@pytest.mark.parametrize("code", HUBSPOT)
def test_every_hubspot_value_is_known(code: str) -> None:
    assert {value: read_industry(value) for value in HUBSPOT[code].split()} == dict.fromkeys(
        HUBSPOT[code].split(), code
    )


TEXTS = [
    ("LinkedIn, older", "Marketing & Advertising", "marketing"),
    ("LinkedIn, newer", "Appliances, Electrical, and Electronics Manufacturing", "electronics"),
    ("LinkedIn, newer, of services", "IT Services and IT Consulting", "it_services"),
    ("LinkedIn, newer, of power", "Wind Electric Power Generation", "renewables"),
    ("LinkedIn, newer, of shops", "Retail Groceries", "retail"),
    ("a market's own word", "B2B SaaS", "software"),
    ("a maker of software for another industry", "Software for construction companies", "software"),
    ("an adjective", "industrial", "manufacturing"),
    ("German", "Maschinenbau", "machinery"),
    ("a German compound", "Sondermaschinenbau", "machinery"),
    ("a German compound is what it ends in", "Baustoffhandel", "wholesale"),
    ("an umlaut", "Öffentliche Verwaltung", "government"),
    ("an umlaut written out", "Oeffentliche Verwaltung", "government"),
    ("French", "Éditeur de logiciels", "software"),
    ("French, a vague word beside a clear one", "Industrie pharmaceutique", "pharma_biotech"),
    ("Spanish", "Seguros y reaseguros", "insurance"),
    ("Italian", "Edilizia", "construction"),
    ("Dutch", "Gezondheidszorg", "healthcare"),
    ("our own code", "aerospace_defense", "aerospace_defense"),
    ("nobody's word", "Widgets", None),
    ("no answer", "Other", None),
    ("nothing", "", None),
]
CODES = [
    ("NAICS, six digits", "541512", "it_services"),
    ("NAICS, a sector", "23", "construction"),
    ("NAICS, a range", "31-33", "manufacturing"),
    ("NAICS, said so", "NAICS 336111", "automotive"),
    ("SIC, four digits", "7372", "software"),
    ("SIC, said so", "SIC: 6021", "banking"),
    ("SIC, eight digits", "36740000", "electronics"),
    ("NACE, a letter first", "C28", "machinery"),
    ("NACE, with dots", "F41.2", "construction"),
    ("NAF", "62.01Z", "software"),
    ("a code nobody gave out", "NAICS 99", None),
]


@pytest.mark.parametrize(("text", "code"), [row[1:] for row in TEXTS + CODES], ids=[row[0] for row in TEXTS + CODES])
def test_an_industry_is_read_from_its_name_or_number(text: str, code: str | None) -> None:
    assert read_industry(text) == code


def test_every_code_and_label_reads_as_itself() -> None:
    for code, industry in industries().items():
        assert (code, read_industry(code), read_industry(industry.label)) == (code, code, code)


def test_every_parent_is_an_industry_without_a_parent() -> None:
    parents = {industry.parent for industry in industries().values()} - {None}
    assert all(industries()[parent].parent is None for parent in parents if parent)


MATCHES = [
    ("the same, in another language", "Maschinenbau", ["Industrial machinery"], 1.0),
    ("a part is what it is part of", "Automotive", ["manufacturing"], 1.0),
    ("the whole may be the part", "manufacturing", ["Automotive"], 0.6),
    ("another part of one whole is near", "chemicals", ["Automotive"], 0.6),
    ("another industry", "legal", ["Automotive", "Software"], 0.0),
    ("the best of several", "legal", ["Automotive", "Law Practice"], 1.0),
    ("two words nobody knows, but the same", "widgets", ["Widgets"], 1.0),
    ("unknown is not another", "widgets", ["Automotive"], None),
    ("no industry", None, ["Automotive"], None),
    ("nothing wanted", "Automotive", [], None),
]


@pytest.mark.parametrize(("industry", "wanted", "match"), [row[1:] for row in MATCHES], ids=[row[0] for row in MATCHES])
def test_an_industry_answers_to_the_wanted(industry: str | None, wanted: list[str], match: float | None) -> None:
    assert industry_matches(industry, wanted) == match
