"""Forms, fields and widgets in the patterns of the GOV.UK Design System."""
