"""The workbook of a briefing: a sheet a calculator, every line a formula, and the sheet of sources and assumptions."""

from lagebild.documents.workbook.calculators import workbook as workbook
