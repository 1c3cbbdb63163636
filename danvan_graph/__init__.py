"""Knowledge graph of Vietnamese party and state directives and their implementation."""
