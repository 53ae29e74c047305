"""A synthetic province in the shape of Hậu Giang, and a nation of such: seeded, marked, entered as decisions only."""

from tinhgon.demo.synth.books import Paper
from tinhgon.demo.synth.country import country
from tinhgon.demo.synth.files import write_papers
from tinhgon.demo.synth.province import story

__all__ = ["Paper", "country", "story", "write_papers"]
