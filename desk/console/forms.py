"""The reader of forms posted to the console."""

from typing import Annotated

from fastapi import Depends

from desk.web.posted import FormReader, Posted

# A decision on many points has the most inputs, a few for each. PostgreSQL cannot store
# NUL.
posted_form = FormReader(most_inputs=1000, without="\0")
Form = Annotated[Posted, Depends(posted_form)]
