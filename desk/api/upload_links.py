"""`POST /api/v1/upload-links`: a link by which a client adds files to a filed complaint.

It needs the complaint's reference and e-mail, as `status` does; the link has neither.
"""

import logging

from fastapi import APIRouter, Security
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from desk.api.bearer import GuardedRoute, bearer_scheme
from desk.api.pair import slow_down_guessing
from desk.complaint.lookup import Pair
from desk.files.links import PATH
from desk.web.desk import DeskDependency
from desk.web.problems import Problem, documented

log = logging.getLogger(__name__)

router = APIRouter(route_class=GuardedRoute, dependencies=[Security(bearer_scheme)])


class UploadLinkMade(BaseModel):
    """A link for one client and one sitting, told once: nobody can ask for it again."""

    model_config = ConfigDict(frozen=True)

    url: str = Field(
        description="A path on the desk's public address.",
        examples=["/files/Zm9v…"],
    )
    expires_at: AwareDatetime = Field(
        description="Until when the first file has to come. RFC 3339, UTC."
    )


@router.post(
    "/upload-links",
    status_code=201,
    response_model=UploadLinkMade,
    responses=documented(400, 401, 404, 413, 422, 429, 503),
)
def make_upload_link(question: Pair, desk: DeskDependency) -> UploadLinkMade:
    """Makes a link to add files; 404, without a reason, if the pair does not match."""
    slow_down_guessing(question.reference, desk)
    number = desk.register.number_in(question.reference)
    link = desk.evidence.link(number, question.email, desk.now())
    if link is None:
        raise Problem(404)
    log.info("upload_link_made")
    return UploadLinkMade(url=f"{PATH}{link.token}", expires_at=link.expires_at)
