"""Officials see what another system refused, and try it again."""

from fastapi.testclient import TestClient
from msgspec import structs
from sqlalchemy import select

from desk.models import AuditEntry, Delivery, DeliveryState
from desk.tests.conftest import DeskFor
from desk.tests.support.complaint import complaint_to
from desk.tests.support.filing import file
from desk.tests.support.staffing import console_of, sign_in_as
from firm import Firm
from firm.model import Adapter

PAGE = "/console/deliveries"


def test_what_was_refused_is_shown_and_tried_again(
    desk_for: DeskFor, firm: Firm
) -> None:
    adapter = Adapter(name="crm", kind="webhook", url="https://hooks.example.com")
    posting = structs.replace(firm, adapters=(adapter,))
    with TestClient(desk_for(posting)) as client:
        assert client.get(PAGE, follow_redirects=False).status_code == 303
        file(client, complaint_to(firm)).raise_for_status()
        database = console_of(client).database
        with database.writing() as session:
            delivery = session.scalars(select(Delivery)).one()
            delivery.state, delivery.last_error = DeliveryState.DEAD, "HTTP 422"
        sign_in_as(client, "official")
        page = client.get(PAGE).text
        assert "Refused" in page
        assert "HTTP 422" in page
        assert "ada@example.com" not in page
        assert f'href="{PAGE}"' in page
        assert "on their way again" in client.post(f"{PAGE}/retry").text
        with database.reading() as session:
            assert session.scalars(select(Delivery)).one().state == DeliveryState.DUE
            log = session.scalars(
                select(AuditEntry.action).order_by(AuditEntry.id.desc()).limit(2)
            )
            # Tried again, and led back to the page.
            assert log.all() == ["deliveries_viewed", "deliveries_retried"]


def test_a_firm_without_adapters_is_not_told_of_deliveries(client: TestClient) -> None:
    sign_in_as(client, "admin")
    assert f'href="{PAGE}"' not in client.get("/console/account").text
    assert "Everything has been delivered" in client.get(PAGE).text
