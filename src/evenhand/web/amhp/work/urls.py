"""Addresses of this room, below a body's own."""

from django.urls import URLPattern

URLS: list[URLPattern] = []
