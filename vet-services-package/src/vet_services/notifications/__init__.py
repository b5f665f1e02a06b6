"""Telling people what happened and what is coming. Listens to everybody; decides nothing about appointments."""
