"""Words every domain needs: ids, time, money, text, errors, actors, settings. Knows no table and no protocol."""
