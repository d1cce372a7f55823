"""Those in training before approval, in words."""

from dataclasses import dataclass

from evenhand.web.amhp.register.queries import Trainee
from evenhand.web.amhp.sealed import opened
from evenhand.web.bodies.queries import Body

OVER = ("APPROVED", "ENDED")


@dataclass(frozen=True, kw_only=True)
class TraineeLine:
    """One person in training."""

    trainee: Trainee
    name: str
    mentor: str

    @property
    def in_training(self) -> bool:
        """Whether it goes on."""
        return self.trainee.stage not in OVER


def trainee_line(body: Body, trainee: Trainee) -> TraineeLine:
    """One person in training, with names opened."""
    return TraineeLine(
        trainee=trainee,
        name=opened(body, trainee.professional.sealed_name),
        mentor=opened(body, trainee.sealed_mentor),
    )
