using System.Buffers.Binary;
using System.Data.Common;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Ntm.Ledger.Checks;

/// <summary>
/// I7: each entry of an audit, a dossier's or a service's own, holds the hash of the one before it, its number and its own words, and
/// the dossier or the head of the service's chain holds the last. Written anew from the description of <c>ntm-audit/1</c>, to doubt the
/// platform's own verifier too.
/// </summary>
internal sealed class AuditChains(ServiceDatabase database, Findings findings)
{
    /// <summary>The chain of the whole service.</summary>
    public void CheckService()
    {
        var entries = database.Rows(
            """
            SELECT '', "Sequence", "At", "Actor", "OnBehalfOf", "Action", NULL, "Payload", "Hash" FROM "AuditEntries" ORDER BY "Sequence"
            """,
            Read
        );
        foreach (
            var (name, sequence, hash) in database.Rows(
                """SELECT "Chain", "Sequence", "Hash" FROM "AuditHeads" """,
                row => (row.GetString(0), row.GetInt64(1), row.GetString(2))
            )
        )
        {
            if (Fault(name, sequence, hash, entries) is { } fault)
            {
                findings.Add("I7", $"audit chain of {name}: {fault}");
            }
        }
    }

    /// <summary>The chain of every dossier.</summary>
    public void Check()
    {
        var entries = database
            .Rows(
                $"""
                SELECT {ServiceDatabase.Id("\"DossierId\"")}, "Sequence", "At", "Actor", "OnBehalfOf", "Action", "Stage", "Payload", "Hash"
                FROM "Audit" ORDER BY "DossierId", "Sequence"
                """,
                Read
            )
            .GroupBy(entry => entry.Dossier)
            .ToDictionary(group => group.Key, group => group.ToList());
        foreach (
            var (id, sequence, hash) in database.Rows(
                $"""SELECT {ServiceDatabase.Id("\"Id\"")}, "AuditSequence", "AuditHash" FROM "Dossiers" """,
                row => (row.GetString(0), row.GetInt64(1), row.GetString(2))
            )
        )
        {
            if (Fault("dossier/" + id, sequence, hash, entries.GetValueOrDefault(id, [])) is { } fault)
            {
                findings.Add("I7", $"audit chain of {id}: {fault}");
            }
        }
    }

    private static string? Fault(string chain, long sequence, string hash, List<Entry> entries)
    {
        var last = SHA256.HashData(Encoding.UTF8.GetBytes("ntm-audit/1:" + chain));
        for (var place = 1; place <= entries.Count; place++)
        {
            var entry = entries[place - 1];
            if (entry.Sequence != place)
            {
                return $"entry {entry.Sequence} stands at place {place}";
            }

            last = Link(last, entry);
            if (Convert.ToHexStringLower(last) != entry.Hash)
            {
                return $"entry {place} was changed";
            }
        }

        return sequence == entries.Count && hash == Convert.ToHexStringLower(last)
            ? null
            : $"it ends at {entries.Count}, its head says {sequence}";
    }

    private static byte[] Link(byte[] last, Entry entry)
    {
        var number = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(number, entry.Sequence);
        return SHA256.HashData([.. last, .. number, .. Encoding.UTF8.GetBytes(entry.Text)]);
    }

    /// <summary>The entry in its one written form: names in order, no white space, the payload as it lies in the database.</summary>
    private static Entry Read(DbDataReader row)
    {
        var at =
            row.GetFieldType(2) == typeof(long)
                ? new DateTime(row.GetInt64(2), DateTimeKind.Utc)
                : row.GetFieldValue<DateTime>(2).ToUniversalTime();
        var words = $$"""
            {"action":{{Text(row, 5)}},"actor":{{Text(row, 3)}},"at":"{{at.ToString(
                "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'",
                CultureInfo.InvariantCulture
            )}}","onBehalfOf":{{Text(row, 4)}},"payload":{{Canonical(JsonElement.Parse(row.GetString(7)))}},"sequence":{{row.GetInt64(
                1
            )}},"stage":{{Text(row, 6)}}}
            """;
        return new Entry(row.GetString(0), row.GetInt64(1), words, row.GetString(8));
    }

    private static string Text(DbDataReader row, int column) => row.IsDBNull(column) ? "null" : Quoted(row.GetString(column));

    private static string Canonical(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => "{"
                + string.Join(
                    ',',
                    value
                        .EnumerateObject()
                        .OrderBy(one => one.Name, StringComparer.Ordinal)
                        .Select(one => $"{Quoted(one.Name)}:{Canonical(one.Value)}")
                )
                + "}",
            JsonValueKind.Array => "[" + string.Join(',', value.EnumerateArray().Select(Canonical)) + "]",
            JsonValueKind.String => Quoted(value.GetString()!),
            JsonValueKind.Number => value.GetDecimal().ToString("0.############################", CultureInfo.InvariantCulture),
            _ => value.GetRawText(),
        };

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var unit in text.Normalize(NormalizationForm.FormC))
        {
            quoted.Append(
                unit is '"' or '\\' ? $"\\{unit}"
                : unit < ' ' ? $"\\u{(int)unit:x4}"
                : unit.ToString()
            );
        }

        return quoted.Append('"').ToString();
    }

    private sealed record Entry(string Dossier, long Sequence, string Text, string Hash);
}
