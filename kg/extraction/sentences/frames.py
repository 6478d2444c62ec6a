"""A frame of the rules as a verb of a sentence fills it."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.extraction.scene import Arg, Scene
from kg.extraction.sentences.rules import Frame


@dataclass(slots=True)
class Act:
    """A verb of a sentence with its arguments.

    Parameters
    ----------
    start, end : of the verb.
    behind : where its particles end.
    own : the policy that the document itself is, if it is one.
    passive : what is done something to does not stand behind the verb.
    by_place : the agents are the governments of bare places.
    penalty : a factor for the confidence.
    """

    scene: Scene
    frame: Frame
    start: int
    end: int
    behind: int
    own: Arg | None
    patients: list[Arg]
    passive: bool
    agents: list[Arg] = field(default_factory=list)
    by_place: bool = False
    penalty: float = 1.0

    @property
    def verb(self) -> str:
        """The word itself."""
        return self.scene.text[self.start : self.end]

    @property
    def clause(self) -> int:
        """Where the clause of the verb begins."""
        return self.scene.clause_start(self.start)

    @property
    def headed(self) -> bool:
        """Whether a relative clause ends with the verb, whose head goes on to act: 甲建立的乙."""
        return self.scene.text.startswith("的", self.behind - 1)

    @property
    def finished(self) -> bool:
        """Whether 了 stands behind the verb."""
        return "了" in self.scene.text[self.end : self.behind]
