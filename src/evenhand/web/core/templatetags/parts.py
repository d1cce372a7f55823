"""Parts of our own pages, which are Jinja's, in the pages of allauth, which are Django's."""

from django import template
from django.template.context import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe

register = template.Library()


@register.simple_tag(takes_context=True)
def part(context: Context, name: str) -> SafeString:
    """One of core/parts, rendered for this request."""
    # Jinja has escaped what people wrote; the page around it must not do so again.
    return mark_safe(render_to_string(f"core/parts/{name}.jinja", request=context["request"]))  # noqa: S308
