"""The agent over HTTP on 127.0.0.1: one guard, one error shape, one family of routes."""
