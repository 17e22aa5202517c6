"""PostgreSQL: tables, queries, migrations and the job engine behind the product's plugs."""
