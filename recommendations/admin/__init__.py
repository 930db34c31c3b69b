from recommendations.admin import inspections, oversight

__all__ = ["inspections", "oversight"]
