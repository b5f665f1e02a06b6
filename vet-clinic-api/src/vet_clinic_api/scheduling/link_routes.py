"""Links from mails: they show what they are for, and act only when somebody presses the button. Nobody signs in here;
the token says everything, and every token that does not work is refused in the same words.
"""

from vet_core.scheduling.schemas import LinkIn, LinkOut, LinkUseIn
from vet_services.clinics.errors import ClinicSuspended
from vet_services.pets.errors import PetDeceased
from vet_services.scheduling import links
from vet_services.scheduling.errors import (
    AlreadyBegun,
    ChoiceMissing,
    HoldExpired,
    LinkInvalid,
    NothingToDecline,
    NotOffered,
    OptionTaken,
    SlotTaken,
)

from vet_clinic_api.edge.access import Public
from vet_clinic_api.edge.exchange import Now, Transaction
from vet_clinic_api.edge.limits import RateClass, rated
from vet_clinic_api.edge.operation import domain_router
from vet_clinic_api.edge.problem_docs import problems

router = domain_router("/v1/scheduling/links", "scheduling")

_RATED = rated(RateClass.LINKS)


@router.post("/look-up", dependencies=[Public, _RATED], responses=problems(LinkInvalid))
async def look_up_link(link: LinkIn, session: Transaction, now: Now) -> LinkOut:
    """What a link is for; nothing changes, so that mail scanners may follow it."""
    return await links.look_up_link(session, link.token, now=now)


@router.post(
    "/use",
    dependencies=[Public, _RATED],
    responses=problems(
        LinkInvalid,
        ChoiceMissing,
        NothingToDecline,
        OptionTaken,
        HoldExpired,
        NotOffered,
        SlotTaken,
        AlreadyBegun,
        ClinicSuspended,
        PetDeceased,
    ),
)
async def use_link(use: LinkUseIn, session: Transaction, now: Now) -> LinkOut:
    """Do what the link is for: confirm, cancel, take one of its times, or let the time go that it keeps."""
    return await links.use_link(session, use, now=now)
