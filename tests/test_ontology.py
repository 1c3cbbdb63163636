"""The ontology, the shapes and the names in the code say the same."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from danvan_graph import lexicon, vocab
from danvan_graph.resources import resource
from danvan_graph.vocab import DV, PREFIXES

ONTOLOGY = list(ox.parse(path=resource("ontology/danvan.ttl")))
P = {
    name: ox.NamedNode(iri)
    for name, iri in {
        "type": vocab.RDF_TYPE,
        "label": vocab.RDFS_LABEL,
        "definition": PREFIXES["skos"] + "definition",
        "notation": PREFIXES["skos"] + "notation",
        "domain": PREFIXES["rdfs"] + "domain",
        "range": PREFIXES["rdfs"] + "range",
        "subclass": PREFIXES["rdfs"] + "subClassOf",
        "subproperty": PREFIXES["rdfs"] + "subPropertyOf",
    }.items()
}


def values(iri: str, predicate: str) -> list[object]:
    return [quad.object for quad in ONTOLOGY if quad.subject == ox.NamedNode(iri) and quad.predicate == P[predicate]]


def iris(iri: str, predicate: str) -> set[str]:
    return {value.value for value in values(iri, predicate) if isinstance(value, ox.NamedNode)}


def of_type(*kinds: str) -> set[str]:
    wanted = {ox.NamedNode(PREFIXES["owl"] + kind) for kind in kinds}
    found = {q.subject.value for q in ONTOLOGY if q.predicate == P["type"] and q.object in wanted}
    return {iri for iri in found if iri.startswith(vocab.BASE)}


PROPERTIES = sorted(of_type("ObjectProperty", "DatatypeProperty"))


def test_code_and_ontology_name_the_same_terms():
    defined = {quad.subject.value for quad in ONTOLOGY if isinstance(quad.subject, ox.NamedNode)}
    assert {iri for iri in defined if iri.startswith(vocab.BASE)} == set(vocab.terms().values())


@pytest.mark.parametrize("iri", sorted(vocab.terms().values()), ids=vocab.local)
def test_every_term_is_labelled_and_defined_in_both_languages(iri):
    for what in ("label", "definition"):
        assert sorted(value.language for value in values(iri, what)) == ["en", "vi"], what


@pytest.mark.parametrize("iri", PROPERTIES, ids=vocab.local)
def test_every_property_has_domain_and_range(iri):
    assert len(values(iri, "domain")) == 1
    assert len(values(iri, "range")) == 1


@pytest.mark.parametrize("kind", lexicon.types().values(), ids=lambda kind: kind.name)
def test_every_document_type_of_the_lexicon_has_its_class(kind):
    iri = vocab.terms()[kind.cls]
    above = iris(iri, "subclass")
    assert DV.Directive in above or any(DV.Directive in iris(upper, "subclass") for upper in above)


@pytest.mark.parametrize(
    ("name", "notation"),
    [("Resolution", "NQ"), ("Conclusion", "KL"), ("Decision", "QĐ"), ("ActionProgramme", "CTHĐ"), ("Decree", "NĐ"),
     ("CoordinationAgreement", "QCPH"), ("JointCircular", "TTLT"), ("Scheme", "ĐA")],
)  # fmt: skip
def test_notations_are_the_symbols(name, notation):
    assert notation in {value.value for value in values(vocab.terms()[name], "notation")}


@pytest.mark.parametrize(
    ("name", "above"),
    [
        ("implements", "eli:implements"), ("continues", "dv:implements"), ("issuedBy", "eli:passed_by"),
        ("supersedes", "eli:repeals"), ("supersedes", "dcterms:replaces"), ("amends", "eli:amends"),
        ("basedOn", "eli:based_on"), ("cites", "eli:cites"), ("source", "prov:wasQuotedFrom"),
        ("source", "oa:hasSource"), ("quote", "oa:exact"), ("start", "oa:start"), ("issuedBy", "prov:wasAttributedTo"),
    ],
)  # fmt: skip
def test_properties_are_aligned(name, above):
    prefix, _, local = above.partition(":")
    assert PREFIXES[prefix] + local in iris(vocab.terms()[name], "subproperty")


@pytest.mark.parametrize(
    ("name", "above"),
    [("Directive", "eli:LegalResource"), ("Organisation", "org:Organization"), ("Organisation", "prov:Agent"),
     ("Claim", "prov:Entity"), ("Mention", "oa:SpecificResource"), ("Level", "skos:Concept")],
)  # fmt: skip
def test_classes_are_aligned(name, above):
    prefix, _, local = above.partition(":")
    assert PREFIXES[prefix] + local in iris(vocab.terms()[name], "subclass")


HEAD = "".join(f"@prefix {name}: <{iri}> .\n" for name, iri in PREFIXES.items()) + "@prefix : <urn:x#> .\n"
GOOD = (
    HEAD
    + """
:t a dv:Territory ; rdfs:label "Lai Châu"@vi ; dv:level dv:province .
:o a dv:Organisation ; rdfs:label "Tỉnh ủy Lai Châu"@vi ; dv:level dv:province ; dv:branch dv:party ; dv:territory :t .
:d a dv:Directive , dv:Plan ; rdfs:label "01-KH/TU" ; dv:number "01" ; dv:symbol "KH/TU" ;
  dv:date "2013-06-03"^^xsd:date ; dv:level dv:province ; dv:territory :t ; dv:issuedBy :o ; dv:implements :e ;
  dcterms:title "Kế hoạch"@vi ; dv:term "XI" .
:e a dv:Directive ; rdfs:label "25-NQ/TW" ; dv:date "2013"^^xsd:gYear .
:u a dv:Directive , dv:Unresolved ; rdfs:label "Kết luận 43" ; dv:candidate :e .
:s a dv:Source ; dv:path "a.txt" ; dv:sha256 "%s" ; dv:textOf :d .
:c a dv:Claim ; dv:subject :d ; dv:predicate dv:implements ; dv:object :e ; dv:source :s ; dv:start 0 ; dv:end 9 ;
  dv:quote "thực hiện" ; dv:sentence "Để thực hiện." ; dv:cue "thực hiện" ; dv:method "text" ; dv:certainty 1.0 .
:m a dv:Mention ; dv:refersTo :e ; dv:source :s ; dv:start 1 ; dv:end 2 ; dv:quote "x" .
"""
    % ("a" * 64)
)


def violations(turtle: str) -> list[str]:
    """English messages of what the shapes find."""
    from pyshacl import validate
    from rdflib import SH, Graph

    shapes = Graph().parse(resource("ontology/shapes.ttl"), format="turtle")
    _, report, _ = validate(Graph().parse(data=turtle, format="turtle"), shacl_graph=shapes, inference="none")
    texts = [text for result in report.subjects(SH.resultSeverity) for text in report.objects(result, SH.resultMessage)]
    assert sorted({text.language for text in texts}) in ([], ["en", "vi"])
    return sorted({str(text) for text in texts if text.language == "en"})


def test_a_good_graph_conforms():
    assert violations(GOOD) == []


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('rdfs:label "01-KH/TU" ;', "", "A directive must have exactly one label."),
        ('rdfs:label "01-KH/TU"', 'rdfs:label "01-KH/TU" , "1-KH/TU"', "A directive must have exactly one label."),
        ('"2013-06-03"^^xsd:date', '"03/6/2013"', "A date must be a valid day, month or year."),
        ('"2013-06-03"^^xsd:date', '"2013-02-30"^^xsd:date', "A date must be a valid day, month or year."),
        ('dv:number "01"', 'dv:number "1"', "A number must begin with at least two digits."),
        ("dv:issuedBy :o", 'dv:issuedBy "Tỉnh ủy"', "A directive must be issued by an organisation."),
        ("dv:implements :e", "dv:implements :o", "The link “implements” must lead to a directive."),
        ('"Kế hoạch"@vi', '"Kế hoạch"', "A title must have a language."),
        ('dv:term "XI"', 'dv:term "khóa 11"', "A term must be written as XI or 2020-2025."),
        ("dv:level dv:province ; dv:branch", "dv:level dv:tỉnh ; dv:branch", "An organisation has one level at most."),
        ("dv:branch dv:party", "dv:branch dv:party , dv:state", "An organisation belongs to one branch at most."),
        (" ; dv:candidate :e", "", "An unresolved directive must have a candidate."),
        ('dv:path "a.txt" ; ', "", "A source must have the path of its file."),
        ('"' + "a" * 64 + '"', '"abc"', "A hash must have 64 hexadecimal digits."),
        ("dv:predicate dv:implements", "dv:predicate dv:likes", "A claim must state exactly one known relation."),
        ("dv:object :e", "dv:object :s", "A claim must have exactly one object, a directive or an organisation."),
        ("dv:certainty 1.0", "dv:certainty 1.5", "The certainty must lie between 0 and 1."),
        ('dv:method "text"', 'dv:method "guess"', "How it is known must be given."),
        ("dv:start 0", "dv:start 10", "The start must be a whole number from 0, before the end."),
        ("dv:source :s ; dv:start 1", "dv:start 1", "Exactly one source must be given."),
        ("dv:refersTo :e ;", "", "A mention must refer to exactly one directive."),
    ],
)  # fmt: skip
def test_shapes_find_what_is_wrong(old, new, message):
    assert old in GOOD
    assert message in violations(GOOD.replace(old, new, 1))


def test_query_files_declare_themselves():
    from danvan_graph import query

    named = query.named()
    assert len(named) >= 14
    for name, known in named.items():
        assert known.vi != name and known.en != name, f"{name}: no title"
        ox.Store().query(known.text.replace("LIMIT ?limit", "LIMIT 5"), prefixes={})
        for one in known.parameters:
            assert one.vi and one.en, f"{name}: {one.name} is not explained"
            assert one.name in query.variables(known.text), f"{name}: {one.name} is not used"
        assert {path.stem for path in Path(known.path).parent.glob("*.rq")} == set(named)
