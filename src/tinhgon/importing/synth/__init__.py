"""A synthetic province in the shape of Hậu Giang, and a nation of such: seeded, marked, entered as decisions only."""

from tinhgon.importing.synth.books import Paper
from tinhgon.importing.synth.country import country
from tinhgon.importing.synth.files import write_papers
from tinhgon.importing.synth.province import story

__all__ = ["Paper", "country", "story", "write_papers"]
