"""What leaves the house whole: a bundle to cite, a report to print, a chart that stands alone."""

from lib.takeaway.bundle import bundle
from lib.takeaway.codebook import codebook
from lib.takeaway.images import images
from lib.takeaway.report import report
from lib.takeaway.taken import Taken
from lib.takeaway.webpage import figure_html

__all__ = ["Taken", "bundle", "codebook", "figure_html", "images", "report"]
