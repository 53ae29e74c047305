"""Events on people for a national system of record: mapped by code lists, in numbered signed batches, with receipts.

What the system asks for is not known to tinhgon: a file of the office names its columns and its codes. Nothing goes out
as free text, and nothing that no column asks for.
"""
