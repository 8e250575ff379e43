"""The form: one turn in, slots and the next question out."""

from __future__ import annotations

from actions.validate_complaint_form import ValidateComplaintForm
from tests.unit.actions.conftest import COMPLAINT, Run, opened, pressed, rejected, typed

FORM = ValidateComplaintForm()


def test_opening_by_button_asks_for_the_email_first() -> None:
    run = Run(FORM, pressed("file_complaint"), opened())
    assert run.says == ["utter_form_opened", "utter_question_email"]
    assert run.last["asks"] == "email"
    assert run.slots["requested_slot"] == "email"


def test_a_grievance_that_opens_the_form_is_the_description_to_the_last_character() -> (
    None
):
    story = "  You closed my account!!\n\nNobody told me why.  "
    run = Run(FORM, typed(story, "grievance"), opened())
    assert run.slots["description"] == story
    assert run.says[0] == "utter_story_taken"


def test_this_is_a_complaint_takes_the_message_before_it() -> None:
    told = typed("my card was refused again and again", "support_card")
    run = Run(FORM, told, pressed("this_is_complaint"), opened())
    assert run.slots["description"] == "my card was refused again and again"


def test_a_good_answer_is_kept_and_the_next_field_asked() -> None:
    run = Run(FORM, typed("maria.lopez@example.com"), requested_slot="email")
    assert run.slots["email"] == "maria.lopez@example.com"
    assert run.says == ["utter_question_account_id"]


def test_a_wrong_answer_gets_one_sentence_that_asks_for_what_is_needed() -> None:
    run = Run(FORM, typed("maria.lopez.example.com"), requested_slot="email")
    assert "email" not in run.slots
    assert len(run.says) == 1
    assert run.says[0].startswith("utter_wrong_")
    assert run.last["asks"] == "email"


def test_a_second_wrong_answer_gets_an_example() -> None:
    notes = {"tries": {"email": 1}}
    run = Run(FORM, typed("not one"), requested_slot="email", form_notes=notes)
    assert run.says[-1] == "utter_again_email"


def test_a_third_wrong_answer_is_taken_as_typed_and_flagged() -> None:
    notes = {"tries": {"country": 2}}
    run = Run(
        FORM,
        typed("Atlantis below"),
        **{**COMPLAINT, "country": None},
        requested_slot="country",
        form_notes=notes,
    )
    assert run.slots["country"] == "Atlantis below"
    assert run.slots["form_notes"]["flags"] == ["country"]
    assert run.says[0] == "utter_taken_as_typed"


def test_a_question_in_mid_form_is_left_to_the_rules() -> None:
    asked = typed("why do you need my e-mail?", "ask_why_needed")
    assert Run(FORM, asked, requested_slot="email").events == []


def test_a_question_while_the_name_is_asked_fills_nothing() -> None:
    asked = typed("how long does this take?", "ask_how_long")
    assert Run(FORM, asked, requested_slot="full_name").events == []


def test_after_a_digression_the_open_question_comes_once() -> None:
    asked = typed("is it free?", "ask_cost")
    run = Run(FORM, asked, rejected(), requested_slot="email")
    assert run.says == ["utter_question_email"]
    assert run.slots["requested_slot"] == "email"


def test_a_long_description_is_kept_whatever_its_intent() -> None:
    story = (
        "how " + "long must I wait for somebody to look at my frozen account " * 3 + "?"
    )
    run = Run(FORM, typed(story, "ask_how_long"), requested_slot="description")
    assert run.slots["description"] == story


def test_a_story_told_where_the_email_is_asked_becomes_the_description() -> None:
    story = "you blocked my withdrawal for three weeks and support ignores me"
    run = Run(FORM, typed(story, "grievance"), requested_slot="email")
    assert run.slots["description"] == story
    assert run.last["asks"] == "email"


def test_skipping_a_detail_stores_its_empty_value() -> None:
    slots = {**COMPLAINT, "ticket_numbers": None}
    run = Run(FORM, pressed("skip"), **slots, requested_slot="ticket_numbers")
    assert run.slots["ticket_numbers"] == []


def test_an_ambiguous_country_is_asked_back_with_buttons() -> None:
    slots = {**COMPLAINT, "country": None}
    run = Run(FORM, typed("Korea"), **slots, requested_slot="country")
    assert "country" not in run.slots
    titles = [button["title"] for button in run.messages[-1]["buttons"]]
    assert {"South Korea", "North Korea"} <= set(titles)
    notes = run.slots["form_notes"]
    again = Run(
        FORM, typed("South Korea"), **slots, requested_slot="country", form_notes=notes
    )
    assert again.slots["country"] == "KR"


def test_a_country_with_a_notice_says_it_once() -> None:
    slots = {**COMPLAINT, "country": None, "category": None}
    run = Run(FORM, typed("USA"), **slots, requested_slot="country")
    assert "utter_notice" in run.says
    notes = run.slots["form_notes"]
    later = {**COMPLAINT, "country": "US", "category": None}
    again = Run(
        FORM, typed("other"), **later, requested_slot="category", form_notes=notes
    )
    assert "utter_notice" not in again.says


def test_the_review_card_shows_every_field_verbatim_with_an_edit_for_each() -> None:
    slots = {**COMPLAINT, "desired_resolution": None}
    run = Run(
        FORM,
        typed("Release *it* [now] & <fast>"),
        **slots,
        requested_slot="desired_resolution",
    )
    rows = {row["slot"]: row for row in run.last["card"]["rows"]}
    assert list(rows) == list(COMPLAINT)
    assert rows["desired_resolution"]["value"] == "Release *it* [now] & <fast>"
    assert rows["description"]["value"] == COMPLAINT["description"]
    assert rows["country"]["value"] == "Ireland"
    assert rows["country"]["edit_payload"] == '/edit{"slot": "country"}'


def test_edit_asks_for_that_field_alone_and_returns_to_the_review() -> None:
    run = Run(
        FORM, pressed("edit", slot="country"), **COMPLAINT, requested_slot="submit"
    )
    assert run.last["asks"] == "country"
    notes = run.slots["form_notes"]
    after = Run(
        FORM, typed("Spain"), **COMPLAINT, requested_slot="country", form_notes=notes
    )
    assert after.slots["country"] == "ES"
    assert after.last["asks"] == "submit"


def test_change_in_words_on_the_review_opens_the_field() -> None:
    run = Run(
        FORM,
        typed("please change the country", "correct"),
        **COMPLAINT,
        requested_slot="submit",
    )
    assert run.last["asks"] == "country"


def test_only_an_explicit_yes_confirms_the_review() -> None:
    yes = Run(
        FORM, typed("yes, submit", "affirm"), **COMPLAINT, requested_slot="submit"
    )
    assert yes.slots["submit"] is True
    assert yes.slots["requested_slot"] is None
    unclear = Run(FORM, typed("hmm", "inform"), **COMPLAINT, requested_slot="submit")
    assert "submit" not in unclear.slots
    assert unclear.says[0] == "utter_how_to_submit"


def test_an_old_submit_button_does_nothing_before_the_review() -> None:
    run = Run(FORM, pressed("submit"), requested_slot="email")
    assert "submit" not in run.slots
    assert run.last["asks"] == "email"


def test_the_progress_counts_what_is_left_for_this_client() -> None:
    first = Run(FORM, pressed("file_complaint"), opened())
    assert first.last["progress"] == {"step": 1, "of": 12}
    told = Run(FORM, typed("They took my money and lied", "grievance"), opened())
    assert told.last["progress"] == {"step": 1, "of": 11}


def test_an_answer_that_only_sounds_like_a_request_is_an_answer() -> None:
    slots = {**COMPLAINT, "desired_resolution": None}
    said = typed("Release it", "cancel")
    run = Run(FORM, said, **slots, requested_slot="desired_resolution")
    assert run.slots["desired_resolution"] == "Release it"


def test_a_field_changed_in_words_changes_alone_and_the_question_stays() -> None:
    slots = {**COMPLAINT, "country": None, "category": None}
    said = typed("my email is actually ana@example.org", "correct")
    run = Run(FORM, said, **slots, requested_slot="country")
    assert run.slots["email"] == "ana@example.org"
    assert run.says == ["utter_corrected", "utter_question_country"]


def test_wrong_country_on_the_review_takes_the_new_one() -> None:
    said = typed("wrong country, it should be France", "correct")
    run = Run(FORM, said, **COMPLAINT, requested_slot="submit")
    assert run.slots["country"] == "FR"
    assert run.last["asks"] == "submit"


def test_going_back_asks_for_the_field_before() -> None:
    notes = {"asked": ["email", "account_id"]}
    slots = {"email": "ana@example.org", "form_notes": notes}
    run = Run(FORM, typed("go back", "go_back"), **slots, requested_slot="account_id")
    assert run.last["asks"] == "email"


def test_what_somebody_wants_corrected_corrects_nothing() -> None:
    slots = {**COMPLAINT, "desired_resolution": None}
    said = typed("fix my account and correct my name in your records", "inform")
    run = Run(FORM, said, **slots, requested_slot="desired_resolution")
    assert run.slots["desired_resolution"].startswith("fix my account")
    assert "full_name" not in run.slots


def test_a_story_longer_than_the_register_takes_is_told_and_not_cut() -> None:
    told = "x " * 9_990
    more = typed("and then you ignored me for weeks on end, every time", "grievance")
    run = Run(FORM, more, description=told, requested_slot="email")
    assert "description" not in run.slots
    assert run.says[0] == "utter_story_full"


def test_what_the_story_answers_is_shown_and_not_asked() -> None:
    story = (
        "I live in Portugal, ana@example.com, ticket 4471203: you closed my account!"
    )
    run = Run(FORM, typed(story, "grievance"), opened())
    assert run.slots["description"] == story
    assert run.slots["country"] == "PT"
    assert run.slots["ticket_numbers"] == ["4471203"]
    assert run.says[0] == "utter_story_understood"
    assert "Portugal" in run.messages[0]["understood"]
    assert run.last["asks"] == "account_id"


def test_a_two_word_description_gets_one_nudge_and_is_then_taken() -> None:
    slots = {**COMPLAINT, "description": None}
    first = Run(FORM, typed("bad service"), **slots, requested_slot="description")
    assert first.last["asks"] == "description"
    notes = first.slots["form_notes"]
    again = Run(
        FORM,
        typed("bad service"),
        **slots,
        requested_slot="description",
        form_notes=notes,
    )
    assert again.slots["description"] == "bad service"
    assert again.slots["form_notes"]["flags"] == []


def test_a_plain_wish_to_change_a_field_is_believed_anywhere() -> None:
    slots = {**COMPLAINT, "full_name": None}
    said = typed("change my account id", "support_account_settings")
    run = Run(FORM, said, **slots, requested_slot="full_name")
    assert run.last["asks"] == "account_id"


def test_hesitation_on_the_review_is_no_yes() -> None:
    said = typed("hmm let me see", "affirm")
    run = Run(FORM, said, **COMPLAINT, requested_slot="submit")
    assert "submit" not in run.slots


def test_nonsense_is_no_wish_to_leave_a_field_out() -> None:
    slots = {**COMPLAINT, "occurred": None}
    said = typed("purple elephants", "skip", 0.6)
    run = Run(FORM, said, **slots, requested_slot="occurred")
    assert "occurred" not in run.slots


def test_an_answer_days_later_is_taken_and_the_client_told_where_they_are() -> None:
    before, now = typed("hi", "greet"), typed("maria.lopez@example.com")
    before["timestamp"], now["timestamp"] = 0.0, 3 * 24 * 3600.0
    run = Run(FORM, before, now, requested_slot="email")
    assert run.slots["email"] == "maria.lopez@example.com"
    assert run.says == ["utter_returned", "utter_question_account_id"]
