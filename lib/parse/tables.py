from lib.tables import DATA as DATA
from lib.tables import load as load
