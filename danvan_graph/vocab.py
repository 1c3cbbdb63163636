"""Every IRI that the code names, once; plain strings, no RDF library.

``ontology/danvan.ttl`` defines each term of :class:`DV`; a test keeps the two in step.
"""

from __future__ import annotations

BASE = "https://w3id.org/danvan/ontology#"
ID = "https://w3id.org/danvan/id/"
SOURCE = ID + "source/"
TERRITORY = ID + "territory/"
CLAIM = ID + "claim/"
MENTION = ID + "mention/"
REGISTRY = ID + "registry"
BODIES = ID + "bodies"
CURATION = ID + "curation"
BESIDE = (REGISTRY, BODIES, CURATION)
"""Graphs that a build makes beside those of the sources."""

PREFIXES = {
    "dv": BASE,
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}

RDF_TYPE = PREFIXES["rdf"] + "type"
RDFS_LABEL = PREFIXES["rdfs"] + "label"
TITLE = PREFIXES["dcterms"] + "title"
PART_OF_BODY = PREFIXES["org"] + "subOrganizationOf"
CHANGE = PREFIXES["org"] + "ChangeEvent"
CHANGED_FROM = PREFIXES["org"] + "originalOrganization"
CHANGED_TO = PREFIXES["org"] + "resultingOrganization"
DCTERMS_DATE = PREFIXES["dcterms"] + "date"
DCTERMS_SOURCE = PREFIXES["dcterms"] + "source"
DESCRIPTION = PREFIXES["dcterms"] + "description"
XSD_DATE = PREFIXES["xsd"] + "date"
XSD_YEAR_MONTH = PREFIXES["xsd"] + "gYearMonth"
XSD_YEAR = PREFIXES["xsd"] + "gYear"
XSD_INTEGER = PREFIXES["xsd"] + "integer"
XSD_DECIMAL = PREFIXES["xsd"] + "decimal"


class DV:
    """Terms of the ontology: classes, then levels and branches, then properties.

    >>> DV.implements
    'https://w3id.org/danvan/ontology#implements'
    """

    # Documents
    Document = BASE + "Document"
    Directive = BASE + "Directive"
    Resolution = BASE + "Resolution"
    Conclusion = BASE + "Conclusion"
    Instruction = BASE + "Instruction"
    Decision = BASE + "Decision"
    Regulation = BASE + "Regulation"
    Statute = BASE + "Statute"
    Circular = BASE + "Circular"
    Guideline = BASE + "Guideline"
    Notice = BASE + "Notice"
    Plan = BASE + "Plan"
    ActionProgramme = BASE + "ActionProgramme"
    Scheme = BASE + "Scheme"
    OfficialLetter = BASE + "OfficialLetter"
    Report = BASE + "Report"
    Submission = BASE + "Submission"
    CoordinationAgreement = BASE + "CoordinationAgreement"
    Strategy = BASE + "Strategy"
    Platform = BASE + "Platform"
    PartyStatutes = BASE + "PartyStatutes"
    Declaration = BASE + "Declaration"
    Appeal = BASE + "Appeal"
    Communique = BASE + "Communique"
    Minutes = BASE + "Minutes"
    Constitution = BASE + "Constitution"
    Law = BASE + "Law"
    Code = BASE + "Code"
    Ordinance = BASE + "Ordinance"
    Order = BASE + "Order"
    Decree = BASE + "Decree"
    CircularOfMinistry = BASE + "CircularOfMinistry"
    JointCircular = BASE + "JointCircular"
    JointResolution = BASE + "JointResolution"
    Telegram = BASE + "Telegram"
    Programme = BASE + "Programme"
    Unresolved = BASE + "Unresolved"
    Source = BASE + "Source"
    # Bodies and territories
    Organisation = BASE + "Organisation"
    Territory = BASE + "Territory"
    Level = BASE + "Level"
    Branch = BASE + "Branch"
    # Evidence
    Claim = BASE + "Claim"
    Mention = BASE + "Mention"
    RegistryEntry = BASE + "RegistryEntry"
    Curation = BASE + "Curation"
    # Levels and branches
    levels = BASE + "levels"
    central = BASE + "central"
    province = BASE + "province"
    district = BASE + "district"
    commune = BASE + "commune"
    village = BASE + "village"
    branches = BASE + "branches"
    party = BASE + "party"
    state = BASE + "state"
    front = BASE + "front"
    military = BASE + "military"
    # Relations between directives; each plain triple has a dv:Claim beside it
    implements = BASE + "implements"
    continues = BASE + "continues"
    supersedes = BASE + "supersedes"
    amends = BASE + "amends"
    guides = BASE + "guides"
    basedOn = BASE + "basedOn"
    approves = BASE + "approves"
    promulgates = BASE + "promulgates"
    cites = BASE + "cites"
    issuedBy = BASE + "issuedBy"
    candidate = BASE + "candidate"
    # Facts of a directive
    typeName = BASE + "typeName"
    number = BASE + "number"
    symbol = BASE + "symbol"
    date = BASE + "date"
    dateText = BASE + "dateText"
    term = BASE + "term"
    signer = BASE + "signer"
    place = BASE + "place"
    level = BASE + "level"
    territory = BASE + "territory"
    # Bodies and territories: facts
    kind = BASE + "kind"
    branch = BASE + "branch"
    within = BASE + "within"
    rank = BASE + "rank"
    begins = BASE + "begins"
    ends = BASE + "ends"
    # Sources, claims, mentions
    path = BASE + "path"
    sha256 = BASE + "sha256"
    textOf = BASE + "textOf"
    source = BASE + "source"
    start = BASE + "start"
    end = BASE + "end"
    quote = BASE + "quote"
    sentence = BASE + "sentence"
    subject = BASE + "subject"
    predicate = BASE + "predicate"
    object = BASE + "object"
    cue = BASE + "cue"
    method = BASE + "method"
    certainty = BASE + "certainty"
    refersTo = BASE + "refersTo"
    statesDate = BASE + "statesDate"
    statesTitle = BASE + "statesTitle"
    statesType = BASE + "statesType"
    statesNumber = BASE + "statesNumber"
    statesSymbol = BASE + "statesSymbol"
    statesTerm = BASE + "statesTerm"
    statesIssuerText = BASE + "statesIssuerText"
    statesIssuer = BASE + "statesIssuer"
    # Decisions by people
    ruling = BASE + "ruling"
    curates = BASE + "curates"
    ruledObject = BASE + "ruledObject"
    ruledPredicate = BASE + "ruledPredicate"
    ruledDate = BASE + "ruledDate"
    curatedDate = BASE + "curatedDate"


RELATIONS = (
    "implements",
    "continues",
    "supersedes",
    "amends",
    "guides",
    "basedOn",
    "approves",
    "promulgates",
    "cites",
    "issuedBy",
)
"""Local names of the properties that a claim may state, in the order in which they are shown."""

LEVELS = ("central", "province", "district", "commune", "village")
"""Local names of the levels, from the centre down."""

BRANCHES = ("party", "state", "front", "military")
"""Local names of the branches of bodies."""


def terms() -> dict[str, str]:
    """Local name → IRI of every term of the ontology.

    >>> terms()["Plan"]
    'https://w3id.org/danvan/ontology#Plan'
    """
    return {name: iri for name, iri in vars(DV).items() if isinstance(iri, str) and iri.startswith(BASE)}


def local(iri: str) -> str:
    """Local name of an IRI of the ontology; any other IRI as it is.

    >>> local(DV.implements), local("http://example.org/x")
    ('implements', 'http://example.org/x')
    """
    return iri.removeprefix(BASE)
