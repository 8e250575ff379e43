"""The facts of a firm that sentences and pages may name."""

from __future__ import annotations

from firm.model import Firm


def firm_facts(firm: Firm) -> dict[str, str]:
    """Values for {placeholders} in responses and pages; every one comes from firm.yml."""
    contact, account_id = firm.contact, firm.account_id
    return {
        "firm": firm.name,
        "contact_name": contact.name,
        "contact_email": contact.email,
        "contact_url": contact.url,
        "contact_hours": contact.hours or "",
        "acknowledge_days": str(firm.deadlines.acknowledge_business_days),
        "resolve_days": str(firm.deadlines.resolve_business_days),
        "account_id": account_id.label,
        "account_id_shape": account_id.shape,
        "account_id_example": account_id.example,
        "account_id_where": account_id.where,
        "no_account": account_id.none,
        "reference_example": f"{firm.reference_prefix}-7K3M-9QXV-2F4T-8C",
        "privacy_url": firm.privacy_url,
        "guide_url": firm.complaint_guide_url,
    }
