namespace Ntm.Ledger.Checks;

/// <summary>I1: what was accepted is there once, under its key and with the status the client saw; nothing else is.</summary>
internal sealed class Commands(IReadOnlyDictionary<string, ServiceDatabase> databases, AcceptedFile accepted, Findings findings)
{
    public void Check()
    {
        foreach (var database in databases.Values)
        {
            // An account's first password is answered once and kept nowhere, so that command has no kept answer; nor has one without a
            // key.
            findings.Same(
                "I1",
                database.Service + ": commands",
                accepted
                    .All.Where(step => step.Service == database.Service && step.Act != "account" && step.Key.Length > 0)
                    .Select(step => $"{step.Key} {step.Status}"),
                database.Rows(
                    """SELECT "Key", "Status" FROM "IdempotencyRecords" """,
                    row => $"{row.GetString(0).Split(':', 2)[1]} {row.GetInt32(1)}"
                )
            );
        }

        Units();
    }

    /// <summary>One act a unit, one period, and one copy in each service that received it.</summary>
    private void Units()
    {
        var (identity, assessment, dossier) = (databases["identity"], databases["assessment"], databases["dossier"]);
        var units = accepted.Of("unit").Select(step => step.Detail!).ToList();
        findings.Same(
            "I1",
            "identity: acts on units",
            units,
            identity.Texts("""SELECT substr("DocumentNumber", 1, 5) FROM "UnitActs" WHERE "DocumentNumber" LIKE '9____/NQ-HĐND'""")
        );
        foreach (
            var (database, table, column) in new[]
            {
                (identity, "UnitPeriods", "UnitCode"),
                (assessment, "Units", "Code"),
                (dossier, "Units", "Code"),
            }
        )
        {
            findings.Same(
                "I2",
                $"{database.Service}: units",
                units,
                database.Texts($"""SELECT "{column}" FROM "{table}" WHERE "{column}" LIKE '9____'""")
            );
        }

        findings.Same(
            "I1",
            "identity: grants",
            accepted.Of("grant").Select(step => step.Detail!),
            identity.Texts(
                $"""SELECT {ServiceDatabase.Id("\"AccountId\"")} || '/' || "UnitCode" FROM "Grants" WHERE "UnitCode" LIKE '9____'"""
            )
        );
    }
}
