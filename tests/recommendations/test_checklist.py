from recommendations.checklist import DONE, NEEDED, OPTIONAL, steps
from recommendations.choices import Wording
from recommendations.models import Inspection, Recommendation


def standing(inspection, *recommendations, force_count=0):
    return {
        step.title: (step.status, step.hint)
        for step in steps(inspection, recommendations, force_count=force_count)
    }


def test_steps_of_what_has_just_begun_say_what_is_needed():
    inspection = Inspection()

    assert standing(inspection) == {
        "Title, date and last day": (DONE, ""),
        "Forces concerned": (NEEDED, ""),
        "Recommendations": (NEEDED, ""),
        "Address of the report": (OPTIONAL, ""),
        "Key findings": (OPTIONAL, ""),
        "Source and licence of the wording": (OPTIONAL, ""),
    }


def test_steps_of_what_is_ready_are_all_done():
    inspection = Inspection(
        url="https://example.org", key_findings="Much", source="The report", licence="OGL v3.0"
    )
    recommendation = Recommendation()

    found = standing(inspection, recommendation, force_count=43)

    assert {status for status, _ in found.values()} == {DONE}
    assert found["Forces concerned"] == (DONE, "43 chosen")
    assert found["Recommendations"] == (DONE, "1 added")


def test_steps_count_the_summaries_whose_official_wording_is_wanted():
    inspection = Inspection()
    summary = Recommendation(wording=Wording.SUMMARY)
    official = Recommendation()

    found = standing(inspection, summary, official, force_count=1)

    assert found["Official wording"] == (OPTIONAL, "1 of 2 hold a summary")


def test_steps_need_both_the_source_and_the_licence():
    inspection = Inspection(source="The report", licence="")

    assert standing(inspection)["Source and licence of the wording"] == (OPTIONAL, "")
